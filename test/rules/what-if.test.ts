/** A fact more, concluded only where it touches something, against the whole chart concluded anew. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conclude } from '../../rules/conclude.ts';
import { compiledTables } from '../../rules/differential/index.ts';
import { establish } from '../../rules/engine/compile.ts';
import { present } from '../../rules/engine/criterion.ts';
import { normalise } from '../../rules/engine/normalise.ts';
import { inputOf } from '../../rules/engine/rule.ts';
import type { EngineInput, Fact } from '../../rules/engine/types.ts';
import { conditions, findingIds, findings } from '../../rules/findings/index.ts';
import { urgencyOf } from '../../rules/sum-up.ts';
import { toldOf, touchedBy, whatIf, withFact, withInput } from '../../rules/what-if.ts';
import { holds } from '../support/property.ts';
import { anyChart, anyFact, valueOfFinding } from './arbitrary-chart.ts';

/** `WHAT_IF=1000` tries so many charts. */
const numRuns = Number(process.env['WHAT_IF'] ?? 200);

const plainly = (input: EngineInput) => {
  const { flags, context, assessed } = conclude(input);
  const [first] = assessed.ranking.ranked;
  const isNamed = first?.category === 'likely' || first?.category === 'possible';
  return {
    urgency: urgencyOf(flags, context),
    cause: first && isNamed ? `${first.id} ${first.leg.leg}` : '',
  };
};

const plus = (input: EngineInput, fact: Fact): EngineInput => ({ ...input, facts: [...input.facts, fact] });

const anyCriterion = establish(present('fever'));
const rowsOf = (input: EngineInput): readonly number[] => {
  const chart = normalise(input);
  anyCriterion({ chart, legs: chart.legs, concluded: {} }, chart.legs.midline);
  return chart.truths.lanes;
};

test('a fact more concludes what the whole chart concludes, row by row of the truth table', () => {
  holds(
    fc.property(anyChart, fc.array(anyFact, { minLength: 3, maxLength: 3 }), (input, facts) => {
      const before = whatIf(input);
      for (const fact of facts) {
        const { urgency, cause, chart } = withFact(before, fact);
        const whole = plus(input, fact);
        expect({ urgency, cause }).toEqual(plainly(whole));
        expect(chart.truths.lanes).toEqual(rowsOf(whole));
      }
    }),
    { numRuns },
  );
});

test('another reading of the patient concludes what it concludes as a chart of its own', () => {
  const other = fc.record({
    added: fc.array(anyFact, { maxLength: 4 }),
    dropped: fc.nat({ max: 4 }),
    // what is no fact may differ as well
    cond: fc.option(fc.subarray(Object.keys(conditions), { maxLength: 3 }), { nil: undefined }),
  });
  holds(
    fc.property(anyChart, other, (input, { added, dropped, cond }) => {
      const reading = {
        ...input,
        facts: [...input.facts.slice(dropped), ...added],
        ...(cond !== undefined && { cond }),
      };
      const { urgency, cause, chart } = withInput(whatIf(input), reading);
      expect({ urgency, cause }).toEqual(plainly(reading));
      expect(chart.truths.lanes).toEqual(rowsOf(reading));
    }),
    { numRuns },
  );
});

/** The days since the pain began are reckoned with. */
const told = findingIds.filter((id) => id !== 'pain-onset-days');
const twoValues = fc
  .constantFrom(...told)
  .chain((id) => fc.record({ id: fc.constant(id), one: valueOfFinding(id), other: valueOfFinding(id) }));

test('two values of which rules tell the same conclude the same', () => {
  holds(
    fc.property(anyChart, twoValues, fc.constantFrom('L', 'R'), (input, { id, one, other }, side) => {
      const [a, b] = [one, other].map((value): Fact => {
        const fact: Fact = { id, value, days: 0, src: 'exam', status: 'final', ref: 'Observation/more' };
        return findings[id].sided ? { ...fact, side } : fact;
      }) as [Fact, Fact];
      const without = { ...input, facts: input.facts.filter((fact) => fact.id !== id) };
      if (toldOf(a) === toldOf(b)) expect(plainly(plus(without, a))).toEqual(plainly(plus(without, b)));
    }),
    { numRuns },
  );
});

test('no table of a cause reads a red flag or a root, which are not concluded here', () => {
  const late = Object.values(compiledTables).flatMap(({ table, items }) =>
    items.filter(({ when }) => when.isLate).map(() => table.id),
  );
  expect(late).toEqual([]);
});

test('trying every yes and no scores less than one in ten of the tables anew', () => {
  const before = whatIf(
    inputOf({
      findings: [
        ['leg-pain', true, 'L'],
        ['pain-below-knee', true, 'L'],
        ['numbness', 'moderate', 'L'],
        ['mrc-ankle-dorsiflexion', 3, 'L'],
        ['slr', true, 'L'],
        ['fever', false],
      ],
    }),
  );
  const facts = findingIds.flatMap((id): Fact[] => {
    const { value, sided } = findings[id];
    if (value.type !== 'boolean') return [];
    const fact = { id, days: 0, src: 'exam', status: 'final', ref: 'Observation/more' } as const;
    return [true, false].map((yes) => ({ ...fact, value: yes, ...(sided && { side: 'L' }) }));
  });
  const anew = facts
    .map((fact) => [...touchedBy(before.chart, normalise(plus(before.input, fact)))])
    .reduce((sum, readers) => sum + readers.filter((reader) => reader in compiledTables).length, 0);
  expect(anew / (facts.length * Object.keys(compiledTables).length)).toBeLessThan(1 / 10);
});
