/** The first step of every POST: who calls, and may they call this. */
import { Refusal, throttled } from '../cds-hooks/refusal.ts';
import type { Caller, Credentials } from '../client/authenticate.ts';
import type { HttpCall } from '../http/handler.ts';
import type { FeedbackWorld } from '../world.ts';

/** @throws Refusal 401, 429 or 503 */
export const identify = async (
  world: Pick<FeedbackWorld, 'authenticate' | 'settings' | 'rate'>,
  call: HttpCall,
  endpoint: Credentials['endpoint'],
  onVerified?: Credentials['onVerified'],
): Promise<Caller> => {
  const caller = await world.authenticate({
    authorization: call.headers['authorization'],
    endpoint,
    serviceUrl: `${world.settings.baseUrl}/cds-services/${call.service}`,
    at: call.at,
    onVerified,
  });
  call.known.caller = caller;
  const { id, jti, kid } = caller.stamp;
  Object.assign(call.noted, {
    client: id,
    ...(jti && isPlain(jti) && { jti }),
    ...(kid && isPlain(kid) && { kid }),
  });
  if (caller.flags.length > 0) call.noted.flags = caller.flags;
  const { callsPerSecond } = caller.client;
  const wait = callsPerSecond === undefined ? 0 : world.rate.wait(id, callsPerSecond);
  if (wait > 0) throw throttled(429, 'client.throttled', Math.ceil(wait / 1_000));
  return caller;
};

/** @throws Refusal 403 */
export const checkEntitled = ({ client }: Caller, service: string): void => {
  if (client.services !== undefined && !client.services.includes(service))
    throw new Refusal({
      status: 403,
      reason: 'service.not-entitled',
      issues: [
        {
          code: 'forbidden',
          text: 'This client is not registered for this service. Ask the operator to add it to the services of the client.',
        },
      ],
    });
};

/** A verified token's words still go to a log: ids as they are usually made, and no others. */
const isPlain = (text: string) => /^[A-Za-z0-9_.:=+/-]{1,128}$/.test(text);
