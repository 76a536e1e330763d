/**
 * A call on record, evaluated again by the rules of this process on what they were given then: each rule with the
 * truth of what it asks, and whether the answer is the same. With the same knowledge it must be; with another, what
 * differs is what the change of the knowledge did. Pure.
 */
import type { ClientKeys } from '../../functions/audit/keys/pseudonym.ts';
import type { CallRecord } from '../../functions/audit/record.ts';
import { composeCards } from '../../functions/cards/index.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { evaluate, type RuleTrace } from '../../rules/index.ts';

/** A rule that fired then, today, or both; `version` of each. */
export interface ReplayedRule {
  readonly id: string;
  readonly before: string | undefined;
  readonly today: string | undefined;
  /** It fired both times on the same findings. */
  readonly sameEvidence: boolean;
}

interface BeforeAndToday {
  readonly before: string;
  readonly today: string;
}

export interface Replay {
  readonly knowledge: BeforeAndToday;
  readonly urgency: BeforeAndToday;
  readonly rules: readonly ReplayedRule[];
  readonly isSame: boolean;
  readonly trace: readonly RuleTrace[];
}

interface FiredLine {
  readonly version: string;
  readonly evidence: string;
}

/** No override is known of that moment: what was withheld then fired all the same. */
const firedToday = (input: EngineInput, keys: Pick<ClientKeys, 'evidence'>) => {
  const evaluation = evaluate(input);
  const { rules, assessment } = composeCards({
    evaluation,
    extraction: { input, sources: new Map() },
    context: { hook: 'patient-view', userId: 'Practitioner/replay', patientId: 'replay' },
    profile: standardProfile,
    callId: '00000000-0000-8000-8000-000000000000',
    overrides: { find: () => undefined },
  });
  const lines = rules.map(({ id, version, evidence }): [string, FiredLine] => [
    id,
    { version, evidence: keys.evidence(id, evidence) },
  ]);
  return { assessment, lines: new Map(lines), trace: evaluation.trace() };
};

const compared = (
  before: ReadonlyMap<string, FiredLine>,
  today: ReadonlyMap<string, FiredLine>,
): readonly ReplayedRule[] =>
  [...new Set([...before.keys(), ...today.keys()])].sort().map((id) => ({
    id,
    before: before.get(id)?.version,
    today: today.get(id)?.version,
    sameEvidence: before.get(id)?.evidence === today.get(id)?.evidence,
  }));

/** @param keys of the client of the call */
export const replayOf = (
  { knowledgeVersion, urgency, rules: recorded }: CallRecord,
  input: EngineInput,
  keys: Pick<ClientKeys, 'evidence'>,
): Replay => {
  const { assessment, lines, trace } = firedToday(input, keys);
  const rules = compared(new Map(recorded.map((line) => [line.id, line])), lines);
  return {
    knowledge: { before: knowledgeVersion, today: assessment.knowledgeVersion },
    urgency: { before: urgency, today: assessment.urgency },
    rules,
    isSame:
      urgency === assessment.urgency &&
      rules.every(({ before, today, sameEvidence }) => before === today && sameEvidence),
    trace,
  };
};
