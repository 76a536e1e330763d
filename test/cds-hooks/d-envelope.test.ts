/** docs/conformance.md D, E and F: the envelope, the token's members and the context of each hook. */
import { describe, expect, test } from 'vitest';
import { entry, type Jar, jar, type Reply, send } from '../support/cds.ts';
import {
  bundle,
  contexts,
  fhir,
  type HookName,
  hookNames,
  lumbarMri,
  observation,
  pathOf,
  patient,
  prefetch,
  request,
  serviceOf,
} from '../support/requests.ts';

const open = (client: object = {}) => jar({ anonymous: true, clients: [entry(client)] });
const post = (body: unknown, hook: HookName = 'patient-view', at: Jar = open()): Promise<Reply> =>
  send(at.handlers.invoke, { path: pathOf(hook), body });

const issues = ({ body }: Reply): { code: string; expression: string; text: string }[] =>
  (body.issue ?? []).map((issue: { code: string; expression?: string[]; details: { text: string } }) => ({
    code: issue.code,
    expression: issue.expression?.[0],
    text: issue.details.text,
  }));
const faults = (answer: Reply) => issues(answer).map(({ code, expression }) => `${expression} ${code}`);
const without = (object: object, name: string) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
const withContext = (hook: HookName, over: object) =>
  request(hook, { context: { ...contexts[hook], ...over } });

