/**
 * Whatever list of a call grows, answering it grows with it and no faster, from the body to the row in the audit log.
 * One row a list; those that rules alone read are in `test/rules/linear.test.ts`.
 */
import { expect, test } from 'vitest';
import { feedbackLimits } from '../../functions/audit/feedback/parse-feedback.ts';
import { codeSystems } from '../../rules/codes/index.ts';
import { INTAKE } from '../../rules/extract/questionnaire-response.ts';
import { findingIds } from '../../rules/findings/index.ts';
import { jar, send } from '../support/cds.ts';
import { local, loinc, NOW, procedure, rxnorm, snomed, subject } from '../support/fhir.ts';
import { growthOf, mostGrowth } from '../support/growth.ts';
import {
  bundle,
  condition,
  type contexts,
  finding,
  lumbarMri,
  observation,
  pathOf,
  patient,
  prefetch,
  request,
} from '../support/requests.ts';

type LinearHook = keyof typeof contexts;
interface GivenCall {
  readonly hook: LinearHook;
  readonly over: object;
}

const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

const user = { userId: 'Practitioner/dr', patientId: 'p1', encounterId: 'e1' };

const orders = (
  hook: 'order-sign' | 'order-select',
  entry: readonly object[],
  over: object = {},
): GivenCall => ({
  hook,
  over: {
    context: { ...user, draftOrders: { resourceType: 'Bundle', type: 'collection', entry }, ...over },
    prefetch: prefetch(),
  },
});

const viewing = (lists: object): GivenCall => ({ hook: 'patient-view', over: { prefetch: prefetch(lists) } });

/** Three classes, so that each draft is a problem of its own and of the others beside it. */
const drugs = ['5640', '7804', '25480'];
const drug = (n: number, over: object = {}) => ({
  resourceType: 'MedicationRequest',
  id: `m${n}`,
  status: 'draft',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  medicationCodeableConcept: { coding: [{ system: codeSystems.rxnorm, code: drugs[n % drugs.length] }] },
  ...over,
});

const mri = (n: number, over: object = {}) => ({ ...lumbarMri(`s${n}`), ...over });

const form = (n: number, answers: number) => ({
  resourceType: 'QuestionnaireResponse',
  id: `q${n}`,
  status: 'completed',
  questionnaire: INTAKE,
  subject,
  authored: NOW,
  item: many(answers, (i) => ({
    linkId: findingIds[(n + i) % findingIds.length],
    answer: [{ valueBoolean: true }],
  })),
});

