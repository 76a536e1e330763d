/**
 * What a card says first and what it never says: the right place, the right time, and no comfort while a danger is
 * open. Each row is a kind of chart, not a case.
 */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import { caudaEquinaQuestions } from '../../rules/terms/documentation.ts';
import { movements } from '../../rules/terms/leg.ts';
import { cardsOf } from './compose.ts';

const visit = (given: VignetteChart) => cardsOf(inputOf({ hook: 'patient-view', ...given }));
const textOf = (given: VignetteChart): string =>
  visit(given)
    .map(({ summary, detail = '' }) => `${summary}\n${detail}`)
    .join('\n');

const denied = caudaEquinaQuestions.map((id) => [id, false] as const);

describe('weakness of both legs', () => {
  const weak: readonly VignetteChart['findings'][] = [
    ...movements.map((id) => [[id, 1, 'B'] as const]),
    [['foot-drop', true, 'B']],
    [['heel-walk-unable', true, 'B']],
    [['weakness-subjective', true, 'B']],
    [
      ['mrc-hip-flexion', 1, 'L'],
      ['mrc-hip-flexion', 4, 'R'],
    ],
  ];
  const beside: readonly VignetteChart['findings'][] = [
    [],
    [['progressive-weakness', true, 'B']],
    [['saddle-sensory-change', true]],
    [['hyperreflexia', true, 'B']],
    [
      ['low-back-pain', true],
      ['temp-c', 39.1],
    ],
    [['pain-onset-days', 40]],
  ];
  const charts = weak.flatMap((one) => beside.map((other) => [...(one ?? []), ...(other ?? [])]));

  test('is never said of one side, nor given to a root of one side', () => {
    const wrong = charts
      .map((findings) => textOf({ age: 52, findings }))
      .filter((text) => /\b(?:left|right) (?:foot drop|leg weakness|leg feels)|\bfits L[2-5]/i.test(text));
    expect(wrong).toEqual([]);
  });
});

describe('an MRI that is being signed', () => {
  const order = { type: 'MRI-L-WO', draftRef: 'ServiceRequest/d1' } as const;
  const signed = (findings: VignetteChart['findings']) => {
    const [card] = cardsOf({ ...inputOf({ hook: 'order-sign', age: 47, findings }), order });
    const labels = (card?.suggestions ?? []).map(({ label }) => label);
    return { text: `${card?.summary}\n${card?.detail}`, first: labels[0], labels };
  };
  const pain = [
    ['leg-pain', true, 'R'],
    ['pain-onset-days', 12],
  ] as const;

  test('is not called early while the cauda equina questions are open', () => {
    const { text, first } = signed([...pain]);
    expect(text).toMatch(/danger signs not asked \(9 of 9 open\): ask first/);
    expect(text).not.toMatch(/no red flag|no indication/i);
    expect(first).toBe('Send the patient form');
  });

  test('waits for nothing while an old danger was never asked again', () => {
    const { text, first } = signed([
      ...pain,
      ...denied.slice(1),
      ['saddle-sensory-change', true, undefined, 90],
    ]);
    expect(text).toMatch(/saddle numbness 90 days ago, not asked again since: re-check it before waiting/);
    expect(text.match(/saddle numbness/g)).toHaveLength(1);
    expect(text).not.toMatch(/no red flag|no indication/i);
    expect(first).not.toMatch(/Remove/);
  });

  test('may wait once all of them were denied', () => {
    const { text, first } = signed([...pain, ...denied]);
    expect(text).toMatch(/no indication recorded: wait, or record why/);
    expect(first).toBe('Remove MRI lumbar spine');
  });
});

describe('an NSAID from 20 weeks of pregnancy', () => {
  const naproxen = (weeks: number) =>
    cardsOf({
      ...inputOf({ hook: 'order-sign', age: 31, pregnant: true, weeks, findings: [] }),
      order: { drug: 'nsaid', draftRef: 'MedicationRequest/d1' },
    })[0];

  test.each([22, 27, 33])('at %i weeks is to be avoided, and no laboratory is asked for', (weeks) => {
    const card = naproxen(weeks);
    expect(card?.summary).toMatch(/avoid, use acetaminophen/);
    expect(card?.detail).not.toMatch(/Consider|eGFR/);
  });
});