describe('the envelope', () => {
  test.each(hookNames)('R-050 R-105 R-214: %s answers 200 with cards', async (hook) => {
    const answer = await post(request(hook), hook);
    expect(answer.status).toBe(200);
    expect(Array.isArray(answer.body.cards)).toBe(true);
  });

  test('R-051 R-110: an empty object is 400, not 404', async () => {
    expect((await post({})).status).toBe(400);
  });

  test.each(['hook', 'hookInstance', 'context'])(
    'R-052 R-053 R-055 T072: %s missing, null, empty or of the wrong type',
    async (name) => {
      const wrong: unknown[] = [undefined, null, '', 5, [], ...(name === 'context' ? ['x'] : [{}])];
      for (const value of wrong) {
        const body = value === undefined ? without(request(), name) : { ...request(), [name]: value };
        const answer = await post(body);
        expect(answer.status).toBe(400);
        expect(issues(answer)).toContainEqual(
          expect.objectContaining({ code: 'required', expression: name }),
        );
      }
    },
  );

  test('R-052 T074 E-02: the hook of another service', async () => {
    const answer = await post({ ...request(), hook: 'order-sign' });
    expect([answer.status, faults(answer)]).toEqual([400, ['hook not-supported']]);
  });

  test.each([
    'f399c67c-c703-11ea-af16-460231621f93',
    '00000000-007b-9f33-e810-e841a57c502c',
    'D1577C69-DFBE-44AD-BA6D-3E05E953B2EA',
  ])('R-053 E-04: hookInstance %s', async (hookInstance) => {
    expect((await post({ ...request(), hookInstance })).status).toBe(200);
  });

  test.each(['1234', 'abc', 'd1577c69dfbe44adba6d3e05e953b2ea', 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea '])(
    'R-053 T073 E-05: hookInstance %j',
    async (hookInstance) => {
      const answer = await post({ ...request(), hookInstance });
      expect([answer.status, faults(answer)]).toEqual([400, ['hookInstance value']]);
    },
  );

  test('R-053 T073 E-05: a client registered for it may send another id', async () => {
    const lenient = open({ lenientHookInstance: true });
    expect((await post({ ...request(), hookInstance: 'event.12345' }, 'patient-view', lenient)).status).toBe(
      200,
    );
    expect((await post({ ...request(), hookInstance: 'a b' }, 'patient-view', lenient)).status).toBe(400);
  });

  test('R-054 T193 E-06: the same call twice has the same answer', async () => {
    const at = open();
    const [first, second] = [
      await post(request(), 'patient-view', at),
      await post(request(), 'patient-view', at),
    ];
    expect(second.text).toBe(first.text);
    expect(first.body.cards.length).toBeGreaterThan(0);
  });

  test('T194 R-095: the same hookInstance about other data is evaluated anew', async () => {
    const at = open();
    const first = await post(request(), 'patient-view', at);
    const more = prefetch({
      observations: bundle([
        observation('a'),
        observation('b', {
          id: 'b',
          valueBoolean: true,
          code: {
            coding: [
              { system: 'https://radix-cds.org/fhir/CodeSystem/lr-finding', code: 'urinary-retention' },
            ],
          },
        }),
      ]),
    });
    const second = await post({ ...request(), prefetch: more }, 'patient-view', at);
    expect(second.body.cards[0].uuid).not.toBe(first.body.cards[0].uuid);
    const third = await post(
      { ...request(), prefetch: prefetch({ observations: bundle([]) }) },
      'patient-view',
      at,
    );
    expect(
      third.body.cards.filter(({ indicator }: { indicator: string }) => indicator === 'critical'),
    ).toEqual([]);
  });

  test.each([
    ['an array', []],
    ['text', 'x'],
    ['a number', 1],
  ])('R-056: prefetch that is %s', async (_, value) => {
    const answer = await post({ ...request(), prefetch: value });
    expect([answer.status, faults(answer)]).toEqual([400, ['prefetch structure']]);
  });

  test.each([null, undefined, {}])('R-056: prefetch %j is as good as absent', async (value) => {
    expect((await post({ ...request(), prefetch: value })).status).toBe(412);
  });

  test.each([
    'foo',
    '',
    '//fhir.test/r4',
    '/r4',
    'ftp://fhir.test/r4',
    'javascript:alert(1)',
    'http://fhir.test/r4',
    'https://',
    'https://user:canary@fhir.test/r4',
    'https://fhir.test/r4?x=canary',
    'https://fhir.test/r4#canary',
    'http://169.254.169.254/latest/',
    'http://127.0.0.1:9001/2018-06-01/runtime',
    'https://fhir.test\\@evil.test/',
  ])('R-057 R-058 T084 T087 E-08: fhirServer %j', async (fhirServer) => {
    const at = open();
    const answer = await post({ ...request(), ...fhir(), fhirServer }, 'patient-view', at);
    expect([answer.status, faults(answer)]).toEqual([400, ['fhirServer value']]);
    expect(answer.text).not.toContain('canary');
    expect(at.sent).toEqual([]);
  });

  test('R-057 T075 E-07: fhirAuthorization without fhirServer (cds-r-1)', async () => {
    const answer = await post({ ...request(), fhirAuthorization: fhir().fhirAuthorization });
    expect([answer.status, faults(answer)]).toEqual([400, ['fhirServer required']]);
    expect(answer.text).not.toContain('canary');
  });

  test.each([
    ['text', 'x'],
    ['an array', []],
    ['a number', 4],
  ])('R-059: fhirAuthorization that is %s', async (_, value) => {
    const answer = await post({ ...request(), ...fhir(), fhirAuthorization: value });
    expect(answer.status).toBe(400);
  });

  test('R-059: fhirAuthorization null is absent', async () => {
    expect((await post({ ...request(), fhirAuthorization: null, fhirServer: null })).status).toBe(200);
  });

  test.each([
    ['an object', { 'com.epic.cdshooks.request.bpa-trigger-action': 60 }],
    ['text', 'x'],
    ['a list', [1]],
    ['null', null],
  ])('R-060 R-173 E-53: an extension that is %s changes nothing', async (_, extension) => {
    const body = { ...request(), extension, context: { ...contexts['patient-view'], extension } };
    expect((await post(body)).body).toEqual((await post(request())).body);
  });

  test('R-061: user, patient and encounter of older drafts are ignored', async () => {
    const body = { ...request(), user: 'Practitioner/1', patient: 'other', encounter: 'other' };
    expect((await post(body)).body).toEqual((await post(request())).body);
  });

  test('R-062 R-108: a 400 names everything that is wrong, with the remedy and without a value', async () => {
    const body = {
      ...request('order-select'),
      hookInstance: 'canary-instance',
      context: { userId: 'canary', patientId: 'a/canary', selections: [], draftOrders: [] },
      ...fhir({ expires_in: '300', access_token: 'canary token' }),
    };
    const answer = await post(body, 'order-select');
    expect(answer.status).toBe(400);
    expect(faults(answer)).toEqual([
      'hookInstance value',
      'context.userId value',
      'context.patientId value',
      'context.selections required',
      'context.draftOrders required',
      'fhirAuthorization.access_token value',
      'fhirAuthorization.expires_in required',
    ]);
    for (const { text } of issues(answer)) expect(text).toMatch(/ must be /);
    expect(answer.body).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: Array.from({ length: 7 }, () => ({ severity: 'error' })),
    });
    expect(answer.text).not.toContain('canary');
  });

  test('R-062 R-155 T155: a refusal leaves its row, with the names of the fields and nothing in them', async () => {
    const at = open();
    await post({ ...request(), hookInstance: 'canary' }, 'patient-view', at);
    const [row] = await at.rows();
    expect(row).toMatchObject({
      kind: 'refusal',
      status: 400,
      reason: 'request.invalid',
      fields: ['hookInstance'],
    });
    expect(JSON.stringify(row)).not.toContain('canary');
  });
});

