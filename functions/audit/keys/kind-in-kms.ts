/** The kind of a key, as KMS tells it to the auditor, who may use keys and not describe them. */
import { GenerateMacCommand, GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { type KmsKeyKind, keyKinds } from './key-kinds.ts';

/** A MAC of nothing, which no other kind of key gives. @throws what KMS says */
const macKindOf = async (kms: KMSClient, arn: string): Promise<string> => {
  await kms.send(new GenerateMacCommand({ KeyId: arn, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.of(0) }));
  return `${keyKinds.pseudonyms.specs[0]}, ${keyKinds.pseudonyms.usage}`;
};

/** @throws what KMS says */
const pairKindOf = async (kms: KMSClient, arn: string): Promise<string> => {
  const { KeySpec, KeyUsage } = await kms.send(new GetPublicKeyCommand({ KeyId: arn }));
  return `${KeySpec}, ${KeyUsage}`;
};

/** One request. @returns spec and usage @throws what KMS says */
export const kindInKms = (kms: KMSClient, arn: string, asked: KmsKeyKind): Promise<string> =>
  asked === keyKinds.pseudonyms ? macKindOf(kms, arn) : pairKindOf(kms, arn);
