/** REC-27: intervals, and what must not be said beside an urgent card. */
import { describe, expect, test } from 'vitest';
import type { VignetteChart } from '../../../rules/engine/rule.ts';
import { type Parts, partsOn } from '../parts.ts';

const review = (...more: NonNullable<VignetteChart['findings']>): Parts | undefined => {
  const findings: VignetteChart['findings'] = [
    ['leg-pain', true, 'L'],
    ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
    ['slr', true, 'L'],
    ...more,
  ];
  return partsOn({ hook: 'patient-view', age: 40, findings }, 'REC-27');
};

test('root pain is reviewed in four to six weeks', () => {
  expect(review()?.labels).toEqual(['Review in 4–6 weeks']);
});

test.each<[string, NonNullable<VignetteChart['findings']>[number]]>([
  ['strength of 4', ['mrc-ankle-plantarflexion', 4, 'L']],
  ['pain of 7', ['pain-nrs', 7]],
  ['broken sleep', ['sleep-disturbed', true]],
])('with %s in two', (_, finding) => {
  expect(review(finding)?.labels).toEqual(['Review in 2 weeks']);
});

/** "24–72 h telephone review when RF-CES-EARLY was excluded". */
describe('the early telephone review', () => {
  test('is for the early warning of cauda equina syndrome, in place of any other interval', () => {
    const early = review(['leg-pain', true, 'R'], ['pain-onset-days', 6]);
    expect(early?.aside).toBe('both legs: telephone review within 24–72 hours once cauda equina is excluded');
    expect(early?.labels).toEqual([]);
  });

  test('is not advised for pain in both legs that is long-standing', () => {
    const chronic = review(['leg-pain', true, 'R'], ['pain-onset-days', 400]);
    expect(chronic?.aside).not.toContain('both legs');
  });
});

test('beside an urgent weakness no later date is named', () => {
  expect(review(['foot-drop', true, 'L'])).toBeUndefined();
});
