/** §5.1: the next finding is one that can still be asked for. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { assess } from '../../../rules/index.ts';
import { caudaEquinaSymptoms } from '../../../rules/terms/documentation.ts';

/** A foot drop after leg-crossing, examined: what is open is the pain. */
const footDrop: VignetteChart['findings'] = [
  ['foot-drop', true, 'R'],
  ['mrc-ankle-dorsiflexion', 2, 'R'],
  ['mrc-great-toe-extension', 3, 'R'],
  ['mrc-ankle-inversion', 5, 'R'],
  ['mrc-hip-abduction', 5, 'R'],
  ['mrc-ankle-eversion', 3, 'R'],
  ['slr', false, 'R'],
  ['reflex-achilles', 'normal', 'R'],
  ['sens-dorsal-foot', 'reduced', 'R'],
];

const asked = (pains: VignetteChart['findings']) =>
  assess(inputOf({ age: 33, history: ['peroneal-risk'], findings: [...footDrop, ...pains] })).nextBest
    ?.finding;

test.each<[string, VignetteChart['findings']]>([
  ['nobody asked for pain', []],
  ['only the back was asked about', [['low-back-pain', false]]],
  [
    'the buttock hurts',
    [
      ['leg-pain', false, 'R'],
      ['low-back-pain', false],
      ['buttock-pain', true, 'R'],
    ],
  ],
])('%s: whether it passes the knee is asked', (_, pains) => {
  expect(asked(pains)).toBe('does the pain pass the knee');
});

test('leg and back were asked about and do not hurt: nothing is asked about the pain', () => {
  const next = asked([
    ['leg-pain', false, 'R'],
    ['low-back-pain', false],
  ]);
  expect(next ?? '').not.toMatch(/pain|sitting|walking|standing/);
});

const next = (findings: VignetteChart['findings'], given: Omit<VignetteChart, 'findings'> = {}) =>
  assess(inputOf({ age: 45, ...given, findings })).nextBest;

const noCaudaEquina = caudaEquinaSymptoms.map((id) => [id, false] as const);

test('a cold leg whose pulses nobody felt: the pulses come first', () => {
  expect(
    next([
      ['leg-pain', true, 'L'],
      ['low-back-pain', true],
      ['limb-cold', true, 'L'],
    ]),
  ).toEqual({ finding: 'pedal pulses', for: 'RF-ALI' });
});

describe('the cauda equina questions', () => {
  const root: VignetteChart['findings'] = [
    ['leg-pain', true, 'L'],
    ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
    ['slr', true, 'L'],
  ];
  const questions = { finding: 'cauda equina questions', for: 'RF-CES' };

  test.each<[string, VignetteChart['findings'], boolean]>([
    ['only leg pain is known', [['leg-pain', true, 'L']], true],
    ['a root is in front', root, true],
    ['one of them is answered', [...root, ['urinary-retention', false]], true],
    ['all that a patient can answer are', [...root, ...noCaudaEquina], false],
    [
      'the thigh alone is numb',
      [
        ['numbness', true, 'L'],
        ['sensory-region', ['lateral-thigh'], 'L'],
      ],
      false,
    ],
    [
      'the thigh is numb and the back hurts',
      [
        ['numbness', true, 'L'],
        ['sensory-region', ['lateral-thigh'], 'L'],
        ['low-back-pain', true],
      ],
      true,
    ],
    ['the emergency is raised already', [...root, ['saddle-sensory-change', true]], false],
  ])('%s', (_, findings, first) => {
    const found = next(findings);
    if (first) expect(found).toEqual(questions);
    else expect(found?.finding).not.toBe(questions.finding);
  });
});

describe('within the roots in play', () => {
  const upper: VignetteChart['findings'] = [
    ...noCaudaEquina,
    ['leg-pain', true, 'L'],
    ['pain-path', ['anterior-thigh', 'groin'], 'L'],
    ['pain-quality', ['electric'], 'L'],
    ['numbness', 'moderate', 'L'],
    ['pain-dominance', 'leg'],
  ];
  const lower: VignetteChart['findings'] = [
    ...noCaudaEquina,
    ['leg-pain', true, 'L'],
    ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
    ['pain-quality', ['electric'], 'L'],
    ['numbness', 'moderate', 'L'],
    ['pain-dominance', 'leg'],
  ];
  const strength: VignetteChart['findings'] = [['mrc-knee-extension', 5, 'L']];
  const reflexes: VignetteChart['findings'] = [['reflex-patellar', 'normal', 'L']];

  test.each<[string, VignetteChart['findings'], string]>([
    ['thigh pain', upper, 'hip flexion, hip adduction and knee extension strength'],
    ['thigh pain, strength known', [...upper, ...strength], 'knee reflex'],
    ['thigh pain, reflexes known', [...upper, ...strength, ...reflexes], 'femoral stretch test'],
    ['calf pain', lower, 'great toe, ankle and hip abduction strength'],
    ['calf pain, strength known', [...lower, ['mrc-great-toe-extension', 5, 'L']], 'ankle reflex'],
    [
      'calf pain, reflexes known',
      [...lower, ['mrc-great-toe-extension', 5, 'L'], ['reflex-achilles', 'normal', 'L']],
      'straight leg raise and slump test',
    ],
  ])('%s', (_, findings, finding) => {
    expect(next(findings)).toMatchObject({ finding, for: 'RADIC' });
  });

  test('a femoral stretch test is never asked of an L5 or S1 pattern', () => {
    for (const toe of [3, 4, 5]) {
      for (const slr of [true, false]) {
        const found = next([...lower, ['mrc-great-toe-extension', toe, 'L'], ['slr', slr, 'L']]);
        expect(found?.finding ?? '').not.toMatch(/femoral/);
      }
    }
  });
});

test('nothing is asked where no answer would change the causes or their certainty', () => {
  expect(
    next(
      [
        ...noCaudaEquina,
        ['leg-pain', true, 'R'],
        ['pain-path', ['posterior-thigh', 'posterior-calf', 'lateral-foot'], 'R'],
        ['pain-quality', ['shooting'], 'R'],
        ['numbness', 'moderate', 'R'],
        ['slr', true, 'R'],
        ['mrc-ankle-plantarflexion', 4, 'R'],
        ['reflex-achilles', 'absent', 'R'],
        ['reflex-achilles', 'normal', 'L'],
        ['sens-lateral-foot', 'reduced', 'R'],
        ['pain-dominance', 'leg'],
        ['crossed-slr', true, 'R'],
        ['pain-aggravating', ['sitting', 'cough-sneeze-strain-leg'], 'R'],
      ],
      { closed: true },
    ),
  ).toBeUndefined();
});