const lists: readonly (readonly [list: string, make: (count: number) => GivenCall])[] = [
  [
    'draft studies',
    (count) =>
      orders(
        'order-sign',
        many(count, (n) => ({ resource: mri(n) })),
      ),
  ],
  [
    'draft drugs',
    (count) =>
      orders(
        'order-sign',
        many(count, (n) => ({ resource: drug(n) })),
      ),
  ],
  [
    'drafts without an id',
    (count) =>
      orders(
        'order-sign',
        many(count, (n) => ({ fullUrl: `urn:uuid:${n}`, resource: mri(n, { id: undefined }) })),
      ),
  ],
  [
    'drafts of a patient in their Bundle',
    (count) =>
      orders('order-sign', [
        { fullUrl: 'urn:uuid:p', resource: patient },
        ...many(count, (n) => ({ resource: mri(n, { subject: { reference: 'urn:uuid:p' } }) })),
      ]),
  ],
  [
    'drafts of no patient',
    (count) =>
      orders(
        'order-sign',
        many(count, (n) => ({ resource: mri(n, { subject: undefined }) })),
      ),
  ],
  [
    'drafts with their drugs beside them',
    (count) =>
      orders(
        'order-sign',
        many(count, (n) => n).flatMap((n) => [
          {
            fullUrl: `urn:uuid:${n}`,
            resource: {
              resourceType: 'Medication',
              id: `d${n}`,
              code: { coding: [{ system: codeSystems.rxnorm, code: '5640' }] },
            },
          },
          {
            resource: drug(n, {
              medicationCodeableConcept: undefined,
              medicationReference: { reference: `urn:uuid:${n}` },
            }),
          },
        ]),
      ),
  ],
  [
    'selections by type and id',
    (count) =>
      orders(
        'order-select',
        many(count, (n) => ({ resource: mri(n) })),
        { selections: many(count, (n) => `ServiceRequest/s${n}`) },
      ),
  ],
  [
    'selections of nothing that was sent',
    (count) =>
      orders(
        'order-select',
        many(count, (n) => ({ resource: mri(n) })),
        { selections: many(count, (n) => `ServiceRequest/x${n}`) },
      ),
  ],
  [
    'selections by type alone',
    (count) =>
      orders(
        'order-select',
        many(count, (n) => ({ resource: mri(n, { id: undefined }) })),
        { selections: many(count, (n) => `ServiceRequest/x${n}`) },
      ),
  ],
  [
    'Observations',
    (count) =>
      viewing({
        observations: bundle(
          many(count, (n) => finding(findingIds[n % findingIds.length] ?? '', { id: `o${n}` })),
        ),
      }),
  ],
  ['Conditions', (count) => viewing({ conditions: bundle(many(count, (n) => condition(`c${n}`))) })],
  [
    'MedicationRequests',
    (count) => viewing({ medications: bundle(many(count, (n) => drug(n, { status: 'active' }))) }),
  ],
  [
    'Procedures',
    (count) =>
      viewing({ procedures: bundle(many(count, (n) => procedure(snomed('50172003'), { id: `p${n}` }))) }),
  ],
  [
    'DiagnosticReports',
    (count) =>
      viewing({
        imaging: bundle(
          many(count, (n) => ({
            resourceType: 'DiagnosticReport',
            id: `d${n}`,
            status: 'final',
            subject,
            code: loinc('24968-0'),
            effectiveDateTime: '2026-11-01',
            conclusion: 'No stenosis.',
          })),
        ),
      }),
  ],
  [
    'orders on record',
    (count) => viewing({ orders: bundle(many(count, (n) => mri(n, { status: 'active' }))) }),
  ],
  [
    'Devices',
    (count) =>
      viewing({
        devices: bundle(
          many(count, (n) => ({
            resourceType: 'Device',
            id: `v${n}`,
            status: 'active',
            patient: subject,
            type: snomed('14106009'),
          })),
        ),
      }),
  ],
  [
    'Flags',
    (count) =>
      viewing({
        flags: bundle(
          many(count, (n) => ({
            resourceType: 'Flag',
            id: `f${n}`,
            status: 'active',
            subject,
            code: snomed('441509002'),
          })),
        ),
      }),
  ],
  [
    'AllergyIntolerances',
    (count) => {
      const allergies = many(count, (n) => ({
        resourceType: 'AllergyIntolerance',
        id: `a${n}`,
        patient: subject,
        code: rxnorm('5640'),
        reaction: [{ manifestation: [{ text: 'rash' }] }],
      }));
      const { over, ...call } = orders('order-sign', [{ resource: drug(0) }]);
      return {
        ...call,
        over: { ...over, prefetch: prefetch({ allergies: bundle(allergies) }, 'leg-symptoms-order-sign') },
      };
    },
  ],
  ['forms', (count) => viewing({ questionnaires: bundle(many(count, (n) => form(n, 1))) })],
  ['answers of a form', (count) => viewing({ questionnaires: bundle([form(0, count)]) })],
  [
    'components of an Observation',
    (count) =>
      viewing({
        observations: bundle([
          observation('o', {
            component: many(count, (n) => ({
              code: local(findingIds[n % findingIds.length] ?? ''),
              valueBoolean: true,
            })),
          }),
        ]),
      }),
  ],
  [
    'contained resources',
    (count) =>
      viewing({
        observations: bundle([
          observation('o', {
            contained: many(count, (n) => finding('foot-drop', { id: `k${n}` })),
            hasMember: many(count, (n) => ({ reference: `#k${n}` })),
          }),
        ]),
      }),
  ],
  [
    'links of a Bundle',
    (count) =>
      viewing({
        observations: bundle([finding('saddle-sensory-change')], {
          link: many(count, (n) => ({ relation: `x${n}`, url: `https://fhir.test/r4/${n}` })),
        }),
      }),
  ],
  [
    'keys of prefetch that nobody asked for',
    (count) => viewing(Object.fromEntries(many(count, (n) => [`key${n}`, {}]))),
  ],
];

test.each(lists)('work grows with the list and no faster: %s', async (_, make) => {
  const growth = await growthOf(250, (count) => {
    const { hook, over } = make(count);
    const asked = { path: pathOf(hook), body: request(hook, over) };
    return async () => {
      const { status } = await send(jar({ anonymous: true }).handlers.invoke, asked);
      expect(status).toBe(200);
    };
  });
  expect(growth).toBeLessThanOrEqual(mostGrowth);
});

/** As many as are taken at once: a quarter of them is a list of its own. */
const { items, suggestions } = feedbackLimits;
const card = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-8000-8000-000000000001`;
const at = { outcomeTimestamp: '2026-11-22T10:05:00Z' };

const answers: readonly (readonly [
  list: string,
  most: number,
  make: (count: number) => readonly object[],
])[] = [
  [
    'items of feedback on one card',
    items,
    (count) =>
      many(count, (n) => ({
        ...at,
        card: card(0),
        outcome: 'overridden',
        overrideReason: { userComment: `because ${n}` },
      })),
  ],
  [
    'items of feedback on a card each',
    items,
    (count) => many(count, (n) => ({ ...at, card: card(n), outcome: 'overridden' })),
  ],
  [
    'items of feedback that cannot be read',
    items,
    (count) => many(count, (n) => ({ ...at, card: card(n), outcome: 'ignored' })),
  ],
  [
    'accepted suggestions of one card',
    suggestions,
    (count) => [
      {
        ...at,
        card: card(0),
        outcome: 'accepted',
        acceptedSuggestions: many(count, (n) => ({ id: card(n) })),
      },
    ],
  ],
];

test.each(answers)('work grows with the list and no faster: %s', async (_, most, make) => {
  const growth = await growthOf(Math.floor(most / 4), (count) => {
    const asked = { path: `${pathOf('patient-view')}/feedback`, body: { feedback: [...make(count)] } };
    return async () => {
      // another memory for each, as what was stored once is only recognised
      const { status } = await send(jar({ anonymous: true }).handlers.feedback, asked);
      expect([200, 400]).toContain(status);
    };
  });
  expect(growth).toBeLessThanOrEqual(mostGrowth);
});
