/**
 * What has been read of one chart so far. Readers write into it, `derive.ts` adds what only
 * several resources say together, `index.ts` turns it into the engine's input. One ledger a call; nothing in it
 * outlives the call.
 */
import { ordinal } from '../engine/chart.ts';
import { isPositive } from '../engine/reading.ts';
import type { Detail, Fact, Hook, Order, Side } from '../engine/types.ts';
import { type ConditionId, type FindingId, findings, type MedicationClass } from '../findings/index.ts';
import type { Coded } from './code.ts';
import { ageInDays, type When } from './fhir-date.ts';
import { type LeftOut, type LeftOutCode, leftOut } from './left-out.ts';
import type { Json } from './shape.ts';
import type { FactSource } from './types.ts';

/** The resource, or the part of one, that is being read. */
export interface Entry {
  readonly ref: string;
  readonly resourceType: string;
  readonly status: string;
  readonly by: Fact['src'];
  readonly when: When;
  /** The date as it was recorded. */
  readonly date: string;
  readonly side: Side | undefined;
  /** Parents whose saying this resource repeats (N13). */
  readonly derivedFrom: readonly string[];
}

export interface Recorded {
  readonly id: FindingId;
  readonly value: Fact['value'];
  readonly side: Side | undefined;
  readonly days: number;
  readonly when: When;
  readonly src: Fact['src'];
  readonly status: string;
  readonly ref: string;
}

/** A dated number or truth that becomes part of the input only together with others. */
export interface Dated<T> {
  readonly value: T;
  readonly days: number;
  readonly ref: string;
}

export interface Deficit {
  readonly id: ConditionId;
  readonly side: Side | undefined;
  readonly detail: Detail;
}

/** A red flag that somebody recorded in a form that cannot be read. */
export interface Unread {
  readonly id: FindingId;
  readonly side: Side | undefined;
  /** Whole days before the hook; missing when it has no date. */
  readonly days: number | undefined;
}

export interface Ledger {
  readonly now: number;
  readonly patientId: string;
  readonly hook: Hook;
  /** `Type/id` → resource, for references inside the chart. */
  readonly byRef: ReadonlyMap<string, Json>;
  readonly recorded: Recorded[];
  /** What was written down, by finding and start of its time: for duplicates (N13). */
  readonly seen: Map<number, Recorded[]>;
  /** `ref|finding|side` said again by a resource that was derived from it. */
  readonly repeated: Set<string>;
  readonly sources: Map<string, FactSource>;
  readonly leftOut: LeftOut[];
  /** Red flags that were recorded and could not be read. */
  readonly unread: Unread[];
  readonly conditions: Map<ConditionId, Detail[]>;
  readonly medications: Map<MedicationClass, Detail[]>;
  readonly orderDetails: Map<string, Detail[]>;
  readonly orders: Order[];
  readonly deficits: Deficit[];
  /** Symptoms that have been there for 90 days or more (N10). */
  readonly baselines: Map<FindingId, Detail>;
  readonly crp: Dated<boolean>[];
  readonly esr: Dated<boolean>[];
  readonly egfr: Dated<number>[];
  readonly pregnant: Dated<boolean>[];
  readonly gestation: Dated<number>[];
  /** Days since the last menstrual period; counts only when pregnant. */
  readonly lastPeriod: Dated<number>[];
  readonly legPain: Recorded[];
  readonly backPain: Recorded[];
  /** Pain scores that do not say of what. */
  readonly somePain: Recorded[];
  /** Days since the onset of leg or back pain, as conditions have it. */
  readonly onsets: Dated<number>[];
  /** Days since a bladder, bowel, saddle or sexual symptom began, as its condition has it. */
  readonly sphincterOnsets: Map<FindingId, Dated<number>>;
  /** Days since non-surgical care began, for a leg or the back. */
  readonly care: Dated<number>[];
  /** Courses of oral steroids that are long-term use. */
  readonly steroids: Detail[];
  age: number | undefined;
  sex: string | undefined;
  freetext: number;
  unmappedCodes: number;
  unmappedOrders: number;
  duplicates: number;
  anotherPatient: number;
}

