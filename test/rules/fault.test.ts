/** A fault after the red flags costs the stage it happens in, and nothing more. */
import { expect, test, vi } from 'vitest';
import { inputOf } from '../../rules/engine/rule.ts';

vi.mock('../../rules/localisation/index.ts', async (original) => ({
  ...(await original<object>()),
  localise: () => {
    throw new Error('a fault in the table of roots');
  },
}));

const { assess } = await import('../../rules/index.ts');

test('the red flags and their recommendations are still there, and the answer says what is not', () =>
  expect(
    assess(
      inputOf({
        findings: [
          ['saddle-sensory-change', true],
          ['leg-pain', true, 'L'],
        ],
      }),
    ),
  ).toMatchObject({
    urgency: 'emergent',
    redFlags: [{ id: 'RF-CES' }],
    sides: {},
    differential: [],
    recommendations: expect.arrayContaining([{ id: 'REC-03' }]),
    notChecked: [{ key: 'differential', why: 'could not be evaluated' }],
  }));
