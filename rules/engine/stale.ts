/** Positive red flags that exist only outside their window (N3). */
import { WINDOW_DAYS } from '../findings/finding.ts';
import { type FindingId, findingIds, findings } from '../findings/index.ts';
import type { StaleFinding } from './chart.ts';
import type { Collected } from './columns.ts';
import { isPositive, type Reading } from './reading.ts';
import { newest } from './resolve.ts';
import { factsOf } from './sides.ts';

/** The findings that can be stale: red flags and what is examined for them, unless the row says that it passes. */
const canBeStale = findingIds.flatMap((id, n) => {
  const { safety, kind, passes } = findings[id];
  return safety && kind !== 'lab' && !passes ? [[id, n] as const] : [];
});

/** A temperature is asked again as long as another red flag would count; then it is an old illness. */
const isForgotten = (finding: FindingId, days: number): boolean =>
  findings[finding].kind === 'vital' && days > WINDOW_DAYS['red-flag'];

/** Positive when last asked, on a column that was not asked again inside the window. */
const staleIn = (finding: FindingId, old: readonly Reading[] | undefined): readonly Reading[] => {
  if (!old) return [];
  const asked = newest(old);
  const positive = old.filter(
    ({ value, fact }) => isPositive(finding, value) && !isForgotten(finding, fact.days),
  );
  return positive.some(({ fact }) => fact.days === asked) ? positive : [];
};

/** A positive red flag that was recorded only outside its window, and not asked again since (N3). */
export const staleOf = ({ inside, outside }: Collected): StaleFinding[] => {
  const stale: StaleFinding[] = [];
  for (const [finding, n] of canBeStale) {
    if (!outside.left[n] && !outside.right[n] && !outside.unspecified[n]) continue;
    const sideless = inside.unspecified[n];
    const readings = [
      ...((inside.left[n] ?? sideless) ? [] : staleIn(finding, outside.left[n])),
      ...((inside.right[n] ?? sideless) ? [] : staleIn(finding, outside.right[n])),
      ...((inside.left[n] ?? inside.right[n] ?? sideless) ? [] : staleIn(finding, outside.unspecified[n])),
    ];
    if (readings.length > 0) stale.push({ finding, facts: factsOf(readings) });
  }
  return stale;
};
