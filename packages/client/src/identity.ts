/** Who calls: the key pair of a client, and the JWT that it signs for each call as this service checks it. */
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

export type ClientAlgorithm = 'ES384' | 'RS384';

export interface Identity {
  /** As registered, to the character. */
  readonly iss: string;
  /** The private key. `kid` is how the service finds its public half. */
  readonly key: JWK & { readonly kid: string };
  /** Where the public key is published, if it is: as registered, to the character. */
  readonly jku?: string;
  /** Needed where the registration has `tenants`. */
  readonly tenant?: string;
  /** Needed where the registration has `sub`. */
  readonly sub?: string;
  /** Seconds that a token lives, at most `tokenLifeSeconds` of the registration. */
  readonly lifeSeconds?: number;
}

const usualLifeSeconds = 120;

/** `alg` of a JWK is optional: its type says enough. */
const algorithmOf = ({ alg, kty }: JWK): string => alg ?? (kty === 'RSA' ? 'RS384' : 'ES384');

/**
 * A token for one call.
 * @param audience the URL that is called, to the character
 * @param now epoch milliseconds
 */
export const signToken = async (identity: Identity, audience: string, now = Date.now()): Promise<string> => {
  const { iss, key, jku, tenant, sub, lifeSeconds = usualLifeSeconds } = identity;
  const alg = algorithmOf(key);
  const issuedAt = Math.floor(now / 1_000);
  return new SignJWT({ ...(tenant !== undefined && { tenant }), ...(sub !== undefined && { sub }) })
    .setProtectedHeader({ alg, typ: 'JWT', kid: key.kid, ...(jku !== undefined && { jku }) })
    .setIssuer(iss)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .setJti(crypto.randomUUID())
    .sign(await importJWK(key, alg));
};

export interface NewKey {
  /** Keep it secret: it becomes `key` of the identity. */
  readonly key: JWK & { readonly kid: string };
  /** Publish it at `jku`, or give it to the operator as `jwks`. */
  readonly jwks: { readonly keys: readonly (JWK & { readonly kid: string })[] };
}

export const newKey = async (alg: ClientAlgorithm = 'ES384'): Promise<NewKey> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const [secret, open] = await Promise.all([exportJWK(privateKey), exportJWK(publicKey)]);
  const named = { alg, use: 'sig', kid: await calculateJwkThumbprint(open) };
  return { key: { ...secret, ...named }, jwks: { keys: [{ ...open, ...named }] } };
};
