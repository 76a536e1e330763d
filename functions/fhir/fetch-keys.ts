/**
 * Prefetch keys read from a client's FHIR server, in parallel, each with its pages, under one signal.
 * A key that fails fails alone, as a value. A server that keeps failing is left alone for a few seconds.
 */

import { type Circuit, circuit } from '../base/circuit.ts';
import type { Clock } from '../base/clock.ts';
import type { FhirCallLine } from '../base/service-log.ts';
import { type PrefetchKeyName, prefetchKeys } from '../cds-hooks/services.ts';
import type { FhirGrant } from './access.ts';
import { type Egress, EgressFailure } from './egress.ts';
import { FhirFailure, type FhirServer, openFhirServer, queryOf } from './fhir-server.ts';
import { mostEntries, type Supply, supplyOf } from './prefetch.ts';
import { covers } from './scope.ts';

export interface Fetched {
  readonly supply: Supply;
  readonly ms?: number;
  readonly status?: number;
  /** Machine code of what went wrong. */
  readonly failure?: string;
}

export interface FetchKeys {
  readonly keys: readonly (readonly [PrefetchKeyName, Supply])[];
  readonly grant: FhirGrant;
  readonly queries: Readonly<Partial<Record<PrefetchKeyName, string>>>;
  readonly patientId: string;
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
const tellsOfServer = ({ failure, status }: Fetched) =>
  failure !== undefined && !(status !== undefined && status >= 400 && status < 500 && status !== 429);

const failureOf = (error: unknown): { failure: string; status?: number } => {
  if (error instanceof FhirFailure)
    return { failure: error.code, ...(error.status !== undefined && { status: error.status }) };
  return { failure: error instanceof EgressFailure ? error.code : 'not-fhir-json' };
};

/** Page one is given; stops at the page or entry limit, at a page that fails, or at one of another patient. */
const withPages = async (server: FhirServer, name: PrefetchKeyName, first: Supply, patientId: string) => {
  let all = first;
  let page = first.kind === 'resources' ? first.page : undefined;
  for (let pages = 1; page !== undefined && pages < mostPages; pages++) {
    let next: Supply;
    try {
      next = supplyOf(prefetchKeys[name], await server.nextPage(page), patientId);
    } catch {
      break;
    }
    if (next.kind === 'other-patient') return next;
    if (next.kind !== 'resources' && next.kind !== 'none') break;
    all = joined(all, next);
    page = next.kind === 'resources' ? next.page : undefined;
  }
  return all;
};

const joined = (before: Supply, page: Supply): Supply => {
  if (before.kind !== 'resources') return page;
  const { page: _, ...rest } = before;
  if (page.kind !== 'resources') return rest;
  const resources = [...before.resources, ...page.resources];
  return {
    ...rest,
    resources: resources.slice(0, mostEntries),
    partial: before.partial || page.partial || resources.length > mostEntries,
    erred: before.erred || page.erred,
    ...(page.page && { page: page.page }),
  };
};

const ask = async (
  server: FhirServer,
  name: PrefetchKeyName,
  given: Supply,
  template: string,
  patientId: string,
) => {
  const first =
    given.kind === 'resources' && given.page !== undefined
      ? given
      : supplyOf(prefetchKeys[name], await server.ask(queryOf(template, patientId)), patientId);
  return withPages(server, name, first, patientId);
};

export const makeFetchKeys = ({ egress, clock, budget }: FetchParts) => {
  const circuits = new Map<string, Circuit>();
  const circuitOf = (base: string) => {
    const known = circuits.get(base) ?? circuit(() => clock.now(), 5);
    circuits.set(base, known);
    return known;
  };

  return async ({ keys, grant, queries, patientId, at }: FetchKeys) => {
    const end = Math.min(at + budget, grant.until);
    const remaining = () => end - clock.now();
    const health = circuitOf(grant.base);
    const answers = new Map<PrefetchKeyName, Fetched>();
    const calls: FhirCallLine[] = [];
    const open = keys.filter(([name]) => {
      const covered = covers(grant.scope, prefetchKeys[name].type);
      if (!covered) answers.set(name, { supply: failed, failure: 'token.scope' });
      return covered;
    });
    if (open.length === 0) return { answers, calls };
    if (!health.allows() || remaining() <= 0) {
      for (const [name] of open) answers.set(name, { supply: failed, failure: 'fhir.left-alone' });
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
      open.map(async ([name, given]) => {
        const template = queries[name] ?? prefetchKeys[name].template;
        const started = clock.now();
        let fetched: Fetched;
        try {
          fetched = { supply: await ask(server, name, given, template, patientId), status: 200 };
        } catch (error) {
          fetched = { supply: failed, ...failureOf(error) };
        }
        const ms = Math.max(0, clock.now() - started);
        const { status, failure } = fetched;
        answers.set(name, { ...fetched, ms });
        calls.push({
          key: name,
          method: 'GET',
          template,
          ms,
          ...(status !== undefined && { status }),
          ...(failure !== undefined && { failure }),
        });
        if (tellsOfServer(fetched)) health.failed();
        else health.succeeded();
      }),
    );
    return { answers, calls };
  };
};