export const openLedger = (
  now: number,
  patientId: string,
  hook: Hook,
  byRef: ReadonlyMap<string, Json>,
): Ledger => ({
  now,
  patientId,
  hook,
  byRef,
  recorded: [],
  seen: new Map(),
  repeated: new Set(),
  sources: new Map(),
  leftOut: [],
  unread: [],
  conditions: new Map(),
  medications: new Map(),
  orderDetails: new Map(),
  orders: [],
  deficits: [],
  baselines: new Map(),
  crp: [],
  esr: [],
  egfr: [],
  pregnant: [],
  gestation: [],
  lastPeriod: [],
  legPain: [],
  backPain: [],
  somePain: [],
  onsets: [],
  sphincterOnsets: new Map(),
  care: [],
  steroids: [],
  age: undefined,
  sex: undefined,
  freetext: 0,
  unmappedCodes: 0,
  unmappedOrders: 0,
  duplicates: 0,
  anotherPatient: 0,
});

export const leaveOut = (ledger: Ledger, ref: string, code: LeftOutCode): void => {
  ledger.leftOut.push(leftOut(ref, code));
};

/** Remembers where something was recorded. */
export const cite = (
  ledger: Ledger,
  { ref, resourceType, by, date, status }: Pick<Entry, 'ref' | 'resourceType' | 'by' | 'date' | 'status'>,
): void => {
  if (ledger.sources.has(ref)) return;
  ledger.sources.set(ref, date ? { resourceType, by, status, date } : { resourceType, by, status });
};

/** A finding as this entry says it, with its age (N2); not yet written down. */
export const asRecorded = (
  ledger: Ledger,
  { ref, when, by, status, side: place }: Entry,
  id: FindingId,
  value: Fact['value'],
  side: Side | undefined,
): Recorded => {
  const spec = findings[id];
  const lasting = spec.safety === true && isPositive(id, value);
  return {
    id,
    value,
    side: spec.sided ? (side ?? place) : undefined,
    days: ageInDays(when, ledger.now, lasting ? 'latest' : 'earliest'),
    when,
    src: by,
    status,
    ref,
  };
};

const sameValue = (a: Fact['value'], b: Fact['value']): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, n) => x === b[n]));

const sameTime = (a: Recorded, b: Recorded): boolean => a.when.to === b.when.to && a.side === b.side;

/** Whether the same finding, side, time and value was written down before; else remembers this one. */
const isRepeated = ({ seen }: Ledger, one: Recorded): boolean => {
  // milliseconds since 1970 and a finding's ordinal fit into one safe integer
  const key = one.when.from * 256 + ordinal(one.id);
  const others = seen.get(key);
  if (others === undefined) {
    seen.set(key, [one]);
    return false;
  }
  if (others.some((other) => sameTime(one, other) && sameValue(one.value, other.value))) return true;
  others.push(one);
  return false;
};

/** Writes a finding down, once (N13). */
export const record = (
  ledger: Ledger,
  entry: Entry,
  id: FindingId,
  value: Fact['value'],
  side?: Side,
): void => {
  const one = asRecorded(ledger, entry, id, value, side);
  if (isRepeated(ledger, one)) {
    ledger.duplicates++;
    return;
  }
  for (const parent of entry.derivedFrom) ledger.repeated.add(`${parent}|${id}|${one.side}`);
  ledger.recorded.push(one);
  cite(ledger, entry);
};

/** What a card may quote of a code that was understood. */
export const detailOf = (
  { ref, date }: { readonly ref: string; readonly date: string | undefined },
  { code, meaning }: Coded,
): Detail => ({
  ref,
  code,
  ...(meaning.display && { display: meaning.display }),
  ...(date && { date }),
});

const push = <K>(map: Map<K, Detail[]>, key: K, detail: Detail): void => {
  const details = map.get(key);
  if (details === undefined) map.set(key, [detail]);
  else details.push(detail);
};

/** A condition or piece of history holds, and this resource says so. */
export const hold = (ledger: Ledger, id: ConditionId, detail: Detail): void =>
  push(ledger.conditions, id, detail);

export const use = (ledger: Ledger, drug: MedicationClass, detail: Detail): void =>
  push(ledger.medications, drug, detail);

export const quote = (ledger: Ledger, key: string, detail: Detail): void =>
  push(ledger.orderDetails, key, detail);
