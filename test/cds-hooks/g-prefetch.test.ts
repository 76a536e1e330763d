/** docs/conformance.md G, Security D: what a prefetch value says, and what it does not. */
import { describe, expect, test } from 'vitest';
import { type Answering, type JarOptions, jar, type Reply, send } from '../support/cds.ts';
import {
  bundle,
  condition,
  fhir,
  fhirServerWith,
  finding,
  observation,
  pathOf,
  patient,
  prefetch,
  request,
} from '../support/requests.ts';

const everything = [patient, finding('saddle-sensory-change'), condition('c1')];

const ask = async (over: object, options: JarOptions = {}) => {
  const at = jar({ anonymous: true, ...options });
  const answer = await send(at.handlers.invoke, {
    path: pathOf('patient-view'),
    body: { ...request(), ...over },
  });
  return {
    answer,
    at,
    asked: at.sent.map(({ url }) => url.replace('https://fhir.test/r4/', '').replace(/\?.*/, '')),
  };
};

const reachable: JarOptions = { answers: fhirServerWith(everything) };
const critical = ({ body }: Reply) =>
  (body.cards ?? []).filter(({ indicator }: { indicator: string }) => indicator === 'critical');
const notChecked = ({ body }: Reply) =>
  body.extension?.['org.radix-cds.assessment'].notChecked.map(({ key }: { key: string }) => key);
const missing = ({ body }: Reply) =>
  body.issue?.map((issue: { expression: string[] }) => issue.expression[0]);

const outcome = (code: string, severity = 'error') => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, diagnostics: 'canary' }],
});

describe('table 1.1: a required search', () => {
  const cases: [string, string, unknown, { alone: number; withAccess: number; asks: string[] }][] = [
    ['R-083', 'absent', undefined, { alone: 412, withAccess: 200, asks: ['Condition'] }],
    ['T113', 'absent', undefined, { alone: 412, withAccess: 200, asks: ['Condition'] }],
    ['R-084', 'null', null, { alone: 200, withAccess: 200, asks: [] }],
    ['E-15', 'null', null, { alone: 200, withAccess: 200, asks: [] }],
    ['R-085', 'an empty searchset', bundle([]), { alone: 200, withAccess: 200, asks: [] }],
    [
      'E-18',
      'an Epic warning and nothing else',
      bundle([], {
        total: 0,
        entry: [{ search: { mode: 'outcome' }, resource: outcome('not-found', 'warning') }],
      }),
      { alone: 200, withAccess: 200, asks: [] },
    ],
    [
      'R-087',
      'an error in the searchset',
      bundle([condition('c1')], {
        entry: [
          { resource: condition('c1') },
          { search: { mode: 'outcome' }, resource: outcome('exception') },
        ],
      }),
      { alone: 412, withAccess: 200, asks: ['Condition'] },
    ],
    [
      'E-17',
      'an OperationOutcome: forbidden',
      outcome('forbidden'),
      { alone: 412, withAccess: 412, asks: [] },
    ],
    [
      'R-086',
      'an OperationOutcome: not-found',
      outcome('not-found'),
      { alone: 412, withAccess: 412, asks: [] },
    ],
    [
      'R-086',
      'an OperationOutcome: suppressed',
      outcome('suppressed'),
      { alone: 412, withAccess: 412, asks: [] },
    ],
    [
      'T115',
      'an OperationOutcome: timeout',
      outcome('timeout'),
      { alone: 412, withAccess: 200, asks: ['Condition'] },
    ],
    [
      'R-086',
      'an OperationOutcome: throttled',
      outcome('throttled'),
      { alone: 412, withAccess: 200, asks: ['Condition'] },
    ],
    ['R-090', 'of another type', observation('x'), { alone: 412, withAccess: 200, asks: ['Condition'] }],
    [
      'R-090',
      'a Bundle of another type',
      bundle([observation('x')]),
      { alone: 412, withAccess: 200, asks: ['Condition'] },
    ],
    ['T119', 'no resource at all', { foo: 1 }, { alone: 412, withAccess: 200, asks: ['Condition'] }],
    [
      'T119',
      'of a type that is none',
      { resourceType: 'Complaint', id: 'x' },
      { alone: 412, withAccess: 200, asks: ['Condition'] },
    ],
    ['R-005', 'text', 'x', { alone: 412, withAccess: 200, asks: ['Condition'] }],
    [
      'R-005',
      'a Bundle as text',
      JSON.stringify(bundle([])),
      { alone: 412, withAccess: 200, asks: ['Condition'] },
    ],
    [
      'T119',
      'a Bundle whose entry is no array',
      bundle([], { entry: {} }),
      { alone: 412, withAccess: 200, asks: ['Condition'] },
    ],
  ];
  test.each(cases)('%s: that is %s', async (_id, _, value, { alone, withAccess, asks }) => {
    const given = prefetch({ conditions: value });
    const without = await ask({ prefetch: given });
    expect(without.answer.status).toBe(alone);
    expect(without.asked).toEqual([]);
    if (alone === 412) expect(missing(without.answer)).toEqual(['prefetch.conditions']);
    const granted = await ask({ prefetch: given, ...fhir() }, reachable);
    expect([granted.answer.status, granted.asked]).toEqual([withAccess, asks]);
    expect(granted.answer.text).not.toContain('canary');
  });
});

