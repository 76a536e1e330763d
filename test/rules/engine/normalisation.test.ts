/** Rules N1 to N13 of section 2.1, row by row: what is used, what is left out, and what is said about it. */
import { describe, expect, test } from 'vitest';
import { isSet, itemsOf, lookUp } from '../../../rules/engine/chart.ts';
import type { EngineInput, Fact } from '../../../rules/engine/types.ts';
import type { FindingId } from '../../../rules/findings/index.ts';
import { assess, evaluate } from '../../../rules/index.ts';

type RecordedFact = Partial<Fact> & Pick<Fact, 'id' | 'value'>;

const input = (facts: readonly RecordedFact[], rest: Partial<EngineInput> = {}): EngineInput => ({
  now: '2026-11-22T09:00:00Z',
  age: 45,
  cond: [],
  meds: [],
  freetext: 0,
  hook: 'patient-view',
  ...rest,
  facts: facts.map((fact, n) => ({
    days: 0,
    src: 'exam',
    status: 'final',
    ref: `Observation/${n}`,
    ...fact,
  })),
});

type Where = 'left' | 'right' | 'midline' | 'unspecified';
const legOf = (given: EngineInput, where: Where, of: 'legs' | 'safety' = 'legs') => {
  const legs = evaluate(given).chart[of];
  if (where === 'unspecified') return legs.each.find(({ leg }) => leg === 'unspecified') ?? legs.midline;
  return legs[where];
};
const recordedOn = (
  id: FindingId,
  where: Where,
  facts: readonly RecordedFact[],
  rest?: Partial<EngineInput>,
) => lookUp(legOf(input(facts, rest), where), id).value;
const itemsListed = (id: FindingId, facts: readonly RecordedFact[], rest?: Partial<EngineInput>) => {
  const value = recordedOn(id, 'left', facts, rest);
  return isSet(value)
    ? { present: itemsOf(id, value.present), absent: itemsOf(id, value.absent) }
    : undefined;
};
const notes = (facts: readonly RecordedFact[]) => assess(input(facts)).notes;

const saddle = (more: Partial<Fact> = {}): RecordedFact => ({
  id: 'saddle-sensory-change',
  value: true,
  ...more,
});

describe('N1 usable status', () => {
  test.each(['final', 'amended', 'corrected', 'preliminary', 'completed', 'active'])('%s counts', (status) =>
    expect(assess(input([saddle({ status })])).urgency).toBe('emergent'),
  );

  test.each(['registered', 'cancelled', 'entered-in-error', 'unknown', '', 'resolved'])(
    '%s is as if it had never been recorded',
    (status) => {
      const without = assess(input([{ id: 'leg-pain', value: true, side: 'L' }]));
      const given = assess(input([{ id: 'leg-pain', value: true, side: 'L' }, saddle({ status })]));
      expect(given).toEqual(without);
    },
  );

  test.each<[string, RecordedFact, string]>([
    ['a positive red flag counts', saddle({ status: 'in-progress' }), 'emergent'],
    ['its negative does not', saddle({ status: 'in-progress', value: false }), 'none'],
    ['a symptom does not', { id: 'leg-pain', value: true, status: 'in-progress' }, 'none'],
  ])('an unfinished questionnaire: %s', (_, fact, urgency) =>
    expect(assess(input([fact])).urgency).toBe(urgency),
  );
});

describe('N2 time', () => {
  test('a future-dated fact is ignored, with a note', () =>
    expect(assess(input([saddle({ days: -1 })]))).toMatchObject({
      urgency: 'none',
      notes: ['future-dated: saddle-sensory-change'],
    }));

  test('an undated fact is ignored', () =>
    expect(assess(input([saddle({ days: Number.NaN })])).urgency).toBe('none'));
});

