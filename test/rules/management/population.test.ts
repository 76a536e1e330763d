/** For whom the adult rules are off or modified (§9.1, 7 and 8), and what every card says about it. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { assess, evaluate } from '../../../rules/index.ts';
import { scopeSentences } from '../../../rules/management/index.ts';
import { EVERY_HOOK } from '../../../rules/management/recommendation.ts';
import { plainIn } from '../../../rules/management/wording/language.ts';
import { partsOn } from '../parts.ts';

const ids = (given: VignetteChart) => assess(inputOf(given)).recommendations.map(({ id }) => id);

const full: VignetteChart['findings'] = [
  ['leg-pain', true, 'L'],
  ['low-back-pain', true],
  ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
  ['pain-quality', ['shooting'], 'L'],
  ['slr', true, 'L'],
  ['reflex-achilles', 'absent', 'L'],
];

describe('a child', () => {
  test('gets no adult advice', () => {
    expect(ids({ age: 17, findings: full })).toEqual(['REC-34']);
  });
  test('gets every red flag', () => {
    expect(ids({ age: 17, findings: [...full, ['saddle-sensory-change', true], ['temp-c', 39]] })).toEqual([
      'REC-03',
      'REC-05',
      'REC-34',
    ]);
  });
  test('at 18 is an adult', () => {
    expect(ids({ age: 18, findings: full })).toContain('REC-12');
  });
  test('of unknown age is treated as an adult, and the cards say so', () => {
    const { fired } = evaluate(inputOf({ findings: full }));
    expect(fired.map(({ id }) => id)).toContain('REC-12');
    expect(scopeSentences(fired[0]!.situation).map((said) => plainIn(said))).toEqual([
      'Age is not recorded: adult rules were used.',
    ]);
  });
});

describe('pregnancy and recent surgery', () => {
  test('add a card and leave the rest', () => {
    expect(ids({ age: 30, pregnant: true, weeks: 12, findings: full })).toEqual(
      expect.arrayContaining(['REC-12', 'REC-34']),
    );
  });
  test('no radiograph is proposed in pregnancy', () => {
    const slip: VignetteChart['findings'] = [...full, ['step-off', true], ['giving-way', true, 'L']];
    expect(ids({ age: 30, findings: slip })).toContain('REC-31');
    expect(ids({ age: 30, pregnant: true, findings: slip })).not.toContain('REC-31');
  });
  test('a fracture in pregnancy is imaged by MRI first', () => {
    const fracture = partsOn(
      {
        age: 35,
        pregnant: true,
        history: ['osteoporosis'],
        findings: [
          ['low-back-pain', true],
          ['minor-trauma', true],
        ],
      },
      'REC-07',
    );
    expect(fracture?.labels).toEqual(['MRI lumbar spine']);
  });
});

describe('demographics', () => {
  test.each(['male', 'female', 'other', 'unknown', undefined])('sex (%s) changes nothing', (sex) => {
    const input = inputOf({ age: 50, findings: full });
    expect(assess({ ...input, ...(sex && { sex }) })).toEqual(assess(input));
  });
});

describe('an emergency', () => {
  test.each(EVERY_HOOK)('is said at %s, whatever the clinician happens to do', (hook) => {
    expect(ids({ age: 50, hook, findings: [['saddle-sensory-change', true]] })).toContain('REC-03');
  });

  test('leaves no room for routine advice', () => {
    expect(ids({ age: 50, findings: [...full, ['saddle-sensory-change', true]] })).toEqual(['REC-03']);
  });
});

test('nothing to say about a chart without leg symptoms, orders or red flags', () => {
  expect(ids({ age: 80, history: ['cancer-history', 'osteoporosis', 'diabetes'], findings: [] })).toEqual([]);
});
