/**
 * docs/conformance.md Security F: nothing of the chart or the keys in any byte that leaves the process, except the answer.
 * A canary is planted in every place that a caller, a token or a FHIR server can fill.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { safeError } from '../../functions/base/service-log.ts';
import { EgressFailure } from '../../functions/fhir/egress.ts';
import { type Answering, entry, httpAnswer, type Jar, jar, send, serviceUrl } from '../support/cds.ts';
import {
  bundle,
  fhir,
  hookNames,
  pathOf,
  patient,
  prefetch,
  request,
  serviceOf,
} from '../support/requests.ts';
import { bearer, signer, type TokenSigner } from '../support/tokens.ts';

let es384: TokenSigner;
beforeAll(async () => {
  es384 = await signer('ES384');
});

/** Every string of a value turned into a canary of its own, but for what must stay for the call to be understood. */
const keep =
  /^(resourceType|system|code|status|hook|hookInstance|reference|fhirServer|token_type|effectiveDateTime|birthDate|patientId|userId|encounterId|selections|subject|type|url)$/;
const planted = (value: unknown, key = '', found: string[] = []): { value: unknown; canaries: string[] } => {
  const walk = (one: unknown, name: string): unknown => {
    if (typeof one === 'string' && !keep.test(name) && !(name === 'id' && one === patient.id)) {
      const canary = `CANARY${found.length}x${name.replace(/\W/g, '')}`;
      found.push(canary);
      return `${canary} ${one}`;
    }
    if (Array.isArray(one)) return one.map((each) => walk(each, name));
    if (typeof one === 'object' && one !== null)
      return Object.fromEntries(Object.entries(one).map(([child, each]) => [child, walk(each, child)]));
    return one;
  };
  return { value: walk(value, key), canaries: found };
};

/** More text than any chart needs: in each of these a person could have been named. */
const talkative = (service: string) => {
  const said = 'text';
  const concept = {
    coding: [
      {
        system: 'https://radix-cds.org/fhir/CodeSystem/lr-finding',
        code: 'saddle-sensory-change',
        display: said,
        version: said,
      },
    ],
    text: said,
  };
  return prefetch(
    {
      patient: {
        ...patient,
        name: [{ family: said, given: [said] }],
        identifier: [{ value: said }],
        telecom: [{ value: said }],
        address: [{ line: [said], city: said }],
        text: { div: said },
        contact: [{ name: { text: said } }],
      },
      observations: bundle([
        {
          resourceType: 'Observation',
          id: said,
          status: 'final',
          code: concept,
          subject: { reference: 'Patient/p1', display: said, identifier: { value: said } },
          effectiveDateTime: '2026-11-22T09:00:00Z',
          valueBoolean: true,
          note: [{ text: said }],
          performer: [{ display: said }],
          identifier: [{ value: said }],
        },
        {
          resourceType: 'Observation',
          id: 'o2',
          status: 'final',
          code: { text: said },
          subject: { reference: 'Patient/p1' },
          valueString: said,
        },
      ]),
      conditions: bundle([
        {
          resourceType: 'Condition',
          id: said,
          code: { coding: [{ system: said, code: 'x', display: said }], text: said },
          subject: { reference: 'Patient/p1' },
          note: [{ text: said }],
          recorder: { display: said },
        },
      ]),
    },
    service,
  );
};

/** Everything that left or stayed, except the body of an answer that was given. */
const everything = async (at: Jar, answer: { status: number; text: string; headers: object }) =>
  JSON.stringify([
    at.logged,
    at.measured,
    await at.rows(),
    [...at.audit.table.items.values()],
    at.sent.map(({ url }) => url),
    answer.headers,
    answer.status === 200 ? '' : answer.text,
  ]);

const headersWith = (canary: string) => ({
  'user-agent': canary,
  referer: `https://ehr.test/${canary}`,
  cookie: `session=${canary}`,
  origin: `https://${canary.toLowerCase()}.test`,
  host: `${canary.toLowerCase()}.test`,
  'x-forwarded-for': canary,
  'x-request-id': `<${canary}>`,
  'x-amzn-trace-id': canary,
});

const answersWith =
  (canary: string): Answering =>
  (url) => {
    if (url.pathname.endsWith('/Condition')) return httpAnswer(500, canary, { 'x-canary': canary });
    if (url.pathname.endsWith('/Flag'))
      throw Object.assign(new EgressFailure('egress.connection', new Error(canary)), { config: canary });
    return bundle([
      {
        resourceType: url.pathname.split('/').at(-1),
        id: 'x',
        subject: { reference: 'Patient/p1', display: canary },
        code: { text: canary },
      },
    ]);
  };