describe('N3 look-back', () => {
  test.each<[FindingId, Fact['value'], number]>([
    ['leg-pain', true, 90],
    ['saddle-sensory-change', true, 30],
    ['recent-bacteremia', true, 90],
    ['slr', true, 30],
    ['temp-c', 38, 3],
    ['crp-esr-raised', true, 30],
  ])('%s (%s) counts for %i days and not one more', (id, value, days) => {
    const at = (age: number) => recordedOn(id, 'unspecified', [{ id, value, days: age }]);
    expect([at(days), at(days + 1)]).toEqual([value, undefined]);
  });

  test.each<[string, RecordedFact[], string[]]>([
    ['a positive only outside the window', [saddle({ days: 120 })], ['saddle-sensory-change']],
    ['asked again and present', [saddle({ days: 120 }), saddle()], []],
    ['asked again and absent', [saddle({ days: 120 }), saddle({ value: false })], []],
    ['denied since, also outside', [saddle({ days: 120 }), saddle({ value: false, days: 60 })], []],
    ['a negative', [saddle({ days: 120, value: false })], []],
    [
      'an old severe weakness',
      [{ id: 'mrc-ankle-dorsiflexion', value: 2, side: 'L', days: 60 }],
      ['mrc-ankle-dorsiflexion'],
    ],
    [
      'asked again on the other leg only',
      [
        { id: 'foot-drop', value: true, side: 'L', days: 60 },
        { id: 'foot-drop', value: false, side: 'R' },
      ],
      ['foot-drop'],
    ],
    ['an old mild weakness', [{ id: 'mrc-ankle-dorsiflexion', value: 4, side: 'L', days: 60 }], []],
    ['a fever by thermometer of last week', [{ id: 'temp-c', value: 38, days: 30 }], ['temp-c']],
    [
      'a fever by thermometer, gone the day after',
      [
        { id: 'temp-c', value: 39, days: 9 },
        { id: 'temp-c', value: 36.8, days: 8 },
      ],
      [],
    ],
    ['a fever by thermometer of last month', [{ id: 'temp-c', value: 39, days: 31 }], []],
    ['an old symptom', [{ id: 'leg-pain', value: true, days: 400 }], []],
    ['an old error', [saddle({ days: 120, status: 'entered-in-error' })], []],
    ['an old raised CRP', [{ id: 'crp-esr-raised', value: true, days: 60 }], []],
    [
      'an old raised CRP, and the back hurts',
      [
        { id: 'crp-esr-raised', value: true, days: 60 },
        { id: 'low-back-pain', value: true },
      ],
      ['crp-esr-raised'],
    ],
  ])('stale: %s', (_, facts, stale) => expect(assess(input(facts)).stale).toEqual(stale));
});

describe('N4 absence is explicit', () => {
  test.each<[string, Fact['value'], unknown]>([
    ['true', true, true],
    ['false', false, false],
  ])('%s stays what it says', (_, value, expected) =>
    expect(recordedOn('fever', 'midline', [{ id: 'fever', value }])).toBe(expected),
  );

  test('no record is unknown', () => expect(recordedOn('fever', 'midline', [])).toBeUndefined());

  test('a degree "none" and a plain "no" are the same absence', () =>
    expect(
      ['none', false].map((value) => recordedOn('numbness', 'left', [{ id: 'numbness', value, side: 'L' }])),
    ).toEqual(['none', 'none']));
});

describe('N5 sets are open-world', () => {
  const quality = (value: readonly string[]): RecordedFact => ({ id: 'pain-quality', value, side: 'L' });
  test.each<[string, readonly string[], string[], number]>([
    ['items listed', ['burning'], ['burning'], 0],
    ['an item answered "no"', ['burning', '!shooting'], ['burning'], 1],
    ['the whole list was shown', ['burning', '*'], ['burning'], 14],
  ])('%s', (_, value, present, absent) => {
    const found = itemsListed('pain-quality', [quality(value)]);
    expect([found?.present, found?.absent.length]).toEqual([present, absent]);
  });

  test('the intake closes quality, worse and better, but only where something was answered', () => {
    const closed = { closed: true };
    expect(itemsListed('pain-quality', [quality(['burning'])], closed)?.absent).toHaveLength(14);
    expect(itemsListed('pain-aggravating', [quality(['burning'])], closed)).toBeUndefined();
  });

  test.each(['pain-path', 'sensory-region'] as const)('a body chart (%s) is never closed', (id) =>
    expect(itemsListed(id, [{ id, value: ['groin', '*'], side: 'L' }], { closed: true })?.absent).toEqual([]),
  );

  test('an item that is not in the vocabulary has no effect', () =>
    expect(itemsListed('pain-quality', [quality(['gnawing'])])).toBeUndefined());
});

