/**
 * What a prefetch value, or a FHIR server's answer to the same query, says (D4), before any decision. Pure.
 *
 * Absent is "not provided", `null` and an empty Bundle are "no data", an OperationOutcome is "failed". What
 * clients are known to send instead is read too: one resource for a Bundle, a Bundle for one resource,
 * either in a `{ resource }` wrapper.
 */
import { holdsAnotherPatient } from '../../rules/extract/index.ts';
import type { PrefetchKey } from '../cds-hooks/services.ts';
import { isResource, type Resource } from './resource.ts';

export type Supply =
  | { readonly kind: 'absent' }
  /** The client knows of nothing. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'resources';
      readonly resources: readonly Resource[];
      /** Something is missing: a warning said so, or the list was cut. */
      readonly partial: boolean;
      /** The server itself said that it failed in part. */
      readonly erred: boolean;
      /** The last Bundle read, when it has a `next` link. */
      readonly page?: Resource;
      /** How many matches the server knows of. */
      readonly total?: number;
    }
  /** `again`: the same query may be tried once. */
  | { readonly kind: 'failed'; readonly why: FailedSupply; readonly again: boolean }
  | { readonly kind: 'other-patient' };

export type FailedSupply = 'outcome' | 'wrong-type';

export type SuppliedResources = Extract<Supply, { kind: 'resources' }>;

/** There is more than this. */
export const isIncomplete = ({ resources, partial, erred, page, total = 0 }: SuppliedResources): boolean =>
  partial || erred || page !== undefined || total > resources.length;

/** Issue types after which the same query may well succeed. */
const transient = new Set([
  'timeout',
  'transient',
  'throttled',
  'exception',
  'incomplete',
  'lock-error',
  'no-store',
]);

/** Read beside the type a key is for: what a medication request points to. */
const companions = new Set(['Medication', 'BodyStructure']);

export const mostEntries = 2_000;

const issuesOf = (outcome: Resource): readonly { severity?: unknown; code?: unknown }[] =>
  Array.isArray(outcome['issue'])
    ? outcome['issue'].filter((issue) => typeof issue === 'object' && issue !== null)
    : [];

const failedOutcome = (outcome: Resource): Supply => ({
  kind: 'failed',
  why: 'outcome',
  again: issuesOf(outcome).some(({ code }) => typeof code === 'string' && transient.has(code)),
});

const unwrapped = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !('resourceType' in value) && 'resource' in value
    ? value.resource
    : value;

const hasNext = ({ link }: Resource): boolean =>
  Array.isArray(link) &&
  link.some((each) => typeof each === 'object' && each !== null && each.relation === 'next');

/** Any error makes the list unreliable; a warning beside real entries says that some are missing (Epic 4119). */
const outcomeEffect = (outcomes: readonly Resource[], matches: number) => {
  const severities = outcomes.flatMap((outcome) => issuesOf(outcome).map(({ severity }) => severity));
  const erred = severities.some((severity) => severity === 'error' || severity === 'fatal');
  return { erred, warned: matches > 0 && severities.includes('warning') };
};

const fromBundle = (bundle: Resource, { type }: PrefetchKey): Supply => {
  const { entry = [], total } = bundle;
  if (!Array.isArray(entry)) return { kind: 'failed', why: 'wrong-type', again: true };
  const all = entry.slice(0, mostEntries).map(unwrapped).filter(isResource);
  const matches = all.filter(({ resourceType }) => resourceType === type);
  const outcomes = all.filter(({ resourceType }) => resourceType === 'OperationOutcome');
  if (matches.length === 0 && all.length > outcomes.length)
    return { kind: 'failed', why: 'wrong-type', again: true };

  const { erred, warned } = outcomeEffect(outcomes, matches.length);
  const next = hasNext(bundle);
  const supply: Supply = {
    kind: 'resources',
    resources: [...matches, ...all.filter(({ resourceType }) => companions.has(resourceType))],
    partial: warned || entry.length > mostEntries,
    erred,
    ...(next && { page: bundle }),
    ...(typeof total === 'number' && { total }),
  };
  return matches.length === 0 && !isIncomplete(supply) ? { kind: 'none' } : supply;
};

const fromResource = (resource: Resource, key: PrefetchKey): Supply => {
  if (resource.resourceType === 'OperationOutcome') return failedOutcome(resource);
  if (resource.resourceType === 'Bundle') return fromBundle(resource, key);
  return resource.resourceType === key.type
    ? { kind: 'resources', resources: [resource], partial: false, erred: false }
    : { kind: 'failed', why: 'wrong-type', again: true };
};

/** A read has exactly one resource. */
const asRead = (supply: Supply): Supply => {
  if (supply.kind === 'none') return { kind: 'absent' };
  if (supply.kind !== 'resources') return supply;
  const [only, ...more] = supply.resources;
  return only !== undefined && more.length === 0
    ? { kind: 'resources', resources: [only], partial: false, erred: false }
    : { kind: 'failed', why: 'wrong-type', again: true };
};

/** @param value `undefined` when the key was not sent */
export const supplyOf = (key: PrefetchKey, value: unknown, patientId: string): Supply => {
  const bare = unwrapped(value);
  if (bare === undefined) return { kind: 'absent' };
  if (bare === null) return key.form === 'search' ? { kind: 'none' } : { kind: 'absent' };
  if (!isResource(bare)) return { kind: 'failed', why: 'wrong-type', again: true };
  const supply = fromResource(bare, key);
  if (supply.kind === 'resources' && holdsAnotherPatient(supply.resources, patientId))
    return { kind: 'other-patient' };
  return key.form === 'read' ? asRead(supply) : supply;
};
