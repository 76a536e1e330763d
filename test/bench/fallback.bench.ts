/**
 * What a chart costs that has to be read from a FHIR server which takes its time over each query: ten queries
 * against one, in turn. Time, not CPU: nearly all of it is waiting.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../functions/base/clock.ts';
import { prefetchKeys, serviceById } from '../../functions/cds-hooks/services.ts';
import { makeEgress } from '../../functions/fhir/egress.ts';
import { fhirBudget, makeGather } from '../../functions/fhir/gather.ts';
import { entry, jar, send } from '../support/cds.ts';
import { bundle, patient, request } from '../support/requests.ts';
import { type Bench, type BenchRow, median } from './bench.ts';

const id = 'leg-symptoms-patient-view';
const takes = 100;
const rounds = 25;

const server = createServer(async (asked, response) => {
  await pause(takes);
  const isPatient = asked.url?.includes('/Patient/') ?? false;
  response.writeHead(200, { 'content-type': 'application/fhir+json' });
  response.end(JSON.stringify(isPatient ? patient : bundle([])));
});

const run = async (): Promise<readonly BenchRow[]> => {
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
  const keys = serviceById(id)?.keys ?? [];
  const fhirAuthorization = {
    access_token: 'token',
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'user/*.read',
    subject: 'radix-cds',
  };
  const sent = Object.fromEntries(
    keys.map((key) => [key, prefetchKeys[key].form === 'read' ? patient : bundle([])]),
  );
  /** @param missing keys that have to be read */
  const timeOf = async (missing: readonly string[]): Promise<number> => {
    const prefetch = Object.fromEntries(Object.entries(sent).filter(([key]) => !missing.includes(key)));
    const body = request('patient-view', { prefetch, fhirServer, fhirAuthorization });
    const from = performance.now();
    const { status, text } = await send(handlers.invoke, { path: `/cds-services/${id}`, body });
    if (status !== 200) throw new Error(`answered ${status}: ${text}`);
    return performance.now() - from;
  };
  const figures: (readonly [ten: number, one: number])[] = [];
  for (let round = 0; round < rounds; round++)
    figures.push([await timeOf(keys), await timeOf(['observations'])]);
  server.closeAllConnections();
  server.close();
  const counted = figures.slice(5);
  return [
    {
      what: `${keys.length} queries, each ${takes} ms`,
      measured: `${median(counted.map(([ten]) => ten)).toFixed(0)} ms`,
      floor: `${median(counted.map(([, one]) => one)).toFixed(0)} ms for one query`,
      ratio: median(counted.map(([ten, one]) => ten / one)),
      limit: 1.3,
    },
  ];
};

export const bench: Bench = { title: 'A chart that has to be read from a FHIR server', run };
