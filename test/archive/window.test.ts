/** How long a row can vanish unseen: until a checkpoint signs for it. The figures of docs/audit.md, on a clock of its own. */
import { describe, expect, test } from 'vitest';
import { mostUnsigned } from '../../functions/audit/tlog/health.ts';
import { handbook } from '../support/handbook.ts';
import { clockedCheckpoints } from './support/clocked-checkpoints.ts';

/** Milliseconds: 99 of 100 records are signed for by then. */
const promised = 10_000;

describe('from a row to a checkpoint that signs for it', () => {
  test.each([
    ['one hospital, a call every two seconds', { rowsPerSecond: 0.5, shards: 4, seconds: 120 }],
    ['a hundred hospitals, a large table', { rowsPerSecond: 50, shards: 190, seconds: 10 }],
  ])('%s: 10 seconds at most for 99 of 100, all within 30', async (_, load) => {
    const { rows, unsigned, p99, longest } = await clockedCheckpoints({
      ...load,
      seed: 20261201,
      lostWakes: 0.01,
      deaths: 0.01,
    });
    expect(unsigned).toBe(0);
    expect(rows).toBeGreaterThan(40);
    expect(p99).toBeLessThanOrEqual(promised);
    expect(longest).toBeLessThanOrEqual(mostUnsigned);
  });

  test('where each wake-up is lost, the clock makes up for it within a minute and a half', async () => {
    const load = { rowsPerSecond: 0.5, shards: 4, seconds: 120, seed: 1, lostWakes: 1 };
    const { unsigned, longest } = await clockedCheckpoints(load);
    expect(unsigned).toBe(0);
    expect(longest).toBeLessThanOrEqual(90_000);
  });

  test('the handbook tells these figures', () => {
    expect(handbook('audit.md')).toContain(
      `That is ${promised / 1_000} seconds at most for 99 of 100 records; ${mostUnsigned / 1_000} seconds raise an alarm`,
    );
  });

  test('where the tlog stands stays a small item, however many objects come', async () => {
    const { objects, unsigned, stateBytes } = await clockedCheckpoints({
      rowsPerSecond: 150,
      shards: 2_000,
      seconds: 10,
      seed: 1,
    });
    // so many that they are listed in parts
    expect(objects).toBeGreaterThan(1_000);
    expect(unsigned).toBe(0);
    // DynamoDB takes 400 kB
    expect(stateBytes).toBeLessThan(120_000);
  });
});
