/**
 * What a chart has on record, and what a criterion reads, as sets of bits: a finding on whichever leg, a condition,
 * a drug class, a fact of the patient. Most of the vocabulary is on no chart, so that one `&` spares most of the
 * criteria: where nothing is recorded of what a criterion reads, its truth is the one on an empty chart.
 */
import { conditions, findingIds, medicationClasses } from '../findings/index.ts';
import { type Chart, type LegChart, ordinal } from './chart.ts';
import type { Criterion } from './criterion.ts';

/** A set of positions: position `n` is bit `n % 32` of number `n / 32`. */
export type Bits = number[];

/** Findings come first: their positions are their ordinals. Then come conditions and drug classes. */
const at: ReadonlyMap<string, number> = new Map(
  [...Object.keys(conditions), ...Object.keys(medicationClasses)].map((id, n) => [id, findingIds.length + n]),
);

const FIRST_OTHER = findingIds.length + at.size;
/** What is neither a finding nor a condition nor a drug class. */
const OTHER = {
  age: FIRST_OTHER,
  egfr: FIRST_OTHER + 1,
  gestation: FIRST_OTHER + 2,
  pregnant: FIRST_OTHER + 3,
  freetext: FIRST_OTHER + 4,
  order: FIRST_OTHER + 5,
  stale: FIRST_OTHER + 6,
  conflict: FIRST_OTHER + 7,
} as const;

const WORDS = Math.ceil((FIRST_OTHER + Object.keys(OTHER).length) / 32);

export const noBits = (): Bits => new Array<number>(WORDS).fill(0);

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

/** Everything that a chart has on record, added to its bits. */
export const recordAll = (bits: Bits, chart: Chart): void => {
  // each leg has the midline's findings beside its own
  const { each, midline } = chart.legs;
  for (const leg of each.length > 0 ? each : [midline]) recordFindings(bits, leg);
  for (const id of chart.conditions) record(bits, id);
  for (const { id } of chart.occurrences) record(bits, id);
  for (const drug of chart.medications) record(bits, drug);
  if (chart.age !== undefined) setBit(bits, OTHER.age);
  if (chart.egfr !== undefined) setBit(bits, OTHER.egfr);
  if (chart.gestation !== undefined) setBit(bits, OTHER.gestation);
  if (chart.pregnant !== undefined) setBit(bits, OTHER.pregnant);
  if (chart.freetext > 0) setBit(bits, OTHER.freetext);
  if (chart.orders.length > 0) setBit(bits, OTHER.order);
  if (chart.stale.length > 0) setBit(bits, OTHER.stale);
  if (chart.conflicts.length > 0) setBit(bits, OTHER.conflict);
};

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
      return [at.get(criterion.id) as number];
    case 'notOlder':
      return criterion.than.map(ordinal).concat(criterion.orOnset ? ONSET : NOTHING);
    case 'medication':
      return [at.get(criterion.drug) as number];
    case 'ordersDrug':
    case 'orders':
      return [OTHER.order];
    case 'patient':
      return [OTHER[criterion.of]];
    case 'pregnant':
      return [OTHER.pregnant];
    case 'freetextOnly':
      return [OTHER.freetext];
    case 'stale':
      return [OTHER.stale];
    case 'conflict':
      return [OTHER.conflict];
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
  /** Every position that the node or one of its parts reads. */
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
