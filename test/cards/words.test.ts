/** Words that could mislead: a side that was never said, two onsets, what is of both legs, what is of neither. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../functions/cds-hooks/types.ts';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import type { Fact } from '../../rules/engine/types.ts';
import { cardsOf, textOf, topic } from './compose.ts';

const cards = (findings: VignetteChart['findings'], given: Omit<VignetteChart, 'findings'> = {}) =>
  cardsOf(inputOf({ age: 60, ...given, findings }));
const card = (all: readonly Card[], code: string): Card => topic(all, code) as Card;

describe('a red flag without a side', () => {
  const all = cards([
    ['leg-pain', true, 'B'],
    ['foot-drop', true],
  ]);

  test('is told once, and of no leg', () => {
    expect(card(all, 'REC04').summary).toContain('(foot drop, side not recorded)');
    expect(card(all, 'REC04').detail).toMatch(/Recorded: foot drop \(exam, today\)/);
  });

  test('does not lend its grade to a leg that was examined', () => {
    const examined = cards([
      ['mrc-ankle-dorsiflexion', 5, 'B'],
      ['mrc-ankle-dorsiflexion', 2],
    ]);
    expect(card(examined, 'REC04').summary).toContain('(ankle dorsiflexion MRC 2, side not recorded)');
  });
});

describe('a side that was assumed', () => {
  const all = cards([
    ['leg-pain', true, 'L'],
    ['foot-drop', true],
    ['mrc-ankle-dorsiflexion', 2, 'L'],
  ]);
  const { summary = '', detail = '' } = card(all, 'REC04');

  test('is not told as recorded', () => {
    expect(summary).toContain('foot drop, side not recorded');
    expect(detail).toContain('foot drop (left assumed, exam, today)');
  });

  test('is told apart from one that was recorded', () => {
    expect(summary).toContain('(left ankle dorsiflexion MRC 2');
    expect(detail).toMatch(/ankle dorsiflexion MRC 2, leg pain \(left, exam, today\)/);
  });

  test('a record of the side that says otherwise lends it none', () => {
    const disputed = cards([
      ['leg-pain', true, 'L'],
      ['foot-drop', false, 'L'],
      ['foot-drop', true],
    ]);
    expect(card(disputed, 'REC04').summary).toContain('(foot drop, side not recorded)');
  });

  test('a progression from grades without a side has none either', () => {
    const progressive = cards([
      ['leg-pain', true, 'L'],
      ['mrc-great-toe-extension', 5, undefined, 9],
      ['mrc-great-toe-extension', 4],
    ]);
    expect(card(progressive, 'REC04').summary).toContain('(great-toe extension MRC 4, side not recorded)');
    expect(textOf(card(progressive, 'REC04'))).toContain(
      'weakness is getting worse (left assumed, derived, today)',
    );
  });

  test('is told in the reasons for a cause', () => {
    const reasons = card(
      cards([
        ['leg-pain', true, 'L'],
        ['pain-path', ['posterior-thigh', 'lateral-leg', 'great-toe'], 'L'],
        ['pain-quality', ['electric']],
        ['slr', true],
      ]),
      'REC12',
    );
    expect(reasons.detail).toMatch(/straight leg raise[^()]*\(left assumed, exam, today\)/);
    expect(reasons.detail).toMatch(/pain passes the knee \(left, exam, today\)/);
  });

  test('is told of contradictory records', () => {
    const doubtful = cards([
      ['leg-pain', true, 'L'],
      ['slr', true],
      ['slr', false],
    ]);
    expect(card(doubtful, 'REC35').detail).toMatch(/\(left assumed, exam, today\)/);
    expect(card(doubtful, 'REC35').detail).not.toContain('(left, ');
  });

  test('of an old temperature it is doubted that it is still raised', () => {
    const fever = cards([
      ['low-back-pain', true],
      ['temp-c', 38.9, undefined, 9],
    ]);
    expect(card(fever, 'REC35').summary).toBe(
      'Raised temperature is older than 3 days: re-check before relying on it',
    );
  });
});

describe('two onsets', () => {
  const all = cards([
    ['leg-pain', true, 'B'],
    ['pain-onset-days', 5],
    ['saddle-sensory-change', true],
    ['ces-onset-days', 1],
  ]);

  test('each says of what', () => {
    expect(card(all, 'REC03').summary).toContain('onset 1 day ago');
    expect(card(all, 'REC03').detail).toContain('pain began 5 days ago');
    expect(card(all, 'REC03').detail).toContain('first bladder, bowel or saddle symptom 1 day ago');
    expect(textOf(card(all, 'REC03'))).not.toContain('days since');
  });

  test('an onset said some time ago is counted up to today', () => {
    const input = inputOf({
      findings: [
        ['leg-pain', true, 'L'],
        ['urinary-retention', true, undefined, 20],
        ['ces-onset-days', 13, undefined, 20],
      ],
    });
    expect(card(cardsOf(input), 'REC03').summary).toContain('onset 33 days ago');
  });
});

describe('what is of both legs', () => {
  const all = cards(
    [
      ['numbness', 'moderate', 'B'],
      ['foot-pain', true, 'B'],
      ['sensory-region', ['sole'], 'B'],
      ['monofilament-abnormal', true, 'B'],
      ['vibration-reduced', true, 'B'],
    ],
    { history: ['diabetes'] },
  );
  const { detail = '' } = card(all, 'REC12');

  test('has no side of its own', () => {
    expect(detail).toContain('numbness or tingling in both feet');
    expect(detail).not.toMatch(/both feet[^;]*\(left/);
  });

  test('a finding recorded for both legs is not told as of one', () => {
    const told = cards(
      [
        ['leg-pain', true, 'B'],
        ['pain-aggravating', ['walking', 'standing'], 'B'],
        ['pain-relieving', ['sitting', 'leaning-forward'], 'B'],
      ],
      { age: 72 },
    )
      .map(textOf)
      .join(' ');
    expect(told).toContain('leaning forward (both sides');
    expect(told).not.toMatch(/\((left|right), /);
  });

  test('a cause as certain on either leg is named for both', () => {
    expect(detail).toContain('Polyneuropathy (both legs): likely');
  });
});

describe('a red-flag card', () => {
  test('does not call a denied symptom evidence against', () => {
    const all = cards([
      ['leg-pain', true, 'L'],
      ['saddle-sensory-change', true],
      ['fecal-incontinence', false],
    ]);
    expect(card(all, 'REC03').detail).toContain('Also recorded: no new loss of bowel control');
    expect(card(all, 'REC03').detail).not.toContain('Against');
  });
});

describe('answers of one form', () => {
  const fact = (id: string, value: Fact['value'], side: 'L' | undefined, src: Fact['src']): Fact => {
    const ref = src === 'patient' ? 'QuestionnaireResponse/q' : `Observation/${id}`;
    return { id, value, days: 0, src, status: 'final', ref, ...(side && { side }) };
  };
  const facts = [
    fact('leg-pain', true, 'L', 'patient'),
    fact('pain-path', ['lateral-leg', 'great-toe'], 'L', 'patient'),
    fact('pain-quality', ['electric'], 'L', 'patient'),
    fact('pain-dominance', 'leg', undefined, 'patient'),
    fact('mrc-great-toe-extension', 4, 'L', 'exam'),
    fact('slr', true, 'L', 'exam'),
  ];
  const { detail = '' } = card(cardsOf({ ...inputOf({ age: 40, findings: [] }), facts }), 'REC12');

  test('are all told, though they share a resource', () => {
    expect(detail).toContain('great-toe extension MRC 4');
    expect(detail).toContain('leg pain worse than back pain');
  });

  test('and one fact is not told twice in other words', () => {
    expect(detail).not.toContain('myotomal weakness (');
  });
});

describe('a foot that does not lift', () => {
  const drop = (...more: VignetteChart['findings']) => cards([['foot-drop', true, 'R'], ...more]);

  test('without any pain on record is no root pain', () => {
    expect(card(drop(), 'REC12').summary).toContain('root deficit possible');
    expect(card(drop(), 'REC12').detail).toContain('Root deficit, no pain recorded (right): possible');
    expect(card(drop(['leg-pain', true, 'R']), 'REC12').summary).toContain('root pain with deficit');
  });

  test('and has full strength is a contradiction, and stays urgent', () => {
    const { summary, detail } = card(drop(['mrc-ankle-dorsiflexion', 5, 'R']), 'REC04');
    expect(summary).toContain('(right foot drop)');
    expect(detail).toContain('foot drop, ankle dorsiflexion MRC 5 (right, exam, today)');
    expect(detail).toContain('The record contradicts itself on lifting the foot: examine it again today.');
  });

  test('and full strength of the other foot is none', () => {
    expect(card(drop(['mrc-ankle-dorsiflexion', 5, 'L']), 'REC04').detail).not.toContain('contradicts');
  });

  test('by heel walking reads as a phrase after its side', () => {
    expect(card(cards([['heel-walk-unable', true, 'L']]), 'REC04').summary).toContain(
      '(left heel walking impossible)',
    );
  });
});

test('weakness that is only felt in both legs is a reason of the early warning', () => {
  expect(card(cards([['weakness-subjective', true, 'B']]), 'REC03').summary).toMatch(
    /MRI decision \(weakness of both legs\)$/,
  );
});

test('a spinal infection on the problem list is said beside what suggests one', () => {
  const known = cards(
    [
      ['low-back-pain', true],
      ['crp-esr-raised', true],
    ],
    { history: ['spinal-infection'] },
  );
  expect(card(known, 'REC05').detail).toMatch(/Recorded: raised CRP or ESR.*; spinal infection/);
});

test.each([
  ['ServiceRequest/mri', 'preliminary', 'reason of the order'],
  ['Condition/c', 'active', 'coded diagnosis'],
  ['Condition/c', 'preliminary', 'coded diagnosis, preliminary'],
  ['Observation/o', 'preliminary', 'exam, preliminary'],
])('only an observation is told as examined: %s, %s', (ref, status, words) => {
  const input = inputOf({ age: 50, findings: [] });
  const drop: Fact = { id: 'foot-drop', value: true, side: 'R', days: 0, src: 'exam', status, ref };
  expect(card(cardsOf({ ...input, facts: [drop] }), 'REC04').detail).toContain(
    `foot drop (right, ${words}, today)`,
  );
});
