/**
 * The JWT of a CDS client. jose verifies the signature; the policy is ours, because a correct JWT library lets
 * pass what a service must not: no `exp`, `exp` = 1e999, an empty `jti`, no `kid`, any `typ`.
 *
 * Cheap checks come first, so that a forged token costs neither a fetch nor a signature.
 * Cost: 1 ms for ES384.
 */

import { type CryptoKey, compactVerify, importJWK, type JWK } from 'jose';
import { isJsonObject, type JsonObject } from '../base/json-object.ts';
import { type Client, type SigningAlgorithm, signingAlgorithms } from './client.ts';

export type TokenFault =
  | 'jwt.missing'
  | 'jwt.malformed'
  | 'jwt.alg'
  | 'jwt.typ'
  | 'jwt.kid'
  | 'jwt.crit'
  | 'jwt.jku'
  | 'jwt.iss'
  | 'jwt.sig'
  | 'jwt.aud'
  | 'jwt.exp'
  | 'jwt.iat'
  | 'jwt.nbf'
  | 'jwt.lifetime'
  | 'jwt.jti'
  | 'jwt.sub'
  | 'jwt.tenant';

/** The reason goes to the service log; the caller sees the constant 401. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly code: TokenFault;
  constructor(code: TokenFault, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** What a token says before anybody has believed it. */
export interface TokenClaim {
  readonly text: string;
  readonly alg: SigningAlgorithm;
  readonly kid: string;
  readonly jku: unknown;
  readonly iss: string;
}

export interface VerifiedToken {
  readonly jti: string;
  readonly kid: string;
  /** Seconds since 1970. */
  readonly exp: number;
}

const mostCharacters = 8_192;
const mostAudiences = 5;
const skewSeconds = 60;

const refuse = (code: TokenFault, cause?: unknown): never => {
  throw new TokenRefused(code, cause);
};

const json = (bytes: Uint8Array): JsonObject => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (isJsonObject(parsed)) return parsed;
  } catch {
    // told below, without the text that the parser quotes
  }
  return refuse('jwt.malformed');
};

const jsonPart = (part: string) => json(Buffer.from(part, 'base64url'));

const compact = /^[\w-]+\.[\w-]+\.[\w-]*$/;

const tokenText = (authorization: string | undefined): string => {
  const [, text] = /^Bearer +([^\s]+)$/i.exec((authorization ?? '').slice(0, 2 * mostCharacters)) ?? [];
  if (text === undefined) return refuse('jwt.missing');
  return text.length <= mostCharacters && compact.test(text) ? text : refuse('jwt.malformed');
};

const isAlgorithm = (alg: unknown): alg is SigningAlgorithm =>
  signingAlgorithms.some((known) => known === alg);

/** RFC 8725 §3.11: the type keeps an access token of the same issuer from being taken for a CDS token. */
const isJwtType = (typ: unknown) => typeof typ === 'string' && typ.toLowerCase() === 'jwt';

/** @param authorization the header as it came @throws TokenRefused */
export const readToken = (authorization: string | undefined): TokenClaim => {
  const text = tokenText(authorization);
  const [header = '', payload = ''] = text.split('.');
  const { alg, typ, kid, crit, jku } = jsonPart(header);
  if (!isAlgorithm(alg)) return refuse('jwt.alg');
  if (!isJwtType(typ)) refuse('jwt.typ');
  if (crit !== undefined) refuse('jwt.crit');
  if (typeof kid !== 'string' || kid === '' || kid.length > 256) return refuse('jwt.kid');
  const { iss } = jsonPart(payload);
  return typeof iss === 'string' ? { text, alg, kid, jku, iss } : refuse('jwt.iss');
};

const keyTypes = { ES: 'EC', RS: 'RSA', PS: 'RSA' } as const;

/** The key is for this algorithm and for signatures. */
const fits = (jwk: JWK, alg: SigningAlgorithm): boolean =>
  jwk.kty === keyTypes[alg.slice(0, 2) as keyof typeof keyTypes] &&
  (jwk.alg === undefined || jwk.alg === alg) &&
  (jwk.key_ops === undefined || jwk.key_ops.includes('verify'));

/** A key is imported once an algorithm. */
const imports = new WeakMap<JWK, Map<SigningAlgorithm, Promise<CryptoKey | Uint8Array>>>();

const imported = (jwk: JWK, alg: SigningAlgorithm): Promise<CryptoKey | Uint8Array> => {
  const byAlgorithm = imports.get(jwk) ?? new Map<SigningAlgorithm, Promise<CryptoKey | Uint8Array>>();
  imports.set(jwk, byAlgorithm);
  const known = byAlgorithm.get(alg) ?? importJWK(jwk, alg);
  byAlgorithm.set(alg, known);
  return known;
};

const isTime = (value: unknown): value is number => Number.isSafeInteger(value);

const checkTimes = ({ exp, iat, nbf }: JsonObject, lifeSeconds: number, now: number): number => {
  if (!isTime(exp)) return refuse(typeof exp === 'number' ? 'jwt.lifetime' : 'jwt.exp');
  if (!isTime(iat)) return refuse('jwt.iat');
  if (exp <= now - skewSeconds) refuse('jwt.exp');
  if (iat > now + skewSeconds) refuse('jwt.iat');
  if (exp - iat > lifeSeconds || exp <= iat) refuse('jwt.lifetime');
  if (nbf !== undefined && (!isTime(nbf) || nbf > now + skewSeconds)) refuse('jwt.nbf');
  return exp;
};

const checkAudience = (aud: unknown, accepted: readonly string[]): void => {
  const named = typeof aud === 'string' ? [aud] : Array.isArray(aud) ? aud : [];
  if (named.length > mostAudiences || !named.some((each) => accepted.includes(each))) refuse('jwt.aud');
};

const checkClaims = (payload: JsonObject, client: Client, accepted: readonly string[], now: number) => {
  const { jti, tenant, sub } = payload;
  checkAudience(payload['aud'], accepted);
  const exp = checkTimes(payload, client.tokenLifeSeconds, now);
  if (typeof jti !== 'string' || jti === '' || jti.length > 256) return refuse('jwt.jti');
  if (client.tenants !== undefined && !client.tenants.some((each) => each === tenant)) refuse('jwt.tenant');
  if (client.sub !== undefined && sub !== client.sub) refuse('jwt.sub');
  return { jti, exp };
};

/**
 * @param accepted values of `aud` for the endpoint called
 * @param at epoch milliseconds
 * @throws TokenRefused
 */
export const verifyToken = async (
  claim: TokenClaim,
  jwk: JWK,
  client: Client,
  accepted: readonly string[],
  at: number,
): Promise<VerifiedToken> => {
  const { alg, kid } = claim;
  if (!fits(jwk, alg)) refuse('jwt.alg');
  let payload: Uint8Array;
  try {
    ({ payload } = await compactVerify(claim.text, await imported(jwk, alg), { algorithms: [alg] }));
  } catch (cause) {
    return refuse('jwt.sig', cause);
  }
  return { kid, ...checkClaims(json(payload), client, accepted, Math.floor(at / 1_000)) };
};
