import { describe, expect, test } from 'vitest';
import { cardsOf, outcomeOf, rulesWithVignettes, vignettesOf } from '../../sandbox/page/vignettes.ts';

describe.each(rulesWithVignettes.map((rule) => [rule.id, rule] as const))('%s on the page', (_, rule) => {
  test('every vignette has its tick, and its cards can be composed', () => {
    for (const vignette of vignettesOf(rule)) {
      expect(outcomeOf(rule, vignette), vignette.title).toMatchObject({ asExpected: true });
      expect(() => cardsOf(rule, vignette)).not.toThrow();
    }
  });
});
