/** Random charts for the properties of section 9.6: any finding, any plausible value, any side and age. */
import fc from 'fast-check';
import type { EngineInput, Fact } from '../../rules/engine/types.ts';
import {
  conditions,
  type FindingId,
  type FindingSpec,
  findingIds,
  findings,
} from '../../rules/findings/index.ts';

const numbers = (min: number, max: number, whole: boolean): fc.Arbitrary<number> => {
  const top = Math.min(max, 400);
  return whole ? fc.integer({ min, max: top }) : fc.double({ min, max: top, noNaN: true });
};

/** A value of the finding's type. */
export const valueOfFinding = (id: FindingId): fc.Arbitrary<Fact['value']> => {
  const { value } = findings[id];
  switch (value.type) {
    case 'boolean':
      return fc.boolean();
    case 'number':
      return numbers(value.min, value.max, value.integer === true);
    case 'one-of':
      return fc.constantFrom(...value.values);
    case 'set':
      return fc.subarray([...value.items], { minLength: 1, maxLength: 4 });
  }
};

const side = fc.constantFrom<Fact['side']>('L', 'L', 'R', 'B', undefined);
const days = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 120 }) },
);
const src = fc.constantFrom<Fact['src']>('exam', 'exam', 'patient', 'device', 'derived', 'recorded');

let serial = 0;
export const factOf = (id: FindingId, value = valueOfFinding(id)): fc.Arbitrary<Fact> =>
  fc.record({ value, side, days, src }).map(({ side: leg, ...fact }) => ({
    id,
    status: 'final',
    ref: `Observation/${serial++}`,
    ...fact,
    ...(leg && { side: leg }),
  }));

export const anyFact: fc.Arbitrary<Fact> = fc.constantFrom(...findingIds).chain((id) => factOf(id));

/** What reassures about the episode or compares the legs is meant to lower, whoever says it. */
const COMPARES: ReadonlySet<FindingId> = new Set([
  ...['pitting-oedema', 'leg-swollen', 'calf-swollen'],
  ...['pain-relieving', 'pain-aggravating', 'pain-path'],
] as const);

/**
 * These explain another finding by design: the cause of a fibular palsy, and an aneurysm whose pulsation is known,
 * which alone is no flag.
 */
const EXCUSES: ReadonlySet<FindingId> = new Set(['tinel-fibular', 'aortic-diameter-cm']);

/** Of a leg, without those. */
export const sidedFact: fc.Arbitrary<Fact> = fc
  .constantFrom(...findingIds.filter((id) => findings[id].sided && !COMPARES.has(id)))
  .chain((id) => factOf(id));

/** The worst value that a finding which a red flag rests on can have; undefined of what lowers, compares or has none. */
export const worstValue = (id: FindingId): Fact['value'] | undefined => {
  const { value, safety, atWorst, lowIsWorse }: FindingSpec = findings[id];
  if (!(safety || atWorst) || COMPARES.has(id) || EXCUSES.has(id)) return undefined;
  switch (value.type) {
    case 'boolean':
      return true;
    case 'number':
      return lowIsWorse ? value.min : value.max;
    case 'one-of':
      return value.values.at(-1);
    case 'set':
      return undefined;
  }
};

const history = Object.keys(conditions);

export const anyInput = (facts: fc.Arbitrary<Fact>, maxLength = 30): fc.Arbitrary<EngineInput> =>
  fc
    .record({
      age: fc.oneof(fc.integer({ min: 18, max: 95 }), fc.constant(undefined)),
      cond: fc.subarray(history, { maxLength: 4 }),
      closed: fc.boolean(),
      facts: fc.array(facts, { maxLength }),
    })
    .map(({ age, ...input }) => ({
      now: '2026-11-22T09:00:00Z',
      meds: [],
      freetext: 0,
      hook: 'patient-view',
      ...(age !== undefined && { age }),
      ...input,
    }));

export const anyChart = anyInput(anyFact);

/** Wells counts swelling of one leg alone: swelling of the other one as well is not a thrombosis. */
const SPEAKS_AGAINST_ONE_LEG: ReadonlySet<FindingId> = new Set([
  'pitting-oedema',
  'leg-swollen',
  'calf-swollen',
]);

/** §2.3, each by a value that is a red flag by itself. */
const positives: readonly fc.Arbitrary<Fact>[] = findingIds.flatMap((id) => {
  const { kind, safety, value } = findings[id];
  if (!safety || kind === 'exam' || SPEAKS_AGAINST_ONE_LEG.has(id)) return [];
  if (value.type === 'boolean') return [factOf(id, fc.constant(true))];
  if (id === 'pvr-ml') return [factOf(id, fc.integer({ min: 200, max: 900 }))];
  if (id === 'wells-score') return [factOf(id, fc.integer({ min: 2, max: 9 }))];
  if (id === 'temp-c') return [factOf(id, fc.integer({ min: 38, max: 42 }))];
  return [];
});
export const positiveRedFlag: fc.Arbitrary<Fact> = fc.oneof(...positives);

/** Findings whose value says that nothing is wrong. */
const negatives: readonly fc.Arbitrary<Fact>[] = findingIds.flatMap((id) => {
  const { value } = findings[id];
  if (value.type === 'boolean') return [factOf(id, fc.constant(false))];
  if (value.type === 'one-of' && value.normal) return [factOf(id, fc.constant(value.normal))];
  if (value.type === 'set') return [factOf(id, fc.constant(value.items.map((item) => `!${item}`)))];
  return id.startsWith('mrc-') ? [factOf(id, fc.constant(5))] : [];
});
export const explicitNegative: fc.Arbitrary<Fact> = fc.oneof(...negatives);

const SWAPPED = { L: 'R', R: 'L', B: 'B' } as const;
/** The same chart on the other legs. */
export const mirrored = (input: EngineInput): EngineInput => ({
  ...input,
  facts: input.facts.map((fact) => (fact.side ? { ...fact, side: SWAPPED[fact.side] } : fact)),
});
