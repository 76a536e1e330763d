/**
 * What a prefetch value, or a FHIR server's answer to the same query, says (D4), before any decision. Pure.
 *
 * Absent is "not provided", `null` and an empty Bundle are "no data", an OperationOutcome is "failed". What
 * clients are known to send instead is read too: one resource for a Bundle, a Bundle for one resource,
 * either in a `{ resource }` wrapper. What the list cannot prove about itself is kept as holes.
 */
import type { HoleCode } from '../../rules/evidence/hole.ts';
import { holdsAnotherPatient, type Whose } from '../../rules/extract/index.ts';
import type { PrefetchKey } from '../cds-hooks/services.ts';
import { hasNext } from './next-link.ts';
import { isResource, type Resource } from './resource.ts';

/** One Bundle, or one resource in its place. */
export interface Page {
  readonly bundle: Resource;
  /** Resources of the type that was asked for. */
  readonly matches: readonly Resource[];
  /** What the matches point to, sent beside them. */
  readonly companions: readonly Resource[];
  /** How many matches the server knows of, as it says. */
  readonly total: number;
  /** Its OperationOutcomes: some servers count them in `total`. */
  readonly outcomes: number;
  /** An OperationOutcome in it has the severity error or fatal. */
  readonly erred: boolean;
  /** Has a `next` link. */
  readonly more: boolean;
  readonly holes: readonly HoleCode[];
}

export interface SuppliedResources {
  readonly kind: 'resources';
  readonly resources: readonly Resource[];
  readonly pages: readonly Page[];
  /** The server itself said that it failed in part. */
  readonly erred: boolean;
  /** What shows that there is more than this, or that there may be. */
  readonly holes: readonly HoleCode[];
}

export type Supply =
  | { readonly kind: 'absent' }
  /** The client knows of nothing. */
  | { readonly kind: 'none' }
  | SuppliedResources
  /** `again`: the same query may be tried once. */
  | { readonly kind: 'failed'; readonly why: FailedSupply; readonly again: boolean }
  | { readonly kind: 'other-patient' };

export type FailedSupply = 'outcome' | 'wrong-type';

type Failed = Extract<Supply, { kind: 'failed' }>;

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

const wrongType: Failed = { kind: 'failed', why: 'wrong-type', again: true };

const failedOutcome = (outcome: Resource): Failed => ({
  kind: 'failed',
  why: 'outcome',
  again: issuesOf(outcome).some(({ code }) => typeof code === 'string' && transient.has(code)),
});

const unwrapped = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !('resourceType' in value) && 'resource' in value
    ? value.resource
    : value;

/** Types of a warning that say that there is something, and it was not sent. */
const heldBack: ReadonlySet<unknown> = new Set([
  'forbidden',
  'incomplete',
  'security',
  'suppressed',
  'throttled',
  'timeout',
  'too-costly',
]);

/**
 * Any error makes the list unreliable. A warning beside real entries says that some are missing (Epic 4119); alone
 * it may say that there are none (Epic 4101), unless its type says that they were held back.
 */
const outcomeEffect = (outcomes: readonly Resource[], matches: number) => {
  const issues = outcomes.flatMap(issuesOf);
  const erred = issues.some(({ severity }) => severity === 'error' || severity === 'fatal');
  const warnings = issues.filter(({ severity }) => severity === 'warning');
  return { erred, warned: warnings.some(({ code }) => matches > 0 || heldBack.has(code)) };
};

/** How many entries the query asks for at most. */
const countOf = (template: string): number => Number(/[?&]_count=(\d+)/.exec(template)?.[1] ?? 0);

/** As many entries as were asked for, and neither a total nor any link: whether more follow is not to be seen. */
const isJustFull = ({ link, total }: Resource, matches: number, count: number): boolean =>
  matches === count && count > 0 && total === undefined && !(Array.isArray(link) && link.length > 0);

const codes = (cases: Readonly<Partial<Record<HoleCode, boolean>>>): HoleCode[] =>
  (Object.keys(cases) as HoleCode[]).filter((code) => cases[code]);

const pageOfBundle = (bundle: Resource, type: string, template: string): Page | Failed => {
  const { entry = [], total } = bundle;
  if (!Array.isArray(entry)) return wrongType;
  const all = entry.slice(0, mostEntries).map(unwrapped).filter(isResource);
  const matches = all.filter(({ resourceType }) => resourceType === type);
  const outcomes = all.filter(({ resourceType }) => resourceType === 'OperationOutcome');
  if (matches.length === 0 && all.length > outcomes.length) return wrongType;

  const { erred, warned } = outcomeEffect(outcomes, matches.length);
  return {
    bundle,
    matches,
    companions: all.filter(({ resourceType }) => companions.has(resourceType)),
    total: typeof total === 'number' ? total : 0,
    outcomes: outcomes.length,
    erred,
    more: hasNext(bundle),
    holes: codes({
      'list-erred': erred,
      'list-warned': warned,
      'list-cut': entry.length > mostEntries,
      'entry-unreadable': all.length < Math.min(entry.length, mostEntries),
      'list-full': isJustFull(bundle, matches.length, countOf(template)),
    }),
  };
};

