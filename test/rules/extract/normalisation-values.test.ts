/** N4 explicit absence, N5 sets, N11 units and plausibility, N12 narrative. */
import { describe, expect, test } from 'vitest';
import {
  absent,
  bodySite,
  category,
  concept,
  condition,
  daysAgo,
  extracted,
  factsOf,
  finding,
  icd,
  leftOutOf,
  local,
  loinc,
  negative,
  observation,
  positive,
  present,
  snomed,
  word,
} from '../../support/fhir.ts';

const valued = (id: string, value: Record<string, unknown>) => observation(local(id), value);

describe('N4 absence is explicit', () => {
  test.each([
    ['valueBoolean true', { valueBoolean: true }, true],
    ['valueBoolean false', { valueBoolean: false }, false],
    ['Present', { valueCodeableConcept: present }, true],
    ['Absent', { valueCodeableConcept: absent }, false],
    ['Positive', { valueCodeableConcept: positive }, true],
    ['Negative', { valueCodeableConcept: negative }, false],
    ['LOINC Yes', { valueCodeableConcept: loinc('LA33-6') }, true],
    ['LOINC No', { valueCodeableConcept: loinc('LA32-8') }, false],
    ['HL7 Y', { valueCodeableConcept: concept('yes-no', 'Y') }, true],
    ['HL7 N', { valueCodeableConcept: concept('yes-no', 'N') }, false],
    ['HL7 expanded Y', { valueCodeableConcept: concept('expanded-yes-no', 'Y') }, true],
    ['HL7 expanded N', { valueCodeableConcept: concept('expanded-yes-no', 'N') }, false],
    ['SNOMED CT Yes', { valueCodeableConcept: snomed('373066001') }, true],
    ['SNOMED CT No', { valueCodeableConcept: snomed('373067005') }, false],
    ['our own yes', { valueCodeableConcept: word('yes') }, true],
    ['our own no', { valueCodeableConcept: word('no') }, false],
  ])('%s', (_what, value, expected) => {
    expect(factsOf([valued('fever', value)])).toEqual([['fever', expected]]);
  });

  test.each([
    ['nothing', {}, 'N4 no-value'],
    ['a stated reason for no value', { dataAbsentReason: word('unknown') }, 'N4 data-absent'],
    [
      'a value and a reason for no value',
      { valueBoolean: true, dataAbsentReason: word('x') },
      'N4 data-absent',
    ],
    ['Equivocal', { valueCodeableConcept: snomed('42425007') }, 'N4 stated-unknown'],
    ['Unknown', { valueCodeableConcept: snomed('261665006') }, 'N4 stated-unknown'],
    ['HL7 UNK', { valueCodeableConcept: concept('expanded-yes-no', 'UNK') }, 'N4 stated-unknown'],
    ['"not sure"', { valueCodeableConcept: word('not-sure') }, 'N4 stated-unknown'],
    ['an unknown code', { valueCodeableConcept: concept('loinc', 'LA9999-9') }, 'N5 unknown-value'],
    [
      'yes and no at once',
      { valueCodeableConcept: { coding: [...(positive.coding ?? []), ...(negative.coding ?? [])] } },
      'N5 unknown-value',
    ],
    ['a number', { valueQuantity: { value: 1 } }, 'N5 unknown-value'],
    ['text "true"', { valueBoolean: 'true' }, 'N5 unknown-value'],
    ['words', { valueString: 'no fever' }, 'N12 text-only'],
  ])('%s is neither present nor absent', (_what, value, why) => {
    expect(factsOf([valued('fever', value)])).toEqual([]);
    expect(leftOutOf([valued('fever', value)])).toEqual([why]);
  });
});

