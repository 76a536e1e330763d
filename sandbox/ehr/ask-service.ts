/**
 * One request of JSON to a service whose address somebody typed. It is no proxy: what is sent is made here, what is
 * given back has been read as JSON, and the address is on the public internet (https) or on this machine. A name that
 * resolves to an address of the network around is refused, also once it is connected; no redirect is followed.
 */
import { lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isAddress, isLoopback, isPublic } from '../../functions/fhir/addresses.ts';
import {
  checkPeer,
  type Guard,
  guardedLookup,
  type Resolve,
} from '../../functions/fhir/guarded-connection.ts';
import { json } from './read-body.ts';

/** The request came to nothing. The message is a sentence for whoever typed the address. */
export class NotAsked extends Error {
  override readonly name = 'NotAsked';
}

export interface ServiceAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly milliseconds: number;
}

const patience = 10_000;
const mostBytes = 4 * 1_024 * 1_024;

const denied = ({ hostname }: URL) =>
  new NotAsked(
    `${hostname} may not be asked: a service is on the public internet (https) or on this machine.`,
  );

/** Plain http is for this machine alone. */
const mayConnect = ({ protocol }: URL) => (protocol === 'https:' ? isPublicOrOwn : isLoopback);
const isPublicOrOwn = (address: string): boolean => isPublic(address) || isLoopback(address);

const guardOf = (url: URL): Guard => ({ mayConnect: mayConnect(url), denied: () => denied(url) });
const resolve: Resolve = (hostname, done) => systemLookup(hostname, { all: true }, done);

const whole = async (response: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new NotAsked('It answered with more than 4 MB, which is no list of cards.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const codes: Readonly<Record<string, string>> = {
  ENOTFOUND: 'There is no server of that name.',
  EAI_AGAIN: 'There is no server of that name, or this machine has no way to ask for it.',
  ECONNREFUSED: 'Nothing answers there: is the service running, and is the port right?',
  ECONNRESET: 'The connection was cut before there was an answer.',
  ENETUNREACH: 'This machine has no way to that network.',
};

const sentenceOf = (error: unknown, signal: AbortSignal): NotAsked => {
  if (error instanceof NotAsked) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  // an answer that had begun fails as a connection that was cut
  if (signal.aborted) return new NotAsked(`It did not answer within ${patience / 1_000} seconds.`);
  if (/TLS|SSL|CERT|SELF_SIGNED|UNABLE_TO_/.test(code))
    return new NotAsked(`Its certificate cannot be trusted (${code}).`);
  return new NotAsked(codes[code] ?? `It could not be reached${code && ` (${code})`}.`);
};

const answered = (url: URL, options: RequestOptions, body: string | undefined): Promise<IncomingMessage> =>
  new Promise((done, fail) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, done);
    request.on('socket', (socket) => checkPeer(socket, guardOf(url)));
    request.on('error', fail);
    request.end(body);
  });

/** @throws NotAsked */
export const askService = async (
  url: URL,
  {
    body,
    headers = {},
    signal = AbortSignal.timeout(patience),
  }: {
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** Ends the patience; tests give their own. */
    readonly signal?: AbortSignal;
  } = {},
): Promise<ServiceAnswer> => {
  const started = performance.now();
  // an address in place of a name is not looked up
  if (isAddress(url.hostname) && !mayConnect(url)(url.hostname.replace(/^\[|\]$/g, ''))) throw denied(url);
  try {
    const response = await answered(
      url,
      {
        method: body === undefined ? 'GET' : 'POST',
        agent: false,
        lookup: guardedLookup(resolve, guardOf(url)),
        signal,
        headers: {
          accept: 'application/json',
          'accept-encoding': 'identity',
          ...(body !== undefined && {
            'content-type': 'application/json',
            'content-length': String(Buffer.byteLength(body)),
          }),
          ...headers,
        },
      },
      body,
    );
    const { statusCode: status = 0, headers: sent } = response;
    if (status >= 300 && status < 400) {
      response.destroy();
      throw new NotAsked(`It sends on to ${sent.location ?? 'another address'}: type that address.`);
    }
    const text = await whole(response);
    const milliseconds = Math.round((performance.now() - started) * 10) / 10;
    return { status, body: text.length === 0 ? undefined : json(text), milliseconds };
  } catch (error) {
    throw sentenceOf(error, signal);
  }
};
