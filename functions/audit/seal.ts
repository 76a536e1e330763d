/**
 * Sealing: what is written here, the writer cannot read back. A compact JWE (RSA-OAEP-256, A256GCM) under
 * a public key whose private half only the auditor's role may use: 0.3 ms, about 750 characters.
 */
import { CompactEncrypt, type CryptoKey, importJWK, type JWK } from 'jose';
import type { SealedText } from './record.ts';

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
export const sealReferences = (
  seal: Seal,
  { patientId, userId, encounterId }: { patientId?: string; userId?: string; encounterId?: string },
): Promise<SealedText> => seal({ patientId, userId, encounterId });
