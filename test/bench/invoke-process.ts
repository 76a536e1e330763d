/**
 * The invoke handler and its floor behind the same local HTTP edge, in a process of their own, so that only
 * their CPU is counted. The floor parses the same body and answers a fixed card. `GET /cpu` says the CPU
 * milliseconds this process has spent; everything is kept in memory and forgotten.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sealPeopleOnce, sealWith } from '../../functions/audit/index.ts';
import { type LambdaHandler, throughLambda } from '../../sandbox/server/lambda.ts';
import { jar } from '../support/cds.ts';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
const seal = await sealWith({ kid: 's1', publicKey: publicKey.export({ format: 'jwk' }) });

const fresh = () =>
  jar({
    anonymous: true,
    change: () => ({
      sealPeople: sealPeopleOnce(seal),
      log: () => undefined,
      measure: () => undefined,
      newId: randomUUID,
    }),
  });

/** The memory twin keeps every row: a new one now and then keeps the heap, and its collection, out of the figures. */
let at = fresh();
let calls = 0;
const invoke: LambdaHandler = (event) => {
  if (++calls % 500 === 0) at = fresh();
  return at.handlers.invoke(event);
};

const card = JSON.stringify({
  cards: [{ summary: 'fixed', indicator: 'info', source: { label: 'floor' } }],
});
const floor: LambdaHandler = async (event) => {
  JSON.parse(event.body ?? '');
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: card };
};

const server = createServer((request, response) => {
  if (request.url === '/cpu') {
    const { user, system } = process.cpuUsage();
    response.end(String((user + system) / 1_000));
  } else void throughLambda(request.url === '/floor' ? floor : invoke, request, response);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
