/**
 * What to ask or examine next, for this patient: first what a danger hangs on (the pulses of a cold leg, the open
 * cauda equina questions as one item), then the parts of the examination of a root in question, then the finding
 * that separates the two leading causes. Nothing, where no answer would change the causes or their certainty.
 */

import type { LegChart } from '../engine/chart.ts';
import { establish, type Holds } from '../engine/compile.ts';
import type { Context } from '../engine/context.ts';
import {
  all,
  any,
  condition,
  each,
  eitherLeg,
  not,
  present,
  recorded,
  unlessKnown,
} from '../engine/criterion.ts';
import { type DiagnosisId, diagnosisIds, type RedFlagId } from '../engine/ids.ts';
import { absentWeight, type Item, type Scored } from '../engine/scored-table.ts';
import type { Root } from '../engine/types.ts';
import { findingsOf, nodesOf } from '../engine/walk.ts';
import type { FindingId } from '../findings/index.ts';
import { reflexesRecorded, sensationRecorded, strengthRecorded, tensionRecorded } from '../terms/deficit.ts';
import { caudaEquinaSymptoms } from '../terms/documentation.ts';
import { backPain } from '../terms/leg.ts';
import { likelyPoints, possiblePoints } from '../terms/thresholds.ts';
import { tables } from './index.ts';

export interface NextBest {
  /** A question or the name of a test. */
  readonly finding: string;
  readonly for: DiagnosisId | RedFlagId;
}

/** The leg may lack blood, and its pulses are not recorded. */
const pulseless = establish(
  eitherLeg(all(any(present('limb-cold'), present('limb-pallor')), unlessKnown(recorded('pulses')))),
);

const unasked = establish(any(...each(caudaEquinaSymptoms, (id) => unlessKnown(recorded(id)))));

const spineNamed = establish(any(backPain, condition('sciatica')));

/** Causes in the spine: with one of them in front the cauda equina is in question. */
const SPINAL: ReadonlySet<DiagnosisId> = new Set(['RADIC', 'LDH', 'FORAM', 'DDDREF', 'LSS', 'SPONDY']);

const danger = (leading: Scored | undefined, context: Context): NextBest | undefined => {
  const { midline } = context.legs;
  if (pulseless(context, midline)) return { finding: 'pedal pulses', for: 'RF-ALI' };
  const spine = leading === undefined || SPINAL.has(leading.id) || spineNamed(context, midline);
  if (!spine || context.concluded.flags?.has('RF-CES') || !unasked(context, midline)) return undefined;
  return { finding: 'cauda equina questions', for: 'RF-CES' };
};

type RootLevel = 'upper' | 'lower' | 'any';

const UPPER: ReadonlySet<Root> = new Set(['L2', 'L3', 'L4']);

/** Where the signs and the path of the pain point; `any` while they point nowhere, or to both. */
const levelOf = (context: Context, leg: LegChart): RootLevel => {
  const scores = context.concluded.roots?.[leg.leg]?.scores;
  if (scores === undefined) return 'any';
  const roots = (Object.keys(scores) as Root[]).filter((root) => scores[root] > 0);
  if (roots.length === 0) return 'any';
  if (roots.every((root) => UPPER.has(root))) return 'upper';
  return roots.every((root) => !UPPER.has(root)) ? 'lower' : 'any';
};

interface TestPart {
  readonly recorded: Holds;
  readonly ask: Readonly<Record<RootLevel, string>>;
  /** Weakness is dangerous by itself, so strength is asked for even when the root is certain. */
  readonly always?: true;
}

/** Strength, reflexes, tension test, key-point sensation, in this order, within the roots in play. */
const examination: readonly TestPart[] = [
  {
    recorded: establish(strengthRecorded),
    ask: {
      upper: 'hip flexion, hip adduction and knee extension strength',
      lower: 'great toe, ankle and hip abduction strength',
      any: 'myotome strength L2-S1',
    },
    always: true,
  },
  {
    recorded: establish(reflexesRecorded),
    ask: { upper: 'knee reflex', lower: 'ankle reflex', any: 'knee and ankle reflexes' },
  },
  {
    recorded: establish(tensionRecorded),
    ask: {
      upper: 'femoral stretch test',
      lower: 'straight leg raise and slump test',
      any: 'straight leg raise and slump test',
    },
  },
  {
    recorded: establish(sensationRecorded),
    ask: {
      upper: 'sensation of front thigh, inner knee and inner ankle',
      lower: 'sensation of the top and the outer side of the foot',
      any: 'key-point sensation',
    },
  },
];

/** Every part of the examination as it is asked for, so that a form can show where it is. */
export const examinationAsks: readonly string[] = [
  ...new Set(examination.flatMap(({ ask }) => Object.values(ask))),
];

const unexamined = (context: Context, { leg, category }: Scored): string | undefined => {
  const level = levelOf(context, leg);
  return examination.find(
    ({ recorded: done, always }) => (always || category !== 'likely') && !done(context, leg),
  )?.ask[level];
};

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

