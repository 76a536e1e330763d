/**
 * Each recommendation with its parts and whether they are shown. A rule whose parts cannot be made takes nothing
 * else with it: its card says what it is about, and the answer says that it is incomplete. A red flag that no
 * recommendation says gets a part in the words of its own rule.
 */
import type { FlagUrgency } from '../../rules/engine/criterion.ts';
import type { Evaluation, Fired } from '../../rules/index.ts';
import {
  barely,
  basisOf,
  type Contribution,
  contributionsOf,
  problemOf,
  raisedOf,
  redFlagPart,
  redFlagRule,
  saysRedFlag,
} from '../../rules/management/index.ts';
import { inWords, say } from '../../rules/management/wording/say.ts';
import { type Fault, firstOf, safely, unheard } from './safely.ts';
import { type KnownOverrides, type Standing, standing } from './withhold.ts';

export interface Judged {
  readonly fired: Fired;
  readonly contributions: readonly Contribution[];
  readonly basis: readonly string[];
  readonly standing: Standing;
}

const indicators: readonly unknown[] = ['info', 'warning', 'critical'];

/** A rule that returns something else has failed as one that throws. */
const sound = (all: readonly Contribution[]): readonly Contribution[] => {
  for (const { problem, indicator, reasons } of all)
    if (problem === undefined || !indicators.includes(indicator) || !Array.isArray(reasons))
      throw new TypeError('no part of a card');
  return all;
};

const raisedIn = ({ recommendation, situation }: Fired) => raisedOf(situation, recommendation.redFlags ?? []);

const levelOf = (fired: Fired): FlagUrgency | undefined => raisedIn(fired)[0]?.urgency;

/** A recommendation whose words failed, by its title alone. An emergency stays one, so that nothing withholds it. */
const byTitle = ({ recommendation: { title, vignettes, redFlags } }: Fired): Contribution => {
  const indicator = vignettes?.fires[0].expect ?? 'critical';
  const name = inWords(title);
  return {
    problem: redFlags ? problemOf[redFlags[0]] : 'leg',
    indicator,
    ...(indicator === 'critical' && { level: 'emergent' }),
    name,
    aside: name,
    act: { summary: say('fault.act'), line: say('fault.line') },
    reasons: [],
  };
};

/** What still can be said when the parts of the rule cannot be made: the most first. */
export const otherwise = (fired: Fired): readonly [() => Contribution, ...(() => Contribution)[]] => {
  const [first, ...others] = raisedIn(fired);
  if (first === undefined) return [() => byTitle(fired)];
  const usual = fired.recommendation.vignettes?.fires[0].expect;
  const asUsual = (part: Contribution): Contribution =>
    usual === 'critical' ? { ...part, indicator: usual } : part;
  return [
    () => asUsual(redFlagPart(fired.situation, [first, ...others], first.urgency)),
    () => asUsual(barely([first, ...others], first.urgency)),
  ];
};

const isEmergent = (fired: Fired, all: readonly Contribution[]): boolean =>
  levelOf(fired) === 'emergent' || all.some(({ level }) => level === 'emergent');

/** Where the examination stands in notes nobody is asked to chart it again: it is a line of what is next. */
const asLine = (one: Contribution): Contribution => {
  if (one.asksForRecord === undefined) return one;
  const { name: _, act: __, causes: ___, buttons: ____, ...rest } = one;
  return rest;
};

export const withoutNagging = (judged: Judged): Judged => ({
  ...judged,
  contributions: judged.contributions.map(asLine),
});

export const judge = (fired: Fired, overrides: KnownOverrides, now: string, fault: Fault): Judged => {
  const contributions = firstOf<readonly Contribution[]>(fired.id, fault, [
    () => sound(contributionsOf(fired)),
    () => [firstOf(fired.id, unheard, otherwise(fired))],
  ]);
  const basis = safely<readonly string[] | undefined>(fired.id, fault, undefined, () => basisOf(fired));
  const stands = safely<Standing>(fired.id, fault, { kind: 'shown' }, () => {
    // evidence that cannot be told apart from other evidence withholds nothing
    if (basis === undefined) return { kind: 'shown' };
    return standing(fired.id, basis, () => isEmergent(fired, contributions), overrides, now);
  });
  return { fired, contributions, basis: basis ?? [], standing: stands };
};

/** Whether it names the raised red flag as a warning or critical. */
export const says = ({ fired, contributions }: Judged, id: string): boolean =>
  fired.situation.redFlags.some((one) => one.id === id) &&
  saysRedFlag(fired, id) &&
  contributions.some(({ indicator }) => indicator !== 'info');

/** Raised, and said by none of these as a warning or critical: each with the rule that says it. */
export const unsaid = ({ situation }: Evaluation, judged: readonly Judged[]): readonly Fired[] =>
  situation.redFlags.flatMap(({ id }) => {
    if (judged.some((one) => says(one, id))) return [];
    const rule = redFlagRule(id);
    return rule === undefined ? [] : [{ id: rule.id, recommendation: rule, situation }];
  });
