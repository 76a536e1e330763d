/** Every red-flag card that asks for an MRI minds the implant and the pregnancy that are on record. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { contentOf } from '../../../rules/management/index.ts';

const card = (id: string, given: VignetteChart) => {
  const found = evaluate(inputOf({ age: 35, ...given })).fired.find((one) => one.id === id);
  if (!found) throw new Error(`${id} did not fire`);
  return contentOf(found);
};

const emergencies: [string, VignetteChart['findings'], VignetteChart['history']][] = [
  ['REC-03', [['saddle-sensory-change', true]], []],
  ['REC-04', [['mrc-ankle-dorsiflexion', 2, 'L']], []],
  [
    'REC-05',
    [
      ['low-back-pain', true],
      ['fever', true],
      ['foot-drop', true, 'L'],
    ],
    [],
  ],
  ['REC-06', [['low-back-pain', true]], ['cancer-history']],
  ['REC-10', [['babinski', true, 'L']], []],
];

describe.each(emergencies)('%s', (id, findings, history = []) => {
  test('says that an implant is on record', () => {
    const { limits = [] } = card(id, { history: [...history, 'mri-contraindicated'], findings });
    expect(limits.join()).toMatch(/Device or implant on record: confirm that it is MR-conditional/);
  });

  test('does not preselect an MRI then', () => {
    const { suggestions = [] } = card(id, { history: [...history, 'mri-contraindicated'], findings });
    expect(suggestions.filter(({ label, recommended }) => recommended && /MRI/.test(label))).toEqual([]);
  });

  test('offers no gadolinium in pregnancy', () => {
    const { limits = [], suggestions = [], summary } = card(id, { pregnant: true, history, findings });
    expect(limits.join()).toContain('MRI without gadolinium is preferred');
    const coded = JSON.stringify(suggestions);
    expect(coded).not.toContain('24967-2');
    expect(coded).not.toContain('30855-1');
    expect(summary).not.toContain('with contrast');
  });

  test('says nothing of it otherwise', () => {
    expect(card(id, { history, findings }).limits ?? []).toEqual([]);
  });
});

test('an injection waits for the red flag', () => {
  const esi = (findings: VignetteChart['findings']) =>
    card('REC-24', { hook: 'order-sign', order: { type: 'ESI' }, findings });
  const fever = esi([
    ['low-back-pain', true],
    ['fever', true],
  ]);
  expect(fever.lead).toBe('Look into the red flag first: no injection before that.');
  expect(fever.advice[0]).toMatch(/^A red flag is on record/);
  expect(esi([['leg-pain', true, 'L']]).advice.join()).not.toContain('red flag is on record');
});

test('an index is not asked for "exertional" pain that nobody recorded', () => {
  const cold: VignetteChart['findings'] = [
    ['leg-pain', true, 'L'],
    ['limb-cold', true, 'L'],
    ['acute-limb-onset', true, 'L'],
    ['pulses', 'normal', 'L'],
  ];
  expect(card('REC-14', { age: 67, findings: cold }).summary).toMatch(/^Leg symptoms with vascular features/);
});
