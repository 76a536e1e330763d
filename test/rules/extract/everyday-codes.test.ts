/** The ICD-10-CM codes that problem lists really hold, beside the one that the specification names. */
import { describe, expect, test } from 'vitest';
import {
  condition,
  daysAgo,
  extracted,
  factsOf,
  finding,
  icd,
  leftOutOf,
  local,
  loinc,
  medication,
  observation,
  procedure,
  snomed,
} from '../../support/fhir.ts';

const held = (code: string) => extracted([condition(icd(code))]).input.cond;

describe('a condition by its everyday code', () => {
  test.each([
    ['I50.22', 'heart-failure'],
    ['I50.33', 'heart-failure'],
    ['K25.4', 'peptic-ulcer'],
    ['K26.9', 'peptic-ulcer'],
    ['J44.1', 'copd'],
    ['G47.39', 'sleep-apnea'],
    ['N18.1', 'ckd'],
    ['N18.9', 'ckd'],
    ['G40.909', 'epilepsy'],
    ['B02.29', 'postherpetic-neuralgia'],
    ['M79.7', 'fibromyalgia'],
    ['E10.41', 'diabetic-neuropathy'],
    ['E11.49', 'diabetic-neuropathy'],
    ['D84.821', 'immunosuppressed'],
    ['Z21', 'hiv'],
    ['I33.9', 'endocarditis'],
    ['G83.4', 'cauda-equina-syndrome'],
    ['M46.46', 'spinal-infection'],
    ['G06.1', 'spinal-infection'],
    ['S32.040D', 'vertebral-fracture'],
  ])('%s is %s', (code, id) => {
    expect(held(code)).toContain(id);
  });

  test.each(['K25.0', 'K26.4', 'K92.0', 'K92.1'])('%s is a gastrointestinal bleeding', (code) => {
    expect(held(code)).toContain('gi-bleed');
  });

  test.each(['K25.7', 'K27.9'])('%s is an ulcer that does not bleed', (code) => {
    expect(held(code)).not.toContain('gi-bleed');
  });

  test('a diabetic neuropathy is diabetes too', () => {
    expect(held('E11.42')).toEqual(expect.arrayContaining(['diabetes', 'diabetic-neuropathy']));
  });

  test('dialysis is chronic kidney disease too', () => {
    expect(held('Z99.2')).toEqual(expect.arrayContaining(['dialysis', 'ckd']));
  });
});

describe('a problem that is a symptom', () => {
  test.each([
    ['M54.30', [['leg-pain', true]]],
    ['M54.31', [['leg-pain', true, 'R']]],
    ['M54.32', [['leg-pain', true, 'L']]],
    [
      'M54.42',
      [
        ['leg-pain', true, 'L'],
        ['low-back-pain', true],
      ],
    ],
    // a root may be numb or weak without any pain
    ['M54.16', []],
    ['R78.81', [['recent-bacteremia', true]]],
  ])('%s says %j', (code, expected) => {
    expect(factsOf([condition(icd(code))])).toEqual(expected);
  });
});

describe('a diagnosis that passes', () => {
  const heldAt = (code: string, days: number) =>
    extracted([condition(icd(code), { onsetDateTime: daysAgo(days) })]).input.cond;

  test.each([
    ['B02.9', 'zoster', 30],
    ['S82.201A', 'leg-injury-6w', 42],
    ['S72.001A', 'hip-fracture', 42],
    ['J10.1', 'febrile-illness', 3],
  ])('%s counts as %s up to day %i', (code, id, days) => {
    expect(heldAt(code, days)).toContain(id);
    expect(heldAt(code, days + 1)).not.toContain(id);
  });

  test('zoster or a broken hip without a date counts, an injury without one excuses nothing', () => {
    const dateless = { recordedDate: undefined, onsetDateTime: undefined };
    expect(extracted([condition(icd('S72.001A'), dateless)]).input.cond).toContain('hip-fracture');
    expect(extracted([condition(icd('B02.9'), dateless)]).input.cond).toContain('zoster');
    expect(extracted([condition(icd('S82.201A'), dateless)]).input.cond).not.toContain('leg-injury-6w');
  });
});

