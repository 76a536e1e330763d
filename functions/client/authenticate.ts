/**
 * Who calls. Every failure is the constant 401 with its reason for the service log alone; what cannot be decided now
 * is the constant 503.
 *
 * Replay store down: a hook call goes on, flagged, with the memory of this process as the check (the patient
 * in front of the clinician weighs more); feedback and clients with a strict profile are answered 503.
 */
import type { ClientStamp } from '../audit/record.ts';
import type { Clock } from '../base/clock.ts';
import type { Flag } from '../base/flags.ts';
import { Refusal, unauthenticated, unavailable } from '../cds-hooks/refusal.ts';
import type { Client } from './client.ts';
import { type FindKey, keyIn } from './key-sets.ts';
import { memoryReplayStore, type ReplayStore } from './replay.ts';
import { readToken, type TokenClaim, TokenRefused, type VerifiedToken, verifyToken } from './token.ts';

/** Whose token it is; whether it was used before is not known yet. */
export interface VerifiedCaller {
  readonly client: Client;
  readonly stamp: ClientStamp;
}

export interface Caller extends VerifiedCaller {
  readonly flags: readonly Flag[];
}

export interface Credentials {
  readonly authorization: string | undefined;
  readonly endpoint: 'service' | 'feedback';
  /** Public URL of the service called, built from the configured base. */
  readonly serviceUrl: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Told who calls while the token is being claimed, so that this need not be waited for; never throws. */
  readonly onVerified?: ((caller: VerifiedCaller) => void) | undefined;
}

/** @throws Refusal 401 or 503 */
export type Authenticate = (credentials: Credentials) => Promise<Caller>;

export interface AuthenticateParts {
  readonly clients: () => Promise<readonly Client[]>;
  readonly findKey: FindKey;
  readonly replay: ReplayStore;
  readonly clock: Clock;
  /** Who calls without a token, where that is allowed at all. */
  readonly anonymous?: () => Promise<Client>;
}

/** A token's own words, cut: no audit row grows with them. */
const longest = 256;
const kept = (text: string): string => text.slice(0, longest);

/** A row of each hook call names the token, unless it had to be cut. */
const isRowDue = (endpoint: Credentials['endpoint'], { jti }: VerifiedToken): boolean =>
  endpoint === 'service' && jti.length <= longest;

/** Beyond `exp`, for clocks that differ, and a second for rounding. */
const replayMargin = 61;

const audiencesOf = ({ serviceUrl, endpoint }: Credentials, client: Client): readonly string[] =>
  endpoint === 'service'
    ? [serviceUrl, ...client.audiences]
    : [
        `${serviceUrl}/feedback`,
        ...(client.feedbackAudience === 'service' ? [serviceUrl] : []),
        ...client.audiences,
      ];

/** The token and the key do not belong together. */
const isOfTheKey = (error: unknown): boolean =>
  error instanceof TokenRefused && (error.code === 'jwt.sig' || error.code === 'jwt.alg');

interface Found {
  readonly jwk: NonNullable<ReturnType<typeof keyIn>>;
  readonly stale: boolean;
}

export const makeAuthenticate = (parts: AuthenticateParts): Authenticate => {
  const { clients, findKey, replay, clock, anonymous } = parts;
  const seenHere = memoryReplayStore();

  const registered = async (claim: TokenClaim): Promise<Client> => {
    let known: readonly Client[];
    try {
      known = await clients();
    } catch (cause) {
      throw unavailable('clients.unavailable', 5, cause);
    }
    const client = known.find(({ iss }) => iss === claim.iss);
    if (client === undefined) throw new TokenRefused('jwt.iss');
    if (!client.algorithms.includes(claim.alg)) throw new TokenRefused('jwt.alg');
    // keys held by us need no jku; one that differs from the registered one is somebody else's
    if (claim.jku !== undefined && client.jku !== undefined && claim.jku !== client.jku)
      throw new TokenRefused('jwt.jku');
    return client;
  };

  const keyOf = async ({ jku, jwks }: Client, kid: string): Promise<Found> => {
    if (jwks !== undefined) {
      const jwk = keyIn(jwks.keys, kid);
      if (jwk === undefined) throw new TokenRefused('jwt.kid');
      return { jwk, stale: false };
    }
    const found = await findKey(jku ?? '', kid);
    if (found.kind === 'unavailable') throw unavailable('jwks.unavailable', 5, found.cause);
    if (found.kind === 'unknown') throw new TokenRefused('jwt.kid');
    return found;
  };

  /**
   * A key of the same id may have been published since. The key set is asked for again: at once on this machine,
   * elsewhere at most every 30 seconds.
   */
  const verified = async (
    claim: TokenClaim,
    client: Client,
    audiences: readonly string[],
  ): Promise<{ token: VerifiedToken; stale: boolean }> => {
    const { jwk, stale } = await keyOf(client, claim.kid);
    try {
      return { token: await verifyToken(claim, jwk, client, audiences, clock.now()), stale };
    } catch (error) {
      if (!isOfTheKey(error) || client.jwks !== undefined) throw error;
      const now = await findKey(client.jku ?? '', claim.kid, jwk);
      if (now.kind !== 'key' || now.jwk === jwk) throw error;
      return { token: await verifyToken(claim, now.jwk, client, audiences, clock.now()), stale: now.stale };
    }
  };

  const claimed = async (
    client: Client,
    token: VerifiedToken,
    { endpoint, at }: Credentials,
  ): Promise<readonly Flag[]> => {
    if (client.replay === 'allow') return [];
    const now = Math.floor(at / 1_000);
    const name = { client: client.id, jti: token.jti, isRowDue: isRowDue(endpoint, token) };
    const until = token.exp + replayMargin;
    if ((await seenHere.claim(name, now, until)) === 'seen') throw unauthenticated('jwt.replay');
    try {
      if ((await replay.claim(name, now, until)) === 'seen') throw unauthenticated('jwt.replay');
      return [];
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (endpoint === 'feedback' || client.profile.strictAudit)
        throw unavailable('replay.unavailable', 5, error);
      return ['replay.degraded'];
    }
  };

  return async (credentials) => {
    if (credentials.authorization === undefined && anonymous !== undefined)
      return { client: await anonymous(), stamp: { id: 'anonymous' }, flags: [] };
    try {
      const claim = readToken(credentials.authorization);
      const client = await registered(claim);
      const { token, stale } = await verified(claim, client, audiencesOf(credentials, client));
      const stamp = { id: client.id, iss: kept(client.iss), jti: kept(token.jti), kid: kept(token.kid) };
      const claiming = claimed(client, token, credentials);
      credentials.onVerified?.({ client, stamp });
      const flags = await claiming;
      return {
        client,
        stamp,
        flags: [...(stale ? ['jwks.stale' as const] : []), ...flags],
      };
    } catch (error) {
      throw error instanceof TokenRefused ? unauthenticated(error.code, error.cause) : error;
    }
  };
};
