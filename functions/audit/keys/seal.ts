/**
 * Sealing: what is written here, the writer cannot read back. A compact JWE (RSA-OAEP-256, A256GCM, RFC 7516) under
 * a public key whose private half only the auditor's role may use: 70 µs, about 750 characters. Each text has a content
 * key of its own, so that each is opened by itself; `unseal.ts` is the other half.
 */
import {
  constants,
  createCipheriv,
  createPublicKey,
  createSecretKey,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import type { JWK } from 'jose';
import type { SealedText } from '../record.ts';
import type { ClientKeys } from './pseudonym.ts';

export type Seal = (content: Readonly<Record<string, unknown>>) => Promise<SealedText>;

export interface SealKey {
  readonly kid: string;
  /** RSA public key, 3,072 bits or more. */
  readonly publicKey: JWK;
}

const LEAST_BITS = 3_072;
const CONTENT_KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** @throws Error when the key is no RSA key of that length */
export const sealWith = async ({ kid, publicKey }: SealKey): Promise<Seal> => {
  const key = createPublicKey({ key: publicKey, format: 'jwk' });
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_BITS)
    throw new Error(`the key ${kid} to seal with must be an RSA key of ${LEAST_BITS} bits or more`);
  const oaep = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  const header = Buffer.from(JSON.stringify({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid })).toString(
    'base64url',
  );
  return async (content) => {
    const contentKey = randomBytes(CONTENT_KEY_BYTES);
    const iv = randomBytes(IV_BYTES);
    // given bytes in place of a key object, node takes 10 µs to find out what they are
    const secret = createSecretKey(contentKey);
    const cipher = createCipheriv('aes-256-gcm', secret, iv, { authTagLength: TAG_BYTES }).setAAD(
      Buffer.from(header, 'ascii'),
    );
    const text = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
    const parts = [publicEncrypt(oaep, contentKey), iv, text, cipher.getAuthTag()];
    return [header, ...parts.map((part) => part.toString('base64url'))].join('.');
  };
};

/** The people of one call, as the EHR named them. */
export interface People {
  readonly patientId?: string;
  readonly userId?: string;
  readonly encounterId?: string;
}

export const sealReferences = (seal: Seal, { patientId, userId, encounterId }: People): Promise<SealedText> =>
  seal({ patientId, userId, encounterId });

/** Undefined when they cannot be sealed now. */
export type SealPeople = (
  keys: Pick<ClientKeys, 'digest'>,
  people: People,
) => Promise<SealedText | undefined>;

/**
 * The same people of the same client and visit are sealed once: an EHR calls again with every order that is
 * edited, and their pseudonyms beside the sealed text say already that they are the same. What is remembered
 * is a keyed digest and the sealed text, never an id.
 * Cost: the RSA operation (60 µs) the first time, 5 µs after.
 */
export const sealPeopleOnce = (seal: Seal, most = 1_000): SealPeople => {
  const known = new Map<string, Promise<SealedText>>();
  return (keys, people) => {
    const { patientId, userId, encounterId } = people;
    const name = keys.digest('people', [patientId ?? '', userId ?? '', encounterId ?? '']);
    const found = known.get(name);
    if (found !== undefined) return found;
    const sealed = sealReferences(seal, people);
    known.set(name, sealed);
    sealed.catch(() => known.delete(name));
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return sealed;
  };
};
