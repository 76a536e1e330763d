/**
 * What resources say. A reader takes one resource and says what it understood of it, one `Said` after the
 * other; it remembers nothing and knows no other resource but those that its own refers to. `fold.ts` settles
 * what all of them said together.
 *
 * What may not enter: anything that only several resources say together, and any text of the chart.
 */
import type { Detail, Fact, InHand, Occurrence, Order, Side } from '../engine/types.ts';
import type { Hole } from '../evidence/hole.ts';
import { type ConditionId, type FindingId, findings, type MedicationClass } from '../findings/index.ts';
import type { ChartUnit } from '../terms/units.ts';
import type { Coded } from './code.ts';
import { isDanger } from './danger.ts';
import { ageInDays, type When } from './fhir-date.ts';
import type { Marker, MarkerId } from './inflammation.ts';
import type { LeftOutCode } from './left-out.ts';
import { isTimed, occurrenceOf } from './occurrence.ts';
import type { Lookup } from './sent.ts';
import type { Json } from './shape.ts';

/** Where something was recorded. */
export interface Cited {
  readonly ref: string;
  readonly resourceType: string;
  readonly status: string;
  readonly by: Fact['src'];
  /** As it was recorded; empty when it has none. */
  readonly date: string;
}

/** The resource, or the part of one, that states findings. */
export interface Entry extends Cited {
  readonly when: When;
  readonly side: Side | undefined;
  /** Parents whose saying this resource repeats (N13). */
  readonly derivedFrom: readonly string[];
}

/** A finding with its value and its age in whole days (N2). */
export interface SaidFact {
  readonly kind: 'fact';
  readonly entry: Entry;
  readonly id: FindingId;
  readonly value: Fact['value'];
  readonly side: Side | undefined;
  readonly days: number;
  readonly unit?: ChartUnit;
}

/** 0 to 10. `something`: the score does not say of what. */
export interface SaidPain extends Omit<SaidFact, 'kind'> {
  readonly kind: 'pain';
  readonly of: 'leg' | 'back' | 'something';
}

/** Dated values that become part of the input only together with others, each in the unit of its name. */
interface Measures {
  readonly 'crp-mg-l': Marker;
  readonly 'esr-mm-h': Marker;
  /** mL/min/1.73 m². */
  readonly egfr: number;
  readonly pregnant: boolean;
  /** Weeks at `days`. */
  readonly 'gestation-weeks': number;
  /** Days from the last menstrual period to the hook; counts only when pregnant. */
  readonly 'last-period-days': number;
  /** Days since the onset of leg or back pain, as a problem has it. */
  readonly 'episode-days': number;
  /** Wells total of its items without the one of active cancer, which the problem list may know. */
  readonly 'wells-without-cancer': { readonly total: number; readonly side: Side | undefined };
  /** Days since non-surgical care of a leg or the back began. */
  readonly 'care-days': number;
}

export type MeasureId = keyof Measures;

export interface SaidMeasure<M extends MeasureId = MeasureId> {
  readonly kind: 'measure';
  readonly measure: M;
  readonly value: Measures[M];
  /** Age in whole days before the hook. */
  readonly days: number;
  readonly ref: string;
}

/** A test of inflammation, with its number and how the laboratory judged it. */
export const isMarker = (said: SaidMeasure): said is SaidMeasure<MarkerId> =>
  said.measure === 'crp-mg-l' || said.measure === 'esr-mm-h';

/** How many days ago a bladder, bowel, saddle or sexual symptom began. */
export interface SaidOnset {
  readonly kind: 'onset';
  readonly id: FindingId;
  readonly days: number;
  readonly ref: string;
}

/** A condition, or a piece of history, holds. */
export interface SaidHistory {
  readonly kind: 'history';
  readonly id: ConditionId;
  readonly detail: Detail;
  /** Since when and on which leg, where a rule asks for it. */
  readonly occurrence?: Occurrence;
}

/** A weakness of long standing (N9): whether it counts depends on the legs that are weak now. */
export interface SaidDeficit {
  readonly kind: 'deficit';
  readonly id: ConditionId;
  readonly side: Side | undefined;
  readonly detail: Detail;
}

/** A symptom that has been there for 90 days or more (N10). */
export interface SaidBaseline {
  readonly kind: 'baseline';
  readonly id: FindingId;
  readonly detail: Detail;
}

/** A finding that somebody recorded in a form that cannot be read. */
export interface SaidUnread {
  readonly kind: 'unread';
  readonly ref: string;
  /** The place, in the words of a hole. */
  readonly at: string;
  readonly code: LeftOutCode;
  readonly id: FindingId;
  readonly side: Side | undefined;
  /** Whole days before the hook; missing when it has no date. */
  readonly days: number | undefined;
  /** It stands in a form about the leg: it matters whatever else the chart says. */
  readonly topical?: true;
}

/** A drug or a piece of history in a resource that must not be used. */
export interface SaidUnreadHistory {
  readonly kind: 'unread-history';
  readonly ref: string;
  /** The place, in the words of a hole. */
  readonly at: string;
  readonly code: LeftOutCode;
}

