/**
 * The registration and the token, judged by the service's own code before it is asked: of a 401 it says nothing, and
 * what the registration would refuse can be said here.
 */
import { systemClock } from '../../../../functions/base/clock.ts';
import { Refusal } from '../../../../functions/cds-hooks/refusal.ts';
import { makeAuthenticate } from '../../../../functions/client/authenticate.ts';
import type { Client } from '../../../../functions/client/client.ts';
import { makeFindKey } from '../../../../functions/client/key-sets.ts';
import { parseRegistry, problemLine } from '../../../../functions/client/registry.ts';
import { type EgressCode, EgressFailure, makeEgress } from '../../../../functions/fhir/egress.ts';
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

const notFetched: Readonly<Partial<Record<EgressCode, string>>> = {
  'egress.denied': 'its name leads to an address that is not public, and the service asks no other',
  'egress.redirect': 'it answers with a redirect, and the service follows none',
  'egress.too-large': 'it answers more than the 64 kB that the service reads',
  'egress.encoding': 'it answers compressed, although it was asked not to',
  'egress.timeout': 'no answer within the 0.8 seconds that the service waits',
};

const whyUnavailable = (cause: unknown): string => {
  if (cause instanceof EgressFailure) return notFetched[cause.code] ?? notReached(cause.cause);
  return `it has no key set that the service can use: ${cause instanceof Error ? cause.message : ''}`;
};

/** Fetched keys and all, as the service would, but for a token that was used before. */
const judged = async (
  token: string,
  client: Client,
  serviceUrl: string,
  isLocal: boolean,
): Promise<string | undefined> => {
  const clock = systemClock;
  const authenticate = makeAuthenticate({
    clients: async () => [client],
    findKey: makeFindKey({ egress: makeEgress({ allowLoopback: isLocal }), clock }),
    replay: { claim: async () => 'first' },
    clock,
  });
  try {
    await authenticate({
      authorization: `Bearer ${token}`,
      endpoint: 'service',
      serviceUrl,
      at: clock.now(),
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.reason === 'jwks.unavailable'
      ? `jku: ${client.jku}: ${whyUnavailable(error.cause)}`
      : `${error.reason}: ${remedyOf(error.reason)}`;
  }
};

/** @param isLocal the service is on this machine, and asks key servers there @returns whether a service with this registration would accept the token */
export const checkToken = async (
  identity: Identity,
  client: Client,
  audience: string,
  isLocal: boolean,
  tell: Tell,
): Promise<boolean> => {
  const fault = await judged(await signToken(identity, audience), client, audience, isLocal);
  const sentence =
    fault ?? `${identity.key.alg ?? ''} ${identity.key.kid} for ${audience}: the registration accepts it`;
  tell({ finding: fault === undefined ? 'ok' : 'FAIL', step: 'token', sentence });
  return fault === undefined;
};
