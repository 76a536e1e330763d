/**
 * The registration and the token, judged by the service's own code before it is asked: of a 401 it says nothing, and
 * what the registration would refuse can be said here.
 */
import { createLocalJWKSet, type JSONWebKeySet, type JWK } from 'jose';
import type { Client } from '../../../../functions/client/client.ts';
import { keyIn } from '../../../../functions/client/key-sets.ts';
import { parseRegistry, problemLine } from '../../../../functions/client/registry.ts';
import { readToken, type TokenClaim, TokenRefused, verifyToken } from '../../../../functions/client/token.ts';
import { type Identity, signToken } from '../identity.ts';
import { notReached } from './not-reached.ts';
import type { Tell } from './report.ts';
import { remedyOf } from './token-remedies.ts';

/** The client's own entry of a registry file; undefined where there is something to mend first. */
export const registered = (
  text: string,
  { iss }: Identity,
  isLocal: boolean,
  tell: Tell,
): Client | undefined => {
  const { clients, problems } = parseRegistry(text, { allowLoopback: isLocal });
  for (const problem of problems)
    tell({ finding: 'FAIL', step: 'registration', sentence: problemLine(problem) });
  const found = clients.find((one) => one.iss === iss);
  if (found !== undefined) {
    tell({ finding: 'ok', step: 'registration', sentence: `${found.id} is registered with ${iss}` });
    return found;
  }
  if (problems.length === 0) {
    const known = clients.map((one) => one.iss).join(', ');
    tell({
      finding: 'FAIL',
      step: 'registration',
      sentence: `iss: ${iss} is not among those of the file: ${known}`,
    });
  }
  return undefined;
};

const published = async (jku: string): Promise<readonly JWK[] | string> => {
  try {
    const response = await fetch(jku, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok)
      return `jku: ${jku} answers ${response.status}, and must answer 200 with the public keys`;
    const set = (await response.json()) as JSONWebKeySet;
    // throws where it is no key set
    createLocalJWKSet(set);
    return set.keys;
  } catch (error) {
    const why =
      error instanceof TypeError && error.cause !== undefined ? notReached(error) : 'it is no JWK set';
    return `jku: ${jku}: ${why}`;
  }
};

/** What the entry accepts before there is a signature to look at. */
const unlike = (claim: TokenClaim, client: Client): TokenRefused | undefined => {
  if (!client.algorithms.includes(claim.alg)) return new TokenRefused('jwt.alg');
  return claim.jku !== undefined && client.jku !== undefined && claim.jku !== client.jku
    ? new TokenRefused('jwt.jku')
    : undefined;
};

const judged = async (token: string, client: Client, audience: string): Promise<string | undefined> => {
  try {
    const claim = readToken(`Bearer ${token}`);
    const refused = unlike(claim, client);
    if (refused !== undefined) throw refused;
    const keys = client.jwks?.keys ?? (await published(client.jku ?? ''));
    if (typeof keys === 'string') return keys;
    const jwk = keyIn(keys, claim.kid);
    if (jwk === undefined) throw new TokenRefused('jwt.kid');
    await verifyToken(claim, jwk, client, [audience, ...client.audiences], Date.now());
    return undefined;
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    return `${error.code}: ${remedyOf(error.code)}`;
  }
};

/** @returns whether a service with this registration would accept the token */
export const checkToken = async (
  identity: Identity,
  client: Client,
  audience: string,
  tell: Tell,
): Promise<boolean> => {
  const fault = await judged(await signToken(identity, audience), client, audience);
  const sentence =
    fault ?? `${identity.key.alg ?? ''} ${identity.key.kid} for ${audience}: the registration accepts it`;
  tell({ finding: fault === undefined ? 'ok' : 'FAIL', step: 'token', sentence });
  return fault === undefined;
};
