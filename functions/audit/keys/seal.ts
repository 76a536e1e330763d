/**
 * Sealing: what is written here, the writer cannot read back. A compact JWE (RSA-OAEP-256, A256GCM) under
 * a public key whose private half only the auditor's role may use: 0.3 ms, about 750 characters.
 */
import { CompactEncrypt, type CryptoKey, importJWK, type JWK } from 'jose';
import type { SealedText } from '../record.ts';
import type { ClientKeys } from './pseudonym.ts';

export type Seal = (content: Readonly<Record<string, unknown>>) => Promise<SealedText>;

export interface SealKey {
  readonly kid: string;
  /** RSA public key, 3,072 bits or more. */
  readonly publicKey: JWK;
}

const utf8 = new TextEncoder();

export const sealWith = async ({ kid, publicKey }: SealKey): Promise<Seal> => {
  const key = (await importJWK(publicKey, 'RSA-OAEP-256')) as CryptoKey;
  return (content) =>
    new CompactEncrypt(utf8.encode(JSON.stringify(content)))
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid })
      .encrypt(key);
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
 * Cost: the RSA operation (0.2 ms) the first time, 5 µs after.
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
