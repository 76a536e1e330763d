/** People who sign policies in tests, and policies signed by them. */
import { exportJWK, type GeneralJWS, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';
import type { Policy, Ruling } from '../../functions/policy/policy.ts';
import { signed, unsigned } from '../../tools/policy/edit-policy.ts';

export interface PolicySigner {
  readonly privateKey: JWK;
  readonly publicKey: JWK;
}

export const signer = async (kid: string): Promise<PolicySigner> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return {
    privateKey: { ...(await exportJWK(privateKey)), kid },
    publicKey: { ...(await exportJWK(publicKey)), kid },
  };
};

export const keySetOf = (...signers: readonly PolicySigner[]): JSONWebKeySet => ({
  keys: signers.map(({ publicKey }) => publicKey),
});

export const policy = (version: number, ...rulings: readonly Ruling[]): Policy => ({
  version,
  at: '2026-11-22T09:00:00.000Z',
  rulings,
});

export const signedBy = async (content: Policy, ...signers: readonly PolicySigner[]): Promise<GeneralJWS> => {
  let document = unsigned(content);
  for (const { privateKey } of signers) document = await signed(document, privateKey);
  return document;
};
