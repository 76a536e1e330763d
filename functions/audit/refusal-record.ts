/** The record of a request that was refused, with the reason that the caller may not have been told. */

import { keptStamp } from './client-stamp.ts';
import type { ClientKeys } from './keys/pseudonym.ts';
import type { ClientStamp, RefusalRecord, SealedText } from './record.ts';

export interface RefusalFacts {
  /** A random UUID: a refusal answers with no card. */
  readonly id: string;
  /** Of the client; of `-` when nobody was authenticated. */
  readonly keys: ClientKeys;
  readonly client: ClientStamp;
  readonly at: string;
  readonly ms: number;
  readonly requestId?: string;
  readonly release?: string;
  readonly service?: string;
  readonly hookInstance?: string;
  readonly context?: { readonly patientId?: string; readonly userId?: string };
  readonly sealed?: SealedText;
  readonly status: number;
  /** Machine code of a closed list, for instance `jwt.replay`. */
  readonly reason: string;
  /** Names of fields or prefetch keys, never their values. */
  readonly fields?: readonly string[];
  /** callId of a call that was evaluated and then not answered. */
  readonly about?: string;
  readonly flags?: readonly string[];
}

/** `prefetch.conditions`, `feedback[3].outcome`: a path, not a sentence. */
const fieldName = /^[A-Za-z0-9_.:[\]-]{1,80}$/;

/** Stands for the caller when no client was authenticated. */
export const nobody: ClientStamp = { id: '-' };

export const refusalRecord = (facts: RefusalFacts): RefusalRecord => {
  const { keys, context } = facts;
  return {
    v: 1,
    kind: 'refusal',
    callId: facts.id,
    client: keptStamp(facts.client),
    at: facts.at,
    ms: facts.ms,
    ...(facts.requestId !== undefined && { requestId: facts.requestId }),
    ...(facts.release !== undefined && { release: facts.release }),
    ...(facts.service !== undefined && { service: facts.service }),
    ...(facts.hookInstance !== undefined && {
      hookInstance: keys.opaque('hookInstance', facts.hookInstance),
    }),
    ...(context?.patientId !== undefined && { patient: keys.pseudonym('patient', context.patientId) }),
    ...(context?.userId !== undefined && { user: keys.pseudonym('user', context.userId) }),
    ...(facts.sealed !== undefined && { sealed: facts.sealed }),
    status: facts.status,
    reason: facts.reason,
    fields: (facts.fields ?? []).filter((name) => fieldName.test(name)).slice(0, 20),
    ...(facts.about !== undefined && { about: facts.about }),
    flags: (facts.flags ?? []).slice(0, 20),
  };
};
