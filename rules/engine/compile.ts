/**
 * Turns a criterion into a closure, once, at load. Evaluation then allocates nothing: each leaf is an
 * array access or a comparison, and a term that many rules share is evaluated once on a leg.
 */
import { type LegChart, ordinal } from './chart.ts';
import { compileConclusion } from './compile-conclusion.ts';
import { compileFinding } from './compile-finding.ts';
import { compilePatient } from './compile-patient.ts';
import type { Compiled } from './compiled.ts';
import type { Context } from './context.ts';
import type { Criterion } from './criterion.ts';
import { findingsOf, nodesOf } from './parts.ts';
import { readsConclusion } from './reads-conclusion.ts';
import { not, type Truth } from './truth.ts';

export type { Compiled } from './compiled.ts';

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

/** Days since the newest fact behind any of them on the leg. */
const newestOf = (leg: LegChart, findings: readonly number[]): number =>
  findings.reduce(
    (days, n) => (leg.facts[n] ?? []).reduce((least, fact) => Math.min(least, fact.days), days),
    Number.POSITIVE_INFINITY,
  );

const ONSET = ordinal('pain-onset-days');

/** Days since the episode began, as far as somebody recorded it. */
const onsetOf = (leg: LegChart): number => {
  const said = leg.values[ONSET];
  const [fact] = leg.facts[ONSET] ?? [];
  return typeof said === 'number' ? said + (fact?.days ?? 0) : Number.NEGATIVE_INFINITY;
};

const recentEnough = ({ of, than, orOnset }: Extract<Criterion, { op: 'notOlder' }>): Compiled => {
  const part = compile(of);
  const reads = nodesOf(of).flatMap(findingsOf).map(ordinal);
  const signs = than.map(ordinal);
  return (context, leg) => {
    if (part(context, leg) !== true) return null;
    const sign = newestOf(leg, signs);
    const since = orOnset ? Math.max(sign, onsetOf(leg)) : sign;
    return newestOf(leg, reads) <= since ? true : null;
  };
};

let terms = 0;

/** A defined notion, evaluated once on a leg. One that reads a conclusion may change from stage to stage. */
const remembered = (of: Criterion): Compiled => {
  const part = compile(of);
  if (readsConclusion(of)) return part;
  const n = terms++;
  return (context, leg) => {
    const known = leg.terms[n];
    if (known !== undefined) return known;
    const truth = part(context, leg);
    leg.terms[n] = truth;
    return truth;
  };
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
    case 'notOlder':
      return recentEnough(criterion);
    case 'term':
      return remembered(criterion.of);
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
    case 'bilateral': {
      const part = compile(criterion.of);
      return (context, leg) => {
        const own = part(context, leg);
        if (own === false) return false;
        const other = opposite(context, leg);
        const there = other ? part(context, other) : null;
        return there === false ? false : own && there;
      };
    }
    case 'unilateral': {
      const part = compile(criterion.of);
      return (context, leg) => {
        const own = part(context, leg);
        if (own !== true) return own;
        const other = opposite(context, leg);
        return other === undefined || part(context, other) !== true;
      };
    }
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
    compileFinding(criterion) ??
    compilePatient(criterion) ??
    compileConclusion(criterion) ??
    composite(criterion);
  if (!made) throw new TypeError(`No meaning for the criterion ${criterion.op}`);
  compiled.set(criterion, made);
  return made;
};