describe('table 1.1: a required read', () => {
  test.each([
    ['R-083', 'absent', undefined],
    ['R-084', 'null', null],
    ['T119', 'an Observation', observation('x')],
    ['R-090', 'an empty Bundle', bundle([])],
  ])('%s: that is %s', async (_id, _, value) => {
    const given = prefetch({ patient: value });
    const without = await ask({ prefetch: given });
    expect([without.answer.status, missing(without.answer)]).toEqual([412, ['prefetch.patient']]);
    const granted = await ask({ prefetch: given, ...fhir() }, reachable);
    expect([granted.answer.status, granted.asked]).toEqual([200, ['Patient/p1']]);
  });
});

describe('table 1.1: an optional key', () => {
  test.each([
    ['R-096', 'absent', undefined, ['medications']],
    ['R-084', 'null', null, []],
    ['R-085', 'empty', bundle([]), []],
    ['R-109', 'an OperationOutcome', outcome('forbidden'), ['medications']],
    ['R-090', 'of another type', patient, ['medications']],
    [
      'R-088',
      'one page of more',
      bundle([], {
        total: 5,
        link: [{ relation: 'next', url: 'https://fhir.test/r4/MedicationRequest?page=2' }],
      }),
      ['medications'],
    ],
    [
      'R-088',
      'fewer than the total',
      bundle([{ resourceType: 'MedicationRequest', id: 'm', subject: { reference: 'Patient/p1' } }], {
        total: 9,
      }),
      ['medications'],
    ],
  ])('%s: that is %s is disclosed, and no reason for 412', async (_id, _, value, disclosed) => {
    const { answer } = await ask({ prefetch: prefetch({ medications: value }) });
    expect(answer.status).toBe(200);
    expect(notChecked(answer)).toEqual(disclosed);
    expect(critical(answer)).toHaveLength(1);
  });

  test('R-109: the required keys alone are enough', async () => {
    const { patient: p, observations, conditions } = prefetch();
    const { answer } = await ask({ prefetch: { patient: p, observations, conditions } });
    expect(answer.status).toBe(200);
  });
});

