/**
 * Whatever list of a chart grows, reading and evaluating it grows with it and no faster: a caller decides how long
 * the list is. One row a list.
 */
import { expect, test } from 'vitest';
import { type ChartInput, extract } from '../../rules/extract/index.ts';
import { INTAKE } from '../../rules/extract/questionnaire-response.ts';
import { findingIds } from '../../rules/findings/index.ts';
import { evaluate } from '../../rules/index.ts';
import {
  bodySite,
  coding,
  condition,
  icd,
  local,
  loinc,
  medication,
  NOW,
  observation,
  procedure,
  rxnorm,
  serviceRequest,
  snomed,
  subject,
  word,
} from '../support/fhir.ts';
import { growthOf, mostGrowth } from '../support/growth.ts';

const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

const oneOf = <T>(values: readonly T[], n: number): T => values[n % values.length] as T;

/** No two of one minute, so that none repeats another. */
const minutesAgo = (n: number): string => new Date(Date.parse(NOW) - n * 60_000).toISOString();

const said = (id: string, n: number, over: object = {}) =>
  observation(local(id), { id: `o${n}`, effectiveDateTime: minutesAgo(n), valueBoolean: true, ...over });

const amount = (value: number, code: string) => ({
  valueBoolean: undefined,
  valueQuantity: { value, unit: code, system: 'http://unitsofmeasure.org', code },
});

const inWords = { valueBoolean: undefined, valueString: 'words' };

const intake = (item: readonly object[]) => ({
  resourceType: 'QuestionnaireResponse',
  id: 'q',
  status: 'completed',
  questionnaire: INTAKE,
  subject,
  authored: NOW,
  item,
});

/** An order that is not signed yet: its dose and its reason matter to no row. */
const draft = (order: object, n: number) => ({ ...order, id: `d${n}`, status: 'draft' });

type GivenChart = Pick<ChartInput, 'resources'> & Partial<ChartInput>;
const chart = (...resources: readonly unknown[]): GivenChart => ({ resources });
const signing = (...draftOrders: readonly unknown[]): GivenChart => ({
  resources: [said('leg-pain', 0)],
  hook: 'order-sign',
  draftOrders,
});

