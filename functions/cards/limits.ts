/** The sentences that must be read with a card: for whom it was not made, what was not checked, what else applies. */
import type { NotChecked } from '../../rules/engine/types.ts';
import { scopeSentences } from '../../rules/management/index.ts';
import { inWords, type Said, say } from '../../rules/management/wording/say.ts';
import type { Content } from './content.ts';
import { isUnreadDanger } from './incomplete-card.ts';
import type { Judged } from './judge.ts';
import { notCheckedSaid, redFlagSaid } from './not-checked.ts';
import type { Plan } from './plan.ts';
import { type Fault, safely } from './safely.ts';
import { lowered, plain } from './text.ts';
import type { Told } from './told.ts';

/** Advice that rests on no emergency having been recorded. */
const restsOnNoFlag = ({ problem, parts }: Plan): boolean =>
  problem === 'leg' || parts.some(({ judged }) => judged.fired.id === 'REC-15');

const titleOf = ({ fired }: Judged): string => fired.recommendation.title;

/** `possible vertebral fracture: radiograph or CT today`. */
const inOneLine = ({ parts: [{ judged, contribution }] }: Plan): Said => {
  const { name, act } = contribution;
  if (contribution.problem === 'draft' || name === undefined) return inWords(titleOf(judged));
  const text = lowered(plain(name));
  return inWords(act === undefined ? text : `${text}: ${plain(act.summary)}`);
};

/** `possible spinal infection (39.4 °C)`: what to do and what else was found stands on its own card. */
const withEvidence = ({ parts: [{ judged, contribution }] }: Plan): Said => {
  const { name, evidence: [first] = [] } = contribution;
  if (name === undefined) return inWords(titleOf(judged));
  return inWords(`${lowered(plain(name))}${first === undefined ? '' : ` (${plain(first)})`}`);
};

export const flagsSetAside = (judged: readonly Judged[]): readonly Judged[] =>
  judged.filter(
    ({ contributions, standing }) => standing.kind === 'withheld' && contributions.some(({ level }) => level),
  );

/** Sentences that the first card of the answer carries for all of them. */
export interface Shared {
  readonly notChecked: readonly NotChecked[];
  /** Red flags whose card the clinician set aside: they must not look like none. */
  readonly setAside: readonly Judged[];
  readonly crowdedOut: readonly Plan[];
  /** The emergency that stands on the second card: who reads one card knows of it. */
  readonly beside: Plan | undefined;
}

const again = ({ parts }: Plan): readonly Said[] =>
  parts.flatMap(({ judged: { standing } }) => (standing.kind === 'shown-again' ? standing.sentence : []));

export interface CardPlace {
  readonly told: Told;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly fault: Fault;
}

/** Each sentence once in an answer: on the first card that it matters to. */
export const limitsOf = (
  plan: Plan,
  content: Content,
  shared: Shared,
  { told, isFirst, isLast, fault }: CardPlace,
): readonly Said[] => {
  const { notChecked, setAside, crowdedOut, beside } = shared;
  const s = plan.parts[0].judged.fired.situation;
  const { id } = plan.parts[0].judged.fired;
  const made = (way: () => readonly Said[]) => safely(id, fault, [], way);
  const scoped = plan.parts.some(({ judged }) => judged.fired.id === 'REC-34');
  return [
    ...again(plan),
    ...(isFirst && beside !== undefined ? [say('limit.beside', { what: withEvidence(beside) })] : []),
    ...content.limits,
    ...(isFirst && setAside.length > 0
      ? [say('limit.set-aside', { titles: setAside.map((one) => inWords(titleOf(one))) })]
      : []),
    ...(restsOnNoFlag(plan) ? made(() => redFlagSaid({ ...s, notChecked })) : []),
    ...(scoped && id === 'REC-34' ? [] : made(() => scopeSentences(s))),
    ...(isFirst ? made(() => notCheckedSaid(notChecked.filter((one) => !isUnreadDanger(one)))) : []),
    ...(isLast && crowdedOut.length > 0 ? [say('limit.also', { titles: crowdedOut.map(inOneLine) })] : []),
  ].filter((said) => told.first(plain(said)));
};
