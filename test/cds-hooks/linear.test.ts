/**
 * Whatever list of a call grows, answering it grows with it and no faster, from the body to the row in the audit log.
 * One row a list; those that rules alone read are in `test/rules/linear.test.ts`.
 */
import { expect, test } from 'vitest';
import { codeSystems } from '../../rules/codes/index.ts';
import { findingIds } from '../../rules/findings/index.ts';
import { jar, send } from '../support/cds.ts';
import { growthOf, mostGrowth } from '../support/growth.ts';
import {
  bundle,
  condition,
  type contexts,
  finding,
  lumbarMri,
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