describe('what leads', () => {
  const referredPain: VignetteChart = {
    age: 49,
    findings: [
      ['low-back-pain', true],
      ['leg-pain', true, 'R'],
      ['pain-dominance', 'back'],
      ['pain-quality', ['dull', 'aching'], 'R'],
      ['pain-path', ['buttock', 'posterior-thigh'], 'R'],
      ['slr', false, 'R'],
      ['mrc-knee-extension', 5, 'R'],
      ['reflex-achilles', 'normal', 'R'],
    ],
  };
  const rows: readonly (readonly [string, VignetteChart, RegExp])[] = [
    [
      'a foot that drops, nothing else recorded: the cause is open',
      { age: 58, findings: [['foot-drop', true, 'R']] },
      /^Right foot drop, cause open \(root, nerve or brain\)/,
    ],
    [
      'a foot that drops with back pain and weak inversion: the root',
      {
        age: 58,
        findings: [
          ['mrc-ankle-dorsiflexion', 3, 'R'],
          ['mrc-ankle-inversion', 4, 'R'],
          ['low-back-pain', true],
        ],
      },
      /^Right foot drop \(3\/5\), fits L5/,
    ],
    [
      'weakness that gets worse on an anticoagulant: the bleeding',
      {
        age: 77,
        drugs: ['anticoagulant'],
        findings: [
          ['mrc-hip-flexion', 1, 'L'],
          ['progressive-weakness', true, 'L'],
          ['inr', 5.1],
        ],
      },
      /^Possible left retroperitoneal haematoma, getting worse: CT abdomen/,
    ],
    [
      'an artery whose index is known and low: its treatment',
      {
        age: 66,
        findings: [
          ['leg-pain', true, 'R'],
          ['pain-path', ['posterior-calf'], 'R'],
          ['pain-aggravating', ['walking'], 'R'],
          ['pain-relieving', ['standing-still'], 'R'],
          ['abi', 0.58, 'R'],
          ['pulses', 'absent', 'R'],
          ['pain-onset-days', 200],
        ],
      },
      /vascular claudication: vascular risk treatment and walking exercise/,
    ],
    [
      'back pain felt in one leg: its side, and what to do about it',
      referredPain,
      /^Right leg pain, (?:likely|possible) disc-related referred pain: keep active/,
    ],
    [
      'cancer and pain that no rest eases at night: within a week',
      {
        age: 66,
        history: ['cancer-history'],
        findings: [
          ['low-back-pain', true],
          ['night-pain-unremitting', true],
        ],
      },
      /spine MRI within 1 week/,
    ],
    [
      'cancer and a weak leg: within a day',
      {
        age: 66,
        history: ['cancer-history'],
        findings: [
          ['low-back-pain', true],
          ['mrc-knee-extension', 4, 'L'],
        ],
      },
      /spine MRI within 24 h/,
    ],
    [
      'ascending weakness: who treats it, and the whole spine',
      {
        age: 35,
        findings: [
          ['weakness-subjective', true, 'B'],
          ['areflexia-legs', true],
          ['pain-onset-days', 6],
        ],
      },
      /may be Guillain-Barré/,
    ],
  ];
  test.each(rows)('%s', (_, given, summary) => {
    expect(visit(given)[0]?.summary).toMatch(summary);
  });

  test('the open questions stand below it', () => {
    const [card] = visit(referredPain);
    expect(card?.detail).toMatch(/Next: 9 cauda equina questions are open/);
  });
});

