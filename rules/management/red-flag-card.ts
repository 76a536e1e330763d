/**
 * The card of a red flag in the words of its own rule: for a flag that no recommendation says on this answer,
 * and for a recommendation whose words cannot be made. A raised flag is never without a card.
 */
import type { FlagUrgency } from '../engine/criterion.ts';
import type { RedFlagId } from '../engine/ids.ts';
import type { RedFlag } from '../engine/types.ts';
import { isRedFlagId, redFlags } from '../red-flags/index.ts';
import { soonWeeks, urgentHoursTo } from '../terms/thresholds.ts';
import { flagBasis } from './basis.ts';
import type { Content, Indicator } from './content.ts';
import { namedOnRecord, withComplaint } from './on-record.ts';
import { EMERGENCY } from './override-reasons.ts';
import type { CardRule } from './recommendation.ts';
import { shortFeatures } from './short-features.ts';
import type { Situation } from './situation.ts';
import { capitalised, listed, summary } from './words.ts';

const WHEN: Readonly<Record<FlagUrgency, string>> = {
  emergent: 'an emergency, act now',
  urgent: `act today, at the latest within ${urgentHoursTo.value} hours`,
  soon: `act within ${soonWeeks.value} weeks`,
};

const indicatorOf = (urgency: FlagUrgency): Indicator => (urgency === 'emergent' ? 'critical' : 'warning');

/** `possible vertebral fracture`; the id of a flag that we do not know. */
export const redFlagName = (id: string): string => (isRedFlagId(id) ? redFlags[id].concludes : id);

/** The raised ones among these, the most urgent first. */
export const raisedOf = (s: Situation, ids: readonly RedFlagId[]): readonly (RedFlag & { id: RedFlagId })[] =>
  s.redFlags.flatMap((one) => ids.flatMap((id) => (id === one.id ? [{ ...one, id }] : [])));

const names = (raised: readonly RedFlag[]): string =>
  capitalised(listed(raised.map(({ id }) => redFlagName(id))));

/** What can be said without reading the chart once more. */
export const barely = (raised: readonly RedFlag[], level: FlagUrgency): Content => ({
  indicator: indicatorOf(level),
  level,
  summary: summary(() => `${names(raised)}: ${WHEN[level]}`, []),
  lead: `${capitalised(WHEN[level])}; please review the record.`,
  advice: [],
});

/** @param raised at least one, the most urgent first */
export const redFlagContent = (
  s: Situation,
  raised: readonly (RedFlag & { readonly id: RedFlagId })[],
  level: FlagUrgency,
): Content => {
  const because = [...new Set(raised.flatMap((one) => one.because))];
  const found = names(raised);
  return {
    ...barely(raised, level),
    summary: summary(
      (list) => `${found}${list === '' ? '' : ` (${list})`}: ${WHEN[level]}`,
      shortFeatures(because),
    ),
    lead: raised.map(({ id }) => redFlags[id].action).join(' '),
    because: withComplaint(s, namedOnRecord(s, because)),
  };
};

/** The rule of the card: identity and evidence of the flag. `undefined` of what is no red flag. */
export const redFlagRule = (id: string): CardRule<RedFlagId> | undefined => {
  if (!isRedFlagId(id)) return undefined;
  const { version, title, evidence } = redFlags[id];
  return {
    id,
    version,
    title,
    evidence,
    redFlags: [id],
    selectionBehavior: 'any',
    overrideReasons: EMERGENCY,
    basis: flagBasis(id),
    content: (s) => {
      const raised = raisedOf(s, [id]);
      return redFlagContent(s, raised, raised[0]?.urgency ?? 'emergent');
    },
  };
};
