/**
 * The one reminder of red flags that this clinician set aside, where the answer would have no other card: an
 * empty answer would look as if nothing were recorded. It gives no advice again (D19).
 */
import { shortened } from '../../rules/management/words.ts';
import { TOPICS } from './card.ts';
import type { IssuedCard } from './check.ts';
import { DETAIL_LIMIT } from './detail.ts';
import type { Judged } from './judge.ts';
import { fitted } from './summary.ts';
import { reasonWords } from './withhold.ts';

const titleOf = ({ fired }: Judged): string => fired.recommendation.title;

const lineOf = (one: Judged): readonly string[] =>
  one.standing.kind === 'withheld'
    ? [
        `- ${titleOf(one)}: ${reasonWords(one.standing.withheld.reason)}; withheld until ${one.standing.withheld.until.slice(0, 10)}.`,
      ]
    : [];

/** @param unread what could not be checked, where there is such. */
export const setAsideCard = (
  flags: readonly Judged[],
  uuid: string,
  unread: readonly string[],
): IssuedCard => ({
  uuid,
  summary: fitted('Still on record, set aside by you', flags.map(titleOf).join(', '), []),
  detail: shortened(
    [
      'You set these warnings aside, and what they rest on is unchanged. New or worse findings show again.',
      flags.flatMap(lineOf).join('\n'),
      ...unread,
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
