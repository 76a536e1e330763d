/** REC-26 "MRI–clinical mismatch": imaging is not read here, so the comparison is named and left to the clinician. */
import { expect, test } from 'vitest';
import type { VignetteChart } from '../../../rules/engine/rule.ts';
import { partsOn } from '../parts.ts';

const S1: VignetteChart['findings'] = [
  ['leg-pain', true, 'L'],
  ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
  ['pain-quality', ['shooting'], 'L'],
  ['slr', true, 'L'],
  ['reflex-achilles', 'absent', 'L'],
  ['mrc-ankle-plantarflexion', 4, 'L'],
];
const COMPARE = 'compare the MRI on record with these signs';

const advised = (history: NonNullable<VignetteChart['history']>): string =>
  partsOn({ age: 45, hook: 'patient-view', history, findings: S1 }, 'REC-11')?.but.join() ?? '';

test('with an MRI on record the card of the root asks for the comparison', () => {
  expect(advised(['mri-lumbar-12mo'])).toContain(COMPARE);
});

test('without one it does not', () => {
  expect(advised([])).not.toContain('MRI on record');
});

test('electrodiagnosis names it among its reasons', () => {
  const early = partsOn(
    {
      age: 33,
      hook: 'order-sign',
      order: { type: 'EMG' },
      findings: [
        ['leg-pain', true, 'R'],
        ['pain-onset-days', 6],
      ],
    },
    'REC-26',
  );
  expect(early?.text).toContain(
    'an MRI that does not fit the examination is a further reason; this check does not read images or reports',
  );
});
