/** Words that could mislead: a side that was never said, two onsets, what both legs have, what neither has. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../functions/cds-hooks/wire.ts';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import type { Fact } from '../../rules/engine/types.ts';
import { extracted, finding, loinc, observation } from '../support/fhir.ts';
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
    expect(card(all, 'REC04').summary).toMatch(/^Foot drop, side not recorded/);
    expect(card(all, 'REC04').detail).toMatch(/foot drop \(exam\)/);
  });

  test('does not lend its grade to a leg that was examined', () => {
    const examined = cards([
      ['mrc-ankle-dorsiflexion', 5, 'B'],
      ['mrc-ankle-dorsiflexion', 2],
    ]);
    expect(card(examined, 'REC04').summary).toMatch(/^Foot drop, side not recorded/);
    expect(card(examined, 'REC04').summary).not.toMatch(/left|right/i);
  });
});

describe('a side that was assumed', () => {
  const all = cards([
    ['leg-pain', true, 'L'],
    ['foot-drop', true],
    ['mrc-ankle-dorsiflexion', 2, 'L'],
  ]);
  const { detail = '' } = card(all, 'REC04');

  test('is not told as recorded', () => {
    expect(card(all, 'REC04').summary).toMatch(/^Foot drop, side not recorded/);
    expect(detail).toContain('foot drop (left assumed, exam)');
  });

  test('is told apart from one that was recorded', () => {
    expect(detail).toMatch(/dorsiflexion 2\/5, leg pain \(left, exam\)/);
  });

  test('a record of the side that says otherwise lends it none', () => {
    const disputed = cards([
      ['leg-pain', true, 'L'],
      ['foot-drop', false, 'L'],
      ['foot-drop', true],
    ]);
    expect(card(disputed, 'REC04').summary).toMatch(/^Foot drop, side not recorded/);
  });

  test('a progression from grades without a side has none either', () => {
    const progressive = cards([
      ['leg-pain', true, 'L'],
      ['mrc-great-toe-extension', 5, undefined, 9],
      ['mrc-great-toe-extension', 4],
    ]);
    expect(card(progressive, 'REC04').summary).toMatch(/^Leg weakness \(great toe 4\/5, side not recorded\)/);
    expect(textOf(card(progressive, 'REC04'))).toContain('weakness worsening (left assumed, derived)');
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
    expect(reasons.detail).toMatch(/SLR positive[^()]*\(left assumed, exam\)/);
    expect(reasons.detail).toMatch(/pain: lateral leg, great toe[^()]*\(left, exam\)/);
  });

  test('is told of contradictory records', () => {
    const doubtful = cards([
      ['slr', true],
      ['slr', false],
      ['leg-pain', true, 'L'],
    ]);
    expect(textOf(card(doubtful, 'REC01'))).toContain('re-check: SLR: recorded both ways');
    expect(textOf(card(doubtful, 'REC01'))).not.toMatch(/SLR[^.]*left/);
  });

  test('an old temperature is told by its value and its age', () => {
    const fever = cards([
      ['low-back-pain', true],
      ['temp-c', 38.9, undefined, 9],
    ]);
    expect(card(fever, 'REC35').summary).toBe(
      '38.9 °C 9 days ago, not asked again since: re-check before relying on it',
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
    expect(card(all, 'REC03').detail).toContain('first symptom 1 day ago');
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
    expect(card(cardsOf(input), 'REC03').detail).toContain('first symptom 33 days ago');
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

  test('is told of both, not of one', () => {
    expect(card(all, 'REC12').detail).toMatch(/monofilament abnormal[^;]*\(both legs, exam\)/);
    expect(card(all, 'REC12').detail).not.toMatch(/\((?:left|right)[,)]/);
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
    expect(told).toMatch(/leaning forward[^()]*\(both legs/);
    expect(told).not.toMatch(/\((left|right), /);
  });

  test('a cause of the whole body has no side', () => {
    expect(card(all, 'REC12').summary).toMatch(/^Likely polyneuropathy/);
  });
});

describe('a red-flag card', () => {
  test('does not call a denied symptom evidence against', () => {
    const all = cards([
      ['leg-pain', true, 'L'],
      ['saddle-sensory-change', true],
      ['fecal-incontinence', false],
    ]);
    expect(card(all, 'REC03').detail).not.toMatch(/against|no bowel incontinence/i);
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

  test('are told though they share a resource, and one fact is not told twice', () => {
    expect(detail).toContain('great toe 4/5');
    expect(detail).toMatch(/\(left, patient\)/);
    expect(detail.match(/great toe/g)).toHaveLength(2);
  });
});

describe('a foot that does not lift', () => {
  const drop = (...more: VignetteChart['findings']) => cards([['foot-drop', true, 'R'], ...more]);

  test('without any pain on record is no root pain', () => {
    expect(textOf(card(drop(), 'REC04'))).not.toMatch(/sciatica/);
    expect(textOf(card(drop(), 'REC04'))).toMatch(/right L5 radiculopathy/);
  });

  test('and has full strength is a contradiction, and stays urgent', () => {
    const { summary, detail } = card(drop(['mrc-ankle-dorsiflexion', 5, 'R']), 'REC04');
    expect(summary).toMatch(/^Right foot drop/);
    expect(detail).toContain('foot drop, dorsiflexion 5/5');
    expect(detail).toContain('the record contradicts itself on lifting the foot: examine it again today');
  });

  test('and full strength of the other foot is none', () => {
    expect(card(drop(['mrc-ankle-dorsiflexion', 5, 'L']), 'REC04').detail).not.toContain('contradicts');
  });

  test('by heel walking reads as a phrase after its side', () => {
    expect(card(cards([['heel-walk-unable', true, 'L']]), 'REC04').summary).toMatch(
      /^Left leg weakness \(cannot heel-walk\)/,
    );
  });
});

test('weakness that is only felt in both legs is a reason of the early warning', () => {
  expect(card(cards([['weakness-subjective', true, 'B']]), 'REC03').summary).toContain(
    '(weakness of both legs)',
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
  expect(card(known, 'REC05').detail).toMatch(/Why: .*spinal infection/);
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
    `Why (right, ${words}): foot drop.`,
  );
});

test.each([
  ['[degF]', 101.3, '101.3 °F'],
  ['Cel', 38.5, '38.5 °C'],
])('a temperature stands in the unit of its chart: %s', (code, value, shown) => {
  const { input } = extracted([
    finding('low-back-pain', true, { id: 'back' }),
    observation(loinc('8310-5'), {
      id: 't',
      valueQuantity: { value, system: 'http://unitsofmeasure.org', code },
    }),
  ]);
  const said = cardsOf(input)
    .map(({ summary, detail }) => `${summary} ${detail}`)
    .join();
  expect(said.match(/\d+\.\d °[CF]/g)).toEqual(expect.arrayContaining([shown]));
  expect(new Set(said.match(/(?:101\.3|38\.5) °[CF]/g))).toEqual(new Set([shown]));
});
