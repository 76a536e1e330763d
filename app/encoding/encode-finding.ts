/**
 * A charted finding as the Observation that an EHR sends: the local encoding of docs/integrate.md, with a
 * standard code beside the local one where a verified one exists. `rules/extract` reads what this writes.
 */
import type { CodeableConcept, Coding, Observation } from 'fhir/r4';
import { codeSystems, LATERALITY } from '../../rules/codes/code-system.ts';
import { type FindingId, findings } from '../../rules/findings/index.ts';

export const UCUM = 'http://unitsofmeasure.org';
const { snomed: SNOMED, loinc: LOINC } = codeSystems;
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';

export const chartedSides = ['left', 'right', 'both'] as const;
export type ChartedSide = (typeof chartedSides)[number];
/** A set item with `!` before it was asked and is absent; `*` closes the list: nothing else was chosen. */
export type ChartedValue = boolean | number | string | readonly string[];

export interface ChartedFinding {
  readonly id: FindingId;
  readonly value: ChartedValue;
  readonly side?: ChartedSide;
  /** `exam`: the clinician found it. `survey`: the patient said so. */
  readonly category: 'exam' | 'survey';
}

const sides: Record<ChartedSide, Coding> = {
  left: { system: SNOMED, code: '7771000', display: 'Left' },
  right: { system: SNOMED, code: '24028007', display: 'Right' },
  both: { system: SNOMED, code: '51440002', display: 'Right and left' },
};

const standardCodes: Partial<Record<FindingId, Coding>> = {
  'leg-pain': { system: SNOMED, code: '10601006', display: 'Pain in lower limb' },
  'foot-pain': { system: SNOMED, code: '47933007', display: 'Foot pain' },
  'buttock-pain': { system: SNOMED, code: '279043006', display: 'Pain in buttock' },
  'low-back-pain': { system: SNOMED, code: '279039007', display: 'Low back pain' },
  numbness: { system: SNOMED, code: '309537005', display: 'Numbness of lower limb' },
  tingling: { system: SNOMED, code: '429783005', display: 'Paresthesia of lower extremity' },
  heaviness: { system: SNOMED, code: '161873000', display: 'Heavy legs' },
  'foot-drop': { system: SNOMED, code: '6077001', display: 'Foot-drop' },
  fever: { system: SNOMED, code: '386661006', display: 'Fever' },
  'night-sweats': { system: SNOMED, code: '42984000', display: 'Night sweats' },
  'weight-loss-unexplained': { system: SNOMED, code: '422868009', display: 'Unexplained weight loss' },
  'urinary-retention': { system: SNOMED, code: '267064002', display: 'Retention of urine' },
  'pvr-ml': { system: LOINC, code: '98856-8', display: 'US Urinary bladder Volume post void' },
  'temp-c': { system: LOINC, code: '8310-5', display: 'Body temperature' },
  'pain-nrs': {
    system: LOINC,
    code: '72514-3',
    display: 'Pain severity - 0-10 verbal numeric rating [Score] - Reported',
  },
  abi: { system: LOINC, code: '77194-9', display: 'Ankle-brachial index' },
};

const concept = (coding: Coding): CodeableConcept => ({
  coding: [coding],
  ...(coding.display && { text: coding.display }),
});
const word = (code: string) =>
  concept({ system: codeSystems.value, code, display: code.replaceAll('-', ' ') });
const answer = (yes: boolean) =>
  concept(
    yes
      ? { system: SNOMED, code: '10828004', display: 'Positive' }
      : { system: SNOMED, code: '260385009', display: 'Negative' },
  );

const component = (item: string) =>
  item === '*'
    ? { code: word('none-of-the-others'), valueBoolean: true }
    : { code: word(item.replace(/^!/, '')), valueBoolean: !item.startsWith('!') };

/** An examination test is positive or negative; everything else that is yes or no is a boolean. */
const encodedValue = ({ id, value, category }: ChartedFinding): Partial<Observation> => {
  if (typeof value === 'boolean') {
    return category === 'exam' && findings[id].kind === 'exam'
      ? { valueCodeableConcept: answer(value) }
      : { valueBoolean: value };
  }
  if (typeof value === 'number') {
    const type = findings[id].value;
    const unit = type.type === 'number' ? type.unit : '1';
    return { valueQuantity: { value, unit, system: UCUM, code: unit } };
  }
  if (typeof value === 'string') return { valueCodeableConcept: word(value) };
  return { component: value.map(component) };
};

const bodySite = (side: ChartedSide): CodeableConcept => ({
  ...concept({ system: SNOMED, code: '61685007', display: 'Lower limb structure' }),
  extension: [{ url: LATERALITY, valueCodeableConcept: concept(sides[side]) }],
});

/** The resource without subject, date and author: those belong to the visit. */
export const encodeFinding = (finding: ChartedFinding): Omit<Observation, 'status'> => ({
  resourceType: 'Observation',
  category: [{ coding: [{ system: CATEGORY, code: finding.category }] }],
  code: {
    coding: [
      ...(standardCodes[finding.id] ? [standardCodes[finding.id] as Coding] : []),
      { system: codeSystems.finding, code: finding.id, display: findings[finding.id].label },
    ],
    text: findings[finding.id].label,
  },
  ...encodedValue(finding),
  ...(finding.side && { bodySite: bodySite(finding.side) }),
});
