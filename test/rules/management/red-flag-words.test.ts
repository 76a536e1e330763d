/** What a card says of a danger, in the words of whoever acts on it. */
import { describe, expect, test } from 'vitest';
import { type Given, inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { contributionsOf, type RecommendationId } from '../../../rules/management/index.ts';
import { plainIn } from '../../../rules/management/wording/language.ts';
import { partsOn } from '../parts.ts';

const written = (id: RecommendationId, given: VignetteChart) => {
  const parts = partsOn(given, id);
  if (parts === undefined) throw new Error(`${id} did not fire`);
  return { summary: parts.summary, text: parts.text, offers: parts.labels.join('\n') };
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
      /^Possible acute limb ischaemia, left: vascular team now$/,
    ],
    [
      'an injured leg that goes numb',
      'REC-08',
      { history: [['leg-injury-6w', 3, 'L']], findings: [['numbness', true, 'L']] },
      /^Possible compartment syndrome or arterial injury: vascular assessment today/,
    ],
    [
      'back pain with a known aneurysm',
      'REC-08',
      { history: ['aaa'], findings: [BACK] },
      /^Possible symptomatic aortic aneurysm: vascular team now, aortic ultrasound or CTA/,
    ],
    [
      'ascending weakness without reflexes',
      'REC-03',
      { findings: [bothWeak, ['areflexia-legs', true], since(10)] },
      /may be Guillain-Barré: vital capacity and neurology now/,
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
      /^Child: changed gait: paediatric assessment today, MRI$/,
    ],
    [
      'injection drug use and back pain',
      'REC-05',
      { history: ['ivdu'], findings: [BACK] },
      /^Possible spinal infection: CRP and ESR this week$/,
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
      /^Possible insufficiency fracture of sacrum or hip: film/,
    ],
    [
      'a hip that does not bear weight',
      'REC-07',
      {
        history: ['osteoporosis'],
        findings: [['groin-pain', true, 'L'], ['weight-bearing-refused', true, 'L'], since(1)],
      },
      /^Possible hip fracture without a fall: hip film today, MRI if normal$/,
    ],
    [
      'a hip that was found broken',
      'REC-07',
      { history: [['hip-fracture', 3, 'L']], findings: [['leg-pain', true, 'L']] },
      /^Fracture of hip, pelvis or femur on record: film and orthopaedics today$/,
    ],
    [
      'a broken hip beside a cauda equina sign and a fall that hurt the back',
      'REC-07',
      {
        age: 74,
        history: [['hip-fracture', 1, 'L']],
        findings: [BACK, ['minor-trauma', true], ['groin-pain', true, 'L'], ['urinary-retention', true]],
      },
      /^Possible vertebral fracture.*: CT now/,
    ],
    [
      'a calf that nobody measured',
      'REC-09',
      { findings: [['calf-swollen', true, 'L']] },
      /^Possible deep vein thrombosis, left leg \(Wells not complete\): complete the Wells score today$/,
    ],
    [
      'a Wells score counted from items',
      'REC-09',
      { history: ['previous-dvt'], findings: [['leg-swollen', true, 'L']] },
      /^Possible deep vein thrombosis, left leg \(Wells at least 2\): duplex within 4 h/,
    ],
    [
      'a swollen calf in pregnancy',
      'REC-09',
      { pregnant: true, findings: [['calf-swollen', true, 'L']] },
      /^Possible deep vein thrombosis, left leg .*: duplex within 4 h$/,
    ],
    [
      'a treated thrombosis',
      'REC-09',
      { history: ['dvt-current'], drugs: ['anticoagulant'], findings: [] },
      /on record, anticoagulant on the list: check that treatment goes on$/,
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
      /^Possible septic hip: hip examination, CRP, ultrasound today$/,
    ],
    [
      'a femoral palsy on an anticoagulant',
      'REC-37',
      { drugs: ['anticoagulant'], findings: [['mrc-knee-extension', 3, 'L']] },
      /^Possible left retroperitoneal haematoma: CT abdomen and pelvis today/,
    ],
    [
      'both legs weak on an anticoagulant',
      'REC-37',
      { drugs: ['anticoagulant'], findings: [BACK, bothWeak] },
      /emergency spine MRI and CT now$/,
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
      /Examine the pulses now/,
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
      /limb-threatening ischaemia/,
    ],
    ['an ischaemic leg', 'REC-08', { findings: pulseless }, /no lumbar MRI for that leg/],
    [
      'severe weakness of a leg with an ulcer',
      'REC-08',
      {
        history: ['pad'],
        findings: [
          ['foot-ulcer', true, 'L'],
          ['mrc-ankle-dorsiflexion', 2, 'L'],
        ],
      },
      /with leg weakness . vascular team now.*dorsiflexion 2\/5.*weakness that stays means MRI and spine team/,
    ],
    [
      'brisk reflexes with weakness of both legs',
      'REC-10',
      { findings: [bothWeak, ['hyperreflexia', true, 'B'], ['progressive-weakness', true, 'B']] },
      /saddle sensation/,
    ],
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
      /20 mL\/kg.*one in five needs ventilation/,
    ],
    [
      'new weakness beside a documented deficit',
      'REC-03',
      { history: ['known-bilateral-deficit'], findings: [bothWeak, since(5)] },
      /is long-standing: ask what is new or worse/,
    ],
    [
      'groin pain on dialysis',
      'REC-05',
      { history: ['dialysis'], findings: [['groin-pain', true, 'L']] },
      /psoas abscess/,
    ],
    [
      'diabetes',
      'REC-05',
      { history: ['ivdu', 'diabetes'], findings: [BACK] },
      /diabetes makes an infection more likely/,
    ],
    [
      'oestrogen',
      'REC-09',
      { history: ['oestrogen'], findings: [['calf-swollen', true, 'L']] },
      /oestrogen raises the risk/,
    ],
    [
      'a calf that nobody measured',
      'REC-09',
      { findings: [['calf-swollen', true, 'L']] },
      /measure both calves: 3 cm/,
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
      /4 of 4 Kocher criteria/,
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
      /none of Kocher’s criteria is on record; that does not exclude it/,
    ],
    [
      'a haematoma',
      'REC-37',
      { drugs: ['anticoagulant'], findings: [['mrc-hip-flexion', 4, 'L']] },
      /lumbar MRI alone misses/,
    ],
    [
      'a haematoma that explains severe weakness',
      'REC-37',
      { drugs: ['anticoagulant'], findings: [['mrc-hip-flexion', 3, 'L']] },
      /if the CT is clear: lumbar MRI and spine team the same day/,
    ],
    [
      'buttock pain at 70',
      'REC-01',
      { age: 70, findings: [['buttock-pain', true, 'L']] },
      /a fracture needs no fall/,
    ],
    [
      'buttock pain on a steroid',
      'REC-01',
      { age: 60, drugs: ['oral-steroid'], findings: [['buttock-pain', true, 'L']] },
      /a fracture needs no fall/,
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

test('of a swollen calf in pregnancy says that the score decides nothing', () =>
  expect(written('REC-09', { pregnant: true, findings: [['calf-swollen', true, 'L']] }).text).toMatch(
    /in pregnancy .*the score decides nothing/,
  ));

describe('what is offered', () => {
  test('for an ischaemic leg is no imaging of the lumbar spine', () => {
    const { fired } = evaluate(inputOf({ findings: [...pulseless, ['mrc-ankle-dorsiflexion', 0, 'L']] }));
    const offers = fired.flatMap((one) =>
      contributionsOf(one).flatMap(({ buttons = [] }) => buttons.map(({ label }) => plainIn(label))),
    );
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