describe('412', () => {
  test('R-108: is an OperationOutcome of errors that say how to send what is missing', async () => {
    const { answer } = await ask({ prefetch: {} });
    expect(answer.body.resourceType).toBe('OperationOutcome');
    for (const issue of answer.body.issue) {
      expect(issue).toMatchObject({ severity: 'error', code: 'incomplete' });
      expect(issue.details.text).toContain('fhirAuthorization');
    }
  });

  test('E-16: names conditions where that key is absent', async () => {
    const { answer } = await ask({ prefetch: prefetch({ conditions: undefined }) });
    expect([answer.status, missing(answer)]).toEqual([412, ['prefetch.conditions']]);
    expect(answer.body.issue[0].diagnostics).toContain('conditions');
  });

  test('E-55: tells support that the client may call an address that is not registered', async () => {
    const { answer } = await ask({ prefetch: undefined });
    expect(answer.status).toBe(412);
    expect(answer.body.issue[0].diagnostics).toContain('calls a URL that is not registered');
  });

  test('R-107: required data that can be had from nowhere, and no card', async () => {
    const { answer } = await ask({ prefetch: {} });
    expect([answer.status, answer.body.cards]).toEqual([412, undefined]);
    expect(missing(answer)).toEqual(['prefetch.patient', 'prefetch.observations', 'prefetch.conditions']);
  });

  test('T113: leaves its row and its line with the names of the keys', async () => {
    const { at } = await ask({ prefetch: {} });
    expect(at.logged.at(-1)).toMatchObject({
      status: 412,
      reason: 'data.missing',
      fields: ['patient', 'observations', 'conditions'],
    });
    expect((await at.rows())[0]).toMatchObject({ kind: 'refusal', status: 412, reason: 'data.missing' });
  });

  test('T114: a list that is there and empty is an answer', async () => {
    const { answer } = await ask({ prefetch: prefetch({ observations: bundle([]), conditions: null }) });
    expect(answer.status).toBe(200);
  });
});

describe('completing prefetch', () => {
  test('R-082: only what is missing is asked for', async () => {
    const { patient: given } = prefetch();
    const { answer, asked } = await ask(
      { prefetch: prefetch({ patient: given, conditions: undefined, flags: undefined }), ...fhir() },
      reachable,
    );
    expect(answer.status).toBe(200);
    expect(asked).toEqual(['Condition', 'Flag']);
  });

  test('R-094: nothing is asked for when nothing is missing', async () => {
    const { answer, asked } = await ask(fhir(), reachable);
    expect([answer.status, asked]).toEqual([200, []]);
  });

  test('R-099: from prefetch, from the server, or half and half, the cards are the same', async () => {
    const cards = async (over: object) => {
      const { answer } = await ask(over, reachable);
      expect(answer.status).toBe(200);
      return answer.body.cards;
    };
    const all = await cards({});
    expect(await cards({ prefetch: {}, ...fhir() })).toEqual(all);
    expect(await cards({ prefetch: { patient }, ...fhir() })).toEqual(all);
  });
});