describe('N6 side', () => {
  const pain = (side?: Fact['side']): RecordedFact => ({
    id: 'leg-pain',
    value: true,
    ...(side && { side }),
  });
  const numb: RecordedFact = { id: 'numbness', value: 'moderate' };

  test.each<[string, RecordedFact[], unknown[], boolean]>([
    ['left', [pain('L')], [true, undefined], false],
    ['right', [pain('R')], [undefined, true], false],
    ['both', [pain('B')], [true, true], false],
    ['without a side, nothing else is sided', [pain()], [undefined, undefined], false],
  ])('%s', (_, facts, expected, assumed) => {
    const given = input(facts);
    expect([
      lookUp(legOf(given, 'left'), 'leg-pain').value,
      lookUp(legOf(given, 'right'), 'leg-pain').value,
    ]).toEqual(expected);
    expect(assess(given).notes.includes('side-assumed')).toBe(assumed);
  });

  test('an unsided finding goes to the one leg everything else is on, and says so', () => {
    expect(recordedOn('numbness', 'left', [pain('L'), numb])).toBe('moderate');
    expect(notes([pain('L'), numb])).toContain('side-assumed');
  });

  test('it stays without a side when both legs have findings', () => {
    const facts = [pain('B'), numb];
    expect(recordedOn('numbness', 'left', facts)).toBeUndefined();
    expect(recordedOn('numbness', 'unspecified', facts)).toBe('moderate');
  });

  test('an unsided safety finding counts against either leg', () => {
    const cold: RecordedFact[] = [
      { id: 'acute-limb-onset', value: true, side: 'R' },
      { id: 'limb-cold', value: true, side: 'R' },
      { id: 'leg-pain', value: true, side: 'L' },
      { id: 'pulses', value: 'absent' },
    ];
    expect(assess(input(cold)).redFlags).toMatchObject([{ id: 'RF-ALI', urgency: 'emergent' }]);
  });

  test('a worse unsided finding is not silenced by a normal sided one', () => {
    const cold: RecordedFact[] = [
      { id: 'acute-limb-onset', value: true, side: 'R' },
      { id: 'limb-cold', value: true, side: 'R' },
      { id: 'pulses', value: 'normal', side: 'R' },
      { id: 'leg-pain', value: true, side: 'L' },
      { id: 'pulses', value: 'absent' },
    ];
    expect(assess(input(cold)).urgency).toBe('emergent');
  });

  test('an unsided weakness beside a weak leg does not make both legs weak', () =>
    expect(
      assess(
        input([
          { id: 'mrc-great-toe-extension', value: 4, side: 'L' },
          { id: 'slr', value: false, side: 'R' },
          { id: 'weakness-subjective', value: true },
        ]),
      ).redFlags,
    ).toEqual([]));

  test('the side of a midline finding is not read', () =>
    expect(recordedOn('low-back-pain', 'midline', [{ id: 'low-back-pain', value: true, side: 'L' }])).toBe(
      true,
    ));
});

