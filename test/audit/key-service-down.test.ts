/** The key service does not answer: cards go out, rows are kept, and what is missing in them is said. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Pseudonymiser, sealPeopleOnce } from '../../functions/audit/index.ts';
import { lateSeal, outlastingPseudonyms, sealInTime } from '../../functions/audit/keys/outlast.ts';
import type { CallRecord } from '../../functions/audit/record.ts';
import { type Jar, jar, type Reply, send } from '../support/cds.ts';
import { bundle, finding, hookInstance, prefetch } from '../support/requests.ts';

interface KeyService {
  up: boolean;
  asked: number;
}

/** A service whose keys come from a key service that can be switched off. */
const service = (state: KeyService): Jar =>
  jar({
    anonymous: true,
    change: ({ pseudonyms, clock }) => {
      const answer = async (): Promise<void> => {
        state.asked += 1;
        if (state.up) return;
        throw new Error('the key service is down');
      };
      const known = new Map<string, ReturnType<Pseudonymiser['of']>>();
      const lasting: Pseudonymiser = {
        of: (client) => {
          const found = known.get(client) ?? answer().then(() => pseudonyms.of(client));
          known.set(client, found);
          found.catch(() => known.delete(client));
          return found;
        },
      };
      const seal = lateSeal(async () => {
        await answer();
        throw new Error('not reached while the key service is down');
      });
      return {
        pseudonyms: outlastingPseudonyms(lasting, clock.now),
        sealPeople: state.up ? async () => 'sealed' : sealInTime(sealPeopleOnce(seal), clock.now),
      };
    },
  });

const weak = finding('mrc-ankle-dorsiflexion', { valueBoolean: undefined, valueInteger: 4 });

const call = async (at: Jar): Promise<Reply> =>
  send(at.handlers.invoke, {
    path: '/cds-services/leg-symptoms-patient-view',
    body: {
      hook: 'patient-view',
      hookInstance,
      context: { patientId: 'p1', userId: 'Practitioner/9', encounterId: 'e1' },
      prefetch: prefetch({ observations: bundle([weak]) }),
    },
  });

const callRows = async (at: Jar): Promise<CallRecord[]> =>
  (await at.rows()).flatMap((row) => (row.kind === 'call' ? row : []));

describe('a key service that is down', () => {
  test('costs no card, and the row says what it lacks', async () => {
    const at = service({ up: false, asked: 0 });
    const { status, body } = await call(at);
    expect([status, body.cards.length]).toEqual([200, 1]);
    const [row] = await callRows(at);
    expect(row).toMatchObject({
      patient: expect.stringMatching(/^p\.interim\./),
      flags: expect.arrayContaining(['pseudonyms.interim', 'people.not-sealed']),
    });
    expect(row).not.toHaveProperty('sealed');
    expect(JSON.stringify(row)).not.toMatch(/"p1"|Practitioner\/9"/);
  });

  test('is waited for by one call in five seconds', async () => {
    const state = { up: false, asked: 0 };
    const at = service(state);
    for (let n = 0; n < 5; n++) await call(at);
    const asked = state.asked;
    at.clock.advance(5_001);
    await call(at);
    expect([asked, state.asked]).toEqual([2, 4]);
  });

  test('withholds nothing, as no override is known under such a name', async () => {
    const at = service({ up: false, asked: 0 });
    const first = (await call(at)).body.cards[0];
    const feedback = {
      card: first.uuid,
      outcome: 'overridden',
      overrideReason: { reason: { code: 'known-baseline' } },
      outcomeTimestamp: new Date(at.clock.now()).toISOString(),
    };
    const path = '/cds-services/leg-symptoms-patient-view/feedback';
    expect((await send(at.handlers.feedback, { path, body: { feedback: [feedback] } })).status).toBe(200);
    const again = await call(at);
    expect(again.body.cards.map(({ summary }: { summary: string }) => summary)).toContain(first.summary);
  });

  test('that comes back names people as before', async () => {
    const state = { up: false, asked: 0 };
    const at = service(state);
    await call(at);
    state.up = true;
    at.clock.advance(5_001);
    await call(at);
    const rows = await callRows(at);
    expect(rows.map(({ patient }) => patient.split('.')[1])).toEqual(['interim', 'test']);
    expect(rows[1]?.flags).not.toContain('pseudonyms.interim');
  });

  test('is not asked again for a client whose keys are in memory', async () => {
    const state = { up: true, asked: 0 };
    const at = service(state);
    await call(at);
    state.up = false;
    await call(at);
    expect((await callRows(at)).map(({ patient }) => patient.split('.')[1])).toEqual(['test', 'test']);
    expect(state.asked).toBe(1);
  });
});

describe('a key service that never answers', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each<[string, () => Promise<unknown>, unknown]>([
    [
      'keys for names',
      async () => {
        const lasting = { of: () => new Promise<never>(() => undefined) };
        return (await outlastingPseudonyms(lasting, () => 0).of('a')).isInterim;
      },
      true,
    ],
    [
      'the key to seal with',
      async () => {
        const keys = { digest: () => 'd.k1.x' };
        return sealInTime(
          () => new Promise<never>(() => undefined),
          () => 0,
        )(keys, { patientId: 'p1' });
      },
      undefined,
    ],
  ])('is waited for a quarter of a second, for %s', async (_, ask, outcome) => {
    vi.useFakeTimers();
    let over = false;
    const asked = ask().finally(() => {
      over = true;
    });
    await vi.advanceTimersByTimeAsync(249);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await asked).toBe(outcome);
  });
});
