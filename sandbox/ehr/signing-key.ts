/**
 * The mini-EHR's key pair: generated once, kept under `.data/`, its public half in the client registry. It
 * signs a token for each call, as CDS Hooks asks of an EHR.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

const alg = 'ES384';
const lifeSeconds = 120;

export interface SigningKey {
  readonly publicJwk: JWK;
  /** A fresh token for one call of `audience`, the exact URL. */
  token(audience: string, now: Date): Promise<string>;
  /** Any claims: the identity token of a SMART launch. */
  sign(claims: Readonly<Record<string, unknown>>): Promise<string>;
}

const stored = async (file: string): Promise<JWK> => {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const named = { ...jwk, alg, use: 'sig', kid: await calculateJwkThumbprint(jwk) };
  writeFileSync(file, `${JSON.stringify(named)}\n`, { mode: 0o600 });
  return named;
};

export const signingKey = async (file: string, issuer: string): Promise<SigningKey> => {
  const jwk = await stored(file);
  const key = await importJWK(jwk, alg);
  const { d: _, ...publicJwk } = jwk;
  return {
    publicJwk,
    sign: (claims) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg, kid: jwk.kid ?? '', typ: 'JWT' }).sign(key),
    token: (audience, now) => {
      const issuedAt = Math.floor(now.getTime() / 1_000);
      return new SignJWT()
        .setProtectedHeader({ alg, kid: jwk.kid ?? '', typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifeSeconds)
        .setJti(randomUUID())
        .sign(key);
    },
  };
};