describe('N7 and N8 contradictions', () => {
  const slr = (value: boolean, more: Partial<Fact> = {}): RecordedFact => ({
    id: 'slr',
    value,
    side: 'L',
    ...more,
  });
  test.each<[string, FindingId, RecordedFact[], unknown, number]>([
    ['newer by more than a day wins', 'slr', [slr(true, { days: 5 }), slr(false, { days: 2 })], false, 0],
    ['newer by a day wins', 'slr', [slr(true, { days: 1 }), slr(false)], false, 0],
    [
      'a clinician beats a newer patient answer within a day',
      'slr',
      [slr(true, { days: 1 }), slr(false, { src: 'patient' })],
      true,
      0,
    ],
    [
      'a patient answer newer by more than a day wins',
      'slr',
      [slr(true, { days: 2 }), slr(false, { src: 'patient' })],
      false,
      0,
    ],
    ['equals that contradict are unknown', 'slr', [slr(true), slr(false)], undefined, 1],
    ['the same twice is no contradiction', 'slr', [slr(true), slr(true)], true, 0],
    [
      'a tie goes to the better source',
      'leg-pain',
      [
        { id: 'leg-pain', value: true, side: 'L', src: 'patient' },
        { id: 'leg-pain', value: false, side: 'L', src: 'derived' },
      ],
      false,
      0,
    ],
    [
      'two degrees that both say "numb" are no contradiction',
      'numbness',
      [
        { id: 'numbness', value: 'slight', side: 'L' },
        { id: 'numbness', value: 'severe', side: 'L' },
      ],
      'severe',
      0,
    ],
    [
      'a degree and "none" are one',
      'numbness',
      [
        { id: 'numbness', value: 'none', side: 'L' },
        { id: 'numbness', value: 'severe', side: 'L' },
      ],
      undefined,
      1,
    ],
    [
      'two grades of strength: unknown for the root',
      'mrc-knee-extension',
      [
        { id: 'mrc-knee-extension', value: 5, side: 'L' },
        { id: 'mrc-knee-extension', value: 2, side: 'L' },
      ],
      undefined,
      1,
    ],
  ])('%s', (_, id, facts, value, conflicts) => {
    const given = input(facts);
    expect(lookUp(legOf(given, 'left'), id).value).toBe(value);
    expect(assess(given).conflicts).toHaveLength(conflicts);
  });

  test('two grades of strength: the weaker counts for the red flag', () =>
    expect(
      assess(
        input([
          { id: 'mrc-knee-extension', value: 5, side: 'L' },
          { id: 'mrc-knee-extension', value: 2, side: 'L' },
        ]),
      ).urgency,
    ).toBe('emergent'));

  test.each<[string, RecordedFact[]]>([
    ['the same source', [saddle(), saddle({ value: false })]],
    [
      'a patient who says yes, a clinician who says no',
      [saddle({ src: 'patient' }), saddle({ value: false })],
    ],
  ])('a red flag recorded present and absent on one day counts as present: %s', (_, facts) =>
    expect(assess(input(facts))).toMatchObject({
      urgency: 'emergent',
      conflicts: ['saddle-sensory-change'],
    }),
  );

  test('a later "no" by more than a day settles a red flag', () =>
    expect(assess(input([saddle({ days: 5 }), saddle({ value: false })]))).toMatchObject({
      urgency: 'none',
      conflicts: [],
    }));

  test('the highest temperature of a day stands, and that is no contradiction', () => {
    const facts: RecordedFact[] = [
      { id: 'temp-c', value: 37.2 },
      { id: 'temp-c', value: 38.6 },
    ];
    expect(recordedOn('temp-c', 'midline', facts)).toBe(38.6);
    expect(assess(input(facts)).conflicts).toEqual([]);
  });

  test('sets of neighbouring days are united, and the newer list decides an item', () => {
    const found = itemsListed('pain-quality', [
      { id: 'pain-quality', value: ['aching', '!burning'], side: 'L', days: 1 },
      { id: 'pain-quality', value: ['burning'], side: 'L', days: 0 },
      { id: 'pain-quality', value: ['shooting'], side: 'L', days: 9 },
    ]);
    expect(found).toEqual({ present: ['aching', 'burning'], absent: [] });
  });

  test('a list shown whole never cancels what another author ticked', () => {
    const ticked: RecordedFact = { id: 'pain-quality', value: ['burning'], side: 'L', src: 'patient' };
    const whole: RecordedFact = { id: 'pain-quality', value: ['aching', '*'], side: 'L' };
    for (const days of [0, 1]) {
      const found = itemsListed('pain-quality', [{ ...ticked, days }, whole]);
      expect(found?.present).toEqual(['aching', 'burning']);
      expect(found?.absent).toHaveLength(13);
    }
  });

  test('the newer whole list of the same author undoes a tick', () => {
    const found = itemsListed('pain-quality', [
      { id: 'pain-quality', value: ['burning'], side: 'L', days: 1 },
      { id: 'pain-quality', value: ['aching', '*'], side: 'L' },
    ]);
    expect(found?.present).toEqual(['aching']);
  });

  test('an item both listed and denied on one day is unknown, and a conflict', () => {
    const facts: RecordedFact[] = [
      { id: 'pain-quality', value: ['burning'], side: 'L' },
      { id: 'pain-quality', value: ['!burning'], side: 'L' },
    ];
    expect(itemsListed('pain-quality', facts)).toEqual({ present: [], absent: [] });
    expect(assess(input(facts)).conflicts).toEqual(['pain-quality']);
  });
});

