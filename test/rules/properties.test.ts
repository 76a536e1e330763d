/** Properties P1 to P6 and P10 of section 9.6, on thousands of seeded random charts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assessment, EngineInput, Fact, Leg, Urgency } from '../../rules/engine/types.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import { assess } from '../../rules/index.ts';
import { holds as holdsFor } from '../support/property.ts';
import {
  anyChart,
  anyFact,
  anyInput,
  explicitNegative,
  mirrored,
  positiveRedFlag,
  sidedFact,
  worstValue,
} from './arbitrary-chart.ts';

const holds = <T>(property: fc.IPropertyWithHooks<T>) => holdsFor(property, { numRuns: 2_000 });

const LEVEL: Readonly<Record<Urgency, number>> = { none: 0, routine: 1, soon: 2, urgent: 3, emergent: 4 };
const levels = ({ redFlags }: Assessment) => new Map(redFlags.map(({ id, urgency }) => [id, LEVEL[urgency]]));
const plus = (input: EngineInput, fact: Fact): EngineInput => ({ ...input, facts: [...input.facts, fact] });

describe('P1 adding a positive red-flag fact', () => {
  test('never lowers the urgency', () =>
    holds(
      fc.property(anyChart, positiveRedFlag, (chart, fact) => {
        expect(LEVEL[assess(plus(chart, fact)).urgency]).toBeGreaterThanOrEqual(LEVEL[assess(chart).urgency]);
      }),
    ));

  test('never retracts or lowers a flag', () =>
    holds(
      fc.property(anyChart, positiveRedFlag, (chart, fact) => {
        const after = levels(assess(plus(chart, fact)));
        for (const [id, level] of levels(assess(chart))) {
          expect(after.get(id) ?? 0, id).toBeGreaterThanOrEqual(level);
        }
      }),
    ));
});

/** Denials of a named leg stand; those of the other leg, of no leg, or of a patient erase nothing worse of it (F15). */
describe('a fact of the other leg, of an unsaid side or of a patient', () => {
  const ofLeg = (side: Fact['side']) => sidedFact.map((fact) => ({ ...fact, side }) as Fact);
  const namedChart = anyInput(
    anyFact.map((fact): Fact => ({ ...fact, side: 'L', src: fact.src === 'patient' ? 'exam' : fact.src })),
  );
  const weaker: readonly (readonly [string, fc.Arbitrary<Fact>])[] = [
    // a Wells total is worked out for the leg that is in question, and often recorded without one
    [
      'without a side',
      sidedFact.filter(({ id }) => id !== 'wells-score').map(({ side: _, ...fact }) => fact),
    ],
    ['of a patient', ofLeg('L').map((fact): Fact => ({ ...fact, src: 'patient' }))],
    ['of the other leg', ofLeg('R')],
  ];

  test.each(weaker)('%s never lowers a flag of the leg that somebody named', (_, fact) =>
    holds(
      fc.property(namedChart, fact, (chart, added) => {
        const after = levels(assess(plus(chart, added)));
        for (const [id, level] of levels(assess(chart))) {
          expect(after.get(id) ?? 0, id).toBeGreaterThanOrEqual(level);
        }
      }),
    ),
  );
});

describe('what a patient cannot know reassures nobody', () => {
  const of = (id: FindingId, value: Fact['value'], src: Fact['src']): Fact => {
    return { id, value, side: 'L', days: 0, src, status: 'final', ref: `Observation/${id}` };
  };
  const flags = (...facts: Fact[]) =>
    assess({
      now: '2026-11-22T09:00:00Z',
      meds: [],
      freetext: 0,
      hook: 'patient-view',
      age: 70,
      cond: [],
      facts,
    }).redFlags.map(({ id }) => id);
  const cold = [of('limb-cold', true, 'exam'), of('acute-limb-onset', true, 'exam')];

  test('pulses that a patient calls normal leave a cold leg in danger, those that were felt do not', () => {
    expect(flags(...cold, of('pulses', 'normal', 'patient'))).toEqual(['RF-ALI']);
    expect(flags(...cold, of('pulses', 'normal', 'exam'))).toEqual([]);
  });

  test('a Wells total of a patient leaves a swollen calf to be scored, that of a clinician does not', () => {
    const calf = of('calf-swollen', true, 'exam');
    expect(flags(calf, of('wells-score', 0, 'patient'))).toEqual(['RF-DVT']);
    expect(flags(calf, of('wells-score', 0, 'exam'))).toEqual([]);
  });
});

