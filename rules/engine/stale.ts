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
const inflammation = ordinal('crp-esr-raised');

/** Positive when last asked, on a column that was not asked again inside the window. */
const staleIn = (finding: FindingId, old: readonly Reading[] | undefined): readonly Reading[] => {
  if (!old) return [];
  const asked = newest(old);
  const positive = old.filter(
    ({ value, fact }) => isPositive(finding, value) && !isForgotten(finding, fact.days),
  );
  return positive.some(({ fact }) => fact.days === asked) ? positive : [];
};

/** The findings that nothing on this chart explains or makes pointless to ask again. */
const worthAsking = (inside: Columns, conditions: readonly string[]) => {
  const knownDrop = conditions.includes('chronic-foot-drop');
  const back = inside.unspecified[backPain]?.some(({ value }) => value === true) === true;
  return canBeStale.filter(
    ([finding, n]) => (n !== inflammation || back) && !(knownDrop && footDropFindings.has(finding)),
  );
};

/** Of one finding, on the sides where it was not asked again. */
const staleReadings = (
  finding: FindingId,
  n: number,
  { inside, outside }: Pick<Collected, 'inside' | 'outside'>,
): readonly Reading[] => {
  if (!outside.left[n] && !outside.right[n] && !outside.unspecified[n]) return [];
  const sideless = inside.unspecified[n];
  return [
    ...((inside.left[n] ?? sideless) ? [] : staleIn(finding, outside.left[n])),
    ...((inside.right[n] ?? sideless) ? [] : staleIn(finding, outside.right[n])),
    ...((inside.left[n] ?? inside.right[n] ?? sideless) ? [] : staleIn(finding, outside.unspecified[n])),
  ];
};

/** A positive red flag that was recorded only outside its window, and not asked again since (N3). */
export const staleOf = (collected: Collected, conditions: readonly string[] = []): StaleFinding[] => {
  if (collected.outside === EMPTY) return [];
  const stale: StaleFinding[] = [];
  for (const [finding, n] of worthAsking(collected.inside, conditions)) {
    const readings = staleReadings(finding, n, collected);
    if (readings.length > 0) stale.push({ finding, facts: factsOf(readings) });
  }
  return stale;
};
