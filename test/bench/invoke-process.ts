/**
 * The invoke handler and its floor behind the same local HTTP edge, in a process of their own, so that only
 * their CPU is counted. The floor parses the same body and answers a fixed card. `GET /cpu` says the CPU
 * milliseconds this process has spent.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newChain } from '../../functions/audit/chain.ts';
import { memoryAuditLog, sealPeopleOnce, sealWith } from '../../functions/audit/index.ts';
import { tableAuditLog } from '../../functions/audit/store/table-audit-log.ts';
import type { AuditTable } from '../../functions/audit/table.ts';
import { edgeFrom } from '../../functions/base/edge.ts';
import { type LambdaHandler, throughLambda } from '../../sandbox/server/lambda.ts';
import { baseUrl, jar } from '../support/cds.ts';
import { handler as floor } from './floor-parse.ts';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
const seal = await sealWith({ kid: 's1', publicKey: publicKey.export({ format: 'jwk' }) });

/** A store that forgets, as a remote one does for this process: rows kept here would be collected at our cost. */
const forgetful: AuditTable = {
  put: async () => 'written',
  get: async () => undefined,
  partition: async () => [],
  index: async () => [],
};

const { pseudonyms } = memoryAuditLog();
/** Its service log and metrics go to standard output. */
const edge = edgeFrom({ METRICS_NAMESPACE: 'RadixCDS/bench', CDS_BASE_URL: baseUrl }, async () => []);
const at = jar({
  anonymous: true,
  change: () => ({
    sealPeople: sealPeopleOnce(seal),
    log: edge.log,
    measure: edge.measure,
    newId: randomUUID,
    auditLog: tableAuditLog({
      table: forgetful,
      pseudonyms,
      seal,
      chain: newChain(randomUUID()),
      spill: () => undefined,
      now: Date.now,
    }),
  }),
});
const invoke: LambdaHandler = at.handlers.invoke;

const server = createServer((request, response) => {
  if (request.url === '/cpu') {
    const { user, system } = process.cpuUsage();
    response.end(String((user + system) / 1_000));
  } else void throughLambda(request.url === '/floor' ? floor : invoke, request, response);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
