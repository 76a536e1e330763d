/**
 * T132: one resource of a chart has a member of no form that FHIR knows, at any place in it. It costs that
 * resource; the emergency that another one holds, and the audit row, are there all the same.
 */
import { describe, expect, test } from 'vitest';
import { jar, send } from '../support/cds.ts';
import {
  bundle,
  condition,
  contexts,
  finding,
  lumbarMri,
  pathOf,
  patient,
  prefetch,
  request,
  serviceOf,
} from '../support/requests.ts';

type Path = readonly (string | number)[];
type OddMembers = Record<string | number, unknown>;

/** What has no text, no number, no length or no members of its own. */
const odd: readonly unknown[] = [{ toString: null, valueOf: null, length: -1 }, [{ toString: null }], null];

const meta = { versionId: '1', lastUpdated: '2026-11-22T09:00:00Z' };
const subject = { reference: 'Patient/p1' };
const coded = { coding: [{ system: 'http://snomed.info/sct', code: '1' }], text: 'x' };

/** One of each kind that is read, with the members that are looked at on the way to the record. */
const victims: readonly [string, object][] = [
  ['observations', finding('leg-pain', { id: 'v', meta, identifier: [{ system: 's', value: 'v' }] })],
  ['conditions', condition('v', { meta, onsetDateTime: '2026-11-01', bodySite: [coded] })],
  [
    'questionnaires',
    {
      resourceType: 'QuestionnaireResponse',
      id: 'v',
      meta,
      subject,
      questionnaire: 'https://radix-cds.org/fhir/Questionnaire/leg-symptom-intake',
      status: 'completed',
      authored: '2026-11-22T09:00:00Z',
      item: [{ linkId: 'leg-pain', answer: [{ valueCoding: { code: 'yes' } }] }],
    },
  ],
  [
    'medications',
    {
      resourceType: 'MedicationRequest',
      id: 'v',
      meta,
      subject,
      status: 'active',
      intent: 'order',
      authoredOn: '2026-11-01',
      medicationCodeableConcept: coded,
      dosageInstruction: [{ doseAndRate: [{ doseQuantity: { value: 1, unit: 'mg' } }] }],
    },
  ],
  [
    'procedures',
    {
      resourceType: 'Procedure',
      id: 'v',
      meta,
      subject,
      status: 'completed',
      code: coded,
      performedDateTime: '2026',
    },
  ],
  [
    'imaging',
    {
      resourceType: 'DiagnosticReport',
      id: 'v',
      meta,
      subject,
      status: 'final',
      code: coded,
      effectiveDateTime: '2026',
    },
  ],
  ['orders', lumbarMri('v', { meta, status: 'active', authoredOn: '2026' })],
  ['devices', { resourceType: 'Device', id: 'v', meta, patient: subject, type: coded, status: 'active' }],
  [
    'flags',
    {
      resourceType: 'Flag',
      id: 'v',
      meta,
      subject,
      code: coded,
      status: 'active',
      period: { start: '2026' },
    },
  ],
  [
    'allergies',
    {
      resourceType: 'AllergyIntolerance',
      id: 'v',
      meta,
      patient: subject,
      code: coded,
      reaction: [{ manifestation: [coded] }],
    },
  ],
];

const pathsIn = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [
        path,
        ...Object.entries(value).flatMap(([key, child]) =>
          pathsIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
        ),
      ]
    : [path];

const withOdd = (root: unknown, [key, ...rest]: Path, value: unknown): unknown => {
  if (key === undefined) return value;
  const members = { ...(root as OddMembers), [key]: withOdd((root as OddMembers)[key], rest, value) };
  return Array.isArray(root) ? Object.values(members) : members;
};

const cardsOf = async (over: { context?: object; prefetch?: object }) => {
  const at = jar({ anonymous: true });
  const answer = await send(at.handlers.invoke, {
    path: pathOf('order-sign'),
    body: request('order-sign', over),
  });
  const [row] = await at.rows();
  return [answer.status, answer.body.cards?.[0]?.source.topic.code, row?.kind];
};
const stands = [200, 'REC03', 'call'];
const saddle = finding('saddle-sensory-change');
const chart = (over: object) =>
  prefetch({ observations: bundle([saddle]), ...over }, serviceOf['order-sign']);

describe('T132: a member of no known form', () => {
  test.each(victims)('in a resource of %s', async (key, victim) => {
    for (const path of pathsIn(victim).slice(1))
      for (const value of odd) {
        const held = key === 'observations' ? [saddle] : [];
        const list = bundle([...held, withOdd(victim, path, value) as object], { total: undefined });
        expect(await cardsOf({ prefetch: chart({ [key]: list }) }), path.join('.')).toEqual(stands);
      }
  });

  test('in the list itself', async () => {
    const list = bundle([saddle], {
      id: 'b',
      meta,
      link: [{ relation: 'self', url: 'https://fhir.test/r4/Observation' }],
      entry: [
        { fullUrl: 'https://fhir.test/r4/Observation/1', search: { mode: 'match' }, resource: saddle },
        {
          search: { mode: 'outcome' },
          resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'information' }] },
        },
      ],
    });
    const about = (path: Path) => path[0] === 'resourceType' || path[0] === 'entry';
    const inEntries = pathsIn(list).filter((path) => path[0] === 'entry' && path[1] === 1 && path.length > 2);
    for (const path of [
      ...pathsIn(list)
        .slice(1)
        .filter((one) => !about(one)),
      ...inEntries,
    ])
      for (const value of odd)
        expect(
          await cardsOf({ prefetch: chart({ observations: withOdd(list, path, value) }) }),
          path.join('.'),
        ).toEqual(stands);
  });

  test('in the patient, but for the id and the type', async () => {
    const who = { ...patient, meta, identifier: [{ system: 's', value: 'v' }], deceasedBoolean: false };
    for (const path of pathsIn(who).slice(1)) {
      if (path[0] === 'id' || path[0] === 'resourceType') continue;
      for (const value of odd)
        expect(
          await cardsOf({ prefetch: chart({ patient: withOdd(who, path, value) }) }),
          path.join('.'),
        ).toEqual(stands);
    }
  });

  test('in a draft order and what stands beside it', async () => {
    const entry = [
      {
        fullUrl: 'urn:uuid:order',
        resource: lumbarMri('v', {
          meta,
          subject: { reference: 'urn:uuid:pat', identifier: { system: 's', value: 'v' } },
          contained: [{ resourceType: 'Patient', id: 'c', identifier: [{ system: 's', value: 'v' }] }],
          reasonReference: [{ reference: 'urn:uuid:pat' }],
        }),
      },
      { fullUrl: 'urn:uuid:pat', resource: { ...patient, identifier: [{ system: 's', value: 'v' }] } },
    ];
    const { draftOrders: _, ...context } = contexts['order-sign'];
    for (const path of pathsIn(entry).slice(1))
      for (const value of odd) {
        const draftOrders = { resourceType: 'Bundle', entry: withOdd(entry, path, value) };
        const given = { context: { ...context, draftOrders }, prefetch: chart({}) };
        expect(await cardsOf(given), path.join('.')).toEqual(stands);
      }
  });
});
