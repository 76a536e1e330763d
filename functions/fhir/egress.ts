/**
 * The only way out to other people's servers: one GET, https, no redirects, no address but a public one,
 * a cap on bytes while they arrive, and the caller's deadline.
 *
 * It does not know whom we may ask: callers build URLs from registered bases alone. What it does know is
 * that a registered name can be made to resolve to an inside address, so the address is checked when it is
 * resolved and once more on the connected socket.
 *
 * Errors are `EgressFailure` with a code and no URL, header or body in them.
 * Cost: a warm connection per host is kept; node:https is loaded on the first call.
 */
import { lookup as systemLookup } from 'node:dns';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { isAddress, mayConnect } from './addresses.ts';
import { checkPeer, type Guard, guardedLookup, type Resolve } from './guarded-connection.ts';

export type EgressCode =
  | 'egress.denied'
  | 'egress.redirect'
  | 'egress.too-large'
  | 'egress.encoding'
  | 'egress.timeout'
  | 'egress.tls'
  | 'egress.connection';

export class EgressFailure extends Error {
  override readonly name = 'EgressFailure';
  readonly code: EgressCode;
  constructor(code: EgressCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

export interface EgressAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface EgressRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

export type Egress = (url: URL, request: EgressRequest) => Promise<EgressAnswer>;

export interface EgressOptions {
  readonly allowLoopback: boolean;
  /** `http` to public addresses too. */
  readonly allowHttp?: boolean;
  /** As `dns.lookup` with `all`; tests give their own. */
  readonly resolve?: Resolve;
  /** Certificate authorities beside Node's own; tests give their own. */
  readonly ca?: string;
}

const systemResolve: Resolve = (hostname, done) => systemLookup(hostname, { all: true }, done);

const allowedUrl = (url: URL, { allowLoopback, allowHttp = false }: EgressOptions): boolean => {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol !== 'https:' && !((allowLoopback || allowHttp) && url.protocol === 'http:')) return false;
  return !isAddress(url.hostname) || (allowLoopback && mayConnect(host, true) && !mayConnect(host, false));
};

const tlsCodes = /^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/;

const failureOf = (error: unknown, signal: AbortSignal): EgressFailure => {
  if (error instanceof EgressFailure) return error;
  if (signal.aborted) return new EgressFailure('egress.timeout');
  const code = (error as { code?: unknown }).code;
  return new EgressFailure(
    typeof code === 'string' && tlsCodes.test(code) ? 'egress.tls' : 'egress.connection',
    error,
  );
};

/** What the head of an answer already rules out. A coded body could inflate beyond any cap. */
const refusalOfHead = ({ statusCode = 0, headers }: IncomingMessage, maxBytes: number) => {
  if (statusCode >= 300 && statusCode < 400) return 'egress.redirect' as const;
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'identity') return 'egress.encoding' as const;
  return Number(headers['content-length'] ?? 0) > maxBytes ? ('egress.too-large' as const) : undefined;
};

const read = (response: IncomingMessage, maxBytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) response.destroy(new EgressFailure('egress.too-large'));
      else chunks.push(chunk);
    });
    response.on('end', () => resolve(Buffer.concat(chunks)));
    response.on('error', reject);
    response.on('close', () => reject(new EgressFailure('egress.connection')));
  });

type Transport = typeof import('node:https') | typeof import('node:http');

export const makeEgress = (rules: EgressOptions): Egress => {
  const { allowLoopback, resolve = systemResolve, ca } = rules;
  const guard: Guard = {
    mayConnect: (address) => mayConnect(address, allowLoopback),
    denied: () => new EgressFailure('egress.denied'),
  };
  const lookup = guardedLookup(resolve, guard);
  const agents = new Map<string, Promise<{ transport: Transport; options: RequestOptions }>>();

  const connect = async (protocol: string) => {
    const transport = protocol === 'https:' ? await import('node:https') : await import('node:http');
    const agent = new transport.Agent({ keepAlive: true, maxSockets: 12, maxFreeSockets: 12 });
    return { transport, options: { agent, lookup, ...(ca !== undefined && { ca }) } };
  };

  const transportFor = (protocol: string) => {
    const known = agents.get(protocol) ?? connect(protocol);
    agents.set(protocol, known);
    return known;
  };

  return async (url, { headers, signal, maxBytes }) => {
    if (!allowedUrl(url, rules)) throw new EgressFailure('egress.denied');
    const { transport, options } = await transportFor(url.protocol);
    try {
      signal.throwIfAborted();
      const response = await new Promise<IncomingMessage>((answered, failed) => {
        const request = transport.request(
          url,
          { ...options, method: 'GET', signal, headers: { ...headers, 'accept-encoding': 'identity' } },
          answered,
        );
        request.on('socket', (socket) => checkPeer(socket, guard));
        request.on('error', failed);
        request.end();
      });
      const refused = refusalOfHead(response, maxBytes);
      if (refused !== undefined) {
        response.destroy();
        throw new EgressFailure(refused);
      }
      return {
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: await read(response, maxBytes),
      };
    } catch (error) {
      throw failureOf(error, signal);
    }
  };
};
