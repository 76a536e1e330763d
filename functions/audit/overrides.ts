/**
 * What a clinician has overridden for a patient, and for how long that holds (D19).
 *
 * The same recommendation on the same evidence is withheld 90 days after `known-baseline` and
 * `not-applicable`, 24 hours after any other reason. Whether an emergent card is withheld is not
 * decided here: it never is.
 */
import { lineOf } from './call-ids.ts';
import type { ClientKeys } from './keys/pseudonym.ts';
import type { CallRecord, Digest, FeedbackRecord } from './record.ts';

export interface Override {
  readonly rule: string;
  readonly evidence: Digest;
  /** ISO instant the clinician decided. */
  readonly at: string;
  /** Override reason code; `other` for one that is not ours; absent when none was given. */
  readonly reason?: string;
  /** ISO instant until which the recommendation is withheld. */
  readonly until: string;
}

/** A decision about one recommendation; an acceptance ends an earlier override. */
export interface Decision extends Override {
  readonly outcome: 'accepted' | 'overridden';
  /** The card it was made on. */
  readonly card: string;
}

export interface Overrides {
  /** False when the store could not be read: then nothing is withheld. */
  readonly known: boolean;
  /** The override in force for this recommendation on exactly this evidence. */
  find(rule: string, evidence: readonly string[]): Override | undefined;
}

const hour = 3_600_000;
const days = { short: 1, long: 90 } as const;
const long = new Set(['known-baseline', 'not-applicable']);

const daysAfter = (at: string, n: number) => new Date(Date.parse(at) + n * 24 * hour).toISOString();

export const withheldUntil = (decidedAt: string, reason: string | undefined): string =>
  daysAfter(decidedAt, reason !== undefined && long.has(reason) ? days.long : days.short);

/** An acceptance must outlive every override that it ends. */
export const heldUntil = (decidedAt: string): string => daysAfter(decidedAt, days.long);

export const noOverrides = (known: boolean): Overrides => ({ known, find: () => undefined });

/** The newest decision on the same evidence holds, until its time is over. */
export const overridesOf = (
  keys: Pick<ClientKeys, 'evidence'>,
  decisions: readonly Decision[],
  now: string,
): Overrides => {
  const newest = new Map<string, Decision>();
  for (const decision of decisions) {
    const name = `${decision.rule}\n${decision.evidence}`;
    const other = newest.get(name);
    if (other === undefined || other.at < decision.at) newest.set(name, decision);
  }
  return {
    known: true,
    find: (rule, evidence) => {
      // most clinicians have overridden nothing: then no digest is made
      if (newest.size === 0) return undefined;
      const found = newest.get(`${rule}\n${keys.evidence(rule, evidence)}`);
      return found?.outcome === 'overridden' && found.until > now ? found : undefined;
    },
  };
};

/** What one piece of feedback decides about the recommendations on its card. */
export const decisionsOf = (call: CallRecord, feedback: FeedbackRecord): readonly Decision[] => {
  const n = lineOf(call, feedback.card)?.n;
  const reason = feedback.reason?.code;
  return call.rules
    .filter(({ card }) => card !== undefined && card === n)
    .map(({ id, evidence }) => ({
      rule: id,
      evidence,
      outcome: feedback.outcome,
      card: feedback.card,
      at: feedback.decidedAt,
      ...(reason !== undefined && { reason }),
      until:
        feedback.outcome === 'accepted'
          ? heldUntil(feedback.decidedAt)
          : withheldUntil(feedback.decidedAt, reason),
    }));
};
