/**
 * Which page comes next, and when enough was asked. A page is asked as long as an answer to it could raise the
 * urgency, alone or with up to two other open questions; the most urgent first. Then come, if the patient likes,
 * those that could change the leading cause. Every answer is tried by the rules themselves.
 *
 * Cost: about 50 µs an answer tried, some 300 of them a page.
 */
import { conclude } from '../../rules/conclude.ts';
import type { EngineInput, Fact } from '../../rules/engine/types.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import { urgencyOf } from '../../rules/sum-up.ts';
import { caudaEquina, complaint, type IntakePage, pageAsking, pages } from './pages.ts';
import { courses, possibleAnswers, worstAnswers } from './possible.ts';

const levels = ['none', 'routine', 'soon', 'urgent', 'emergent'] as const;
type Level = (typeof levels)[number];

export interface IntakeOutcome {
  readonly urgency: Level;
  /** `RADIC`; absent where no cause is ranked. */
  readonly leading?: string;
}

export const outcomeOf = (input: EngineInput): IntakeOutcome => {
  const { flags, context, assessed } = conclude(input);
  const [first] = assessed.ranking.ranked;
  return { urgency: urgencyOf(flags, context), ...(first && { leading: first.id }) };
};

const highest = levels.length - 1;

export const rankOf = ({ urgency }: IntakeOutcome): number => levels.indexOf(urgency);

/** What may still be asked. */
export interface AdaptiveQuestion {
  /** The chart with what was answered so far. */
  readonly input: EngineInput;
  /** Findings that were answered, or left with "not sure". */
  readonly answered: ReadonlySet<FindingId>;
}

const isOpen = ({ answered }: AdaptiveQuestion, { asks }: IntakePage): boolean =>
  asks.some((id) => !answered.has(id));

const withFacts = (input: EngineInput, facts: readonly Fact[]): IntakeOutcome =>
  outcomeOf({ ...input, facts: [...input.facts, ...facts] });

/** So many questions together are looked at: more at once is no story of one patient. */
const mostTogether = 3;

/** A smallest set of open questions that raises the urgency together, where none does alone. */
const togetherOf = (
  { input }: AdaptiveQuestion,
  open: readonly FindingId[],
  now: number,
): readonly FindingId[] => {
  for (const course of courses) {
    const raises = (ids: readonly FindingId[]) => rankOf(withFacts(input, worstAnswers(ids, course))) > now;
    if (!raises(open)) continue;
    const needed = open.reduce((ids, id) => {
      const without = ids.filter((one) => one !== id);
      return raises(without) ? without : ids;
    }, open);
    if (needed.length <= mostTogether) return needed;
  }
  return [];
};

/** Highest urgency that an answer to the page reaches by itself. */
const reachOf = ({ input, answered }: AdaptiveQuestion, { asks }: IntakePage, now: number): number => {
  let reaches = now;
  for (const id of asks) {
    if (answered.has(id)) continue;
    for (const facts of possibleAnswers(id)) {
      reaches = Math.max(reaches, rankOf(withFacts(input, facts)));
      if (reaches === highest) return reaches;
    }
  }
  return reaches;
};

/** How many other causes an answer to the page would put first. */
const causesOf = (
  { input, answered }: AdaptiveQuestion,
  { asks }: IntakePage,
  now: IntakeOutcome,
): number => {
  const causes = new Set<string | undefined>();
  for (const id of asks) {
    if (answered.has(id)) continue;
    for (const facts of possibleAnswers(id)) causes.add(withFacts(input, facts).leading);
  }
  causes.delete(now.leading);
  return causes.size;
};

const isOfCaudaEquina = ({ id }: IntakePage): boolean => (caudaEquina as readonly string[]).includes(id);

/** The complaint, the cauda equina, then the most urgent; equals in the order of the form. */
const orderOf = (page: IntakePage, reaches: number): number => {
  if (page === complaint) return 2 * highest;
  return isOfCaudaEquina(page) ? 2 * highest - 1 : reaches;
};

/** As if nobody had examined the patient before: the history of the chart stays, its findings do not. */
const byAnswersAlone = ({ input, answered }: AdaptiveQuestion): AdaptiveQuestion => ({
  input: { ...input, facts: input.facts.filter(({ id }) => answered.has(id as FindingId)) },
  answered,
});

/**
 * Pages that must be asked before the form may stop, the next one first: whose answer could raise the urgency of the
 * chart, or of what the patient says alone. So a danger that the chart has already silences no question.
 */
export const urgentPages = (asking: AdaptiveQuestion): readonly IntakePage[] => {
  const alone = byAnswersAlone(asking);
  const raising = raisingPages(alone);
  return alone.input.facts.length === asking.input.facts.length
    ? raising
    : [...new Set([...raising, ...raisingPages(asking)])];
};

const raisingPages = (asking: AdaptiveQuestion): readonly IntakePage[] => {
  const now = rankOf(outcomeOf(asking.input));
  if (now === highest) return [];
  const open = pages.filter((page) => isOpen(asking, page));
  const raising = open
    .map((page) => ({ page, reaches: reachOf(asking, page, now) }))
    .filter(({ page, reaches }) => page === complaint || reaches > now)
    .sort((a, b) => orderOf(b.page, b.reaches) - orderOf(a.page, a.reaches))
    .map(({ page }) => page);
  if (raising.length > 0) return raising;
  const ids = open.flatMap(({ asks }) => asks.filter((id) => !asking.answered.has(id)));
  return [...new Set(togetherOf(asking, ids, now).flatMap((id) => pageAsking(id) ?? []))];
};

/** Pages of which an answer could change the leading cause, the most telling first. For a form that may stop. */
export const tellingPages = (asking: AdaptiveQuestion): readonly IntakePage[] => {
  const now = outcomeOf(asking.input);
  if (rankOf(now) === highest) return [];
  return pages
    .filter((page) => isOpen(asking, page))
    .map((page) => ({ page, causes: causesOf(asking, page, now) }))
    .filter(({ causes }) => causes > 0)
    .sort((a, b) => b.causes - a.causes)
    .map(({ page }) => page);
};
