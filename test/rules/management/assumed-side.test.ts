/** N6: what was recorded without a side is put on the leg that all else is on. No order, code or name rests on that. */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { type Content, contentOf, rootAndDifferential } from '../../../rules/management/index.ts';

type Findings = VignetteChart['findings'];

const fired = (findings: Findings, given: Omit<VignetteChart, 'findings'> = {}) =>
  evaluate(inputOf({ hook: 'patient-view', age: 45, ...given, findings })).fired;
const content = (id: string, findings: Findings, given: Omit<VignetteChart, 'findings'> = {}): Content => {
  const found = fired(findings, given).find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} did not fire`);
  return contentOf(found);
};
/** Everything that is about to be written into the chart, and what the buttons say. */
const offers = ({ suggestions = [] }: Content): string => JSON.stringify(suggestions);

describe('REC-09, a Wells score', () => {
  const pain: Findings[number] = ['leg-pain', true, 'L'];

  test('with its side: the order has it', () => {
    const { summary, suggestions } = content('REC-09', [pain, ['wells-score', 3, 'L']]);
    expect(summary).toContain('Wells 3 in the left leg:');
    expect(suggestions).toMatchObject([{ label: 'Leg vein duplex, left', side: 'left' }]);
  });

  test.each<[string, Findings]>([
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
    expect(found.summary).toContain('Wells 3 in a leg, side not recorded:');
    expect(found.suggestions).toMatchObject([{ label: 'Leg vein duplex' }]);
    expect(offers(found)).not.toMatch(/left|right/);
    expect(offers(found)).toContain('side not recorded: name the leg');
  });

  test('of one leg and of no leg are both told', () => {
    const { summary, suggestions } = content('REC-09', [
      ['leg-pain', true, 'B'],
      ['wells-score', 2, 'L'],
      ['wells-score', 4],
    ]);
    expect(summary).toContain('Wells 4 in the left leg and in a leg, side not recorded:');
    expect(suggestions).toHaveLength(2);
  });
});

describe('a root', () => {
  const signs = (side?: 'L'): Findings => [
    ['leg-pain', true, 'L'],
    ['pain-path', ['lateral-leg', 'dorsal-foot'], 'L'],
    ['pain-quality', ['shooting'], 'L'],
    ['slr', true, 'L'],
    ['mrc-great-toe-extension', 4, side],
    ['sens-dorsal-foot', 'reduced', side],
    ['mrc-hip-abduction', 4, side],
  ];
  const named = (findings: Findings) => {
    const found = fired(findings).find(({ id }) => id === 'REC-11');
    return found && `${contentOf(found).summary} | ${rootAndDifferential(found, contentOf(found)).summary}`;
  };

  test('whose signs have a side is named with it', () => {
    expect(named(signs('L'))).toMatch(/left L5 root .*\| Left L5 root fits best/);
  });

  test('whose signs have none is not', () => {
    expect(
      named([['leg-pain', true, 'L'], ['pain-quality', ['shooting'], 'L'], ...signs().slice(4)]),
    ).toMatch(/L5 root \(left assumed\) .*\| L5 root \(left assumed\) fits best/);
  });

  test('at several levels is not either', () => {
    const levels: Findings = [
      ['mrc-hip-flexion', 3],
      ['reflex-patellar', 'absent'],
      ['mrc-knee-extension', 3],
      ['mrc-ankle-plantarflexion', 3],
      ['reflex-achilles', 'absent'],
      ['sens-lateral-foot', 'reduced'],
    ];
    const painful: Findings = [
      ['leg-pain', true, 'L'],
      ['pain-quality', ['shooting'], 'L'],
      ['pain-dominance', 'leg'],
    ];
    const found = content('REC-11', [...painful, ...levels]);
    expect(found.summary).toContain('(left assumed)');
    expect(found.advice.join(' ')).toContain('left assumed: do not assume one level');
  });
});

describe('a cause', () => {
  const piriformis = (side?: 'R'): Findings => [
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

  test('is named with the leg of its findings', () => {
    expect(content('REC-12', piriformis('R'), given).advice.join(' ')).toContain(
      'Piriformis syndrome (right)',
    );
    expect(offers(content('REC-29', piriformis('R'), given))).toContain('G57.01');
  });

  test('without a side has none, and no code of a side', () => {
    expect(content('REC-12', piriformis(), given).advice.join(' ')).toContain(
      'Piriformis syndrome (right assumed)',
    );
    expect(offers(content('REC-29', piriformis(), given))).not.toMatch(/right|G57\.01/);
  });

  const sciatica = (side?: 'L'): Findings => [
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
    expect(offers(content('REC-29', sciatica('L'), given))).toContain('M54.32');
    expect(offers(content('REC-29', sciatica(), given))).not.toMatch(/left|M54\.32/);
    expect(offers(content('REC-29', sciatica(), given))).toContain('M54.16');
  });

  test('behind a drug is told as assumed', () => {
    const order = { drug: 'gabapentinoid' } as const;
    const { because } = content('REC-18', sciatica(), { ...given, hook: 'order-sign', order });
    expect(because).toContainEqual(expect.objectContaining({ side: 'left', sideAssumed: true }));
  });
});