describe('N5 words of a list', () => {
  test.each([
    ['gait', word('steppage'), 'steppage'],
    ['gait', snomed('67141003'), 'antalgic'],
    ['reflex-achilles', snomed('349006'), 'absent'],
    ['reflex-patellar', word('reduced'), 'reduced'],
    ['pulses', word('diminished'), 'diminished'],
    ['pulses', absent, 'absent'],
    ['pain-temporal', snomed('7087005'), 'intermittent'],
    ['numbness', snomed('255604002'), 'slight'],
    ['numbness', snomed('6736007'), 'moderate'],
    ['tingling', snomed('24484000'), 'severe'],
    ['numbness', present, true],
    ['numbness', absent, false],
    ['numbness', word('none'), 'none'],
    ['mrc-ankle-dorsiflexion', word('4+'), 4],
    ['mrc-ankle-dorsiflexion', word('4-'), 4],
    ['mrc-ankle-dorsiflexion', word('5-'), 5],
    ['mrc-ankle-dorsiflexion', word('3+'), 3],
    ['mrc-ankle-dorsiflexion', word('2-'), 2],
    ['mrc-ankle-dorsiflexion', word('0'), 0],
  ])('%s %j is %s', (id, valueCodeableConcept, expected) => {
    expect(factsOf([valued(id, { valueCodeableConcept })])).toEqual([[id, expected]]);
  });

  test.each([
    ['gait', word('limping')],
    ['gait', snomed('22325002')],
    ['gait', present],
    ['pulses', present],
    ['reflex-achilles', positive],
    ['pain-trend', word('steppage')],
    ['mrc-ankle-dorsiflexion', word('6')],
    ['mrc-ankle-dorsiflexion', word('4++')],
    ['pain-temporal', snomed('255227004')],
  ])('%s cannot be %j', (id, valueCodeableConcept) => {
    expect(factsOf([valued(id, { valueCodeableConcept })])).toEqual([]);
    expect(leftOutOf([valued(id, { valueCodeableConcept })])).toEqual(['N5 unknown-value']);
  });

  test.each([
    [0, 'absent'],
    [1, 'reduced'],
    [2, 'normal'],
    [3, 'increased'],
    [4, 'clonus'],
  ])('a reflex graded %i is %s', (valueInteger, expected) => {
    expect(factsOf([observation(loinc('32389-9'), { valueInteger })])).toEqual([
      ['reflex-achilles', expected],
    ]);
  });

  test.each([
    ['absent', 'absent'],
    ['Diminished', 'reduced'],
    [' trace ', 'reduced'],
    ['normal', 'normal'],
    ['hyperactive', 'increased'],
    ['clonus', 'clonus'],
  ])('a reflex written "%s" is %s', (valueString, expected) => {
    expect(factsOf([observation(loinc('32389-9'), { valueString })])).toEqual([
      ['reflex-achilles', expected],
    ]);
  });

  test.each([['brisk'], ['absent or reduced'], ['not tested'], ['see note']])(
    'a reflex written "%s" is not understood',
    (valueString) => {
      expect(leftOutOf([observation(loinc('32389-9'), { valueString })])).toEqual(['N12 text-only']);
    },
  );

  test('a monofilament test is positive, negative or interpreted, but "present" does not say of what', () => {
    const monofilament = (value: Record<string, unknown>) =>
      factsOf([observation(snomed('134388005'), value)]);
    expect(monofilament({ valueCodeableConcept: positive })).toEqual([['monofilament-abnormal', true]]);
    expect(monofilament({ valueCodeableConcept: negative })).toEqual([['monofilament-abnormal', false]]);
    expect(monofilament({ interpretation: [{ coding: [{ code: 'A' }] }] })).toEqual([
      ['monofilament-abnormal', true],
    ]);
    expect(monofilament({ interpretation: [{ coding: [{ code: 'N' }] }] })).toEqual([
      ['monofilament-abnormal', false],
    ]);
    expect(monofilament({ valueCodeableConcept: present })).toEqual([]);
    expect(monofilament({ valueCodeableConcept: absent })).toEqual([]);
  });
});

