/** REC-29: which more specific code is offered, by side and region, and what Excludes1 forbids (§6.36). */
import { describe, expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import type { Detail, EngineInput } from '../../../rules/engine/types.ts';
import { evaluate } from '../../../rules/index.ts';
import { excludes } from '../../../rules/management/specificity-map.ts';
import { partsIn } from '../parts.ts';

const listed = (...codes: readonly string[]): Record<string, readonly Detail[]> => ({
  'unspecified-code': codes.slice(0, 1).map((code, n) => ({ ref: `Condition/u${n}`, code })),
  sciatica: codes.slice(1).map((code, n) => ({ ref: `Condition/s${n}`, code })),
});

const fired = (findings: VignetteChart['findings'], given: Partial<EngineInput> = {}) => {
  const input: EngineInput = {
    ...inputOf({
      age: 45,
      closed: true,
      hook: 'problem-list-item-create',
      history: ['unspecified-code'],
      findings,
    }),
    details: listed('M54.30'),
    ...given,
  };
  return partsIn(evaluate(input).fired, 'REC-29');
};

const codes = (findings: VignetteChart['findings'], given: Partial<EngineInput> = {}): string[] =>
  (fired(findings, given)?.buttons ?? []).flatMap((draft) =>
    draft.kind === 'problem'
      ? draft.codes.filter(({ system }) => system === 'icd-10-cm').map(({ code }) => code)
      : [],
  );

const root = (side: 'L' | 'R'): VignetteChart['findings'] => [
  ['leg-pain', true, side],
  ['pain-path', ['posterior-thigh', 'lateral-leg'], side],
  ['pain-quality', ['shooting'], side],
  ['slr', true, side],
];
const l5 = (side: 'L' | 'R'): VignetteChart['findings'] => [
  ...root(side),
  ['mrc-great-toe-extension', 4, side],
  ['sens-dorsal-foot', 'reduced', side],
];
const s1 = (side: 'L' | 'R'): VignetteChart['findings'] => [
  ...root(side),
  ['mrc-ankle-plantarflexion', 4, side],
  ['reflex-achilles', 'absent', side],
];

describe('root pain', () => {
  test.each<[string, VignetteChart['findings'], string[]]>([
    ['L5 is the lumbar region', l5('L'), ['M54.16']],
    ['S1 is the lumbosacral region', s1('L'), ['M54.17']],
    [
      'with back pain denied, sciatica of the side',
      [...l5('L'), ['low-back-pain', false]],
      ['M54.16', 'M54.32'],
    ],
    ['on the right', [...l5('R'), ['low-back-pain', false]], ['M54.16', 'M54.31']],
    ['with back pain, lumbago with sciatica', [...s1('R'), ['low-back-pain', true]], ['M54.17', 'M54.41']],
  ])('%s', (_, findings, expected) => {
    expect(codes(findings)).toEqual(expected);
  });

  test('a herniation is coded only when it is documented', () => {
    expect(codes(l5('L'), { cond: ['unspecified-code', 'lumbar-disc-herniation'] })).toEqual([
      'M51.16',
      'M54.16',
    ]);
  });
});

describe('other causes', () => {
  test('piriformis syndrome by its side', () => {
    expect(
      codes(
        [
          ['buttock-pain', true, 'R'],
          ['leg-pain', true, 'R'],
          ['pain-path', ['buttock', 'posterior-thigh'], 'R'],
          ['pain-quality', ['aching'], 'R'],
          ['low-back-pain', false],
          ['pain-aggravating', ['sitting'], 'R'],
          ['sciatic-notch-tender', true, 'R'],
          ['fair', true, 'R'],
          ['slr', false, 'R'],
          ['mrc-great-toe-extension', 5, 'R'],
          ['reflex-achilles', 'normal', 'R'],
          ['sens-dorsal-foot', 'normal', 'R'],
        ],
        { details: listed('M54.50') },
      ),
    ).toEqual(['G57.01']);
  });
});

describe('Excludes1', () => {
  test('a code that must not stand beside one on the list is named, not offered', () => {
    const content = fired(l5('L'), { details: listed('M54.30', 'M51.16') });
    expect(content?.buttons).toEqual([]);
    expect(content?.but[0]).toBe('not offered beside another code (Excludes1): M54.16 (not beside M51.16)');
  });

  test('the unspecified code is to be replaced, so it forbids nothing', () => {
    expect(codes([...l5('L'), ['low-back-pain', true]], { details: listed('M54.30') })).toEqual([
      'M54.16',
      'M54.42',
    ]);
  });

  test('a code that is on the list already is not offered again', () => {
    expect(codes(l5('L'), { details: listed('M54.30', 'M54.16') })).toEqual([]);
  });

  test.each([
    ['M54.16', 'M51.16', true],
    ['M51.17', 'M54.32', true],
    ['M54.41', 'M47.26', true],
    ['M54.31', 'M54.42', true],
    ['M54.50', 'M51.26', true],
    ['G57.01', 'M54.31', true],
    ['M54.16', 'M48.062', false],
    ['M54.16', 'M43.16', false],
  ])('%s beside %s: excluded %s, both ways', (one, other, expected) => {
    expect([excludes(one, other), excludes(other, one)]).toEqual([expected, expected]);
  });
});

describe('wording', () => {
  test('names the unspecified entry in our own words, and one code', () => {
    expect(fired(l5('L'))?.summary).toBe(
      'Problem list: “sciatica, unspecified side” can be more specific: e.g. M54.16',
    );
  });

  test('a code of the chart that we do not know is not echoed', () => {
    expect(fired(l5('L'), { details: listed('<script>') })?.summary).toContain('“an unspecified code”');
  });

  test('at most three are offered', () => {
    expect(
      codes([...s1('L'), ['low-back-pain', true]], { cond: ['unspecified-code', 'lumbar-disc-herniation'] })
        .length,
    ).toBeLessThanOrEqual(3);
  });
});

test('at a visit one code is a button of the leg card, and no card of its own', () => {
  const visit = fired(l5('L'), { hook: 'patient-view' });
  expect(visit?.labels).toEqual(['Add “Lumbar radiculopathy” (provisional)']);
  expect(visit?.name).toBe('');
});
