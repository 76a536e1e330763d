/**
 * What a clinician set aside before (D19). The same recommendation on the same evidence is withheld from
 * that clinician for that patient until the time is over; an emergency is never withheld, it says when and
 * why it was set aside. Different evidence is other evidence, better or worse: it shows.
 */
import { type OfferedReason, overrideReasons } from '../../rules/management/override-reasons.ts';
import { type Said, say } from '../../rules/management/wording/say.ts';
import type { Override } from '../audit/overrides.ts';

export interface Withheld {
  readonly reason: string;
  /** ISO instant. */
  readonly until: string;
}

/** The narrow part of the audit log's answer that is needed here. */
export interface KnownOverrides {
  find(rule: string, evidence: readonly string[]): Override | undefined;
}

export type Standing =
  | { readonly kind: 'shown' }
  /** An emergency that was set aside: shown, with this sentence. */
  | { readonly kind: 'shown-again'; readonly sentence: Said }
  | { readonly kind: 'withheld'; readonly withheld: Withheld };

export const reasonWords = (reason: string | undefined): string =>
  reason !== undefined && Object.hasOwn(overrideReasons, reason)
    ? overrideReasons[reason as OfferedReason].display.toLowerCase()
    : 'reason not recorded';

/** @param isEmergent asked only of what was set aside. */
export const standing = (
  rule: string,
  basis: readonly string[],
  isEmergent: () => boolean,
  overrides: KnownOverrides,
  now: string,
): Standing => {
  const found = overrides.find(rule, basis);
  if (found === undefined || found.until <= now) return { kind: 'shown' };
  if (isEmergent()) {
    const sentence = say('limit.again', { date: found.at.slice(0, 10), reason: reasonWords(found.reason) });
    return { kind: 'shown-again', sentence };
  }
  return { kind: 'withheld', withheld: { reason: found.reason ?? 'other', until: found.until } };
};
