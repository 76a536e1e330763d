/** Each recommendation's own vignettes. Those of the knowledge specification are in dev-vignettes.test.ts. */
import { describe, expect, test } from 'vitest';
import { inputOf } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { recommendations } from '../../../rules/management/index.ts';
import { partsIn } from '../parts.ts';

describe.each(recommendations.map((one) => [`${one.id} ${one.title}`, one] as const))('%s', (_, one) => {
  const hook = one.hooks[0];
  const fired = (given: Parameters<typeof inputOf>[0]) =>
    evaluate(inputOf({ ...(hook && { hook }), ...given })).fired;

  test.each(one.vignettes.fires.map((vignette) => [vignette.title, vignette] as const))(
    'fires: %s',
    (_, { given, expect: indicator }) => {
      expect(partsIn(fired(given), one.id)?.indicator).toBe(indicator);
    },
  );

  test.each(one.vignettes.doesNot.map((vignette) => [vignette.title, vignette] as const))(
    'does not: %s',
    (_, { given }) => {
      expect(fired(given).some(({ id }) => id === one.id)).toBe(false);
    },
  );
});
