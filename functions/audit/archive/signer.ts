/**
 * Signatures on manifests: Ed25519 with a local key, ECDSA P-256 with one that KMS keeps. Whoever verifies
 * needs the public key alone, from a source he trusts.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { JWK } from 'jose';

export type SignatureAlgorithm = 'Ed25519' | 'ES256';

export interface Signer {
  readonly kid: string;
  readonly alg: SignatureAlgorithm;
  sign(text: string): Promise<Buffer>;
}

export const localSigner = ({ kid, privateKey }: { kid: string; privateKey: JWK }): Signer => {
  const key = createPrivateKey({ key: privateKey, format: 'jwk' });
  return { kid, alg: 'Ed25519', sign: async (text) => sign(null, Buffer.from(text), key) };
};

export const kmsSigner = (kms: KMSClient, arn: string): Signer => ({
  kid: `kms-${arn.slice(-8)}`,
  alg: 'ES256',
  sign: async (text) => {
    const { Signature } = await kms.send(
      new SignCommand({
        KeyId: arn,
        MessageType: 'DIGEST',
        Message: createHash('sha256').update(text).digest(),
        SigningAlgorithm: 'ECDSA_SHA_256',
      }),
    );
    if (Signature === undefined) throw new Error('the key service did not sign');
    return Buffer.from(Signature);
  },
});

/** KMS signs in DER, which is what node:crypto expects. */
export const isSignedBy = (
  key: KeyObject,
  alg: SignatureAlgorithm,
  text: string,
  signature: Uint8Array,
): boolean => {
  const fits = { Ed25519: 'ed25519', ES256: 'ec' }[alg] === key.asymmetricKeyType;
  return fits && verify(alg === 'Ed25519' ? null : 'sha256', Buffer.from(text), key, signature);
};

export const publicKeyOf = (privateKey: JWK): KeyObject =>
  createPublicKey(createPrivateKey({ key: privateKey, format: 'jwk' }));

/** What two people compare to know that they hold the same key: SHA-256 of its SPKI form, hex. */
export const fingerprint = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
