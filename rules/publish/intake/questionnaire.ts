/** Builds `Questionnaire/leg-symptom-intake` (FHIR R4) from the vocabulary and the plain wording. Pure. */
import type { Observation, Questionnaire, QuestionnaireItem, QuestionnaireItemAnswerOption } from 'fhir/r4';
import { codeSystems } from '../../codes/index.ts';
import { INTAKE } from '../../extract/questionnaire-response.ts';
import { NONE_OF_THESE, NOT_SURE, plainAnswers } from '../../findings/answer-words.ts';
import { type FindingSpec, findings } from '../../findings/index.ts';
import { codeOf, type ExtractedLeg, extractionOf, templateOf } from './extraction.ts';
import { choices, type IntakeFinding, questions, sections } from './wording.ts';

const option = (code: string, display: string): QuestionnaireItemAnswerOption => ({
  valueCoding: { system: codeSystems.value, code, display },
});

const plain = (code: keyof typeof plainAnswers) => option(code, plainAnswers[code]);

const notSure = plain(NOT_SURE);
const yesNo = [plain('yes'), plain('no'), notSure];

const words = (id: IntakeFinding): Readonly<Record<string, string>> =>
  (choices as Readonly<Partial<Record<IntakeFinding, Readonly<Record<string, string>>>>>)[id] ?? {};

const options = (id: IntakeFinding, values: readonly string[]): QuestionnaireItemAnswerOption[] =>
  values.map((value) => option(value, words(id)[value] ?? value));

type ItemAnswers = Pick<QuestionnaireItem, 'type' | 'repeats' | 'answerOption' | 'extension'>;

const bounds = (min: number, max: number) => [
  { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueInteger: min },
  { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: max },
];

/** What can be answered. A number of days is asked as the date on which it began. */
const answers = (id: IntakeFinding, { value }: FindingSpec): ItemAnswers => {
  switch (value.type) {
    case 'boolean':
      return { type: 'choice', answerOption: yesNo };
    case 'one-of':
      return { type: 'choice', answerOption: [...options(id, value.values), notSure] };
    case 'set':
      return {
        type: 'choice',
        repeats: true,
        answerOption: [...options(id, value.items), plain(NONE_OF_THESE), notSure],
      };
    case 'number':
      return value.unit === 'd'
        ? { type: 'date' }
        : { type: 'integer', extension: bounds(Math.ceil(value.min), Math.floor(value.max)) };
  }
};

/** Its answers, and what becomes of them. */
const answered = (id: IntakeFinding, spec: FindingSpec, leg?: ExtractedLeg) => {
  const own = answers(id, spec);
  const { code, extension = [] } = extractionOf(id, leg);
  return { code, ...own, extension: [...(own.extension ?? []), ...extension] };
};

const question = (id: IntakeFinding): QuestionnaireItem => {
  const spec = findings[id];
  const text = questions[id];
  if (!spec.sided) return { linkId: id, text, ...answered(id, spec) };
  return {
    linkId: id,
    text,
    code: [codeOf(id)],
    type: 'group',
    item: [
      { linkId: `${id}.left`, text: 'Left', ...answered(id, spec, 'left') },
      { linkId: `${id}.right`, text: 'Right', ...answered(id, spec, 'right') },
    ],
  };
};

const templatesOf = (id: IntakeFinding): Observation[] =>
  findings[id].sided ? [templateOf(id, 'left'), templateOf(id, 'right')] : [templateOf(id)];

/** @param version of the knowledge that the form was built from. @param date on which that was compiled. */
export const intakeQuestionnaire = (version: string, date: string): Questionnaire => ({
  resourceType: 'Questionnaire',
  id: 'leg-symptom-intake',
  url: INTAKE,
  version,
  name: 'LegSymptomIntake',
  title: 'Leg symptom intake',
  status: 'draft',
  subjectType: ['Patient'],
  date,
  publisher: 'The Radix CDS authors',
  description:
    'Pain, numbness and weakness of the leg in the patient’s own words, with the nine warning questions for the cauda equina. Answers are read by Radix CDS.',
  contained: sections.flatMap(({ asks }) => asks.flatMap(templatesOf)),
  item: sections.map(({ id, title, asks }) => ({
    linkId: `section-${id}`,
    text: title,
    type: 'group',
    item: asks.map(question),
  })),
});
