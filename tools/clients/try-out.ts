/**
 * One signed call to a deployed service, with a client that is registered for it and removed afterwards: the
 * whole way from a token to a card and its audit row, without an EHR.
 */
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { RecordChange } from '../../functions/audit/record-change.ts';
import { type EditReport, put, remove } from './edit-registry.ts';
import type { RegistryTable } from './registry-table.ts';

const id = 'try-out';
const service = 'leg-symptoms-patient-view';

export interface TryOut {
  /** The URL in the output DiscoveryUrl. */
  readonly discoveryUrl: string;
  readonly table: RegistryTable;
  readonly record: RecordChange;
  readonly send: typeof fetch;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly tell: (line: string) => void;
}

/** A patient who does not exist. */
const request = (at: string) => {
  const patientId = 'try-out-patient';
  const subject = { reference: `Patient/${patientId}` };
  const empty = { resourceType: 'Bundle', type: 'searchset', total: 0 };
  const numbness = {
    resourceType: 'Observation',
    id: 'numbness',
    status: 'final',
    code: {
      coding: [{ system: 'https://radix-cds.org/fhir/CodeSystem/lr-finding', code: 'saddle-sensory-change' }],
    },
    subject,
    effectiveDateTime: at,
    valueBoolean: true,
  };
  return {
    hook: 'patient-view',
    hookInstance: randomUUID(),
    context: { userId: 'Practitioner/try-out', patientId },
    prefetch: {
      patient: { resourceType: 'Patient', id: patientId, birthDate: '1970-01-01' },
      observations: { ...empty, total: 1, entry: [{ resource: numbness }] },
      conditions: empty,
    },
  };
};

interface ShownCard {
  readonly indicator: string;
  readonly summary: string;
}

const registryHolds = 5 * 60_000;
const between = 10_000;

export const tryOut = async ({
  discoveryUrl,
  table,
  record,
  send,
  now,
  wait,
  tell,
}: TryOut): Promise<EditReport> => {
  const url = `${discoveryUrl.replace(/\/$/, '')}/${service}`;
  const { privateKey, publicKey } = await generateKeyPair('ES384');
  const iss = `urn:uuid:${randomUUID()}`;
  const jwk = { ...(await exportJWK(publicKey)), kid: 'try-out', alg: 'ES384' };

  const call = async (): Promise<Response> => {
    const iat = Math.floor(now() / 1000);
    const token = await new SignJWT({ iss, aud: url, iat, exp: iat + 300, jti: randomUUID() })
      .setProtectedHeader({ alg: 'ES384', typ: 'JWT', kid: 'try-out' })
      .sign(privateKey);
    return send(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(request(new Date(now()).toISOString())),
    });
  };

  try {
    const registered = await put(JSON.stringify({ clients: [{ id, iss, jwks: { keys: [jwk] } }] }), {
      table,
      record,
      now: new Date(now()).toISOString(),
    });
    if (!registered.ok) return registered;
    const until = now() + registryHolds + between;
    let answer = await call();
    while (answer.status === 401 && now() < until) {
      tell('401: the service has not read the registry yet; it does so at least every 5 minutes.');
      await wait(between);
      answer = await call();
    }
    if (answer.status !== 200) {
      const text = `${url} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`;
      return { ok: false, lines: [text, `request id ${answer.headers.get('x-request-id')}`] };
    }
    const { cards } = (await answer.json()) as { cards: readonly ShownCard[] };
    return { ok: true, lines: ['200', ...cards.map(({ indicator, summary }) => `${indicator}: ${summary}`)] };
  } finally {
    // also where only the answer to the put was lost
    await remove(id, { table, record }).catch(() =>
      tell(`${id} may still be registered: npm run clients -- remove ${id}`),
    );
  }
};
