/** What the app reports of itself: by the token of a card alone, once a step, joined into a funnel without a name. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filesIn } from '../../functions/audit/inquiry/inquiry.ts';
import { learn } from '../../functions/audit/inquiry/learn.ts';
import type { Funnel } from '../../functions/audit/inquiry/lessons.ts';
import { services } from '../../functions/cds-hooks/services.ts';
import type { Any } from '../support/any.ts';
import { entry, type Jar, jar, type Reply, send } from '../support/cds.ts';
import { bundle, finding, pathOf, prefetch, request } from '../support/requests.ts';
import { bearer, signer, type TokenSigner } from '../support/tokens.ts';
import { uuid } from './support/records.ts';

const minute = 60_000;
const hour = 60 * minute;
const launchUrl = 'https://app.ehr.test/radix/launch';

let ehr: TokenSigner;
beforeAll(async () => {
  ehr = await signer();
});

const hospital = (over: object = {}): Jar =>
  jar({
    clients: [entry({ jku: undefined, jwks: { keys: [ehr.publicJwk] }, smart: { launchUrl }, ...over })],
  });

/** A hook call of a registered client. @returns the contexts of its links to the app */
const call = async (at: Jar, hookInstance = uuid(0)): Promise<Any[]> => {
  const body = request('patient-view', {
    hookInstance,
    prefetch: prefetch({ observations: bundle([finding('saddle-sensory-change')]) }),
  });
  const headers = await bearer(ehr, { at: at.clock.now() });
  const { body: answer } = await send(at.handlers.invoke, { path: pathOf('patient-view'), headers, body });
  return answer.cards.flatMap(({ links = [] }: Any) =>
    links.flatMap(({ appContext }: Any) => (appContext ? [JSON.parse(appContext)] : [])),
  );
};

const tokenOf = async (at: Jar): Promise<string> => (await call(at))[0].report;

const report = (at: Jar, token: string | undefined, body: unknown = { step: 'opened' }): Promise<Reply> =>
  send(at.handlers.feedback, {
    path: '/app/steps',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body,
  });

const steps = async (at: Jar) => (await at.rows()).filter(({ kind }) => kind === 'app-step') as Any[];

describe('a step of the app', () => {
  test('is kept with the token of a card: the call, the client, the step, and nobody', async () => {
    const at = hospital();
    const [{ call: callId, report: token }] = await call(at);
    const { status, text } = await report(at, token);
    expect([status, text]).toEqual([204, '']);
    expect(await steps(at)).toEqual([
      {
        v: 2,
        kind: 'app-step',
        callId,
        client: { id: 'st-elsewhere' },
        at: '2026-11-22T15:00:00.000Z',
        requestId: 'gateway-id',
        release: 'test',
        step: 'opened',
      },
    ]);
  });

  test('is kept once, however often it is sent', async () => {
    const at = hospital();
    const token = await tokenOf(at);
    const sent: number[] = [];
    for (let n = 0; n < 5; n++) sent.push((await report(at, token)).status);
    await report(at, token, { step: 'saved' });
    expect(sent).toEqual([204, 204, 204, 204, 204]);
    expect((await steps(at)).map(({ step }) => step)).toEqual(['opened', 'saved']);
    expect([...at.audit.table.items.keys()].filter((key) => key.includes('AGAIN#'))).toEqual([]);
  });

  test('is counted as a metric once', async () => {
    const at = hospital();
    const token = await tokenOf(at);
    await report(at, token);
    await report(at, token);
    expect(at.measured.filter(({ of }) => of === 'feedback')).toEqual([
      { of: 'feedback', outcome: 'app-opened' },
    ]);
  });

  test.each([
    ['no step', {}],
    ['a step that there is not', { step: 'closed' }],
    ['a step that is no text', { step: ['opened'] }],
  ])('%s is refused by name', async (_, body) => {
    const at = hospital();
    const { status, body: outcome } = await report(at, await tokenOf(at), body);
    expect([status, outcome.issue[0].expression]).toEqual([400, ['step']]);
    expect(await steps(at)).toEqual([]);
  });

  test('that the table does not take in time is answered 503', async () => {
    const at = hospital();
    const token = await tokenOf(at);
    const down = jar({
      clients: [entry({ jku: undefined, jwks: { keys: [ehr.publicJwk] }, smart: { launchUrl } })],
      change: ({ auditLog }) => ({
        auditLog: { ...auditLog, appendStep: async () => Promise.reject(new Error('down')) },
      }),
    });
    expect((await report(down, token)).status).toBe(503);
  });
});

