/** What a card says of a danger, in the words of whoever acts on it. */
import { describe, expect, test } from 'vitest';
import { type Given, inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { contentOf, type RecommendationId } from '../../../rules/management/index.ts';

const written = (id: RecommendationId, given: VignetteChart) => {
  const found = evaluate(inputOf(given)).fired.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} did not fire`);
  const { summary, lead, advice, notes = [], suggestions = [] } = contentOf(found);
  return {
    summary,
    text: [lead, ...advice, ...notes].map((line) => (typeof line === 'string' ? line : '')).join('\n'),
    offers: suggestions.map(({ label }) => label).join('\n'),
  };
};

const LEG: Given = ['leg-pain', true, 'L'];
const BACK: Given = ['low-back-pain', true];
const since = (days: number): Given => ['pain-onset-days', days];
const bothWeak: Given = ['weakness-subjective', true, 'B'];
const pulseless: readonly Given[] = [['limb-cold', true, 'L'], ['pulses', 'absent', 'L'], since(1)];

describe('summaries', () => {
  const rows: readonly (readonly [string, RecommendationId, VignetteChart, RegExp])[] = [
    [
      'an ischaemic leg',
      'REC-08',
      { findings: pulseless },
      /^Possible acute limb ischaemia: call emergency vascular team now$/,
    ],
    [
      'an injured leg that goes numb',
      'REC-08',
      { history: [['leg-injury-6w', 3, 'L']], findings: [['numbness', true, 'L']] },
      /^Possible compartment syndrome or arterial injury: same-day/,
    ],
    [
      'back pain with a known aneurysm',
      'REC-08',
      { history: ['aaa'], findings: [BACK] },
      /^Possible symptomatic aortic aneurysm: call the vascular team now, bedside aortic ultrasound/,
    ],
    [
      'ascending weakness without reflexes',
      'REC-03',
      { findings: [bothWeak, ['areflexia-legs', true], since(10)] },
      /may be Guillain-Barré, vital capacity and neurology now/,
    ],
    [
      'the same with retention is the cauda equina',
      'REC-03',
      { findings: [bothWeak, ['areflexia-legs', true], since(10), ['urinary-retention', true]] },
      /^Possible cauda equina syndrome/,
    ],
    [
      'a small child that limps',
      'REC-04',
      { age: 6, findings: [BACK, ['gait', 'antalgic']] },
      /^Child with back or leg pain and weakness or a changed gait: paediatric assessment today, MRI$/,
    ],
    [
      'injection drug use and back pain',
      'REC-05',
      { history: ['ivdu'], findings: [BACK] },
      /risk of spinal infection \(injection drug use\): CRP and ESR this week; MRI if raised or it goes on$/,
    ],
    [
      'influenza and back pain',
      'REC-05',
      { history: [['febrile-illness', 0]], findings: [BACK, ['fever', true]] },
      /reassess for spinal infection if the pain outlasts the fever/,
    ],
    [
      'new buttock pain on steroids',
      'REC-07',
      { history: ['chronic-steroids'], findings: [['buttock-pain', true, 'L'], since(9)] },
      /^Sacral or hip insufficiency fracture\?/,
    ],
    [
      'a hip that does not bear weight',
      'REC-07',
      {
        history: ['osteoporosis'],
        findings: [['groin-pain', true, 'L'], ['weight-bearing-refused', true, 'L'], since(1)],
      },
      /^Possible hip fracture without a fall .*hip film today, MRI when it is normal$/,
    ],
    [
      'a calf that nobody measured',
      'REC-09',
      { findings: [['calf-swollen', true, 'L']] },
      /^Possible deep vein thrombosis in the left leg: complete the Wells score today \(at least 0 so far\)$/,
    ],
    [
      'a Wells score counted from items',
      'REC-09',
      { history: ['previous-dvt'], findings: [['leg-swollen', true, 'L']] },
      /^Wells at least 2 in the left leg: DVT likely by score/,
    ],
    [
      'a swollen calf in pregnancy',
      'REC-09',
      { pregnant: true, findings: [['calf-swollen', true, 'L']] },
      /in pregnancy: duplex today, the Wells score does not decide$/,
    ],
    [
      'a treated thrombosis',
      'REC-09',
      { history: ['dvt-current'], drugs: ['anticoagulant'], findings: [] },
      /on record, anticoagulant on the list: check that the treatment goes on$/,
    ],
    [
      'a thrombosis without its drug',
      'REC-09',
      { history: ['dvt-current'], findings: [] },
      /no anticoagulant on the list: duplex within 4 h/,
    ],
    [
      'a hot hip',
      'REC-36',
      {
        age: 50,
        findings: [
          ['hip-pain', true, 'L'],
          ['temp-c', 38.4],
        ],
      },
      /^Possible septic hip \(fever\): same-day examination, CRP, ultrasound or aspiration$/,
    ],
    [
      'a femoral palsy on an anticoagulant',
      'REC-37',
      { drugs: ['anticoagulant'], findings: [['mrc-knee-extension', 3, 'L']] },
      /possible retroperitoneal haematoma, CT abdomen and pelvis today$/,
    ],
    [
      'both legs weak on an anticoagulant',
      'REC-37',
      { drugs: ['anticoagulant'], findings: [BACK, bothWeak] },
      /emergency MRI of the spine and CT now$/,
    ],
  ];

  test.each(rows)('%s (%s)', (_, id, given, expected) => {
    expect(written(id, given).summary).toMatch(expected);
  });
});

describe('the text', () => {
  const rows: readonly (readonly [string, RecommendationId, VignetteChart, RegExp])[] = [
    [
      'a pulse that nobody felt',
      'REC-08',
      {
        findings: [
          ['acute-limb-onset', true, 'L'],
          ['limb-cold', true, 'L'],
        ],
      },
      /check by Doppler now/,
    ],
    [
      'known arterial disease',
      'REC-08',
      {
        history: ['pad'],
        findings: [
          ['limb-cold', true, 'L'],
          ['pulses', 'absent', 'L'],
        ],
      },
      /acute on chronic\?/,
    ],
    [
      'a foot ulcer',
      'REC-08',
      { history: ['pad'], findings: [['foot-ulcer', true, 'L']] },
      /chronic limb-threatening ischaemia/,
    ],
    ['an ischaemic leg', 'REC-08', { findings: pulseless }, /no lumbar MRI for that leg/],
    [
      'an aneurysm',
      'REC-08',
      { history: ['aaa'], findings: [BACK] },
      /normal blood pressure excludes nothing/,
    ],
    [
      'ascending weakness',
      'REC-03',
      { findings: [bothWeak, ['areflexia-legs', true], since(10)] },
      /one in five needs ventilation.*20 mL\/kg/,
    ],
    [
      'new weakness beside a documented deficit',
      'REC-03',
      { history: ['known-bilateral-deficit'], findings: [bothWeak, since(5)] },
      /is on record: ask what is new or worse than before/,
    ],
    [
      'groin pain on dialysis',
      'REC-05',
      { history: ['dialysis'], findings: [['groin-pain', true, 'L']] },
      /psoas abscess/,
    ],
    ['diabetes', 'REC-05', { history: ['ivdu', 'diabetes'], findings: [BACK] }, /Diabetes is on record/],
    [
      'oestrogen',
      'REC-09',
      { history: ['oestrogen'], findings: [['calf-swollen', true, 'L']] },
      /Oestrogen therapy raises the risk/,
    ],
    [
      'a calf that nobody measured',
      'REC-09',
      { findings: [['calf-swollen', true, 'L']] },
      /Measure both calves: 3 cm/,
    ],
    [
      'a child’s hip',
      'REC-36',
      {
        age: 5,
        findings: [
          ['weight-bearing-refused', true, 'L'],
          ['temp-c', 38.6],
          ['esr-mm-h', 40],
          ['wbc-g-l', 12.1],
        ],
      },
      /4 of 4: temperature above 38\.5 °C, not weight bearing, ESR of 40 mm\/h or more and white cells above 12/,
    ],
    [
      'a child’s hip at the limits',
      'REC-36',
      {
        age: 5,
        findings: [
          ['hip-pain', true, 'L'],
          ['temp-c', 38.5],
          ['esr-mm-h', 39],
          ['wbc-g-l', 12],
        ],
      },
      /None of Kocher’s criteria is on record; that does not exclude it/,
    ],
    [
      'a haematoma',
      'REC-37',
      { drugs: ['anticoagulant'], findings: [['mrc-hip-flexion', 3, 'L']] },
      /lumbar MRI alone does not exclude/,
    ],
    [
      'buttock pain at 70',
      'REC-01',
      { age: 70, findings: [['buttock-pain', true, 'L']] },
      /A fracture needs no fall at this age/,
    ],
    [
      'buttock pain on a steroid',
      'REC-01',
      { age: 60, drugs: ['oral-steroid'], findings: [['buttock-pain', true, 'L']] },
      /A fracture needs no fall/,
    ],
    [
      'a foot that is weak below an injury',
      'REC-01',
      { age: 40, history: [['leg-injury-6w', 9, 'L']], findings: [LEG, ['mrc-ankle-dorsiflexion', 4, 'L']] },
      /compare strength above the injury; check the fibular nerve, the pulses and the compartments/,
    ],
  ];

  test.each(rows)('of %s (%s)', (_, id, given, expected) => {
    expect(written(id, given).text).toMatch(expected);
  });

  test('of an adult’s hip names no criteria for children', () =>
    expect(
      written('REC-36', {
        age: 50,
        findings: [
          ['hip-pain', true, 'L'],
          ['temp-c', 38.4],
        ],
      }).text,
    ).not.toContain('Kocher'));

  test('of buttock pain at 69 says nothing of a fracture', () =>
    expect(written('REC-01', { age: 69, findings: [['buttock-pain', true, 'L']] }).text).not.toContain(
      'fracture',
    ));
});

describe('what is offered', () => {
  test('for an ischaemic leg is no imaging of the lumbar spine', () => {
    const { fired } = evaluate(inputOf({ findings: [...pulseless, ['mrc-ankle-dorsiflexion', 0, 'L']] }));
    const offers = fired.flatMap((one) => (contentOf(one).suggestions ?? []).map(({ label }) => label));
    expect(offers.filter((label) => /MRI|lumbar/i.test(label))).toEqual([]);
  });

  test('for a treated thrombosis is no duplex', () =>
    expect(
      written('REC-09', {
        history: ['dvt-current'],
        drugs: ['anticoagulant'],
        findings: [['leg-swollen', true, 'L']],
      }).offers,
    ).toBe(''));

  test('for a thrombosis without its drug is a duplex', () =>
    expect(written('REC-09', { history: ['dvt-current'], findings: [] }).offers).toContain('duplex'));
});

test('what was normal before the episode began is not named against a danger', () => {
  const against = (days: number) => {
    const { fired } = evaluate(
      inputOf({
        findings: [BACK, ['crp-esr-raised', true], since(3), ['night-sweats', false, undefined, days]],
      }),
    );
    const found = fired.find((one) => one.id === 'REC-05');
    return found && contentOf(found).against?.map(({ words }) => words);
  };
  expect(against(3)).toContain('no night sweats');
  expect(against(4)).not.toContain('no night sweats');
});
