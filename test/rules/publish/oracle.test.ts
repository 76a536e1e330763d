/**
 * An independent oracle: the ELM of the package, run by HL7's reference engine, agrees with our evaluator. Here on the
 * fewest vignettes and patients on which every rule gives each of its answers, and on charts made from a seed; on every
 * vignette, and on the two charts that show each criterion to matter, by `npm run publish:fhir -- --check`.
 */
import { describe, expect, test } from 'vitest';
import { type RedFlagId, redFlagIds } from '../../../rules/engine/ids.ts';
import { normalise } from '../../../rules/engine/normalise.ts';
import { type Given, inputOf } from '../../../rules/engine/rule.ts';
import type { ConditionId, FindingId } from '../../../rules/findings/index.ts';
import { assess } from '../../../rules/index.ts';
import { localise } from '../../../rules/localisation/index.ts';
import { ROOTS } from '../../../rules/localisation/table.ts';
import { everyRule } from '../../../rules/publish/every-rule.ts';
import {
  FLAG_LIBRARY,
  flagParameters,
  LEG_LIBRARIES,
  legParameters,
  RECOMMENDATION_LIBRARY,
} from '../../../rules/publish/fhir-export/index.ts';
import { agreement, covering, libraryRunner, type PackageFiles } from '../../../tools/fhir/agreement.ts';
import { patientCharts, vignetteCharts } from '../../../tools/fhir/charts.ts';
import { packageFiles } from '../../../tools/fhir/service-resources.ts';
import { seededCharts } from '../../../tools/knowledge/seeded-charts.ts';
import { inputOf as devInputOf, devVignettes } from '../dev-vignettes.ts';

const files = packageFiles();
const compare = agreement(files);
const run = libraryRunner(files);

const vignettes = everyRule.flatMap(({ id, fires, doesNot }) =>
  [...fires, ...doesNot].map(({ title, given }) => ({ rule: id, title, given })),
);

const seeded = [...seededCharts(vignettes, 1, 15)].flatMap((one) =>
  one.kind === 'patient' ? [] : [{ name: one.name, input: inputOf(one.given) }],
);

/** What no vignette is about: a root made less certain, and a diagnosis that may not be above the one it is within. */
const between = [
  {
    name: 'L5 after lumbar surgery',
    input: inputOf({
      age: 45,
      history: ['prior-lumbar-surgery'],
      findings: [
        ['leg-pain', true, 'L'],
        ['mrc-great-toe-extension', 3, 'L'],
        ['sens-dorsal-foot', 'reduced', 'L'],
      ],
    }),
  },
  {
    name: 'foraminal stenosis likely by its points, in a radiculopathy that is possible',
    input: inputOf({
      age: 62,
      history: ['lumbar-ddd'],
      findings: [
        ['leg-pain', true, 'L'],
        ['numbness', 'moderate', 'L'],
        ['pain-aggravating', ['walking'], 'L'],
        ['mrc-great-toe-extension', 4, 'L'],
        ['slr', false, 'L'],
      ],
    }),
  },
];

const written = covering([
  ...vignetteCharts(),
  ...patientCharts(),
  ...devVignettes.map(({ id, input }) => ({ name: id, input: devInputOf(input) })),
]);

describe('an engine that others wrote, over the package, concludes what ours does', () => {
  test('on vignettes and patients on which every rule gives each of its answers', async () => {
    expect(written.length).toBeGreaterThan(50);
    const found: unknown[] = [];
    for (const { name, input } of [...written, ...between])
      found.push(...(await compare(input)).map((difference) => ({ name, ...difference })));
    expect(found).toEqual([]);
  }, 60_000);

  test('on charts that nobody wrote', async () => {
    const found: unknown[] = [];
    for (const { name, input } of seeded)
      found.push(...(await compare(input)).map((difference) => ({ name, ...difference })));
    expect(found).toEqual([]);
  }, 60_000);

  test('and a plan that names another definition is found out', async () => {
    const path = 'package/PlanDefinition-rf-motor.json';
    const wrong: PackageFiles = {
      ...files,
      [path]: files[path]?.replaceAll('RF-MOTOR is', 'RF-CES is') ?? '',
    };
    const motor = vignetteCharts().find(({ name }) => name.startsWith('RF-MOTOR'));
    expect(motor).toBeDefined();
    expect(wrong[path]).not.toBe(files[path]);
    const differences = await agreement(wrong)(motor?.input ?? inputOf({ findings: [] }));
    expect(differences.map(({ about }) => about)).toContain('rf-motor');
  });
});

test('nothing is concluded of a chart that says nothing', async () => {
  const raised = await run(FLAG_LIBRARY, {});
  expect(redFlagIds.filter((id) => raised[id] !== null)).toEqual([]);
  for (const id of [...Object.values(LEG_LIBRARIES), RECOMMENDATION_LIBRARY]) {
    const found = await run(id, {});
    expect(
      Object.entries(found).filter(
        ([, value]) => ![null, undefined, false, 'none'].includes(value as string | false | null | undefined),
      ),
    ).toEqual([]);
  }
});

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

const ROOT_NAMES = [
  'left root by points',
  'left confidence by points',
  ...ROOTS.map((root) => `left ${root} points`),
];

describe('nerve root, on every chart of a small space', () => {
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
      const chart = normalise(inputOf({ findings }));
      const theirs = await run(LEG_LIBRARIES.left, legParameters(chart, new Map()), ROOT_NAMES);
      const { result, confidence, scores } = localise(
        { chart, legs: chart.legs, concluded: {} },
        chart.legs.left,
      ).result;
      const ours = { result, confidence, ...scores };
      const elm = {
        result: theirs['left root by points'],
        confidence: theirs['left confidence by points'],
        ...Object.fromEntries(Object.keys(scores).map((root) => [root, theirs[`left ${root} points`]])),
      };
      return JSON.stringify(ours) === JSON.stringify(elm) ? undefined : { ours, elm };
    });
    expect(found).toEqual([]);
  });
});

describe('red flags, on every chart of a small space', () => {
  const agree = async (id: RedFlagId, charts: readonly Given[][], history: readonly ConditionId[] = []) =>
    disagreements(charts, async (findings) => {
      const input = inputOf({ age: 45, findings, history });
      const elm = (await run(FLAG_LIBRARY, flagParameters(normalise(input)), [id]))[id];
      const ours = assess(input).redFlags.find((flag) => flag.id === id)?.urgency ?? null;
      return ours === elm ? undefined : { ours, elm };
    });

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
});
