/**
 * What looking across the rules shows: findings no rule reads, sided ones read outside a leg, terms with two
 * definitions, citations nobody relies on, rules that no vignette of theirs fires, and rules that fire together.
 */
import { type CitationId, citations } from '../citations.ts';
import { tables } from '../differential/index.ts';
import type { Criterion } from '../engine/criterion.ts';
import { inputOf, type VignetteChart } from '../engine/rule.ts';
import { findingsOf, nodesOf, partsOf } from '../engine/walk.ts';
import { type FindingId, findingIds, findings } from '../findings/index.ts';
import { evaluate } from '../index.ts';
import { everyRule } from './every-rule.ts';
import { readersOf, thresholds } from './threshold-uses.ts';

const findingsRead = (criterion: Criterion): FindingId[] => nodesOf(criterion).flatMap(findingsOf);

/** Which rules read a finding. */
export const readers: ReadonlyMap<FindingId, readonly string[]> = new Map(
  findingIds.map((id) => [
    id,
    everyRule
      .filter(({ parts }) => parts.some(({ criterion }) => findingsRead(criterion).includes(id)))
      .map((rule) => rule.id),
  ]),
);

/** Findings that are recorded and shown, and decide nothing. */
export const idleFindings = (): FindingId[] =>
  findingIds.filter((id) => (readers.get(id) ?? []).length === 0);

const INTO_LEGS: ReadonlySet<Criterion['op']> = new Set(['eitherLeg', 'bothLegs']);

/** Whether a criterion reads the leg in scope: then it belongs inside one. */
const readsLeg = (criterion: Criterion): boolean =>
  findingsOf(criterion).some((id) => findings[id].sided) ||
  (!INTO_LEGS.has(criterion.op) && partsOf(criterion).some(readsLeg));

/** Parts at chart level that read a sided finding outside every leg. */
export const outsideLegs = (): string[] =>
  everyRule.flatMap(({ id, parts }) =>
    parts.flatMap(({ part, criterion, onLeg }) => (!onLeg && readsLeg(criterion) ? [`${id} ${part}`] : [])),
  );

/** Defined terms by title; two definitions under one title would mislead a reader. */
export const terms = (): ReadonlyMap<string, readonly Criterion[]> => {
  const found = new Map<string, Criterion[]>();
  for (const { parts } of everyRule) {
    for (const { criterion } of parts) {
      for (const node of nodesOf(criterion)) {
        if (node.op !== 'term') continue;
        const known = found.get(node.title) ?? [];
        if (!known.some((other) => JSON.stringify(other) === JSON.stringify(node.of))) {
          found.set(node.title, [...known, node.of]);
        }
      }
    }
  }
  return found;
};

/** Citations of a rule's evidence, of the basis of an item, or of a number that is used. */
const citedIds = (): ReadonlySet<CitationId> =>
  new Set([
    ...everyRule.flatMap(({ evidence }) => evidence.map(({ cite }) => cite)),
    ...Object.values(tables).flatMap(({ items }) =>
      items.flatMap(({ basis }) => basis.map((one) => (typeof one === 'string' ? one : one[0]))),
    ),
    ...[...thresholds].flatMap(([name, { source }]) => (readersOf(name).length > 0 ? source : [])),
  ]);

export const uncited = (): CitationId[] => {
  const cited = citedIds();
  return (Object.keys(citations) as CitationId[]).filter((id) => !cited.has(id));
};

/** What fired on a vignette's chart, by rule id. */
const firedOn = (given: VignetteChart): string[] => {
  const { assessment, fired } = evaluate(inputOf(given));
  return [
    ...assessment.redFlags.map(({ id }) => id),
    ...assessment.differential
      .filter(({ category }) => category === 'likely' || category === 'possible')
      .map(({ condition }) => condition),
    ...fired.map(({ id }) => id),
  ];
};

const everyVignette = everyRule.flatMap(({ fires, doesNot }) => [...fires, ...doesNot]);

/** Rules none of whose vignettes makes them fire. */
export const silentRules = (): string[] =>
  everyRule
    .filter(({ id, fires }) => id !== 'ROOT' && !fires.some(({ given }) => firedOn(given).includes(id)))
    .map(({ id }) => id);

export interface Overlap {
  readonly rules: readonly [string, string];
  /** The number of vignettes on which both fire. */
  readonly together: number;
}

/** Pairs of red flags, and of recommendations with a card, that fire on the same vignette. */
export const overlaps = (): Overlap[] => {
  const counts = new Map<string, number>();
  for (const { given } of everyVignette) {
    const fired = firedOn(given).filter((id) => id.startsWith('RF-') || id.startsWith('REC-'));
    for (const [n, one] of fired.entries()) {
      for (const other of fired.slice(n + 1)) {
        if (one.slice(0, 3) !== other.slice(0, 3)) continue;
        const pair = [one, other].sort().join(' ');
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
    }
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([pair, together]) => ({ rules: pair.split(' ') as [string, string], together }));
};
