/**
 * The key service, for what it alone may do: derive the clients' keys, unwrap what was sealed, sign
 * manifests. Costs a local run, which uses none of it, 7 ms of its start: a dynamic import would keep the
 * bundler from leaving out what nobody uses of the SDK, 11 kB of a zip (docs/decisions/0302).
 */

import { createPublicKey, type KeyObject } from 'node:crypto';
import { DecryptCommand, GenerateMacCommand, GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { SettingError } from '../../base/settings.ts';
import { namingStore } from '../../base/store.ts';
import type { KeyRing } from './key-ring.ts';
import type { SealKey } from './seal.ts';

export interface RingArn {
  readonly kid: string;
  readonly arn: string;
  /** The one client that the key is for, in place of the common keys. Absent: every client. */
  readonly client?: string;
}

/** `k2=arn…,k1=arn…,k3@st-elsewhere=arn…`, active first. @throws Error that names the remedy. */
export const ringArns = (setting: string): readonly RingArn[] =>
  setting.split(',').map((part) => {
    const [, kid, client, arn] = /^\s*([a-z0-9-]+)(?:@([^=]+))?=(arn:\S+|alias\/\S+)\s*$/.exec(part) ?? [];
    if (kid === undefined || arn === undefined) {
      throw new SettingError('PSEUDONYM_KEY_ARNS must read kid=arn,kid=arn, the active key first');
    }
    return { kid, arn, ...(client !== undefined && { client }) };
  });

/** Milliseconds: a request that is never answered must not be waited for by all that come after. */
const REQUEST_MILLISECONDS = 1_000;

export const openKms = (): KMSClient =>
  namingStore(
    'KMS',
    new KMSClient({
      maxAttempts: 3,
      requestHandler: { connectionTimeout: REQUEST_MILLISECONDS, requestTimeout: REQUEST_MILLISECONDS },
    }),
  );

/** A client's key is the MAC of its name under the ring's key, which never leaves the key service. */
export const kmsKeyRing = (arns: readonly RingArn[], kms: KMSClient): KeyRing => {
  const common = arns.filter(({ client }) => client === undefined);
  return {
    kidsOf: (client) => {
      const own = arns.filter((entry) => entry.client === client);
      return (own.length > 0 ? own : common).map(({ kid }) => kid);
    },
    clientKey: async (kid, client) => {
      const entry = arns.find((e) => e.kid === kid && (e.client === undefined || e.client === client));
      const { Mac } = await kms.send(
        new GenerateMacCommand({
          KeyId: entry?.arn,
          MacAlgorithm: 'HMAC_SHA_256',
          Message: Buffer.from(`radix-cds pseudonym\n${client}`),
        }),
      );
      if (Mac === undefined) throw new Error(`the key service gave no key for ${kid}`);
      return Mac;
    },
  };
};

export const kmsPublicKey = async (kms: KMSClient, arn: string): Promise<KeyObject> => {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: arn }));
  if (PublicKey === undefined) throw new Error('the key service gave no public key');
  return createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
};

/** The last 8 characters of the key's id name it in each JWE. */
export const kmsSealKey = async (kms: KMSClient, arn: string): Promise<SealKey> => ({
  kid: `kms-${arn.slice(-8)}`,
  publicKey: (await kmsPublicKey(kms, arn)).export({ format: 'jwk' }),
});

/** Content key of a sealed text, unwrapped by the key service. */
export const kmsUnwrap =
  (kms: KMSClient, arn: string) =>
  async (wrapped: Uint8Array): Promise<Uint8Array> => {
    const { Plaintext } = await kms.send(
      new DecryptCommand({
        KeyId: arn,
        EncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
        CiphertextBlob: wrapped,
      }),
    );
    if (Plaintext === undefined) throw new Error('the key service did not open the seal');
    return Plaintext;
  };
