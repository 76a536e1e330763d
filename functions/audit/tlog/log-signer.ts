/**
 * Who signs checkpoints: a key that nothing else in the service has. Ed25519, as the formats ask for; in the cloud KMS
 * keeps it (`ECC_NIST_EDWARDS25519`) and only the checkpoint function's role may sign with it.
 */
import { createPrivateKey, sign } from 'node:crypto';
import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { JWK } from 'jose';
import { publicKeyOf } from '../archive/signer.ts';
import { kmsPublicKey } from '../keys/kms.ts';
import type { LogSigner } from './checkpoint.ts';
import { type NoteKey, noteKey } from './note.ts';

/** One request for the public half. @param origin name of the tlog */
export const kmsLogKey = async (kms: KMSClient, arn: string, origin: string): Promise<NoteKey> =>
  noteKey(origin, await kmsPublicKey(kms, arn));

/** @param origin name of the tlog */
export const kmsLogSigner = async (kms: KMSClient, arn: string, origin: string): Promise<LogSigner> => ({
  key: await kmsLogKey(kms, arn, origin),
  sign: async (text) => {
    const { Signature } = await kms.send(
      new SignCommand({
        KeyId: arn,
        MessageType: 'RAW',
        Message: Buffer.from(text),
        SigningAlgorithm: 'ED25519_SHA_512',
      }),
    );
    if (Signature === undefined) throw new Error('the key service did not sign');
    return Buffer.from(Signature);
  },
});

export const localLogSigner = (privateKey: JWK, origin: string): LogSigner => {
  const key = createPrivateKey({ key: privateKey, format: 'jwk' });
  return {
    key: noteKey(origin, publicKeyOf(privateKey)),
    sign: async (text) => sign(null, Buffer.from(text), key),
  };
};
