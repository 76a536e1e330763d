/** REC-27: intervals, and what must not be said beside an urgent card. */
import { describe, expect, test } from 'vitest';
import { inputOf } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { type Content, contentOf } from '../../../rules/management/index.ts';

type Given = Parameters<typeof inputOf>[0];

const review = (...more: NonNullable<Given['findings']>): Content | undefined => {
  const findings: Given['findings'] = [
    ['leg-pain', true, 'L'],
    ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
    ['slr', true, 'L'],
    ...more,
  ];
  const { fired } = evaluate(inputOf({ hook: 'patient-view', age: 40, findings }));
  const found = fired.find(({ id }) => id === 'REC-27');
  return found && contentOf(found);
};

test('root pain is reviewed in four to six weeks', () => {
  expect(review()?.advice).toEqual(['Review in 4–6 weeks, sooner when anything gets worse.']);
});

test.each<[string, NonNullable<Given['findings']>[number]]>([
  ['strength of 4', ['mrc-ankle-plantarflexion', 4, 'L']],
  ['pain of 7', ['pain-nrs', 7]],
  ['broken sleep', ['sleep-disturbed', true]],
])('with %s in two', (_, finding) => {
  expect(review(finding)?.advice).toEqual([
    'Review in 2 weeks: weakness, severe pain or broken sleep is on record.',
  ]);
});

/** "24–72 h telephone review when RF-CES-EARLY was excluded". */
describe('the early telephone review', () => {
  test('is for the early warning of cauda equina syndrome, in place of any other interval', () => {
    const early = review(['leg-pain', true, 'R'], ['pain-onset-days', 6]);
    expect(early?.advice).toEqual([
      'Both legs: telephone review within 24–72 hours once cauda equina compression has been excluded.',
    ]);
    expect(early?.suggestions).toEqual([]);
  });

  test('is not advised for pain in both legs that is long-standing', () => {
    const chronic = review(['leg-pain', true, 'R'], ['pain-onset-days', 400]);
    expect(chronic?.advice.join()).not.toContain('Both legs');
  });
});

test('beside an urgent weakness no later date is named', () => {
  expect(review(['foot-drop', true, 'L'])).toBeUndefined();
});
