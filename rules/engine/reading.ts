/**
 * One recorded fact, checked: usable status (N1), not in the future (N2), of the finding's type and
 * plausible (N11). Anything else is refused with a code; the refusal never becomes "absent".
 */
import { type FindingId, type FindingSpec, findingIds, findings } from '../findings/index.ts';
import { ordinals, type Value } from './chart.ts';
import type { Fact } from './types.ts';

export interface Reading {
  readonly fact: Fact;
  readonly value: Value;
}

/** Observation, QuestionnaireResponse, Condition, Procedure and request statuses that count (N1). */
const USABLE = new Set([
  'final',
  'amended',
  'corrected',
  'preliminary',
  'completed',
  'active',
  'recurrence',
  'relapse',
]);

/** A set whose whole list was shown in the intake questionnaire (N5b). */
const CLOSED = '*';

const yesNo = (value: Fact['value']): Value | undefined => (typeof value === 'boolean' ? value : undefined);

type Of<T extends string> = Extract<FindingSpec['value'], { type: T }>;

const number = (type: Of<'number'>, value: Fact['value']): Value | undefined =>
  typeof value === 'number' &&
  value >= type.min &&
  value <= type.max &&
  !(type.integer && !Number.isInteger(value))
    ? value
    : undefined;

const word = (type: Of<'one-of'>, value: Fact['value']): Value | undefined => {
  if (typeof value === 'string') return type.values.includes(value) ? value : undefined;
  if (typeof value !== 'boolean' || !type.orBoolean) return undefined;
  return value ? true : type.normal;
};

const set = (type: Of<'set'>, value: Fact['value'], closed: boolean): Value | undefined => {
  const items = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(items)) return undefined;
  let present = 0;
  let absent = 0;
  let whole = closed && type.closable;
  for (const item of items as readonly unknown[]) {
    if (typeof item !== 'string') continue;
    if (item === CLOSED) whole ||= type.closable;
    else if (item.startsWith('!')) absent |= bit(type, item.slice(1));
    else present |= bit(type, wholeOf(type, item));
  }
  const unticked = whole ? ((1 << type.items.length) - 1) & ~(present | absent) : 0;
  if (present === 0 && absent === 0 && unticked === 0) return undefined;
  return unticked === 0 ? { present, absent } : { present, absent: absent | unticked, unticked };
};

/** A part that is free says nothing of the whole. */
const wholeOf = ({ parts }: Of<'set'>, item: string): string =>
  parts !== undefined && Object.hasOwn(parts, item) ? (parts[item] as string) : item;

const bit = (type: Of<'set'>, item: string): number => {
  const n = type.items.indexOf(item);
  return n < 0 ? 0 : 1 << n;
};

const typed = (spec: FindingSpec, value: Fact['value'], closed: boolean): Value | undefined => {
  switch (spec.value.type) {
    case 'boolean':
      return yesNo(value);
    case 'number':
      return number(spec.value, value);
    case 'one-of':
      return word(spec.value, value);
    case 'set':
      return set(spec.value, value, closed);
  }
};

/** Whether the value is a danger sign by itself, as its finding's row says (`positive`): a yes is, a set never. */
export const isPositive = (id: FindingId, value: Value | Fact['value']): boolean => {
  if (typeof value === 'boolean') return value;
  const { positive }: FindingSpec = findings[id];
  if (positive === undefined) return false;
  if (typeof value === 'string') return 'word' in positive && positive.word === value;
  if (typeof value !== 'number') return false;
  return (
    ('from' in positive && value >= positive.from.value) ||
    ('upTo' in positive && value <= positive.upTo.value)
  );
};

export type Unusable = 'unknown-finding' | 'status' | 'undated' | 'future-dated' | 'implausible';

/** By ordinal: a look into an array, where a table of so many names is a hash table. */
const specs: readonly FindingSpec[] = findingIds.map((id) => findings[id]);

/** A fact's finding and checked value, or why it is left out. */
export const read = (
  fact: Fact,
  closed: boolean,
): { readonly n: number; readonly id: FindingId; readonly reading: Reading } | Unusable => {
  const n = ordinals.get(fact.id);
  if (n === undefined) return 'unknown-finding';
  const id = fact.id as FindingId;
  const spec = specs[n] as FindingSpec;
  const draft = fact.status === 'in-progress' && spec.kind === 'red-flag';
  if (!USABLE.has(fact.status) && !draft) return 'status';
  if (!Number.isFinite(fact.days)) return 'undated';
  if (fact.days < 0) return 'future-dated';
  const value = typed(spec, fact.value, closed);
  if (value === undefined) return 'implausible';
  if (draft && !isPositive(id, value)) return 'status';
  return { n, id, reading: { fact, value } };
};