describe('N5 sets', () => {
  const item = (code: string, valueBoolean: unknown) => ({ code: word(code), valueBoolean });
  const set = (id: string, ...component: object[]) => valued(id, { component });

  test('an item is present, asked and absent, or not mentioned', () => {
    expect(factsOf([set('pain-aggravating', item('sitting', true), item('walking', false))])).toEqual([
      ['pain-aggravating', ['sitting', '!walking']],
    ]);
  });

  test('"none of the others" closes a list that can be closed', () => {
    expect(
      factsOf([set('pain-aggravating', item('sitting', true), item('none-of-the-others', true))]),
    ).toEqual([['pain-aggravating', ['sitting', '*']]]);
  });

  test.each(['pain-path', 'sensory-region'])('and never the body chart of %s', (id) => {
    expect(factsOf([set(id, item('heel', true), item('none-of-the-others', true))])).toEqual([
      [id, ['heel']],
    ]);
  });

  test('"none of the others" that is false closes nothing', () => {
    expect(
      factsOf([set('pain-relieving', item('walking', true), item('none-of-the-others', false))]),
    ).toEqual([['pain-relieving', ['walking']]]);
  });

  test.each([
    ['32419-4', snomed('36349006'), 'pain-quality', 'burning'],
    ['32419-4', snomed('90673000'), 'pain-quality', 'burning'],
    ['32419-4', snomed('27635008'), 'pain-quality', 'aching'],
    ['32419-4', snomed('29695002'), 'pain-quality', 'throbbing'],
    ['32419-4', snomed('55145008'), 'pain-quality', 'stabbing'],
    ['32419-4', snomed('786837007'), 'pain-quality', 'tingling'],
    ['32419-4', snomed('162506004'), 'pain-quality', 'pins-needles'],
    ['38209-3', word('sitting'), 'pain-aggravating', 'sitting'],
    ['38210-1', word('leaning-forward'), 'pain-relieving', 'leaning-forward'],
    ['38204-4', word('buttock'), 'pain-path', 'buttock'],
    ['38205-1', word('posterior-calf'), 'pain-path', 'posterior-calf'],
  ])('several Observations, one value each: %s %j', (code, valueCodeableConcept, id, expected) => {
    expect(factsOf([observation(loinc(code), { valueCodeableConcept })])).toEqual([[id, [expected]]]);
  });

  test.each([
    ['an item that is not in the list', [item('swimming', true)]],
    ['an item without an answer', [item('sitting', undefined)]],
    ['an item answered in words', [{ code: word('sitting'), valueString: 'yes' }]],
    ['components that are no list', { code: word('sitting'), valueBoolean: true }],
  ])('%s is left out', (_what, component) => {
    expect(factsOf([valued('pain-aggravating', { component })])).toEqual([]);
  });
});

