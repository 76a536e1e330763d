/** Positive red flags that exist only outside their window (N3). */
import { WINDOW_DAYS } from '../findings/finding.ts';
import { type FindingId, findingIds, findings } from '../findings/index.ts';
import { ordinal, type StaleFinding } from './chart.ts';
import { type Collected, type Columns, EMPTY } from './columns.ts';
import { isPositive, type Reading } from './reading.ts';
import { newest } from './resolve.ts';
import { factsOf } from './sides.ts';

/**
 * The findings that can be stale: red flags and what is examined for them, unless the row says that it passes. Of
 * the laboratory only an inflammation, while the back hurts.
 */
const canBeStale = findingIds.flatMap((id, n) => {
  const { safety, kind, passes } = findings[id];
  return safety && (kind !== 'lab' || id === 'crp-esr-raised') && !passes ? [[id, n] as const] : [];
});

/** A temperature is asked again as long as another red flag would count; then it is an old illness. */
const isForgotten = (finding: FindingId, days: number): boolean =>
  findings[finding].kind === 'vital' && days > WINDOW_DAYS['red-flag'];

/** Known and documented for long: nothing that has to be found again (N9). */
const footDropFindings: ReadonlySet<FindingId> = new Set([
  'foot-drop',
  'heel-walk-unable',
  'mrc-ankle-dorsiflexion',
]);

const backPain = ordinal('low-back-pain');

/** Positive when last asked, on a column that was not asked again inside the window. */
const staleIn = (finding: FindingId, old: readonly Reading[] | undefined): readonly Reading[] => {
  if (!old) return [];
  const asked = newest(old);
  const positive = old.filter(
    ({ value, fact }) => isPositive(finding, value) && !isForgotten(finding, fact.days),
  );
  return positive.some(({ fact }) => fact.days === asked) ? positive : [];
};

/** Whether nothing on this chart explains the finding or makes it pointless to ask again. */
const isWorthAsking = (finding: FindingId, inside: Columns, conditions: readonly string[]): boolean => {
  if (finding === 'crp-esr-raised')
    return inside.unspecified[backPain]?.some(({ value }) => value === true) === true;
  return !(footDropFindings.has(finding) && conditions.includes('chronic-foot-drop'));
};

/** Of one finding, on the sides where it was not asked again. */
const staleReadings = (
  finding: FindingId,
  n: number,
  { inside, outside }: Pick<Collected, 'inside' | 'outside'>,
): readonly Reading[] => {
  const sideless = inside.unspecified[n];
  return [
    ...((inside.left[n] ?? sideless) ? [] : staleIn(finding, outside.left[n])),
    ...((inside.right[n] ?? sideless) ? [] : staleIn(finding, outside.right[n])),
    ...((inside.left[n] ?? inside.right[n] ?? sideless) ? [] : staleIn(finding, outside.unspecified[n])),
  ];
};

/** A positive red flag that was recorded only outside its window, and not asked again since (N3). */
export const staleOf = (collected: Collected, conditions: readonly string[] = []): StaleFinding[] => {
  const { inside, outside } = collected;
  if (outside === EMPTY) return [];
  const stale: StaleFinding[] = [];
  for (const [finding, n] of canBeStale) {
    if (!outside.left[n] && !outside.right[n] && !outside.unspecified[n]) continue;
    if (!isWorthAsking(finding, inside, conditions)) continue;
    const readings = staleReadings(finding, n, collected);
    if (readings.length > 0) stale.push({ finding, facts: factsOf(readings) });
  }
  return stale;
};