const lists: readonly (readonly [list: string, make: (count: number) => GivenChart])[] = [
  ['findings', (count) => chart(...many(count, (n) => said(oneOf(findingIds, n), n)))],
  ['readings of one finding', (count) => chart(...many(count, (n) => said('saddle-sensory-change', n)))],
  [
    'readings of one finding and time that contradict each other',
    (count) =>
      chart(...many(count, (n) => said('pvr-ml', n, { ...amount(n / 7, 'mL'), effectiveDateTime: NOW }))),
  ],
  [
    'grades of a movement, on both legs',
    (count) =>
      chart(
        ...many(count, (n) =>
          said('mrc-ankle-dorsiflexion', n, {
            ...amount(n % 6, '{score}'),
            bodySite: bodySite(n % 2 ? 'L' : 'R'),
          }),
        ),
      ),
  ],
  [
    'red flags in words, beside readings of the same',
    (count) =>
      chart(
        ...many(count, (n) => said('pvr-ml', n, n % 2 ? inWords : { ...amount(n / 7, 'mL'), id: `r${n}` })),
      ),
  ],
  ['findings in words', (count) => chart(...many(count, (n) => said(oneOf(findingIds, n), n, inWords)))],
  [
    'findings without a date',
    (count) =>
      chart(...many(count, (n) => said('saddle-sensory-change', n, { effectiveDateTime: undefined }))),
  ],
  [
    'findings of two sides',
    (count) =>
      chart(
        ...many(count, (n) =>
          said('leg-pain', n, {
            bodySite: { coding: [coding('snomed', '7771000'), coding('snomed', '24028007')] },
          }),
        ),
      ),
  ],
  [
    'results',
    (count) =>
      chart(...many(count, (n) => ({ ...said('x', n), code: loinc('1988-5'), ...amount(n % 50, 'mg/L') }))),
  ],
  ['versions of one resource', (count) => chart(...many(count, () => said('leg-pain', 0)))],
  [
    'resources of one id that contradict each other',
    (count) => chart(...many(count, (n) => ({ ...said('leg-pain', n), id: 'same' }))),
  ],
  ['codes with an error in them', (count) => chart(...many(count, (n) => said(`sadle-sensory-${n}`, n)))],
  [
    'panels that say what their members say',
    (count) =>
      chart(
        ...many(count, (n) =>
          said('leg-pain', n, { derivedFrom: [{ reference: `Observation/o${(n + 1) % count}` }] }),
        ),
      ),
  ],
  [
    'components',
    (count) =>
      chart(
        said('leg-pain', 0, {
          component: many(count, (n) => ({ code: local(oneOf(findingIds, n)), valueBoolean: true })),
        }),
      ),
  ],
  [
    'contained members',
    (count) =>
      chart(
        said('x', 0, {
          contained: many(count, (n) => said(oneOf(findingIds, n), n)),
          hasMember: many(count, (n) => ({ reference: `#o${n}` })),
        }),
      ),
  ],
  [
    'codings',
    (count) =>
      chart({
        ...said('x', 0),
        code: { coding: many(count, (n) => ({ system: 'http://loinc.org', code: `x${n}` })) },
      }),
  ],
  [
    'performers and categories',
    (count) =>
      chart(
        said('leg-pain', 0, {
          performer: many(count, (n) => ({ reference: `Organization/${n}` })),
          category: many(count, (n) => ({ coding: [{ code: `c${n}` }] })),
        }),
      ),
  ],
  [
    'body sites',
    (count) => chart(condition(icd('M54.32'), { bodySite: many(count, () => snomed('61685007')) })),
  ],
  [
    'conditions',
    (count) =>
      chart(
        ...many(count, (n) =>
          condition(icd(oneOf(['M54.32', 'I10', 'C50.911', 'M21.371', 'E11.42'], n)), { id: `c${n}` }),
        ),
      ),
  ],
  [
    'medications',
    (count) => chart(...many(count, (n) => ({ ...medication(oneOf(['5640', '7804'], n)), id: `m${n}` }))),
  ],
  [
    'medications named by reference',
    (count) =>
      chart(
        ...many(count, (n) => ({
          ...medication('5640'),
          id: `m${n}`,
          medicationCodeableConcept: undefined,
          medicationReference: { reference: `Medication/d${n}` },
        })),
        ...many(count, (n) => ({ resourceType: 'Medication', id: `d${n}`, code: rxnorm('5640') })),
      ),
  ],
  [
    'procedures',
    (count) => chart(...many(count, (n) => ({ ...procedure(snomed('50172003')), id: `p${n}` }))),
  ],
  [
    'questions of a form',
    (count) =>
      chart(intake(many(count, (n) => ({ linkId: oneOf(findingIds, n), answer: [{ valueBoolean: true }] })))),
  ],
  [
    'questions with an error in their name',
    (count) =>
      chart(intake(many(count, (n) => ({ linkId: `sadle-sensory-${n}`, answer: [{ valueBoolean: true }] })))),
  ],
  [
    'answers to one question',
    (count) =>
      chart(
        intake([
          {
            linkId: 'pain-quality',
            answer: many(count, () => ({ valueCoding: word('burning').coding?.[0] })),
          },
        ]),
      ),
  ],
  ['draft studies', (count) => signing(...many(count, (n) => draft(serviceRequest(loinc('30679-5')), n)))],
  [
    'draft drugs',
    (count) => signing(...many(count, (n) => draft(medication(oneOf(['5640', '7804', '25480'], n)), n))),
  ],
  [
    'reasons of a draft',
    (count) =>
      signing(draft(serviceRequest(loinc('30679-5'), { reasonCode: many(count, () => icd('M54.32')) }), 0)),
  ],
  [
    'selected drafts',
    (count) => ({
      ...signing(...many(count, (n) => draft(serviceRequest(loinc('30679-5')), n))),
      hook: 'order-select',
      selections: many(count, (n) => `ServiceRequest/d${n}`),
    }),
  ],
  [
    'holes of gathering',
    (count) => ({
      ...chart(said('leg-pain', 0)),
      holes: many(count, (n) => ({
        code: 'page-not-read' as const,
        at: 'observations',
        ref: `Observation/${n}`,
      })),
    }),
  ],
];

test.each(lists)('work grows with the list and no faster: %s', async (_, make) => {
  const growth = await growthOf(1_500, (count) => {
    const given: ChartInput = { now: NOW, patientId: 'p1', hook: 'patient-view', ...make(count) };
    return () => evaluate(extract(given).input);
  });
  expect(growth).toBeLessThanOrEqual(mostGrowth);
});