describe('N11 units', () => {
  const quantity = (id: string, value: unknown, unit?: string, rest: object = {}) =>
    valued(id, { valueQuantity: { value, ...(unit && { code: unit }), ...rest } });

  test.each([
    ['temp-c', 38.2, 'Cel', 38.2],
    ['temp-c', 100.4, '[degF]', 38],
    ['temp-c', 98.6, '[degF]', 37],
    ['pvr-ml', 300, 'mL', 300],
    ['pvr-ml', 0.3, 'L', 300],
    ['pvr-ml', 300, 'cm3', 300],
    ['pain-onset-days', 2, 'mo', 61],
    ['conservative-weeks', 2, 'mo', 8.696],
    ['abi', 0.9, '1', 0.9],
    ['abi', 85, '%', 0.85],
    ['abi', 0.9, undefined, 0.9],
    ['pain-nrs', 7, '{score}', 7],
    ['pain-nrs', 7, undefined, 7],
    ['mrc-hip-flexion', 4, '{score}', 4],
    ['pain-onset-days', 3, 'wk', 21],
    ['pain-onset-days', 10, 'd', 10],
    ['conservative-weeks', 42, 'd', 6],
    ['conservative-weeks', 8, 'wk', 8],
    ['pain-nrs', -0, '{score}', 0],
    ['sbp-mmhg', 88, 'mm[Hg]', 88],
    ['sbp-mmhg', 12, 'kPa', 90.007],
    ['inr', 4.6, '{INR}', 4.6],
    ['inr', 4.6, undefined, 4.6],
    ['crp-mg-l', 18, 'mg/dL', 180],
    ['esr-mm-h', 60, 'mm/h', 60],
    ['wbc-g-l', 14.2, '10*3/uL', 14.2],
    ['wbc-g-l', 14200, '/uL', 14.2],
    ['aortic-diameter-cm', 34, 'mm', 3.4],
  ])('%s of %d %s is %d', (id, value, unit, expected) => {
    // a marker of inflammation is judged as well
    expect(factsOf([quantity(id, value, unit)])[0]).toEqual([id, expected]);
  });

  test('a unit in words is accepted only when it is one we list', () => {
    expect(factsOf([quantity('temp-c', 38, undefined, { unit: '°C' })])).toEqual([['temp-c', 38]]);
    expect(factsOf([quantity('temp-c', 100.4, undefined, { unit: '°F' })])).toEqual([['temp-c', 38]]);
    expect(factsOf([quantity('temp-c', 100.4, undefined, { unit: 'degF' })])).toEqual([['temp-c', 38]]);
    expect(leftOutOf([quantity('temp-c', 38, undefined, { unit: 'degrees' })])).toEqual(['N11 unknown-unit']);
  });

  test.each([
    ['temp-c', 38.2, undefined, 'unknown-unit'],
    ['temp-c', 311, 'K', 'unknown-unit'],
    ['temp-c', 38.2, 'C', 'unknown-unit'],
    ['temp-c', 38.2, 'constructor', 'unknown-unit'],
    ['pvr-ml', 10, '[foz_us]', 'unknown-unit'],
    ['pvr-ml', 300, undefined, 'unknown-unit'],
    ['pain-nrs', 70, 'mm', 'unknown-unit'],
    ['temp-c', '38.2', 'Cel', 'not-a-number'],
    ['temp-c', null, 'Cel', 'not-a-number'],
    ['temp-c', Number.POSITIVE_INFINITY, 'Cel', 'not-a-number'],
    ['temp-c', undefined, 'Cel', 'not-a-number'],
  ])('%s of %j %s is left out', (id, value, unit, why) => {
    expect(factsOf([quantity(id, value, unit)])).toEqual([]);
    expect(leftOutOf([quantity(id, value, unit)])).toEqual([`N11 ${why}`]);
  });

  test.each([
    ['pvr-ml', 999, 'mL', '>', [['pvr-ml', 999]]],
    ['pvr-ml', 999, 'mL', '>=', [['pvr-ml', 999]]],
    ['temp-c', 40, 'Cel', '>', [['temp-c', 40]]],
    ['pvr-ml', 100, 'mL', '>', []],
    ['pvr-ml', 999, 'mL', '<', []],
    ['temp-c', 36, 'Cel', '<', []],
    ['pain-nrs', 7, '{score}', '>', []],
    ['abi', 1.4, '1', '>', []],
    ['pvr-ml', 300, 'mL', 'ad', []],
  ])(
    '%s %s %d with comparator %s counts only where it decides a red flag',
    (id, value, unit, comparator, expected) => {
      expect(factsOf([quantity(id, value, unit, { comparator })])).toEqual(expected);
    },
  );

  test.each([
    ['a range', { valueRange: { low: { value: 1 }, high: { value: 9 } } }, 'N11 not-exact'],
    ['a ratio', { valueRatio: { numerator: { value: 1 } } }, 'N11 not-exact'],
    ['an integer where there is a unit', { valueInteger: 300 }, 'N11 unknown-unit'],
    ['words', { valueString: '300 mL' }, 'N12 text-only'],
  ])('%s is no measurement', (_what, value, why) => {
    expect(factsOf([valued('pvr-ml', value)])).toEqual([]);
    expect(leftOutOf([valued('pvr-ml', value)])).toEqual([why]);
  });

  test('an implausible value is left out', () => {
    const implausible = [
      quantity('temp-c', 98.6, 'Cel'),
      { ...quantity('abi', 9, '1'), id: 'o2' },
      { ...quantity('mrc-hip-flexion', 7, '1'), id: 'o3' },
      { ...quantity('pvr-ml', -5, 'mL'), id: 'o4' },
      { ...quantity('pain-nrs', 11, '{score}'), id: 'o5' },
    ];
    expect(factsOf(implausible)).toEqual([]);
    expect(leftOutOf(implausible)).toEqual(implausible.map(() => 'N11 implausible'));
  });
});