describe('a pregnancy by its codes', () => {
  const pregnancyAt = (code: ReturnType<typeof icd>, days: number) => {
    const { pregnant, gaWeeks } = extracted([condition(code, { recordedDate: daysAgo(days) })]).input;
    return { pregnant, gaWeeks };
  };

  test.each([
    [
      'normal pregnancy, recorded 220 days ago',
      snomed('72892002'),
      220,
      { pregnant: true, gaWeeks: undefined },
    ],
    ['24 weeks of gestation, recorded today', icd('Z3A.24'), 0, { pregnant: true, gaWeeks: 24 }],
    ['a week later it is a week more', icd('Z3A.24'), 7, { pregnant: true, gaWeeks: 25 }],
    ['weeks of gestation of last year', icd('Z3A.24'), 200, { pregnant: undefined, gaWeeks: undefined }],
    ['less than 8 weeks says no number', icd('Z3A.01'), 0, { pregnant: true, gaWeeks: undefined }],
    ['diabetes in pregnancy, today', icd('O24.410'), 0, { pregnant: true, gaWeeks: undefined }],
    ['a miscarriage, today', icd('O03.9'), 0, { pregnant: undefined, gaWeeks: undefined }],
    ['complication after birth, today', icd('O86.4'), 0, { pregnant: undefined, gaWeeks: undefined }],
  ])('%s', (_name, code, days, expected) => {
    expect(pregnancyAt(code, days)).toEqual(expected);
  });
});

describe('a measurement by its everyday code', () => {
  const quantity = (value: number, code: string) => ({
    valueQuantity: { value, unit: code, system: 'http://unitsofmeasure.org', code },
  });

  test.each([
    ['8331-1', 'by mouth'],
    ['8332-9', 'rectal'],
    ['76011-6', 'in the ear'],
    ['8329-5', 'core'],
    ['60834-9', 'of the blood'],
  ])('temperature %s, %s, is the temperature', (code) => {
    expect(factsOf([observation(loinc(code), quantity(38.4, 'Cel'))])).toEqual([['temp-c', 38.4]]);
  });

  test.each([
    ['61008-9', 'of the skin'],
    ['60830-7', 'of a finger'],
    ['60833-1', 'of a toe'],
  ])('temperature %s, %s, is not', (code) => {
    expect(factsOf([observation(loinc(code), quantity(38.4, 'Cel'))])).toEqual([]);
  });

  test('a systolic pressure counts alone and as a component of the panel', () => {
    expect(factsOf([observation(loinc('8480-6'), quantity(88, 'mm[Hg]'))])).toEqual([['sbp-mmhg', 88]]);
    const component = [
      { code: loinc('8480-6'), ...quantity(88, 'mm[Hg]') },
      { code: loinc('8462-4'), ...quantity(50, 'mm[Hg]') },
    ];
    expect(factsOf([observation(loinc('85354-9'), { component })])).toEqual([['sbp-mmhg', 88]]);
  });

  test.each(['6301-6', '34714-6', '38875-1', '46418-0'])('%s is the INR', (code) => {
    expect(factsOf([observation(loinc(code), quantity(4.6, '{INR}'))])).toEqual([['inr', 4.6]]);
  });

  test.each(['6690-2', '26464-8', '804-5'])('%s is the white cell count', (code) => {
    expect(factsOf([observation(loinc(code), quantity(13.1, '10*3/uL'))])).toEqual([['wbc-g-l', 13.1]]);
  });
});

