import { expect, test } from 'vitest';
import { MUTATION } from '../../rules/analysis/mutation.ts';
import { mutationScore, percent } from './score.ts';

test('the tests notice at least 85 % of the wrong versions of the rules', () => {
  const { all, survivors } = mutationScore();
  expect(percent(all), survivors.join('\n')).toBeGreaterThanOrEqual(85);
  // the rule book shows it: `npm run mutation`, then `npm run rulebook`
  expect({ mutants: MUTATION.mutants, killed: MUTATION.killed }).toEqual(all);
}, 60_000);
