/**
 * Turns a criterion into a closure, once, at load. Evaluation then allocates nothing: each leaf is an
 * array access or a comparison.
 */
import { findings } from '../findings/index.ts';
import { bitsOf, isSet, type LegChart, ordinal, type SetValue, type Value } from './chart.ts';
import type { Context } from './context.ts';
import type { Comparison, Criterion, FlagUrgency, RootKind } from './criterion.ts';
import type { Truth } from './truth.ts';
import { not } from './truth.ts';
import type { Category, Leg, RootResult } from './types.ts';

/** The truth of a criterion for the leg in scope. */
export type Compiled = (context: Context, leg: LegChart) => Truth;

export const compare = (value: number, cmp: Comparison, threshold: number): boolean => {
  switch (cmp) {
    case '<':
      return value < threshold;
    case '<=':
      return value <= threshold;
    case '>':
      return value > threshold;
    case '>=':
      return value >= threshold;
  }
};

const URGENCY: Readonly<Record<FlagUrgency, number>> = { soon: 1, urgent: 2, emergent: 3 };

/** Whether a level is at least another. */
export const reachesLevel = (level: FlagUrgency | undefined, least: FlagUrgency): boolean =>
  level !== undefined && URGENCY[level] >= URGENCY[least];

/** `none` is the only word of a symptom's degree that says it is absent. */
const presence = (value: Value | undefined): Truth => {
  if (value === undefined) return null;
  return typeof value === 'string' ? value !== 'none' : value === true;
};

const listed = (value: Value | undefined, bits: number): Truth => {
  if (!isSet(value)) return null;
  if (value.present & bits) return true;
  return (value.absent & bits) === bits ? false : null;
};

const touched = (value: Value | undefined, bits: number): Truth => {
  if (!isSet(value)) return null;
  if (value.present & bits) return true;
  return value.present !== 0 || (value.absent & bits) === bits ? false : null;
};

const ofKind = (result: RootResult, kind: RootKind): boolean => {
  switch (kind) {
    case 'any':
      return result.result !== 'none';
    case 'discordant':
      return result.confidence === 'discordant';
    case 'pair':
      return result.confidence !== 'discordant' && result.result.includes('/');
    case 'single':
      return result.confidence !== 'discordant' && result.result !== 'none' && !result.result.includes('/');
  }
};

const likelyEnough = (category: Category | undefined, least: 'possible' | 'likely'): boolean =>
  category === 'likely' || (least === 'possible' && category === 'possible');

/** Inside a leg's scope the leg's own conclusion counts; outside, any leg's. */
const concluded = <T>(
  by: ReadonlyMap<Leg, T>,
  context: Context,
  leg: LegChart,
  holds: (one: T) => boolean,
) => {
  if (leg === context.legs.midline) {
    for (const one of by.values()) if (holds(one)) return true;
    return false;
  }
  const own = by.get(leg.leg);
  return own !== undefined && holds(own);
};

const allOf =
  (parts: readonly Compiled[]): Compiled =>
  (context, leg) => {
    let truth: Truth = true;
    for (const part of parts) {
      const one = part(context, leg);
      if (one === false) return false;
      if (one === null) truth = null;
    }
    return truth;
  };

const anyOf =
  (parts: readonly Compiled[]): Compiled =>
  (context, leg) => {
    let truth: Truth = false;
    for (const part of parts) {
      const one = part(context, leg);
      if (one === true) return true;
      if (one === null) truth = null;
    }
    return truth;
  };

const eitherOf =
  (parts: readonly Compiled[]): Compiled =>
  (context, leg) => {
    let truth: Truth = null;
    for (const part of parts) {
      const one = part(context, leg);
      if (one === true) return true;
      if (one === false) truth = false;
    }
    return truth;
  };

const countOf =
  (count: number, parts: readonly Compiled[]): Compiled =>
  (context, leg) => {
    let established = 0;
    let open = 0;
    for (const part of parts) {
      const one = part(context, leg);
      if (one === true) established++;
      else if (one === null) open++;
    }
    if (established >= count) return true;
    return established + open >= count ? null : false;
  };

