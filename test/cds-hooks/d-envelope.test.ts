/** docs/conformance.md D, E and F: the envelope, the token's members and the context of each hook. */
import { describe, expect, test } from 'vitest';
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import { entry, type Jar, jar, type Reply, send } from '../support/cds.ts';
import {
  bundle,
  contexts,
  fhir,
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
const post = (body: unknown, hook: Hook = 'patient-view', at: Jar = open()): Promise<Reply> =>
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
const withContext = (hook: Hook, over: object) => request(hook, { context: { ...contexts[hook], ...over } });

describe('the envelope', () => {
  test.each(hookNames)('R-050: %s answers with the cards of its service', async (hook) => {
    const answer = await post(request(hook), hook);
    expect([answer.status, answer.body.cards.length > 0]).toEqual([200, true]);
  });

  test.each([
    ['R-051', 'an empty object is no path that is not found', {}],
    ['R-110', 'what is wrong in the envelope is 400', { ...request(), hook: 5, context: [] }],
  ])('%s: %s', async (_id, _, body) => {
    const answer = await post(body);
    expect([answer.status, answer.body.resourceType]).toEqual([400, 'OperationOutcome']);
  });

  const missing = (name: string, values: readonly unknown[]) =>
    values.map((value) => [name, value === undefined ? undefined : { value }] as const);
  test.each([
    ...missing('hook', [null, '']).map((row) => ['R-052', ...row] as const),
    ...missing('hookInstance', [undefined, null, 5]).map((row) => ['R-053', ...row] as const),
    ...missing('context', [undefined, null, [], 'x']).map((row) => ['R-055', ...row] as const),
    ...['hook', 'hookInstance', 'context'].flatMap((name) =>
      missing(name, [undefined, null, '', 5, []]).map((row) => ['T072', ...row] as const),
    ),
  ])('%s: %s that is missing or of the wrong type (%j)', async (_id, name, wrong) => {
    const answer = await post(wrong ? { ...request(), [name]: wrong.value } : without(request(), name));
    expect(answer.status).toBe(400);
    expect(issues(answer)).toContainEqual(expect.objectContaining({ code: 'required', expression: name }));
  });

  test.each([
    ['R-052', 'order-sign'],
    ['T074', 'order-select'],
    ['E-02', 'order-sign'],
  ])('%s: the hook of another service (%s)', async (_id, hook) => {
    const answer = await post({ ...request(), hook });
    expect([answer.status, faults(answer)]).toEqual([400, ['hook not-supported']]);
  });

  test.each([
    ['R-053', 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea'],
    ['E-04', 'f399c67c-c703-11ea-af16-460231621f93'],
    ['E-04', '00000000-007b-9f33-e810-e841a57c502c'],
    ['E-04', 'D1577C69-DFBE-44AD-BA6D-3E05E953B2EA'],
  ])('%s: hookInstance %s', async (_id, hookInstance) => {
    expect((await post({ ...request(), hookInstance })).status).toBe(200);
  });

  test.each([
    ['E-05', '1234'],
    ['T073', 'abc'],
    ['R-053', 'd1577c69dfbe44adba6d3e05e953b2ea'],
    ['R-053', 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea '],
  ])('%s: hookInstance %j is none', async (_id, hookInstance) => {
    const answer = await post({ ...request(), hookInstance });
    expect([answer.status, faults(answer)]).toEqual([400, ['hookInstance value']]);
  });

  test.each([
    ['T073', 'event.12345', 200],
    ['E-05', 'a b', 400],
  ])('%s: a client registered for it may send %j: %d', async (_id, hookInstance, status) => {
    const lenient = open({ lenientHookInstance: true });
    expect((await post({ ...request(), hookInstance }, 'patient-view', lenient)).status).toBe(status);
  });

  test('E-06: the same call twice has the same answer', async () => {
    const at = open();
    const [first, second] = [
      await post(request(), 'patient-view', at),
      await post(request(), 'patient-view', at),
    ];
    expect(second.text).toBe(first.text);
    expect(first.body.cards.length).toBeGreaterThan(0);
  });

  test('T193: three calls at once with the same body have the same uuids', async () => {
    const at = open();
    const answers = await Promise.all([1, 2, 3].map(() => post(request(), 'patient-view', at)));
    const uuids = answers.map(({ body }) => body.cards.map(({ uuid }: { uuid: string }) => uuid));
    expect(uuids[0]).toContainEqual(expect.stringMatching(/^[0-9a-f-]{36}$/));
    expect(uuids).toEqual([uuids[0], uuids[0], uuids[0]]);
  });

  test('R-095: what an earlier call with the same hookInstance brought is not used', async () => {
    const at = open();
    expect((await post(request(), 'patient-view', at)).body.cards).not.toEqual([]);
    const again = { ...request(), prefetch: prefetch({ observations: undefined }) };
    expect((await post(again, 'patient-view', at)).status).toBe(412);
  });

  test('T194: the same hookInstance about other data is evaluated anew', async () => {
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
    ['R-057', 'foo'],
    ['R-057', ''],
    ['R-057', 'https://'],
    ['R-058', 'http://fhir.test/r4'],
    ['T084', '//fhir.test/r4'],
    ['T084', '/r4'],
    ['T084', 'ftp://fhir.test/r4'],
    ['T084', 'javascript:alert(1)'],
    ['T084', 'https://user:canary@fhir.test/r4'],
    ['T084', 'https://fhir.test/r4?x=canary'],
    ['T084', 'https://fhir.test/r4#canary'],
    ['T084', 'https://fhir.test\\@evil.test/'],
    ['E-08', 'http://169.254.169.254/latest/'],
    ['T087', 'http://127.0.0.1:9001/2018-06-01/runtime'],
    ['T087', 'http://169.254.79.129:2000'],
    ['T087', 'http://169.254.170.2/v2/credentials'],
  ])('%s: fhirServer %j is refused', async (_id, fhirServer) => {
    const at = open();
    const answer = await post({ ...request(), ...fhir(), fhirServer }, 'patient-view', at);
    expect([answer.status, faults(answer)]).toEqual([400, ['fhirServer value']]);
    expect(answer.text).not.toContain('canary');
    expect(at.sent).toEqual([]);
  });

  test.each([
    ['R-057', undefined],
    ['E-07', undefined],
    ['E-07', null],
  ])('%s: fhirAuthorization with a fhirServer that is %j (cds-r-1)', async (_id, fhirServer) => {
    const answer = await post({ ...request(), ...fhir(), fhirServer });
    expect([answer.status, faults(answer)]).toEqual([400, ['fhirServer required']]);
  });

  test('T075: a token without its server is kept nowhere', async () => {
    const at = open();
    const answer = await post({ ...request(), ...fhir(), fhirServer: undefined }, 'patient-view', at);
    expect(answer.status).toBe(400);
    expect(answer.text + JSON.stringify([at.logged, await at.rows()])).not.toContain('canary');
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
    ['R-060', 'an object of another vendor', { 'com.example': { a: 1 } }],
    ['R-060', 'null', null],
    ['R-173', "Epic's trigger", { 'com.epic.cdshooks.request.bpa-trigger-action': 60 }],
    ['R-173', "Epic's version of FHIR", { 'com.epic.cdshooks.request.fhir-version': 'STU3' }],
    ['E-53', 'text', 'x'],
    ['E-53', 'a list', [1]],
    ['E-53', 'huge', { 'com.example': 'x'.repeat(500_000) }],
  ])('%s: an extension that is %s changes nothing', async (_id, _, extension) => {
    const body = { ...request(), extension, context: { ...contexts['patient-view'], extension } };
    expect((await post(body)).body).toEqual((await post(request())).body);
  });

  test('R-061: user, patient and encounter of older drafts are ignored', async () => {
    const body = { ...request(), user: 'Practitioner/1', patient: 'other', encounter: 'other' };
    expect((await post(body)).body).toEqual((await post(request())).body);
  });

  test('R-062: a 400 names everything that is wrong, with the remedy and without a value', async () => {
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

  test('T155: a refusal leaves its row, with the names of the fields and nothing in them', async () => {
    const at = open();
    await post({ ...request(), hookInstance: 'canary' }, 'patient-view', at);
    const [row, ...more] = await at.rows();
    expect(more).toEqual([]);
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
    ['R-064', 'access_token', undefined, 'required'],
    ['R-064', 'access_token', '', 'required'],
    ['R-064', 'access_token', 5, 'required'],
    ['T097', 'access_token', 'canary\r\nX: 1', 'value'],
    ['T097', 'access_token', `canary${'x'.repeat(20_000)}`, 'value'],
    ['T097', 'access_token', 'canary-😀', 'value'],
    ['R-065', 'token_type', undefined, 'required'],
    ['T098', 'token_type', 'MAC', 'value'],
    ['R-066', 'expires_in', undefined, 'required'],
    ['T098', 'expires_in', '300', 'required'],
    ['R-066', 'expires_in', 1.5, 'value'],
    ['R-067', 'scope', undefined, 'required'],
    ['R-067', 'scope', 5, 'required'],
    ['R-068', 'subject', undefined, 'required'],
    ['R-068', 'subject', '', 'required'],
  ])('%s: %s that is %j', async (_id, name, value, code) => {
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
    ['R-067', 'patient/*.read'],
    ['R-067', 'user/Condition.rs?category=problem'],
    ['E-11', 'Condition.Search (Problems) (R4)'],
    ['R-067', 'launch openid'],
    ['R-067', ''],
  ])('%s: scope %j is accepted', async (_id, scope) => {
    expect((await post(incomplete({ scope }))).status).toBe(200);
  });

  test.each([
    ['R-069', 'user/*.read'],
    ['T101', 'patient/*.read'],
  ])('%s: a token for another patient, of the scope %s', async (_id, scope) => {
    const at = open();
    const answer = await post({ ...incomplete({ patient: 'p2', scope }), prefetch: {} }, 'patient-view', at);
    expect([answer.status, faults(answer)]).toEqual([400, ['fhirAuthorization.patient conflict']]);
    expect(at.sent).toEqual([]);
    expect(at.logged.at(-1)).toMatchObject({ reason: 'patient.mismatch' });
  });

  test.each([undefined, 'p1', 'Patient/p1', null])('R-069: patient %j is the one in context', async (of) => {
    expect((await post(incomplete({ patient: of }))).status).toBe(200);
  });
});

describe('context', () => {
  const ofVisit = ['encounter-start', 'encounter-discharge'];
  const required = hookNames.flatMap((hook) =>
    Object.keys(contexts[hook])
      .filter((field) => field !== 'encounterId' || ofVisit.includes(hook))
      .map((field) => [field === 'encounterId' ? 'R-075' : 'R-071', hook, field] as const),
  );
  test.each(required)('%s: %s needs context.%s', async (_id, hook, field) => {
    for (const value of [undefined, null, 5, '']) {
      const answer = await post(withContext(hook, { [field]: value }), hook);
      expect([answer.status, faults(answer)]).toEqual([400, [`context.${field} required`]]);
    }
  });

  test.each(hookNames.filter((hook) => !ofVisit.includes(hook)))(
    'R-075: %s does without encounterId',
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

  test.each([
    ['R-073', { patientId: 'Patient/p1' }, ['context.patientId:prefix']],
    [
      'E-12',
      { patientId: 'Patient/p1', encounterId: 'Encounter/e1' },
      ['context.patientId:prefix', 'context.encounterId:prefix'],
    ],
  ])('%s: %j is the bare id, and that is noted', async (_id, over, flags) => {
    const at = open();
    const answer = await post(withContext('patient-view', over), 'patient-view', at);
    expect(answer.body.cards.length).toBeGreaterThan(0);
    expect(at.logged.at(-1)).toMatchObject({ flags });
  });

  test.each([
    ['E-12', 'a/b/c'],
    ['R-073', 'Patient/a/b'],
    ['R-073', 'Practitioner/a'],
    ['T092', '1/../Practitioner/9'],
    ['T092', '1&_include=*'],
    ['T092', '1?x=1'],
    ['T092', 'a b'],
    ['T092', 'x'.repeat(65)],
    ['T092', '1\n'],
    ['T092', '.'],
    ['T092', '..'],
    ['T092', 'ä'],
    ['T092', '%2e'],
  ])('%s: patientId %j is refused', async (_id, patientId) => {
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

  test('E-23: selections of nothing are ignored and noted', async () => {
    const at = open();
    const answer = await post(
      request('order-select', {
        context: { ...contexts['order-select'], selections: ['ServiceRequest/none'] },
        prefetch: prefetch({ observations: bundle([]), conditions: bundle([]) }, serviceOf['order-select']),
      }),
      'order-select',
      at,
    );
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('"delete"');
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
  test.each([
    ['R-078', 'no code', { code: undefined }],
    ['E-22', 'an empty code', {}],
    ['E-60', 'text alone', { code: { text: 'MRI lumbar spine' } }],
    ['E-60', 'a code of the site', { code: { coding: [{ system: 'urn:x', code: '24968-0' }] } }],
  ])('%s: an order with %s is no reason for a card about it', async (_id, _, over) => {
    const context = {
      ...contexts['order-select'],
      selections: ['ServiceRequest/example-request-id'],
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: { ...sandboxOrder, ...over } }] },
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

  test.each([
    [
      'R-078',
      'of today, some active, some without a drug',
      [
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
        { resourceType: 'DeviceRequest', id: 'f' },
        sandboxOrder,
      ],
    ],
    [
      'E-27',
      'of older FHIR',
      [
        { resourceType: 'ProcedureRequest', id: 'd', status: 'draft', code: {} },
        { resourceType: 'MedicationOrder', id: 'e', medicationCodeableConcept: 'x' },
        { resourceType: 'DiagnosticOrder', id: 'g', item: [{ code: 'x' }] },
      ],
    ],
  ])('%s: orders %s are no reason to fail', async (_id, _, orders) => {
    const answer = await post(withContext('order-sign', { draftOrders: bundle(orders) }), 'order-sign');
    expect([answer.status, Array.isArray(answer.body.cards)]).toEqual([200, true]);
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

  test('R-112: a client may be held to some services', async () => {
    const at = open({ services: ['leg-symptoms-order-sign'] });
    const answer = await post(request(), 'patient-view', at);
    expect([answer.status, issues(answer)[0]?.code]).toEqual([403, 'forbidden']);
    expect((await post(request('order-sign'), 'order-sign', at)).status).toBe(200);
  });

  test('T135: resources of older FHIR in prefetch are not read, and that is no reason to fail', async () => {
    const lr = { system: 'https://radix-cds.org/fhir/CodeSystem/lr-finding', code: 'saddle-sensory-change' };
    const old = {
      resourceType: 'Observation',
      id: 'o',
      status: 'final',
      code: { coding: 'x' },
      subject: { reference: 'Patient/p1' },
      valueQuantity: 'x',
      component: {},
    };
    const older = { ...old, id: 'o2', code: { coding: lr }, valueBoolean: 'true' };
    const answer = await post({
      ...request(),
      prefetch: prefetch({ observations: bundle([old, older]), patient: { ...patient, animal: {} } }),
    });
    expect(answer.status).toBe(200);
    expect(answer.body.cards.map(({ indicator }: { indicator: string }) => indicator)).not.toContain(
      'critical',
    );
  });
});