test('a reflex without a side does not undo the clonus of a named leg', () => {
  const reflex = (value: string, side?: 'L'): Fact => ({
    id: 'reflex-achilles',
    value,
    days: 0,
    src: 'exam',
    status: 'final',
    ref: `Observation/${value}`,
    ...(side && { side }),
  });
  const of = (...facts: Fact[]) =>
    assess({
      now: '2026-11-22T09:00:00Z',
      meds: [],
      freetext: 0,
      hook: 'patient-view',
      age: 60,
      cond: [],
      facts,
    }).redFlags.map(({ id }) => id);
  expect(of(reflex('clonus', 'L'))).toEqual(['RF-UMN']);
  expect(of(reflex('clonus', 'L'), reflex('absent'))).toEqual(['RF-UMN']);
  expect(of(reflex('absent', 'L'), reflex('reduced'))).toEqual([]);
});

test.each(['giving-way', 'leg-drag', 'heaviness'])(
  '%s of a named leg stays a leg symptom beside a denial',
  (id) => {
    const said = (value: boolean, side?: 'L'): Fact => ({
      id,
      value,
      days: 0,
      src: 'exam',
      status: 'final',
      ref: `Observation/${value}`,
      ...(side && { side }),
    });
    const of = (...facts: Fact[]) =>
      assess({
        now: '2026-11-22T09:00:00Z',
        meds: [],
        freetext: 0,
        hook: 'patient-view',
        age: 60,
        cond: ['cancer-history'],
        facts,
      }).redFlags.map((flag) => flag.id);
    expect(of(said(true, 'L'), said(false))).toEqual(['RF-MALIGNANCY']);
    expect(of(said(false, 'L'), said(false))).toEqual([]);
  },
);

describe('a worse reading of the same leg, day and author', () => {
  const withWorse = anyInput(anyFact, 25).chain((chart) => {
    const worse = chart.facts.flatMap((fact) => {
      const value = worstValue(fact.id as FindingId);
      return value === undefined ? [] : [{ ...fact, value, ref: `${fact.ref}-worse` }];
    });
    return worse.length === 0
      ? fc.constant([chart, chart] as const)
      : fc.constantFrom(...worse).map((fact) => [chart, plus(chart, fact)] as const);
  });

  test('never lowers a flag', () =>
    holds(
      fc.property(withWorse, ([before, after]) => {
        const now = levels(assess(after));
        for (const [id, level] of levels(assess(before)))
          expect(now.get(id) ?? 0, id).toBeGreaterThanOrEqual(level);
      }),
    ));
});

const OTHER: Readonly<Record<Leg, Leg>> = { left: 'right', right: 'left', unspecified: 'unspecified' };
const summary = ({ urgency, redFlags, differential, missing, stale, conflicts, notes }: Assessment) => ({
  urgency,
  redFlags: redFlags.map(({ because, ...flag }) => ({ ...flag, because: [...because].sort() })),
  diagnoses: Object.fromEntries(
    differential.map(({ condition, category, score }) => [condition, [category, score]]),
  ),
  missing,
  stale,
  conflicts: [...conflicts].sort(),
  notes,
});

test('P2 left and right are mirror images', () =>
  holds(
    fc.property(anyChart, (chart) => {
      const here = assess(chart);
      const there = assess(mirrored(chart));
      expect(summary(there)).toEqual(summary(here));
      for (const [leg, side] of Object.entries(here.sides)) {
        expect(there.sides[OTHER[leg as Leg]]).toEqual(side);
      }
    }),
  ));

const silent = fc.oneof(
  fc
    .tuple(anyFact, fc.constantFrom('entered-in-error', 'cancelled', 'registered', 'unknown'))
    .map(([fact, status]) => ({ ...fact, status })),
  anyFact.map((fact) => ({ ...fact, days: -1 })),
);