/** A leg nobody documented keeps the answer open; a finding absent without a side is absent on both. */
const onSomeLeg =
  (part: Compiled): Compiled =>
  (context) => {
    const { each } = context.legs;
    let absent = 0;
    let unsided = false;
    for (const leg of each) {
      const one = part(context, leg);
      if (one === true) return true;
      if (one === false) absent++;
      unsided ||= leg.leg === 'unspecified';
    }
    return absent > 0 && absent === each.length && (unsided || absent === 2) ? false : null;
  };

const opposite = (context: Context, leg: LegChart): LegChart | undefined => {
  if (leg.leg === 'left') return context.legs.right;
  return leg.leg === 'right' ? context.legs.left : undefined;
};

/** Where it holds on this leg, what the other leg makes of it. */
const compared =
  (part: Compiled, make: (onOther: boolean, leg: LegChart) => Truth): Compiled =>
  (context, leg) => {
    const own = part(context, leg);
    if (own !== true) return own;
    const other = opposite(context, leg);
    return make(other !== undefined && part(context, other) === true, leg);
  };

const leaf = (criterion: Criterion): Compiled | undefined => {
  switch (criterion.op) {
    case 'present': {
      const n = ordinal(criterion.finding);
      return (_, leg) => presence(leg.values[n]);
    }
    case 'grade': {
      const n = ordinal(criterion.finding);
      const { cmp, value } = criterion;
      return (_, leg) => {
        const own = leg.values[n];
        return typeof own === 'number' ? compare(own, cmp, value) : null;
      };
    }
    case 'is': {
      const n = ordinal(criterion.finding);
      const { words } = criterion;
      return (_, leg) => {
        const own = leg.values[n];
        return typeof own === 'string' ? words.includes(own) : null;
      };
    }
    case 'has': {
      const n = ordinal(criterion.finding);
      const bits = bitsOf(criterion.finding, criterion.items);
      return (_, leg) => listed(leg.values[n], bits);
    }
    case 'reaches': {
      const n = ordinal(criterion.finding);
      const bits = bitsOf(criterion.finding, criterion.items);
      return (_, leg) => touched(leg.values[n], bits);
    }
    case 'confined': {
      const where = criterion.findings.map((id) => [ordinal(id), bitsOf(id, criterion.items)] as const);
      return (_, leg) => {
        let truth: Truth = null;
        for (const [n, bits] of where) {
          const own = leg.values[n] as SetValue | undefined;
          if (!own?.present) continue;
          if (own.present & ~bits) return false;
          truth = true;
        }
        return truth;
      };
    }
    case 'recorded': {
      const n = ordinal(criterion.finding);
      return (_, leg) => leg.values[n] !== undefined;
    }
    default:
      return undefined;
  }
};

const known = (value: number | undefined, cmp: Comparison, threshold: number): Truth =>
  value === undefined ? null : compare(value, cmp, threshold);

const aboutPatient = (criterion: Criterion): Compiled | undefined => {
  switch (criterion.op) {
    case 'condition': {
      const { id } = criterion;
      return ({ chart }) => (chart.conditions.has(id) ? true : null);
    }
    case 'medication': {
      const { drug } = criterion;
      return ({ chart }) => (chart.medications.has(drug) ? true : null);
    }
    case 'ordersDrug': {
      const drugs: readonly string[] = criterion.drugs;
      return ({ chart }) => chart.orders.some(({ drug }) => drug !== undefined && drugs.includes(drug));
    }
    case 'orders': {
      const types: readonly string[] = criterion.types;
      return ({ chart }) => chart.orders.some(({ type }) => type !== undefined && types.includes(type));
    }
    case 'patient': {
      const { of, cmp, value } = criterion;
      return ({ chart }) => known(chart[of], cmp, value);
    }
    case 'pregnant':
      return ({ chart }) => chart.pregnant ?? null;
    case 'freetextOnly':
      return ({ chart }) => chart.freetext > 0 && !chart.documented;
    default:
      return undefined;
  }
};

