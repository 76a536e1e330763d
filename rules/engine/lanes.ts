/**
 * Truths of all legs at once, as bits of one number, and Kleene's logic on them.
 *
 * A lane is a leg in one of the two readings of the chart, `legs` or `safety`; the last two are left and right of
 * `safety` together with what has no side. Each lane has two bits: established, and established not to be. Neither is
 * set where nobody documented it, and never both. `null` is not `false`: a conjunction is refuted
 * by one false whatever else is unknown, and a disjunction is established by one true; otherwise the unknown stays
 * unknown. One `&` and one `|` do that for ten lanes.
 *
 *   bits 0–3    established on left, right, unspecified, midline of `legs`
 *   bits 4–7    the same of `safety`
 *   bits 8–9    left and right of `safety` with what has no side
 *   bits 10–19  the same ten lanes, refuted
 *   bit 20      a part could not be evaluated.
 */
import type { Criterion } from './criterion.ts';

/** Kleene's three values: established, established not to be, `null` = not documented. */
export type Truth = boolean | null;

/** A truth for each lane. */
export type Lanes = number;

/** The lanes of the plain reading, `chart.legs`: left, right, unspecified and midline, in this order. */
export const PLAIN = 0;
/** Those of `chart.safety`, in the same order. */
export const SAFETY = 4;
/** Left and right of the latter, each together with what has no side. */
export const WITH_UNSIDED = 8;
/** Where the midline stands among the lanes of a reading. */
export const MIDLINE = 3;

const LANES = 10;
/** The bits that say "established", of all lanes. */
const TRUE = (1 << LANES) - 1;
/** The bits that say "refuted", of all lanes. */
const FALSE = TRUE << LANES;
/** Something that this rests on could not be evaluated. */
const BROKEN = 1 << (2 * LANES);

// from the right: plain left, right, unspecified, midline; the same for the red flags; left and right with the unsided
const LEFT = 0b01_0001_0001;
const RIGHT = 0b10_0010_0010;
const UNSPECIFIED = 0b00_0100_0100;
const MIDLINES = 0b00_1000_1000;
const PLAIN_READING = 0b00_0000_1111;
const SAFETY_READING = 0b11_1111_0000;
/** The legs by their own findings alone. */
const OWN_LEFT = 0b00_0001_0001;
const OWN_RIGHT = 0b00_0010_0010;

export const UNKNOWN: Lanes = 0;
export const NOT_EVALUATED: Lanes = BROKEN;

/** The same truth on some lanes. */
export const onLanes = (truth: Truth, lanes: number): Lanes =>
  truth === null ? UNKNOWN : truth ? lanes : lanes << LANES;

export const everywhere = (truth: Truth): Lanes => onLanes(truth, TRUE);

/** Truths that differ by leg alone. */
export const byLeg = (of: {
  readonly left: Truth;
  readonly right: Truth;
  readonly unspecified: Truth;
  readonly midline: Truth;
}): Lanes =>
  onLanes(of.left, LEFT) |
  onLanes(of.right, RIGHT) |
  onLanes(of.unspecified, UNSPECIFIED) |
  onLanes(of.midline, MIDLINES);

/** The lanes on which it is established. */
export const established = (lanes: Lanes): number => lanes & TRUE;

const evaluated = (lanes: Lanes): Lanes => {
  if (lanes >= BROKEN) throw new Error('a part of the criterion could not be evaluated');
  return lanes;
};

/** @throws Error when it could not be evaluated */
export const isTrueOn = (lanes: Lanes, lane: number): boolean => ((evaluated(lanes) >> lane) & 1) === 1;

/** @throws Error when it could not be evaluated */
export const truthOn = (lanes: Lanes, lane: number): Truth => {
  const own = evaluated(lanes) >> lane;
  if ((own & 1) !== 0) return true;
  return (own & (1 << LANES)) !== 0 ? false : null;
};

/** The lanes of the legs that have findings of their own, in each reading. */
export interface RecordedLegs {
  readonly plain: number;
  readonly safety: number;
}

/**
 * The truth on some leg of a reading. A leg nobody documented keeps the answer open; a finding absent without a side is absent
 * on both.
 */
const someLeg = (one: Lanes, each: number, reading: number): Lanes => {
  if ((one & each) !== 0) return reading;
  const both = (each & LEFT) !== 0 && (each & RIGHT) !== 0;
  const areAll = both || (each & UNSPECIFIED) !== 0;
  return areAll && ((one >> LANES) & each) === each ? reading << LANES : UNKNOWN;
};

