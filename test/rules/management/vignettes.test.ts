/** Each recommendation's own vignettes. Those of the knowledge specification are in dev-vignettes.test.ts. */
import { describe, expect, test } from 'vitest';
import { inputOf } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { contentOf, recommendations } from '../../../rules/management/index.ts';

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
