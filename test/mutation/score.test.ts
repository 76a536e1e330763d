import { expect, test } from 'vitest';
import { MUTATION_FLOOR } from '../../rules/publish/mutation.ts';
import { mutationScore, percent } from './score.ts';

test(`the tests notice at least ${MUTATION_FLOOR} % of the wrong versions of the rules`, () => {
  const { all, survivors } = mutationScore();
  expect(percent(all), survivors.join('\n')).toBeGreaterThanOrEqual(MUTATION_FLOOR);
});