const ofEarlierStages = (criterion: Criterion): Compiled | undefined => {
  switch (criterion.op) {
    case 'flag': {
      const { id, atLeast } = criterion;
      return ({ concluded: { flags } }) => (flags ? reachesLevel(flags.get(id), atLeast) : null);
    }
    case 'urgency': {
      const { atLeast } = criterion;
      return ({ concluded: { flags } }) => {
        if (!flags) return null;
        for (const level of flags.values()) if (reachesLevel(level, atLeast)) return true;
        return false;
      };
    }
    case 'dx': {
      const { id, atLeast } = criterion;
      return (context, leg) => {
        const all = context.concluded.diagnoses;
        if (!all) return null;
        const by = all.get(id);
        return by ? concluded(by, context, leg, (category) => likelyEnough(category, atLeast)) : false;
      };
    }
    case 'root': {
      const { kind } = criterion;
      return (context, leg) => {
        const { roots } = context.concluded;
        return roots ? concluded(roots, context, leg, (result) => ofKind(result, kind)) : null;
      };
    }
    case 'stale': {
      const { findings: of } = criterion;
      return ({ chart }) => chart.stale.some(({ finding }) => of === undefined || of.includes(finding));
    }
    case 'conflict':
      return ({ chart }) => chart.conflicts.length > 0;
    default:
      return undefined;
  }
};

const composite = (criterion: Criterion): Compiled | undefined => {
  switch (criterion.op) {
    case 'all':
      return allOf(criterion.of.map(compile));
    case 'any':
      return anyOf(criterion.of.map(compile));
    case 'either':
      return eitherOf(criterion.of.map(compile));
    case 'atLeast':
      return countOf(criterion.count, criterion.of.map(compile));
    case 'not': {
      const part = compile(criterion.of);
      return (context, leg) => not(part(context, leg));
    }
    case 'unlessKnown': {
      const part = compile(criterion.of);
      return (context, leg) => part(context, leg) !== true;
    }
    case 'term':
      return compile(criterion.of);
    case 'eitherLeg':
      return onSomeLeg(compile(criterion.of));
    case 'bothLegs': {
      const part = compile(criterion.of);
      return allOf([
        (context) => part(context, context.legs.left),
        (context) => part(context, context.legs.right),
      ]);
    }
    case 'symmetric': {
      const part = compile(criterion.of);
      return (context, leg) => {
        const other = opposite(context, leg);
        const own = part(context, leg);
        const there = other ? part(context, other) : null;
        return own === null || there === null ? null : own && there;
      };
    }
    case 'bilateral':
      return compared(compile(criterion.of), (other, leg) => (leg.leg === 'unspecified' ? null : other));
    case 'unilateral':
      return compared(compile(criterion.of), (other) => !other);
    default:
      return undefined;
  }
};

/** The same criterion object is compiled once, however many rules share it. */
const compiled = new WeakMap<Criterion, Compiled>();

export const compile = (criterion: Criterion): Compiled => {
  const known = compiled.get(criterion);
  if (known) return known;
  const made =
    leaf(criterion) ?? aboutPatient(criterion) ?? ofEarlierStages(criterion) ?? composite(criterion);
  if (!made) throw new TypeError(`No meaning for the criterion ${criterion.op}`);
  compiled.set(criterion, made);
  return made;
};

/** Whether a criterion reads the leg in scope: then it belongs inside one. */
export const readsLeg = (criterion: Criterion): boolean => {
  switch (criterion.op) {
    case 'present':
    case 'grade':
    case 'is':
    case 'has':
    case 'reaches':
    case 'recorded':
      return findings[criterion.finding].sided;
    case 'confined':
      return criterion.findings.some((id) => findings[id].sided);
    case 'all':
    case 'any':
    case 'either':
    case 'atLeast':
      return criterion.of.some(readsLeg);
    case 'not':
    case 'unlessKnown':
    case 'term':
    case 'symmetric':
    case 'bilateral':
    case 'unilateral':
      return readsLeg(criterion.of);
    default:
      return false;
  }
};