describe('pages', () => {
  const page = (url: string, resources: object[] = []) =>
    bundle(resources, { total: undefined, link: [{ relation: 'next', url }] });
  const next = 'https://fhir.test/r4/Observation?page=2';

  test('R-088: are followed on the server of the client', async () => {
    const answers: Answering = (url) =>
      url.search === '?page=2' ? bundle([finding('saddle-sensory-change')]) : bundle([]);
    const { answer, at } = await ask(
      { prefetch: prefetch({ observations: page(next) }), ...fhir() },
      { answers },
    );
    expect(at.sent.map(({ url }) => url)).toEqual([next]);
    expect([critical(answer).length, notChecked(answer)]).toEqual([1, []]);
  });

  test('R-088: without a token page one holds, and is said to be a part', async () => {
    const { answer, asked } = await ask({
      prefetch: prefetch({ observations: page(next, [finding('saddle-sensory-change')]) }),
    });
    expect([asked, critical(answer).length, notChecked(answer)]).toEqual([[], 1, ['observations']]);
  });

  test('R-088: a next link whose url is null is none: it stands on the last page', async () => {
    const last = page(null as unknown as string, [finding('saddle-sensory-change')]);
    const { answer } = await ask({ prefetch: prefetch({ observations: last }) });
    expect([critical(answer).length, notChecked(answer)]).toEqual([1, []]);
  });

  test.each([
    ['E-19', 'another host', 'https://evil.test/r4/Observation?page=2'],
    ['T104', 'another host, which looks like the base', 'https://fhir.test.evil.test/r4/Observation?page=2'],
    ['T104', 'another port', 'https://fhir.test:8443/r4/Observation?page=2'],
    ['T104', 'plain http', 'http://fhir.test/r4/Observation?page=2'],
    ['T104', 'a path beside the base', 'https://fhir.test/r4evil/Observation?page=2'],
    ['T104', 'a path above the base', 'https://fhir.test/r4/../admin?page=2'],
    ['T104', 'a path above the base, encoded', 'https://fhir.test/r4/%2e%2e/admin?page=2'],
    ['T104', 'another user', 'https://fhir.test@evil.test/r4/Observation?page=2'],
    ['R-088', 'no URL', 'javascript:alert(1)'],
    ['R-088', 'a number', 5],
  ])('%s: a next link to %s is not followed', async (_id, _, url) => {
    const { answer, at } = await ask(
      {
        prefetch: prefetch({ observations: page(url as string, [finding('saddle-sensory-change')]) }),
        ...fhir(),
      },
      { answers: () => bundle([]) },
    );
    expect(at.sent).toEqual([]);
    expect([critical(answer).length, notChecked(answer)]).toEqual([1, ['observations']]);
  });

  test('R-088: five pages at most', async () => {
    let n = 1;
    const answers: Answering = () =>
      page(`https://fhir.test/r4/Observation?page=${++n}`, [observation(`o${n}`)]);
    const { answer, at } = await ask(
      { prefetch: prefetch({ observations: undefined }), ...fhir() },
      { answers },
    );
    expect(at.sent).toHaveLength(5);
    expect(notChecked(answer)).toEqual(['observations']);
  });

  test('T130: of ten thousand entries two thousand are read, and that is said', async () => {
    const many = bundle(
      Array.from({ length: 10_000 }, (_, i) => ({
        resourceType: 'Observation',
        id: `o${i}`,
        subject: { reference: 'Patient/p1' },
      })),
    );
    const { answer, at } = await ask({ prefetch: prefetch({ observations: many }) });
    expect([answer.status, notChecked(answer)]).toEqual([200, ['observations']]);
    const [row] = await at.rows();
    expect(row).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({ key: 'observations', n: 2_000, incomplete: true }),
      ]),
    });
    expect(JSON.stringify(row).length).toBeLessThan(16_384);
  });
});

describe('outcomes inside of a searchset', () => {
  const mixed = (severity: string) =>
    bundle([finding('saddle-sensory-change')], {
      total: 1,
      entry: [
        { resource: finding('saddle-sensory-change') },
        { search: { mode: 'outcome' }, resource: outcome('incomplete', severity) },
      ],
    });
  test.each([
    ['R-087', 'information', []],
    ['T116', 'warning', ['observations']],
  ])('%s: %s beside real entries', async (_id, severity, disclosed) => {
    const { answer } = await ask({ prefetch: prefetch({ observations: mixed(severity) }) });
    expect([critical(answer).length, notChecked(answer)]).toEqual([1, disclosed]);
  });

  test.each([
    ['suppressed', ['observations']],
    ['incomplete', ['observations']],
    ['not-found', []],
    ['processing', []],
  ])('R-087: a warning alone, of the type %s', async (code, disclosed) => {
    const alone = bundle([], {
      entry: [{ search: { mode: 'outcome' }, resource: outcome(code, 'warning') }],
    });
    const { answer } = await ask({ prefetch: prefetch({ observations: alone }) });
    expect([answer.status, notChecked(answer)]).toEqual([200, disclosed]);
  });

  test.each([
    ['T116', 'error'],
    ['R-087', 'fatal'],
  ])('%s: %s in a required list', async (_id, severity) => {
    expect((await ask({ prefetch: prefetch({ observations: mixed(severity) }) })).answer.status).toBe(412);
  });
});

