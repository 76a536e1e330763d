/** Root results as cards name them, leg by leg. §4.4: pairs, several levels, legs that differ. */
import type { Leg, Root, RootResult } from '../engine/types.ts';
import { doubts } from '../localisation/doubts.ts';
import { ROOTS } from '../localisation/table.ts';
import { rootLevelPoints } from '../terms/thresholds.ts';
import { sideName } from './diagnosis-names.ts';
import { isAllAssumed, signsOf } from './reasons.ts';
import { remembered } from './remembered.ts';
import { hasCondition, isAtLeastPossible, type Situation } from './situation.ts';
import { inWords, type Said, say } from './wording/say.ts';

interface Located extends RootResult {
  readonly leg: Leg;
  /** None of its signs was recorded of that leg (N6). */
  readonly assumed: boolean;
  readonly roots: readonly Root[];
}

const isRoot = (text: string): text is Root => (ROOTS as readonly string[]).includes(text);

const legs: readonly Leg[] = ['left', 'right', 'unspecified'];
const confidence: Readonly<Record<string, number>> = { high: 3, moderate: 2, low: 1, discordant: 1 };

const wasAssumed = ({ chart }: Situation): boolean => chart.notes.some(({ code }) => code === 'side-assumed');

const locatedOn = (s: Situation, leg: Leg, result: RootResult): Located => {
  const roots = result.result.split(/[/:+]/).filter(isRoot);
  const assumed = wasAssumed(s) && isAllAssumed(roots.flatMap((root) => signsOf(s, leg, root)));
  return { leg, assumed, ...result, roots };
};

/** The root of each leg, the more certain leg first. */
export const located = remembered((s): readonly Located[] =>
  legs
    .flatMap((leg) => {
      const result = s.sides[leg]?.root;
      return result === undefined || result.result === 'none' ? [] : [locatedOn(s, leg, result)];
    })
    .sort((a, b) => (confidence[b.confidence] ?? 0) - (confidence[a.confidence] ?? 0)),
);

/** The leg with the signs is not the leg with the symptoms. */
export const isOpposite = ({ notes }: Situation): boolean => notes.includes('signs-opposite-symptoms');

export const isDiscordant = ({ confidence }: Located): boolean => confidence === 'discordant';

/** The side that a summary may say: none where it was assumed. */
export const sideSaid = ({ leg, assumed }: Located): Said | '' => (assumed ? '' : (sideName(leg) ?? ''));

/** `left L5`, `right L4 or L5`; without a side where it was assumed. */
export const rootSaid = (one: Located): Said =>
  one.roots.length > 1
    ? say('root.either', { side: sideSaid(one), root: one.roots[0] ?? '', other: one.roots[1] ?? '' })
    : say('root.one', { side: sideSaid(one), root: one.roots[0] ?? '' });

/** §4.4, the test that separates neighbours. */
const separating: Readonly<Record<string, string>> = {
  'L2/L3': 'hip flexion against knee extension, and the knee jerk',
  'L3/L4': 'knee jerk and medial-ankle sensation against hip adduction',
  'L4/L5': 'hip abduction and great-toe extension against knee extension',
  'L5/S1': 'great toe against heel raise and ankle jerk',
};

/** A neighbour that scores as a level of its own overlaps, even where it does not make a pair. */
const neighbours = ({ roots, scores }: Located): readonly Root[] => {
  const [only] = roots;
  if (roots.length !== 1 || only === undefined) return roots;
  const next = ROOTS.filter((root) => root !== only && scores[root] >= rootLevelPoints.value);
  return ROOTS.filter((root) => root === only || root === next[0]);
};

const pairSaid = (one: Located): readonly Said[] => {
  const close = neighbours(one);
  if (close.length < 2 || isDiscordant(one)) return [];
  const test = separating[close.slice(0, 2).join('/')];
  return test === undefined
    ? []
    : [say('root.pair', { test: inWords(test), roots: close.slice(0, 2).join(' from ') })];
};

/** §4.4: what lowered the confidence of a root that is named, and what might. */
const cautions = (s: Situation, all: readonly Located[]): readonly string[] => {
  const lowered = new Set(all.flatMap(({ leg }) => doubts(s.chart, s.context.concluded.diagnoses, leg)));
  const possible = isAtLeastPossible(s, 'POLYNEURO') && !lowered.has('polyneuropathy');
  return [...lowered, ...(possible ? ['possible polyneuropathy'] : [])];
};

/** Doubts that change what is done about the root. */
export const rootDoubts = (s: Situation): readonly Said[] => [
  ...(isOpposite(s) ? [say('opposite.but')] : []),
  ...(located(s).some(isDiscordant) ? [say('discordant.but')] : []),
];

/** What makes it less certain, the weightiest first. REC-26: points never change to fit an image. */
export const rootCaveats = (s: Situation): readonly Said[] => {
  const all = located(s);
  const limits = cautions(s, all);
  return [
    ...(hasCondition(s, 'mri-lumbar-12mo') && all.length > 0 ? [say('root.mri')] : []),
    ...all.flatMap(pairSaid),
    ...(limits.length > 0 ? [say('root.limited', { why: limits.map(inWords) })] : []),
    ...all
      .filter(({ assumed, leg }) => assumed && leg !== 'unspecified')
      .slice(0, 1)
      .map(({ leg }) => say('root.assumed', { side: sideName(leg) ?? '' })),
  ];
};
