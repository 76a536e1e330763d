/** The zoo in a short form: each malfunction at one client, and a clean half-year. `npm run malfunctions` has all of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { causeIds } from '../../functions/audit/monitor/causes.ts';
import { type SimulatedClient, simulatedClients } from './clients.ts';
import { type Figures, judged, MOST_CALLS, MOST_HOURS } from './judge.ts';
import { type Malfunction, malfunctions } from './malfunctions.ts';

const runbook = readFileSync(join(import.meta.dirname, '../../docs/operate.md'), 'utf8');

describe('the runbook', () => {
  test.each(causeIds)('has a section for %s', (id) => {
    expect(runbook).toContain(`\n#### ${id}\n`);
  });

  test('has no section for a cause that cannot be named', () => {
    const sections = [...runbook.matchAll(/^#### (change-[a-z-]+)$/gm)].map(([, id]) => id);
    expect(sections.sort()).toEqual([...causeIds].sort());
  });
});

describe('the zoo', () => {
  test('has at least twenty kinds, each with its own name and where it is from', () => {
    expect(new Set(malfunctions.map(({ name }) => name)).size).toBe(malfunctions.length);
    expect(malfunctions.length).toBeGreaterThanOrEqual(20);
    expect(malfunctions.filter(({ from, causes }) => from === '' || causes.length === 0)).toEqual([]);
  });
});

/** Each malfunction at one of the clients that can have it, in turn. */
const isItsTurn = (malfunction: Malfunction, client: SimulatedClient): boolean => {
  const able = simulatedClients.filter((one) => malfunction.at?.(one) !== false);
  return able[malfunctions.indexOf(malfunction) % able.length] === client;
};

describe('the monitor', () => {
  let figures: Figures;
  beforeAll(async () => {
    figures = await judged({ visits: 25, starts: [37], cleanYears: 0, tries: isItsTurn });
  }, 300_000);

  test(`finds nearly all within ${MOST_CALLS} calls or ${MOST_HOURS} hours`, () => {
    const late = figures.trials
      .filter(({ isFound }) => !isFound)
      .map(({ malfunction, client }) => `${malfunction}, ${client}`);
    expect(late.length, late.join('; ')).toBeLessThanOrEqual(2);
  });

  test('names a cause that leads to what broke', () => {
    const other = figures.trials.filter(({ isFound, isCauseRight }) => isFound && !isCauseRight);
    expect(other.map(({ malfunction, cause }) => `${malfunction}: ${cause}`)).toEqual([]);
  });
});