describe('other shapes that clients send', () => {
  const saddle = finding('saddle-sensory-change');
  test.each([
    ['E-20', 'one resource for a Bundle', saddle],
    ['R-089', 'a collection', bundle([saddle], { type: 'collection', total: undefined })],
    ['R-089', 'a Bundle in a wrapper', { resource: bundle([saddle]) }],
    [
      'R-089',
      'a Bundle in a wrapper with a response',
      { response: { status: '200' }, resource: bundle([saddle]) },
    ],
    ['R-089', 'a resource in a wrapper', { resource: saddle }],
    [
      'R-043',
      'unsorted, the newest last',
      bundle([
        finding('saddle-sensory-change', { id: 'old', effectiveDateTime: '2026-11-01', valueBoolean: false }),
        saddle,
      ]),
    ],
  ])('%s: %s', async (_id, _, observations) => {
    const { answer } = await ask({ prefetch: prefetch({ observations }) });
    expect([answer.status, critical(answer).length]).toEqual([200, 1]);
  });

  test.each([
    ['E-20', 'a Bundle of one', bundle([patient])],
    ['R-089', 'a Bundle that has it twice', bundle([patient, patient])],
    ['R-089', 'a Bundle of two versions', bundle([{ ...patient, meta: { versionId: '1' } }, patient])],
    [
      'R-089',
      'a Bundle with a note beside it',
      bundle([patient], {
        entry: [{ resource: patient }, { resource: outcome('informational', 'information') }],
      }),
    ],
    ['R-089', 'a wrapper', { resource: patient }],
  ])('%s: %s for a read', async (_id, _, value) => {
    expect((await ask({ prefetch: prefetch({ patient: value }) })).answer.status).toBe(200);
  });

  const stamped = (lastUpdated: string, over: object) => ({ ...patient, meta: { lastUpdated }, ...over });
  test.each([
    ['of two versions', [stamped('2026-02-01', {}), stamped('2026-01-01', { birthDate: '1930-01-01' })], []],
    ['that differ in what is not read', [patient, { ...patient, name: [{ text: 'Another' }] }], []],
    ['that differ in sex', [patient, { ...patient, gender: 'other' }], ['copies-differ']],
    ['of which one has died', [patient, { ...patient, deceasedBoolean: true }], ['copies-differ']],
    ['of which one has no birth date', [patient, { ...patient, birthDate: undefined }], ['copies-differ']],
  ])('copies of the Patient %s: the answer says whether they differ', async (_, copies, said) => {
    const { answer } = await ask({
      prefetch: prefetch({ patient: bundle(copies), observations: finding('saddle-sensory-change') }),
    });
    const { notChecked } = answer.body.extension['org.radix-cds.assessment'];
    const codes = notChecked
      .map(({ code }: { code: string }) => code)
      .filter((code: string) => code !== 'not-sent');
    expect([answer.status, critical(answer).length, codes]).toEqual([200, 1, said]);
  });

  test.each([
    ['R-091', 'extra'],
    ['E-21', '{{userPractitionerRoleId}}'],
  ])('%s: a key that nobody asked for, %j, is not read', async (_id, key) => {
    const { answer } = await ask({
      prefetch: prefetch({ observations: bundle([]), [key]: bundle([finding('saddle-sensory-change')]) }),
    });
    expect([answer.status, critical(answer), notChecked(answer)]).toEqual([200, [], []]);
  });
});

