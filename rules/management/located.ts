/** Root results as cards name them, leg by leg. §4.4: pairs, several levels, legs that differ. */
import type { Leg, Root, RootResult } from '../engine/types.ts';
import { doubts } from '../localisation/doubts.ts';
import { ROOTS } from '../localisation/table.ts';
import { rootLevelPoints } from '../terms/thresholds.ts';
import { isAllAssumed, signsOf } from './reasons.ts';
import { hasCondition, isAtLeastPossible, type Situation } from './situation.ts';
import { capitalised, listed } from './words.ts';

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

/** Each leg by itself, the more certain first. */
export const located = (s: Situation): readonly Located[] =>
  legs
    .flatMap((leg) => {
      const result = s.sides[leg]?.root;
      return result === undefined || result.result === 'none' ? [] : [locatedOn(s, leg, result)];
    })
    .sort((a, b) => (confidence[b.confidence] ?? 0) - (confidence[a.confidence] ?? 0));

export const isDiscordant = ({ confidence }: Located): boolean => confidence === 'discordant';

export const sideOf = ({ leg, assumed }: Located): string =>
  leg === 'unspecified' ? 'side not recorded' : assumed ? `${leg} assumed` : leg;

/** `left L5 root`, `right L4 or L5 root`, `L5 root (left assumed)`. */
export const rootName = ({ leg, assumed, roots }: Located): string => {
  const name = `${listed(roots, 'or')} root`;
  if (leg === 'unspecified') return name;
  return assumed ? `${name} (${leg} assumed)` : `${leg} ${name}`;
};

/** §4.4, the test that separates neighbours. */
const separating: Readonly<Record<string, string>> = {
  'L2/L3': 'hip flexion against knee extension, and the knee jerk',
  'L3/L4': 'knee jerk and medial-ankle sensation against hip adduction',
  'L4/L5': 'hip abduction and great-toe extension against knee extension',
  'L5/S1': 'great toe against heel raise and ankle jerk',
};

export const rootLine = (one: Located): string => {
  const scores = ROOTS.map((root) => `${root} ${one.scores[root]}`).join(', ');
  return isDiscordant(one)
    ? `Signs at ${listed(one.roots)}, ${sideOf(one)}: do not assume one level. Points: ${scores}.`
    : `${capitalised(rootName(one))}: ${one.confidence} confidence. Points: ${scores}.`;
};

/** A neighbour that scores as a level of its own overlaps, even where it does not make a pair. */
const neighbours = ({ roots, scores }: Located): readonly Root[] => {
  const [only] = roots;
  if (roots.length !== 1 || only === undefined) return roots;
  const next = ROOTS.filter((root) => root !== only && scores[root] >= rootLevelPoints.value);
  return ROOTS.filter((root) => root === only || root === next[0]);
};

const pairLines = (one: Located): readonly string[] => {
  const close = neighbours(one);
  if (close.length < 2 || isDiscordant(one)) return [];
  const pair = close.slice(0, 2).join('/');
  const test = separating[pair];
  return test === undefined ? [] : [`${listed(close, 'or')} (${sideOf(one)}): separated by ${test}.`];
};

/** §4.4: what lowered the confidence of a root that is named, and what might. */
const cautions = (s: Situation, all: readonly Located[]): readonly string[] => {
  const lowered = new Set(all.flatMap(({ leg }) => doubts(s.chart, s.context.concluded.diagnoses, leg)));
  const possible = isAtLeastPossible(s, 'POLYNEURO') && !lowered.has('polyneuropathy');
  return [...lowered, ...(possible ? ['possible polyneuropathy'] : [])];
};

/** §4.4, REC-26: the points never change to fit an image, and no level or side of one enters here as data. */
const comparison = (s: Situation, all: readonly Located[]): readonly string[] =>
  hasCondition(s, 'mri-lumbar-12mo') && all.length > 0
    ? [
        'A lumbar MRI is on record: compare its level and side with these signs. Where they disagree, EMG/NCS can help; imaging does not change these points.',
      ]
    : [];

export const OPPOSITE = 'Signs and symptoms are on different sides: check the record.';

export const isOpposite = ({ notes }: Situation): boolean => notes.includes('signs-opposite-symptoms');

export const rootAdvice = (s: Situation): readonly string[] => {
  const all = located(s);
  const limits = cautions(s, all);
  return [
    ...(isOpposite(s) ? [OPPOSITE] : []),
    ...all.flatMap(pairLines),
    ...(all.some(isDiscordant)
      ? [
          'Consider severe or multilevel stenosis, polyradiculopathy, plexopathy, diabetic radiculoplexus neuropathy; EMG/NCS and MRI can separate them.',
        ]
      : []),
    ...comparison(s, all),
    ...(limits.length > 0 ? [`Confidence is limited by ${listed(limits)}.`] : []),
    ...(wasAssumed(s)
      ? ['Side assumed: a finding without a side was taken to be on the leg where all others are.']
      : []),
  ];
};

export const PAIN_DRAWING =
  'A pain drawing alone carries at most one point: root pain is non-dermatomal in about two thirds.';
