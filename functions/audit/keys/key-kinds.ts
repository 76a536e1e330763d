/** What each key of KMS must be to be used as it is: the stacks make them so, and `npm run audit -- keys` checks it. */

export interface KmsKeyKind {
  /** The one that the stacks make comes first. */
  readonly specs: readonly [string, ...string[]];
  readonly usage: string;
}

/** The kind of each key but those that encrypt what AWS keeps (tables, archive, logs): AWS takes symmetric ones alone. */
export const keyKinds = {
  pseudonyms: { specs: ['HMAC_256'], usage: 'GENERATE_VERIFY_MAC' },
  seal: { specs: ['RSA_3072', 'RSA_4096'], usage: 'ENCRYPT_DECRYPT' },
  signing: { specs: ['ECC_NIST_P256'], usage: 'SIGN_VERIFY' },
  log: { specs: ['ECC_NIST_EDWARDS25519'], usage: 'SIGN_VERIFY' },
  certify: { specs: ['ECC_NIST_P256'], usage: 'SIGN_VERIFY' },
} as const satisfies Readonly<Record<string, KmsKeyKind>>;
