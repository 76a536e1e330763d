/**
 * The next most informative finding (§5.1): of what is not documented, the one that could change the
 * answer most. Where a root is in question, the parts of the examination come first.
 */

import type { LegChart } from '../engine/chart.ts';
import { type Compiled, compile } from '../engine/compile.ts';
import type { Context } from '../engine/context.ts';
import { all, any, not, present, unlessKnown } from '../engine/criterion.ts';
import type { DiagnosisId } from '../engine/ids.ts';
import { findingsOf, nodesOf } from '../engine/parts.ts';
import { absentWeight, type Item, type Scored } from '../engine/scored-table.ts';
import type { FindingId } from '../findings/index.ts';
import { reflexesRecorded, sensationRecorded, strengthRecorded, tensionRecorded } from '../terms/deficit.ts';
import { tables } from './index.ts';

export interface NextBest {
  /** A question or the name of a test. */
  readonly finding: string;
  readonly for: DiagnosisId;
}

/** Strength, reflexes, tension test, key-point sensation: in this order. */
const examination: readonly (readonly [recorded: Compiled, ask: string])[] = [
  [compile(strengthRecorded), 'myotome strength L2-S1'],
  [compile(reflexesRecorded), 'knee and ankle reflexes'],
  [compile(tensionRecorded), 'straight leg raise and slump test'],
  [compile(sensationRecorded), 'key-point sensation'],
];

const unexamined = (context: Context, leg: LegChart): string | undefined =>
  examination.find(([recorded]) => recorded(context, leg) !== true)?.[1];

interface Candidate extends NextBest {
  readonly swing: number;
}

/** What only a pain has. */
const ofPain: ReadonlySet<FindingId> = new Set<FindingId>([
  'pain-path',
  'pain-below-knee',
  'pain-dominance',
  'pain-quality',
  'pain-temporal',
  'pain-aggravating',
  'pain-relieving',
]);

/** Somebody asked for pain, and there is none: where it goes and what makes it worse is no question then. */
const painless = compile(
  all(
    not(present('leg-pain')),
    not(present('low-back-pain')),
    unlessKnown(
      any(present('buttock-pain'), present('groin-pain'), present('hip-lateral-pain'), present('foot-pain')),
    ),
  ),
);

const isOfPain = (item: Item): boolean => {
  const read = nodesOf(item.when).flatMap(findingsOf);
  return read.length > 0 && read.every((id) => ofPain.has(id));
};

const worthAsking = (item: Item, context: Context, leg: LegChart): boolean =>
  item.ask !== false &&
  (item.askWhen === undefined || compile(item.askWhen)(context, leg) === true) &&
  !(painless(context, leg) === true && isOfPain(item));

const candidates = (scored: Scored, context: Context): Candidate[] =>
  tables[scored.id].items.flatMap((item, n) =>
    scored.truths[n] === null && worthAsking(item, context, scored.leg)
      ? [
          {
            finding: item.ask || item.item,
            for: scored.id,
            swing: Math.abs(item.present - absentWeight(item, scored.exempt)),
          },
        ]
      : [],
  );

const TOP = 2;

/** `ranked` as the differential orders it. Undefined when nothing is in question or nothing is unknown. */
export const nextBest = (ranked: readonly Scored[], context: Context): NextBest | undefined => {
  const named = ranked.filter(({ category }) => category === 'likely' || category === 'possible');
  const top = named.length > 0 ? named.slice(0, TOP) : ranked.filter(({ id }) => id === 'RADIC');
  const root = top.find(({ id }) => id === 'RADIC');
  const part = root && unexamined(context, root.leg);
  if (part) return { finding: part, for: 'RADIC' };
  const [best] = top
    .flatMap((scored) => candidates(scored, context))
    .sort((a, b) => b.swing - a.swing || (a.finding < b.finding ? -1 : a.finding > b.finding ? 1 : 0));
  return best && { finding: best.finding, for: best.for };
};
