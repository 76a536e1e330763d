/**
 * What a red flag adds in the words of its own rule: for a flag that no recommendation says on this answer, and for
 * a recommendation whose parts cannot be made. A raised flag is never without a card.
 */
import type { FlagUrgency } from '../engine/criterion.ts';
import type { RedFlagId } from '../engine/ids.ts';
import type { Indicator, RedFlag } from '../engine/types.ts';
import { isRedFlagId, redFlags } from '../red-flags/index.ts';
import { flagBasis } from './basis.ts';
import type { CardProblem, Contribution } from './contribution.ts';
import { evidenceOf } from './evidence.ts';
import { namedOnRecord, withComplaint } from './on-record.ts';
import { EMERGENCY } from './override-reasons.ts';
import type { CardRule } from './recommendation.ts';
import type { Situation } from './situation.ts';
import { inWords, type Said, say } from './wording/say.ts';

/** Which card a flag belongs to, whoever says it. */
export const problemOf: Readonly<Record<RedFlagId, CardProblem>> = {
  'RF-CES': 'spine',
  'RF-CES-EARLY': 'spine',
  'RF-MOTOR': 'spine',
  'RF-UMN': 'spine',
  'RF-INFECTION': 'infection',
  'RF-MALIGNANCY': 'malignancy',
  'RF-FRACTURE': 'fracture',
  'RF-AAA': 'vascular',
  'RF-ALI': 'vascular',
  'RF-DVT': 'thrombosis',
  'RF-SEPTIC-JOINT': 'joint',
  'RF-BLEEDING': 'bleeding',
};

const WHEN: Readonly<Record<FlagUrgency, Said>> = {
  emergent: say('flag.emergent'),
  urgent: say('flag.urgent'),
  soon: say('flag.soon'),
};

const indicatorOf = (urgency: FlagUrgency): Indicator => (urgency === 'emergent' ? 'critical' : 'warning');

/** `possible vertebral fracture`; the id of a flag that we do not know. */
export const redFlagName = (id: string): string => (isRedFlagId(id) ? redFlags[id].concludes : id);

type Raised = RedFlag & { readonly id: RedFlagId };

/** The raised ones among these, the most urgent first. */
export const raisedOf = (s: Situation, ids: readonly RedFlagId[]): readonly Raised[] =>
  s.redFlags.flatMap((one) => ids.flatMap((id) => (id === one.id ? [{ ...one, id }] : [])));

/** What can be said without reading the chart once more. */
export const barely = (raised: readonly [Raised, ...Raised[]], level: FlagUrgency): Contribution => {
  const [first] = raised;
  const name = say('flag.name', { names: raised.map(({ id }) => inWords(redFlagName(id))) });
  return {
    problem: problemOf[first.id],
    indicator: indicatorOf(level),
    level,
    name,
    aside: name,
    act: { summary: WHEN[level], line: say('fault.line') },
    reasons: [],
  };
};

/** @param raised the most urgent first */
export const redFlagPart = (
  s: Situation,
  raised: readonly [Raised, ...Raised[]],
  level: FlagUrgency,
): Contribution => {
  const because = [...new Set(raised.flatMap((one) => one.because))];
  return {
    ...barely(raised, level),
    evidence: evidenceOf(s, because),
    act: { summary: WHEN[level], line: inWords(redFlags[raised[0].id].action) },
    reasons: withComplaint(s, namedOnRecord(s, because)),
  };
};

/** Identity and evidence of the flag, as a rule that says it. `undefined` of what is no red flag. */
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
    contributes: (s) => {
      const [raised, ...others] = raisedOf(s, [id]);
      return raised === undefined ? [] : [redFlagPart(s, [raised, ...others], raised.urgency)];
    },
  };
};