export type Saying =
  | SaidFact
  | SaidPain
  | SaidMeasure
  | SaidOnset
  | SaidHistory
  | SaidDeficit
  | SaidBaseline
  | SaidUnread
  | SaidUnreadHistory
  /** Something that could not be understood, whatever else the chart says. */
  | { readonly kind: 'hole'; readonly hole: Hole }
  /** A class of drugs on the active list. */
  | { readonly kind: 'drug'; readonly drug: MedicationClass; readonly detail: Detail }
  /** A course of an oral steroid that is long-term use. */
  | { readonly kind: 'long-term-steroid'; readonly detail: Detail }
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'in-hand'; readonly inHand: InHand }
  /** The visit is one of an emergency department. */
  | { readonly kind: 'in-emergency' }
  /** What a card may quote of a draft order, by its drug class or order type. */
  | { readonly kind: 'order-detail'; readonly key: string; readonly detail: Detail }
  | { readonly kind: 'patient'; readonly age: number | undefined; readonly sex: string | undefined }
  | { readonly kind: 'source'; readonly source: Cited }
  | { readonly kind: 'left-out'; readonly ref: string; readonly code: LeftOutCode }
  | { readonly kind: 'count'; readonly of: Counted };

/**
 * `free-text`: carried nothing but narrative (N12). `unmapped-code`: without a code that we know (N14).
 * `unmapped-order`: a draft whose code we do not know.
 */
export type Counted = 'free-text' | 'unmapped-code' | 'unmapped-order';

/** One resource being read. */
export interface ReadingContext {
  /** `Type/id`. */
  readonly ref: string;
  /** Where it came from, as a hole names it. */
  readonly at: string;
  /** Instant of the hook, in milliseconds since 1970. */
  readonly now: number;
  /** `Type/id` → resource, for references inside the chart. */
  readonly byRef: Lookup<Json>;
  readonly say: (said: Saying) => void;
}

export const leaveOut = ({ ref, say }: ReadingContext, code: LeftOutCode): void =>
  say({ kind: 'left-out', ref, code });

/** Written once: a chart may hold thousands of resources that are only counted. */
const counts: { readonly [K in Counted]: Saying } = {
  'free-text': { kind: 'count', of: 'free-text' },
  'unmapped-code': { kind: 'count', of: 'unmapped-code' },
  'unmapped-order': { kind: 'count', of: 'unmapped-order' },
};

export const count = ({ say }: ReadingContext, of: Counted): void => say(counts[of]);

/** Remembers where something was recorded; a fact brings its entry with it. */
export const cite = ({ say }: ReadingContext, source: Cited): void => say({ kind: 'source', source });

/** A finding as this entry says it. A danger sign of an uncertain date is taken at its latest (N2). */
export const factOf = (
  { now }: ReadingContext,
  entry: Entry,
  id: FindingId,
  value: Fact['value'],
  side: Side | undefined,
): SaidFact => {
  const spec = findings[id];
  return {
    kind: 'fact',
    entry,
    id,
    value,
    side: spec.sided ? (side ?? entry.side) : undefined,
    days: ageInDays(entry.when, now, isDanger(id, value) ? 'latest' : 'earliest'),
  };
};

export const sayFact = (
  context: ReadingContext,
  entry: Entry,
  id: FindingId,
  value: Fact['value'],
  side?: Side,
  unit?: ChartUnit,
): void => {
  const fact = factOf(context, entry, id, value, side);
  context.say(unit ? { ...fact, unit } : fact);
};

export const sayHistory = ({ say }: ReadingContext, id: ConditionId, detail: Detail): void =>
  say({ kind: 'history', id, detail });

/** The same of a condition that counts for a time or on a leg; not said where it is over. */
export const sayOccurrence = (
  { now, say }: ReadingContext,
  id: ConditionId,
  detail: Detail,
  since: When | undefined,
  side: Side | undefined,
): void => {
  const occurrence = occurrenceOf(id, since, now, side);
  if (occurrence) say({ kind: 'history', id, detail, occurrence });
};

/** Of our own history facts, which need no date. */
export const unknownWhen: When = { from: Number.NaN, to: Number.NaN, precision: 'instant' };

/** Our own code of conditions and history, said to be true on a day. */
export const sayConditions = (context: ReadingContext, entry: Entry, { code, meaning }: Coded): void => {
  for (const { id } of meaning.conditions) {
    const detail = { ref: entry.ref, code, ...(entry.date && { date: entry.date }) };
    if (id === 'chronic-foot-drop') context.say({ kind: 'deficit', id, side: entry.side, detail });
    else if (isTimed(id) && entry.when !== unknownWhen)
      sayOccurrence(context, id, detail, entry.when, entry.side);
    else sayHistory(context, id, detail);
  }
};

export const sayDrug = ({ say }: ReadingContext, drug: MedicationClass, detail: Detail): void =>
  say({ kind: 'drug', drug, detail });

/**
 * @param when missing where nothing says when it was recorded
 * @param topical it stands in a form about the leg
 */
export const sayUnread = (
  { ref, at, now, say }: ReadingContext,
  code: LeftOutCode,
  id: FindingId,
  side: Side | undefined,
  when?: When,
  topical = false,
): void => {
  const days = when && ageInDays(when, now, 'latest');
  say({ kind: 'unread', ref, at, code, id, side, days, ...(topical && { topical }) });
};

/** What a card may quote of a code that was understood. */
export const detailOf = (ref: string, date: string | undefined, { code, meaning }: Coded): Detail => ({
  ref,
  code,
  ...(meaning.display && { display: meaning.display }),
  ...(date && { date }),
});
