import { describe, expect, test } from 'vitest';
import { redFlagIds } from '../../../rules/engine/ids.ts';
import { inputOf } from '../../../rules/engine/rule.ts';
import { assess, evaluate } from '../../../rules/index.ts';
import { flagRows } from '../cases/red-flag-rows.ts';

describe.each(redFlagIds)('%s', (id) => {
  const rows = flagRows.filter(({ flag }) => flag === id);
  test.each(rows.map((row) => [row.level ?? 'silent', row.title, row] as const))('%s: %s', (_, __, row) => {
    const found = assess(inputOf(row.given)).redFlags.find((flag) => flag.id === id);
    expect(found?.urgency ?? null).toBe(row.level);
  });
});

describe('why a flag fired', () => {
  const because = (...given: Parameters<typeof inputOf>) => assess(inputOf(...given)).redFlags[0]?.because;

  test('names the findings, not the context they were found in', () =>
    expect(
      because({
        findings: [
          ['leg-pain', true, 'L'],
          ['urinary-retention', true],
        ],
      }),
    ).toEqual(['urinary-retention']));

  test('names conditions too', () =>
    expect(
      because({
        history: ['cancer-history'],
        findings: [
          ['low-back-pain', true],
          ['weight-loss-unexplained', true],
        ],
      }),
    ).toEqual(['cancer-history', 'weight-loss-unexplained']));
});

describe('general rules', () => {
  test('red flags fire at every hook and at every age', () => {
    const given = inputOf({ findings: [['saddle-sensory-change', true]] });
    for (const hook of [
      'patient-view',
      'encounter-start',
      'order-select',
      'order-sign',
      'problem-list-item-create',
    ] as const)
      for (const age of [3, 17, 45, 95]) expect(assess({ ...given, hook, age }).urgency).toBe('emergent');
  });

  test('the most urgent comes first', () =>
    expect(
      assess(
        inputOf({
          findings: [
            ['low-back-pain', true],
            ['crp-esr-raised', true],
            ['mrc-hip-flexion', 2, 'L'],
          ],
        }),
      ).redFlags.map(({ urgency }) => urgency),
    ).toEqual(['emergent', 'emergent']));

  test('the trace tells every rule that was considered, with its facts', () => {
    const trace = evaluate(inputOf({ findings: [['saddle-sensory-change', true]] })).trace();
    const considered = trace.filter((rule) => rule.kind === 'red-flag');
    expect(considered.map(({ rule }) => rule)).toEqual([...redFlagIds]);
    expect(JSON.stringify(considered[0])).toContain('Observation/saddle-sensory-change-0');
  });
});
