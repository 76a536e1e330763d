import { describe, expect, test } from 'vitest';
import { onFigure, placeOf } from '../../app/examination/layout.ts';
import { fieldsOf } from '../../app/examination/next-field.ts';
import { tables } from '../../rules/differential/index.ts';
import { examinationAsks } from '../../rules/differential/next-best.ts';
import type { DiagnosisId } from '../../rules/engine/ids.ts';

const questions = Object.values(tables).flatMap(({ id, items }) =>
  items.flatMap(({ ask, item }) => (ask === false ? [] : [[ask ?? item, id as DiagnosisId] as const])),
);

const isOnForm = (id: ReturnType<typeof fieldsOf>[number]) =>
  placeOf.has(id) || onFigure.some((one) => one === id);

describe('what the rules ask for next', () => {
  test.each([...questions, ...examinationAsks.map((ask) => [ask, 'RADIC'] as const)])(
    '%j of %s has a field on the form',
    (finding, cause) => {
      expect(fieldsOf({ finding, for: cause }).some(isOnForm)).toBe(true);
    },
  );

  test.each([
    ['pedal pulses', 'RF-ALI'],
    ['cauda equina questions', 'RF-CES'],
  ])('%j of a danger has a field on the form', (finding, flag) => {
    expect(fieldsOf({ finding, for: flag }).every(isOnForm)).toBe(true);
  });

  test('nothing asked needs no field', () => {
    expect(fieldsOf(undefined)).toEqual([]);
  });
});
