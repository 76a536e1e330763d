/** One call to the service over HTTP with a signed token, as any EHR makes it, and what went over the wire. */
import { decodeJwt } from 'jose';
import type { StagedFault } from './faults.ts';
import type { Exchange } from './page-api.ts';
import { json } from './read-body.ts';
import type { SigningKey } from './signing-key.ts';

export interface EhrCaller {
  readonly key: SigningKey;
  /** Where the service is called. */
  readonly serviceBase: string;
  /** The public base URL of the service, with which the token's audience begins. */
  readonly audience: string;
  readonly now: () => Date;
}

const patience = 15_000;
const hour = 3_600_000;

/** Rejects when the service does not answer at all. */
export const exchange = async <Sent>(
  { key, serviceBase, audience, now }: EhrCaller,
  path: string,
  sent: Sent,
  fault: StagedFault = 'none',
): Promise<Exchange<Sent, never>> => {
  const issued = fault === 'client-token-expired' ? new Date(now().getTime() - hour) : now();
  const token = await key.token(`${audience}${path}`, issued);
  const started = performance.now();
  const response = await fetch(`${serviceBase}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(sent),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  });
  const body = Buffer.from(await response.arrayBuffer());
  return {
    url: `${audience}${path}`,
    sent,
    token: decodeJwt(token),
    status: response.status,
    received: (body.length === 0 ? null : json(body)) as never,
    milliseconds: Math.round((performance.now() - started) * 10) / 10,
  };
};
