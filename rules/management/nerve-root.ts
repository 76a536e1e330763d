/** REC-11: the nerve root that fits best. §4.4: pairs, several levels, legs that differ. */
import { all, dx, eitherLeg, root } from '../engine/criterion.ts';
import type { Leg, Root, RootResult } from '../engine/types.ts';
import { ROOTS } from '../localisation/table.ts';
import type { Recorded } from './content.ts';
import { ADVICE } from './override-reasons.ts';
import { signsOf } from './reasons.ts';
import { type Recommendation, VISIT } from './recommendation.ts';
import { hasCondition, isAtLeastPossible, type Situation } from './situation.ts';
import { routineOff } from './terms.ts';
import { capitalised, listed, summary } from './words.ts';

interface Located extends RootResult {
  readonly leg: Leg;
  readonly roots: readonly Root[];
}

const isRoot = (text: string): text is Root => (ROOTS as readonly string[]).includes(text);

const legs: readonly Leg[] = ['left', 'right', 'unspecified'];
const confidence: Readonly<Record<string, number>> = { high: 3, moderate: 2, low: 1, discordant: 1 };

/** Each leg by itself, the more certain first. */
export const located = (s: Situation): readonly Located[] =>
  legs
    .flatMap((leg) => {
      const result = s.sides[leg]?.root;
      return result === undefined || result.result === 'none'
        ? []
        : [{ leg, ...result, roots: result.result.split(/[/:+]/).filter(isRoot) }];
    })
    .sort((a, b) => (confidence[b.confidence] ?? 0) - (confidence[a.confidence] ?? 0));

export const isDiscordant = ({ confidence }: Located): boolean => confidence === 'discordant';

const sideOf = (leg: Leg): string => (leg === 'unspecified' ? 'side not recorded' : leg);

/** `left L5 root`, `right L4 or L5 root`. */
export const rootName = ({ leg, roots }: Located): string =>
  `${leg === 'unspecified' ? '' : `${leg} `}${listed(roots, 'or')} root`;

const shortSign = ({ words }: Recorded): string =>
  typeof words === 'string' ? words : words.filter((word) => typeof word === 'string').join('');

const summaryOf = (s: Situation): string => {
  const [best] = located(s);
  if (best === undefined) return 'Nerve-root findings: see detail';
  if (isDiscordant(best))
    return `Signs at ${best.roots.join(', ')} (${sideOf(best.leg)}): more than one level or not a root problem, do not assume one level`;
  const first = best.roots[0];
  const signs = first === undefined ? [] : signsOf(s, best.leg, first).slice(0, 2).map(shortSign);
  return summary(
    (list) =>
      `Findings fit best with ${rootName(best)} (${best.confidence} confidence)${list === '' ? '' : `: ${list}`}`,
    signs,
  );
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
    ? `Signs at ${listed(one.roots)}, ${sideOf(one.leg)}: do not assume one level. Points: ${scores}.`
    : `${capitalised(rootName(one))}: ${one.confidence} confidence. Points: ${scores}.`;
};

/** A neighbour that scores as a level of its own overlaps, even where it does not make a pair. */
const OVERLAP = 4;

const neighbours = ({ roots, scores }: Located): readonly Root[] => {
  const [only] = roots;
  if (roots.length !== 1 || only === undefined) return roots;
  const next = ROOTS.filter((root) => root !== only && scores[root] >= OVERLAP);
  return ROOTS.filter((root) => root === only || root === next[0]);
};

const pairLines = (one: Located): readonly string[] => {
  const close = neighbours(one);
  if (close.length < 2 || isDiscordant(one)) return [];
  const pair = close.slice(0, 2).join('/');
  const test = separating[pair];
  return test === undefined ? [] : [`${listed(close, 'or')} (${sideOf(one.leg)}): separated by ${test}.`];
};

/** §4.4: confidence is lowered a step for these, and the card says so. */
const cautions = (s: Situation): readonly string[] => [
  ...(hasCondition(s, 'prior-lumbar-surgery') ? ['previous lumbar surgery'] : []),
  ...(isAtLeastPossible(s, 'POLYNEURO') ? ['possible polyneuropathy'] : []),
  ...(hasCondition(s, 'known-umn-disease') ? ['known upper motor neurone disease'] : []),
];

export const rootAdvice = (s: Situation): readonly string[] => {
  const all = located(s);
  const assumed = s.chart.notes.some(({ code }) => code === 'side-assumed');
  return [
    ...all.flatMap(pairLines),
    ...(all.some(isDiscordant)
      ? [
          'Consider severe or multilevel stenosis, polyradiculopathy, plexopathy, diabetic radiculoplexus neuropathy; EMG/NCS and MRI can separate them.',
        ]
      : []),
    ...(cautions(s).length > 0 ? [`Confidence is limited by ${listed(cautions(s))}.`] : []),
    ...(assumed
      ? ['Side assumed: a finding without a side was taken to be on the leg where all others are.']
      : []),
  ];
};

export const PAIN_DRAWING =
  'A pain drawing alone carries at most one point: root pain is non-dermatomal in about two thirds.';

export const nerveRoot: Recommendation = {
  id: 'REC-11',
  version: '1.0.0',
  title: 'Most consistent nerve root',
  hooks: VISIT,
  when: eitherLeg(all(root(), dx('RADIC'))),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-07', 'S-16', 'S-28', 'S-36', 'S-37', 'S-38'],
  evidence: [
    {
      cite: 'suri-2011',
      says: 'Reflexes, key-point sensation, femoral stretch and hip abduction by root (n = 54)',
      strength: 'diagnostic study',
    },
    {
      cite: 'murphy-2009',
      says: 'About two thirds of lumbar root pain is not dermatomal',
      strength: 'diagnostic study',
    },
    { cite: 'albert-2019', says: 'Pain drawings do not tell L5 from S1', strength: 'diagnostic study' },
    { cite: 'expert', says: 'The points of the table', strength: 'expert consensus' },
  ],
  basis: (s) => located(s).map(({ leg, result, confidence }) => `root:${leg}=${result}/${confidence}`),
  content: (s) => {
    const all = located(s);
    return {
      indicator: 'info',
      summary: summaryOf(s),
      lead: all.some(isDiscordant)
        ? 'Do not assume one level: the signs point to more than one root, or to something else.'
        : 'Use it to direct the examination and to read the MRI; imaging does not change these points.',
      because: all.flatMap(({ leg, roots }) =>
        roots.slice(0, 1).flatMap((root) => signsOf(s, leg, root).slice(0, 5)),
      ),
      advice: [...all.map(rootLine), ...rootAdvice(s)],
      notes: [PAIN_DRAWING],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'weak great toe, numb dorsum of the foot, positive straight leg raise',
        given: {
          age: 38,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['lateral-leg', 'dorsal-foot'], 'L'],
            ['pain-quality', ['shooting'], 'L'],
            ['slr', true, 'L'],
            ['mrc-great-toe-extension', 4, 'L'],
            ['sens-dorsal-foot', 'reduced', 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same pain, nothing examined',
        given: {
          age: 38,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['lateral-leg', 'dorsal-foot'], 'L'],
            ['pain-quality', ['shooting'], 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
