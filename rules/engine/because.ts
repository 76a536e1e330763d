/**
 * What made a criterion what it is, without the tree that `explain.ts` builds: `because` as ids, for the
 * assessment; `findingsBehind` as findings with their facts, for the words of a card.
 */
import { type LegChart, ordinal } from './chart.ts';
import { partOf } from './compile.ts';
import type { Context } from './context.ts';
import type { Criterion } from './criterion.ts';
import { type FindingUsed, scopes, used } from './explain.ts';
import { holds, type Part } from './truth-table.ts';
import { aboutOf, findingsOf } from './walk.ts';

/** Under a negation every documented leaf is a reason. */
const leaves = ({ criterion, parts }: Part, leg: LegChart, ids: Set<string>) => {
  name(criterion, leg, ids);
  for (const part of parts) leaves(part, leg, ids);
};

const name = (criterion: Criterion, leg: LegChart, ids: Set<string>) => {
  for (const id of findingsOf(criterion)) if (leg.values[ordinal(id)] !== undefined) ids.add(id);
  const about = aboutOf(criterion);
  if (about !== undefined) ids.add(about);
};

/** On each leg that the node reads: the parts that are established there. */
const walk = ({ criterion, parts }: Part, context: Context, leg: LegChart, ids: Set<string>) => {
  for (const scope of scopes(criterion, context, leg))
    for (const part of parts) if (holds(part, context, scope)) reasons(part, context, scope, ids);
};

/**
 * Collects the findings behind a part that is established. All parts of an `all` are established then, and so is what
 * a term stands for: they are not asked again.
 */
const reasons = (part: Part, context: Context, leg: LegChart, ids: Set<string>): void => {
  const { criterion, parts } = part;
  const { op } = criterion;
  if (op === 'unlessKnown' || (op === 'term' && criterion.context)) return;
  if (op === 'not') leaves(part, leg, ids);
  else if (op === 'term' || op === 'all') for (const one of parts) reasons(one, context, leg, ids);
  else if (parts.length === 0) name(criterion, leg, ids);
  else walk(part, context, leg, ids);
};

/** Ids of the findings, conditions and drug classes that made it true, each once, in the order of the criterion. */
export const because = (criterion: Criterion, context: Context, leg: LegChart): string[] => {
  const ids = new Set<string>();
  const part = partOf(criterion);
  if (holds(part, context, leg)) reasons(part, context, leg, ids);
  return [...ids];
};

/** What each leaf has on record, wherever the criterion reads it. */
const documented = ({ criterion, parts }: Part, context: Context, leg: LegChart, found: FindingUsed[]) => {
  if (parts.length === 0) found.push(...findingsOf(criterion).map((id) => used(leg, id)));
  else
    for (const scope of scopes(criterion, context, leg))
      for (const part of parts) documented(part, context, scope, found);
};

const established = (part: Part, context: Context, leg: LegChart, found: FindingUsed[]) => {
  const { criterion, parts } = part;
  if (criterion.op === 'unlessKnown' || !holds(part, context, leg)) return;
  if (criterion.op === 'term' && criterion.context) return;
  if (criterion.op === 'not' || parts.length === 0) documented(part, context, leg, found);
  else
    for (const scope of scopes(criterion, context, leg))
      for (const one of parts) established(one, context, scope, found);
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
  if (truth) established(partOf(criterion), context, leg, found);
  else documented(partOf(criterion), context, leg, found);
  return found.filter(({ value }) => value !== undefined);
};
