/** All that the rules say of a chart, as text. Run from the source and from a bundle. */
import { otherwise } from '../../../functions/cards/judge.ts';
import type { EngineInput } from '../../../rules/engine/types.ts';
import { evaluate } from '../../../rules/index.ts';
import { recommendations } from '../../../rules/management/index.ts';
import { compose } from '../../cards/compose.ts';

/** Cards, assessment, trace. */
export const answer = (input: EngineInput): string => {
  const evaluation = evaluate(input);
  return JSON.stringify({ composition: compose(input), trace: evaluation.trace });
};

/** What the cards say when the words of a recommendation cannot be made. */
export const withoutWords = (): string =>
  JSON.stringify(
    recommendations.map((recommendation) => {
      const redFlags = (recommendation.redFlags ?? []).map((id) => ({ id, urgency: 'urgent', because: [] }));
      // the rest of the situation is what could not be worded
      const situation = { redFlags } as never;
      return otherwise({ id: recommendation.id, recommendation, situation }).at(-1)?.();
    }),
  );
