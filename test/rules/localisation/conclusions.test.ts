/** Steps 5 and 6 of section 4.2, and section 4.4. */
import { describe, expect, test } from 'vitest';
import type { Given, VignetteChart } from '../../../rules/engine/rule.ts';
import { inputOf } from '../../../rules/engine/rule.ts';
import { assess, evaluate } from '../../../rules/index.ts';
import { conclude } from '../../../rules/localisation/index.ts';
import { partsIn } from '../parts.ts';

const rows: readonly [scores: readonly number[], modalities: number, result: string, confidence: string][] = [
  [[0, 0, 0, 2, 0], 2, 'none', 'none'],
  [[0, 0, 0, 3, 0], 1, 'L5', 'low'],
  [[0, 0, 0, 3, 2], 1, 'L5/S1', 'low'],
  [[0, 0, 0, 3, 1], 1, 'L5', 'low'],
  [[0, 0, 0, 4, 2], 1, 'L5', 'moderate'],
  [[0, 0, 0, 4, 3], 1, 'L5/S1', 'low'],
  [[0, 0, 0, 6, 3], 2, 'L5', 'high'],
  [[0, 0, 0, 6, 4], 2, 'L5', 'moderate'],
  [[0, 0, 0, 6, 3], 1, 'L5', 'moderate'],
  [[0, 0, 0, 5, 2], 2, 'L5', 'moderate'],
  [[0, 0, 2, 3, 2], 1, 'L4/L5/S1', 'low'],
  [[3, 3, 3, 3, 3], 1, 'L2/L3/L4', 'low'],
  [[0, 0, 4, 5, 0], 2, 'L4/L5', 'low'],
  [[4, 0, 0, 7, 0], 2, 'multilevel:L2+L5', 'discordant'],
  [[0, 0, 5, 5, 5], 2, 'multilevel:L4+L5+S1', 'discordant'],
  [[0, 4, 7, 0, 0], 2, 'L4', 'high'],
];

test.each(rows)('%j with %i modalities is %s (%s)', (scores, modalities, result, confidence) => {
  const [L2, L3, L4, L5, S1] = scores as [number, number, number, number, number];
  expect(conclude({ L2, L3, L4, L5, S1 }, () => modalities)).toMatchObject({ result, confidence });
});

const l5: readonly Given[] = [
  ['mrc-great-toe-extension', 4, 'L'],
  ['slr', true, 'L'],
  ['sens-dorsal-foot', 'reduced', 'L'],
];
const root = (chart: VignetteChart) => assess(inputOf(chart)).sides.left?.root;

describe('what makes a root less certain', () => {
  test('the plain chart is of high confidence', () =>
    expect(root({ age: 40, findings: l5 })).toMatchObject({ result: 'L5', confidence: 'high' }));

  test.each([
    ['prior-lumbar-surgery', 'previous lumbar surgery'],
    ['diabetic-neuropathy', 'polyneuropathy'],
    ['known-umn-disease', 'earlier neurological disease'],
    ['known-bilateral-deficit', 'earlier neurological disease'],
  ] as const)('%s lowers it by one step, and note and card say so', (history, words) => {
    const given = { age: 40, history: [history], findings: [['leg-pain', true, 'L'], ...l5] as const };
    expect(root(given)).toMatchObject({ result: 'L5', confidence: 'moderate' });
    const { assessment, fired } = evaluate(inputOf(given));
    expect(assessment.notes).toContain(`root-confidence-lowered: ${words}`);
    expect(partsIn(fired, 'REC-11')?.but).toContain(`the root is less certain: ${words}`);
  });
});

describe('the examination', () => {
  test('a foot drop without a grade counts as dorsiflexion 3', () =>
    expect(root({ findings: [['foot-drop', true, 'L']] })?.scores).toMatchObject({ L4: 2, L5: 4 }));

  test('a foot drop adds nothing to a recorded grade', () =>
    expect(
      root({
        findings: [
          ['foot-drop', true, 'L'],
          ['mrc-ankle-dorsiflexion', 4, 'L'],
        ],
      })?.scores,
    ).toMatchObject({ L4: 2, L5: 3 }));

  test('the same reflex lost on both sides points to no root', () =>
    expect(root({ findings: [['reflex-achilles', 'absent', 'B']] })?.scores.S1).toBe(0));

  test('a sign on one leg never localises the other', () =>
    expect(assess(inputOf({ findings: [...l5, ['slr', false, 'R']] })).sides.right?.root.scores).toEqual({
      L2: 0,
      L3: 0,
      L4: 0,
      L5: 0,
      S1: 0,
    }));

  test('symptoms on one leg and signs on the other are noted', () =>
    expect(
      assess(
        inputOf({
          findings: [
            ['leg-pain', true, 'R'],
            ['mrc-great-toe-extension', 4, 'L'],
          ],
        }),
      ).notes,
    ).toContain('signs-opposite-symptoms'));
});
