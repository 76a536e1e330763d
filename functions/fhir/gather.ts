/**
 * The chart of one call: prefetch first, and what is missing from the client's FHIR server, all queries at
 * once under one deadline (D4, D5, D6, D11).
 *
 * What could not be had is said (`holes`), never taken for absent. Only a required key that could be had
 * neither way refuses the call (412); another patient's data in prefetch refuses it (400).
 * Cost: nothing but a pass over the resources when prefetch is complete; no connection, no module loaded.
 */
import { type Hole, type HoleCode, holeKinds } from '../../rules/evidence/hole.ts';
import type { Whose } from '../../rules/extract/index.ts';
import type { Clock } from '../base/clock.ts';
import type { Flag } from '../base/flags.ts';
import type { FhirCallLine } from '../base/service-log.ts';
import { badRequest, Refusal } from '../cds-hooks/refusal.ts';
import { type PrefetchKeyName, prefetchKeys, type Service } from '../cds-hooks/services.ts';
import type { CdsRequest } from '../cds-hooks/wire.ts';
import { type AccessRules, accessOf, type NoGrant } from './access.ts';
import type { Egress } from './egress.ts';
import { evidenceOf, isOfGrant, type KeyEvidence } from './evidence.ts';
import { type Fetched, makeFetchKeys } from './fetch-prefetch.ts';
import { type Supply, supplyOf } from './prefetch.ts';
import { neededCategories } from './scope.ts';
import { whyMissing } from './why-missing.ts';

export interface Gathered {
  readonly data: readonly KeyEvidence[];
  /** The patient, on the servers of this client. */
  readonly whose: Whose;
  /** What could not be looked at, by key. */
  readonly holes: readonly Hole[];
  readonly fhirCalls: readonly FhirCallLine[];
  /** For the service log and the audit row. */
  readonly flags: readonly Flag[];
}

export interface GatherRules extends AccessRules {
  /** Templates that this client's server needs in place of this service's own, by key. */
  readonly queries: Readonly<Partial<Record<PrefetchKeyName, string>>>;
}

/**
 * The patient of the call, and where that id is his or hers: on the servers of this client, and on the one that
 * the call names. Nothing is asked of the latter for it, and it is the client's own word whose id this is.
 */
export const patientOf = (
  { context, fhirServer }: Pick<CdsRequest, 'context' | 'fhirServer'>,
  { fhirServers }: Pick<AccessRules, 'fhirServers'>,
): Whose => ({
  patientId: context.patientId,
  bases: fhirServer === undefined ? fhirServers : [...fhirServers, fhirServer],
});

/** @param at epoch milliseconds of arrival */
export type Gather = (
  request: CdsRequest,
  service: Service,
  rules: GatherRules,
  at: number,
) => Promise<Gathered>;

const mismatch = (key: string) =>
  badRequest('patient.mismatch', [
    {
      code: 'conflict',
      expression: `prefetch.${key}`,
      text: `prefetch.${key} holds data of another patient than context.patientId. Nothing was evaluated.`,
    },
  ]);

/** May the key be asked for over FHIR, once? */
const isOpen = (supply: Supply, required: boolean): boolean => {
  switch (supply.kind) {
    case 'absent':
      return true;
    case 'failed':
      return supply.again;
    case 'resources':
      return supply.pages.at(-1)?.more === true || (supply.erred && required);
    default:
      return false;
  }
};

const remedyOf = ({ key, grant, failure }: KeyEvidence, noGrant: NoGrant | undefined): string => {
  const { type } = prefetchKeys[key];
  if (noGrant !== undefined)
    return `Send it as prefetch, or send fhirServer (as registered for this client) with a fhirAuthorization that may read ${type}.`;
  if (failure === 'token.scope-findings')
    return `The scope ${(grant?.scopes ?? []).join(' ')} leaves out what it is required for. Send it as prefetch, or ask for ${type} without a query or with category ${neededCategories(type).join(', ')}.`;
  return `Send it as prefetch, or see that the FHIR server answers a read of ${type} with this token.`;
};

const refusalFor = (
  missing: readonly KeyEvidence[],
  noGrant: NoGrant | undefined,
  { flags, fhirCalls, holes }: Pick<Gathered, 'flags' | 'fhirCalls' | 'holes'>,
): Refusal =>
  new Refusal({
    status: 412,
    reason: 'data.missing',
    fields: missing.map(({ key }) => key),
    flags,
    fhirCalls,
    holes: holes.map(({ code, at }) => ({ code, at })),
    issues: missing.map((evidence) => {
      const { key, holes, failure, status } = evidence;
      const why = holes[0] ?? 'not-sent';
      return {
        code: 'incomplete',
        expression: `prefetch.${key}`,
        text: `The required prefetch key "${key}" could not be had: ${holeKinds[why].why}. ${remedyOf(evidence, noGrant)}`,
        diagnostics: whyMissing({ key, why, noGrant, failure, status }),
      };
    }),
  });

const holesIn = ({ key, holes, grant }: KeyEvidence): Hole[] =>
  holes.map((code) => ({
    code,
    at: key,
    ...(grant !== undefined && grant.scopes.length > 0 && isOfGrant(code) && { by: grant.scopes.join(' ') }),
  }));

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
    const whose = patientOf(request, rules);
    const supplies = service.keys.map(
      (key) => [key, supplyOf(request.prefetch.get(key), { ...prefetchKeys[key], whose })] as const,
    );
    const other = supplies.find(([, { kind }]) => kind === 'other-patient');
    if (other) throw mismatch(other[0]);

    const open = supplies.filter(([key, supply]) => isOpen(supply, prefetchKeys[key].required));
    const access = accessOf(request, rules, at);
    const { answers, calls } =
      access.kind === 'granted' && open.length > 0
        ? await fetchKeys({ keys: open, grant: access.grant, queries: rules.queries, whose, at })
        : { answers: new Map<PrefetchKeyName, Fetched>(), calls: [] };

    const data = supplies.map(([key, supply]) => evidenceOf(key, supply, answers.get(key), whose));
    const missing = data.filter(({ key, unavailable }) => unavailable && prefetchKeys[key].required);
    const refusedAccess = access.kind === 'granted' ? undefined : access.why;
    const noted = {
      flags: flagsOf(data, refusedAccess, open.length > 0),
      fhirCalls: calls,
      holes: data.flatMap(holesIn),
    };
    if (missing.length > 0) throw refusalFor(missing, refusedAccess, noted);
    return {
      data,
      whose,
      ...noted,
    };
  };
};

/** Worth a look by whoever runs the service: a server or a token that was not what was registered. */
const suspicion = (why: NoGrant | undefined, wanted: boolean): readonly Flag[] => {
  if (why === 'fhir-server.unregistered' || why === 'token.subject') return [why];
  return wanted && why === 'token.expired' ? [why] : [];
};

const flagsOf = (
  data: readonly KeyEvidence[],
  why: NoGrant | undefined,
  wanted: boolean,
): readonly Flag[] => {
  const some = (code: HoleCode) => data.some(({ holes }) => holes.includes(code));
  return [
    ...suspicion(why, wanted),
    ...(data.some(({ incomplete }) => incomplete) ? ['data.incomplete' as const] : []),
    ...(data.some(({ source }) => source === 'failed') ? ['data.unavailable' as const] : []),
    ...(some('other-patient') ? ['patient.mismatch' as const] : []),
    ...(some('not-in-time') ? ['fhir.deadline' as const] : []),
  ];
};
