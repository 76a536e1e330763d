/**
 * How the answers of the form become Observations, as HL7 SDC has it: a template for each question (template-based
 * extraction), which can name the leg; and where no leg, list or date is asked also the plain mark of observation-based
 * extraction. What a server extracts by either says what the response itself says to `rules/extract`.
 */
import type { Coding, Element, Extension, Observation, QuestionnaireItem } from 'fhir/r4';
import { codeSystems, LATERALITY } from '../../codes/code-system.ts';
import { NONE_OF_THESE, NOT_SURE } from '../../findings/answer-words.ts';
import { type FindingId, findings } from '../../findings/index.ts';

const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire';

export type ExtractedLeg = 'left' | 'right';

const legCodes: Readonly<Record<ExtractedLeg, Coding>> = {
  left: { system: codeSystems.snomed, code: '7771000', display: 'Left' },
  right: { system: codeSystems.snomed, code: '24028007', display: 'Right' },
};
const legStructure: Coding = {
  system: codeSystems.snomed,
  code: '61685007',
  display: 'Lower limb structure',
};

const taken = (expression: string): { readonly extension: Extension[] } => ({
  extension: [{ url: `${SDC}-templateExtractValue`, valueString: expression }],
});
const inContext = (expression: string): Extension => ({
  url: `${SDC}-templateExtractContext`,
  valueString: expression,
});

export const codeOf = (id: FindingId): Coding => ({
  system: codeSystems.finding,
  code: id,
  display: findings[id].label,
});

/** A template has extensions where its values will be, which the types of R4 do not foresee in each place. */
type Template = Observation & { readonly _effectiveDateTime?: Element; readonly _valueDateTime?: Element };

/** Shown whole, and answered without a doubt: what was not chosen is absent. */
const closing = {
  extension: [inContext(`where(answer.value.where(code = '${NOT_SURE}').empty()).linkId`)],
  code: { coding: [{ system: codeSystems.value, code: 'none-of-the-others' }] },
  ...({ _valueBoolean: taken('true') } as object),
};

const valueTaken = (id: FindingId): Partial<Template> => {
  const { value } = findings[id];
  switch (value.type) {
    case 'set':
      return {
        component: [
          {
            extension: [
              inContext(`answer.value.where(code != '${NONE_OF_THESE}' and code != '${NOT_SURE}')`),
            ],
            code: { coding: [taken('$this')] },
            valueBoolean: true,
          },
          ...(value.closable ? [closing] : []),
        ],
      };
    case 'number':
      return value.unit === 'd'
        ? { _valueDateTime: taken('answer.value.toString()') }
        : {
            valueQuantity: {
              system: 'http://unitsofmeasure.org',
              code: value.unit,
              ...({ _value: taken('answer.value') } as object),
            },
          };
    default:
      return { valueCodeableConcept: { coding: [taken('answer.value')] } };
  }
};

const nameOf = (id: FindingId, leg: ExtractedLeg | undefined): string => `take-${id}${leg ? `-${leg}` : ''}`;

export const templateOf = (id: FindingId, leg?: ExtractedLeg): Observation => {
  const template: Template = {
    resourceType: 'Observation',
    id: nameOf(id, leg),
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'survey',
            display: 'Survey',
          },
        ],
      },
    ],
    code: { coding: [codeOf(id)] },
    subject: { ...({ _reference: taken('%resource.subject.reference') } as object) },
    _effectiveDateTime: taken('%resource.authored'),
    ...(leg && {
      bodySite: {
        extension: [{ url: LATERALITY, valueCodeableConcept: { coding: [legCodes[leg]] } }],
        coding: [legStructure],
      },
    }),
    ...valueTaken(id),
  };
  return template;
};

const isPlain = (id: FindingId, leg: ExtractedLeg | undefined): boolean => {
  const { value } = findings[id];
  return leg === undefined && value.type !== 'set' && !(value.type === 'number' && value.unit === 'd');
};

/** What a question says of its extraction. */
export const extractionOf = (
  id: FindingId,
  leg?: ExtractedLeg,
): Pick<QuestionnaireItem, 'code' | 'extension'> => ({
  code: [codeOf(id)],
  extension: [
    {
      url: `${SDC}-templateExtract`,
      extension: [{ url: 'template', valueReference: { reference: `#${nameOf(id, leg)}` } }],
    },
    ...(isPlain(id, leg) ? [{ url: `${SDC}-observationExtract`, valueBoolean: true }] : []),
  ],
});
