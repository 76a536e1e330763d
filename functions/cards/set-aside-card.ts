/**
 * The one reminder of red flags that this clinician set aside, where the answer would have no other card: an
 * empty answer would look as if nothing were recorded. It gives no advice again (D19).
 */
import { shortened, summary } from '../../rules/management/words.ts';
import { TOPICS } from './card.ts';
import type { IssuedCard } from './check.ts';
import { DETAIL_LIMIT } from './detail.ts';
import type { Judged } from './judge.ts';
import { reasonWords } from './withhold.ts';

const titleOf = ({ fired }: Judged): string => fired.recommendation.title;

const lineOf = (one: Judged): readonly string[] =>
  one.standing.kind === 'withheld'
    ? [
        `- ${titleOf(one)}: ${reasonWords(one.standing.withheld.reason)}; withheld until ${one.standing.withheld.until.slice(0, 10)}.`,
      ]
    : [];

export const setAsideCard = (flags: readonly Judged[], uuid: string): IssuedCard => ({
  uuid,
  summary: summary(
    (list) => `Still on record, set aside by you: ${list}. New or worse findings show again`,
    flags.map(titleOf),
  ),
  detail: shortened(
    [
      'You set these warnings aside, and what they rest on is unchanged.',
      flags.flatMap(lineOf).join('\n'),
      'Other clinicians see them as before. No other card does not mean no problem.',
    ].join('\n\n'),
    DETAIL_LIMIT,
  ),
  indicator: 'info',
  source: {
    label: 'Radix CDS: what you set aside',
    topic: { system: TOPICS, code: 'SETASIDE', display: 'Red flags set aside' },
  },
});
