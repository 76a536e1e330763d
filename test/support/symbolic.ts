/**
 * What a criterion means, as decision diagrams (Bryant 1986): on each leg, when it is established and when it is
 * established not to be, as functions of the same of its leaves. Two criteria mean the same exactly where their diagrams
 * are the same numbers. It follows `rules/engine/lanes.ts` and shares no code with it.
 */
import type { Criterion } from '../../rules/engine/criterion.ts';
import { partsOf } from '../../rules/engine/walk.ts';

type Diagram = number;
const NO: Diagram = 0;
const YES: Diagram = 1;

const LEGS = ['left', 'right', 'unspecified', 'midline'] as const;
type SymbolicLeg = (typeof LEGS)[number];
const OTHER: Readonly<Partial<Record<SymbolicLeg, SymbolicLeg>>> = { left: 'right', right: 'left' };

/** On one leg: established, established not to be. */
type Known = readonly [isTrue: Diagram, isFalse: Diagram];

/** More than there are. */
const MOST_OF_A_LEG = 10_000;

/** A leaf by what it asks: a number by its value and unit. A defined term is a leaf; what it means is compared by itself. */
const spelled = (leaf: Criterion): string =>
  leaf.op === 'term'
    ? leaf.title
    : JSON.stringify(leaf, (key, value) => (key === 'bound' ? `${value.value} ${value.unit}` : value));

/** More diagrams than any comparison needs; three numbers below it make one exact key. */
const MOST = 2 ** 17;

const keyOf = (one: number, two: number, three: number): number => (one * MOST + two) * MOST + three;

class Symbols {
  /** Of each diagram the variable that it asks first, and the diagrams where that is not so and where it is. */
  readonly #asks: number[] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  readonly #low: Diagram[] = [NO, YES];
  readonly #high: Diagram[] = [NO, YES];
  readonly #unique = new Map<number, Diagram>();
  readonly #chosen = new Map<number, Diagram>();
  readonly #variables = new Map<string, Diagram>();
  readonly #meanings = new Map<Criterion, Map<SymbolicLeg, Known>>();