describe('whose data it is', () => {
  test.each([
    ['E-13', 'the patient', { patient: { ...patient, id: 'p2' } }, 'patient'],
    ['T117', 'the patient', { patient: { ...patient, id: 'P1' } }, 'patient'],
    [
      'R-092',
      'one of many observations',
      {
        observations: bundle([
          finding('saddle-sensory-change'),
          observation('x', { subject: { reference: 'Patient/p2' } }),
        ]),
      },
      'observations',
    ],
    [
      'R-092',
      'an optional key',
      {
        medications: bundle([
          {
            resourceType: 'MedicationRequest',
            id: 'm',
            subject: { reference: 'https://fhir.test/r4/Patient/p2' },
          },
        ]),
      },
      'medications',
    ],
  ])('%s: %s of another patient in prefetch', async (_id, _, over, key) => {
    const { answer, at } = await ask({ prefetch: prefetch(over) });
    expect([answer.status, answer.body.issue[0].code, missing(answer)]).toEqual([
      400,
      'conflict',
      [`prefetch.${key}`],
    ]);
    expect(answer.body).not.toHaveProperty('cards');
    expect(at.logged.at(-1)).toMatchObject({ reason: 'patient.mismatch' });
  });

  test('E-14: from the server it fails that key alone', async () => {
    const answers: Answering = (url) =>
      url.pathname.endsWith('/Flag')
        ? bundle([{ resourceType: 'Flag', id: 'f', subject: { reference: 'Patient/p2' } }])
        : bundle([]);
    const { answer, at } = await ask({ prefetch: prefetch({ flags: undefined }), ...fhir() }, { answers });
    expect([answer.status, notChecked(answer), critical(answer).length]).toEqual([200, ['flags'], 1]);
    expect(at.logged.at(-1)).toMatchObject({ flags: expect.arrayContaining(['patient.mismatch']) });
  });

  test.each([
    ['no subject', undefined],
    ['an identifier alone', { identifier: { value: 'canary' } }],
    ['a contained resource', { reference: '#pt' }],
  ])('D5 R-079: an entry whose subject is %s is not used, and the answer says so', async (_, subject) => {
    const { answer, at } = await ask({
      prefetch: prefetch({
        observations: bundle([finding('saddle-sensory-change', { subject }), finding('leg-pain')]),
      }),
    });
    expect([answer.status, critical(answer), notChecked(answer)]).toEqual([200, [], ['observations']]);
    const note = answer.body.cards.at(-1);
    expect(note.detail).toContain('findings and results (in part) could not be read');
    expect(answer.text).not.toContain('canary');
    expect(at.logged.at(-1)).toMatchObject({ flags: ['data.incomplete'] });
  });

  const about = (reference: string) =>
    prefetch({ observations: bundle([finding('saddle-sensory-change', { subject: { reference } })]) });
  test.each([
    ['Patient/p1', {}],
    ['https://fhir.test/r4/Patient/p1', {}],
    ['https://fhir.test/r4/Patient/p1/_history/4', {}],
    ['https://ehr.test/fhir/Patient/p1', { fhirServer: 'https://ehr.test/fhir' }],
  ])('R-079: %s is the patient', async (reference, over) => {
    const { answer } = await ask({ ...over, prefetch: about(reference) });
    expect([critical(answer).length, notChecked(answer)]).toEqual([1, []]);
  });

  test.each(['https://other.test/fhir/Patient/p1', 'https://other.test/fhir/Patient/p2'])(
    'R-079: %s is a patient of another server: not used, and the answer says so',
    async (reference) => {
      const { answer } = await ask({ prefetch: about(reference) });
      expect([answer.status, critical(answer), notChecked(answer)]).toEqual([200, [], ['observations']]);
      expect(answer.body.cards.at(-1).detail).toContain('name a patient of another server');
    },
  );
});

