/**
 * What must be settled before a finding gets its value: what the series of facts shows (§2.3), and which
 * of them are long known (N9).
 */
import { type FindingId, findingIds, findings } from '../findings/index.ts';
import { type ChartNote, ordinal } from './chart.ts';
import { add, type Collected, type Columns } from './columns.ts';
import { movements, progression, spread } from './derive.ts';
import type { EngineInput } from './types.ts';

const MOVEMENTS = movements.map((id) => ordinal(id));
const PROGRESSIVE = ordinal('progressive-weakness');

/** §2.3: progression and spread, from the series of facts. */
export const deriveSeries = ({ inside, outside }: Collected) => {
  const window = findings['progressive-weakness'].windowDays;
  for (const [leg, side] of [
    ['left', 'L'],
    ['right', 'R'],
    ['unspecified', undefined],
  ] as const) {
    for (const n of MOVEMENTS) {
      const now = inside[leg][n];
      if (!now) continue;
      const reading = progression(outside[leg][n] ? now.concat(outside[leg][n] ?? []) : now, window, side);
      if (reading) add(inside, leg, PROGRESSIVE, reading);
    }
  }
  const both = spread((id, side) => inside[side === 'L' ? 'left' : 'right'][ordinal(id)]);
  if (both) add(inside, 'unspecified', ordinal('progressed-to-bilateral'), both);
};

const FOOT_DROP = (['mrc-ankle-dorsiflexion', 'foot-drop', 'heel-walk-unable'] as const).map((id) =>
  ordinal(id),
);

/** N9: a documented long-standing foot drop is not a new sign, unless the weakness progresses. */
export const setAsideBaseline = (input: EngineInput, from: Columns, notes: ChartNote[]) => {
  if (!input.cond?.includes('chronic-foot-drop')) return;
  const all = [from.left, from.right, from.unspecified];
  if (all.some((column) => column[PROGRESSIVE]?.some(({ value }) => value === true))) return;
  for (const column of all) {
    for (const n of FOOT_DROP) {
      if (!column[n]) continue;
      column[n] = undefined;
      notes.push({ code: 'baseline', finding: findingIds[n] as FindingId });
    }
  }
};
