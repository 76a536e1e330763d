/**
 * The secrets behind pseudonyms, digests and call ids: 32 bytes per client and key id, never stored in
 * the audit log. The first key id is the active one; older ones stay so that old records are still found.
 */
import { hkdfSync } from 'node:crypto';

export interface KeyRing {
  /** The keys that name this client's people, active first. */
  kidsOf(client: string): readonly string[];
  clientKey(kid: string, client: string): Promise<Uint8Array>;
}

export interface RingKey {
  readonly kid: string;
  /** At least 32 random bytes, base64url. */
  readonly secret: string;
}

/** A ring of secrets held in memory: local runs and tests. Each client's key is derived by HKDF. */
export const secretKeyRing = (keys: readonly RingKey[]): KeyRing => {
  if (keys.length === 0) throw new Error('a key ring needs at least one key');
  const secrets = new Map(keys.map(({ kid, secret }) => [kid, Buffer.from(secret, 'base64url')]));
  for (const [kid, secret] of secrets) {
    if (secret.length < 32) throw new Error(`key ${kid} has fewer than 32 bytes`);
  }
  return {
    kidsOf: () => keys.map(({ kid }) => kid),
    clientKey: async (kid, client) => {
      const secret = secrets.get(kid);
      if (secret === undefined) throw new Error(`no key ${kid} in the ring`);
      return new Uint8Array(hkdfSync('sha256', secret, '', `radix-cds pseudonym\n${client}`, 32));
    },
  };
};