describe('a body structure that says its side', () => {
  test.each([
    ['62175007', 'R', 'right lower limb'],
    ['32153003', 'L', 'left lower limb'],
    ['4180000', 'B', 'both lower extremities'],
    ['11207009', 'R', 'right thigh'],
    ['22335008', 'L', 'left foot'],
    ['32696007', 'R', 'right lower leg'],
  ])('%s is side %s: %s', (code, side) => {
    const bodySite = snomed(code);
    expect(factsOf([observation(snomed('6077001'), { valueBoolean: true, bodySite })])).toEqual([
      ['foot-drop', true, side],
    ]);
  });

  test('it is a leg too, for a finding that needs one', () => {
    const weak = observation(snomed('26544005'), { valueBoolean: true, bodySite: snomed('62175007') });
    expect(factsOf([weak])).toEqual([['weakness-subjective', true, 'R']]);
  });

  test('the midline is no side', () => {
    const bodySite = snomed('399488007');
    expect(factsOf([observation(snomed('6077001'), { valueBoolean: true, bodySite })])).toEqual([
      ['foot-drop', true],
    ]);
  });
});

describe('a procedure by its everyday code', () => {
  test.each([
    ['302497006', 'dialysis', 90],
    ['70536003', 'transplant', 4000],
  ])('%s is %s', (code, id, days) => {
    expect(extracted([procedure(snomed(code), { performedDateTime: daysAgo(days) })]).input.cond).toContain(
      id,
    );
  });

  test('a dialysis long ago is none now', () => {
    const once = procedure(snomed('302497006'), { performedDateTime: daysAgo(91) });
    expect(extracted([once]).input.cond).not.toContain('dialysis');
  });
});

describe('a finding as the value of a question that names none', () => {
  const assertion = {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'ASSERTION' }],
  };
  const asked = (code: ReturnType<typeof loinc>, value: ReturnType<typeof loinc>, rest = {}) =>
    observation(code, { valueCodeableConcept: value, ...rest });

  test.each([
    ['symptom', loinc('75325-1')],
    ['chief complaint', loinc('8661-1')],
    ['chief complaint in words', loinc('10154-3')],
    ['physical findings', loinc('29545-1')],
    ['an assertion', assertion],
  ])('%s', (_name, code) => {
    expect(factsOf([asked(code, snomed('279039007'))])).toEqual([['low-back-pain', true]]);
  });

  test('it takes the side of its code and of its body site', () => {
    expect(factsOf([asked(loinc('75325-1'), snomed('287048003'))])).toEqual([['leg-pain', true, 'R']]);
    const left = { bodySite: snomed('32153003') };
    expect(factsOf([asked(loinc('75325-1'), snomed('10601006'), left)])).toEqual([['leg-pain', true, 'L']]);
  });

  test('a code and a body site of different legs name none', () => {
    const left = { bodySite: snomed('32153003') };
    const resource = asked(loinc('75325-1'), snomed('287048003'), left);
    expect(factsOf([resource])).toEqual([['leg-pain', true]]);
    expect(leftOutOf([resource])).toEqual(['N6 side-conflict']);
  });

  test('a code that needs a place is left out without one', () => {
    const resource = asked(loinc('75325-1'), snomed('26544005'));
    expect(factsOf([resource])).toEqual([]);
    expect(leftOutOf([resource])).toEqual(['N6 site-needed']);
  });

  test('our own code states it, a graded one does not', () => {
    expect(factsOf([asked(loinc('75325-1'), local('limb-cold'))])).toEqual([['limb-cold', true]]);
    expect(factsOf([asked(loinc('75325-1'), local('mrc-hip-flexion'))])).toEqual([]);
  });

  test('words are narrative, and a code of something else is counted', () => {
    const { input } = extracted([observation(loinc('8661-1'), { valueString: 'pain in the leg' })]);
    expect(input.facts).toEqual([]);
    expect(input.freetext).toBe(1);
    expect(factsOf([asked(loinc('8661-1'), snomed('25064002'))])).toEqual([]);
  });

  test('a red flag without a date is said to be unread', () => {
    const undated = asked(loinc('75325-1'), snomed('449813001'), { effectiveDateTime: undefined });
    const leg = observation(snomed('10601006'), { id: 'leg', valueBoolean: true });
    const { input } = extracted([leg, undated]);
    expect((input.holes ?? []).flatMap(({ about }) => about ?? [])).toContain('saddle-sensory-change');
  });
});