describe('N12 narrative is counted and never parsed', () => {
  const free = (resource: unknown) => extracted([resource]).input.freetext;

  test.each([
    [
      'a finding in words',
      valued('saddle-sensory-change', { valueString: 'saddle numbness since yesterday' }),
    ],
    ['an examination in words', observation(loinc('8695-9'), { valueString: 'SLR positive left' })],
    ['a spine examination in words', observation(loinc('32476-4'), { valueString: 'tender' })],
    ['an initiating event', observation(loinc('38211-9'), { valueString: 'fell off a ladder' })],
    ['an uncoded observation', observation({ text: 'leg pain' }, { valueString: 'worse' })],
    ['an uncoded observation with a note', observation({ text: 'leg' }, { note: [{ text: 'numb' }] })],
    ['a document', { resourceType: 'DocumentReference', id: 'd1', subject: { reference: 'Patient/p1' } }],
  ])('%s', (_what, resource) => {
    expect(factsOf([resource])).toEqual([]);
    expect(free(resource)).toBe(1);
  });

  test.each([
    ['an examination that is only named', observation(loinc('8695-9'))],
    ['another laboratory test in words', observation(loinc('5778-6'), { valueString: 'yellow' })],
    ['a coded finding with a remark', finding('slr', true, { note: [{ text: 'with pain' }] })],
  ])('%s is not counted', (_what, resource) => {
    expect(free(resource)).toBe(0);
  });

  test('a word in a text, a display or a note never makes a finding', () => {
    const wordy = observation(
      {
        text: 'Saddle anaesthesia',
        coding: [{ system: 'http://snomed.info/sct', code: '271594007', display: 'Saddle anesthesia' }],
      },
      {
        valueBoolean: true,
        note: [{ text: 'urinary retention' }],
        text: { status: 'generated', div: '<div>foot drop</div>' },
      },
    );
    expect(factsOf([wordy])).toEqual([]);
  });
});

