/**
 * Red flags that somebody recorded in a form that cannot be read: words, no value, a unit we do not know, no
 * date. They count as unknown (N4, N11, N12), but not in silence: each is a hole, where the chart has a leg, a
 * back or an order that it would have been about, and nobody wrote it down legibly since.
 */
import { isPositive } from '../engine/reading.ts';
import type { Fact, Order, Side } from '../engine/types.ts';
import type { Hole, HoleCode } from '../evidence/hole.ts';
import { type ConditionId, type FindingId, findings } from '../findings/index.ts';
import type { Coded } from './code.ts';
import { isDanger, mayRaise } from './danger.ts';
import type { When } from './fhir-date.ts';
import { isRaised } from './inflammation.ts';
import type { LeftOutCode } from './left-out.ts';
import {
  type Entry,
  isMarker,
  type ReadingContext,
  type SaidFact,
  type SaidUnread,
  type SaidUnreadHistory,
  type Saying,
  sayConditions,
  sayUnread,
} from './said.ts';

/** Somebody meant to say something; "not known" and "entered in error" say that there is nothing to read. */
const illegible: Readonly<Partial<Record<LeftOutCode, HoleCode>>> = {
  'text-only': 'value-not-read',
  'unknown-value': 'value-not-read',
  'no-value': 'value-not-read',
  'not-exact': 'value-not-read',
  'not-a-number': 'value-not-read',
  'unknown-unit': 'unit-not-read',
  'unit-conflict': 'unit-not-read',
  implausible: 'implausible',
  'modifier-extension': 'modified',
  undated: 'date-not-read',
  'invalid-date': 'date-not-read',
  'status-not-usable': 'status-not-read',
  'not-r4': 'not-r4',
  'side-conflict': 'side-not-read',
};

interface Missed {
  readonly id: FindingId;
  readonly value: Fact['value'];
  readonly side: Side | undefined;
  /** Missing where nothing says when it was recorded. */
  readonly when?: When;
}

/** What was settled of the chart, as far as it decides whether an unread finding matters. */
interface Settled {
  readonly fact: readonly SaidFact[];
  /** Those of one finding. */
  readonly factsAbout: (id: FindingId) => readonly SaidFact[];
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

const isRelevant = ({ fact, conditions, orders }: Settled): boolean =>
  orders.length > 0 ||
  conditions.has('sciatica') ||
  fact.some(({ id, value, days }) => {
    const { kind, windowDays } = findings[id];
    const current = days <= windowDays && value !== false && value !== 'none';
    const danger = (kind === 'red-flag' || mayRaise(id)) && isPositive(id, value);
    return current && (kind === 'symptom' || danger);
  });

/** Whether a finding was read as well, on that side, so many days ago or later; each is looked for once. */
const reads = ({ factsAbout }: Settled) => {
  const newest = new Map<string, number>();
  const newestOf = (id: FindingId, side: Side | undefined): number =>
    factsAbout(id).reduce(
      (least, { side: other, days }) =>
        (side === undefined || other === side || other === 'B') && days < least ? days : least,
      Number.POSITIVE_INFINITY,
    );
  return ({ id, side, days = findings[id].windowDays }: SaidUnread): boolean => {
    const key = `${id} ${side}`;
    const known = newest.get(key) ?? newestOf(id, side);
    newest.set(key, known);
    return known < Number.POSITIVE_INFINITY && known <= days;
  };
};

/**
 * Of a finding that was read and cannot be used, for instance because it has no date: only a danger sign is
 * missed, never a value that reassures.
 */
export const sayMissed = (context: ReadingContext, code: LeftOutCode, fact: Missed): void => {
  const { id, value, side, when } = fact;
  if (isDanger(id, value)) sayUnread(context, code, id, side, when);
};

interface Unused {
  readonly code: LeftOutCode;
  /** It stands in a form about the leg. */
  readonly topical?: true;
}

/** A danger sign among what was said, as a finding that nobody can read. */
const dangerIn = (said: Saying): Pick<SaidUnread, 'id' | 'side' | 'days'> | undefined => {
  if (said.kind === 'fact' && isDanger(said.id, said.value)) return said;
  if (said.kind !== 'measure' || !isMarker(said)) return undefined;
  const { measure: id, value, days } = said;
  return isRaised(id, value) ? { id, side: undefined, days } : undefined;
};

/**
 * What a resource that must not be used would have said: it is read, and its danger signs are said to be unread, as
 * is that it holds a drug or a piece of history. Nothing else of it leaves here.
 */
export const sayUnused = (
  context: ReadingContext,
  { code, topical }: Unused,
  read: (context: ReadingContext) => void,
): void => {
  const { ref, at, say } = context;
  let holdsHistory = false;
  // the date that it is read with stands in for the one that is missing
  const days = code === 'undated' ? { days: undefined } : {};
  read({
    ...context,
    say: (said) => {
      if (said.kind === 'unread') say({ ...said, ...days });
      if (said.kind === 'hole') say(said);
      holdsHistory ||= said.kind === 'drug' || said.kind === 'history' || said.kind === 'unread-history';
      const danger = dangerIn(said);
      if (danger === undefined) return;
      const { id, side } = danger;
      say({
        kind: 'unread',
        ref,
        at,
        code,
        id,
        side,
        days: danger.days,
        ...days,
        ...(topical && { topical }),
      });
    },
  });
  if (holdsHistory) say({ kind: 'unread-history', ref, at, code });
};

/** Of a question of the history whose answer cannot be read: that it may have been a yes. */
export const missConditions = (
  context: ReadingContext,
  entry: Entry,
  condition: Coded,
  code: LeftOutCode,
): void => sayUnused(context, { code }, (silent) => sayConditions(silent, entry, condition));

const holesOf = (missed: readonly SaidUnread[], relevant: boolean, settled: Settled): Hole[] => {
  const wasRead = reads(settled);
  return missed.flatMap((one) => {
    const { id, days, code, at, ref } = one;
    const hole = illegible[code];
    const isOpen =
      (relevant || one.topical || alone.has(id)) &&
      (days === undefined || days <= findings[id].windowDays) &&
      // then the answer is known
      !wasRead(one);
    return hole && isOpen ? [{ code: hole, at, ref, about: [id] }] : [];
  });
};

/** An anticoagulant or a cancer raises no red flag alone: it needs a leg, a back or an order. */
const holesOfHistory = (unread: readonly SaidUnreadHistory[]): Hole[] =>
  unread.flatMap(({ code, at, ref }) => {
    const hole = illegible[code];
    return hole === undefined ? [] : [{ code: hole, at, ref }];
  });

export const unreadRedFlags = (
  unread: readonly SaidUnread[],
  history: readonly SaidUnreadHistory[],
  settled: Settled,
): readonly Hole[] => {
  const missed = unread.filter(({ code, id }) => illegible[code] && mayRaise(id));
  if (missed.length === 0 && history.length === 0) return [];
  const relevant = isRelevant(settled);
  return [...holesOf(missed, relevant, settled), ...(relevant ? holesOfHistory(history) : [])];
};