const pageOf = (resource: Resource, type: string, template: string): Page | Failed => {
  if (resource.resourceType === 'OperationOutcome') return failedOutcome(resource);
  if (resource.resourceType === 'Bundle') return pageOfBundle(resource, type, template);
  return resource.resourceType === type
    ? {
        bundle: resource,
        matches: [resource],
        companions: [],
        total: 1,
        outcomes: 0,
        erred: false,
        more: false,
        holes: [],
      }
    : wrongType;
};

/** A resource sent twice is one, in whatever version; one without an id is itself alone. */
const distinct = (resources: readonly Resource[]): number => {
  const ids = new Set<unknown>();
  for (const resource of resources) ids.add(typeof resource['id'] === 'string' ? resource['id'] : resource);
  return ids.size;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/**
 * All pages of one query as one supply.
 * @param stopped why the page that the last one names was not read, if it names one
 */
export const supplyOfPages = (pages: readonly Page[], stopped: HoleCode = 'page-not-read'): Supply => {
  const matches = pages.flatMap((page) => page.matches);
  const all = [...matches, ...pages.flatMap((page) => page.companions)];
  const more = pages.at(-1)?.more === true;
  const known = distinct(matches) + sum(pages.map(({ outcomes }) => outcomes));
  const cut = all.length > mostEntries || pages.some((page) => page.holes.includes('list-cut'));
  const holes = [
    ...pages.flatMap((page) => page.holes),
    ...codes({
      [stopped]: more,
      'list-cut': cut,
      'total-larger': !more && !cut && Math.max(...pages.map(({ total }) => total)) > known,
    }),
  ];
  if (all.length === 0 && holes.length === 0) return { kind: 'none' };
  return {
    kind: 'resources',
    resources: all.slice(0, mostEntries),
    pages,
    // a later page that failed in part costs that part, not the first
    erred: pages[0]?.erred === true,
    holes: [...new Set(holes)],
  };
};

const updated = ({ meta }: Resource): string => {
  const { lastUpdated } = (typeof meta === 'object' && meta !== null ? meta : {}) as {
    lastUpdated?: unknown;
  };
  return typeof lastUpdated === 'string' ? lastUpdated : '';
};

/** What the service reads of a Patient. */
const readElements = ['birthDate', 'gender', 'deceasedBoolean', 'deceasedDateTime'] as const;

/** Two copies of one resource, neither of them newer, that would be read differently. */
const contradict = (a: Resource, b: Resource): boolean =>
  updated(a) === updated(b) && readElements.some((name) => a[name] !== b[name]);

/** A read has exactly one resource; the same one twice is one, in its newest version. */
const asRead = (supply: Supply): Supply => {
  if (supply.kind === 'none') return { kind: 'absent' };
  if (supply.kind !== 'resources') return supply;
  const [first, ...more] = supply.resources;
  if (first === undefined || distinct(supply.resources) > 1) return wrongType;
  const newest = more.reduce((a, b) => (updated(b) > updated(a) ? b : a), first);
  const holes = codes({ 'copies-differ': supply.resources.some((one) => contradict(one, newest)) });
  return { ...supply, resources: [newest], holes, erred: false };
};

export interface AskedQuery extends Pick<PrefetchKey, 'form' | 'type' | 'template'> {
  readonly whose: Whose;
}

/** @param value a prefetch value, or the body of an answer */
export const pageIn = (
  value: unknown,
  { type, template, whose }: AskedQuery,
): Page | Failed | { readonly kind: 'other-patient' } => {
  const page = isResource(value) ? pageOf(value, type, template) : wrongType;
  if ('kind' in page) return page;
  return holdsAnotherPatient([...page.matches, ...page.companions], whose) ? { kind: 'other-patient' } : page;
};

/** @param value `undefined` when the key was not sent */
export const supplyOf = (value: unknown, asked: AskedQuery): Supply => {
  const bare = unwrapped(value);
  if (bare === undefined) return { kind: 'absent' };
  if (bare === null) return asked.form === 'search' ? { kind: 'none' } : { kind: 'absent' };
  const page = pageIn(bare, asked);
  if ('kind' in page) return page;
  return asked.form === 'read' ? asRead(supplyOfPages([page])) : supplyOfPages([page]);
};
