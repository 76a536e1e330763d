/** The service before a FHIR server that takes its time over each query, over real connections. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../functions/base/clock.ts';
import { prefetchKeys, serviceById } from '../../functions/cds-hooks/services.ts';
import { makeEgress } from '../../functions/fhir/egress.ts';
import { fhirBudget, makeGather } from '../../functions/fhir/gather.ts';
import { entry, jar, send } from '../support/cds.ts';
import { bundle, patient, request } from '../support/requests.ts';
import { service } from './hook-bodies.ts';

/** Keys of the service. */
export const keysToRead: readonly string[] = serviceById(service)?.keys ?? [];

/** @param takes milliseconds a query */
export const beforeSlowFhir = async (takes: number) => {
  const server = createServer(async (asked, response) => {
    await pause(takes);
    const isPatient = asked.url?.includes('/Patient/') ?? false;
    response.writeHead(200, { 'content-type': 'application/fhir+json' });
    response.end(JSON.stringify(isPatient ? patient : bundle([])));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fhirServer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/r4`;
  const { handlers } = jar({
    anonymous: true,
    local: true,
    clients: [entry({ fhirServers: [fhirServer] })],
    change: () => ({
      clock: systemClock,
      gather: makeGather({
        egress: makeEgress({ allowLoopback: true }),
        clock: systemClock,
        budget: fhirBudget,
      }),
    }),
  });
  const fhirAuthorization = {
    access_token: 'token',
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'user/*.read',
    subject: 'radix-cds',
  };
  const sent = Object.entries(prefetchKeys).filter(([key]) => keysToRead.includes(key));
  return {
    /** What a call came to. @param missing keys that have to be read */
    ask: async (missing: readonly string[]) => {
      const prefetch = Object.fromEntries(
        sent
          .filter(([key]) => !missing.includes(key))
          .map(([key, { form }]) => [key, form === 'read' ? patient : bundle([])]),
      );
      const body = request('patient-view', { prefetch, fhirServer, fhirAuthorization });
      const from = performance.now();
      const { status } = await send(handlers.invoke, { path: `/cds-services/${service}`, body });
      return { status, ms: performance.now() - from };
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
