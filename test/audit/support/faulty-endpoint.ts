/** An HTTP proxy in front of a DynamoDB that fails as it is told, one instruction a request. */
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export type EndpointFault =
  | 'none'
  /** 400, as DynamoDB throttles. */
  | 'throttle'
  | 'refuse'
  | 'server-error'
  /** Accepts and never answers. */
  | 'hang'
  /** Passes the request on, waits for the answer, and drops it. */
  | 'lose-reply'
  /** Passes everything on, and says that the table holds a million rows. */
  | 'large-table'
  | 'html';

const jsonType = 'application/x-amz-json-1.0';

const asLarge = async (reply: IncomingMessage): Promise<string> => {
  const { Table } = (await json(reply)) as { Table: object };
  return JSON.stringify({ Table: { ...Table, ItemCount: 1_000_000 } });
};

const answers: Readonly<Partial<Record<EndpointFault, { status: number; type: string; body: string }>>> = {
  throttle: {
    status: 400,
    type: jsonType,
    body: '{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slow down"}',
  },
  'server-error': {
    status: 500,
    type: jsonType,
    body: '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"sorry"}',
  },
  html: { status: 200, type: 'text/html', body: '<h1>Login</h1>' },
};

export const faultyEndpoint = async (target: string) => {
  /** For the requests to come, in order; the last one holds on. */
  let script: EndpointFault[] = ['none'];
  let requests = 0;
  const open = new Set<ServerResponse>();

  const server = createServer((request, response) => {
    requests += 1;
    const fault = script.length > 1 ? (script.shift() ?? 'none') : (script[0] ?? 'none');
    open.add(response);
    response.on('close', () => open.delete(response));
    const answer = answers[fault];
    if (answer !== undefined) {
      request.resume().on('end', () => {
        response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
      });
      return;
    }
    if (fault === 'refuse') {
      request.socket.destroy();
      return;
    }
    if (fault === 'hang') {
      request.resume();
      return;
    }
    const upstream = send(target, { method: request.method, headers: request.headers }, (reply) => {
      if (fault === 'lose-reply') {
        reply.resume().on('end', () => request.socket.destroy());
        return;
      }
      if (fault === 'large-table' && String(request.headers['x-amz-target']).endsWith('DescribeTable')) {
        asLarge(reply).then(
          (body) => response.writeHead(200, { 'content-type': jsonType }).end(body),
          () => response.destroy(),
        );
        return;
      }
      response.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    endpoint: `http://127.0.0.1:${port}`,
    /** The faults of the next requests; the last one holds until told otherwise. */
    next: (...faults: EndpointFault[]) => {
      script = faults;
      requests = 0;
    },
    get requests() {
      return requests;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        for (const response of open) response.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
