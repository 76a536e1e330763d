/** docs/conformance.md Security I: too much at once, from everybody or from one client. */
import { beforeAll, describe, expect, test } from 'vitest';
import { memoryRates, type RateStore, rateLimit } from '../../functions/client/rate.ts';
import { entry, type Jar, jar, type Reply, send, serviceUrl, testClock } from '../support/cds.ts';
import { pathOf, request, serviceOf } from '../support/requests.ts';
import { bearer, signer, type TokenSigner } from '../support/tokens.ts';

let keys: Record<string, TokenSigner>;
beforeAll(async () => {
  keys = { busy: await signer('ES384', 'busy'), calm: await signer('ES384', 'calm') };
});

const client = (id: string, over: object = {}) =>
  entry({
    id,
    iss: `https://${id}.test`,
    jku: undefined,
    jwks: { keys: [keys[id]?.publicJwk] },
    replay: 'allow',
    ...over,
  });

describe('overload', () => {
  test('T189: beyond 250 at once the rest is told so at once, and what was taken on is answered', async () => {
    let open = Promise.withResolvers<void>();
    const at = jar({
      anonymous: true,
      change: (world) => ({
        gather: async (...of) => {
          await open.promise;
          return world.gather(...of);
        },
      }),
    });
    const ask = () => send(at.handlers.invoke, { path: pathOf('patient-view'), body: request() });
    const calls = Array.from({ length: 300 }, ask);
    const shed = await Promise.all(calls.slice(250));
    for (const answer of shed) {
      expect([answer.status, answer.body.issue[0].code, answer.headers['retry-after']]).toEqual([
        503,
        'throttled',
        '1',
      ]);
    }
    open.resolve();
    const served = await Promise.all(calls.slice(0, 250));
    expect(new Set(served.map(({ status }) => status))).toEqual(new Set([200]));
    open = Promise.withResolvers();
    open.resolve();
    expect((await ask()).status).toBe(200);
    const refusals = (await at.rows()).filter((row) => row.kind === 'refusal');
    expect(refusals.reduce((sum, { more = 0 }) => sum + 1 + more, 0)).toBeGreaterThan(0);
  });

  test('T190: a client beyond its limit waits; another does not notice', async () => {
    const at = jar({
      clients: [client('busy', { callsPerSecond: 5 }), client('calm', { callsPerSecond: 5 })],
    });
    const headers = async (id: string) =>
      bearer(keys[id] as TokenSigner, {
        claims: { iss: `https://${id}.test`, aud: serviceUrl(serviceOf['patient-view']) },
        header: { jku: undefined },
      });
    const [busy, calm] = [await headers('busy'), await headers('calm')];
    const ask = (of: Record<string, string>) =>
      send(at.handlers.invoke, { path: pathOf('patient-view'), headers: of, body: request() });
    const answers: Reply[] = [];
    for (let i = 0; i < 50; i++) answers.push(await ask(busy));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const last = answers.at(-1);
    expect([last?.status, last?.headers['retry-after'], last?.body.issue[0].code]).toEqual([
      429,
      '1',
      'throttled',
    ]);
    expect((await ask(calm)).status).toBe(200);
    expect(at.logged.at(-2)).toMatchObject({ client: 'busy', reason: 'client.throttled' });
    at.clock.advance(1_000);
    expect((await ask(busy)).status).toBe(200);
  });

  describe('T190: of two processes that share a store', () => {
    const authorized = () =>
      bearer(keys['busy'] as TokenSigner, {
        claims: { iss: 'https://busy.test', aud: serviceUrl(serviceOf['patient-view']) },
        header: { jku: undefined },
      });

    /** How many calls the two answer in each second, of eight each that come. */
    const answered = async (seconds: number, store: RateStore) => {
      const clock = testClock();
      const clients = [client('busy', { callsPerSecond: 5 })];
      const [one, other] = ['one', 'other'].map((process) =>
        jar({ clients, clock, change: () => ({ rate: rateLimit(clock, { store, process }) }) }),
      ) as [Jar, Jar];
      const each: number[] = [];
      for (let second = 0; second < seconds; second++) {
        const headers = await authorized();
        const ask = ({ handlers }: Jar) =>
          send(handlers.invoke, { path: pathOf('patient-view'), headers, body: request() });
        const replies = await Promise.all(Array.from({ length: 16 }, (_, n) => ask(n % 2 ? one : other)));
        each.push(replies.filter(({ status }) => status === 200).length);
        clock.advance(1_000);
      }
      return each;
    };

    test('a client gets what it is allowed, once each has told the other', async () => {
      const each = await answered(18, memoryRates());
      const settled = each.slice(10);
      expect(settled.reduce((sum, passed) => sum + passed, 0) / settled.length).toBeLessThanOrEqual(5.5);
      expect(Math.min(...settled)).toBeGreaterThan(2);
    });

    test('each keeps to the limit by itself while the store is away', async () => {
      const away = async () => {
        throw new Error('the table does not answer');
      };
      const each = await answered(9, { tell: away, told: away });
      expect(each.slice(5)).toEqual(Array(4).fill(10));
    });
  });

  test('T190: five a second, in bursts of ten', () => {
    const clock = testClock();
    const rate = rateLimit(clock);
    const passed = () =>
      Array.from({ length: 100 }, () => rate.wait('a', 5)).filter((wait) => wait === 0).length;
    expect(passed()).toBe(10);
    clock.advance(1_000);
    expect(passed()).toBe(5);
    clock.advance(60_000);
    expect(passed()).toBe(10);
    expect(rate.wait('b', 5)).toBe(0);
  });

  test('T174: a clock that goes back makes nothing negative', async () => {
    const clock = testClock();
    const at = jar({
      anonymous: true,
      clock,
      change: (world) => ({
        gather: (...of) => {
          clock.advance(-600_000);
          return world.gather(...of);
        },
      }),
    });
    const { status } = await send(at.handlers.invoke, { path: pathOf('patient-view'), body: request() });
    expect(status).toBe(200);
    expect(at.logged.at(-1)).toMatchObject({ ms: 0 });
    expect((await at.rows())[0]).toMatchObject({ ms: 0 });
  });
});
