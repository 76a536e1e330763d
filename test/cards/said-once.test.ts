/** What a card asks for is asked once, and not of what is on record already; a doubt says which cause it is about. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import { cardsOf } from './compose.ts';

const firstOf = (given: VignetteChart) => {
  const [card] = cardsOf(inputOf({ hook: 'patient-view', ...given }));
  if (card === undefined) throw new Error('no card');
  return { summary: card.summary, detail: card.detail ?? '' };
};

describe('the first line and what is next', () => {
  const rows: readonly (readonly [string, VignetteChart, RegExp, RegExp])[] = [
    [
      'pelvic compression',
      {
        age: 31,
        findings: [
          ['numbness', 'moderate', 'R'],
          ['sensory-region', ['lateral-thigh'], 'R'],
          ['slr', false, 'R'],
        ],
      },
      /^\*\*.*pelvic compression/,
      /Next:.*pelvic compression/,
    ],
    [
      'the sacroiliac tests, four of which are on record',
      {
        age: 43,
        findings: [
          ['buttock-pain', true, 'R'],
          ['gaenslen', true, 'R'],
          ['thigh-thrust', true, 'R'],
          ['sij-distraction', true, 'R'],
          ['sacral-thrust', true, 'R'],
        ],
      },
      /^\*\*.*sacroiliac tests that are open/,
      /Next:.*sacroiliac|five sacroiliac/,
    ],
  ];
  test.each(rows)('ask once for %s', (_, given, once, twice) => {
    const { detail } = firstOf(given);
    expect(detail).toMatch(once);
    expect(detail).not.toMatch(twice);
  });
});

describe('what is on record', () => {
  const rows: readonly (readonly [string, VignetteChart, RegExp])[] = [
    [
      'a rash in a dermatome',
      {
        age: 69,
        findings: [
          ['dermatomal-rash', true, 'L'],
          ['leg-pain', true, 'L'],
          ['pain-quality', ['burning'], 'L'],
        ],
      },
      /find the rash|Look at the skin|zoster radiculitis possible/,
    ],
    [
      'a tapped nerve at the ankle',
      {
        age: 51,
        findings: [
          ['foot-pain', true, 'R'],
          ['tinel-tarsal', true, 'R'],
          ['numbness', 'moderate', 'R'],
        ],
      },
      /tap the nerve|Tap behind|syndrome possible/,
    ],
    [
      'hip rotation, for either cause in the hip',
      {
        age: 57,
        findings: [
          ['groin-pain', true, 'L'],
          ['hip-ir-painful', true, 'L'],
          ['hip-adduction-limited', true, 'L'],
        ],
      },
      /possible: hip rotation|do hip rotation/,
    ],
  ];
  test.each(rows)('is not asked for again: %s', (_, given, asked) => {
    const { summary, detail } = firstOf(given);
    expect(`${summary}\n${detail}`).not.toMatch(asked);
  });
});

test('a doubt beside weakness names the cause that it is about', () => {
  const { detail } = firstOf({
    age: 62,
    findings: [
      ['leg-pain', true, 'L'],
      ['mrc-knee-extension', 3, 'L'],
      ['reflex-patellar', 'reduced', 'L'],
      ['femoral-stretch', true, 'L'],
      ['pain-path', ['anterior-thigh'], 'L'],
    ],
  });
  expect(detail).toMatch(/But: radiculoplexus neuropathy possible: neurology, EMG and glucose/);
  expect(detail).not.toMatch(/\.;/);
});

test('a small child whose leg feels weak has no made-up gait', () => {
  const { summary } = firstOf({
    age: 8,
    findings: [
      ['leg-pain', true, 'L'],
      ['weakness-subjective', true, 'L'],
    ],
  });
  expect(summary).toMatch(/^Child: left leg feels weak/);
});

test('numbness of both legs is on both sides', () => {
  const { summary } = firstOf({ age: 54, findings: [['numbness', 'moderate', 'B']] });
  expect(summary).toMatch(/^Leg numbness on both sides/);
});