test('an old foot drop that is documented as long-standing is not asked again', () => {
  const old: RecordedFact[] = [
    { id: 'foot-drop', value: true, side: 'R', days: 60 },
    { id: 'mrc-ankle-dorsiflexion', value: 2, side: 'R', days: 60 },
    { id: 'mrc-knee-extension', value: 2, side: 'R', days: 60 },
  ];
  expect(assess(input(old, { cond: ['chronic-foot-drop'] })).stale).toEqual(['mrc-knee-extension']);
  expect(assess(input(old)).stale).toHaveLength(3);
});

describe('N9 long-standing foot drop', () => {
  const drop: RecordedFact[] = [
    { id: 'foot-drop', value: true, side: 'R' },
    { id: 'mrc-ankle-dorsiflexion', value: 2, side: 'R' },
  ];
  const known = { cond: ['chronic-foot-drop'] };

  test('is not a new sign', () =>
    expect(assess(input(drop, known))).toMatchObject({
      urgency: 'none',
      notes: expect.arrayContaining(['baseline: foot-drop']),
    }));

  test('unless the weakness progresses', () =>
    expect(
      assess(input([...drop, { id: 'progressive-weakness', value: true, side: 'R' }], known)).urgency,
    ).toBe('emergent'));

  test('and another weak movement still counts', () =>
    expect(assess(input([...drop, { id: 'mrc-knee-extension', value: 2, side: 'R' }], known)).urgency).toBe(
      'emergent',
    ));
});

describe('N10 long-standing sphincter symptom', () => {
  const leak: RecordedFact[] = [
    { id: 'leg-pain', value: true, side: 'L' },
    { id: 'urinary-incontinence', value: true },
  ];
  const known = { cond: ['baseline-sphincter-symptom'] };
  test.each<[string, RecordedFact[], string]>([
    ['alone: less urgent, never silent', [], 'urgent'],
    ['a second feature', [saddle()], 'emergent'],
    ['a residual of 200 mL', [{ id: 'pvr-ml', value: 200 }], 'emergent'],
    ['a residual of 199 mL', [{ id: 'pvr-ml', value: 199 }], 'urgent'],
    ['onset within 14 days', [{ id: 'ces-onset-days', value: 14 }], 'emergent'],
    ['progressive weakness', [{ id: 'progressive-weakness', value: true, side: 'L' }], 'emergent'],
  ])('%s', (_, more, urgency) =>
    expect(assess(input([...leak, ...more], known)).redFlags.find(({ id }) => id === 'RF-CES')?.urgency).toBe(
      urgency,
    ),
  );

  test('saddle numbness is never lowered by it', () =>
    expect(assess(input([saddle()], known)).urgency).toBe('emergent'));
});

describe('N11 plausibility', () => {
  test.each<[FindingId, Fact['value']]>([
    ['temp-c', 29.9],
    ['temp-c', 43.1],
    ['abi', -0.1],
    ['abi', 3.1],
    ['pvr-ml', -1],
    ['pvr-ml', 3001],
    ['mrc-hip-flexion', 6],
    ['mrc-hip-flexion', -1],
    ['mrc-hip-flexion', 3.5],
    ['pain-nrs', 11],
    ['wells-score', 10],
    ['ces-onset-days', -1],
    ['fever', 'yes'],
    ['fever', 1],
    ['reflex-achilles', 'brisk'],
    ['pain-temporal', true],
    ['temp-c', Number.NaN],
  ])('%s = %s is dropped with a note', (id, value) => {
    const fact: RecordedFact = { id, value };
    expect(recordedOn(id, 'unspecified', [fact])).toBeUndefined();
    expect(notes([fact])).toContain(`implausible: ${id}`);
  });

  test.each([-1, 201, Number.NaN])('an eGFR of %s is dropped with a note', (egfr) => {
    const { chart, assessment } = evaluate(input([], { egfr }));
    expect([chart.egfr, assessment.notes]).toEqual([undefined, ['implausible: egfr']]);
  });
});

