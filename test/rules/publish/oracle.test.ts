/**
 * An independent oracle: the exported ELM, run by HL7's reference engine, agrees with our evaluator on
 * every chart of small spaces that are exhausted.
 */
import cql from 'cql-execution';
import { describe, expect, test } from 'vitest';
import { redFlagIds } from '../../../rules/engine/ids.ts';
import { normalise } from '../../../rules/engine/normalise.ts';
import { type Given, inputOf } from '../../../rules/engine/rule.ts';
import type { ConditionId, FindingId } from '../../../rules/findings/index.ts';
import { assess } from '../../../rules/index.ts';
import { localise } from '../../../rules/localisation/index.ts';
import { elmLibrary } from '../../../rules/publish/fhir-export/index.ts';

/** A finding with the values it takes in a space; `undefined` is not documented. */
type Axis = readonly [id: FindingId, side: 'L' | 'R' | undefined, ...values: (Given[1] | undefined)[]];

const product = (axes: readonly Axis[]): Given[][] =>
  axes.reduce<Given[][]>(
    (charts, [id, side, ...values]) =>
      charts.flatMap((chart) =>
        values.map((value) => (value === undefined ? chart : [...chart, [id, value, side] as Given])),
      ),
    [[]],
  );

const LEG = { L: 'left ', R: 'right ' } as const;
const parametersOf = (findings: readonly Given[], history: readonly ConditionId[]) => {
  const parameters: Record<string, unknown> = {};
  for (const [id, value, side] of findings) {
    const name = `${side === 'L' || side === 'R' ? LEG[side] : ''}${id}`;
    if (!Array.isArray(value)) parameters[name] = value;
    else for (const item of value) parameters[`${name}: ${item.replace('!', '')}`] = !item.startsWith('!');
  }
  for (const id of history) parameters[`condition: ${id}`] = true;
  return parameters;
};

const engine = (contents: Parameters<typeof elmLibrary>[0]) => {
  const executor = new cql.Executor(new cql.Library(elmLibrary(contents)));
  return async (findings: readonly Given[], history: readonly ConditionId[] = []) => {
    const { unfilteredResults } = await executor
      .withParameters(parametersOf(findings, history))
      .exec(new cql.PatientSource([]));
    return unfilteredResults as Record<string, unknown>;
  };
};

const T = true;
const F = false;
const U = undefined;

/** Compares on every chart; returns the charts on which the two differ. */
const disagreements = async (
  charts: readonly Given[][],
  differ: (findings: readonly Given[]) => Promise<unknown>,
) => {
  const found: unknown[] = [];
  for (const findings of charts) {
    const difference = await differ(findings);
    if (difference !== undefined) found.push({ findings, difference });
  }
  return found;
};

describe('nerve root', () => {
  const run = engine({ flags: [], legs: ['left'] });
  const spaces: readonly (readonly [string, readonly Axis[]])[] = [
    [
      'L5 and S1',
      [
        ['mrc-great-toe-extension', 'L', 3, 5, U],
        ['mrc-ankle-plantarflexion', 'L', 4, 5, U],
        ['reflex-achilles', 'L', 'absent', 'normal', U],
        ['reflex-achilles', 'R', 'absent', U],
        ['sens-dorsal-foot', 'L', 'reduced', U],
        ['slr', 'L', T, U],
      ],
    ],
    [
      'upper lumbar, and more than one level',
      [
        ['mrc-hip-flexion', 'L', 3, 5, U],
        ['mrc-knee-extension', 'L', 4, U],
        ['mrc-hip-abduction', 'L', 3, U],
        ['reflex-patellar', 'L', 'reduced', 'normal', U],
        ['femoral-stretch', 'L', T, U],
        ['sens-medial-ankle', 'L', 'absent', U],
        ['pain-path', 'L', ['anterior-thigh', 'medial-leg'], U],
      ],
    ],
    [
      'foot drop',
      [
        ['foot-drop', 'L', T, F, U],
        ['heel-walk-unable', 'L', T, U],
        ['mrc-ankle-dorsiflexion', 'L', 2, 4, 5, U],
        ['mrc-ankle-inversion', 'L', 4, U],
        ['mrc-ankle-eversion', 'L', 3, U],
        ['sensory-region', 'L', ['dorsal-foot'], U],
      ],
    ],
  ];

  test.each(spaces)('%s', async (_, axes) => {
    const charts = product(axes);
    expect(charts.length).toBeGreaterThan(150);
    const found = await disagreements(charts, async (findings) => {
      const theirs = await run(findings);
      const chart = normalise(inputOf({ findings }));
      const { result, confidence, scores } = localise(
        { chart, legs: chart.legs, concluded: {} },
        chart.legs.left,
      ).result;
      const ours = { result, confidence, ...scores };
      const elm = {
        result: theirs['left root'],
        confidence: theirs['left confidence'],
        ...Object.fromEntries(Object.keys(scores).map((root) => [root, theirs[`left ${root} points`]])),
      };
      return JSON.stringify(ours) === JSON.stringify(elm) ? undefined : { ours, elm };
    });
    expect(found).toEqual([]);
  });
});

describe('red flags', () => {
  const levelOf = (results: Record<string, unknown>, id: string): string | null =>
    ['emergent', 'urgent', 'soon'].find((level) => results[`${id} ${level}`] === true) ?? null;
  const agree = async (
    id: (typeof redFlagIds)[number],
    charts: readonly Given[][],
    history: readonly ConditionId[] = [],
  ) => {
    const run = engine({ flags: [id], legs: [] });
    return disagreements(charts, async (findings) => {
      const elm = levelOf(await run(findings, history), id);
      const ours = assess(inputOf({ age: 45, findings, history })).redFlags.find((flag) => flag.id === id);
      return (ours?.urgency ?? null) === elm ? undefined : { ours: ours?.urgency ?? null, elm };
    });
  };

  const sphincter: readonly Axis[] = [
    ['saddle-sensory-change', U, T, F, U],
    ['urinary-incontinence', U, T, U],
    ['pvr-ml', U, 150, 250],
    ['leg-pain', 'L', T, U],
    ['low-back-pain', U, T, F],
    ['ces-onset-days', U, 3, 30, U],
  ];
  const weakness: readonly Axis[] = [
    ['mrc-ankle-dorsiflexion', 'L', 3, 4, U],
    ['mrc-ankle-dorsiflexion', 'R', 3, 4, U],
    ['foot-drop', 'R', T, U],
    ['progressive-weakness', 'L', T, U],
    ['pain-onset-days', U, 7, 30, U],
  ];

  test('RF-CES: sphincter and saddle, with and without a long-standing symptom', async () => {
    const charts = product(sphincter);
    expect(await agree('RF-CES', charts)).toEqual([]);
    expect(await agree('RF-CES', charts, ['baseline-sphincter-symptom'])).toEqual([]);
  });

  test('RF-CES: weakness of both legs', async () => {
    expect(await agree('RF-CES', product(weakness))).toEqual([]);
    expect(await agree('RF-CES', product(weakness), ['known-bilateral-deficit'])).toEqual([]);
  });

  test('RF-MOTOR', async () => {
    expect(await agree('RF-MOTOR', product(weakness))).toEqual([]);
  });

  test.each(redFlagIds)('%s does not fire on an empty chart', async (id) => {
    const before = ['RF-UMN', 'RF-CES'].filter((one) => id === 'RF-MALIGNANCY' && one !== id);
    const results = await engine({ flags: [...(before as (typeof redFlagIds)[number][]), id], legs: [] })([]);
    expect(levelOf(results, id)).toBeNull();
  });
});
