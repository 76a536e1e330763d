/**
 * A policy as it is stored: a JWS in JSON form with a signature of each person who approved it. Whoever may write
 * the table and has no signer's key changes nothing, and one person alone hides no danger.
 */
import { createLocalJWKSet, flattenedVerify, type GeneralJWS, type JSONWebKeySet } from 'jose';
import * as v from 'valibot';
import { type Policy, policyOf, signersNeeded } from './policy.ts';

export type SignedPolicy = GeneralJWS;

export type PolicyFault =
  /** No JWS in JSON form, or no policy in it. */
  | 'policy.malformed'
  /** No signature of a signer who is deployed. */
  | 'policy.unsigned'
  /** It can hide a danger, and one person alone signed it. */
  | 'policy.second-person';

export interface Approved {
  readonly policy: Policy;
  /** `kid` of each signer whose signature holds. */
  readonly by: readonly string[];
}

const keySet = v.object({
  keys: v.pipe(
    v.array(
      v.looseObject({ kty: v.literal('EC'), kid: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,32}$/)) }),
    ),
    v.minLength(1),
    v.check((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length),
    v.check((keys) => keys.every((key) => !('d' in key))),
  ),
});

/** Public EC keys, each with a `kid` of its own, which the audit log names as the signer. @throws what valibot finds */
export const parseSigners = (value: unknown): JSONWebKeySet => v.parse(keySet, value);

const ALGORITHMS = ['ES256', 'ES384'];

const isSigned = (value: unknown): value is SignedPolicy =>
  typeof value === 'object' &&
  value !== null &&
  'payload' in value &&
  typeof value.payload === 'string' &&
  'signatures' in value &&
  Array.isArray(value.signatures);

const contentOf = (payload: string): unknown => {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/** One person has one key: two signatures of one `kid` are one. */
const signersOf = async ({ payload, signatures }: SignedPolicy, keys: JSONWebKeySet): Promise<string[]> => {
  const find = createLocalJWKSet(keys);
  const checked = await Promise.allSettled(
    signatures.map(async (signature) => {
      const { protectedHeader } = await flattenedVerify({ ...signature, payload }, find, {
        algorithms: ALGORITHMS,
      });
      return protectedHeader?.kid;
    }),
  );
  const kids = checked.flatMap((one) => (one.status === 'fulfilled' && one.value ? one.value : []));
  return [...new Set(kids)];
};

/** @param keys public keys of those who may sign, each with a `kid` */
export const approved = async (stored: unknown, keys: JSONWebKeySet): Promise<Approved | PolicyFault> => {
  const policy = isSigned(stored) ? policyOf(contentOf(stored.payload)) : undefined;
  if (policy === undefined) return 'policy.malformed';
  const by = await signersOf(stored as SignedPolicy, keys);
  if (by.length === 0) return 'policy.unsigned';
  return by.length < signersNeeded(policy) ? 'policy.second-person' : { policy, by };
};
