/**
 * Red flags that somebody recorded in a form that cannot be read: words, no value, a unit we do not know, no
 * date. They count as unknown (N4, N11, N12), but not in silence: the answer says that it did not check them.
 */
import { isPositive } from '../engine/reading.ts';
import type { NotChecked, Order } from '../engine/types.ts';
import { type ConditionId, type FindingId, findings } from '../findings/index.ts';
import type { LeftOutCode } from './left-out.ts';
import type { SaidFact, SaidUnread } from './said.ts';

/** The key of what could not be checked; which findings is said beside it, never in a log. */
export const UNREAD = 'unread-findings';

/** Somebody meant to say something; "not known" and "entered in error" say that there is nothing to read. */
const illegible: ReadonlySet<LeftOutCode> = new Set<LeftOutCode>([
  'text-only',
  'unknown-value',
  'no-value',
  'unknown-unit',
  'not-exact',
  'not-a-number',
  'undated',
  'invalid-date',
]);

/** What an emergency may rest on; a temperature or a laboratory value is told in the notes alone. */
const isRedFlag = (id: FindingId): boolean => {
  const { safety, kind } = findings[id];
  return safety === true && (kind === 'red-flag' || kind === 'exam');
};

/** What was settled of the chart, as far as it decides whether an unread finding matters. */
interface Settled {
  readonly facts: readonly SaidFact[];
  readonly conditions: ReadonlyMap<ConditionId, unknown>;
  readonly orders: readonly Order[];
}

/**
 * They fire alone (§3), and whoever records one means the deficit: a foot drop is often the only thing written
 * about a leg. Strength and heel walking fire alone too, but are written down at every neurological
 * examination, mostly normal; they and all else need a leg, a back or an order that they would have been about.
 */
const alone: ReadonlySet<FindingId> = new Set<FindingId>([
  'saddle-sensory-change',
  'anal-tone-reduced',
  'perianal-pinprick-reduced',
  'foot-drop',
]);

const isRelevant = ({ facts, conditions, orders }: Settled): boolean =>
  orders.length > 0 ||
  conditions.has('sciatica') ||
  facts.some(({ id, value, days }) => {
    const { kind, windowDays } = findings[id];
    const current = days <= windowDays && value !== false && value !== 'none';
    return current && (kind === 'symptom' || (kind === 'red-flag' && isPositive(id, value)));
  });

/** Read as well, at that time or later: then the answer is known. */
const wasRead = (facts: readonly SaidFact[], { id, side, days }: SaidUnread): boolean =>
  facts.some(
    (other) =>
      other.id === id &&
      (side === undefined || other.side === side || other.side === 'B') &&
      other.days <= (days ?? findings[id].windowDays),
  );

export const unreadRedFlags = (unread: readonly SaidUnread[], settled: Settled): readonly NotChecked[] => {
  const missed = unread.filter(({ code, id }) => illegible.has(code) && isRedFlag(id));
  if (missed.length === 0) return [];
  const relevant = isRelevant(settled);
  const open = missed.filter(
    (one) =>
      (relevant || alone.has(one.id)) &&
      (one.days === undefined || one.days <= findings[one.id].windowDays) &&
      !wasRead(settled.facts, one),
  );
  if (open.length === 0) return [];
  const about = [...new Set(open.map(({ id }) => id))].sort();
  return [{ key: UNREAD, why: 'recorded, but not as a dated and coded value; ask or examine again', about }];
};