describe('a token', () => {
  const changed = (part: number, to: (text: string) => string) => (token: string) =>
    token
      .split('.')
      .map((text, n) => (n === part ? to(text) : text))
      .join('.');

  test.each<[string, (token: string) => string | undefined]>([
    ['that is absent', () => undefined],
    ['of another shape', () => 'anything'],
    ['of another call', changed(0, (id) => `${id.slice(0, -4)}0000`)],
    ['of a card in place of a call', changed(0, (id) => `${id.slice(0, -2)}01`)],
    ['that was made to last', changed(1, (until) => String(Number(until) + 1))],
    [
      'with another digest',
      changed(4, (digest) => digest.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))),
    ],
    ['of another client', changed(5, () => 'st-nowhere')],
  ])('%s is answered 401 without a word, and nothing is kept', async (_, change) => {
    const at = hospital();
    const { status, body } = await report(at, change(await tokenOf(at)));
    expect([status, body]).toEqual([
      401,
      { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'login' }] },
    ]);
    expect(await steps(at)).toEqual([]);
  });

  test('of a client that nobody registered asks nothing of the key service', async () => {
    const at = hospital();
    const token = await tokenOf(at);
    const asked: string[] = [];
    const { of } = at.world.pseudonyms;
    const watched = jar({
      clients: [entry({ smart: { launchUrl } })],
      change: () => ({
        pseudonyms: {
          of: (client) => {
            asked.push(client);
            return of(client);
          },
        },
      }),
    });
    await report(watched, changed(5, () => 'st-nowhere')(token));
    expect(asked.filter((client) => client === 'st-nowhere')).toEqual([]);
  });

  test.each([
    ['a day after its call is good', 24 * hour, 204],
    ['two days after it is not', 48 * hour, 401],
  ])('%s', async (_, later, status) => {
    const at = hospital();
    const token = await tokenOf(at);
    at.clock.advance(later);
    expect((await report(at, token)).status).toBe(status);
  });

  test('of a client whose registration has the app no longer is not good', async () => {
    const token = await tokenOf(hospital());
    expect((await report(hospital({ smart: undefined }), token)).status).toBe(401);
  });

  test('is the same in a call that is sent again within the hour', async () => {
    const at = hospital();
    const first = await tokenOf(at);
    at.clock.advance(10 * minute);
    expect(await tokenOf(at)).toBe(first);
  });

  test.each([
    ['has no app', { smart: undefined }],
    ['hands no appContext on', { profile: { appContext: false } }],
  ])('is not given where a client %s, and its calls do not count as shown', async (_, over) => {
    const at = hospital(over);
    expect((await call(at)).filter(({ report: token }) => token !== undefined)).toEqual([]);
    expect((await at.rows()).filter((row) => row.kind === 'call' && row.appLinked)).toEqual([]);
  });
});

describe('the funnel', () => {
  const funnelOf = async (at: Jar): Promise<Funnel> => {
    const period = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-26T00:00:00.000Z' };
    const access = { log: at.audit, clients: async () => ['st-elsewhere'] };
    const files = filesIn(access, { services: services.map(({ id }) => id), ...period });
    return (await learn(files, period)).funnel;
  };

  /** What the clinician does, in order; `wait` is a day and more. */
  type Does = 'call' | 'open' | 'save' | 'wait';

  test.each<[string, readonly Does[], readonly number[]]>([
    ['a card that nobody followed', ['call'], [1, 0, 0, 0]],
    ['the app opened', ['call', 'open'], [1, 1, 0, 0]],
    ['findings saved and not asked again', ['call', 'open', 'save'], [1, 1, 1, 0]],
    ['findings saved and asked again', ['call', 'open', 'save', 'call'], [2, 1, 1, 1]],
    ['asked again on another day', ['call', 'open', 'save', 'wait', 'call'], [2, 1, 1, 0]],
    ['a saving whose opening was lost', ['call', 'save', 'call'], [2, 1, 1, 1]],
  ])('%s', async (_, acts, counts) => {
    const at = hospital();
    let token = '';
    let asked = 0;
    const does: Readonly<Record<Does, () => Promise<unknown> | undefined>> = {
      call: async () => {
        const contexts = await call(at, uuid(++asked));
        token ||= contexts[0].report;
      },
      open: () => report(at, token),
      save: () => report(at, token, { step: 'saved' }),
      wait: async () => at.clock.advance(25 * hour),
    };
    for (const act of acts) {
      await does[act]();
      at.clock.advance(minute);
    }
    expect(Object.values(await funnelOf(at))).toEqual(counts);
  });
});
