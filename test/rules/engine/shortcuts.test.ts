/**
 * What spares the engine work changes no truth: a criterion of which nothing is on record is not evaluated, and
 * whether it is established is found out without its truth. Held for every criterion of every rule.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Chart, LegChart } from '../../../rules/engine/chart.ts';
import { compile, establish } from '../../../rules/engine/compile.ts';
import type { Context } from '../../../rules/engine/context.ts';
import { normalise } from '../../../rules/engine/normalise.ts';
import type { EngineInput } from '../../../rules/engine/types.ts';
import { nodesOf } from '../../../rules/engine/walk.ts';
import { everyRule } from '../../../rules/publish/every-rule.ts';
import { holds } from '../../support/property.ts';
import { anyChart, anyFact, anyInput } from '../arbitrary-chart.ts';

const criteria = [
  ...new Set(everyRule.flatMap(({ parts }) => parts.flatMap(({ criterion }) => nodesOf(criterion)))),
];

/** Each leg of a fresh chart, on which no term was asked yet: as the red flags read them, and as all others do. */
const scopes = (input: EngineInput, change: (chart: Chart) => Chart): (readonly [Context, LegChart])[] => {
  const chart = change(normalise(input));
  return [chart.legs, chart.safety].flatMap((legs) => {
    const context: Context = { chart, legs, concluded: {} };
    return [legs.midline, legs.left, legs.right, ...legs.each].map((leg) => [context, leg] as const);
  });
};

const asItIs = (chart: Chart): Chart => chart;
/** Everything counts as recorded, so that everything is evaluated. */
const inFull = (chart: Chart): Chart => ({ ...chart, onRecord: chart.onRecord.map(() => -1) });

const few = anyInput(anyFact, 4);
const RUNS = { numRuns: 60, seed: 20_261_122 };

test.each([
  ['on a chart with little on record', few],
  ['on a chart with much on record', anyChart],
])('a criterion that is not evaluated has the truth that it would have, %s', (_, charts) => {
  holds(
    fc.property(charts, (input) => {
      const full = scopes(input, inFull);
      for (const [n, [context, leg]] of scopes(input, asItIs).entries())
        for (const criterion of criteria) {
          const [fullContext, fullLeg] = full[n] as (typeof full)[number];
          const truth = compile(criterion);
          if (truth(context, leg) !== truth(fullContext, fullLeg))
            expect.fail(`${JSON.stringify(criterion)} on the ${leg.leg} leg`);
        }
    }),
    RUNS,
  );
});

test.each([
  ['on a chart with little on record', few],
  ['on a chart with much on record', anyChart],
])('what is established is what is true, %s', (_, charts) => {
  holds(
    fc.property(charts, (input) => {
      for (const [context, leg] of scopes(input, asItIs))
        for (const criterion of criteria)
          if (establish(criterion)(context, leg) !== (compile(criterion)(context, leg) === true))
            expect.fail(`${JSON.stringify(criterion)} on the ${leg.leg} leg`);
    }),
    RUNS,
  );
});
