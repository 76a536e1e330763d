/**
 * A FHIR R4 server in memory for the synthetic patients: Medplum's router and repository, so that the
 * service's searches meet semantics that its authors did not write. Around them stands what the library
 * leaves to its host: addresses in search results, unknown search parameters, and who may read whom.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { getSearchParameter, getStatus } from '@medplum/core';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import type { Resource as MedplumResource } from '@medplum/fhirtypes';
import type { Bundle, CapabilityStatement, FhirResource, OperationOutcome } from 'fhir/r4';
import type { AccessTokens, TokenGrant } from './access-tokens.ts';
import { maySearch, mayWrite } from './granted.ts';
import { indexSearchParameters } from './search-parameters.ts';

export interface FhirAnswer {
  readonly status: number;
  readonly body: FhirResource;
}

export interface LocalFhirServer {
  /**
   * What the EHR itself does: no token, any patient. `path` is relative to the base, with its query.
   * @param at the address that the answer names as its own, where it is not the base
   */
  get(path: string, at?: string): Promise<FhirAnswer>;
  create(resource: FhirResource): Promise<FhirAnswer>;
  /** Runs a transaction: every entry is stored, or none. */
  transact(bundle: Bundle): Promise<FhirAnswer>;
  remove(path: string): Promise<FhirAnswer>;
  /** What a CDS service and the app may do: read, with a token of the patient it is about. */
  getWithToken(path: string, authorization: string | undefined): Promise<FhirAnswer>;
  /** What the app may do: save what its scopes let it write, about the patient of the token. */
  transactWithToken(bundle: Bundle, authorization: string | undefined): Promise<FhirAnswer>;
}

const outcome = (
  status: number,
  code: OperationOutcome['issue'][number]['code'],
  text: string,
): FhirAnswer => ({
  status,
  body: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, details: { text } }],
  },
});

const commonParameters = new Set(['_id', '_lastUpdated', '_count', '_offset', '_sort', '_total', '_summary']);

/** `date:missing` and `subject.name` are about `date` and `subject`. */
const bare = (name: string) => name.split(/[:.]/)[0] ?? name;

/** A server that ignored a filter would answer with too much; this one refuses, as R4 lets it. */
const unknownParameter = (type: string, query: URLSearchParams) =>
  [...query.keys()].find((name) => !commonParameters.has(name) && !getSearchParameter(type, bare(name)));

/** DSTU 1 wrote `_sort:desc=date`; the public SMART App Launcher still does. */
const sortedAsInR4 = (query: URLSearchParams): URLSearchParams =>
  new URLSearchParams(
    [...query].map(([name, value]): [string, string] => {
      if (name === '_sort:desc') return ['_sort', `-${value}`];
      return [name === '_sort:asc' ? '_sort' : name, value];
    }),
  );

const pageSize = (query: URLSearchParams) => {
  const count = Number(query.get('_count') ?? 100);
  return Number.isInteger(count) && count >= 0 ? Math.min(count, 1_000) : 100;
};

/** Addresses of the entries and of the next page, which the repository does not know. */
const addressed = (base: string, type: string, query: URLSearchParams, page: Bundle): Bundle => {
  const offset = Number(query.get('_offset') ?? 0);
  const shown = offset + (page.entry?.length ?? 0);
  const at = (start: number) => {
    const copy = new URLSearchParams(query);
    copy.set('_count', String(pageSize(query)));
    copy.set('_offset', String(start));
    return `${base}/${type}?${copy}`;
  };
  return {
    ...page,
    link: [
      { relation: 'self', url: at(offset) },
      ...(page.entry && shown < (page.total ?? 0) ? [{ relation: 'next', url: at(shown) }] : []),
    ],
    ...(page.entry && {
      entry: page.entry.map((entry) => ({
        ...entry,
        fullUrl: `${base}/${entry.resource?.resourceType}/${entry.resource?.id}`,
      })),
    }),
  };
};

const bearer = (header: string | undefined) => /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];