describe('N13 duplicates', () => {
  test('the same resource counts once', () => {
    const twice = { id: 'slr', value: true, side: 'L', ref: 'Observation/same' } as const;
    expect(lookUp(legOf(input([twice, twice]), 'left'), 'slr').facts).toHaveLength(1);
  });
});

describe('what the series of facts shows', () => {
  const toe = (value: number, days: number, side: Fact['side'] = 'L'): RecordedFact => ({
    id: 'mrc-great-toe-extension',
    value,
    days,
    ...(side && { side }),
  });
  const progresses = (facts: readonly RecordedFact[], where: Where = 'left') =>
    recordedOn('progressive-weakness', where, facts);

  test.each<[string, RecordedFact[], unknown]>([
    ['one grade in 10 days', [toe(5, 10), toe(4, 0)], true],
    ['one grade in exactly 30 days', [toe(5, 30), toe(4, 0)], true],
    ['one grade in 31 days', [toe(5, 31), toe(4, 0)], undefined],
    ['from before the window', [toe(5, 45), toe(4, 20)], true],
    ['improved', [toe(4, 10), toe(5, 0)], undefined],
    ['fell and recovered', [toe(5, 20), toe(3, 10), toe(5, 0)], undefined],
    ['two grades on one day', [toe(5, 0), toe(4, 0)], undefined],
    ['another leg', [toe(5, 10, 'R'), toe(4, 0)], undefined],
    ['too old altogether', [toe(5, 60), toe(4, 40)], undefined],
  ])('weakness progresses: %s', (_, facts, expected) => expect(progresses(facts)).toBe(expected));

  const numb = (side: Fact['side'], value: string, days: number): RecordedFact => ({
    id: 'numbness',
    value,
    days,
    ...(side && { side }),
  });
  test.each<[string, RecordedFact[], unknown]>([
    ['one leg, then the other, both moderate', [numb('L', 'moderate', 40), numb('R', 'severe', 2)], true],
    ['the other only slight', [numb('L', 'moderate', 40), numb('R', 'slight', 2)], undefined],
    ['both from the start', [numb('B', 'moderate', 40)], undefined],
    ['one leg', [numb('L', 'moderate', 40), numb('L', 'severe', 2)], undefined],
  ])('spreads to both legs: %s', (_, facts, expected) =>
    expect(recordedOn('progressed-to-bilateral', 'midline', facts)).toBe(expected),
  );

  const jerk = (side: Fact['side'], value: string): RecordedFact => ({
    id: 'reflex-patellar',
    value,
    ...(side && { side }),
  });
  test.each<[string, RecordedFact[], unknown]>([
    ['clonus', [jerk('L', 'clonus')], true],
    ['3+ against a reduced other side', [jerk('L', 'increased'), jerk('R', 'reduced')], true],
    ['3+ against a normal other side', [jerk('L', 'increased'), jerk('R', 'normal')], undefined],
    ['3+ alone', [jerk('L', 'increased')], undefined],
    ['3+ on both', [jerk('B', 'increased')], undefined],
    [
      'clonus, although "no hyperreflexia" was ticked',
      [jerk('L', 'clonus'), { id: 'hyperreflexia', value: false, side: 'L' }],
      true,
    ],
  ])('hyperreflexia: %s', (_, facts, expected) =>
    expect(recordedOn('hyperreflexia', 'left', facts)).toBe(expected),
  );
});

describe('age', () => {
  test('missing is unknown, treated as adult, and noted', () => {
    const { age: _, ...unaged } = input([{ id: 'leg-pain', value: true, side: 'L' }]);
    const given = assess(unaged);
    expect(given.notes).toContain('age-unknown');
    expect(given.differential.length).toBeGreaterThan(0);
  });

  test('under 18 there is no adult differential and no root', () =>
    expect(assess(input([{ id: 'leg-pain', value: true, side: 'L' }], { age: 17 }))).toMatchObject({
      differential: [],
      sides: {},
    }));
});

test('an id that is not in the vocabulary has no effect', () => {
  const { chart, assessment } = evaluate(input([{ id: 'constructor', value: true }]));
  expect([chart.documented, assessment.notes, assessment.urgency]).toEqual([false, [], 'none']);
});
