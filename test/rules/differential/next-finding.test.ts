/** §5.1: the next finding is one that can still be asked for. */
import { expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { assess } from '../../../rules/index.ts';

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
  expect(next).toBeDefined();
  expect(next).not.toMatch(/pain|sitting|walking|standing/);
});