const patientOf = (reference: string | null) => reference?.replace(/^Patient\//, '');

/** Who is asked about: the id of a Patient read, or the patient of a search. */
const subjectOf = (type: string, id: string | undefined, query: URLSearchParams) =>
  type === 'Patient'
    ? (id ?? patientOf(query.get('_id')))
    : patientOf(query.get('patient') ?? query.get('subject'));

/** They hold nothing of a patient: a hospital that looks for the form has no token. */
const definitions = new Set(['Questionnaire', 'CodeSystem', 'ValueSet']);

const readableByAll = new Set(['metadata', 'Practitioner', 'Organization']);

const maySee = (grant: TokenGrant, type: string, id: string | undefined, query: URLSearchParams) =>
  readableByAll.has(type) || (maySearch(grant, type) && subjectOf(type, id, query) === grant.patientId);

const noToken = outcome(401, 'login', 'Send the access token as Authorization: Bearer.');

/** Longer than the service waits for any FHIR server. */
const slowMilliseconds = 20_000;

const capability = (base: string, security?: string): CapabilityStatement => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-11-02',
  kind: 'instance',
  implementation: { description: 'Synthetic patients of the Radix CDS sandbox', url: base },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json'],
  rest: [{ mode: 'server', ...(security && { security: { description: security } }) }],
});

/**
 * `base` is the public address without a trailing slash, `charts` what it holds from the start. Loading takes about 0.2 s and
 * 100 MB.
 */
export const fhirServer = async (
  base: string,
  charts: readonly Bundle[],
  tokens: AccessTokens,
): Promise<LocalFhirServer> => {
  indexSearchParameters();
  const repository = new MemoryRepository();
  const router = new FhirRouter();
  for (const { resource } of charts.flatMap(({ entry }) => entry ?? [])) {
    await repository.updateResource(resource as MedplumResource);
  }

  const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, body?: FhirResource) => {
    const [result, resource] = await router.handleRequest(
      { method, url, pathname: '', params: {}, query: {}, body },
      repository,
    );
    return { status: getStatus(result), body: (resource ?? result) as FhirResource };
  };

  const search = async (type: string, asked: URLSearchParams, at: string): Promise<FhirAnswer> => {
    const query = sortedAsInR4(asked);
    const unknown = unknownParameter(type, query);
    if (unknown)
      return outcome(400, 'not-supported', `${type} has no search parameter "${unknown}" in FHIR R4.`);
    const paged = new URLSearchParams(query);
    paged.set('_count', String(pageSize(query)));
    const answer = await ask('GET', `/${type}?${paged}`);
    return answer.status === 200
      ? { ...answer, body: addressed(at, type, query, answer.body as Bundle) }
      : answer;
  };

  const parts = (path: string) => {
    const url = new URL(path, 'http://fhir.invalid/');
    const [type = '', id, ...more] = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
    return { type, id, more, query: url.searchParams };
  };

  const get = async (path: string, at = base): Promise<FhirAnswer> => {
    const { type, id, more, query } = parts(path);
    if (type === 'metadata')
      return {
        status: 200,
        body: capability(at, at === base ? 'Bearer token of the hook that asked' : undefined),
      };
    if (type === '' || more.length > 0) return outcome(404, 'not-found', 'There is no such resource.');
    return id === undefined ? search(type, query, at) : ask('GET', `/${type}/${encodeURIComponent(id)}`);
  };

  return {
    get,
    create: (resource) => ask('POST', `/${resource.resourceType}`, resource),
    transact: (bundle) => ask('POST', '/', bundle),
    remove: (path) => ask('DELETE', `/${path}`),
    getWithToken: async (path, authorization) => {
      const { type, id, query } = parts(path);
      if (definitions.has(type)) return get(path);
      const grant = tokens.grantOf(bearer(authorization) ?? '');
      if (!grant) return noToken;
      if (!maySee(grant, type, id, query))
        return outcome(403, 'forbidden', 'This token is for another patient, or for none in this request.');
      if (grant.fault === 'fhir-down') return outcome(503, 'transient', 'The FHIR server is down.');
      if (grant.fault === 'fhir-slow') await sleep(slowMilliseconds, undefined, { ref: false });
      return get(path);
    },
    transactWithToken: async (bundle, authorization) => {
      const grant = tokens.grantOf(bearer(authorization) ?? '');
      if (!grant) return noToken;
      const refused = (bundle.entry ?? []).find((entry) => !mayWrite(grant, entry));
      if (refused)
        return outcome(
          403,
          'forbidden',
          `This token does not let ${refused.request?.method} ${refused.request?.url} be written for this patient.`,
        );
      return ask('POST', '/', bundle);
    },
  };
};
