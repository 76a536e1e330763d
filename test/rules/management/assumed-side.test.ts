/** N6: what was recorded without a side is put on the leg that all else is on. No order, code or name rests on that. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { type Parts, partsIn } from '../parts.ts';

const fired = (findings: VignetteChart['findings'], given: Omit<VignetteChart, 'findings'> = {}) =>
  evaluate(inputOf({ hook: 'patient-view', age: 45, ...given, findings })).fired;
const content = (
  id: string,
  findings: VignetteChart['findings'],
  given: Omit<VignetteChart, 'findings'> = {},
): Parts => {
  const found = partsIn(fired(findings, given), id);
  if (found === undefined) throw new Error(`${id} did not fire`);
  return found;
};
/** The resources that a card would write into the chart, and the labels of its buttons. */
const offers = ({ buttons }: Parts): string => JSON.stringify(buttons);

describe('REC-09, a Wells score', () => {
  const pain: VignetteChart['findings'][number] = ['leg-pain', true, 'L'];

  test('with its side: the order has it', () => {
    const { name, labels, buttons } = content('REC-09', [pain, ['wells-score', 3, 'L']]);
    expect(name).toBe('Possible deep vein thrombosis, left leg (Wells 3)');
    expect(labels).toEqual(['Leg vein duplex, left']);
    expect(buttons).toMatchObject([{ side: 'left' }]);
  });

  test.each<[string, VignetteChart['findings']]>([
    ['beside a painful left leg', [pain, ['wells-score', 3]]],
    [
      'beside two painful legs',
      [
        ['leg-pain', true, 'B'],
        ['wells-score', 3],
      ],
    ],
    ['beside nothing', [['wells-score', 3]]],
  ])('without a side, %s: nobody scans the leg that was guessed', (_, findings) => {
    const found = content('REC-09', findings);
    expect(found.name).toBe('Possible deep vein thrombosis, side not recorded (Wells 3)');
    expect(found.labels).toEqual(['Leg vein duplex, name the leg']);
    expect(offers(found)).not.toMatch(/left|right/);
  });

  test('of one leg and of no leg are both told', () => {
    const { name, labels } = content('REC-09', [
      ['leg-pain', true, 'B'],
      ['wells-score', 2, 'L'],
      ['wells-score', 4],
    ]);
    expect(name).toContain('side not recorded (Wells 4)');
    expect(labels).toEqual(['Leg vein duplex, left', 'Leg vein duplex, name the leg']);
  });
});

describe('a root', () => {
  const signs = (side?: 'L'): VignetteChart['findings'] => [
    ['leg-pain', true, 'L'],
    ['pain-path', ['lateral-leg', 'dorsal-foot'], 'L'],
    ['pain-quality', ['shooting'], 'L'],
    ['slr', true, 'L'],
    ['mrc-great-toe-extension', 4, side],
    ['sens-dorsal-foot', 'reduced', side],
    ['mrc-hip-abduction', 4, side],
  ];
  const named = (findings: VignetteChart['findings']) => content('REC-12', findings).name;

  test('whose signs have a side is named with it', () => {
    expect(named(signs('L'))).toMatch(/left L5 radiculopathy/);
  });

  test('whose signs have none is not', () => {
    const unsided: VignetteChart['findings'] = [
      ['leg-pain', true, 'L'],
      ['pain-quality', ['shooting'], 'L'],
      ...signs().slice(4),
    ];
    expect(named(unsided)).toMatch(/L5 radiculopathy/);
    expect(named(unsided)).not.toContain('left');
    expect(content('REC-11', unsided).but).toContain('a sign without a side was taken to be left');
  });

  test('at several levels is not either', () => {
    const levels: VignetteChart['findings'] = [
      ['mrc-hip-flexion', 3],
      ['reflex-patellar', 'absent'],
      ['mrc-knee-extension', 3],
      ['mrc-ankle-plantarflexion', 3],
      ['reflex-achilles', 'absent'],
      ['sens-lateral-foot', 'reduced'],
    ];
    const painful: VignetteChart['findings'] = [
      ['leg-pain', true, 'L'],
      ['pain-quality', ['shooting'], 'L'],
      ['pain-dominance', 'leg'],
    ];
    const found = content('REC-12', [...painful, ...levels]);
    expect(found.name).toMatch(/signs at .*more than one level/);
    expect(found.name).not.toContain('left');
    expect(content('REC-11', [...painful, ...levels]).line).toMatch(/^Do not assume one level/);
  });
});

describe('a cause', () => {
  const piriformis = (side?: 'R'): VignetteChart['findings'] => [
    ['reflex-achilles', 'normal', 'R'],
    ['buttock-pain', true, side],
    ['leg-pain', true, side],
    ['pain-path', ['buttock', 'posterior-thigh'], side],
    ['pain-quality', ['aching'], side],
    ['low-back-pain', false],
    ['pain-aggravating', ['sitting'], side],
    ['sciatic-notch-tender', true, side],
    ['fair', true, side],
    ['slr', false, side],
    ['mrc-great-toe-extension', 5, side],
    ['sens-dorsal-foot', 'normal', side],
  ];
  const given = { closed: true, history: ['unspecified-code'] } as const;
  const coded = (findings: VignetteChart['findings'], more: typeof given) =>
    content('REC-29', findings, { ...more, hook: 'problem-list-item-create' });

  test('is named with the leg of its findings', () => {
    expect(content('REC-12', piriformis('R'), given).name).toBe('likely right piriformis syndrome');
    expect(offers(coded(piriformis('R'), given))).toContain('G57.01');
  });

  test('without a side has none, and no code of a side', () => {
    expect(content('REC-12', piriformis(), given).name).toMatch(/^likely +piriformis syndrome$/);
    expect(offers(coded(piriformis(), given))).not.toMatch(/right|G57\.01/);
  });

  const sciatica = (side?: 'L'): VignetteChart['findings'] => [
    ['reflex-patellar', 'normal', 'L'],
    ['leg-pain', true, side],
    ['pain-path', ['posterior-thigh', 'lateral-leg'], side],
    ['pain-quality', ['shooting'], side],
    ['slr', true, side],
    ['mrc-great-toe-extension', 4, side],
    ['sens-dorsal-foot', 'reduced', side],
    ['low-back-pain', false],
  ];

  test('root pain without a side is coded without one', () => {
    expect(offers(coded(sciatica('L'), given))).toContain('M54.32');
    expect(offers(coded(sciatica(), given))).not.toMatch(/left|M54\.32/);
    expect(offers(coded(sciatica(), given))).toContain('M54.16');
  });

  test('behind a drug is told as assumed', () => {
    const order = { drug: 'gabapentinoid' } as const;
    const { text } = content('REC-18', sciatica(), { ...given, hook: 'order-sign', order });
    expect(text).not.toContain('left');
  });
});
