/**
 * The ids that tie calls, their cards, the suggestions on these and the feedback together without an index.
 *
 * Ids of calls and cards are shaped as UUIDv8 (RFC 9562 §5.8). All that are issued to one user about one patient of
 * one client begin with the same 60 bits, their subject, which is a keyed hash of the two. The rows of these calls
 * are one partition of the audit table, and feedback on any of their cards goes there too: a card leads to the
 * calls that showed it.
 *
 * The rest of a call's id is a keyed hash of what was asked and what it was asked about, and ends in 00: the same call
 * has the same id, a changed chart another. The rest of a card's uuid is a keyed hash of what it shows: in whichever
 * call, the same card has the same uuid.
 *
 * Ids that were issued before 1.1.0 have no subject: card n of a call was the call's id with n for its last byte.
 * `CallRecord.v` says which.
 */
import { createHmac, hash, type KeyObject } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { CallRecord, CardLine, Pseudonym } from './record.ts';

export interface CallIdentity {
  readonly client: string;
  readonly service: string;
  readonly hookInstance: string;
  /** The hook's context, as parsed. */
  readonly context: { readonly patientId: string; readonly userId: string };
  /** Digest of everything the rules were given. */
  readonly input: string;
  readonly knowledgeVersion: string;
}

/** To whom, and about whom. */
export interface CallSubject {
  readonly patient: Pseudonym;
  readonly user: Pseudonym;
  /** What all ids about them begin with, before they are shaped as UUIDs. */
  readonly prefix: string;
}

/** By the first 32 digits of a hash, of which the version and the variant take six bits. */
const uuidV8 = (hex: string): string => {
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** 16 hex digits of a keyed hash. */
const half = (key: KeyObject, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex').slice(0, 16);

export const callSubject = (key: KeyObject, patient: Pseudonym, user: Pseudonym): CallSubject => ({
  patient,
  user,
  prefix: half(key, `subject\n${patient}\n${user}`),
});

export const callId = (key: KeyObject, subject: CallSubject, identity: CallIdentity): string =>
  uuidV8(`${subject.prefix}${half(key, `call\n${canonicalJson(identity)}`).slice(0, 14)}00`);

/** @param shown what a reader sees of the card, in one spelling */
export const cardId = (key: KeyObject, subject: CallSubject, shown: string): string => {
  const rest = half(key, `card\n${shown}`);
  // 00 is for calls
  return uuidV8(subject.prefix + (rest.endsWith('00') ? `${rest.slice(0, 14)}01` : rest));
};

/** What all ids about one patient and one user begin with. */
export const subjectOf = (id: string): string => id.slice(0, 18);

const ourUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** An id as we spell it, however the caller did; undefined if we cannot have issued it. */
export const issuedId = (text: string): string | undefined => {
  const id = text.toLowerCase().replace(/^urn:uuid:/, '');
  return ourUuid.test(id) ? id : undefined;
};

export const isCallId = (id: string): boolean => id.endsWith('00');

/** The call that a card without a subject would have been on. */
export const callOfNumbered = (card: string): string => `${card.slice(0, -2)}00`;

const byte = (n: number): string => n.toString(16).padStart(2, '0');

/** Of a call without a subject: its id with n, 1…255, for its last byte. */
export const numberedCard = (callId: string, n: number): string => {
  if (!Number.isInteger(n) || n < 1 || n > 255) throw new RangeError(`card number ${n} is not 1…255`);
  return callId.slice(0, -2) + byte(n);
};

/** Of suggestion n (1…) of a numbered card, until that has the uuid which it keeps: no hash for what is thrown away. */
export const numberedSuggestion = (card: string, n: number): string => {
  const own = Number.parseInt(card.slice(-4, -2), 16);
  return card.slice(0, -4) + byte((own + n) & 0xff) + card.slice(-2);
};

export const uuidOf = ({ callId }: CallRecord, { uuid, n }: CardLine): string =>
  uuid ?? numberedCard(callId, n);

/** What a call's row says of a card; undefined when the call did not show it. */
export const lineOf = (call: CallRecord, card: string): CardLine | undefined =>
  call.cards.find((line) => uuidOf(call, line) === card);

/** Suggestion n (1…) of a card, or any other stable name for it. */
export const suggestionId = (card: string, n: number | string): string =>
  uuidV8(hash('sha256', `suggestion\n${card}\n${n}`));
