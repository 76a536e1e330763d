/**
 * Prefetch keys read from a client's FHIR server, in parallel, each with its pages, under one signal.
 * A key that fails fails alone, as a value. A server that keeps failing is left alone for a few seconds.
 */

import type { HoleCode } from '../../rules/evidence/hole.ts';
import type { Whose } from '../../rules/extract/index.ts';
import { type Circuit, circuit } from '../base/circuit.ts';
import type { Clock } from '../base/clock.ts';
import type { FhirCallLine } from '../base/service-log.ts';
import { type PrefetchKey, type PrefetchKeyName, prefetchKeys } from '../cds-hooks/services.ts';
import type { FhirGrant } from './access.ts';
import { type Egress, EgressFailure } from './egress.ts';
import { FhirFailure, type FhirServer, openFhirServer, queryOf } from './fhir-server.ts';
import { type AskedQuery, type Page, pageIn, type Supply, supplyOf, supplyOfPages } from './prefetch.ts';
import { type Grant, grantOf, type Reach, reachOfQuery } from './scope.ts';

export interface Fetched {
  readonly supply: Supply;
  /** The query, as advertised or as registered for the client. */
  readonly template: string;
  /** What the token lets us read of it, and how much of that the query asks for. */
  readonly grant: Grant;
  readonly ms?: number;
  readonly status?: number;
  /** Machine code of what went wrong. */
  readonly failure?: string;
}

export interface FetchKeys {
  readonly keys: readonly (readonly [PrefetchKeyName, Supply])[];
  readonly grant: FhirGrant;
  readonly queries: Readonly<Partial<Record<PrefetchKeyName, string>>>;
  readonly whose: Whose;
  readonly at: number;
}

export interface FetchParts {
  readonly egress: Egress;
  readonly clock: Clock;
  readonly budget: number;
}

const mostPages = 5;
const failed: Supply = { kind: 'failed', why: 'outcome', again: false };

/** Refusals of this caller's token say nothing about the health of the server. */
const tellsOfServer = ({ failure, status }: { readonly failure?: string; readonly status?: number }) =>
  failure !== undefined && !(status !== undefined && status >= 400 && status < 500 && status !== 429);

const failureOf = (error: unknown): { failure: string; status?: number } => {
  if (error instanceof FhirFailure)
    return { failure: error.code, ...(error.status !== undefined && { status: error.status }) };
  return { failure: error instanceof EgressFailure ? error.code : 'not-fhir-json' };
};

/** What became of one query. */
interface KeyAsking {
  readonly supply: Supply;
  /** Whether a request was made: a page that came as prefetch may lead nowhere. */
  readonly asked: boolean;
  /** Why a further page could not be read. */
  readonly failure?: string;
  readonly status?: number;
}

/** Page one is given, with where it was read; stops at a page that cannot be had, or at one of another patient. */
const withPages = async (
  server: FhirServer,
  first: Page,
  from: URL,
  asked: AskedQuery,
): Promise<Omit<KeyAsking, 'asked'> & { readonly read: number }> => {
  const pages = [first];
  const visited = new Set([from.href]);
  const ended = (why?: HoleCode) => ({ supply: supplyOfPages(pages, why), read: visited.size - 1 });
  let page = from;
  for (let last = first; last.more; last = pages.at(-1) ?? last) {
    const url = server.nextOf(last.bundle, page);
    if (url === undefined) return ended('page-refused');
    if (visited.has(url.href)) return ended('page-loop');
    if (visited.size >= mostPages) return ended('pages-too-many');
    visited.add(url.href);
    page = url;
    let next: ReturnType<typeof pageIn>;
    try {
      next = pageIn(await server.read(url), asked);
    } catch (error) {
      return { ...ended(), ...failureOf(error) };
    }
    if ('kind' in next) return next.kind === 'other-patient' ? { ...ended(), supply: next } : ended();
    pages.push(next);
  }
  return ended();
};

