/**
 * What a call understood, as ids without values, encrypted under the client's key: the row says it to nobody who may
 * read the table alone, and the monitor and the auditor, who may derive the key, can count it. Equal names of one call
 * give equal texts, so that a record stays a function of its call. Cost: 30 µs and some 500 characters.
 *
 * The nonce is a MAC of the bytes that are encrypted and of the call (as in RFC 5297, SIV): no two different ones share
 * it, whichever way another release compresses the same names.
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Names of a call are some kilobytes: zlib's usual room, 256 kB that it clears first, takes four times the packing. */
const packing = { level: 1, memLevel: 5, windowBits: 13 } as const;
/** More than a chart of 300 findings has; what comes after is not counted. */
const MOST_NAMES = 400;

/** One key from the client's, for this alone. */
export const foundKey = (client: KeyObject): KeyObject =>
  createSecretKey(createHmac('sha256', client).update('radix-cds found').digest());

/** @param callId of the call whose row holds it: it opens beside no other */
export const hideFound = (key: KeyObject, names: readonly string[], callId: string): string => {
  const text = [...new Set(names)].sort().slice(0, MOST_NAMES).join('\n');
  const packed = deflateRawSync(text, packing);
  const mac = createHmac('sha256', key).update(`${callId}\n`).update(packed).digest();
  const nonce = mac.subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(
    Buffer.from(callId),
  );
  return Buffer.concat([nonce, cipher.update(packed), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
};

/** @throws Error when it was changed, or belongs to another call or key */
export const shownFound = (key: KeyObject, hidden: string, callId: string): readonly string[] => {
  const bytes = Buffer.from(hidden, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(callId))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const packed = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  const text = inflateRawSync(packed).toString();
  return text === '' ? [] : text.split('\n');
};
