/** The audit log goes on while it is verified: nothing that is on record at the end is called missing. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { newChain } from '../../functions/audit/chain.ts';
import { memoryTable } from '../../functions/audit/store/memory-table.ts';
import { tableAuditLog } from '../../functions/audit/store/table-audit-log.ts';
import type { AuditTable, WholeTable } from '../../functions/audit/table.ts';
import { type Verification, verify } from '../../functions/audit/verify/verify.ts';
import { aCall, cardOf, feedbackFrom, overridden, pseudonyms, startOfDay } from './support/records.ts';
import { seededRandom } from './support/seeded-random.ts';

const client = 'st-elsewhere';

const turns = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i++) await turn();
};

/** Writes take some turns, and a reading goes through the partitions by name, as a scan does, a few a turn. */
const slowTable = (random: () => number): AuditTable & WholeTable => {
  const table = memoryTable();
  return {
    ...table,
    put: async (item) => {
      await turns(Math.floor(random() * 6));
      return table.put(item);
    },
    scan: async function* () {
      let passed = '';
      for (let n = 0; ; n++) {
        const [next] = [...table.items.values()]
          .map(({ pk }) => pk)
          .filter((pk) => pk > passed)
          .sort();
        if (next === undefined) return;
        passed = next;
        yield* await table.partition(next);
        if (n % 3 === 0) await turn();
      }
    },
  };
};

interface Live {
  readonly seed: number;
  /** Chain and place of a row to take out at the end of the first reading. */
  readonly without?: number;
}

/** Three processes answer calls and take feedback until the verification is done. */
const verified = async ({ seed, without }: Live): Promise<Verification> => {
  const random = seededRandom(seed);
  const table = slowTable(random);
  const gone = ({ body }: { readonly body: string }) =>
    without !== undefined && body.startsWith('{"link":{"chain":"p0"') && body.includes(`"seq":${without}}`);
  let over = false;
  let n = 0;
  const process = async (name: string) => {
    const log = tableAuditLog({
      table,
      pseudonyms,
      seal: async () => 'sealed',
      chain: newChain(name),
      spill: () => undefined,
      now: () => startOfDay,
      limits: { write: 60_000, overrides: 60_000 },
    });
    const answer = async () => {
      while (!over) {
        n += 1;
        const record = await aCall({ n, client });
        await log.append(record);
        if (n % 5 === 0) {
          const said = overridden(cardOf(record, 1), 'known-baseline', '2026-11-22T12:00:00.000Z');
          await log.appendFeedback([said], feedbackFrom(client, record.at));
        }
        await turn();
      }
    };
    await Promise.all([answer(), answer()]);
  };
  const processes = ['p0', 'p1', 'p2'].map(process);
  await turns(40);
  const found = await verify({
    source: {
      kind: 'table',
      rows: async function* () {
        for await (const item of table.scan()) if (!gone(item)) yield item;
      },
    },
    archived: [],
    saved: [],
    keys: [],
    now: () => startOfDay,
    settle: () => turns(20),
  });
  over = true;
  await Promise.all(processes);
  return found;
};

describe('an audit log in use', () => {
  test('100 verifications while three processes write find nothing', { timeout: 120_000 }, async () => {
    const findings: unknown[] = [];
    let records = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const found = await verified({ seed });
      findings.push(...found.findings);
      records += found.records;
    }
    expect(records).toBeGreaterThan(1_000);
    expect(findings).toEqual([]);
  });

  test('a row that is gone is found all the same', async () => {
    const { findings } = await verified({ seed: 1, without: 3 });
    expect(findings).toMatchObject([{ code: 'missing', chain: 'p0', seq: 3 }]);
  });
});