describe('what is not used', () => {
  test('D5: a red flag in words alone is disclosed, and is no fault of ours', async () => {
    const { answer, at } = await ask({
      prefetch: prefetch({
        observations: bundle([
          finding('saddle-sensory-change', { valueBoolean: undefined, valueString: 'canary' }),
        ]),
      }),
    });
    expect([answer.status, notChecked(answer)]).toEqual([200, ['observations']]);
    expect(at.logged.at(-1)).toMatchObject({ flags: [] });
  });

  test.each([
    ['R-093', 'entered in error', { status: 'entered-in-error' }],
    ['T126', 'cancelled', { status: 'cancelled' }],
    ['E-33', 'without a value', { valueBoolean: undefined }],
    [
      'T128',
      'said to be missing',
      { valueBoolean: undefined, dataAbsentReason: { coding: [{ code: 'unknown' }] } },
    ],
    ['T128', 'with an empty coding', { code: { coding: [{}] } }],
    ['T124', 'dated in the future', { effectiveDateTime: '2027-01-01' }],
    ['T124', 'dated on a day that is none', { effectiveDateTime: '2026-02-30' }],
    ['T124', 'dated in a month that is none', { effectiveDateTime: '2026-13' }],
    ['E-34', 'of a year whose last day is too long ago', { effectiveDateTime: '2024' }],
    ['E-34', 'a year ago', { effectiveDateTime: '2025-11-22T23:00:00-11:00' }],
    ['T127', 'under rules we do not know', { implicitRules: 'https://example.org/rules' }],
    [
      'T127',
      'changed by an extension we do not know',
      { modifierExtension: [{ url: 'https://example.org/not', valueBoolean: true }] },
    ],
    ['R-093', 'text only', { code: { text: 'saddle numbness' } }],
  ])('%s: an observation %s is not used', async (_id, _, over) => {
    const { answer } = await ask({
      prefetch: prefetch({ observations: bundle([finding('saddle-sensory-change', over)]) }),
    });
    expect([answer.status, critical(answer)]).toEqual([200, []]);
  });

  const caudaEquina = (over: object) =>
    condition('ces', {
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G83.4' }] },
      recordedDate: '2026-11-21',
      ...over,
    });
  const verification = (code: string) => ({
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code }],
    },
  });
  test.each([
    ['R-093', 'without a status is', {}, 1],
    ['T126', 'that is refuted is not', verification('refuted'), 0],
    ['E-30', 'that was entered in error is not', verification('entered-in-error'), 0],
  ])('%s: a cauda equina syndrome %s a reason for a critical card', async (_id, _, over, cards) => {
    const { answer } = await ask({
      prefetch: prefetch({ observations: bundle([]), conditions: bundle([caudaEquina(over)]) }),
    });
    expect([answer.status, critical(answer).length]).toEqual([200, cards]);
  });

  test('E-57: without data there is no all-clear: the answer says what could not be read', async () => {
    const { answer } = await ask({
      prefetch: prefetch({
        observations: bundle([
          finding('saddle-sensory-change', { valueBoolean: undefined, valueString: 'numb since Monday' }),
        ]),
      }),
    });
    const detail: string = answer.body.cards.at(-1).detail;
    expect(detail).toContain('Danger signs could not be checked completely.');
    expect(answer.text).not.toMatch(/no red flags? (?:is|are|were|was)/i);
  });

  test('T129: the same observation twice, the newest version counts', async () => {
    const old = finding('saddle-sensory-change', {
      meta: { versionId: '1', lastUpdated: '2026-11-22T10:00:00Z' },
    });
    const corrected = finding('saddle-sensory-change', {
      status: 'entered-in-error',
      meta: { versionId: '2', lastUpdated: '2026-11-22T11:00:00Z' },
    });
    for (const resources of [
      [old, corrected],
      [corrected, old],
    ]) {
      const { answer } = await ask({ prefetch: prefetch({ observations: bundle(resources) }) });
      expect(critical(answer)).toEqual([]);
    }
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'x'.repeat(100_000)])(
    'T132: a code %.20s is no code of ours',
    async (code) => {
      const odd = JSON.parse(
        JSON.stringify(observation('odd')).replace(
          'saddle-sensory-change',
          code === '__proto__' ? 'proto' : code,
        ),
      );
      const { answer } = await ask({ prefetch: prefetch({ observations: bundle([odd]) }) });
      expect([answer.status, critical(answer)]).toEqual([200, []]);
    },
  );

  test.each([undefined, '1950', '1950-02', 'unknown', 5])(
    'E-31: a birth date that is %j is no reason to fail, and stands nowhere as a number',
    async (birthDate) => {
      const { answer } = await ask({ prefetch: prefetch({ patient: { ...patient, birthDate } }) });
      expect([answer.status, critical(answer).length]).toEqual([200, 1]);
      expect(answer.text).not.toMatch(/NaN|null/);
    },
  );

  test.each([
    [{ deceasedBoolean: true }, 0],
    [{ deceasedDateTime: '2026-11-20' }, 0],
    [{ deceasedBoolean: false }, 1],
  ])('E-32: about a patient with %j there are %i cards', async (deceased, count) => {
    const { answer } = await ask({ prefetch: prefetch({ patient: { ...patient, ...deceased } }) });
    expect([answer.status, critical(answer).length]).toEqual([200, count]);
  });

  test('a child of three gets no order', async () => {
    const { answer } = await ask({
      prefetch: prefetch({
        patient: { ...patient, birthDate: '2023-05-01' },
        observations: bundle([finding('leg-pain'), finding('low-back-pain')]),
      }),
    });
    expect([answer.status, answer.text.includes('ServiceRequest')]).toEqual([200, false]);
  });
});
