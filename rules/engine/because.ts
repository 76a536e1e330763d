/**
 * What made a criterion what it is, without the tree that `explain.ts` builds: `because` as ids, for the
 * assessment; `findingsBehind` as findings with their facts, for the words of a card.
 */
import { type LegChart, ordinal } from './chart.ts';
import { isEstablished } from './compile.ts';
import type { Context } from './context.ts';
import type { Criterion } from './criterion.ts';
import { type FindingUsed, scopes, used } from './explain.ts';
import { aboutOf, findingsOf, nodesOf, partsOf } from './walk.ts';

/** Under a negation every documented leaf is a reason. */
const leaves = (criterion: Criterion, leg: LegChart, ids: Set<string>) => {
  for (const node of nodesOf(criterion)) name(node, leg, ids);
};

const name = (criterion: Criterion, leg: LegChart, ids: Set<string>) => {
  for (const id of findingsOf(criterion)) if (leg.values[ordinal(id)] !== undefined) ids.add(id);
  const about = aboutOf(criterion);
  if (about !== undefined) ids.add(about);
};

const walk = (criterion: Criterion, context: Context, leg: LegChart, ids: Set<string>) => {
  if (isEstablished(criterion, context, leg)) reasons(criterion, context, leg, ids);
};

/** Of what is established. So are then all parts of an `all`, and what a term stands for: they are not asked again. */
const reasons = (criterion: Criterion, context: Context, leg: LegChart, ids: Set<string>): void => {
  switch (criterion.op) {
    case 'unlessKnown':
      return;
    case 'not':
      leaves(criterion.of, leg, ids);
      return;
    case 'term':
      if (!criterion.context) reasons(criterion.of, context, leg, ids);
      return;
    case 'all':
      for (const part of criterion.of) reasons(part, context, leg, ids);
      return;
    default: {
      const parts = partsOf(criterion);
      if (parts.length === 0) name(criterion, leg, ids);
      else
        for (const scope of scopes(criterion, context, leg))
          for (const part of parts) walk(part, context, scope, ids);
    }
  }
};

/** Ids of the findings, conditions and drug classes that made it true, each once, in the order of the criterion. */
export const because = (criterion: Criterion, context: Context, leg: LegChart): string[] => {
  const ids = new Set<string>();
  walk(criterion, context, leg, ids);
  return [...ids];
};

/** What each leaf has on record, wherever the criterion reads it. */
const documented = (criterion: Criterion, context: Context, leg: LegChart, found: FindingUsed[]) => {
  const parts = partsOf(criterion);
  if (parts.length === 0) found.push(...findingsOf(criterion).map((id) => used(leg, id)));
  for (const scope of parts.length === 0 ? [] : scopes(criterion, context, leg))
    for (const part of parts) documented(part, context, scope, found);
};

const established = (criterion: Criterion, context: Context, leg: LegChart, found: FindingUsed[]) => {
  if (criterion.op === 'unlessKnown' || !isEstablished(criterion, context, leg)) return;
  if (criterion.op === 'term' && criterion.context) return;
  const parts = partsOf(criterion);
  if (criterion.op === 'not' || parts.length === 0) documented(criterion, context, leg, found);
  else
    for (const scope of scopes(criterion, context, leg))
      for (const part of parts) established(part, context, scope, found);
};

/**
 * The findings on record that made a criterion true, or false: those that decide its trace, or the trace of its
 * negation. Wording a card asks for dozens of these.
 */
export const findingsBehind = (
  criterion: Criterion,
  truth: boolean,
  context: Context,
  leg: LegChart,
): readonly FindingUsed[] => {
  const found: FindingUsed[] = [];
  if (truth) established(criterion, context, leg, found);
  else documented(criterion, context, leg, found);
  return found.filter(({ value }) => value !== undefined);
};