/** Pain was denied, so its path and what makes it worse are not asked for. */
const painless = establish(
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

/** An item that can be asked for, with what is asked. */
interface AskedItem {
  readonly n: number;
  readonly item: Item;
  readonly ask: string;
  readonly askWhen: Holds | undefined;
  readonly isOfPain: boolean;
}

const askedItems: Readonly<Record<DiagnosisId, readonly AskedItem[]>> = Object.fromEntries(
  diagnosisIds.map((id) => [
    id,
    tables[id].items.flatMap((item, n): readonly AskedItem[] => {
      const { ask = item.item, askWhen } = item;
      if (ask === false) return [];
      return [{ n, item, ask, askWhen: askWhen && establish(askWhen), isOfPain: isOfPain(item) }];
    }),
  ]),
) as unknown as Readonly<Record<DiagnosisId, readonly AskedItem[]>>;

/** Tension tests of roots that are not in play. */
const OUT_OF_PLAY: Readonly<Record<RootLevel, ReadonlySet<string>>> = {
  upper: new Set(['straight leg raise', 'crossed straight leg raise', 'slump test']),
  lower: new Set(['femoral stretch test', 'crossed femoral stretch test']),
  any: new Set(['femoral stretch test', 'crossed femoral stretch test']),
};

/** What the answer to one question does to a cause: points when present, and when absent. */
interface AnswerEffect {
  readonly present: number;
  readonly absent: number;
}

const effects = (scored: Scored, context: Context): ReadonlyMap<string, AnswerEffect> => {
  const asked = new Map<string, AnswerEffect>();
  const { leg, truths } = scored;
  const out = OUT_OF_PLAY[levelOf(context, leg)];
  const isPainless = painless(context, leg);
  for (const { n, item, ask, askWhen, isOfPain } of askedItems[scored.id]) {
    if (truths[n] !== null || out.has(ask) || (isPainless && isOfPain)) continue;
    if (askWhen !== undefined && !askWhen(context, leg)) continue;
    const own = { present: item.present, absent: absentWeight(item, scored.exempt) };
    const known = asked.get(ask);
    // several rows can hang on one question: the one that weighs most counts
    if (!known || Math.abs(own.present - own.absent) > Math.abs(known.present - known.absent))
      asked.set(ask, own);
  }
  return asked;
};

const NONE: AnswerEffect = { present: 0, absent: 0 };

/** The category that a sum would have, as far as the sum decides it. */
const categoryAt = ({ score, category }: Scored, points: number): 'likely' | 'possible' | 'less' => {
  const sum = score + points;
  const mayBeLikely = category === 'likely' || score < likelyPoints.value;
  if (sum >= likelyPoints.value && mayBeLikely) return 'likely';
  return sum >= possiblePoints.value ? 'possible' : 'less';
};

/** Whether so many points more for each cause move a category, or put the other cause in front. */
const changes = (first: Scored, second: Scored | undefined, a: number, b: number): boolean => {
  if (categoryAt(first, a) !== categoryAt(first, 0)) return true;
  if (second === undefined) return false;
  const leads = first.score >= second.score;
  return categoryAt(second, b) !== categoryAt(second, 0) || first.score + a >= second.score + b !== leads;
};

interface Candidate extends NextBest {
  /** How far the two answers drive the two causes apart. */
  readonly swing: number;
}

const separating = (first: Scored, second: Scored | undefined, context: Context): Candidate[] => {
  const ofFirst = effects(first, context);
  const ofSecond = second ? effects(second, context) : new Map<string, AnswerEffect>();
  return [...new Set([...ofFirst.keys(), ...ofSecond.keys()])].flatMap((finding) => {
    const a = ofFirst.get(finding) ?? NONE;
    const b = ofSecond.get(finding) ?? NONE;
    const swing = Math.abs(a.present - a.absent - (b.present - b.absent));
    const isOpen = changes(first, second, a.present, b.present) || changes(first, second, a.absent, b.absent);
    if (!isOpen || swing === 0) return [];
    return [{ finding, for: ofFirst.has(finding) || !second ? first.id : second.id, swing }];
  });
};

const TOP = 2;

/** `ranked` as the differential orders it. Undefined where nothing would change what is done. */
export const nextBest = (ranked: readonly Scored[], context: Context): NextBest | undefined => {
  if (ranked.length === 0) return undefined;
  const named = ranked.filter(({ category }) => category === 'likely' || category === 'possible');
  const grave = danger(named[0], context);
  if (grave) return grave;
  const top = named.length > 0 ? named.slice(0, TOP) : ranked.filter(({ id }) => id === 'RADIC');
  const root = top.find(({ id }) => id === 'RADIC');
  const part = root && unexamined(context, root);
  if (part) return { finding: part, for: 'RADIC' };
  const [first, second] = top;
  if (first === undefined) return undefined;
  const [best] = separating(first, second, context).sort(
    (a, b) => b.swing - a.swing || (a.finding < b.finding ? -1 : a.finding > b.finding ? 1 : 0),
  );
  return best && { finding: best.finding, for: best.for };
};
