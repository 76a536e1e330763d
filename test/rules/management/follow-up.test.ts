import { describe, expect, test } from 'vitest';
import { inputOf } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { contentOf } from '../../../rules/management/index.ts';

type Given = Parameters<typeof inputOf>[0];

const advice = (...more: NonNullable<Given['findings']>): string => {
  const findings: Given['findings'] = [
    ['leg-pain', true, 'L'],
    ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
    ['slr', true, 'L'],
    ['pain-onset-days', 40],
    ['pain-relieving', ['sitting'], 'L'],
    ['saddle-sensory-change', false],
    ['urinary-retention', false],
    ...more,
  ];
  const { fired } = evaluate(inputOf({ hook: 'patient-view', age: 40, findings }));
  const found = fired.find(({ id }) => id === 'REC-27');
  return found ? contentOf(found).advice.join(' ') : 'REC-27 did not fire';
};

/** REC-27: "24–72 h telephone review when RF-CES-EARLY was excluded", whose first sign is pain in both legs. */
describe('the early telephone review', () => {
  test('is advised when both legs hurt and the bladder and saddle questions were answered no', () => {
    expect(advice(['leg-pain', true, 'R'])).toContain('Both legs: telephone review');
  });

  test.each<[string, NonNullable<Given['findings']>[number]]>([
    ['a normal reflex', ['reflex-achilles', 'normal', 'R']],
    ['full strength', ['mrc-ankle-plantarflexion', 5, 'R']],
    ['no pain', ['leg-pain', false, 'R']],
  ])('is not advised when only one leg hurts and the other has %s on record', (_, other) => {
    expect(advice(other)).toMatch(/^Review in/);
    expect(advice(other)).not.toContain('Both legs');
  });
});
