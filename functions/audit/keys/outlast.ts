/**
 * A key service that does not answer costs no card. While it is away, the process names people under a key that it
 * made itself and forgets when it ends (`p.interim.…`), and what cannot be sealed is left out of the row. Such names
 * match no others, so nothing that was overridden is known either: nothing is withheld. The row says so by a flag.
 *
 * What was fetched once stays in memory and needs no key service any more.
 */
import { randomBytes } from 'node:crypto';
import { type Circuit, circuit } from '../../base/circuit.ts';
import { within } from '../../base/limits.ts';
import { secretKeyRing } from './key-ring.ts';
import { type Pseudonymiser, pseudonymiser } from './pseudonym.ts';
import { type Seal, type SealKey, type SealPeople, sealWith } from './seal.ts';

/** Milliseconds that a call waits for the key service. */
const KEY_MILLISECONDS = 250;

/** @param now milliseconds on any clock that does not go back */
export const outlastingPseudonyms = (lasting: Pseudonymiser, now: () => number): Pseudonymiser => {
  const ring = secretKeyRing([{ kid: 'interim', secret: randomBytes(32).toString('base64url') }]);
  const interim = pseudonymiser(ring, { isInterim: true });
  const circuits = new Map<string, Circuit>();
  return {
    of: async (client) => {
      const service = circuits.get(client) ?? circuit(now, 1);
      circuits.set(client, service);
      if (!service.allows()) return interim.of(client);
      try {
        const keys = await within(KEY_MILLISECONDS, () => lasting.of(client));
        service.succeeded();
        return keys;
      } catch {
        service.failed();
        return interim.of(client);
      }
    },
  };
};

/** Seals with a key that may come late; rejects as long as it has not come, and asks for it again. */
export const lateSeal = (key: () => Promise<SealKey>): Seal => {
  let sealing: Promise<Seal> | undefined;
  return async (content) => {
    sealing ??= key().then(sealWith);
    try {
      return (await sealing)(content);
    } catch (cause) {
      sealing = undefined;
      throw cause;
    }
  };
};

/** Seals in time or not at all. @param now milliseconds on any clock that does not go back */
export const sealInTime = (sealPeople: SealPeople, now: () => number): SealPeople => {
  const service = circuit(now, 1);
  return async (keys, people) => {
    if (!service.allows()) return undefined;
    try {
      const sealed = await within(KEY_MILLISECONDS, () => sealPeople(keys, people));
      service.succeeded();
      return sealed;
    } catch {
      service.failed();
      return undefined;
    }
  };
};
