/**
 * What every audit log does, whatever it is kept in. Each test has a client and patients of its own, so the
 * suite may run against a shared table.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { AuditLog } from '../../functions/audit/audit-log.ts';
import { newChain } from '../../functions/audit/chain.ts';
import { suggestionId } from '../../functions/audit/index.ts';
import { tableAuditLog } from '../../functions/audit/store/table-audit-log.ts';
import type { AuditTable } from '../../functions/audit/table.ts';
import {
  aCall,
  accepted,
  aRefusal,
  type Call,
  cardOf,
  feedbackFrom,
  overridden,
  pseudonyms,
  startOfDay,
  uuid,
} from './support/records.ts';

/** @param v of the calls: 1 as they were before cards had uuids of their own */
export const auditLogContract = (name: string, open: () => Promise<AuditTable>, v: 1 | 2 = 2) =>
  describe(`audit log in ${name}`, () => {
    const inIt = async () => {
      const client = `client-${randomUUID().slice(0, 8)}`;
      const spilled: string[] = [];
      const table = await open();
      const logOfProcess = (chain: string = randomUUID()): AuditLog =>
        tableAuditLog({
          table,
          pseudonyms,
          seal: async () => 'sealed',
          chain: newChain(chain),
          spill: (line) => spilled.push(line),
          now: () => startOfDay + 3_600_000,
          limits: { write: 5_000, overrides: 5_000 },
        });
      const patientId = randomUUID();
      const call = (n: number, more: Partial<Call> = {}) => aCall({ n, client, patientId, v, ...more });
      return { client, spilled, table, log: logOfProcess(), logOfProcess, call, patientId };
    };

    test('a call is written once, and read back as it was', async () => {
      const { client, log, call } = await inIt();
      const record = await call(1);
      expect(await log.append(record)).toBe('written');
      const file = await log.file(client, record.callId);
      expect(file.call?.record).toEqual(record);
    });

    test('the same call again is kept beside the first, in another process too', async () => {
      const { client, log, logOfProcess, call } = await inIt();
      const record = await call(1);
      await log.append(record);
      expect(await log.append(record)).toBe('already-written');
      expect(await logOfProcess().append(record)).toBe('already-written');
      const file = await log.file(client, record.callId);
      expect(file.repeats).toHaveLength(2);
    });

    test('of fifty deliveries at once one is the call', async () => {
      const { client, log, call } = await inIt();
      const record = await call(1);
      const appended = await Promise.all(Array.from({ length: 50 }, () => log.append(record)));
      expect(appended.filter((a) => a === 'written')).toHaveLength(1);
      expect((await log.file(client, record.callId)).repeats).toHaveLength(49);
    });

    test('feedback stands beside its call', async () => {
      const { client, log, call } = await inIt();
      const record = await call(1);
      await log.append(record);
      const card = cardOf(record, 1);
      const receipt = await log.appendFeedback(
        [accepted(card, suggestionId(card, 1), '2026-11-22T08:01:00.000Z')],
        feedbackFrom(client),
      );
      expect(receipt).toEqual({ stored: true, written: 1, repeated: 0, unmatched: 0 });
      const { feedback } = await log.file(client, record.callId);
      expect(
        feedback.map(({ record: { matched, rules, accepted: taken } }) => ({ matched, rules, taken })),
      ).toEqual([
        {
          matched: 'card',
          rules: [{ id: 'REC-03', version: '1' }],
          taken: [{ id: suggestionId(card, 1), known: true }],
        },
      ]);
    });

    test('feedback for a card that is not on record (yet) is stored all the same', async () => {
      const { client, log, call } = await inIt();
      const record = await call(1);
      const early = [overridden(cardOf(record, 1), 'already-done', '2026-11-22T08:01:00.000Z')];
      const receipt = await log.appendFeedback(early, feedbackFrom(client));
      expect(receipt).toMatchObject({ stored: true, written: 1, unmatched: 1 });
      await log.append(record);
      const file = await log.file(client, record.callId);
      expect([file.call?.record.kind, file.feedback.length]).toEqual(['call', 1]);
    });

    test('any card id that an EHR echoes is stored, and only its digest', async () => {
      const { client, log } = await inIt();
      const receipt = await log.appendFeedback(
        [overridden('Card of Jane Doe', 'already-done', '2026-11-22T08:01:00.000Z')],
        feedbackFrom(client),
      );
      const { items } = await log.byService(client, '~feedback', day);
      const file = await log.file(client, items[0]?.callId ?? '');
      expect(receipt.written).toBe(1);
      expect(JSON.stringify(file)).not.toContain('Jane');
    });

    test('the same feedback five times, in one batch and at once, is stored once', async () => {
      const { client, log, call } = await inIt();
      const record = await call(1);
      await log.append(record);
      const same = overridden(cardOf(record, 1), 'already-done', '2026-11-22T08:01:00.000Z');
      await log.appendFeedback([same, same, same], feedbackFrom(client));
      await Promise.all([1, 2].map(() => log.appendFeedback([same], feedbackFrom(client))));
      expect((await log.file(client, record.callId)).feedback).toHaveLength(1);
    });

    test('contradictory feedback is kept, all of it', async () => {
      const { client, log, call } = await inIt();
      const record = await call(1);
      await log.append(record);
      const card = cardOf(record, 1);
      await log.appendFeedback(
        [
          accepted(card, suggestionId(card, 1), '2026-11-22T08:05:00.000Z'),
          overridden(card, 'already-done', '2026-11-22T08:01:00.000Z'),
        ],
        feedbackFrom(client),
      );
      expect((await log.file(client, record.callId)).feedback).toHaveLength(2);
    });

    test('one client cannot see or answer the calls of another', async () => {
      const { log, call } = await inIt();
      const record = await call(1);
      await log.append(record);
      const stranger = feedbackFrom(`stranger-${randomUUID()}`);
      const answer = overridden(cardOf(record, 1), 'already-done', '2026-11-22T08:01:00.000Z');
      expect(await log.appendFeedback([answer], stranger)).toMatchObject({ unmatched: 1 });
      expect((await log.file(record.client.id, record.callId)).feedback).toEqual([]);
      expect((await log.file(stranger.client.id, record.callId)).call).toBeUndefined();
    });

    describe('overrides (D19)', () => {
      const afterOverride = async (code: string, at: string, n = 1) => {
        const it = await inIt();
        const record = await it.call(1);
        await it.log.append(record);
        await it.log.appendFeedback([overridden(cardOf(record, n), code, at)], feedbackFrom(it.client));
        const { patient, user } = record;
        const overrides = () => it.log.overrides({ client: it.client, patient, user });
        return { ...it, record, overrides };
      };

      test.each([
        ['known-baseline', '2027-02-20T08:01:00.000Z'],
        ['not-applicable', '2027-02-20T08:01:00.000Z'],
        ['clinical-judgement', '2026-11-23T08:01:00.000Z'],
        ['a reason of the site', '2026-11-23T08:01:00.000Z'],
      ])(
        'after %j the same recommendation on the same evidence is withheld until %s',
        async (code, until) => {
          const { overrides } = await afterOverride(code, '2026-11-22T08:01:00.000Z');
          expect((await overrides()).find('REC-03', ['saddle-sensory-change'])).toMatchObject({ until });
        },
      );

      test.each([
        ['new evidence', 'REC-03', ['saddle-sensory-change', 'urinary-retention']],
        ['another recommendation', 'REC-04', ['saddle-sensory-change']],
        ['a recommendation of another card', 'REC-11', ['L5']],
      ])('%s is not withheld', async (_, rule, evidence) => {
        const { overrides } = await afterOverride('known-baseline', '2026-11-22T08:01:00.000Z');
        expect((await overrides()).find(rule, evidence)).toBeUndefined();
      });

      test('all recommendations of an overridden card are withheld', async () => {
        const { overrides } = await afterOverride('known-baseline', '2026-11-22T08:01:00.000Z', 2);
        const found = await overrides();
        expect([found.find('REC-11', ['L5']), found.find('REC-12', ['L5'])]).not.toContain(undefined);
      });

      test('an override ends with its time', async () => {
        const { overrides } = await afterOverride('already-done', '2026-11-21T08:01:00.000Z');
        expect((await overrides()).find('REC-03', ['saddle-sensory-change'])).toBeUndefined();
      });

      test('the latest decision holds, in whatever order they arrive', async () => {
        const { log, record, client, overrides } = await afterOverride(
          'known-baseline',
          '2026-11-22T08:01:00.000Z',
        );
        const card = cardOf(record, 1);
        const later = accepted(card, suggestionId(card, 1), '2026-11-22T08:02:00.000Z');
        const earlier = overridden(card, 'known-baseline', '2026-11-22T08:00:30.000Z');
        await log.appendFeedback([later], feedbackFrom(client));
        await log.appendFeedback([earlier], feedbackFrom(client));
        expect((await overrides()).find('REC-03', ['saddle-sensory-change'])).toBeUndefined();
      });

      test('another clinician of the same patient still sees it', async () => {
        const { log, record, client } = await afterOverride('known-baseline', '2026-11-22T08:01:00.000Z');
        const user = (await pseudonyms.of(client)).pseudonym('user', 'Practitioner/10');
        const found = await log.overrides({ client, patient: record.patient, user });
        expect([found.known, found.find('REC-03', ['saddle-sensory-change'])]).toEqual([true, undefined]);
      });
    });

    describe('questions', () => {
      const withTen = async (more: (n: number) => Partial<Call> = () => ({})) => {
        const it = await inIt();
        const records = await Promise.all(Array.from({ length: 10 }, (_, n) => it.call(n, more(n))));
        for (const record of records) await it.log.append(record);
        return { ...it, records, ids: records.map(({ callId }) => callId) };
      };
      const idsOf = ({ items }: { items: readonly { callId: string }[] }) =>
        items.map(({ callId }) => callId);

      test('by patient: all calls in order of time', async () => {
        const { log, records, ids } = await withTen();
        expect(idsOf(await log.byPatient(records[0]!.patient))).toEqual(ids);
      });

      test('by patient, newest first, a page at a time, without a gap', async () => {
        const { log, records, ids } = await withTen();
        const pages: string[] = [];
        let after: string | undefined;
        do {
          const found = await log.byPatient(records[0]!.patient, {
            limit: 4,
            newestFirst: true,
            ...(after !== undefined && { after }),
          });
          pages.push(...idsOf(found));
          after = found.next;
        } while (after !== undefined);
        expect(pages).toEqual([...ids].reverse());
      });

      test('by user', async () => {
        const { log, client, records, ids } = await withTen((n) => ({ userId: `Practitioner/${n % 2}` }));
        const found = await log.byUser(client, records[1]!.user);
        expect(idsOf(found)).toEqual(ids.filter((_, n) => n % 2 === 1));
      });

      test('by hookInstance: two services share one', async () => {
        const { log, client, call } = await inIt();
        const hookInstance = uuid(7, 7);
        const both = [
          await call(1, { hookInstance }),
          await call(2, { hookInstance, service: 'leg-symptoms-order-sign' }),
        ];
        for (const record of both) await log.append(record);
        expect(idsOf(await log.byHookInstance(client, hookInstance))).toEqual(
          both.map(({ callId }) => callId),
        );
      });

      test('by service and time, over the turn of an hour', async () => {
        const minutes = (n: number) => new Date(startOfDay + n * 20 * 60_000).toISOString();
        const { log, client, ids } = await withTen((n) => ({ at: minutes(n) }));
        const found = await log.byService(client, 'leg-symptoms-patient-view', {
          from: minutes(2),
          to: minutes(8),
        });
        expect(idsOf(found)).toEqual(ids.slice(2, 8));
      });

      test('by service, a page at a time, either way', async () => {
        const minutes = (n: number) => new Date(startOfDay + n * 20 * 60_000).toISOString();
        const { log, client, ids } = await withTen((n) => ({ at: minutes(n) }));
        const pages = async (newestFirst: boolean) => {
          const found: string[] = [];
          let after: string | undefined;
          do {
            const range = { ...day, limit: 3, newestFirst, ...(after !== undefined && { after }) };
            const page = await log.byService(client, 'leg-symptoms-patient-view', range);
            found.push(...idsOf(page));
            after = page.next;
          } while (after !== undefined);
          return found;
        };
        expect([await pages(false), await pages(true)]).toEqual([ids, [...ids].reverse()]);
      });

      test('refusals have a list of their own, and count among the patient’s calls', async () => {
        const { log, client, patientId } = await inIt();
        const keys = await pseudonyms.of(client);
        const refusal = aRefusal(0, {
          callId: randomUUID(),
          client: { id: client },
          patient: keys.pseudonym('patient', patientId),
        });
        await log.append(refusal);
        const byKind = await log.byService(client, '~refusal', day);
        const byPatient = await log.byPatient(keys.pseudonym('patient', patientId));
        expect([idsOf(byKind), idsOf(byPatient)]).toEqual([[refusal.callId], [refusal.callId]]);
      });
    });

    test('nothing was spilled', async () => {
      const { spilled, log, call } = await inIt();
      await log.append(await call(1));
      expect(spilled).toEqual([]);
    });
  });

const day = { from: '2026-11-22T07:00:00.000Z', to: '2026-11-22T13:00:00.000Z' };
