/**
 * Keyed names for people and content: equal for equal things of one client under one key, meaningless
 * without the key. One HMAC-SHA-256 each, about 3 µs.
 *
 * A client is one space of ids: two FHIR servers with ids of their own are registered as two clients.
 * New records use the ring's first key; searches try every key still in the ring.
 */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { EngineInput } from '../../../rules/engine/types.ts';
import { isUuid } from '../../cds-hooks/references.ts';
import { type CallIdentity, type CallSubject, callId, callSubject, cardId } from '../call-ids.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Digest, Pseudonym } from '../record.ts';
import { foundKey, hideFound, shownFound } from './found.ts';
import type { KeyRing } from './key-ring.ts';

export type Person = 'patient' | 'user' | 'encounter';

export interface ClientKeys {
  readonly kid: string;
  /** Made by this process, as the key service did not answer: what they name matches nothing else. */
  readonly isInterim: boolean;
  /** @param id as in the hook's context: `123` for a patient or encounter, `Practitioner/9` for a user. */
  pseudonym(person: Person, id: string): Pseudonym;
  /** Of one context it is worked out once, however often it is asked for. */
  subject(context: CallIdentity['context']): CallSubject;
  /** Under every live key, active first. */
  pseudonyms(person: Person, id: string): readonly Pseudonym[];
  /** `kind` keeps digests of different things apart. */
  digest(kind: string, content: unknown): Digest;
  /** An id that the caller chose: itself when it is a UUID, in lower case, else its digest, as it may be a name. */
  opaque(kind: string, id: string): string;
  /** What a recommendation fired on, in any order. */
  evidence(rule: string, evidence: readonly string[]): Digest;
  /** What the rules were given; the instant of the call does not count. */
  input(input: EngineInput): Digest;
  callId(identity: Omit<CallIdentity, 'client'>): string;
  /** @param shown what a reader sees of the card, in one spelling */
  cardId(to: CallIdentity['context'], shown: string): string;
  /** What a call understood, for its row: `found.ts`. Undefined under a key that ends with the process. */
  hide(names: readonly string[], callId: string): string | undefined;
  /** Undefined when no live key opens it. */
  reveal(hidden: string, callId: string): readonly string[] | undefined;
}

export interface Pseudonymiser {
  /** The first call for a client may ask the key service; later ones are answered from memory. */
  of(client: string): Promise<ClientKeys>;
}

const typed = /^(?:Patient|Encounter)\//;

const tag = (prefix: 'p' | 'd', kid: string, key: KeyObject, text: string): string =>
  `${prefix}.${kid}.${createHmac('sha256', key).update(text).digest().subarray(0, 20).toString('base64url')}`;

const clientKeys = (
  client: string,
  keys: readonly (readonly [string, KeyObject])[],
  isInterim: boolean,
): ClientKeys => {
  const [active] = keys;
  if (active === undefined) throw new Error('the key ring is empty');
  const [kid, key] = active;
  const named = (person: Person, id: string) => `${person}\n${id.replace(typed, '')}`;
  const pseudonym = (person: Person, id: string) => tag('p', kid, key, named(person, id));
  const subjects = new WeakMap<CallIdentity['context'], CallSubject>();
  const subject = (context: CallIdentity['context']): CallSubject => {
    const known = subjects.get(context);
    if (known !== undefined) return known;
    const { patientId, userId } = context;
    const made = callSubject(key, pseudonym('patient', patientId), pseudonym('user', userId));
    subjects.set(context, made);
    return made;
  };
  const digest = (kind: string, content: unknown) =>
    tag('d', kid, key, `${kind}\n${typeof content === 'string' ? content : canonicalJson(content)}`);
  // derived at the first call that needs them
  let forFound: readonly (readonly [string, KeyObject])[] | undefined;
  const foundKeys = () => {
    forFound ??= keys.map(([id, one]) => [id, foundKey(one)] as const);
    return forFound;
  };
  return {
    kid,
    isInterim,
    pseudonym,
    subject,
    pseudonyms: (person, id) => keys.map(([kid, key]) => tag('p', kid, key, named(person, id))),
    digest,
    opaque: (kind, id) => (isUuid(id) ? id.toLowerCase() : digest(kind, id)),
    evidence: (rule, evidence) => digest('evidence', [rule, ...[...evidence].sort()]),
    // made by one function, so its members are always in the same order: no need to sort them on every call
    input: ({ now: _, ...rest }) => digest('input', JSON.stringify(rest)),
    callId: (identity) => callId(key, subject(identity.context), { client, ...identity }),
    cardId: (to, shown) => cardId(key, subject(to), shown),
    hide: (names, call) => {
      const [own] = foundKeys();
      return isInterim || own === undefined ? undefined : `${own[0]}.${hideFound(own[1], names, call)}`;
    },
    reveal: (hidden, call) => {
      const [id, text = ''] = hidden.split('.');
      const found = foundKeys().find(([known]) => known === id);
      try {
        return found && shownFound(found[1], text, call);
      } catch {
        return undefined;
      }
    },
  };
};

export const pseudonymiser = (ring: KeyRing, { isInterim = false } = {}): Pseudonymiser => {
  const known = new Map<string, Promise<ClientKeys>>();
  const derive = async (client: string) =>
    clientKeys(
      client,
      await Promise.all(
        // a key made once: node takes 10 µs to prepare one from its bytes, four times the digest itself
        ring
          .kidsOf(client)
          .map(async (kid) => [kid, createSecretKey(await ring.clientKey(kid, client))] as const),
      ),
      isInterim,
    );
  return {
    of: (client) => {
      const found = known.get(client) ?? derive(client);
      known.set(client, found);
      // a key service that failed once is asked again
      found.catch(() => known.delete(client));
      return found;
    },
  };
};
