/**
 * What a chart has on record, and what a criterion reads, as sets of bits: a finding on whichever leg, a condition,
 * a drug class, a fact of the patient. Most of the vocabulary is on no chart, so that one `&` spares most of the
 * criteria: where nothing is recorded of what a criterion reads, its truth is the one on an empty chart.
 */
import { conditions, findingIds, medicationClasses } from '../findings/index.ts';
import { type Chart, type LegChart, ordinal } from './chart.ts';
import type { Criterion } from './criterion.ts';

/** Bit `n % 32` of number `n / 32` stands for position `n`. */
export type Bits = number[];

/** What is neither a finding nor a condition nor a drug class. */
const others = [
  'age',
  'egfr',
  'gestation',
  'pregnant',
  'free text',
  'draft order',
  'stale finding',
  'conflict',
] as const;
type OtherRecord = (typeof others)[number];

/** Findings come first: their positions are their ordinals. */
const at: ReadonlyMap<string, number> = new Map(
  [...Object.keys(conditions), ...Object.keys(medicationClasses), ...others].map((id, n) => [
    id,
    findingIds.length + n,
  ]),
);

const WORDS = Math.ceil((findingIds.length + at.size) / 32);

const noBits = (): Bits => new Array<number>(WORDS).fill(0);

const setBit = (bits: Bits, n: number): void => {
  bits[n >> 5] = (bits[n >> 5] as number) | (1 << (n & 31));
};

/** What no criterion can read has no bit. */
const record = (bits: Bits, id: string): void => {
  const n = at.get(id);
  if (n !== undefined) setBit(bits, n);
};

const recordFindings = (bits: Bits, { facts }: LegChart): void => {
  for (let n = 0; n < findingIds.length; n++) if (facts[n] !== undefined) setBit(bits, n);
};

export const onRecordOf = (chart: Omit<Chart, 'onRecord'>): Bits => {
  const bits = noBits();
  const has = (id: OtherRecord, isThere: boolean): void => {
    if (isThere) record(bits, id);
  };
  // a leg without findings of its own shares the midline's
  recordFindings(bits, chart.legs.midline);
  for (const leg of chart.legs.each) recordFindings(bits, leg);
  for (const id of chart.conditions) record(bits, id);
  for (const { id } of chart.occurrences) record(bits, id);
  for (const drug of chart.medications) record(bits, drug);
  has('age', chart.age !== undefined);
  has('egfr', chart.egfr !== undefined);
  has('gestation', chart.gestation !== undefined);
  has('pregnant', chart.pregnant !== undefined);
  has('free text', chart.freetext > 0);
  has('draft order', chart.orders.length > 0);
  has('stale finding', chart.stale.length > 0);
  has('conflict', chart.conflicts.length > 0);
  return bits;
};

const of = (...ids: readonly string[]): readonly number[] => ids.map((id) => at.get(id) as number);
const NOTHING: readonly number[] = [];
const ONSET = ordinal('pain-onset-days');

/**
 * The positions that a node reads itself, apart from its parts. What an earlier stage concluded is no record:
 * `readsConclusion` finds it.
 */
const readsItself = (criterion: Criterion): readonly number[] => {
  switch (criterion.op) {
    case 'present':
    case 'grade':
    case 'is':
    case 'has':
    case 'reaches':
    case 'recorded':
      return [ordinal(criterion.finding)];
    case 'confined':
      return criterion.findings.map(ordinal);
    case 'condition':
    case 'onThisLeg':
    case 'occurred':
      return of(criterion.id);
    case 'notOlder':
      return criterion.than.map(ordinal).concat(criterion.orOnset ? ONSET : NOTHING);
    case 'medication':
      return of(criterion.drug);
    case 'ordersDrug':
    case 'orders':
      return of('draft order' satisfies OtherRecord);
    case 'patient':
      return of(criterion.of satisfies OtherRecord);
    case 'pregnant':
      return of('pregnant' satisfies OtherRecord);
    case 'freetextOnly':
      return of('free text' satisfies OtherRecord);
    case 'stale':
      return of('stale finding' satisfies OtherRecord);
    case 'conflict':
      return of('conflict' satisfies OtherRecord);
    case 'flag':
    case 'urgency':
    case 'dx':
    case 'root':
    case 'all':
    case 'any':
    case 'either':
    case 'atLeast':
    case 'not':
    case 'unlessKnown':
    case 'eitherLeg':
    case 'bothLegs':
    case 'symmetric':
    case 'bilateral':
    case 'unilateral':
    case 'term':
      return NOTHING;
  }
};

/** What a criterion reads, its parts included: up to three numbers of `Bits`, with the bits of each. */
export interface Reads {
  /** Whether there are any, and three are enough. */
  readonly few: boolean;
  readonly word1: number;
  readonly bits1: number;
  readonly word2: number;
  readonly bits2: number;
  readonly word3: number;
  readonly bits3: number;
  /** All of them. */
  readonly all: readonly number[];
}

const weigh = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
};

/** How many positions. */
export const countOf = ({ all }: Reads): number => all.reduce((sum, bits) => sum + weigh(bits), 0);

export const readsOf = (criterion: Criterion, parts: readonly Reads[]): Reads => {
  const all = noBits();
  for (const n of readsItself(criterion)) setBit(all, n);
  for (const part of parts)
    for (let word = 0; word < WORDS; word++) all[word] = (all[word] as number) | (part.all[word] as number);
  const used: number[] = [];
  for (let word = 0; word < WORDS; word++) if (all[word] !== 0) used.push(word);
  const [word1 = 0, word2 = word1, word3 = word1] = used;
  return {
    few: used.length > 0 && used.length <= 3,
    word1,
    bits1: all[word1] as number,
    word2,
    bits2: all[word2] as number,
    word3,
    bits3: all[word3] as number,
    all,
  };
};
