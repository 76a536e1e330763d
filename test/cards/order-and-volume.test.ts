/** Which cards an answer holds, and in which order: by problem, at most two emergencies, one leg card, one a draft. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { compose, profile, topic, topics } from './compose.ts';

const answer = (given: VignetteChart, asked: Parameters<typeof compose>[1] = {}) =>
  compose(inputOf(given), asked);
const cards = (given: VignetteChart, asked: Parameters<typeof compose>[1] = {}) => answer(given, asked).cards;
const rulesOn = (given: VignetteChart, n: number): readonly string[] => {
  const { rules, cards: shown } = answer(given);
  return rules.flatMap(({ id, cardUuid }) => (cardUuid === shown[n]?.uuid ? id : []));
};

const root: VignetteChart['findings'] = [
  ['leg-pain', true, 'L'],
  ['pain-path', ['lateral-leg', 'dorsal-foot'], 'L'],
  ['pain-quality', ['shooting'], 'L'],
  ['slr', true, 'L'],
  ['mrc-great-toe-extension', 4, 'L'],
  ['sens-dorsal-foot', 'reduced', 'L'],
];

describe('emergencies', () => {
  const everything: VignetteChart = {
    age: 60,
    history: ['cancer-history'],
    findings: [
      ['low-back-pain', true],
      ['leg-pain', true, 'L'],
      ['babinski', true, 'L'],
      ['temp-c', 38.5],
      ['mrc-ankle-dorsiflexion', 1, 'L'],
    ],
  };

  test('weakness, the cord and a metastasis are one card of the spine; infection is another', () => {
    expect(topics(cards(everything))).toEqual(['REC04', 'REC05']);
    expect(rulesOn(everything, 0)).toEqual(expect.arrayContaining(['REC-04', 'REC-06', 'REC-10']));
  });

  test('the first card names the second, with what makes it one', () => {
    const found = cards({
      age: 65,
      findings: [
        ['recent-bacteremia', true],
        ['fever', true],
        ['temp-c', 39.4],
        ['mrc-hip-flexion', 1, 'B'],
        ['mrc-knee-extension', 1, 'B'],
      ],
    });
    expect(topics(found)).toEqual(['REC03', 'REC05']);
    expect(found[0]?.detail).toMatch(/Next card: possible spinal infection \(39\.4 °C\)/);
    expect(found[1]?.detail).not.toMatch(/Next card/);
  });

  test('a danger of another rule on the card is not cut for the fourth reason of the first', () => {
    const [card] = cards({
      age: 65,
      findings: [
        ['saddle-sensory-change', true],
        ['urinary-retention', true],
        ['ces-onset-days', 1],
        ['weakness-subjective', true, 'B'],
        ['sensory-level', true],
      ],
    });
    expect(card?.detail).toMatch(/Why: .*sensory level/);
  });

  test('a haematoma that explains the weakness is one card, without a scan of the lumbar spine', () => {
    const found = cards({
      age: 84,
      drugs: ['anticoagulant'],
      findings: [
        ['mrc-hip-flexion', 0, 'L'],
        ['mrc-knee-extension', 4, 'L'],
        ['progressive-weakness', true, 'L'],
        ['inr', 4.6],
      ],
    });
    expect(topics(found)).toEqual(['REC37']);
    expect(found[0]?.summary).toMatch(/left .*getting worse/);
    expect(JSON.stringify(found[0]?.suggestions)).not.toMatch(/MRI|EMG/);
  });

  test('its one MRI shows the cord too', () => {
    const [spine] = cards(everything);
    const labels = spine?.suggestions?.map(({ label }) => label) ?? [];
    expect(labels.filter((label) => /MRI/.test(label))).toEqual(['Emergency MRI whole spine with contrast']);
    expect(spine?.detail).toContain('upper motor neurone signs: the MRI must show the cord');
  });

  test('a vessel stands first of all', () => {
    const found = cards({
      age: 70,
      findings: [
        ['leg-pain', true, 'L'],
        ['saddle-sensory-change', true],
        ['acute-limb-onset', true, 'L'],
        ['limb-cold', true, 'L'],
        ['pulses', 'absent', 'L'],
      ],
    });
    expect(topics(found)).toEqual(['REC08', 'REC03']);
  });

  test('never more than two: a third is named on the last, with what to do', () => {
    const three: VignetteChart = {
      age: 70,
      findings: [
        ['leg-pain', true, 'L'],
        ['low-back-pain', true],
        ['saddle-sensory-change', true],
        ['temp-c', 39],
        ['limb-cold', true, 'L'],
        ['acute-limb-onset', true, 'L'],
        ['pulses', 'absent', 'L'],
      ],
    };
    const { cards: found, rules } = answer(three);
    expect(topics(found)).toEqual(['REC08', 'REC03']);
    expect(found.at(-1)?.detail).toMatch(/Also applies: possible spinal infection: blood cultures/);
    expect(rules.find(({ id }) => id === 'REC-05')?.withheld).toEqual({ reason: 'volume' });
  });

  test('are never held back by a client that can show no card', () => {
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

  test('take the place of the leg card, whose cause is one line of theirs', () => {
    const given: VignetteChart = { age: 40, findings: [...root, ['mrc-ankle-dorsiflexion', 3, 'L']] };
    const { cards: found, assessment } = answer(given);
    expect(topics(found)).toEqual(['REC04']);
    expect(found[0]?.detail).toMatch(/Also: fits left L5 radiculopathy/);
    expect(assessment.recommendations.find(({ id }) => id === 'REC-12')?.cardUuid).toBe(found[0]?.uuid);
    expect(assessment.recommendations.find(({ id }) => id === 'REC-11')?.withheld).toEqual({
      reason: 'emergency-first',
    });
  });
});

describe('dangers', () => {
  const dangers: VignetteChart = {
    age: 74,
    history: ['cancer-history', 'osteoporosis'],
    findings: [
      ['low-back-pain', true],
      ['leg-pain', true, 'L'],
      ['minor-trauma', true],
      ['crp-esr-raised', true],
    ],
  };

  test('are two at most, before the leg card; the others are named', () => {
    const found = cards(dangers);
    expect(found.map(({ indicator }) => indicator)).toEqual(['warning', 'warning', 'info']);
    expect(found.at(-1)?.detail).toMatch(/Also applies: possible/);
  });

  test('stand before the leg card', () => {
    expect(
      topics(
        cards({
          age: 74,
          findings: [
            ['low-back-pain', true],
            ['leg-pain', true, 'L'],
            ['minor-trauma', true],
            ['saddle-sensory-change', true, undefined, 120],
          ],
        }),
      ),
    ).toEqual(['REC07', 'REC01']);
  });
});

describe('the leg card', () => {
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

  test('is one, whatever applies', () => {
    expect(topics(cards(crowded))).toEqual(['REC12']);
  });

  test('carries every recommendation for the leg, and the audit row says so', () => {
    const { rules, cards: shown } = answer(crowded);
    expect(new Set(rules.map(({ cardUuid }) => cardUuid))).toEqual(new Set([shown[0]?.uuid]));
    expect(rules.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['REC-11', 'REC-12', 'REC-25', 'REC-27', 'REC-29']),
    );
  });

  test('names root, side and cause first, then the one thing to do', () => {
    expect(cards({ age: 38, findings: root })[0]?.summary).toBe(
      'Left L5 radiculopathy, possible disc herniation: keep active, no scan yet',
    );
  });

  test('without signs of a root names the pain', () => {
    const alone = cards({
      age: 40,
      findings: [
        ['leg-pain', true, 'L'],
        ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
        ['pain-quality', ['shooting'], 'L'],
        ['numbness', 'moderate', 'L'],
      ],
    });
    expect(alone[0]?.summary).toMatch(/^Possible left sciatica/);
  });

  test('has three buttons, the first for what the first line says', () => {
    const [card] = cards(crowded);
    expect(card?.suggestions?.map(({ label }) => label)).toEqual([
      'MRI lumbar spine',
      'Spine referral',
      'Standing lumbar radiographs',
    ]);
    expect(card?.detail).toMatch(/^\*\*Offer MRI and a spine opinion/);
  });

  test('its riders are no entries of the assessment, and the audit row knows their card', () => {
    const { assessment, rules, cards: shown } = answer({ age: 38, findings: root });
    expect(assessment.recommendations.map(({ id }) => id)).not.toContain('REC-27');
    expect(rules.find(({ id }) => id === 'REC-27')?.cardUuid).toBe(topic(shown, 'REC12')?.uuid);
  });

  test('has no room with a client that shows none, and the assessment says so', () => {
    const { assessment } = answer(
      { age: 38, findings: root },
      { profile: profile('standard', { maxCards: 0 }) },
    );
    expect(assessment.recommendations.map(({ id }) => id)).toContain('REC-11');
    expect(new Set(assessment.recommendations.map(({ withheld }) => withheld?.reason))).toEqual(
      new Set(['volume']),
    );
  });
});

describe('at an order', () => {
  const signed = (given: Partial<VignetteChart>, orders: EngineInput['orders']) =>
    compose({
      ...inputOf({
        age: 72,
        hook: 'order-sign',
        history: ['sciatica'],
        findings: [['leg-pain', true, 'L']],
        ...given,
      }),
      ...(orders && { orders }),
    });

  test('all that speaks against a draft is on its one card, the gravest first', () => {
    const { cards: found } = signed({ egfr: 40, drugs: ['opioid'] }, [
      { drug: 'gabapentinoid', draftRef: 'MedicationRequest/g' },
    ]);
    expect(topics(found)).toEqual(['REC30']);
    expect(found[0]?.summary).toBe(
      'Gabapentinoid: breathing risk (opioid, age 72, eGFR 40), no shown benefit in sciatica: avoid or reduce the dose',
    );
    expect(found[0]?.suggestions?.map(({ label }) => label)).toEqual(['Remove gabapentinoid']);
  });

  test('two drafts have two cards', () => {
    const { cards: found, rules } = signed({ age: 45 }, [
      { drug: 'opioid', draftRef: 'MedicationRequest/o' },
      { type: 'MRI-L-WO', draftRef: 'ServiceRequest/m' },
    ]);
    expect(topics(found)).toEqual(['REC15', 'REC19']);
    expect(rules.filter(({ cardUuid }) => cardUuid !== undefined)).toHaveLength(2);
  });

  test('of one rule on two drafts the audit row names both cards', () => {
    const { cards: found, rules } = signed({ age: 45 }, [
      { drug: 'opioid', draftRef: 'MedicationRequest/a' },
      { drug: 'opioid', draftRef: 'MedicationRequest/b' },
    ]);
    expect(rules.filter(({ id }) => id === 'REC-19').map(({ cardUuid }) => cardUuid)).toEqual(
      found.map(({ uuid }) => uuid),
    );
  });

  test('a draft that is right gets no card, and the audit row says why', () => {
    const { cards: found, rules } = signed(
      {
        age: 45,
        findings: [
          ['leg-pain', true, 'L'],
          ['conservative-weeks', 8],
          ['pain-trend', 'worsening'],
        ],
      },
      [{ type: 'MRI-L-WO', draftRef: 'ServiceRequest/m' }],
    );
    expect(found).toEqual([]);
    expect(rules.find(({ id }) => id === 'REC-16')?.withheld).toEqual({ reason: 'nothing-to-change' });
  });
});

test.each([1, 2, 5])('a client that can show %i cards beside the red flags gets no more', (maxCards) => {
  const many = inputOf({
    age: 74,
    history: ['cancer-history', 'osteoporosis'],
    findings: [
      ['low-back-pain', true],
      ['leg-pain', true, 'L'],
      ['minor-trauma', true],
      ['slr', true, 'L'],
    ],
  });
  const { cards: found } = compose(many, { profile: profile('standard', { maxCards }) });
  expect(topics(found).slice(0, 2)).toEqual(['REC06', 'REC07']);
  expect(found.length).toBe(Math.max(2, Math.min(maxCards, 3)));
});

describe('old or contradictory data', () => {
  const old: VignetteChart['findings'][number] = ['saddle-sensory-change', true, undefined, 120];

  test('is a line on the card whose conclusion it touches', () => {
    const [card, ...others] = cards({
      age: 40,
      findings: [...root, ['weight-loss-unexplained', true, undefined, 120]],
    });
    expect(others).toEqual([]);
    expect(card?.detail).toContain('re-check: unexplained weight loss 120 days ago, not asked again since');
  });

  test('is a card of its own where it is all there is', () => {
    expect(topics(cards({ age: 40, findings: [old] }))).toEqual(['REC35']);
  });
});

test('a healthy chart is silent', () => {
  expect(cards({ age: 40, findings: [] })).toEqual([]);
});