/** From page one of prefetch if the client sent it, else from the start. */
const ask = async (server: FhirServer, prefetched: Supply, asked: AskedQuery): Promise<KeyAsking> => {
  const query = queryOf(asked.template, asked.whose.patientId);
  const isPageOne =
    prefetched.kind === 'resources' && !prefetched.erred && prefetched.pages.at(-1)?.more === true;
  const supply = isPageOne ? prefetched : supplyOf(await server.ask(query), asked);
  const page = supply.kind === 'resources' ? supply.pages.at(-1) : undefined;
  if (!page?.more) return { supply, asked: true };
  const { read, ...rest } = await withPages(server, page, server.urlOf(query), asked);
  return { ...rest, asked: !isPageOne || read > 0 };
};

/** Grants in their order, from nothing to all. */
const order: readonly Reach[] = ['none', 'useless', 'part', 'unknown', 'whole'];

/** A query that asks for less than the token allows gets no more than it asks for. */
const narrowed = (grant: Grant, asked: Reach): Grant =>
  order.indexOf(asked) < order.indexOf(grant.reach) ? { ...grant, reach: asked } : grant;

/** Nothing of use can come of asking. */
const whyNotAsked = (grant: Grant, asked: Reach): string | undefined => {
  if (grant.reach === 'none') return 'token.scope';
  if (grant.reach === 'useless') return 'token.scope-findings';
  return asked === 'useless' ? 'query.findings' : undefined;
};

interface KeyQuery {
  readonly name: PrefetchKeyName;
  readonly prefetched: Supply;
  readonly template: string;
  readonly grant: Grant;
  readonly refused: string | undefined;
}

const questionOf = (
  [name, prefetched]: readonly [PrefetchKeyName, Supply],
  { grant: { scope }, queries }: FetchKeys,
): KeyQuery => {
  const key: PrefetchKey = prefetchKeys[name];
  const template = queries[name] ?? key.template;
  const grant = grantOf(scope, key);
  const asked = key.form === 'read' ? 'whole' : reachOfQuery(key, template);
  return { name, prefetched, template, grant: narrowed(grant, asked), refused: whyNotAsked(grant, asked) };
};

export const makeFetchKeys = ({ egress, clock, budget }: FetchParts) => {
  const circuits = new Map<string, Circuit>();
  const circuitOf = (base: string) => {
    const known = circuits.get(base) ?? circuit(() => clock.now(), 5);
    circuits.set(base, known);
    return known;
  };

  return async (asked: FetchKeys) => {
    const { grant, whose, at } = asked;
    const end = Math.min(at + budget, grant.until);
    const remaining = () => end - clock.now();
    const health = circuitOf(grant.base);
    const answers = new Map<PrefetchKeyName, Fetched>();
    const calls: FhirCallLine[] = [];
    const questions = asked.keys.map((key) => questionOf(key, asked));
    for (const { name, grant: held, template, refused } of questions)
      if (refused !== undefined)
        answers.set(name, { supply: failed, grant: held, template, failure: refused });
    const open = questions.filter(({ refused }) => refused === undefined);
    if (open.length === 0) return { answers, calls };
    if (!health.allows() || remaining() <= 0) {
      for (const { name, grant: held, template } of open)
        answers.set(name, { supply: failed, grant: held, template, failure: 'fhir.left-alone' });
      return { answers, calls };
    }

    const signal = clock.deadline(remaining());
    const server = await openFhirServer({
      base: grant.base,
      accessToken: grant.accessToken,
      egress,
      signal,
      remaining,
    });
    await Promise.all(
      open.map(async ({ name, prefetched, template, grant: held }) => {
        const started = clock.now();
        let asking: KeyAsking;
        try {
          asking = await ask(server, prefetched, { ...prefetchKeys[name], template, whose });
        } catch (error) {
          asking = { supply: failed, asked: true, ...failureOf(error) };
        }
        if (!asking.asked) {
          answers.set(name, { supply: asking.supply, grant: held, template });
          return;
        }
        const { supply, failure, status = failure === undefined ? 200 : undefined } = asking;
        const came = {
          ms: Math.max(0, clock.now() - started),
          ...(status !== undefined && { status }),
          ...(failure !== undefined && { failure }),
        };
        answers.set(name, { supply, grant: held, template, ...came });
        calls.push({ key: name, method: 'GET', template, ...came });
        if (tellsOfServer(came)) health.failed();
        else health.succeeded();
      }),
    );
    return { answers, calls };
  };
};