/** The truth of both legs of a reading, each by its own findings. */
const bothLegs = (one: Lanes, reading: number): Lanes => {
  const own = reading & (OWN_LEFT | OWN_RIGHT);
  if (((one >> LANES) & own) !== 0) return reading << LANES;
  return (one & own) === own ? reading : UNKNOWN;
};

const bothTruths = (lanes: number): number => lanes | (lanes << LANES);
const FROM_LEFT = bothTruths(OWN_LEFT);
const FROM_RIGHT = bothTruths(OWN_RIGHT);
const FROM_SAFETY = bothTruths((OWN_LEFT | OWN_RIGHT) & SAFETY_READING);

/** For each left and right leg, what is so of the leg opposite by its own findings; unknown for all others. */
const opposite = (one: Lanes): Lanes => {
  const swapped = ((one & FROM_LEFT) << 1) | ((one & FROM_RIGHT) >> 1);
  return swapped | ((swapped & FROM_SAFETY) << (WITH_UNSIDED - SAFETY));
};

/** Established where both legs are, refuted where both are documented. */
const symmetric = (one: Lanes, there: Lanes): Lanes => {
  const known = (one | (one >> LANES)) & (there | (there >> LANES)) & TRUE;
  const both = one & there & TRUE;
  return both | ((known & ~both) << LANES);
};

/** Established where the other leg is not. */
const unilateral = (one: Lanes, there: Lanes): Lanes =>
  (one & TRUE & ~there) | (one & FALSE) | ((one & there & TRUE) << LANES);

const atLeast = (
  least: number,
  truths: readonly Lanes[],
  parts: readonly number[],
  from: number,
  to: number,
): Lanes => {
  let lanes = UNKNOWN;
  for (let lane = 0; lane < LANES; lane++) {
    let holds = 0;
    let open = 0;
    for (let n = from; n < to; n++) {
      const own = (truths[parts[n] as number] as Lanes) >> lane;
      if ((own & 1) !== 0) holds++;
      else if ((own & (1 << LANES)) === 0) open++;
    }
    if (holds >= least) lanes |= 1 << lane;
    else if (holds + open < least) lanes |= 1 << (lane + LANES);
  }
  return lanes;
};

/** A criterion made of parts. */
export type Composite = Exclude<Extract<Criterion, { of: unknown }>, { op: 'patient' }>;

/**
 * What makes one truth of several. `anyUnlessRefuted` is no criterion of its own: a leaf that reads several findings is
 * established where one of them says so and none says the contrary.
 */
export type Operator = Composite['op'] | 'anyUnlessRefuted';

/**
 * The truth of what is made of parts. `parts` says where in `truths` each stands, of which those from `from` to
 * before `to` count. `every` and `some` are the bits that all parts have and that any part has: of an operator with one
 * part, such as `not` or `eitherLeg`, both are that part.
 */
export const combine = (
  operator: Operator,
  least: number,
  truths: readonly Lanes[],
  parts: readonly number[],
  from: number,
  to: number,
  legs: RecordedLegs,
): Lanes => {
  let every = TRUE | FALSE;
  let some = UNKNOWN;
  for (let n = from; n < to; n++) {
    const one = truths[parts[n] as number] as Lanes;
    every &= one;
    some |= one;
  }
  if (some >= BROKEN) return NOT_EVALUATED;
  switch (operator) {
    case 'any':
      return (some & TRUE) | (every & FALSE);
    case 'all':
      return (every & TRUE) | (some & FALSE);
    case 'unlessKnown':
      return (~some & TRUE) | ((some & TRUE) << LANES);
    // established by one part; refuted by one only where none establishes it
    case 'either':
      return (some & TRUE) | (some & FALSE & ~(some << LANES));
    // refuted by one part; established by one only where none refutes it
    case 'anyUnlessRefuted':
      return (some & FALSE) | (some & TRUE & ~(some >> LANES));
    case 'not':
      return (some >> LANES) | ((some & TRUE) << LANES);
    case 'atLeast':
      return atLeast(least, truths, parts, from, to);
    case 'eitherLeg':
      return someLeg(some, legs.plain, PLAIN_READING) | someLeg(some, legs.safety, SAFETY_READING);
    case 'bothLegs':
      return bothLegs(some, PLAIN_READING) | bothLegs(some, SAFETY_READING);
    case 'symmetric':
      return symmetric(some, opposite(some));
    case 'bilateral':
      return (some & opposite(some) & TRUE) | ((some | opposite(some)) & FALSE);
    case 'unilateral':
      return unilateral(some, opposite(some));
    case 'term':
    case 'notOlder':
      return some;
  }
};
