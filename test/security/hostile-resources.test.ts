/**
 * A resource of any shape, at any element, costs what it says: the answer keeps the danger sign beside it, and
 * the call goes on record.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jar, send } from '../support/cds.ts';
import { holds } from '../support/property.ts';
import { bundle, condition, finding, observation, pathOf, prefetch, request } from '../support/requests.ts';

const deep = (depth: number): unknown =>
  Array.from({ length: depth }).reduce<unknown>((inner) => ({ coding: [inner] }), {});

const hostile = fc.constantFrom<unknown>(
  { toString: null },
  { valueOf: null, toString: null },
  { toJSON: null },
  { length: -1 },
  { length: 1e9 },
  { constructor: null },
  { coding: { toString: null } },
  [{ toString: null }],
  [[[]]],
  null,
  true,
  -0,
  1e308,
  '',
  '__proto__',
  '\u0000\uD800',
  'x'.repeat(20_000),
  deep(20),
);

const elements = [
  ...['id', 'resourceType', 'meta', 'status', 'category', 'code', 'subject', 'performer', 'contained'],
  ...['effectiveDateTime', 'effectivePeriod', 'issued', 'valueQuantity', 'valueBoolean', 'valueString'],
  ...['valueCodeableConcept', 'component', 'bodySite', 'extension', 'modifierExtension', 'interpretation'],
  ...['referenceRange', 'derivedFrom', 'hasMember', 'clinicalStatus', 'verificationStatus', 'onsetDateTime'],
  ...['recordedDate', 'recorder', 'item', 'questionnaire', 'authored', 'source', 'dataAbsentReason', 'note'],
];

const victims = [
  finding('pvr-ml', { id: 'victim', valueBoolean: undefined, valueQuantity: { value: 30, code: 'mL' } }),
  observation('victim', { component: [{ code: {}, valueBoolean: true }] }),
];

test('A danger sign beside a hostile resource is still critical, and the call is on record', async () => {
  await holds(
    fc.asyncProperty(
      fc.constantFrom(...victims),
      fc.uniqueArray(fc.tuple(fc.constantFrom(...elements), hostile), {
        minLength: 1,
        maxLength: 4,
        selector: ([element]) => element,
      }),
      fc.boolean(),
      async (victim, changes, asCondition) => {
        // other tests change the patient and the type: data of another patient refuses the call
        const changed = changes.filter(([element]) => element !== 'subject' && element !== 'resourceType');
        const broken = { ...(asCondition ? condition('victim') : victim), ...Object.fromEntries(changed) };
        const at = jar({ anonymous: true });
        const { status, body } = await send(at.handlers.invoke, {
          path: pathOf('patient-view'),
          body: request('patient-view', {
            prefetch: prefetch(
              asCondition
                ? {
                    observations: bundle([finding('saddle-sensory-change')]),
                    conditions: bundle([condition('c1'), broken]),
                  }
                : { observations: bundle([finding('saddle-sensory-change'), broken]) },
            ),
          }),
        });
        expect(status).toBe(200);
        expect(body.cards.map(({ indicator }: { indicator: string }) => indicator)).toContain('critical');
        expect(await at.rows()).toHaveLength(1);
      },
    ),
    { numRuns: 150, seed: 13 },
  );
});