describe('canaries on the way to cards', () => {
  test('R-070: the access token is kept nowhere and goes to its own server alone', async () => {
    const at = jar({ anonymous: true, answers: answersWith('x') });
    const answer = await send(at.handlers.invoke, {
      path: pathOf('patient-view'),
      body: {
        ...request(),
        ...fhir({ access_token: 'CANARYtoken' }),
        prefetch: prefetch({ flags: undefined }),
      },
    });
    expect(at.sent.map(({ headers }) => headers['authorization'])).toContain('Bearer CANARYtoken');
    for (const { url } of at.sent) expect(url).toMatch(/^https:\/\/fhir\.test\/r4\//);
    expect(answer.text + (await everything(at, answer))).not.toContain('CANARYtoken');
  });

  test.each(hookNames)('T146: %s', async (hook) => {
    const service = serviceOf[hook];
    const { value, canaries } = planted({
      prefetch: talkative(service),
      extension: { 'com.example': 'x' },
      foo: 'x',
    });
    const at = jar({
      clients: [entry({ jku: undefined, jwks: { keys: [es384.publicJwk] } })],
      answers: answersWith('CANARYfhir'),
    });
    const body = {
      ...request(hook),
      ...(value as object),
      ...fhir({ access_token: 'CANARYtoken', scope: 'user/*.read CANARYscope' }),
      prefetch: {
        ...(value as { prefetch: object }).prefetch,
        questionnaires: undefined,
        devices: undefined,
      },
    };
    const headers = await bearer(es384, {
      claims: { aud: serviceUrl(service), sub: 'CANARYsub', tenant: 'CANARYtenant', name: 'CANARYname' },
      header: { jku: undefined },
    });
    const answer = await send(at.handlers.invoke, {
      path: pathOf(hook),
      body,
      headers: { ...headersWith('CANARYheader'), ...headers },
    });
    expect(answer.status).toBe(200);
    expect(at.sent.length).toBeGreaterThan(0);
    expect(canaries.length).toBeGreaterThan(20);
    const outside = await everything(at, answer);
    expect(outside).not.toContain('CANARY');
    expect(outside).not.toContain(headers.authorization.slice(7, 60));
    expect(outside).not.toMatch(/canaryheader/i);
    // the row itself names nobody
    expect(JSON.stringify((await at.rows())[0])).not.toMatch(/p1\b|e-Q|1970/);
  });
});

describe('canaries on the way to a refusal', () => {
  const token = {
    fhirServer: 'https://fhir.test/r4',
    fhirAuthorization: {
      access_token: 'CANARYtoken',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'CANARYscope',
      subject: 'radix-cds',
    },
  };
  const ways: [string, number, object | string, Record<string, string>][] = [
    ['no JSON', 400, '{"name":"CANARY"', {}],
    ['a wrong hook', 400, { ...request(), hook: 'CANARY' }, {}],
    ['a wrong instance', 400, { ...request(), hookInstance: 'CANARY' }, {}],
    ['wrong ids', 400, { ...request(), context: { userId: 'CANARY', patientId: 'CANARY/CANARY' } }, {}],
    ['a wrong server', 400, { ...request(), ...token, fhirServer: 'https://CANARY.test/?CANARY' }, {}],
    [
      'a wrong token',
      400,
      { ...request(), ...token, fhirAuthorization: { ...token.fhirAuthorization, expires_in: 'CANARY' } },
      {},
    ],
    ['a hostile key', 400, '{"__proto__":"CANARY"}', {}],
    [
      'data of another patient',
      400,
      { ...request(), prefetch: prefetch({ patient: { ...patient, id: 'CANARY' } }) },
      {},
    ],
    [
      'missing data',
      412,
      {
        ...request(),
        ...token,
        prefetch: { patient: { resourceType: 'Patient', id: 'p1', name: 'CANARY' } },
      },
      {},
    ],
    ['another type', 415, 'CANARY', { 'content-type': 'text/CANARY' }],
    ['too much', 413, 'CANARY'.repeat(900_000), {}],
  ];
  test.each(ways)('T147: %s', async (_, status, body, headers) => {
    const at = jar({ anonymous: true, answers: answersWith('CANARY') });
    const answer = await send(at.handlers.invoke, {
      path: pathOf('patient-view'),
      body,
      headers: { ...headersWith('CANARYheader'), ...headers },
    });
    expect(answer.status).toBe(status);
    expect(await everything(at, answer)).not.toMatch(/CANARY/i);
  });

  test('T147: a token that is refused', async () => {
    const at = jar();
    const headers = await bearer(es384, {
      claims: { iss: 'https://CANARY.test', jti: 'CANARY', aud: 'CANARY' },
      header: { kid: 'CANARY' },
    });
    for (const authorization of [
      headers.authorization,
      'Bearer CANARY',
      'CANARY',
      'Bearer CANARY.CANARY.CANARY',
    ]) {
      const answer = await send(at.handlers.invoke, {
        path: pathOf('patient-view'),
        headers: { authorization },
        body: { CANARY: 1 },
      });
      expect(answer.status).toBe(401);
      expect(await everything(at, answer)).not.toMatch(/CANARY/);
    }
  });

  test('T147: a path of nobody', async () => {
    const at = jar();
    const answer = await send(at.handlers.invoke, {
      path: '/cds-services/CANARY',
      method: 'CANARY',
      body: {},
    });
    expect(await everything(at, answer)).not.toContain('CANARY');
  });
});

describe('one line a request', () => {
  test('R-225: ids, names of closed lists and numbers, in one line of JSON', async () => {
    const at = jar({ anonymous: true });
    await send(at.handlers.invoke, { path: pathOf('patient-view'), body: request() });
    expect(at.logged).toHaveLength(1);
    const [line] = at.logged;
    expect(line).toMatchObject({
      handler: 'invoke',
      service: 'leg-symptoms-patient-view',
      hook: 'patient-view',
      status: 200,
      client: 'anonymous',
      urgency: 'emergent',
      rules: expect.arrayContaining(['REC-03']),
      data: expect.objectContaining({ observations: 'prefetch' }),
    });
    expect(JSON.stringify(line)).not.toContain('\n');
  });

  test.each(['a\r\nb', '\u001b[31m', '\u2028', '"}{'])(
    'T152: %j in headers, path and ids forges no line',
    async (odd) => {
      const at = jar({ anonymous: true, clients: [entry({ lenientHookInstance: true })] });
      await send(at.handlers.invoke, {
        path: `/cds-services/${odd}`,
        method: odd,
        headers: { 'user-agent': odd, 'x-request-id': odd },
        body: { ...request(), hookInstance: odd },
      });
      expect(at.logged).toHaveLength(1);
      const text = JSON.stringify(at.logged[0]);
      expect(text).not.toContain(odd);
      expect(text.split('\n')).toHaveLength(1);
    },
  );

  test('T152: an instance that is no UUID may be a name: it is not in the service log', async () => {
    const at = jar({ anonymous: true, clients: [entry({ lenientHookInstance: true })] });
    const hookInstance = 'Jane.Doe.1970-02-03';
    const { status } = await send(at.handlers.invoke, {
      path: pathOf('patient-view'),
      body: { ...request(), hookInstance },
    });
    expect(status).toBe(200);
    expect(JSON.stringify([at.logged, at.measured, await at.rows()])).not.toContain('Jane');
  });

  test('T151: measurements have closed dimensions', async () => {
    const at = jar({ anonymous: true });
    await send(at.handlers.invoke, { path: pathOf('patient-view'), body: request() });
    await send(at.handlers.invoke, { path: pathOf('patient-view'), body: { ...request(), prefetch: {} } });
    const text = JSON.stringify(at.measured);
    expect(at.measured.map(({ of }) => of)).toEqual(['card', 'answer', 'answer', 'refusal', 'hole']);
    expect(text).not.toMatch(/p1|e-Q|d1577c69/);
  });
});

describe('what may be told of an error', () => {
  const hostile: [string, () => unknown][] = [
    ['a URL', () => new URL('https://CANARY:CANARY@[x')],
    ['a header', () => new Headers({ authorization: 'Bearer CANARY\r\n' })],
    ['JSON', () => JSON.parse('{"CANARY')],
    [
      'a getter',
      () => {
        throw Object.defineProperty(new Error('CANARY'), 'code', {
          get: () => {
            throw new Error('CANARY');
          },
        });
      },
    ],
    [
      'properties',
      () => {
        throw Object.assign(new Error('CANARY'), {
          payload: 'CANARY',
          config: { url: 'CANARY' },
          name: 'CANARY name',
          code: 'CANARY code',
        });
      },
    ],
    [
      'a stack',
      () => {
        throw Object.assign(new Error('x'), {
          stack: 'CANARY\n    at CANARY name (CANARY)\n    at f (/a/b.ts:1:2)',
        });
      },
    ],
    [
      'text',
      () => {
        throw 'CANARY';
      },
    ],
    [
      'an object',
      () => {
        throw { toString: () => 'CANARY', toJSON: () => 'CANARY' };
      },
    ],
    [
      'a proxy',
      () => {
        throw new Proxy(
          {},
          {
            get: () => {
              throw new Error('CANARY');
            },
            getPrototypeOf: () => null,
          },
        );
      },
    ],
  ];
  test.each(hostile)('T154: thrown by %s', (_, run) => {
    let thrown: unknown;
    try {
      run();
    } catch (error) {
      thrown = error;
    }
    expect(JSON.stringify(safeError(thrown))).not.toContain('CANARY');
  });

  test('a name, a code and where it was', () => {
    const error = Object.assign(new TypeError('x'), { code: 'ERR_X' });
    expect(safeError(error)).toMatchObject({
      name: 'TypeError',
      code: 'ERR_X',
      at: expect.arrayContaining([expect.stringContaining('f-logs.test.ts')]),
    });
  });
});
