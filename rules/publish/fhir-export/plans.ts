/**
 * A PlanDefinition for each rule, whose conditions and values are definitions of the logic libraries: red flags, the
 * nerve root, diagnoses, recommendations.
 */
import type { PlanDefinition, PlanDefinitionAction, RelatedArtifact } from 'fhir/r4';
import { citations } from '../../citations.ts';
import { BASE } from '../../codes/code-system.ts';
import { tables } from '../../differential/index.ts';
import { type DiagnosisId, diagnosisIds, type RedFlagId, redFlagIds } from '../../engine/ids.ts';
import type { Evidence } from '../../engine/rule.ts';
import type { Hook } from '../../engine/types.ts';
import { KNOWLEDGE_VERSION } from '../../knowledge-version.ts';
import { evidence as rootEvidence } from '../../localisation/table.ts';
import { recommendations } from '../../management/index.ts';
import { EVERY_HOOK, type Recommendation, VISIT } from '../../management/recommendation.ts';
import { redFlags } from '../../red-flags/index.ts';
import { FLAG_LIBRARY, levelName, namedName, RECOMMENDATION_LIBRARY } from './libraries.ts';
import { metadata } from './metadata.ts';
import { LEGS } from './scope.ts';

type RuleId = RedFlagId | 'ROOT' | DiagnosisId | Recommendation['id'];

const isDiagnosis = (id: string): id is DiagnosisId => (diagnosisIds as readonly string[]).includes(id);

/** The id of the PlanDefinition of a rule. */
export const planIdOf = (rule: RuleId): string => {
  if (rule === 'ROOT') return 'nerve-root';
  return isDiagnosis(rule) ? `dx-${rule.toLowerCase()}` : rule.toLowerCase();
};

const cited = (evidence: readonly Evidence[]): RelatedArtifact[] =>
  evidence.map(({ cite, says, strength }) => {
    const { label, link } = citations[cite];
    return { type: 'citation', label, display: `${says} (${strength})`, ...(link && { url: link }) };
  });

interface PlanParts {
  readonly rule: RuleId;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly library: string;
  readonly evidence: readonly Evidence[];
  readonly action: PlanDefinitionAction[];
}

const plan = ({
  rule,
  version,
  title,
  description,
  library,
  evidence,
  action,
}: PlanParts): PlanDefinition => ({
  resourceType: 'PlanDefinition',
  id: planIdOf(rule),
  ...metadata('PlanDefinition', planIdOf(rule), title, description),
  identifier: [
    { system: `${BASE}/rule`, value: rule },
    { system: `${BASE}/rule-version`, value: `${rule} ${version}` },
  ],
  type: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type', code: 'eca-rule' }],
  },
  library: [`${BASE}/Library/${library}|${KNOWLEDGE_VERSION}`],
  relatedArtifact: cited(evidence),
  action,
});

const defined = (expression: string) => ({ language: 'text/cql-identifier', expression }) as const;

const applies = (name: string): PlanDefinitionAction['condition'] => [
  { kind: 'applicability', expression: defined(name) },
];

const at = (hooks: readonly Hook[]): PlanDefinitionAction['trigger'] =>
  hooks.map((name) => ({ type: 'named-event', name }));

const PRIORITY = { emergent: 'stat', urgent: 'urgent', soon: 'routine' } as const;

const flagPlan = (id: RedFlagId): PlanDefinition => {
  const { version, title, concludes, levels, action, evidence } = redFlags[id];
  return plan({
    rule: id,
    version,
    title,
    description: `${concludes}: ${action}`,
    library: FLAG_LIBRARY,
    evidence,
    action: levels.map(({ urgency }) => ({
      title: `${concludes} (${urgency})`,
      description: action,
      priority: PRIORITY[urgency],
      trigger: at(EVERY_HOOK),
      condition: applies(levelName(id, urgency)),
    })),
  });
};

/** An action for each leg, which says the value that the definition has. */
const eachLeg = (title: string, named: (leg: string) => string, value: (leg: string) => string) =>
  LEGS.map(
    (leg): PlanDefinitionAction => ({
      title: leg === 'unspecified' ? `${title}, no side recorded` : `${title}, ${leg} leg`,
      trigger: at(VISIT),
      condition: applies(named(leg)),
      dynamicValue: [{ path: 'description', expression: defined(value(leg)) }],
    }),
  );

const rootPlan = (): PlanDefinition =>
  plan({
    rule: 'ROOT',
    version: KNOWLEDGE_VERSION,
    title: 'Nerve root that the findings of a leg fit best',
    description: 'Names one lumbar root, a pair, or several levels, from the findings of a leg.',
    library: RECOMMENDATION_LIBRARY,
    evidence: rootEvidence,
    action: eachLeg(
      'Root',
      (leg) => `${leg} root named`,
      (leg) => `${leg} root`,
    ),
  });

const diagnosisPlans = (): readonly PlanDefinition[] =>
  diagnosisIds.map((id) => {
    const { version, title, concludes, evidence } = tables[id];
    return plan({
      rule: id,
      version,
      title,
      description: `How far the findings of a leg fit: ${concludes}.`,
      library: RECOMMENDATION_LIBRARY,
      evidence,
      action: eachLeg(
        concludes,
        (leg) => namedName(leg, id),
        (leg) => `${leg} ${id}`,
      ),
    });
  });

const recommendationPlan = ({
  id,
  version,
  title,
  hooks,
  evidence,
  selectionBehavior,
}: Recommendation): PlanDefinition =>
  plan({
    rule: id,
    version,
    title,
    description: `When the recommendation applies: ${title}.`,
    library: RECOMMENDATION_LIBRARY,
    evidence,
    action: [{ title, trigger: at(hooks), condition: applies(id), selectionBehavior }],
  });

/** By rule, in the order of the stages. */
export const planDefinitions = (): ReadonlyMap<string, PlanDefinition> =>
  new Map([
    ...redFlagIds.map((id) => [id, flagPlan(id)] as const),
    ['ROOT', rootPlan()] as const,
    ...diagnosisPlans().map((made, n) => [diagnosisIds[n] as string, made] as const),
    ...recommendations.map((one) => [one.id, recommendationPlan(one)] as const),
  ]);
