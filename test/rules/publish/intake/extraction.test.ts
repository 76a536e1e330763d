/** What an SDC library extracts from an answered form says what the form itself says to `rules/extract`. */
import { createRequire } from 'node:module';
import type {
  Bundle,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
} from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { findings, isFindingId } from '../../../../rules/findings/index.ts';
import { KNOWLEDGE_VERSION } from '../../../../rules/knowledge-version.ts';
import { intakeQuestionnaire } from '../../../../rules/publish/intake/questionnaire.ts';
import { extracted, PATIENT, subject } from '../../../support/fhir.ts';

// its ES module imports a folder, which node refuses
const { inAppExtract } = createRequire(import.meta.url)(
  '@aehrc/sdc-template-extract',
) as typeof import('@aehrc/sdc-template-extract');

const form: Questionnaire = intakeQuestionnaire(KNOWLEDGE_VERSION, '2026-11-22');

type Choose = (item: QuestionnaireItem) => QuestionnaireResponseItem['answer'];

const answered = (items: readonly QuestionnaireItem[], choose: Choose): QuestionnaireResponseItem[] =>
  items.map(({ linkId, item, ...rest }) => ({
    linkId,
    ...(item && { item: answered(item, choose) }),
    ...(!item && { answer: choose({ linkId, ...rest }) ?? [] }),
  }));

const responseOf = (choose: Choose): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  id: 'q1',
  status: 'completed',
  questionnaire: form.url ?? '',
  subject,
  authored: '2026-11-21T09:00:00Z',
  item: answered(form.item ?? [], choose),
});

const option = ({ answerOption = [] }: QuestionnaireItem, n: number) => {
  const { valueCoding } = answerOption.at(n) ?? {};
  return valueCoding ? [{ valueCoding }] : [];
};

const dateOrNumber = ({ type }: QuestionnaireItem) =>
  type === 'date' ? [{ valueDate: '2026-11-12' }] : [{ valueInteger: 7 }];

const isChoice = ({ type }: QuestionnaireItem): boolean => type === 'choice';

const fillings: readonly (readonly [string, Choose])[] = [
  ['the first option everywhere', (item) => (isChoice(item) ? option(item, 0) : dateOrNumber(item))],
  ['the second option everywhere', (item) => (isChoice(item) ? option(item, 1) : dateOrNumber(item))],
  ['"not sure" everywhere', (item) => (isChoice(item) ? option(item, -1) : [])],
  [
    'two items of each list',
    (item) =>
      item.repeats ? [...option(item, 0), ...option(item, 2)] : isChoice(item) ? option(item, 0) : [],
  ],
  [
    '"none of these" in each list',
    (item) => (item.repeats ? option(item, -2) : isChoice(item) ? option(item, 1) : []),
  ],
  ['an item and "not sure"', (item) => (item.repeats ? [...option(item, 0), ...option(item, -1)] : [])],
];

const observationsOf = async (response: QuestionnaireResponse) => {
  const { extractResult } = await inAppExtract(structuredClone(response), form, null);
  const { extractedBundle } = extractResult as { extractedBundle: Bundle };
  return (extractedBundle.entry ?? []).map(({ resource }, n) => ({ ...resource, id: `o${n}` }));
};

const factsOf = (...resources: readonly unknown[]) =>
  extracted(resources, { patientId: PATIENT })
    .input.facts.map(({ id, value, side, days, src }) => JSON.stringify([id, value, side, days, src]))
    .sort();

describe('the extracted Observations', () => {
  test.each(fillings)('%s: the same facts as the form', async (_, choose) => {
    const response = responseOf(choose);
    expect(factsOf(...(await observationsOf(response)))).toEqual(factsOf(response));
  });

  test('there is something to extract', () =>
    expect(factsOf(responseOf(fillings[0]?.[1] ?? (() => []))).length).toBeGreaterThan(30));
});

const leaves = (items: readonly QuestionnaireItem[] = []): QuestionnaireItem[] =>
  items.flatMap((item) => (item.item ? leaves(item.item) : [item]));

test('every question has the code of its finding, so that a form under other names can be read', () => {
  for (const { linkId, code } of leaves(form.item)) {
    const id = linkId.split('.')[0] ?? '';
    expect(isFindingId(id) && findings[id].label).toBe(code?.[0]?.display);
    expect(code?.[0]?.code).toBe(id);
  }
});
