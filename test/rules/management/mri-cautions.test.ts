/** Every red-flag card that asks for an MRI minds the implant and the pregnancy that are on record. */
import { describe, expect, test } from 'vitest';
import type { VignetteChart } from '../../../rules/engine/rule.ts';
import { type Parts, partsOn } from '../parts.ts';

const card = (id: string, given: VignetteChart): Parts => {
  const found = partsOn({ age: 35, ...given }, id);
  if (!found) throw new Error(`${id} did not fire`);
  return found;
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
    const { limits } = card(id, { history: [...history, 'mri-contraindicated'], findings });
    expect(limits.join()).toMatch(/Implant on record: confirm it is MR-conditional/);
  });

  test('does not preselect an MRI then', () => {
    const { buttons } = card(id, { history: [...history, 'mri-contraindicated'], findings });
    expect(buttons.filter((one) => one.recommended && JSON.stringify(one.label).includes('mri'))).toEqual([]);
  });

  test('offers no gadolinium in pregnancy', () => {
    const { limits, buttons, summary } = card(id, { pregnant: true, history, findings });
    expect(limits.join()).toContain('MRI without gadolinium');
    const coded = JSON.stringify(buttons);
    expect(coded).not.toContain('24967-2');
    expect(coded).not.toContain('30855-1');
    expect(summary).not.toContain('with contrast');
  });

  test('says nothing of it otherwise', () => {
    expect(card(id, { history, findings }).limits).toEqual([]);
  });
});

test('an injection waits for the red flag', () => {
  const esi = (findings: VignetteChart['findings']) =>
    card('REC-24', { hook: 'order-sign', order: { type: 'ESI' }, findings });
  const fever = esi([
    ['low-back-pain', true],
    ['fever', true],
  ]);
  expect(fever.line).toBe('Look into the red flag first: no injection before that.');
  expect(fever.name).toBe('a red flag is on record');
  expect(esi([['leg-pain', true, 'L']]).text).not.toContain('red flag is on record');
});

test('an index is not asked for "exertional" pain that nobody recorded', () => {
  const cold: VignetteChart['findings'] = [
    ['leg-pain', true, 'L'],
    ['limb-cold', true, 'L'],
    ['acute-limb-onset', true, 'L'],
    ['pulses', 'normal', 'L'],
  ];
  expect(card('REC-14', { age: 67, findings: cold }).text).not.toMatch(/exertion|walking/);
});
