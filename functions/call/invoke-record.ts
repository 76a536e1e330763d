/** What the audit row and the service log line of an answered call are made from. Pure. */
import { type Hole, holeKinds } from '../../rules/evidence/hole.ts';
import type { Appended, ClientKeys, DataLine } from '../audit/index.ts';
import type { HoleLine } from '../base/service-log.ts';
import { isUuid } from '../cds-hooks/references.ts';
import type { CdsRequest } from '../cds-hooks/wire.ts';
import type { KeyEvidence } from '../fhir/evidence.ts';
import type { Gathered } from '../fhir/gather.ts';
import type { Noted } from '../http/handler.ts';
import type { Thought } from './think.ts';

/** A string stays, anything else is no name: a resource is unchecked JSON, and may bring its own `toString`. */
const word = (value: unknown): string => (typeof value === 'string' ? value : '');

const versionOf = ({ resourceType, id, meta }: KeyEvidence['resources'][number]): string => {
  const { versionId, lastUpdated } = (typeof meta === 'object' && meta !== null ? meta : {}) as Record<
    string,
    unknown
  >;
  return `${resourceType}/${word(id)}|${word(versionId) || word(lastUpdated)}`;
};

/** One line a key: where it came from, how much of it there was, and a digest of which resources in which versions. */
export const dataLines = ({ data }: Gathered, keys: ClientKeys): DataLine[] =>
  data.map(({ key, source, resources, pages, total, grant, holes, incomplete, ms, status }) => ({
    key,
    source,
    n: resources.length,
    ...(incomplete && { incomplete }),
    ...(pages > 1 && { pages }),
    ...(total !== undefined && total !== resources.length && { total }),
    ...(grant !== undefined && { grant: grant.reach }),
    ...(holes.length > 0 && { holes }),
    ...(ms !== undefined && { ms }),
    ...(status !== undefined && { status }),
    ...(resources.length > 0 && { digest: keys.digest('data', resources.map(versionOf).join('\n')) }),
  }));

/** Each code once a place, without the resource. */
const holeLines = (holes: readonly Hole[]): HoleLine[] => {
  const lines = new Map(holes.map(({ code, at }) => [`${code} ${at}`, { code, at }]));
  return [...lines.values()];
};

export const noteOf = (
  { hookInstance, context }: CdsRequest,
  gathered: Gathered,
  { assessment, shown, callId, extraction }: Thought,
  appended: Appended,
): Noted => {
  const holes = holeLines(extraction.input.holes ?? []);
  return {
    hook: context.hook,
    ...(isUuid(hookInstance) && { hookInstance }),
    callId,
    urgency: assessment.urgency,
    rules: assessment.recommendations.map(({ id }) => id),
    cards: shown.length,
    data: Object.fromEntries(gathered.data.map(({ key, source }) => [key, source])),
    ...(gathered.fhirCalls.length > 0 && { fhir: gathered.fhirCalls }),
    unmappedCodes: extraction.unmappedCodes,
    leftOut: extraction.leftOut.length,
    audit: appended,
    ...(holes.length > 0 && { holes }),
    degraded: assessment.notChecked.some(({ code }) => code === undefined || holeKinds[code].of === 'call'),
  };
};