describe('fhirAuthorization', () => {
  const incomplete = (over: object) => ({ ...request(), ...fhir(over) });
  test.each([
    ['access_token', undefined, 'required'],
    ['access_token', '', 'required'],
    ['access_token', 5, 'required'],
    ['access_token', 'canary\r\nX: 1', 'value'],
    ['access_token', `canary${'x'.repeat(20_000)}`, 'value'],
    ['access_token', 'canary-😀', 'value'],
    ['token_type', undefined, 'required'],
    ['token_type', 'MAC', 'value'],
    ['expires_in', undefined, 'required'],
    ['expires_in', '300', 'required'],
    ['expires_in', 1.5, 'value'],
    ['scope', undefined, 'required'],
    ['scope', 5, 'required'],
    ['subject', undefined, 'required'],
    ['subject', '', 'required'],
  ])('R-064 R-065 R-066 R-067 R-068 T097 T098: %s %j', async (name, value, code) => {
    const at = open();
    const answer = await post(incomplete({ [name]: value }), 'patient-view', at);
    expect([answer.status, faults(answer)]).toEqual([400, [`fhirAuthorization.${name} ${code}`]]);
    expect(answer.text + JSON.stringify(at.logged)).not.toContain('canary');
  });

  test('T098: expires_in of 1e999', async () => {
    const body = JSON.stringify(incomplete({ expires_in: 12_345 })).replace('12345', '1e999');
    expect(faults(await post(body))).toEqual(['fhirAuthorization.expires_in value']);
  });

  test.each(['bearer', 'Bearer', 'BEARER'])('R-065: token_type %s', async (token_type) => {
    expect((await post(incomplete({ token_type }))).status).toBe(200);
  });

  test.each([
    'patient/*.read',
    'user/Condition.rs?category=problem',
    'Condition.Search (Problems) (R4)',
    'launch openid',
    '',
  ])('R-067 E-11: scope %j', async (scope) => {
    expect((await post(incomplete({ scope }))).status).toBe(200);
  });

  test('R-069 T101: a token for another patient', async () => {
    const at = open();
    const answer = await post(
      { ...incomplete({ patient: 'p2', scope: 'patient/*.read' }), prefetch: {} },
      'patient-view',
      at,
    );
    expect([answer.status, faults(answer)]).toEqual([400, ['fhirAuthorization.patient conflict']]);
    expect(at.sent).toEqual([]);
    expect(at.logged.at(-1)).toMatchObject({ reason: 'patient.mismatch' });
  });

  test.each([undefined, 'p1', 'Patient/p1', null])('R-069: patient %j is the one in context', async (of) => {
    expect((await post(incomplete({ patient: of }))).status).toBe(200);
  });
});

