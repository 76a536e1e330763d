/**
 * A client's FHIR server for the length of one call: fhir-kit-client speaks FHIR, our egress carries it.
 *
 * fhir-kit-client on its own follows `next` links with the token to any host, has no timeout and no cap, and
 * puts ids into URLs as they are. So its transport is replaced: a request leaves only as a GET below the
 * registered base, with the deadline, and answers come through the same JSON checks as the hook's body.
 * Loaded by the first call that needs it.
 */
import type { FhirResource } from 'fhir-kit-client';
import { parseObject } from '../cds-hooks/safe-json.ts';
import { type Egress, type EgressAnswer, EgressFailure } from './egress.ts';
import { isWithin, nextPageOf } from './next-link.ts';
import { isResource, type Resource } from './resource.ts';

export interface FhirServer {
  /** @param query of `queryOf` */
  ask(query: Query): Promise<Resource>;
  /** Where the query is asked. */
  urlOf(query: Query): URL;
  /** Undefined when the `next` link leads to where we may not ask. @param page the URL that `bundle` was read from */
  nextOf(bundle: Resource, page: URL): URL | undefined;
  /** @param url of `nextOf` */
  read(url: URL): Promise<Resource>;
}

export type Query =
  | { readonly type: string; readonly id: string }
  | { readonly type: string; readonly search: Readonly<Record<string, string>> };

export class FhirFailure extends Error {
  override readonly name = 'FhirFailure';
  readonly code: string;
  readonly status: number | undefined;
  constructor(code: string, status?: number, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.status = status;
  }
}

export interface FhirServerParts {
  /** As registered, without a trailing slash; never as the request spelled it. */
  readonly base: string;
  readonly accessToken: string;
  readonly egress: Egress;
  /** Aborts at the deadline of the call, or when the token ends. */
  readonly signal: AbortSignal;
  /** Milliseconds until then; a retry that would not fit is not made. */
  readonly remaining: () => number;
}

const mostBytes = 5 * 1_024 * 1_024;
const mostRequests = 24;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** `{{context.patientId}}` filled in. Ids have been checked; they are escaped all the same. */
export const queryOf = (template: string, patientId: string): Query => {
  const [path = '', search] = template
    .replaceAll('{{context.patientId}}', encodeURIComponent(patientId))
    .split('?');
  const [type = '', id = ''] = path.split('/');
  return search === undefined
    ? { type, id }
    : { type, search: Object.fromEntries(new URLSearchParams(search)) };
};

const resourceIn = ({ status, body }: EgressAnswer): Resource => {
  if (status !== 200) throw new FhirFailure(`http.${status}`, status);
  let parsed: unknown;
  try {
    parsed = parseObject(utf8.decode(body));
  } catch (cause) {
    throw new FhirFailure('not-fhir-json', status, cause);
  }
  if (!isResource(parsed)) throw new FhirFailure('not-fhir-json', status);
  return parsed;
};

const retryable = new Set([429, 503]);

/** Seconds, or undefined when the answer does not ask for a wait. Dates are not worth waiting for. */
const waitAsked = ({ headers }: EgressAnswer): number => {
  const header = headers['retry-after'];
  const seconds = typeof header === 'string' ? Number(header) : 0;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : Number.POSITIVE_INFINITY;
};

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
  });

/** One attempt, and one more after 429, 503 or a dropped connection if it fits into the time left. */
const withOneRetry = async (attempt: () => Promise<EgressAnswer>, parts: FhirServerParts) => {
  const budget = parts.remaining();
  const fits = (wait: number) => parts.remaining() - wait >= 0.4 * budget;
  try {
    const answer = await attempt();
    const wait = retryable.has(answer.status) ? waitAsked(answer) : Number.POSITIVE_INFINITY;
    if (!fits(wait)) return answer;
    if (wait > 0) await pause(wait, parts.signal);
  } catch (failure) {
    const dropped = failure instanceof EgressFailure && failure.code === 'egress.connection';
    if (!dropped || !fits(0)) throw failure;
  }
  return attempt();
};

export const openFhirServer = async (parts: FhirServerParts): Promise<FhirServer> => {
  const { Client } = await import('fhir-kit-client');
  const base = new URL(parts.base);
  const client = new Client({ baseUrl: parts.base });
  let requests = 0;

  const read = async (url: URL): Promise<Resource> => {
    if (!isWithin(base, url)) throw new EgressFailure('egress.denied');
    if (++requests > mostRequests) throw new FhirFailure('too-many-requests');
    const attempt = () =>
      parts.egress(url, {
        headers: { accept: 'application/fhir+json', authorization: `Bearer ${parts.accessToken}` },
        signal: parts.signal,
        maxBytes: mostBytes,
      });
    return resourceIn(await withOneRetry(attempt, parts));
  };
  client.httpClient.request = async (method: string, path: string): Promise<FhirResource> => {
    if (method !== 'GET') throw new EgressFailure('egress.denied');
    return (await read(new URL(client.httpClient.expandUrl(path)))) as FhirResource;
  };

  return {
    ask: async (query) =>
      ('id' in query
        ? await client.read({ resourceType: query.type, id: query.id })
        : await client.resourceSearch({
            resourceType: query.type,
            searchParams: query.search,
          })) as Resource,
    urlOf: ({ type, ...rest }) =>
      new URL(
        'id' in rest
          ? `${parts.base}/${type}/${encodeURIComponent(rest.id)}`
          : `${parts.base}/${type}?${new URLSearchParams(rest.search)}`,
      ),
    nextOf: (bundle, page) => nextPageOf(bundle, base, page),
    read,
  };
};