describe('weakness that no root makes', () => {
  const drop: VignetteChart['findings'] = [
    ['mrc-ankle-dorsiflexion', 2, 'L'],
    ['leg-pain', false, 'L'],
    ['low-back-pain', false],
  ];
  const card = (findings: VignetteChart['findings']) => visit({ age: 78, findings })[0];
  const stroke = /stroke team, brain imaging now|Stroke team and brain imaging now/;

  test.each<[string, VignetteChart['findings'], boolean]>([
    ['painless, for four days', [...drop, ['pain-onset-days', 4]], true],
    ['painless, nobody says since when', drop, true],
    ['painless, for eight days', [...drop, ['pain-onset-days', 8]], false],
    ['painless, bit by bit', [...drop, ['pain-onset-speed', 'gradual']], false],
    [
      'with leg pain',
      [
        ['mrc-ankle-dorsiflexion', 2, 'L'],
        ['leg-pain', true, 'L'],
        ['pain-onset-days', 1],
      ],
      false,
    ],
    [
      'with a weak arm, whatever hurts',
      [
        ['mrc-knee-extension', 2, 'L'],
        ['low-back-pain', true],
        ['arms-face-or-breathing-weak', true],
      ],
      true,
    ],
    [
      'sudden and painless, upgoing toe',
      [
        ['weakness-subjective', true, 'L'],
        ['babinski', true, 'L'],
        ['pain-onset-speed', 'sudden'],
      ],
      true,
    ],
    [
      'of both legs with weak arms: not one side',
      [
        ['weakness-subjective', true, 'B'],
        ['babinski', true, 'L'],
        ['arms-face-or-breathing-weak', true],
      ],
      false,
    ],
  ])('%s: the first line names the stroke team: %#', (_, findings, expected) => {
    expect(stroke.test(card(findings)?.detail?.split('\n')[0] ?? '')).toBe(expected);
  });

  test('a stroke that shows offers the emergency department first', () => {
    const found = card([
      ['mrc-knee-extension', 2, 'L'],
      ['arms-face-or-breathing-weak', true],
    ]);
    expect(found?.suggestions?.[0]?.label).toBe('Emergency department referral (stat)');
    expect(found?.source.label).toMatch(/NG127/);
  });

  test.each<[string, VignetteChart['findings'], boolean]>([
    [
      'worse, brisk reflexes',
      [
        ['hyperreflexia', true, 'B'],
        ['progressive-weakness', true, 'B'],
      ],
      true,
    ],
    [
      'worse, no reflex recorded',
      [
        ['progressive-weakness', true, 'B'],
        ['low-back-pain', false],
      ],
      true,
    ],
    ['brisk reflexes alone', [['hyperreflexia', true, 'B']], false],
    [
      'worse, numb',
      [
        ['hyperreflexia', true, 'B'],
        ['progressive-weakness', true, 'B'],
        ['numbness', true, 'L'],
      ],
      false,
    ],
    [
      'worse, with leg pain',
      [
        ['hyperreflexia', true, 'B'],
        ['progressive-weakness', true, 'B'],
        ['leg-pain', true, 'L'],
      ],
      false,
    ],
  ])('drop feet, %s: motor neurone disease is named: %#', (_, findings, expected) => {
    const text = visit({ age: 70, findings: [['foot-drop', true, 'B'], ...(findings ?? [])] })
      .map(({ detail }) => detail)
      .join();
    expect(/motor neurone disease/.test(text)).toBe(expected);
  });
});

describe('an old cauda equina sign that nobody asked about again', () => {
  const old: VignetteChart['findings'] = [
    ['leg-pain', true, 'L'],
    ['saddle-sensory-change', true, undefined, 120],
  ];

  test('is asked again before anything else, in the summary and the first line', () => {
    const [card] = visit({ age: 47, findings: old });
    expect(card?.summary).toMatch(/ask again: saddle numbness 120 days ago/);
    expect(card?.detail).toMatch(/^\*\*Check this again now; then examine\./);
  });

  test('is asked no more once it was denied', () => {
    const [card] = visit({ age: 47, findings: [...old, ['saddle-sensory-change', false]] });
    expect(card?.summary).not.toMatch(/ask again/);
  });
});

describe('infection with a deficit', () => {
  const card = (findings: VignetteChart['findings']) =>
    visit({ age: 63, findings: [['low-back-pain', true], ['temp-c', 38.9], ...(findings ?? [])] })[0];

  test('has cultures first and antibiotics without delay', () => {
    const found = visit({
      age: 63,
      findings: [
        ['low-back-pain', true],
        ['temp-c', 38.9],
        ['mrc-knee-extension', 4, 'L'],
      ],
    }).find(({ source }) => source.topic?.code === 'REC05');
    expect(found?.detail).toMatch(/blood cultures.*then antibiotics at once/);
    expect(found?.suggestions?.[0]?.label).toBe('Blood cultures (two sets)');
  });
  test('without one the cultures come before antibiotics', () => {
    expect(card([])?.detail).toMatch(/blood cultures.*before antibiotics/);
  });
  test('says the marker by its value', () => {
    expect(
      card([
        ['crp-mg-l', 134],
        ['crp-esr-raised', true],
      ])?.summary,
    ).toMatch(/CRP 134/);
  });
  test('thinks of the psoas where it hurts there, and nowhere else', () => {
    const host = { age: 63, history: ['ivdu'] } as const;
    const psoas = /psoas/;
    expect(textOf({ ...host, findings: [['low-back-pain', true]] })).not.toMatch(psoas);
    expect(textOf({ ...host, findings: [['abdominal-flank-pain', true]] })).toMatch(psoas);
  });
});

describe('leg pain in pregnancy', () => {
  test.each<[string, VignetteChart['findings'], boolean]>([
    ['nobody asked about swelling', [], true],
    ['no swelling', [['leg-swollen', false, 'L']], false],
    ['no swollen calf', [['calf-swollen', false, 'L']], false],
  ])('%s: says when a clot is looked for: %s', (_, findings, expected) => {
    const text = visit({
      age: 30,
      pregnant: true,
      weeks: 24,
      findings: [['leg-pain', true, 'L'], ...(findings ?? [])],
    })
      .map(({ detail }) => detail)
      .join();
    expect(text.includes('a swollen leg in pregnancy: duplex without delay')).toBe(expected);
  });
});
