/** Section 4.3 of the knowledge specification: every modality of every root of six worked examples. */
import { describe, expect, test } from 'vitest';
import { type Given, inputOf } from '../../../rules/engine/rule.ts';
import { evaluate, type RuleTrace } from '../../../rules/index.ts';

type ExampleRow = readonly [
  motor: number,
  reflex: number,
  sensory: number,
  pain: number,
  paraesthesia: number,
  tension: number,
  normal: number,
  total: number,
];

interface Example {
  readonly title: string;
  readonly leg: 'left' | 'right';
  readonly findings: readonly Given[];
  readonly rows: Readonly<Record<'L2' | 'L3' | 'L4' | 'L5' | 'S1', ExampleRow>>;
  /** The root before the differential may withhold it. */
  readonly result: string;
  readonly confidence: string;
  /** What the engine answers, where that differs. */
  readonly answered?: string;
}

const examples: readonly Example[] = [
  {
    title: 'A. left L5',
    leg: 'left',
    findings: [
      ['pain-path', ['buttock', 'lateral-thigh', 'lateral-leg', 'dorsal-foot'], 'L'],
      ['sensory-region', ['dorsal-foot'], 'L'],
      ['slr', true, 'L'],
      ['crossed-slr', false, 'L'],
      ['mrc-great-toe-extension', 4, 'L'],
      ['mrc-ankle-plantarflexion', 5, 'L'],
      ['reflex-achilles', 'normal', 'L'],
      ['reflex-patellar', 'normal', 'L'],
      ['sens-dorsal-foot', 'reduced', 'L'],
    ],
    rows: {
      L2: [0, 0, 0, 0, 0, 0, 0, 0],
      L3: [0, 0, 0, 0, 0, 0, 0, 0],
      L4: [0, 0, 0, 0, 0, 0, -1, -1],
      L5: [3, 0, 2, 1, 1, 1, 0, 8],
      S1: [0, 0, 0, 0, 0, 1, -2, -1],
    },
    result: 'L5',
    confidence: 'high',
  },
  {
    title: 'B. right L4 versus L3',
    leg: 'right',
    findings: [
      ['pain-path', ['anterior-thigh', 'medial-leg'], 'R'],
      ['sensory-region', ['medial-leg'], 'R'],
      ['femoral-stretch', true, 'R'],
      ['slr', false, 'R'],
      ['mrc-knee-extension', 4, 'R'],
      ['mrc-hip-flexion', 5, 'R'],
      ['reflex-patellar', 'reduced', 'R'],
      ['reflex-patellar', 'normal', 'L'],
      ['sens-medial-ankle', 'reduced', 'R'],
    ],
    rows: {
      L2: [0, 0, 0, 1, 0, 1, -1, 1],
      L3: [3, 2, 0, 1, 0, 1, 0, 7],
      L4: [2, 3, 2, 1, 1, 1, 0, 10],
      L5: [0, 0, 0, 0, 0, 0, 0, 0],
      S1: [0, 0, 0, 0, 0, 0, 0, 0],
    },
    result: 'L4',
    confidence: 'high',
  },
  {
    title: 'C. L2 with normal quadriceps',
    leg: 'left',
    findings: [
      ['pain-path', ['groin', 'anterior-thigh'], 'L'],
      ['femoral-stretch', true, 'L'],
      ['slr', false, 'L'],
      ['mrc-hip-flexion', 4, 'L'],
      ['mrc-hip-adduction', 4, 'L'],
      ['mrc-knee-extension', 5, 'L'],
      ['reflex-patellar', 'normal', 'L'],
    ],
    rows: {
      L2: [4, 0, 0, 1, 0, 1, 0, 6],
      L3: [3, 0, 0, 1, 0, 1, -1, 4],
      L4: [1, 0, 0, 0, 0, 1, -1, 1],
      L5: [0, 0, 0, 0, 0, 0, 0, 0],
      S1: [0, 0, 0, 0, 0, 0, 0, 0],
    },
    result: 'L2',
    confidence: 'moderate',
  },
  {
    title: 'D. a pair: only dorsiflexion 4/5 recorded',
    leg: 'right',
    findings: [['mrc-ankle-dorsiflexion', 4, 'R']],
    rows: {
      L2: [0, 0, 0, 0, 0, 0, 0, 0],
      L3: [0, 0, 0, 0, 0, 0, 0, 0],
      L4: [2, 0, 0, 0, 0, 0, 0, 2],
      L5: [3, 0, 0, 0, 0, 0, 0, 3],
      S1: [0, 0, 0, 0, 0, 0, 0, 0],
    },
    result: 'L4/L5',
    confidence: 'low',
  },
  {
    title: 'E. multilevel: weak hip flexion and adduction with weak great toe and hip abduction',
    leg: 'left',
    findings: [
      ['mrc-hip-flexion', 3, 'L'],
      ['mrc-hip-adduction', 4, 'L'],
      ['mrc-great-toe-extension', 3, 'L'],
      ['mrc-hip-abduction', 4, 'L'],
      ['femoral-stretch', true, 'L'],
      ['slr', true, 'L'],
    ],
    rows: {
      L2: [5, 0, 0, 0, 0, 1, 0, 6],
      L3: [3, 0, 0, 0, 0, 1, 0, 4],
      L4: [1, 0, 0, 0, 0, 1, 0, 2],
      L5: [6, 0, 0, 0, 0, 1, 0, 7],
      S1: [0, 0, 0, 0, 0, 1, 0, 1],
    },
    result: 'multilevel:L2+L3+L5',
    confidence: 'discordant',
  },
  {
    title: 'F. the peroneal pattern, root withheld',
    leg: 'right',
    findings: [
      ['mrc-ankle-dorsiflexion', 2, 'R'],
      ['mrc-great-toe-extension', 3, 'R'],
      ['mrc-ankle-inversion', 5, 'R'],
      ['mrc-hip-abduction', 5, 'R'],
      ['mrc-ankle-eversion', 3, 'R'],
      ['slr', false, 'R'],
      ['reflex-achilles', 'normal', 'R'],
      ['sens-dorsal-foot', 'reduced', 'R'],
      // the rest of vignette V09, which makes PERONEAL likely
      ['low-back-pain', false],
    ],
    rows: {
      L2: [0, 0, 0, 0, 0, 0, 0, 0],
      L3: [0, 0, 0, 0, 0, 0, 0, 0],
      L4: [2, 0, 0, 0, 0, 0, 0, 2],
      L5: [6, 0, 2, 0, 0, 0, -2, 6],
      S1: [3, 0, 0, 0, 0, 0, -1, 2],
    },
    result: 'L5',
    confidence: 'high',
    answered: 'none',
  },
];

type Localised = Extract<RuleTrace, { kind: 'localisation' }>;

const localised = ({ findings, leg }: Example): Localised => {
  const trace = evaluate(inputOf({ age: 40, history: ['peroneal-risk'], findings })).trace();
  const found = trace.find((rule) => rule.kind === 'localisation' && rule.leg === leg);
  if (found?.kind !== 'localisation') throw new Error(`${leg} leg was not localised`);
  return found;
};

const MODALITIES = ['motor', 'reflex', 'sensory', 'pain', 'paraesthesia', 'tension', 'normal'] as const;
const ROOTS = ['L2', 'L3', 'L4', 'L5', 'S1'] as const;

describe.each(examples.map((example) => [example.title, example] as const))('%s', (_, example) => {
  const found = localised(example);

  test.each(ROOTS)('every modality of %s, and the total', (root) => {
    const points = MODALITIES.map((modality) => found.modalities[modality]?.[root]);
    expect([...points, found.result.scores[root]]).toEqual(example.rows[root]);
  });

  test('the root and its confidence', () => {
    const answered = example.answered ?? example.result;
    expect(found.result).toMatchObject({
      result: answered,
      confidence: answered === 'none' ? 'none' : example.confidence,
    });
  });
});
