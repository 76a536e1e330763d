/**
 * Opens what was sealed, for the auditor's role alone: the private key is in a file of his, or never leaves
 * KMS, which unwraps the content key of one text at a time. RFC 7516 §5.2.
 */
import { constants, createDecipheriv, createPrivateKey, privateDecrypt } from 'node:crypto';
import type { JWK } from 'jose';
import type { SealedText } from '../record.ts';

/** Content key of a JWE, by the key id in its header. */
export type Unwrap = (wrapped: Uint8Array, kid: string) => Promise<Uint8Array>;

export const unwrapWith =
  (keys: readonly { readonly kid: string; readonly privateKey: JWK }[]): Unwrap =>
  async (wrapped, kid) => {
    const found = keys.find((key) => key.kid === kid);
    if (found === undefined) throw new Error(`no private key ${kid}: it was sealed with another key`);
    const key = createPrivateKey({ key: found.privateKey, format: 'jwk' });
    return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, wrapped);
  };

const decoded = (part: string): Buffer => Buffer.from(part, 'base64url');

/** @throws Error when the key is not the right one or the text was changed */
export const unseal = async (sealed: SealedText, unwrap: Unwrap): Promise<unknown> => {
  const [header = '', key = '', iv = '', content = '', tag = ''] = sealed.split('.');
  const { alg, enc, kid } = JSON.parse(decoded(header).toString()) as Record<string, unknown>;
  if (alg !== 'RSA-OAEP-256' || enc !== 'A256GCM' || typeof kid !== 'string') {
    throw new Error('not sealed by this service');
  }
  const decipher = createDecipheriv('aes-256-gcm', await unwrap(decoded(key), kid), decoded(iv), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(header, 'ascii')).setAuthTag(decoded(tag));
  const text = Buffer.concat([decipher.update(decoded(content)), decipher.final()]);
  return JSON.parse(text.toString());
};
