/**
 * The summary: the problem, its side and cause, then the one thing to do; at most a hundred characters where that
 * can be, fewer than 140 always. What makes an emergency one stands beside it in brackets as far as there is
 * room: the list gives way from its end, the act never.
 */

import type { Act } from '../../rules/management/contribution.ts';
import { type Contribution, draftSaid } from '../../rules/management/index.ts';
import type { Said } from '../../rules/management/wording/say.ts';
import { capitalised, SUMMARY_LIMIT, shortened } from '../../rules/management/words.ts';
import type { Plan } from './plan.ts';
import { countWords, lowered, plain } from './text.ts';

const AIM = 100;

/** Where the name is a sentence with a colon of its own the act follows a semicolon. */
const joined = (name: string, act: string, list: readonly string[]): string => {
  const evidence = list.length > 0 ? ` (${list.join(', ')})` : '';
  const before = act === '' ? name : `${name}${name.includes(': nothing') ? ';' : ':'} ${act}`;
  return capitalised(`${before}${evidence}`);
};

/** Read at a glance: with the first line of the detail no more words than these. */
const GLANCE = 30;

/** @param line the first line of the detail, which is read together with it. */
export const fitted = (name: string, act: string, evidence: readonly string[], line = ''): string => {
  const words = GLANCE - countWords(line);
  for (let shown = evidence.length; shown > 0; shown--) {
    const text = joined(name, act, evidence.slice(0, shown));
    if (text.length <= AIM && countWords(text) <= words) return text;
  }
  const bare = joined(name, act, []);
  if (bare.length < SUMMARY_LIMIT) return bare;
  return capitalised(`${shortened(name, SUMMARY_LIMIT - 3 - act.length)}: ${act}`);
};

/** Other problems of one emergency, as far as the aim allows: `…; left foot drop (3/5)`. */
const named = (all: readonly Contribution[], act: string, line: string): string => {
  const [first = '', ...others] = all.flatMap(({ name }) => (name === undefined ? [] : plain(name)));
  return others.reduce((text, other) => {
    const longer = `${text}, ${lowered(other)}`;
    const isRoomy = longer.length + act.length + 2 < SUMMARY_LIMIT;
    return isRoomy && countWords(longer) + countWords(act) + countWords(line) <= GLANCE ? longer : text;
  }, first);
};

/** A draft: what was ordered, then all that speaks against it, the gravest first. */
const objections = (plan: Plan, act: string): string => {
  const [{ judged, contribution }] = plan.parts;
  const draft = contribution.draft;
  const order = draft === undefined ? '' : plain(draftSaid(judged.fired.situation, draft));
  const all = plan.parts.flatMap(({ contribution: { name } }) => (name === undefined ? [] : plain(name)));
  const start = `${order}: ${all[0] ?? ''}`;
  return [...new Set(all.slice(1))].reduce((text, other) => {
    const longer = `${text}, ${lowered(other)}`;
    return longer.length + act.length + 2 <= AIM + 20 ? longer : text;
  }, start);
};

export const summaryOf = (plan: Plan, act: Act | undefined, scope: readonly Said[]): string => {
  const what = act === undefined ? '' : lowered(plain(act.summary));
  const line = act === undefined ? '' : plain(act.line);
  const contributions = plan.parts.map(({ contribution }) => contribution);
  if (plan.problem === 'draft') {
    const text = objections(plan, what);
    return fitted(text, what, []);
  }
  if (plan.problem === 'leg') {
    const name = contributions.find((one) => one.name !== undefined)?.name;
    const base = name === undefined ? '' : plain(name);
    const said = scope.map(plain).filter((one) => !base.includes(one));
    const [head = '', ...tail] = base.split(': ');
    return fitted([[head, ...said].join(', '), ...tail].join(': '), what, []);
  }
  const name = named(contributions, what, line);
  const said = name.toLowerCase();
  const evidence = [...new Set(contributions.flatMap((one) => (one.evidence ?? []).map(plain)))];
  return fitted(
    name,
    what,
    evidence.filter((one) => !said.includes(one.toLowerCase())),
    line,
  );
};
