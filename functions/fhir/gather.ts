/**
 * The chart of one call: prefetch first, and what is missing from the client's FHIR server, all queries at
 * once under one deadline (D4, D5, D6, D11).
 *
 * What could not be had is said (`holes`), never taken for absent. Only a required key that could be had
 * neither way refuses the call (412); another patient's data in prefetch refuses it (400).
 * Cost: nothing but a pass over the resources when prefetch is complete; no connection, no module loaded.
 */
import { type Hole, type HoleCode, holeKinds } from '../../rules/evidence/hole.ts';
import { belonging } from '../../rules/extract/subject.ts';
import type { Clock } from '../base/clock.ts';
import type { Flag } from '../base/flags.ts';
import type { FhirCallLine } from '../base/service-log.ts';
import { badRequest, Refusal } from '../cds-hooks/refusal.ts';
import { type PrefetchKeyName, prefetchKeys, type Service } from '../cds-hooks/services.ts';
import type { CdsRequest } from '../cds-hooks/types.ts';
import { type AccessRules, accessOf, type NoGrant } from './access.ts';
import type { Egress } from './egress.ts';
import { type Fetched, makeFetchKeys } from './fetch-keys.ts';
import { isIncomplete, type Supply, supplyOf } from './prefetch.ts';
import type { Resource } from './resource.ts';
import { whyMissing } from './why-missing.ts';

/** Where the data behind one key came from. */
export interface KeyData {
  readonly key: PrefetchKeyName;
  readonly source: 'prefetch' | 'fetched' | 'none' | 'failed' | 'absent';
  readonly resources: readonly Resource[];
  readonly incomplete: boolean;
  readonly ms?: number;
  readonly status?: number;
}

export interface Gathered {
  readonly data: readonly KeyData[];
  /** What could not be looked at, by key. */
  readonly holes: readonly Hole[];
  readonly fhirCalls: readonly FhirCallLine[];
  /** For the log and the audit row. */
  readonly flags: readonly Flag[];
}

export interface GatherRules extends AccessRules {
  /** Templates that this client's server needs in place of ours, by key. */
  readonly queries: Readonly<Partial<Record<PrefetchKeyName, string>>>;
}

/** @param at epoch milliseconds of arrival */
export type Gather = (
  request: CdsRequest,
  service: Service,
  rules: GatherRules,
  at: number,
) => Promise<Gathered>;

interface Settled extends KeyData {
  readonly hole?: HoleCode;
  /** Set when nothing could be had. */
  readonly unavailable?: true;
  /** Machine code of what went wrong with the server. */
  readonly failure?: string;
}

const mismatch = (key: string) =>
  badRequest('patient.mismatch', [
    {
      code: 'conflict',
      expression: `prefetch.${key}`,
      text: `prefetch.${key} holds data of another patient than context.patientId. Nothing was evaluated.`,
    },
  ]);

const nothing = { resources: [], incomplete: false } as const;

/** May the key be asked for over FHIR, once? */
const isOpen = (supply: Supply, required: boolean): boolean => {
  switch (supply.kind) {
    case 'absent':
      return true;
    case 'failed':
      return supply.again;
    case 'resources':
      return supply.page !== undefined || (supply.erred && required);
    default:
      return false;
  }
};

const fromPrefetch = (key: PrefetchKeyName, supply: Supply): Settled => {
  switch (supply.kind) {
    case 'none':
      return { key, source: 'none', ...nothing };
    case 'absent':
      return { key, source: 'absent', ...nothing, unavailable: true, hole: 'not-sent' };
    case 'failed':
      return { key, source: 'failed', ...nothing, unavailable: true, hole: supply.why };
    case 'other-patient':
      throw mismatch(key);
    case 'resources': {
      const partly = isIncomplete(supply);
      return {
        key,
        source: 'prefetch',
        resources: supply.resources,
        incomplete: partly,
        ...(partly && { hole: 'page-not-read' }),
        // the server said that its list is wrong: a required one is as good as missing
        ...(supply.erred && prefetchKeys[key].required && { unavailable: true }),
      };
    }
  }
};

const fromServer = (key: PrefetchKeyName, { supply, ms, status, failure }: Fetched): Settled => {
  const timing = { ...(ms !== undefined && { ms }), ...(status !== undefined && { status }) };
  const failed = (hole: HoleCode): Settled => ({
    key,
    source: 'failed',
    ...nothing,
    ...timing,
    unavailable: true,
    hole,
    ...(failure !== undefined && { failure }),
  });
  switch (supply.kind) {
    case 'none':
      return { key, source: 'none', ...nothing, ...timing };
    case 'resources': {
      if (supply.erred && prefetchKeys[key].required) return failed('not-readable');
      const partly = isIncomplete(supply);
      return {
        key,
        source: 'fetched',
        resources: supply.resources,
        incomplete: partly,
        ...timing,
        ...(partly && { hole: 'page-not-read' }),
      };
    }
    case 'other-patient':
      return failed('other-patient');
    default:
      return failed(failure === 'egress.timeout' ? 'not-in-time' : 'not-readable');
  }
};

