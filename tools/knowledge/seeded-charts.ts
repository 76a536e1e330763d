/**
 * Charts that nobody wrote: a vignette with some of its findings dropped and others of the vocabulary added, with
 * any plausible value, side and age, made from a seed. The same seed gives the same charts. May not enter: chance,
 * a real patient.
 */
import type { Given, VignetteChart } from '../../rules/engine/rule.ts';
import type { Fact, Side } from '../../rules/engine/types.ts';
import { type FindingId, findingIds, findings } from '../../rules/findings/index.ts';
import type { Asked } from './answers.ts';
import type { NamedChart } from './knowledge-at.ts';

/** Numbers in [0, 1) from a seed: mulberry32. */
const numbersFrom = (seed: number) => {
  let state = seed | 0;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Next = () => number;

const oneOf = <T>(next: Next, values: readonly [T, ...T[]]): T =>
  values[Math.floor(next() * values.length)] ?? values[0];

/** Numbers above it are implausible for most findings and find no rule. */
const HIGHEST = 400;

const anyValue = (next: Next, id: FindingId): Fact['value'] => {
  const { value } = findings[id];
  switch (value.type) {
    case 'boolean':
      return next() < 0.7;
    case 'number': {
      const number = value.min + next() * (Math.min(value.max, HIGHEST) - value.min);
      return value.integer === true ? Math.round(number) : Math.round(number * 10) / 10;
    }
    case 'one-of':
      return oneOf(next, value.values as readonly [string, ...string[]]);
    case 'set':
      return [oneOf(next, value.items as readonly [string, ...string[]])];
  }
};

const SIDES = ['L', 'L', 'R', 'B', undefined] as const satisfies readonly (Side | undefined)[];
const DAYS = [0, 0, 0, 0, 1, 3, 10, 40, 120] as const;
const givenOf = (next: Next): Given => {
  const id = oneOf(next, findingIds as readonly [FindingId, ...FindingId[]]);
  return [id, anyValue(next, id), findings[id].sided ? oneOf(next, SIDES) : undefined, oneOf(next, DAYS)];
};

/** How many findings are added at most; each finding of the vignette stays with this likelihood. */
const ADDED = 3;
const STAYS = 0.8;

const chartFrom = (next: Next, { given }: NamedChart): VignetteChart => ({
  ...given,
  ...(next() < 0.2 && { age: Math.floor(next() * 95) }),
  findings: [
    ...given.findings.filter(() => next() < STAYS),
    ...Array.from({ length: Math.floor(next() * (ADDED + 1)) }, () => givenOf(next)),
  ],
});

/**
 * @param vignettes what the charts start from
 * @param count how many; the first n of a seed are the same whatever the count
 */
export function* seededCharts(
  vignettes: readonly NamedChart[],
  seed: number,
  count: number,
): Generator<Asked> {
  const [first, ...rest] = vignettes;
  if (first === undefined) return;
  const next = numbersFrom(seed);
  for (let number = 1; number <= count; number++) {
    const from = oneOf(next, [first, ...rest]);
    yield { name: `seed ${seed}, chart ${number}`, kind: 'seeded', given: chartFrom(next, from) };
  }
}
