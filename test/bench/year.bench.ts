/**
 * A year at 1,000 hospitals, in minutes: the calls of each of its 8,760 hours are drawn from a seeded day, and what the
 * scheduled functions do in an hour is what they do, as they are and on a clock of their own, at the nearest of some
 * loads that are run. What breaks is told before its time; docs/scale.md says what each figure means.
 */
import { makeReconciler } from '../../functions/reconcile.ts';
import { type CheckpointFigures, clockedCheckpoints } from '../archive/support/clocked-checkpoints.ts';
import { memoryArchive } from '../archive/support/memory-log.ts';
import { seededRandom } from '../audit/support/seeded-random.ts';
import type { Bench, BenchRow } from './bench.ts';

const hospitals = 1_000;
/** Of one hospital on a working day, all services. */
const callsADay = 15_000;
/** Share of a weekend. */
const weekend = 0.3;
/** Of a day's calls, by the hour. */
const dayCurve = [
  0.006, 0.005, 0.004, 0.004, 0.006, 0.015, 0.035, 0.075, 0.105, 0.115, 0.11, 0.09, 0.07, 0.085, 0.09, 0.07,
  0.04, 0.022, 0.015, 0.012, 0.01, 0.008, 0.005, 0.003,
];

const bytesARow = 4_500;
const keptDays = 400;
/** A part of a DynamoDB table holds 10 GB. */
const bytesAPart = 10e9;

/** Calls of each hour of a year that begins on a Monday. */
const hoursOfYear = (): number[] => {
  const random = seededRandom(20270101);
  return Array.from({ length: 365 * 24 }, (_, hour) => {
    const isWeekend = Math.floor(hour / 24) % 7 > 4;
    const share = (dayCurve[hour % 24] ?? 0) * (isWeekend ? weekend : 1) * (0.85 + 0.3 * random());
    return Math.round(hospitals * callsADay * share);
  });
};

const loads = [0.5, 5, 50, 150, 600] as const;

const partsOf = (calls: number): number =>
  Math.max(4, Math.ceil((calls * bytesARow * keptDays) / 365 / bytesAPart));

const requestsOf = ({ requests }: CheckpointFigures): number =>
  Object.entries(requests).reduce((sum, [kind, count]) => (kind === 'state' ? sum : sum + count), 0);

const most = (figures: readonly number[]): number => figures.reduce((a, b) => Math.max(a, b), 0);

const queriesOfReconcile = async (clients: number): Promise<number> => {
  let queries = 0;
  const now = Date.UTC(2027, 0, 4, 10, 12);
  await makeReconciler({
    archive: memoryArchive(),
    table: {
      index: async () => {
        queries += 1;
        return [];
      },
      get: async () => undefined,
    },
    clients: async () => Array.from({ length: clients }, (_, n) => `hospital-${n}`),
    tokenName: ({ jti }) => jti,
    now: () => now,
    newId: () => 'id',
    log: () => undefined,
    measure: () => undefined,
  })();
  return queries;
};

const row = (what: string, measured: string, floor: string, ratio: number): BenchRow => ({
  what,
  measured,
  floor,
  ratio,
  limit: 1,
});

export const bench: Bench = {
  title: 'a year at 1,000 hospitals',
  run: async () => {
    const hours = hoursOfYear();
    const calls = hours.reduce((sum, some) => sum + some, 0);
    const parts = partsOf(calls);
    const measured = new Map<number, CheckpointFigures>();
    for (const rowsPerSecond of loads) {
      const seconds = rowsPerSecond < 50 ? 600 : 45;
      const load = { rowsPerSecond, shards: parts, seconds, seed: 1, lostWakes: 0.01, deaths: 0.01 };
      measured.set(rowsPerSecond, await clockedCheckpoints(load));
    }
    const ofHour = (some: number) => {
      const rate = some / 3_600;
      const load = loads.find((one) => one >= rate) ?? 600;
      const figures = measured.get(load) as CheckpointFigures;
      return { figures, share: some / figures.rows };
    };
    const each = hours.map(ofHour);
    const objects = each.reduce((sum, { figures, share }) => sum + figures.objects * share, 0);
    const requests = each.reduce((sum, { figures, share }) => sum + requestsOf(figures) * share, 0);
    const all = [...measured.values()];
    const queries = await queriesOfReconcile(hospitals);
    const peak = most(hours) / 3_600;
    return [
      row('calls of the year', `${(calls / 1e9).toFixed(2)} G`, `${parts} parts of the table`, peak / 600),
      row(
        'rows a second in its busiest hour',
        peak.toFixed(0),
        'none; 600, the most that is run',
        peak / 600,
      ),
      row('objects of the archive', `${(objects / 1e9).toFixed(2)} G`, 'one a row at most', objects / calls),
      row(
        'requests of the checkpoint function to S3 and KMS',
        `${(requests / 1e9).toFixed(2)} G`,
        '10 a row',
        requests / calls / 10,
      ),
      row(
        'row to checkpoint, 99th percentile',
        `${(most(all.map(({ p99 }) => p99)) / 1_000).toFixed(1)} s`,
        'none; 10 s',
        most(all.map(({ p99 }) => p99)) / 10_000,
      ),
      row(
        'row to checkpoint, longest',
        `${(most(all.map(({ longest }) => longest)) / 1_000).toFixed(1)} s`,
        'none; 30 s',
        most(all.map(({ longest }) => longest)) / 30_000,
      ),
      row(
        'item that says where the tlog stands',
        `${Math.round(most(all.map(({ stateBytes }) => stateBytes)) / 1_000)} kB`,
        '400 kB of DynamoDB',
        most(all.map(({ stateBytes }) => stateBytes)) / 400_000,
      ),
      row(
        'queries of a run of reconcile',
        `${queries}`,
        '240 s: 32 at once of 5 ms',
        (queries * 5) / 32 / 240_000,
      ),
    ];
  },
};
