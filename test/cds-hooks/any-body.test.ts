/**
 * The costliest body of each shape: 4 MiB, or as many values as are read. It is answered or refused, and takes at most
 * so many times the CPU of parsing 4 MiB of an ordinary chart. Least of a few turns each, in turn with the parsing.
 */
import { expect, test } from 'vitest';
import { codeSystems } from '../../rules/codes/index.ts';
import { findingIds } from '../../rules/findings/index.ts';
import { jar, send } from '../support/cds.ts';
import { medication, procedure, snomed } from '../support/fhir.ts';
import {
  bundle,
  condition,
  finding,
  hookNames,
  lumbarMri,
  observation,
  pathOf,
  prefetch,
  request,
} from '../support/requests.ts';

const limit = 4 * 1_024 * 1_024;

/** Copies of a member up to 4 MiB in all. */
const filled = <T>(make: (n: number) => T, most = limit - 20_000): T[] => {
  const many = Math.floor(most / (JSON.stringify(make(100_000)).length + 20));
  return Array.from({ length: many }, (_, n) => make(n));
};

const viewing = (lists: object) => JSON.stringify(request('patient-view', { prefetch: prefetch(lists) }));
const observations = (resources: readonly object[]) => viewing({ observations: bundle(resources) });
const coding = (n: number) => ({
  system: codeSystems.finding,
  code: `${findingIds[n % findingIds.length]}-${n}`,
});
const nested = (depth: number): object => (depth === 0 ? {} : { item: [nested(depth - 1)] });
const text = (word: string) =>
  word.repeat(Math.floor((limit - 20_000) / Buffer.byteLength(JSON.stringify(word).slice(1, -1))));

const shapes: readonly (readonly [what: string, make: () => string])[] = [
  [
    'findings',
    () => observations(filled((n) => finding(findingIds[n % findingIds.length] ?? '', { id: `o${n}` }))),
  ],
  ['Conditions', () => viewing({ conditions: bundle(filled((n) => condition(`c${n}`))) })],
  [
    'codings of one Observation',
    () => observations([observation('o', { code: { coding: filled(coding) } })]),
  ],
  [
    'components of one Observation',
    () =>
      observations([
        observation('o', {
          component: filled((n) => ({ code: { coding: [coding(n)] }, valueBoolean: true })),
        }),
      ]),
  ],
  [
    'notes of one Observation',
    () => observations([observation('o', { note: filled((n) => ({ text: `weak ${n}` })) })]),
  ],
  ['words of one note', () => observations([observation('o', { note: [{ text: text('no weak leg, ') }] })])],
  ['one name of a code', () => observations([observation('o', { code: { text: text('a ') } })])],
  ['text of three bytes', () => observations([observation('o', { valueString: text('€') })])],
  ['text in escapes', () => observations([observation('o', { valueString: text('"') })])],
  [
    'answers',
    () =>
      viewing({
        questionnaires: bundle([
          {
            resourceType: 'QuestionnaireResponse',
            id: 'q',
            status: 'completed',
            item: filled((n) => ({ linkId: `l${n}`, answer: [{ valueBoolean: true }] })),
          },
        ]),
      }),
  ],
  [
    'contained resources',
    () =>
      observations([observation('o', { contained: filled((n) => finding('foot-drop', { id: `k${n}` })) })]),
  ],
  [
    'draft orders',
    () => {
      const entry = filled((n) => ({ resource: lumbarMri(`s${n}`) }));
      const context = {
        userId: 'Practitioner/dr',
        patientId: 'p1',
        draftOrders: { resourceType: 'Bundle', type: 'collection', entry },
      };
      return JSON.stringify(request('order-sign', { context, prefetch: prefetch() }));
    },
  ],
  [
    'selections',
    () => {
      const context = {
        userId: 'Practitioner/dr',
        patientId: 'p1',
        selections: filled((n) => `ServiceRequest/s${n}`),
        draftOrders: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: lumbarMri('s1') }] },
      };
      return JSON.stringify(request('order-select', { context, prefetch: prefetch() }));
    },
  ],
  [
    'MedicationRequests',
    () => viewing({ medications: bundle(filled((n) => ({ ...medication('5640'), id: `m${n}` }))) }),
  ],
  [
    'Procedures',
    () => viewing({ procedures: bundle(filled((n) => procedure(snomed('50172003'), { id: `p${n}` }))) }),
  ],
  [
    'orders on record',
    () => viewing({ orders: bundle(filled((n) => lumbarMri(`s${n}`, { status: 'active' }))) }),
  ],
  [
    'links of a Bundle',
    () =>
      viewing({
        observations: bundle([], {
          link: filled((n) => ({ relation: `x${n}`, url: `https://fhir.test/${n}` })),
        }),
      }),
  ],
  ['numbers', () => viewing({ numbers: Array.from({ length: 280_000 }, (_, n) => n) })],
  ['keys', () => viewing(Object.fromEntries(filled((n) => [`k${n}`, n])))],
  ['nesting', () => viewing({ observations: bundle(filled(() => nested(25))) })],
  ['no JSON', () => `{"a":${'['.repeat(limit - 10)}`],
];

const cpuOf = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

const ordinary = observations(filled((n) => observation(`o${n}`)));
/** The worst is 26: components of one Observation, each with an unknown code. */
const most = 40;

test.each(shapes)('4 MiB of %s', async (_, make) => {
  const body = make();
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limit);
  const hook = hookNames.find((name) => body.startsWith(`{"hook":"${name}"`)) ?? 'patient-view';
  let [least, parsing] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const statuses: number[] = [];
  for (let turn = 0; turn < 4 && (turn < 2 || least > most * parsing); turn++) {
    parsing = Math.min(parsing, await cpuOf(() => JSON.parse(ordinary)));
    const { handlers } = jar({ anonymous: true });
    least = Math.min(
      least,
      await cpuOf(async () =>
        statuses.push((await send(handlers.invoke, { path: pathOf(hook), body })).status),
      ),
    );
  }
  expect([200, 400, 412]).toContain(statuses[0]);
  expect(least / parsing).toBeLessThanOrEqual(most);
});
