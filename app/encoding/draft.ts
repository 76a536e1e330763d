/**
 * A form as data: what was answered, by field. A field that is not in it was not asked; that is the default, and it
 * is never saved.
 */
import { type FindingId, findings } from '../../rules/findings/index.ts';
import type { ChartedFinding, ChartedValue } from './encode-finding.ts';
import { type Key, partsOf } from './key.ts';

export type Draft = ReadonlyMap<Key, ChartedValue>;

export const emptyDraft: Draft = new Map();

/** With one answer more, changed, or taken back (`undefined`). */
export const answered = (draft: Draft, key: Key, value: ChartedValue | undefined): Draft => {
  const next = new Map(draft);
  if (value === undefined || (Array.isArray(value) && value.length === 0)) next.delete(key);
  else next.set(key, value);
  return next;
};

export const sameValue = (a: ChartedValue | undefined, b: ChartedValue | undefined): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((item) => b.includes(item))
    : a === b;

/** Signs that are no test of the examination's vocabulary, and still what a clinician finds, not what is told. */
const seenByClinician: ReadonlySet<FindingId> = new Set<FindingId>([
  'foot-drop',
  'heel-walk-unable',
  'anal-tone-reduced',
  'perianal-pinprick-reduced',
  'pvr-ml',
  'contusion',
  'limb-cold',
  'limb-pallor',
  'pulsatile-abdominal-mass',
  'sensory-level',
  'areflexia-legs',
  'weight-bearing-refused',
  'calf-swollen',
  'calf-swollen-3cm',
  'leg-swollen',
  'pitting-oedema',
  'deep-vein-tender',
  'collateral-veins',
  'wells-score',
]);

export const categoryOf = (id: FindingId): ChartedFinding['category'] =>
  findings[id].kind === 'exam' || findings[id].kind === 'vital' || seenByClinician.has(id)
    ? 'exam'
    : 'survey';

export const chartedFinding = (key: Key, value: ChartedValue): ChartedFinding => {
  const { id, leg } = partsOf(key);
  return { id, value, category: categoryOf(id), ...(leg && { side: leg }) };
};
