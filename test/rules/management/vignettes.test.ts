/** Each recommendation's own vignettes, and the exact sets of the 32 developer vignettes. */
import { describe, expect, test } from 'vitest';
import { inputOf } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { contentOf, recommendations } from '../../../rules/management/index.ts';
import { devVignettes, inputOf as inputOfDev } from '../dev-vignettes.ts';

describe.each(recommendations.map((one) => [`${one.id} ${one.title}`, one] as const))('%s', (_, one) => {
  const hook = one.hooks[0];
  const fired = (given: Parameters<typeof inputOf>[0]) =>
    evaluate(inputOf({ ...(hook && { hook }), ...given })).fired.find(({ id }) => id === one.id);

  test.each(one.vignettes.fires.map((vignette) => [vignette.title, vignette] as const))(
    'fires: %s',
    (_, { given, expect: indicator }) => {
      const found = fired(given);
      expect(found && contentOf(found).indicator).toBe(indicator);
    },
  );

  test.each(one.vignettes.doesNot.map((vignette) => [vignette.title, vignette] as const))(
    'does not: %s',
    (_, { given }) => {
      expect(fired(given)?.id).toBeUndefined();
    },
  );
});

describe('the developer vignettes, exactly', () => {
  test.each(devVignettes.map((vignette) => [`${vignette.id} ${vignette.title}`, vignette] as const))(
    '%s',
    (_, { input, expected }) => {
      const { recommendations: found } = evaluate(inputOfDev(input)).assessment;
      expect(found.map(({ id }) => id).sort()).toEqual([...expected.recommendations].sort());
    },
  );
});
