/**
 * Which knowledge this is, of when, and who stands behind it. Cards, the rule book and the FHIR export say it
 * in the words made here, so that signing off changes one line and nothing else claims a review.
 */
import { signedRules } from './signed-rules.ts';

/** Goes up with any change of meaning in the rules; part of every answer and audit row. */
export const KNOWLEDGE_VERSION = '1.1.0';

/** ISO date on which the knowledge was compiled and its sources were opened. */
export const KNOWLEDGE_DATE = '2026-11-30';

export type KnowledgeStatus =
  /** Compiled and tested; no clinician has approved it. Not for live use. */
  | { readonly state: 'draft' }
  /** Approved by the clinical owner for live use: role or name, and ISO date. */
  | { readonly state: 'signed-off'; readonly by: string; readonly on: string };

/** The one line that a sign-off changes, together with the signed rule book (docs/rulebook.md). */
export const KNOWLEDGE_STATUS: KnowledgeStatus = { state: 'draft' };

/** `draft awaiting clinical sign-off`, or who signed it off and when. */
export const statusWords = (status: KnowledgeStatus): string =>
  status.state === 'draft' ? 'draft awaiting clinical sign-off' : `signed off ${status.on} by ${status.by}`;

/** As the last line of a card: `knowledge 1.1.0 of 2026-11-30, draft awaiting clinical sign-off`. */
export const knowledgeWords = (version: string, status: KnowledgeStatus = KNOWLEDGE_STATUS): string =>
  `knowledge ${version} of ${KNOWLEDGE_DATE}, ${statusWords(status)}`;

/** As the footer of a card: `knowledge 1.1.0 (draft)`. */
export const shortKnowledgeWords = (version: string, status: KnowledgeStatus = KNOWLEDGE_STATUS): string =>
  `knowledge ${version} (${status.state === 'draft' ? 'draft' : `signed off ${status.on}`})`;

/** As the footer of a card: `v1.6.0`, and when a clinician signed the rule as it is now, `v1.6.0, signed 2027-01-31`. */
export const versionWords = (
  { id, version }: { readonly id: string; readonly version: string },
  signed: Readonly<Record<string, string>> = signedRules,
): string => (Object.hasOwn(signed, id) ? `v${version}, signed ${signed[id]}` : `v${version}`);
