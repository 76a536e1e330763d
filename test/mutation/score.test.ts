import { expect, test } from 'vitest';
import { MUTATION_FLOOR } from '../../rules/publish/mutation.ts';
import { mutationScore, percent } from './score.ts';

/** All of them: `npm run mutation`. */
const EACH = 4;

test(`the tests notice at least ${MUTATION_FLOOR} % of every fourth wrong version of the rules`, () => {
  const { all, survivors } = mutationScore(EACH);
  expect(percent(all), survivors.join('\n')).toBeGreaterThanOrEqual(MUTATION_FLOOR);
});
