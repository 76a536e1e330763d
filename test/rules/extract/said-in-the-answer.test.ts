/** What extraction leaves out or doubts reaches the answer: notes, conflicts, REC-35. */
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../rules/index.ts';
import { bodySite, extracted, finding, local, observation, snomed } from '../../support/fhir.ts';
import { partsIn } from '../parts.ts';

const answer = (...resources: unknown[]) => evaluate(extracted(resources).input);
const legPain = finding('leg-pain', true, { id: 'pain', side: 'left' });
const twoSides = (id: 'slr' | 'foot-drop', rest: Record<string, unknown> = {}) =>
  observation(local(id), {
    id: 'both',
    valueBoolean: true,
    bodySite: { ...bodySite('L'), ...snomed('24028007') },
    ...rest,
  });

describe('a finding that names two sides', () => {
  const { assessment, fired, chart } = answer(legPain, twoSides('slr'));

  test('is a conflict', () => {
    expect(assessment.conflicts).toEqual(['slr']);
    expect(chart.conflicts).toMatchObject([{ finding: 'slr', taken: 'unsided' }]);
  });

  test('is asked again (REC-35), in words that say what is wrong', () => {
    expect(partsIn(fired, 'REC-35')?.summary).toBe(
      'SLR: recorded on two sides: re-check before relying on it',
    );
  });

  test('still counts as a red flag, against either leg', () => {
    expect(answer(legPain, twoSides('foot-drop')).assessment.redFlags.map(({ id }) => id)).toEqual([
      'RF-MOTOR',
    ]);
  });

  test('longer ago than it holds is nobody’s conflict', () => {
    expect(
      answer(legPain, twoSides('slr', { effectiveDateTime: '2026-01-01' })).assessment.conflicts,
    ).toEqual([]);
  });
});

describe('what was left out', () => {
  const leftOut = (assessed: ReturnType<typeof answer>) =>
    assessed.assessment.notes.filter((note) => note.startsWith('left out'));

  test('is named in the notes with its rule and its resource, and without its value', () => {
    const wrong = finding('saddle-sensory-change', true, { id: 'wrong', status: 'entered-in-error' });
    const warm = observation(local('temp-c'), {
      id: 'warm',
      valueQuantity: { value: 38.9, unit: 'degrees' },
    });
    expect(leftOut(answer(legPain, wrong, warm))).toEqual([
      'left out (N1 entered-in-error): Observation/wrong',
      'left out (N11 unknown-unit): Observation/warm',
    ]);
  });

  test('is counted beyond the first twenty', () => {
    const undated = Array.from({ length: 23 }, (_, n) =>
      finding('slr', true, { id: `u${n}`, effectiveDateTime: undefined }),
    );
    const notes = leftOut(answer(legPain, ...undated));
    expect(notes).toHaveLength(21);
    expect(notes.at(-1)).toBe('left out: 3 more');
  });

  test('is nothing when all was used', () => {
    expect(leftOut(answer(legPain))).toEqual([]);
  });
});
