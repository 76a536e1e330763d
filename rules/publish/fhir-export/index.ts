/**
 * The knowledge for other engines: an ELM library, and FHIR R4 PlanDefinitions that point into it. An
 * export, never on the hot path; it starts from a normalised chart, whose findings are the parameters.
 */
import type { Library, PlanDefinition, PlanDefinitionAction, RelatedArtifact } from 'fhir/r4';
import { citations } from '../../citations.ts';
import type { RedFlagId } from '../../engine/ids.ts';
import type { Evidence } from '../../engine/rule.ts';
import {
  KNOWLEDGE_DATE,
  KNOWLEDGE_STATUS,
  KNOWLEDGE_VERSION,
  type KnowledgeStatus,
} from '../../knowledge-version.ts';
import { evidence as rootEvidence, rootTable } from '../../localisation/table.ts';
import { redFlags } from '../../red-flags/index.ts';
import { and, type Elm, ElmLibrary, type LegName, or, toElm, unary } from './elm.ts';
import { defineRoot } from './root-elm.ts';

const BASE = 'https://radix-cds.org/fhir';
const NAME = 'RadixCds';

/** Each level as a definition, and `<flag> <level>` as "at least this level". */
const defineFlag = (library: ElmLibrary, id: RedFlagId): void => {
  const { levels, unless } = redFlags[id];
  const silenced = unless && unary('IsTrue', toElm(library, unless));
  const reached: Elm[] = [];
  for (const { urgency, when } of levels) {
    const own = unary('IsTrue', toElm(library, when));
    reached.push(own);
    const some = or([...reached]);
    library.define(`${id} ${urgency}`, () => (silenced ? and([some, unary('Not', silenced)]) : some));
  }
  // a flag whose least level is above "soon" is at least "soon" as well
  for (const level of ['urgent', 'soon'] as const) {
    const least = levels[levels.length - 1] ?? levels[0];
    if (!library.has(`${id} ${level}`))
      library.define(`${id} ${level}`, () => ({ type: 'ExpressionRef', name: `${id} ${least.urgency}` }));
  }
};

/** The two red flags that cannot wait. */
const EXPORTED: readonly RedFlagId[] = ['RF-CES', 'RF-MOTOR'];

interface ExportContents {
  readonly flags?: readonly RedFlagId[];
  readonly legs?: readonly LegName[];
}

/** The exported flags and both legs' roots, unless something else is asked for. */
export const elmLibrary = ({ flags = EXPORTED, legs = ['left', 'right'] }: ExportContents = {}): Elm => {
  const library = new ElmLibrary();
  for (const id of flags) defineFlag(library, id);
  for (const leg of legs) defineRoot(library, rootTable, leg);
  return library.toJson(NAME, KNOWLEDGE_VERSION);
};

/** ASCII only, so that base64 needs no encoding step. */
const base64 = (json: string): string =>
  btoa(json.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));

const cited = (evidence: readonly Evidence[]): RelatedArtifact[] =>
  evidence.map(({ cite, says }) => {
    const { label, link } = citations[cite];
    return { type: 'citation', label, display: says, ...(link && { url: link }) };
  });

/** A review is claimed only where there was one. */
const approval = (status: KnowledgeStatus) =>
  status.state === 'signed-off' ? { approvalDate: status.on, lastReviewDate: status.on } : {};

const common = {
  version: KNOWLEDGE_VERSION,
  status: 'draft',
  experimental: true,
  publisher: 'Radix CDS',
  date: KNOWLEDGE_DATE,
  ...approval(KNOWLEDGE_STATUS),
} as const;

export const fhirLibrary = (): Library => ({
  resourceType: 'Library',
  id: 'radix-cds',
  url: `${BASE}/Library/radix-cds`,
  name: NAME,
  title: 'Radix CDS: cauda equina syndrome, severe weakness, and nerve-root localisation',
  description:
    'ELM of two red flags and of nerve-root localisation. Parameters are the findings of a normalised chart, by leg; null is not documented.',
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'logic-library' }] },
  ...common,
  content: [{ contentType: 'application/elm+json', data: base64(JSON.stringify(elmLibrary())) }],
});

const plan = (
  id: string,
  title: string,
  evidence: readonly Evidence[],
  action: PlanDefinitionAction[],
): PlanDefinition => ({
  resourceType: 'PlanDefinition',
  id,
  url: `${BASE}/PlanDefinition/${id}`,
  name: id.replaceAll('-', '_'),
  title,
  type: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type', code: 'eca-rule' }],
  },
  ...common,
  library: [`${BASE}/Library/radix-cds|${KNOWLEDGE_VERSION}`],
  relatedArtifact: cited(evidence),
  action,
});

const applies = (expression: string): PlanDefinitionAction['condition'] => [
  { kind: 'applicability', expression: { language: 'text/cql-identifier', expression } },
];
const onHook: PlanDefinitionAction['trigger'] = [{ type: 'named-event', name: 'patient-view' }];
const PRIORITY = { emergent: 'stat', urgent: 'urgent', soon: 'routine' } as const;

const flagPlan = (id: RedFlagId): PlanDefinition => {
  const { title, concludes, levels, action, evidence } = redFlags[id];
  return plan(
    id.toLowerCase(),
    title,
    evidence,
    levels.map(({ urgency }) => ({
      title: `${concludes} (${urgency})`,
      description: action,
      priority: PRIORITY[urgency],
      trigger: onHook,
      condition: applies(`${id} ${urgency}`),
    })),
  );
};

export const planDefinitions = (): readonly PlanDefinition[] => [
  ...EXPORTED.map(flagPlan),
  plan(
    'nerve-root',
    'Nerve root that the findings of a leg fit best',
    rootEvidence,
    (['left', 'right'] as const).map((leg) => ({
      title: `Root of the ${leg} leg`,
      trigger: onHook,
      condition: applies(`${leg} root named`),
      dynamicValue: [
        { path: 'description', expression: { language: 'text/cql-identifier', expression: `${leg} root` } },
      ],
    })),
  ),
];

/** Everything that is exported, by file name. */
export const fhirExport = (): Readonly<Record<string, Library | PlanDefinition>> =>
  Object.fromEntries([
    ['Library-radix-cds', fhirLibrary()],
    ...planDefinitions().map((one) => [`PlanDefinition-${one.id}`, one] as const),
  ]);