describe('a strength as it is written', () => {
  const strength = (rest: Record<string, unknown>) =>
    factsOf([observation(local('mrc-ankle-dorsiflexion'), rest)]);

  test.each([
    [{ valueString: '2/5' }, 2],
    [{ valueString: '4+' }, 4],
    [{ valueString: '4-/5' }, 4],
    [{ valueString: '3 / 5' }, 3],
    [{ valueString: 'IV/V' }, 4],
    [{ valueString: 'iii-/5' }, 3],
    [{ valueString: 'V' }, 5],
    [{ valueString: 'v/v' }, 5],
    [{ valueString: 'I/V' }, 1],
    [{ valueInteger: 3 }, 3],
    [{ valueRatio: { numerator: { value: 2 }, denominator: { value: 5 } } }, 2],
    [{ valueRatio: { numerator: { value: 2.5 }, denominator: { value: 5 } } }, 2],
  ])('%j is grade %i', (rest, grade) => {
    expect(strength(rest)).toEqual([['mrc-ankle-dorsiflexion', grade]]);
  });

  test.each([
    { valueString: '6/5' },
    { valueString: '4/10' },
    { valueString: 'VI/V' },
    { valueString: 'IIII' },
    { valueString: 'IV/X' },
    { valueString: 'v' },
    { valueString: 'i' },
    { valueString: 'iv' },
    { valueString: 'ii-' },
    { valueString: 'I' },
    { valueString: 'weak' },
    { valueString: '2-3' },
    { valueRatio: { numerator: { value: 2 }, denominator: { value: 10 } } },
  ])('%j is none', (rest) => {
    expect(strength(rest)).toEqual([]);
  });
});

describe('a reflex as it is written', () => {
  test.each([
    ['0', 'absent'],
    ['1+', 'reduced'],
    ['2+', 'normal'],
    ['3+/4', 'increased'],
    ['4+', 'clonus'],
  ])('%s is %s', (written, word) => {
    expect(factsOf([observation(local('reflex-achilles'), { valueString: written })])).toEqual([
      ['reflex-achilles', word],
    ]);
  });

  test.each(['5+', '2-3', 'brisk'])('%s is none', (written) => {
    expect(factsOf([observation(local('reflex-achilles'), { valueString: written })])).toEqual([]);
  });
});

describe('a drug that says something of the patient', () => {
  test.each([
    ['1013626', ['oestrogen'], 'ethinyl estradiol with drospirenone'],
    ['197388', ['immunosuppressed'], 'azathioprine by mouth'],
    ['105585', ['immunosuppressed'], 'methotrexate by mouth'],
    ['313782', [], 'paracetamol'],
  ])('%s is %j: %s', (code, held) => {
    expect(extracted([medication(code)]).input.cond).toEqual(held);
  });

  test('stopped, it says nothing', () => {
    expect(extracted([medication('1013626', { status: 'stopped' })]).input.cond).toEqual([]);
  });
});

describe('strength by a joint (D5)', () => {
  const strength = (site: string, value: object) =>
    observation(loinc('80322-1'), { bodySite: snomed(site), ...value });

  test.each([
    ['the left ankle, in writing', '51636004', { valueString: '2/5' }, ['mrc-ankle-dorsiflexion', 2, 'L']],
    ['the right knee, as a number', '6757004', { valueInteger: 3 }, ['mrc-knee-extension', 3, 'R']],
  ] as const)('%s', (_, site, value, fact) =>
    expect(
      extracted([strength(site, value)]).input.facts.map(({ id, value: v, side }) => [id, v, side]),
    ).toEqual([fact]),
  );

  test('a low strength of a leg of which nothing else is said is not read, and said', () =>
    expect(
      extracted([strength('32153003', { valueString: '2/5' }), finding('leg-pain', true, { id: 'o2' })])
        .holes,
    ).toContainEqual(expect.objectContaining({ about: ['mrc-ankle-dorsiflexion'] })));
});

