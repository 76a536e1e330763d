/**
 * Evidence of looking, for one prefetch key: where its data came from, how much of it, under which grant, and
 * what that leaves unproved (`holes`). What a clinician and an integrator are told, the audit row and the metric
 * follow from it. Pure.
 */
import type { HoleCode } from '../../rules/evidence/hole.ts';
import { type Belonging, belonging, type Whose } from '../../rules/extract/subject.ts';
import { type PrefetchKeyName, prefetchKeys } from '../cds-hooks/services.ts';
import type { Fetched } from './fetch-prefetch.ts';
import type { Supply } from './prefetch.ts';
import type { Resource } from './resource.ts';
import type { Grant } from './scope.ts';

export interface KeyEvidence {
  readonly key: PrefetchKeyName;
  readonly source: 'prefetch' | 'fetched' | 'none' | 'failed' | 'absent';
  /** The query: as advertised, or as it was asked of the FHIR server. */
  readonly template: string;
  readonly resources: readonly Resource[];
  /** How many Bundles were read, given ones among them. */
  readonly pages: number;
  /** How many matches the server knows of, where it says so. */
  readonly total?: number;
  /** Of a key that was asked for: what the token covers. Prefetch is made with the rights of the EHR itself. */
  readonly grant?: Grant;
  readonly holes: readonly HoleCode[];
  /** Something came, and it is not the whole. */
  readonly incomplete: boolean;
  /** A required key without which no statement is safe. */
  readonly unavailable: boolean;
  /** Milliseconds and HTTP status of the reads. */
  readonly ms?: number;
  readonly status?: number;
  /** Machine code of what went wrong with the server. */
  readonly failure?: string;
}

/** Before it is known whose the resources are. */
type Looking = Omit<KeyEvidence, 'incomplete'>;

type Supplied = Pick<KeyEvidence, 'source' | 'resources' | 'pages' | 'total' | 'holes' | 'unavailable'>;

const had = { resources: [], pages: 0, unavailable: false } as const;
const lacking = (source: 'failed' | 'absent', hole: HoleCode): Supplied => ({
  ...had,
  source,
  holes: [hole],
  unavailable: true,
});

/** @param source of resources, if there are any */
const supplied = (supply: Supply, required: boolean, source: 'prefetch' | 'fetched'): Supplied => {
  switch (supply.kind) {
    case 'none':
      return { ...had, source: 'none', holes: [] };
    case 'absent':
      return lacking('absent', 'not-sent');
    case 'failed':
      return lacking('failed', supply.why);
    case 'other-patient':
      return lacking('failed', 'other-patient');
    case 'resources': {
      const { resources, pages, erred, holes } = supply;
      const total = Math.max(0, ...pages.map((page) => page.total));
      return {
        source: resources.length === 0 && holes.length === 0 ? 'none' : source,
        resources,
        pages: pages.length,
        ...(total > 0 && { total }),
        holes,
        // the server said that its list is wrong: a required one is as good as missing
        unavailable: erred && required,
      };
    }
  }
};

const ofPrefetch = (key: PrefetchKeyName, supply: Supply): Looking => ({
  key,
  template: prefetchKeys[key].template,
  ...supplied(supply, prefetchKeys[key].required, 'prefetch'),
});

const whyFailed = (failure: string | undefined): HoleCode => {
  if (failure === 'egress.timeout') return 'not-in-time';
  return failure?.startsWith('token.scope') || failure === 'query.findings' ? 'not-granted' : 'not-readable';
};

/** What the token or the query leaves out cannot be seen in the answer. */
const holesOfGrant = ({ reach }: Grant): readonly HoleCode[] => (reach === 'part' ? ['grant-part'] : []);

const ofFetched = (key: PrefetchKeyName, fetched: Fetched): Looking => {
  const { supply, grant, template, ms, status, failure } = fetched;
  const { required } = prefetchKeys[key];
  const rest = {
    key,
    template,
    grant,
    ...(ms !== undefined && { ms }),
    ...(status !== undefined && { status }),
    ...(failure !== undefined && { failure }),
  };
  if (supply.kind === 'other-patient') return { ...rest, ...lacking('failed', 'other-patient') };
  const isList = supply.kind === 'none' || supply.kind === 'resources';
  if (!isList || (supply.kind === 'resources' && supply.erred && required))
    return { ...rest, ...lacking('failed', whyFailed(failure)) };
  const found = supplied(supply, required, ms === undefined ? 'prefetch' : 'fetched');
  return { ...rest, ...found, holes: [...found.holes, ...holesOfGrant(grant)] };
};

/** Page one came as prefetch: when the rest cannot be had, page one still holds. */
const ofBoth = (key: PrefetchKeyName, given: Supply, fetched: Fetched): Looking => {
  const evidence = ofFetched(key, fetched);
  if (given.kind !== 'resources' || given.erred || !evidence.unavailable) return evidence;
  return {
    ...ofPrefetch(key, given),
    ...(fetched.ms !== undefined && { ms: fetched.ms }),
    ...(fetched.failure !== undefined && { failure: fetched.failure }),
  };
};

const unowned = ['no-subject', 'another-server'] as const;

/** Entries without a subject are dropped (N15), so the list counts as incomplete. */
const withOwners = ({ resources, holes }: Looking, whose: Whose): readonly HoleCode[] => {
  const found = new Set<Belonging>();
  for (const resource of resources) found.add(belonging(resource, whose));
  return [...holes, ...unowned.filter((one) => found.has(one))];
};

/** @param fetched what came of asking, if the key was asked for */
export const evidenceOf = (
  key: PrefetchKeyName,
  given: Supply,
  fetched: Fetched | undefined,
  whose: Whose,
): KeyEvidence => {
  const looking = fetched === undefined ? ofPrefetch(key, given) : ofBoth(key, given, fetched);
  const holes = withOwners(looking, whose);
  const came = looking.source !== 'failed' && looking.source !== 'absent';
  return { ...looking, holes, incomplete: came && holes.length > 0 };
};

/** What the token has to do with. */
export const isOfGrant = (code: HoleCode): boolean => code === 'grant-part' || code === 'not-granted';