test('P3 the order of the facts does not matter', () =>
  holds(
    fc.property(
      anyInput(fc.oneof({ weight: 9, arbitrary: anyFact }, silent)).chain((chart) =>
        fc.tuple(
          fc.constant(chart),
          fc.shuffledSubarray([...chart.facts], { minLength: chart.facts.length }),
        ),
      ),
      ([chart, facts]) => {
        expect(assess({ ...chart, facts })).toEqual(assess(chart));
      },
    ),
  ));

test('P4 explicit negatives alone make no card but the examination and the history', () =>
  holds(
    fc.property(anyInput(explicitNegative), (chart) => {
      const { recommendations, redFlags } = assess({ ...chart, cond: [] });
      const fired = recommendations.map(({ id }) => id);
      expect(fired.filter((id) => id !== 'REC-01' && id !== 'REC-02')).toEqual([]);
      expect(redFlags).toEqual([]);
    }),
  ));

test('P5 errors, cancelled and future-dated facts have no effect', () =>
  holds(
    fc.property(anyChart, silent, (chart, fact) => {
      const { notes: _, ...after } = assess(plus(chart, fact));
      const { notes: __, ...before } = assess(chart);
      expect(after).toEqual(before);
    }),
  ));

const byDiagnosis = ({ differential }: Assessment) =>
  new Map(differential.map((entry) => [entry.condition, entry]));
const chartAndOne = (facts: fc.Arbitrary<Fact>) =>
  fc.tuple(anyInput(anyFact, 25), facts).map(([chart, fact]) => [chart, plus(chart, fact)] as const);

test('P6 removing a fact turns "less likely" into "likely" only by its negative weight', () =>
  holds(
    fc.property(chartAndOne(anyFact), ([without, whole]) => {
      const before = byDiagnosis(assess(whole));
      for (const [id, after] of byDiagnosis(assess(without))) {
        const was = before.get(id);
        if (was?.category !== 'less-likely' || after.category !== 'likely') continue;
        expect(after.score, id).toBeGreaterThan(was.score);
      }
    }),
  ));

test('P10 deleting a negative makes nothing more likely but by its weight', () =>
  holds(
    fc.property(chartAndOne(explicitNegative), ([without, whole]) => {
      const before = byDiagnosis(assess(whole));
      for (const [id, after] of byDiagnosis(assess(without))) {
        const was = before.get(id);
        if (after.category !== 'likely' || was === undefined || was.category === 'likely') continue;
        expect(after.score, id).toBeGreaterThan(was.score);
      }
    }),
  ));

/** Diagnoses that are red flags by themselves, and contexts that need one sign. */
const EMERGENCIES = ['aaa-ruptured', 'dvt-current', 'sciatica'];

describe('what nobody documented establishes nothing', () => {
  test('an empty chart concludes nothing at any age and with any history', () =>
    holds(
      fc.property(anyInput(anyFact, 0), (any) => {
        const chart = { ...any, cond: any.cond.filter((id) => !EMERGENCIES.includes(id)) };
        expect(assess(chart)).toMatchObject({
          urgency: 'none',
          redFlags: [],
          sides: {},
          differential: [],
          recommendations: [],
          missing: [],
        });
      }),
    ));
});

const garbage = fc.record({
  id: fc.oneof(fc.string(), fc.constantFrom('pain-path', 'temp-c', 'numbness', 'leg-pain', '__proto__')),
  value: fc.anything() as fc.Arbitrary<Fact['value']>,
  side: fc.anything() as fc.Arbitrary<'L'>,
  days: fc.anything() as fc.Arbitrary<number>,
  src: fc.anything() as fc.Arbitrary<'exam'>,
  status: fc.constantFrom('final', 'in-progress', ''),
  ref: fc.string(),
});

test('no fact, however wrong, makes the engine throw', () =>
  holds(
    fc.property(anyInput(fc.oneof(anyFact, garbage)), (chart) => {
      expect(() => assess(chart)).not.toThrow();
    }),
  ));