test.each([
  ['Present', 'LA9633-4', true],
  ['Absent', 'LA9634-2', false],
  ['Positive', 'LA6576-8', true],
  ['Negative', 'LA6577-6', false],
])('the LOINC answer %s', (_, code, value) =>
  expect(
    extracted([observation(snomed('6077001'), { valueCodeableConcept: loinc(code) })]).input.facts,
  ).toMatchObject([{ id: 'foot-drop', value }]),
);

test('paraplegia of long standing lowers weakness of both legs, and palliative care scores', () =>
  expect(
    extracted([
      condition(snomed('60389000'), { onsetDateTime: '2020-01-01' }),
      condition(icd('Z51.5'), { id: 'c2' }),
    ]).input.cond,
  ).toEqual(expect.arrayContaining(['known-bilateral-deficit', 'palliative-care'])));

test.each([
  ['G83.12', {}, 'L'],
  ['G83.11', {}, 'R'],
  ['R29.898', { bodySite: [snomed('32153003')] }, 'L'],
  ['M62.81', { bodySite: [snomed('62175007')] }, 'R'],
])('%s is a weak leg (%j)', (code, rest, side) =>
  expect(extracted([condition(icd(code), rest)]).input.facts).toMatchObject([
    { id: 'weakness-subjective', value: true, side },
  ]),
);

test.each([['R29.898'], ['M62.81']])('%s without a leg is none', (code) =>
  expect(extracted([condition(icd(code))]).input.facts).toEqual([]),
);

const named = (code: string, display: string | undefined, words?: string) => ({
  coding: [{ ...icd(code).coding?.[0], ...(display && { display }) }],
  ...(words && { text: words }),
});

test.each([
  ['R29.898', 'Weakness of left lower extremity', undefined, 'L'],
  ['R29.898', 'Other symptoms and signs involving the musculoskeletal system', 'Right leg weakness', 'R'],
  ['R29.898', undefined, 'LLE weakness', 'L'],
  ['M62.81', 'Muscle weakness (generalized)', 'Bilateral leg weakness', 'B'],
  ['M62.81', 'Weakness of both lower extremities', undefined, 'B'],
  ['M62.81', 'Weakness of foot', undefined, undefined],
  ['R29.898', 'Weakness of right hand and left leg', undefined, undefined],
  ['R29.898', 'Left leg weakness, not otherwise specified', undefined, 'L'],
] as const)('%s, "%s", "%s" is a weak leg by its name', (code, display, words, side) => {
  const { facts } = extracted([condition(named(code, display, words))]).input;
  expect(facts).toMatchObject([{ id: 'weakness-subjective', value: true, ...(side && { side }) }]);
  expect(facts[0]?.side).toBe(side);
});

test.each([
  ['R29.898', 'Other symptoms and signs involving the musculoskeletal system', undefined],
  ['R29.898', 'Leg heaviness', undefined],
  ['R29.898', 'Weakness of left arm', undefined],
  ['R29.898', 'No weakness of leg', undefined],
  ['R29.898', 'Weakness of left leg', 'Leg weakness, resolved'],
  ['R29.898', 'History of leg weakness', undefined],
  ['R29.898', 'Back pain w/o leg weakness', undefined],
  ['R29.898', 'Leg weakness unlikely', undefined],
  ['R29.898', 'Left leg weakness', `Seen twice. ${'Came in by ambulance. '.repeat(6)} No leg weakness`],
  ['M62.81', 'Muscle weakness (generalized)', undefined],
  ['M62.81', undefined, `Muscle weakness. ${'Came in by ambulance. '.repeat(6)} Leg weakness`],
  ['M54.50', 'Left leg weakness', undefined],
] as const)('%s, "%s", "%s" names no weak leg', (code, display, words) =>
  expect(
    extracted([condition(named(code, display, words))]).input.facts.filter(
      ({ id }) => id === 'weakness-subjective',
    ),
  ).toEqual([]),
);

test('a body site that is no leg wins over the name', () =>
  expect(
    extracted([condition(named('R29.898', 'Left leg weakness'), { bodySite: [snomed('40983000')] })]).input
      .facts,
  ).toEqual([]));
