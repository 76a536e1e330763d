/** Which cards an answer holds, and in which order (§6): all critical ones first, then at most three others. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import { compose, profile, topic, topics } from './compose.ts';

const cards = (given: VignetteChart, asked: Parameters<typeof compose>[1] = {}) =>
  compose(inputOf(given), asked).cards;

const root: VignetteChart['findings'] = [
  ['leg-pain', true, 'L'],
  ['pain-path', ['lateral-leg', 'dorsal-foot'], 'L'],
  ['pain-quality', ['shooting'], 'L'],
  ['slr', true, 'L'],
  ['mrc-great-toe-extension', 4, 'L'],
  ['sens-dorsal-foot', 'reduced', 'L'],
];

describe('order', () => {
  test('weakness, infection and metastasis with a deficit are emergencies; the cord alone is urgent', () => {
    const found = cards({
      age: 60,
      history: ['cancer-history'],
      findings: [
        ['low-back-pain', true],
        ['leg-pain', true, 'L'],
        ['babinski', true, 'L'],
        ['temp-c', 38.5],
        ['mrc-ankle-dorsiflexion', 1, 'L'],
      ],
    });
    expect(topics(found)).toEqual(['REC04', 'REC05', 'REC06', 'REC10']);
  });

  test('among the others, dangers come first, then what to examine and ask', () => {
    const found = cards({
      age: 74,
      findings: [
        ['low-back-pain', true],
        ['leg-pain', true, 'L'],
        ['minor-trauma', true],
        ['saddle-sensory-change', true, undefined, 120],
      ],
    });
    expect(topics(found)).toEqual(['REC07', 'REC35', 'REC01']);
  });

  test('what is being ordered comes before what might be done', () => {
    const found = cards({
      age: 72,
      egfr: 40,
      drugs: ['opioid'],
      history: ['sciatica'],
      hook: 'order-sign',
      order: { drug: 'gabapentinoid' },
      findings: [['leg-pain', true, 'L']],
    });
    expect(topics(found)).toEqual(['REC30', 'REC18']);
  });
});

describe('volume', () => {
  const crowded: VignetteChart = {
    age: 66,
    history: ['smoker', 'unspecified-code', 'spondylolisthesis'],
    findings: [
      ...root,
      ['groin-pain', true, 'L'],
      ['hip-ir-painful', true, 'L'],
      ['hip-groin-pain-passive', true, 'L'],
      ['conservative-weeks', 20],
      ['pain-trend', 'worsening'],
      ['pain-nrs', 9],
    ],
  };

  test('three cards beside the critical ones', () => {
    expect(cards(crowded)).toHaveLength(3);
  });

  test('the last card names what had no room', () => {
    const { cards: shown, assessment } = compose(inputOf(crowded));
    const without = assessment.recommendations.filter(({ withheld }) => withheld?.reason === 'volume');
    expect(without.length).toBeGreaterThan(0);
    expect(shown.at(-1)?.detail).toContain('Also applies: ');
  });

  test.each([1, 2, 5])('a client that can show %i gets so many', (maxCards) => {
    expect(cards(crowded, { profile: profile('standard', { maxCards }) })).toHaveLength(maxCards);
  });

  test('critical cards are never held back', () => {
    const found = cards(
      {
        findings: [
          ['leg-pain', true, 'L'],
          ['low-back-pain', true],
          ['saddle-sensory-change', true],
          ['temp-c', 38.4],
        ],
      },
      { profile: profile('standard', { maxCards: 0 }) },
    );
    expect(topics(found)).toEqual(['REC03', 'REC05']);
  });
});

test('what shares a card without room has none either, and the assessment says so', () => {
  const { assessment } = compose(inputOf({ age: 38, findings: root }), {
    profile: profile('standard', { maxCards: 0 }),
  });
  const { recommendations } = assessment;
  expect(recommendations.map(({ id }) => id)).toContain('REC-11');
  expect(new Set(recommendations.map(({ withheld }) => withheld?.reason))).toEqual(new Set(['volume']));
});

describe('shared cards', () => {
  const found = cards({ age: 38, findings: root });

  test('root and differential are one card, which both recommendations name', () => {
    const { assessment } = compose(inputOf({ age: 38, findings: root }));
    const uuid = (id: string) => assessment.recommendations.find((one) => one.id === id)?.cardUuid;
    expect(topics(found)).not.toContain('REC11');
    expect(uuid('REC-11')).toBe(uuid('REC-12'));
  });

  test('its summary carries both', () => {
    expect(topic(found, 'REC12')?.summary).toMatch(/^Left L5 root fits best .*root pain with deficit likely/);
  });

  test('the review and the leaflet ride on the differential', () => {
    const labels = topic(found, 'REC12')?.suggestions?.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['Book review', 'Send education leaflet']));
  });

  test('they are no cards and no entries of the assessment, and the audit row knows their host', () => {
    const { assessment, rules, cards: shown } = compose(inputOf({ age: 38, findings: root }));
    expect(assessment.recommendations.map(({ id }) => id)).not.toContain('REC-27');
    expect(rules.find(({ id }) => id === 'REC-27')?.cardUuid).toBe(topic(shown, 'REC12')?.uuid);
  });

  test('a leg without findings for a root leaves the differential alone', () => {
    const alone = cards({
      age: 40,
      findings: [
        ['leg-pain', true, 'L'],
        ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
        ['pain-quality', ['shooting'], 'L'],
        ['numbness', 'moderate', 'L'],
      ],
    });
    expect(topic(alone, 'REC12')?.summary).toMatch(/^Leg symptoms: /);
  });
});

test('a healthy chart is silent', () => {
  expect(cards({ age: 40, findings: [] })).toEqual([]);
});