const remedies = {
  none: (type: string) =>
    `Send it as prefetch, or send fhirServer (as registered for this client) with a fhirAuthorization that may read ${type}.`,
  granted: (type: string) =>
    `Send it as prefetch, or see that the FHIR server answers a read of ${type} with this token.`,
} as const;

const incomplete = (
  missing: readonly Settled[],
  noGrant: NoGrant | undefined,
  { flags, fhirCalls }: Pick<Gathered, 'flags' | 'fhirCalls'>,
): Refusal =>
  new Refusal({
    status: 412,
    reason: 'data.missing',
    fields: missing.map(({ key }) => key),
    flags,
    fhirCalls,
    issues: missing.map(({ key, hole = 'not-sent', failure, status }) => ({
      code: 'incomplete',
      expression: `prefetch.${key}`,
      text: `The required prefetch key "${key}" could not be had: ${holeKinds[hole].why}. ${remedies[noGrant === undefined ? 'granted' : 'none'](prefetchKeys[key].type)}`,
      diagnostics: whyMissing({ key, why: hole, noGrant, failure, status }),
    })),
  });

/** Whose it is must be said, or nothing is read from it (N15); then the list that is left is not the whole. */
const ownedBy = (patientId: string, settled: Settled): Settled =>
  settled.hole === undefined &&
  settled.resources.some((resource) => belonging(resource, patientId) === 'no-subject')
    ? { ...settled, incomplete: true, hole: 'no-subject' }
    : settled;

const merged = (supply: Supply, fetched: Settled): Settled => {
  // page one came as prefetch; when the rest cannot be had, page one still holds
  if (supply.kind !== 'resources' || supply.erred || fetched.unavailable === undefined) return fetched;
  return { ...fromPrefetch(fetched.key, supply), ...(fetched.ms !== undefined && { ms: fetched.ms }) };
};

export interface GatherParts {
  readonly egress: Egress;
  readonly clock: Clock;
  /** Milliseconds after arrival at which reading ends. */
  readonly budget: number;
}

/** 2,500 ms for the whole call (D11), of which the rules, the audit row and the way back need 300 at most. */
export const fhirBudget = 2_200;

export const makeGather = (parts: GatherParts): Gather => {
  const fetchKeys = makeFetchKeys(parts);
  return async (request, service, rules, at) => {
    const { patientId } = request.context;
    const supplies = service.keys.map(
      (key) => [key, supplyOf(prefetchKeys[key], request.prefetch.get(key), patientId)] as const,
    );
    const other = supplies.find(([, { kind }]) => kind === 'other-patient');
    if (other) throw mismatch(other[0]);

    const open = supplies.filter(([key, supply]) => isOpen(supply, prefetchKeys[key].required));
    const access = accessOf(request, rules, at);
    const { answers, calls } =
      access.kind === 'granted' && open.length > 0
        ? await fetchKeys({ keys: open, grant: access.grant, queries: rules.queries, patientId, at })
        : { answers: new Map<PrefetchKeyName, Fetched>(), calls: [] };

    const settled = supplies.map(([key, supply]) => {
      const answer = answers.get(key);
      return ownedBy(
        patientId,
        answer === undefined ? fromPrefetch(key, supply) : merged(supply, fromServer(key, answer)),
      );
    });
    const missing = settled.filter(({ key, unavailable }) => unavailable && prefetchKeys[key].required);
    const refusedAccess = access.kind === 'granted' ? undefined : access.why;
    const noted = { flags: flagsOf(settled, refusedAccess, open.length > 0), fhirCalls: calls };
    if (missing.length > 0) throw incomplete(missing, refusedAccess, noted);
    return {
      data: settled,
      holes: settled.flatMap(({ key, hole }) => (hole ? [{ code: hole, at: key }] : [])),
      ...noted,
    };
  };
};

/** Worth a look by whoever runs the service: a server or a token that was not what was registered. */
const suspicion = (why: NoGrant | undefined, wanted: boolean): readonly Flag[] => {
  if (why === 'fhir-server.unregistered' || why === 'token.subject') return [why];
  return wanted && why === 'token.expired' ? [why] : [];
};

const flagsOf = (settled: readonly Settled[], why: NoGrant | undefined, wanted: boolean): readonly Flag[] => [
  ...suspicion(why, wanted),
  ...(settled.some((key) => key.incomplete) ? ['data.incomplete' as const] : []),
  ...(settled.some(({ unavailable, source }) => unavailable && source === 'failed')
    ? ['data.unavailable' as const]
    : []),
  ...(settled.some(({ hole }) => hole === 'other-patient') ? ['patient.mismatch' as const] : []),
  ...(settled.some(({ hole }) => hole === 'not-in-time') ? ['fhir.deadline' as const] : []),
];
