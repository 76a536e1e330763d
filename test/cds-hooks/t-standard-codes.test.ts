/** A hospital without our codes: where ours give a critical card, standard codes alone give one. */
import { expect, test } from 'vitest';
import { composeCards } from '../../functions/cards/index.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import { evaluate } from '../../rules/index.ts';
import { contextOf } from '../cards/compose.ts';
import { devVignettes } from '../rules/dev-vignettes.ts';
import { extracted, finding } from '../support/fhir.ts';
import { inStandardCodes } from '../support/standard-codes.ts';

const sides = { L: 'left', R: 'right', B: 'both', U: 'both' } as const;

const isCritical = (resources: readonly unknown[]): boolean => {
  const { input, sources } = extracted(resources);
  return composeCards({
    evaluation: evaluate(input),
    extraction: { input, sources },
    context: contextOf(input),
    profile: standardProfile,
    callId: '0190a000-0000-8000-8000-000000000000',
    overrides: { find: () => undefined },
  }).cards.some(({ indicator }) => indicator === 'critical');
};

const charts = devVignettes.map(({ id, input }) => ({
  id,
  resources: input.f.map(([name, value, options], n) =>
    finding(name as FindingId, value as never, {
      id: `o${n}`,
      ...(options?.side && { side: sides[options.side] }),
    }),
  ),
}));

const critical = charts.filter(({ resources }) => isCritical(resources));

test('there are critical cards to lose', () => expect(critical.length).toBeGreaterThan(5));

// V06 rests on sciatica that became bilateral alone, for which no standard code exists
test.each(critical.filter(({ id }) => id !== 'V06').map(({ id, resources }) => [id, resources] as const))(
  '%s: the critical card in our codes is one in standard codes',
  (_, resources) => expect(isCritical(resources.flatMap((one) => inStandardCodes(one) ?? []))).toBe(true),
);
