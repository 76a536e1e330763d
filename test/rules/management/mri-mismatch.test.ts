/** REC-26 "MRI–clinical mismatch": imaging is not read here, so the comparison is named and left to the clinician. */
import { expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { contentOf, rootAndDifferential } from '../../../rules/management/index.ts';

const S1: VignetteChart['findings'] = [
  ['leg-pain', true, 'L'],
  ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
  ['pain-quality', ['shooting'], 'L'],
  ['slr', true, 'L'],
  ['reflex-achilles', 'absent', 'L'],
  ['mrc-ankle-plantarflexion', 4, 'L'],
];
const COMPARE = 'A lumbar MRI is on record: compare its level and side with these signs.';

const advised = (history: NonNullable<VignetteChart['history']>, id = 'REC-11'): string => {
  const { fired } = evaluate(inputOf({ age: 45, hook: 'patient-view', history, findings: S1 }));
  const found = fired.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} did not fire`);
  const own = contentOf(found);
  return [...own.advice, ...rootAndDifferential(found, own).advice].join(' ');
};

test('with an MRI on record the card of the root asks for the comparison', () => {
  expect(advised(['mri-lumbar-12mo'])).toContain(COMPARE);
});

test('without one it does not', () => {
  expect(advised([])).not.toContain('MRI is on record');
});

test('electrodiagnosis names it among its reasons', () => {
  const { fired } = evaluate(
    inputOf({
      age: 33,
      hook: 'order-sign',
      order: { type: 'EMG' },
      findings: [
        ['leg-pain', true, 'R'],
        ['pain-onset-days', 6],
      ],
    }),
  );
  const found = fired.find(({ id }) => id === 'REC-26');
  expect(found && contentOf(found).advice.join(' ')).toContain(
    'An MRI that does not fit the examination is a further reason; this check does not read images or reports.',
  );
});
