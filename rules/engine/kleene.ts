/**
 * Truth of what is made of parts, in Kleene's three values (`truth.ts`). `established.ts` is the same where only
 * "established or not" is asked.
 */
import { type LegChart, ordinal } from './chart.ts';
import type { Criterion } from './criterion.ts';
import { newSlot, recall, remember } from './memory.ts';
import { type Compiled, holds, not, opposite, type Part, type Truth, truthOf } from './truth.ts';
import { findingsOf, nodesOf, readsConclusion } from './walk.ts';

const allOf =
  (parts: readonly Part[]): Compiled =>
  (context, leg) => {
    let truth: Truth = true;
    for (const part of parts) {
      const one = truthOf(part, context, leg);
      if (one === false) return false;
      if (one === null) truth = null;
    }
    return truth;
  };

const anyOf =
  (parts: readonly Part[]): Compiled =>
  (context, leg) => {
    let truth: Truth = false;
    for (const part of parts) {
      const one = truthOf(part, context, leg);
      if (one === true) return true;
      if (one === null) truth = null;
    }
    return truth;
  };

const eitherOf =
  (parts: readonly Part[]): Compiled =>
  (context, leg) => {
    let truth: Truth = null;
    for (const part of parts) {
      const one = truthOf(part, context, leg);
      if (one === true) return true;
      if (one === false) truth = false;
    }
    return truth;
  };

const countOf =
  (count: number, parts: readonly Part[]): Compiled =>
  (context, leg) => {
    let established = 0;
    let open = 0;
    for (const part of parts) {
      const one = truthOf(part, context, leg);
      if (one === true) established++;
      else if (one === null) open++;
    }
    if (established >= count) return true;
    return established + open >= count ? null : false;
  };

/** A leg nobody documented keeps the answer open; a finding absent without a side is absent on both. */
const onSomeLeg =
  (part: Part): Compiled =>
  (context) => {
    const { each } = context.legs;
    let absent = 0;
    let unsided = false;
    for (const leg of each) {
      const one = truthOf(part, context, leg);
      if (one === true) return true;
      if (one === false) absent++;
      unsided ||= leg.leg === 'unspecified';
    }
    return absent > 0 && absent === each.length && (unsided || absent === 2) ? false : null;
  };

/** Days since the newest fact behind any of `findings` on the leg. */
const newestOf = (leg: LegChart, findings: readonly number[]): number =>
  findings.reduce(
    (days, n) => (leg.facts[n] ?? []).reduce((least, fact) => Math.min(least, fact.days), days),
    Number.POSITIVE_INFINITY,
  );

/** The same of what a patient cannot know: pulses that were felt, a score that was worked out. */
const newestExamined = (leg: LegChart, findings: readonly number[]): number =>
  findings.reduce(
    (days, n) =>
      (leg.facts[n] ?? []).reduce(
        (least, fact) => (fact.src === 'patient' ? least : Math.min(least, fact.days)),
        days,
      ),
    Number.POSITIVE_INFINITY,
  );

const ONSET = ordinal('pain-onset-days');

/** Days since the episode began, as far as somebody recorded it. */
const onsetOf = (leg: LegChart): number => {
  const said = leg.values[ONSET];
  const [fact] = leg.facts[ONSET] ?? [];
  return typeof said === 'number' ? said + (fact?.days ?? 0) : Number.NEGATIVE_INFINITY;
};

const recentEnough = (
  { of, than, orOnset }: Extract<Criterion, { op: 'notOlder' }>,
  part: Part,
): Compiled => {
  const reads = nodesOf(of).flatMap(findingsOf).map(ordinal);
  const signs = than.map(ordinal);
  return (context, leg) => {
    if (!holds(part, context, leg)) return null;
    const sign = newestOf(leg, signs);
    const since = orOnset ? Math.max(sign, onsetOf(leg)) : sign;
    const examined = newestExamined(leg, reads);
    return Number.isFinite(examined) && examined <= since ? true : null;
  };
};

/** A defined notion, evaluated once on a leg. One that reads a conclusion may change from stage to stage. */
const remembered = (of: Criterion, part: Part): Compiled => {
  if (readsConclusion(of)) return part.truth;
  const slot = newSlot();
  return (context, leg) => {
    const known = recall(leg, slot);
    if (known !== undefined) return known;
    const truth = truthOf(part, context, leg);
    remember(leg, slot, truth);
    return truth;
  };
};

const ofOne = (criterion: Criterion, part: Part): Compiled | undefined => {
  switch (criterion.op) {
    case 'not':
      return (context, leg) => not(truthOf(part, context, leg));
    case 'unlessKnown':
      return (context, leg) => !holds(part, context, leg);
    case 'notOlder':
      return recentEnough(criterion, part);
    case 'term':
      return remembered(criterion.of, part);
    case 'eitherLeg':
      return onSomeLeg(part);
    case 'bothLegs':
      return (context) => {
        const left = truthOf(part, context, context.legs.left);
        if (left === false) return false;
        const right = truthOf(part, context, context.legs.right);
        return right === false ? false : left && right;
      };
    case 'symmetric':
      return (context, leg) => {
        const other = opposite(context, leg);
        const own = truthOf(part, context, leg);
        const there = other ? truthOf(part, context, other) : null;
        return own === null || there === null ? null : own && there;
      };
    case 'bilateral':
      return (context, leg) => {
        const own = truthOf(part, context, leg);
        if (own === false) return false;
        const other = opposite(context, leg);
        const there = other ? truthOf(part, context, other) : null;
        return there === false ? false : own && there;
      };
    case 'unilateral':
      return (context, leg) => {
        const own = truthOf(part, context, leg);
        if (own !== true) return own;
        const other = opposite(context, leg);
        return other === undefined || !holds(part, context, other);
      };
    default:
      return undefined;
  }
};

/** Undefined where the criterion is a leaf. */
export const compositeTruth = (criterion: Criterion, parts: readonly Part[]): Compiled | undefined => {
  switch (criterion.op) {
    case 'all':
      return allOf(parts);
    case 'any':
      return anyOf(parts);
    case 'either':
      return eitherOf(parts);
    case 'atLeast':
      return countOf(criterion.count, parts);
    default: {
      const [part] = parts;
      return part && ofOne(criterion, part);
    }
  }
};
