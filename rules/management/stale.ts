/** A danger of long ago that nobody asked or examined again (N3): said with its days wherever it bears on an act. */
import type { Fact } from '../engine/types.ts';
import type { FindingId } from '../findings/index.ts';
import type { Situation } from './situation.ts';
import { type Said, say } from './wording/say.ts';

/** A fact as it was recorded, before it was resolved with others. */
export const factSaid = (finding: FindingId, { value, days, unit }: Fact): Said => {
  const listed = typeof value === 'object' ? value.filter((item) => /^!?[a-z-]+$/.test(item)) : value;
  return { finding, value: listed, days, ...(unit && { unit }) };
};

export const staleSaid = (finding: FindingId, fact: Fact): Said =>
  say('record.stale', { finding: factSaid(finding, fact), days: fact.days });

export const oldDangers = ({ chart }: Situation): readonly Said[] =>
  chart.stale.flatMap(({ finding, facts: [fact] }) => (fact === undefined ? [] : [staleSaid(finding, fact)]));
