/**
 * The ids that tie a call, its cards, their suggestions and the feedback together without an index.
 *
 * A call's id is a keyed hash of what was asked and what it was asked about, shaped as a UUIDv8 (RFC
 * 9562 §5.8) whose last byte is 00; card n is the same UUID with last byte n. So the same call has the
 * same ids, a changed chart has new ones, and a card uuid leads back to its call.
 */
import { createHash, createHmac, type KeyObject } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

export interface CallIdentity {
  readonly client: string;
  readonly service: string;
  readonly hookInstance: string;
  /** The hook's context, as parsed. */
  readonly context: unknown;
  /** Digest of everything the rules were given. */
  readonly input: string;
  readonly knowledgeVersion: string;
}

const uuidV8 = (bytes: Buffer): string => {
  const b = Buffer.from(bytes.subarray(0, 16));
  b[6] = 0x80 | ((b[6] ?? 0) & 0x0f);
  b[8] = 0x80 | ((b[8] ?? 0) & 0x3f);
  const hex = b.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

const ourUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const callId = (key: KeyObject, identity: CallIdentity): string => {
  const mac = createHmac('sha256', key)
    .update(`call\n${canonicalJson(identity)}`)
    .digest();
  mac[15] = 0;
  return uuidV8(mac);
};

/** @param n 1…255; a call answers at most 10 cards. */
export const cardId = (callId: string, n: number): string => {
  if (!Number.isInteger(n) || n < 1 || n > 255) throw new RangeError(`card number ${n} is not 1…255`);
  return callId.slice(0, -2) + n.toString(16).padStart(2, '0');
};

/** The call behind a card uuid and the card's number, or undefined if we cannot have issued it. */
export const cardOrigin = (card: string): { callId: string; n: number } | undefined => {
  const id = card.toLowerCase().replace(/^urn:uuid:/, '');
  if (!ourUuid.test(id)) return undefined;
  const n = Number.parseInt(id.slice(-2), 16);
  return n === 0 ? undefined : { callId: `${id.slice(0, -2)}00`, n };
};

/** Suggestion n (1…) of a card, or any other stable name for it. */
export const suggestionId = (card: string, n: number | string): string =>
  uuidV8(createHash('sha256').update(`suggestion\n${card}\n${n}`).digest());
