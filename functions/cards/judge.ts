/**
 * Each recommendation with its words and whether it is shown. A rule whose words cannot be made takes
 * nothing else with it: its card says what it is about, and the answer says that it is incomplete. A red flag
 * that no recommendation says gets a card in the words of its own rule.
 */
import type { FlagUrgency } from '../../rules/engine/criterion.ts';
import type { Evaluation, Fired } from '../../rules/index.ts';
import {
  barely,
  basisOf,
  type Content,
  contentOf,
  raisedOf,
  redFlagContent,
  redFlagRule,
  rootAndDifferential,
  saysRedFlag,
} from '../../rules/management/index.ts';
import { type Fault, firstOf, safely } from './safely.ts';
import type { Prepared } from './select.ts';
import { type KnownOverrides, type Standing, standing } from './withhold.ts';

export interface Judged extends Prepared {
  readonly basis: readonly string[];
  readonly standing: Standing;
}

const indicators: readonly unknown[] = ['info', 'warning', 'critical'];

/** A rule that returns something else has failed as one that throws. */
const sound = (content: Content): Content => {
  const { indicator, summary, lead, advice } = content;
  if (indicators.includes(indicator) && summary && lead && Array.isArray(advice)) return content;
  throw new TypeError('no content of a card');
};

const raisedIn = ({ recommendation, situation }: Fired) => raisedOf(situation, recommendation.redFlags ?? []);

const levelOf = (fired: Fired): FlagUrgency | undefined => raisedIn(fired)[0]?.urgency;

/** By the title alone. An emergency counts as one, so that nothing withholds it. */
const byTitle = ({ recommendation: { title, vignettes } }: Fired): Content => {
  const indicator = vignettes?.fires[0].expect ?? 'critical';
  return {
    indicator,
    ...(indicator === 'critical' && { level: 'emergent' }),
    summary: `${title}: the record meets this rule, please review it`,
    lead: `${title}: the detail could not be prepared; please review the record.`,
    advice: [],
  };
};

/** What still can be said when the words of the rule cannot be made: the most first. */
export const otherwise = (fired: Fired): readonly [...(() => Content)[], () => Content] => {
  const raised = raisedIn(fired);
  const level = levelOf(fired);
  if (level === undefined) return [() => byTitle(fired)];
  const usual = fired.recommendation.vignettes?.fires[0].expect;
  const asUsual = (content: Content): Content =>
    usual === 'critical' ? { ...content, indicator: usual } : content;
  return [
    () => asUsual(redFlagContent(fired.situation, raised, level)),
    () => asUsual(barely(raised, level)),
  ];
};

const standingOf = (
  fired: Fired,
  { level }: Content,
  basis: readonly string[] | undefined,
  overrides: KnownOverrides,
  now: string,
): Standing => {
  // evidence that cannot be told apart from other evidence withholds nothing
  if (basis === undefined) return { kind: 'shown' };
  const emergent = level === 'emergent' || levelOf(fired) === 'emergent';
  return standing({ id: fired.id, emergent, basis }, overrides, now);
};

export const judge = (fired: Fired, overrides: KnownOverrides, now: string, fault: Fault): Judged => {
  const content = firstOf(fired.id, fault, [() => sound(contentOf(fired)), ...otherwise(fired)]);
  const basis = safely<readonly string[] | undefined>(fired.id, fault, undefined, () => basisOf(fired));
  const stands = safely<Standing>(fired.id, fault, { kind: 'shown' }, () =>
    standingOf(fired, content, basis, overrides, now),
  );
  return {
    fired,
    content,
    basis: basis ?? [],
    standing: stands,
    ...(stands.kind === 'shown-again' && { again: stands.sentence }),
  };
};

/** Raised, and said by none of these as a warning or critical: each with the rule of its own card. */
export const unsaid = ({ situation }: Evaluation, judged: readonly Judged[]): readonly Fired[] =>
  situation.redFlags.flatMap(({ id }) => {
    const rule = redFlagRule(id);
    const said = judged.some(({ fired, content }) => saysRedFlag(fired, id) && content.indicator !== 'info');
    return said || rule === undefined ? [] : [{ id: rule.id, recommendation: rule, situation }];
  });

/** The words of the card that REC-11 and REC-12 share. */
export const merge =
  (fault: Fault) =>
  ({ fired, content }: Prepared): Content =>
    safely(fired.id, fault, content, () => sound(rootAndDifferential(fired, content)));