  #node(asks: number, low: Diagram, high: Diagram): Diagram {
    if (low === high) return low;
    const key = keyOf(asks, low, high);
    const known = this.#unique.get(key);
    if (known !== undefined) return known;
    const made = this.#asks.push(asks) - 1;
    if (made >= MOST) throw new RangeError('more diagrams than a comparison may need');
    this.#low.push(low);
    this.#high.push(high);
    this.#unique.set(key, made);
    return made;
  }

  #lowOf(of: Diagram, asks: number): Diagram {
    return this.#asks[of] === asks ? (this.#low[of] as Diagram) : of;
  }

  #highOf(of: Diagram, asks: number): Diagram {
    return this.#asks[of] === asks ? (this.#high[of] as Diagram) : of;
  }

  #if(of: Diagram, then: Diagram, otherwise: Diagram): Diagram {
    if (of === YES || then === otherwise) return then;
    if (of === NO) return otherwise;
    if (then === YES && otherwise === NO) return of;
    const key = keyOf(of, then, otherwise);
    const known = this.#chosen.get(key);
    if (known !== undefined) return known;
    const asks = Math.min(
      this.#asks[of] as number,
      this.#asks[then] as number,
      this.#asks[otherwise] as number,
    );
    const made = this.#node(
      asks,
      this.#if(this.#lowOf(of, asks), this.#lowOf(then, asks), this.#lowOf(otherwise, asks)),
      this.#if(this.#highOf(of, asks), this.#highOf(then, asks), this.#highOf(otherwise, asks)),
    );
    this.#chosen.set(key, made);
    return made;
  }

  /** Which legs have findings comes first, then leg by leg: what is said of several legs stays small in that order. */
  #variable(name: string, leg: SymbolicLeg, isFirst = false): Diagram {
    const known = this.#variables.get(name);
    if (known !== undefined) return known;
    const group = isFirst ? 0 : LEGS.indexOf(leg) + 1;
    const made = this.#node(group * MOST_OF_A_LEG + this.#variables.size, NO, YES);
    this.#variables.set(name, made);
    return made;
  }

  #not = (of: Diagram): Diagram => this.#if(of, NO, YES);
  /** Halves first: what is put together stays small for longer. */
  #folded(of: readonly Diagram[], none: Diagram, two: (one: Diagram, other: Diagram) => Diagram): Diagram {
    if (of.length < 2) return of[0] ?? none;
    const half = of.length >> 1;
    return two(this.#folded(of.slice(0, half), none, two), this.#folded(of.slice(half), none, two));
  }

  #and = (...of: readonly Diagram[]): Diagram =>
    this.#folded(of, YES, (one, other) => this.#if(one, other, NO));
  #or = (...of: readonly Diagram[]): Diagram =>
    this.#folded(of, NO, (one, other) => this.#if(one, YES, other));

  /** At least so many of them. */
  #count(least: number, of: readonly Diagram[]): Diagram {
    if (least <= 0) return YES;
    const [first, ...rest] = of;
    if (first === undefined || of.length < least) return NO;
    return this.#if(first, this.#count(least - 1, rest), this.#count(least, rest));
  }

  #leaf(name: string, leg: SymbolicLeg): Known {
    const isTrue = this.#variable(`${name} ${leg} is so`, leg);
    return [isTrue, this.#and(this.#not(isTrue), this.#variable(`${name} ${leg} is not so`, leg))];
  }

  #isRecorded = (leg: SymbolicLeg): Diagram => this.#variable(`${leg} has findings`, leg, true);

  #someLeg(of: Criterion): Known {
    const legs = (['left', 'right', 'unspecified'] as const).map((leg) => ({
      of: this.meaning(of, leg),
      recorded: this.#isRecorded(leg),
    }));
    const isTrue = this.#or(...legs.map((one) => this.#and(one.recorded, one.of[0])));
    const [left, right, unspecified] = legs.map((one) => one.recorded) as [Diagram, Diagram, Diagram];
    const areAll = this.#or(this.#and(left, right), unspecified);
    const refuted = legs.map((one) => this.#or(this.#not(one.recorded), one.of[1]));
    return [isTrue, this.#and(this.#not(isTrue), areAll, ...refuted)];
  }

  #bothLegs(of: Criterion): Known {
    const [left, right] = [this.meaning(of, 'left'), this.meaning(of, 'right')];
    const isNot = this.#or(left[1], right[1]);
    return [this.#and(left[0], right[0], this.#not(isNot)), isNot];
  }

  #compared(op: 'bilateral' | 'symmetric' | 'unilateral', of: Criterion, leg: SymbolicLeg): Known {
    const own = this.meaning(of, leg);
    const opposite = OTHER[leg];
    const other: Known = opposite === undefined ? [NO, NO] : this.meaning(of, opposite);
    const both = this.#and(own[0], other[0]);
    switch (op) {
      case 'bilateral':
        return [both, this.#or(own[1], other[1])];
      case 'symmetric':
        return [both, this.#and(this.#or(...own), this.#or(...other), this.#not(both))];
      case 'unilateral':
        return [this.#and(own[0], this.#not(other[0])), this.#or(own[1], both)];
    }
  }

  #made(criterion: Criterion, leg: SymbolicLeg): Known {
    const parts = criterion.op === 'term' ? [] : partsOf(criterion);
    const [only] = parts;
    if (only === undefined) return this.#leaf(spelled(criterion), leg);
    switch (criterion.op) {
      case 'eitherLeg':
        return this.#someLeg(only);
      case 'bothLegs':
        return this.#bothLegs(only);
      case 'bilateral':
      case 'symmetric':
      case 'unilateral':
        return this.#compared(criterion.op, only, leg);
      default:
        return this.#joined(
          criterion,
          parts.map((part) => this.meaning(part, leg)),
          leg,
        );
    }
  }

  #joined(criterion: Criterion, of: readonly Known[], leg: SymbolicLeg): Known {
    const isTrue = of.map((one) => one[0]);
    const isFalse = of.map((one) => one[1]);
    const [some, all] = [this.#or(...isTrue), this.#and(...isTrue)];
    switch (criterion.op) {
      case 'all':
        return [all, this.#or(...isFalse)];
      case 'any':
        return [some, this.#and(...isFalse)];
      case 'either':
        return [some, this.#and(this.#not(some), this.#or(...isFalse))];
      case 'atLeast':
        return [this.#count(criterion.count, isTrue), this.#count(of.length - criterion.count + 1, isFalse)];
      case 'not':
        return [this.#and(...isFalse), all];
      case 'unlessKnown':
        return [this.#not(all), all];
      case 'notOlder':
        return [
          this.#and(
            all,
            this.#variable(`recent ${criterion.than.join('+')} ${criterion.orOnset} ${leg}`, leg),
          ),
          NO,
        ];
      default:
        throw new TypeError(`no meaning of ${criterion.op}`);
    }
  }

  isWithin(one: Criterion, others: readonly Criterion[], leg: SymbolicLeg): boolean {
    const some = this.#or(...others.map((other) => this.meaning(other, leg)[0]));
    return this.#if(this.meaning(one, leg)[0], some, YES) === YES;
  }

  meaning(criterion: Criterion, leg: SymbolicLeg): Known {
    const legs = this.#meanings.get(criterion) ?? new Map<SymbolicLeg, Known>();
    this.#meanings.set(criterion, legs);
    const known = legs.get(leg) ?? this.#made(criterion, leg);
    legs.set(leg, known);
    return known;
  }
}

/** On one leg and of the patient: what is so of the left is so of the right. */
export const areSame = (one: Criterion, other: Criterion): boolean => {
  const symbols = new Symbols();
  return (['left', 'midline'] as const).every((leg) => {
    const [a, b] = [symbols.meaning(one, leg), symbols.meaning(other, leg)];
    return a[0] === b[0] && a[1] === b[1];
  });
};

/** Whether the one is never established, for the patient, where none of the others is. */
export const implies = (one: Criterion, others: readonly Criterion[]): boolean =>
  new Symbols().isWithin(one, others, 'midline');