describe('measurements that hang on something else', () => {
  test.each([
    ['the leg', bodySite(), [['pain-nrs', 7]]],
    ['nothing', undefined, [['pain-nrs', 7]]],
    ['the back', bodySite(undefined, '52612000'), []],
    ['the hand', snomed('85562004'), []],
    ['a text', { text: 'left shoulder' }, []],
  ])('a pain score of %s', (_what, site, expected) => {
    const score = observation(loinc('72514-3'), { valueInteger: 7, ...(site && { bodySite: site }) });
    expect(factsOf([score])).toEqual(expected);
  });

  test('the leg’s own pain score is preferred to one that does not say of what', () => {
    const some = observation(loinc('72514-3'), { id: 'a', valueInteger: 9 });
    const leg = observation(loinc('72514-3'), { id: 'b', valueInteger: 4, bodySite: bodySite() });
    expect(factsOf([some, leg])).toEqual([['pain-nrs', 4]]);
  });

  test.each([
    [40, [['walking-limited', true]]],
    [72, [['walking-limited', true]]],
    [39, []],
    [140, []],
  ])('an Oswestry index of %i', (value, expected) => {
    expect(factsOf([observation(loinc('97909-6'), { valueQuantity: { value, code: '%' } })])).toEqual(
      expected,
    );
  });

  test('strength is of the movement that is named beside it', () => {
    const named = observation(loinc('80322-1'), {
      valueInteger: 3,
      component: [{ code: word('movement'), valueCodeableConcept: local('mrc-hip-flexion') }],
      bodySite: bodySite('L'),
    });
    expect(factsOf([named])).toEqual([['mrc-hip-flexion', 3, 'L']]);
    const panel = observation(loinc('80322-1'), {
      bodySite: bodySite('R'),
      component: [
        { code: local('mrc-hip-flexion'), valueInteger: 5 },
        { code: local('mrc-knee-extension'), valueInteger: 4 },
      ],
    });
    expect(factsOf([panel])).toEqual([
      ['mrc-hip-flexion', 5, 'R'],
      ['mrc-knee-extension', 4, 'R'],
    ]);
    const both = observation(
      { coding: [...(loinc('80322-1').coding ?? []), ...(local('mrc-hip-flexion').coding ?? [])] },
      { valueInteger: 4 },
    );
    expect(factsOf([both])).toEqual([['mrc-hip-flexion', 4]]);
    expect(leftOutOf([observation(loinc('80322-1'), { valueInteger: 3 })])).toEqual(['N6 site-needed']);
  });

  test('sensation is of the region that is named beside it', () => {
    const at = (region: string, value: Record<string, unknown>) =>
      observation(loinc('32473-1'), { bodySite: word(region), ...value });
    expect(factsOf([at('dorsal-foot', { valueCodeableConcept: word('reduced') })])).toEqual([
      ['sens-dorsal-foot', 'reduced'],
    ]);
    expect(factsOf([at('heel', { valueBoolean: true })])).toEqual([['sensory-region', ['heel']]]);
    expect(factsOf([at('heel', { valueBoolean: false })])).toEqual([['sensory-region', ['!heel']]]);
    expect(leftOutOf([at('heel', { valueCodeableConcept: word('reduced') })])).toEqual(['N6 site-needed']);
    const chart = observation(loinc('32473-1'), {
      category: [category('survey')],
      component: [
        { code: word('dorsal-foot'), valueCodeableConcept: word('absent') },
        { code: word('sole'), valueBoolean: true },
      ],
    });
    expect(factsOf([chart])).toEqual([
      ['sens-dorsal-foot', 'absent'],
      ['sensory-region', ['sole']],
    ]);
    expect(leftOutOf([observation(loinc('32473-1'), { valueCodeableConcept: word('reduced') })])).toEqual([
      'N6 site-needed',
    ]);
  });

  test.each([
    ['72696002', 'reflex-patellar'],
    ['344001', 'reflex-achilles'],
  ])('a tendon reflex at %s is %s', (site, id) => {
    const reflex = observation(loinc('32491-3'), {
      valueCodeableConcept: word('reduced'),
      bodySite: bodySite('L', site),
    });
    expect(factsOf([reflex])).toEqual([[id, 'reduced', 'L']]);
  });

  test('a tendon reflex of nowhere is left out', () => {
    expect(leftOutOf([observation(loinc('32491-3'), { valueCodeableConcept: word('reduced') })])).toEqual([
      'N6 site-needed',
    ]);
  });

  test.each([
    ['2026-11-12', [['pain-onset-days', 10]]],
    ['2026-11', [['pain-onset-days', 21]]],
    ['2026-12-01', []],
    ['2026-02-30', []],
  ])('pain that began on %s', (valueDateTime, expected) => {
    expect(factsOf([observation(loinc('38201-0'), { valueDateTime })])).toEqual(expected);
  });

  test('pain onset without a date says nothing', () => {
    expect(leftOutOf([observation(loinc('38201-0'), {})])).toEqual(['N4 no-value']);
    expect(leftOutOf([observation(loinc('38201-0'), { valueDateTime: 'spring' })])).toEqual([
      'N2 invalid-date',
    ]);
  });

  const wells = (...answers: [string, boolean][]) =>
    valued('wells-score', {
      component: answers.map(([code, valueBoolean]) => ({ code: word(code), valueBoolean })),
    });
  const all = [
    'active-cancer',
    'paralysis-or-immobilised-leg',
    'bedridden-or-major-surgery',
    'deep-vein-tenderness',
    'whole-leg-swollen',
    'calf-3cm-larger',
    'pitting-oedema',
    'collateral-superficial-veins',
    'previous-dvt',
    'alternative-as-likely',
  ];

  test.each<[string, [string, boolean][], unknown[]]>([
    ['all answered no', all.map((one) => [one, false]), [['wells-score', 0]]],
    ['all answered yes', all.map((one) => [one, true]), [['wells-score', 7]]],
    ['only the alternative', all.map((one) => [one, one === 'alternative-as-likely']), [['wells-score', -2]]],
    [
      'two items, the rest unasked',
      [
        ['previous-dvt', true],
        ['calf-3cm-larger', true],
      ],
      [],
    ],
    [
      'four items, the rest unasked',
      [
        ['previous-dvt', true],
        ['calf-3cm-larger', true],
        ['pitting-oedema', true],
        ['deep-vein-tenderness', true],
      ],
      [['wells-score', 2]],
    ],
    [
      'two items, no alternative',
      [
        ['previous-dvt', true],
        ['calf-3cm-larger', true],
        ['alternative-as-likely', false],
      ],
      [['wells-score', 2]],
    ],
  ])('a Wells score from its items: %s', (_what, answers, expected) => {
    expect(factsOf([wells(...answers)])).toEqual(expected);
  });

  test.each([
    ['known to the chart and not to the form', ['whole-leg-swollen'], true, 2],
    ['known to the chart and in the form', ['whole-leg-swollen', 'active-cancer'], true, 2],
    ['known to nobody', ['whole-leg-swollen'], false, 1],
  ] as const)('a cancer in palliative care, %s', (_, ticked, known, total) => {
    const form = wells(
      ...all.map((one): [string, boolean] => [one, (ticked as readonly string[]).includes(one)]),
    );
    const chart = known
      ? [
          condition(icd('C50.911'), { onsetDateTime: daysAgo(900) }),
          observation(local('palliative-care'), { id: 'p', valueBoolean: true }),
        ]
      : [];
    expect(factsOf([form, ...chart])).toEqual([['wells-score', total]]);
  });
});
