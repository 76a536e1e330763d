/**
 * The published keys of clients. Fetched from the registered URL alone, kept as long as its owner says but
 * 10 minutes at most, used 15 minutes longer when the owner's server is down, and asked for again at most
 * every 30 seconds for an unknown key id, or a key that the token is not signed with, every 5 after a failure. So
 * neither a flood of made-up key ids nor a dead server costs more than that, and one issuer's trouble is not
 * another's. A key set on this machine is asked for again whenever a token does not fit it: whoever builds an EHR
 * makes keys anew, often under one id.
 *
 * The 15 minutes are more than SMART App Launch 2.2 gives authorization servers ("verifier SHALL NOT cache beyond
 * cache-control"): a key server that restarts must not cost a clinician the answer.
 */
import type { JWK } from 'jose';
import type { Clock } from '../base/clock.ts';
import { isLoopback } from '../fhir/addresses.ts';
import type { Egress } from '../fhir/egress.ts';

export type KeyLookup =
  | { readonly kind: 'key'; readonly jwk: JWK; readonly stale: boolean }
  /** Not published, published twice, or not fit for signatures. */
  | { readonly kind: 'unknown' }
  /** It cannot be told now. */
  | { readonly kind: 'unavailable'; readonly cause?: unknown };

/** @param unfit the key that was found before, and that the token is not signed with */
export type FindKey = (jku: string, kid: string, unfit?: JWK) => Promise<KeyLookup>;

interface KeySet {
  readonly keys: readonly JWK[];
  readonly fetchedAt: number;
  readonly freshUntil: number;
}

interface KeySource {
  set?: KeySet;
  /** Epoch milliseconds before which no fetch is made. */
  notBefore: number;
  pending?: Promise<void>;
  failure?: unknown;
}

const second = 1_000;
const limits = {
  bytes: 64 * 1_024,
  keys: 50,
  deadline: 800,
  freshest: 60 * second,
  longest: 600 * second,
  stale: 900 * second,
  unknownKid: 30 * second,
  afterFailure: 5 * second,
} as const;

const maxAge = (cacheControl: unknown): number => {
  if (typeof cacheControl !== 'string') return limits.longest;
  if (/\bno-(?:store|cache)\b/i.test(cacheControl)) return limits.freshest;
  const [, seconds] = /\bmax-age=(\d{1,9})\b/i.exec(cacheControl) ?? [];
  if (seconds === undefined) return limits.longest;
  return Math.min(limits.longest, Math.max(limits.freshest, Number(seconds) * second));
};

const isKey = (value: unknown): value is JWK & { kid: string } =>
  typeof value === 'object' && value !== null && 'kid' in value && typeof value.kid === 'string';

/** Published for signatures, and only its public half. */
const isFit = (key: JWK): boolean =>
  (key.kty === 'EC' || key.kty === 'RSA') &&
  key.d === undefined &&
  (key.use === undefined || key.use === 'sig');

const keysOf = (body: Buffer): readonly JWK[] => {
  const parsed: unknown = JSON.parse(body.toString('utf8'));
  const keys = typeof parsed === 'object' && parsed !== null && 'keys' in parsed ? parsed.keys : undefined;
  if (!Array.isArray(keys) || keys.length > limits.keys) throw new TypeError('not a key set');
  // a publisher that is being set up: who takes his keys back publishes others
  if (keys.length === 0) throw new TypeError('an empty key set');
  return keys.filter(isKey);
};

/** Exactly one key may have the id: a second one is an attempt to be taken for the first (SMART). */
export const keyIn = (keys: readonly JWK[], kid: string): JWK | undefined => {
  const [key, ...more] = keys.filter((each) => each.kid === kid);
  return key !== undefined && more.length === 0 && isFit(key) ? key : undefined;
};

const isOnThisMachine = (jku: string): boolean => {
  const host = new URL(jku).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || isLoopback(host);
};

export interface KeySetParts {
  readonly egress: Egress;
  readonly clock: Clock;
  /** Told when an owner publishes a private key, which must be replaced at once. */
  readonly alarm?: (what: 'jwks.private-key', jku: string) => void;
}

export const makeFindKey = ({ egress, clock, alarm }: KeySetParts): FindKey => {
  const sources = new Map<string, KeySource>();

  const refresh = async (jku: string, source: KeySource): Promise<void> => {
    try {
      const answer = await egress(new URL(jku), {
        headers: { accept: 'application/json' },
        signal: clock.deadline(limits.deadline),
        maxBytes: limits.bytes,
      });
      if (answer.status !== 200) throw new TypeError(`the answer is ${answer.status}, not 200`);
      const keys = keysOf(answer.body);
      if (keys.some((key) => key.d !== undefined)) alarm?.('jwks.private-key', jku);
      const now = clock.now();
      source.set = { keys, fetchedAt: now, freshUntil: now + maxAge(answer.headers['cache-control']) };
      source.notBefore = now + limits.unknownKid;
      delete source.failure;
    } catch (cause) {
      source.failure = cause;
      source.notBefore = clock.now() + limits.afterFailure;
    }
  };

  /** Many callers wait for one fetch. */
  const fetchOnce = (jku: string, source: KeySource): Promise<void> => {
    source.pending ??= refresh(jku, source).finally(() => delete source.pending);
    return source.pending;
  };

  return async (jku, kid, unfit) => {
    const source = sources.get(jku) ?? { notBefore: 0 };
    sources.set(jku, source);
    const known = () => (source.set === undefined ? undefined : keyIn(source.set.keys, kid));
    const isFresh = () => source.set !== undefined && clock.now() < source.set.freshUntil;
    const isFound = () => isFresh() && known() !== undefined && known() !== unfit;

    const mayFetch = source.pending !== undefined || clock.now() >= source.notBefore || isOnThisMachine(jku);
    if (!isFound() && mayFetch) await fetchOnce(jku, source);

    const { set } = source;
    if (set === undefined || clock.now() >= set.freshUntil + limits.stale)
      return { kind: 'unavailable', cause: source.failure };
    const jwk = known();
    if (jwk !== undefined) return { kind: 'key', jwk, stale: !isFresh() };
    // a server that is down may have published it since
    return isFresh() ? { kind: 'unknown' } : { kind: 'unavailable', cause: source.failure };
  };
};
