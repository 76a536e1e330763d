/**
 * The rules' own vignettes as charts that can be looked at: what was recorded, what the rule is expected to conclude,
 * what it concludes today, and the cards that the chart gets. Pure.
 */
import type { Bundle } from 'fhir/r4';
import { composeCards } from '../../functions/cards/index.ts';
import type { Card, HookContext } from '../../functions/cds-hooks/wire.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import { inputOf, type Vignette, type VignetteChart } from '../../rules/engine/rule.ts';
import type { Hook } from '../../rules/engine/types.ts';
import { type Evaluation, evaluate } from '../../rules/index.ts';
import { contributionsOf, recommendations } from '../../rules/management/index.ts';
import { type AnyRule, everyRule } from '../../rules/publish/every-rule.ts';

export const rulesWithVignettes: readonly AnyRule[] = everyRule.filter(({ fires }) => fires.length > 0);

export const vignettesOf = ({ fires, doesNot }: AnyRule): readonly Vignette<string | null>[] => [
  ...fires,
  ...doesNot,
];

const firstHook = new Map<string, Hook | undefined>(recommendations.map(({ id, hooks }) => [id, hooks[0]]));

const evaluationOf = (rule: string, given: VignetteChart): Evaluation => {
  const hook = firstHook.get(rule);
  return evaluate(inputOf({ ...(hook && { hook }), ...given }));
};

/** A red flag's level, a cause's category, a recommendation's indicator; `null` where it says nothing. */
const concluded = (rule: string, { assessment, fired }: Evaluation): string | null => {
  if (firstHook.has(rule)) {
    const one = fired.find(({ id }) => id === rule);
    return one === undefined ? null : (contributionsOf(one)[0]?.indicator ?? null);
  }
  if (rule.startsWith('RF-')) return assessment.redFlags.find(({ id }) => id === rule)?.urgency ?? null;
  return assessment.differential.find(({ condition }) => condition === rule)?.category ?? 'not scored';
};

export interface VignetteOutcome {
  readonly got: string | null;
  readonly asExpected: boolean;
}

/** A recommendation that does not fire has no indicator, whatever its vignette expects of its card. */
export const outcomeOf = ({ id }: AnyRule, { given, expect }: Vignette<string | null>): VignetteOutcome => {
  const got = concluded(id, evaluationOf(id, given));
  return { got, asExpected: got === expect };
};

/** In the place of a patient: a vignette has none. */
const PATIENT = 'vignette';
const CALL = '00000000-0000-8000-8000-000000000000';

export const cardsOf = ({ id }: AnyRule, { given }: Vignette<string | null>): readonly Card[] => {
  const evaluation = evaluationOf(id, given);
  const { input } = evaluation.situation;
  const common = { userId: 'Practitioner/vignette', patientId: PATIENT };
  const draftOrders: Bundle = { resourceType: 'Bundle', type: 'collection', entry: [] };
  const { hook } = input;
  const isOrdering = hook === 'order-select' || hook === 'order-sign';
  const context: HookContext = isOrdering
    ? { hook: 'order-sign', ...common, draftOrders }
    : { hook: 'patient-view', ...common };
  return composeCards({
    evaluation,
    extraction: { input, sources: new Map() },
    context,
    profile: standardProfile,
    callId: CALL,
    overrides: { find: () => undefined },
  }).cards;
};