describe('context', () => {
  const required = hookNames.flatMap((hook) =>
    Object.keys(contexts[hook])
      .filter((field) => field !== 'encounterId' || hook === 'encounter-start')
      .map((field) => [hook, field] as const),
  );
  test.each(required)('R-071 R-075: %s needs context.%s', async (hook, field) => {
    for (const value of [undefined, null, 5, '']) {
      const answer = await post(withContext(hook, { [field]: value }), hook);
      expect([answer.status, faults(answer)]).toEqual([400, [`context.${field} required`]]);
    }
  });

  test.each(hookNames.filter((hook) => hook !== 'encounter-start'))(
    'R-075 R-045: %s does without encounterId',
    async (hook) => {
      expect((await post(withContext(hook, { encounterId: undefined }), hook)).status).toBe(200);
      expect((await post(withContext(hook, { encounterId: null }), hook)).status).toBe(200);
    },
  );

  test.each(['Practitioner/abc', 'PractitionerRole/e-Q.ok', 'Practitioner/a_b'])(
    'R-072: userId %s',
    async (userId) => {
      const at = open();
      expect(
        (await post(withContext('patient-view', { userId }), 'patient-view', at)).body.cards.length,
      ).toBeGreaterThan(0);
      expect(at.logged.at(-1)).toMatchObject({ flags: [] });
    },
  );

  test.each(['abc', 'Practitioner/', '/abc', 'a/b/c', 'Practitioner/a b', 'Practitioner/<script>'])(
    'R-072: userId %j is 400',
    async (userId) => {
      expect(faults(await post(withContext('patient-view', { userId })))).toEqual(['context.userId value']);
    },
  );

  test('R-072: a type that no hook lists is tolerated, noted, and no clinician', async () => {
    const at = open();
    const answer = await post(withContext('order-sign', { userId: 'Device/d1' }), 'order-sign', at);
    expect(answer.body).toEqual({ cards: [] });
    expect(at.logged.at(-1)).toMatchObject({
      flags: expect.arrayContaining(['context.userId:type', 'user.not-clinician']),
    });
  });

  test.each(['Patient/p1', 'RelatedPerson/r1'])('E-48: for %s there are no cards', async (userId) => {
    const at = open();
    const answer = await post(withContext('patient-view', { userId }), 'patient-view', at);
    expect([answer.status, answer.text]).toEqual([200, '{"cards":[]}']);
    expect((await at.rows())[0]).toMatchObject({ kind: 'call', flags: ['user.not-clinician'] });
  });

  test('R-073 E-12: Patient/123 is 123, noted', async () => {
    const at = open();
    const answer = await post(
      withContext('patient-view', { patientId: 'Patient/p1', encounterId: 'Encounter/e1' }),
      'patient-view',
      at,
    );
    expect(answer.body.cards.length).toBeGreaterThan(0);
    expect(at.logged.at(-1)).toMatchObject({
      flags: ['context.patientId:prefix', 'context.encounterId:prefix'],
    });
  });

  test.each([
    'a/b/c',
    'Patient/a/b',
    '1/../Practitioner/9',
    '1&_include=*',
    '1?x=1',
    'a b',
    'x'.repeat(65),
    '1\n',
    '.',
    '..',
    'ä',
    '%2e',
  ])('R-073 T092 E-12: patientId %j', async (patientId) => {
    const at = open();
    const answer = await post(
      { ...withContext('patient-view', { patientId }), prefetch: {}, ...fhir() },
      'patient-view',
      at,
    );
    expect([answer.status, faults(answer)]).toEqual([400, ['context.patientId value']]);
    expect(at.sent).toEqual([]);
  });

  test('R-074: ids of unsigned orders may run to 160 characters', async () => {
    const id = `${'e-Q.'.repeat(40)}`;
    const context = {
      ...contexts['order-select'],
      selections: [`ServiceRequest/${id}`],
      draftOrders: bundle([lumbarMri(id)]),
    };
    const at = open();
    expect((await post(request('order-select', { context }), 'order-select', at)).status).toBe(200);
    expect(at.logged.at(-1)).toMatchObject({ flags: [] });
  });

  test.each([
    ['no type', { resourceType: 'Bundle', entry: [] }],
    ['another type', bundle([], { type: 'history' })],
    ['no entry', { resourceType: 'Bundle' }],
    ['entries without a resource', { resourceType: 'Bundle', entry: [{}, { fullUrl: 'x' }, null, 5] }],
  ])('R-076: draftOrders with %s', async (_, draftOrders) => {
    expect((await post(withContext('order-sign', { draftOrders }), 'order-sign')).status).toBe(200);
  });

  test.each([
    ['an array', []],
    ['an order', lumbarMri('x')],
    ['a Bundle whose entry is no array', { resourceType: 'Bundle', entry: {} }],
  ])('R-076: draftOrders that are %s', async (_, draftOrders) => {
    expect((await post(withContext('order-sign', { draftOrders }), 'order-sign')).status).toBe(400);
  });

  test.each([
    ['bare', 'sr1'],
    ['relative', 'ServiceRequest/sr1'],
    ['absolute', 'https://fhir.test/r4/ServiceRequest/sr1'],
    ['of a version', 'ServiceRequest/sr1/_history/2'],
  ])('R-077: a selection may be %s', async (_, selection) => {
    const at = open();
    expect(
      (await post(withContext('order-select', { selections: [selection] }), 'order-select', at)).status,
    ).toBe(200);
    expect(at.logged.at(-1)).toMatchObject({ flags: [] });
  });

  test('R-077 E-23: selections of nothing are ignored and noted', async () => {
    const at = open();
    const answer = await post(
      withContext('order-select', { selections: ['ServiceRequest/none'] }),
      'order-select',
      at,
    );
    expect(answer.status).toBe(200);
    expect(at.logged.at(-1)).toMatchObject({ flags: ['selections.unmatched'] });
  });

  test.each([
    ['empty', []],
    ['of numbers', [4]],
    ['text', 'ServiceRequest/sr1'],
  ])('R-077: selections that are %s', async (_, selections) => {
    expect(faults(await post(withContext('order-select', { selections }), 'order-select'))).toEqual([
      'context.selections required',
    ]);
  });

  /** As the official sandbox sends it, before anything is chosen. */
  const sandboxOrder = {
    resourceType: 'ServiceRequest',
    id: 'example-request-id',
    status: 'draft',
    intent: 'plan',
    code: { coding: [{}] },
    subject: { reference: 'Patient/p1' },
    reasonCode: [],
  };
  test('R-078 E-22 E-60: an order without a code is no reason for a card about it', async () => {
    const context = {
      ...contexts['order-select'],
      selections: ['ServiceRequest/example-request-id'],
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: sandboxOrder }] },
    };
    const answer = await post(
      request('order-select', {
        context,
        prefetch: prefetch({ observations: bundle([]), conditions: bundle([]) }, serviceOf['order-select']),
      }),
      'order-select',
    );
    expect([answer.status, answer.body.cards]).toEqual([200, []]);
  });

  test('R-078 R-080 E-25 E-27: orders of six types, some active, some of older FHIR', async () => {
    const draftOrders = bundle([
      lumbarMri('a', { status: 'active' }),
      {
        resourceType: 'MedicationRequest',
        id: 'b',
        status: 'draft',
        medicationReference: { reference: '#m' },
        contained: [{ resourceType: 'Medication', id: 'm' }],
        category: { coding: [] },
      },
      {
        resourceType: 'MedicationRequest',
        id: 'c',
        status: 'draft',
        medicationReference: { reference: 'https://fhir.test/r4/Medication/x' },
      },
      { resourceType: 'Medication', id: 'x' },
      { resourceType: 'ProcedureRequest', id: 'd', status: 'draft', code: {} },
      { resourceType: 'MedicationOrder', id: 'e', medicationCodeableConcept: 'x' },
      { resourceType: 'DeviceRequest', id: 'f' },
      sandboxOrder,
    ]);
    expect((await post(withContext('order-sign', { draftOrders }), 'order-sign')).status).toBe(200);
  });

  test('R-079: an order for another patient is left out and noted; the same patient may be named by any address', async () => {
    const at = open();
    const draftOrders = bundle([
      lumbarMri('mine', { subject: { reference: 'https://fhir.test/r4/Patient/p1/_history/3' } }),
      lumbarMri('other', { subject: { reference: 'Patient/p2' } }),
    ]);
    await post(withContext('order-sign', { draftOrders }), 'order-sign', at);
    expect(at.logged.at(-1)).toMatchObject({ flags: ['orders.other-patient'] });
    const same = open();
    await post(
      withContext('order-sign', { draftOrders: bundle([draftOrders.entry?.[0]?.resource ?? {}]) }),
      'order-sign',
      same,
    );
    expect(same.logged.at(-1)).toMatchObject({ flags: [] });
  });

  test('R-112 R-205: a client may be held to some services', async () => {
    const at = open({ services: ['leg-symptoms-order-sign'] });
    const answer = await post(request(), 'patient-view', at);
    expect([answer.status, issues(answer)[0]?.code]).toEqual([403, 'forbidden']);
    expect((await post(request('order-sign'), 'order-sign', at)).status).toBe(200);
  });

  test('R-080 T135: resources of older FHIR in prefetch are no reason to fail', async () => {
    const old = {
      resourceType: 'Observation',
      id: 'o',
      status: 'final',
      code: { coding: 'x' },
      subject: { reference: 'Patient/p1' },
      valueQuantity: 'x',
      component: {},
    };
    expect(
      (
        await post({
          ...request(),
          prefetch: prefetch({ observations: bundle([old]), patient: { ...patient, animal: {} } }),
        })
      ).status,
    ).toBe(200);
  });
});
