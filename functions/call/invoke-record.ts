/** What the audit row and the log line of an answered call are made from. Pure. */
import type { Appended, ClientKeys, DataLine } from '../audit/index.ts';
import { isUuid } from '../cds-hooks/ids.ts';
import type { CdsRequest } from '../cds-hooks/types.ts';
import type { Gathered, KeyData } from '../fhir/gather.ts';
import type { Noted } from '../http/handler.ts';
import type { Thought } from './think.ts';

const versionOf = ({ resourceType, id, meta }: KeyData['resources'][number]): string => {
  const { versionId, lastUpdated } = (typeof meta === 'object' && meta !== null ? meta : {}) as Record<
    string,
    unknown
  >;
  return `${resourceType}/${String(id)}|${String(versionId ?? lastUpdated ?? '')}`;
};

/** One line a key: where it came from, how much of it there was, and a digest of which resources in which versions. */
export const dataLines = ({ data }: Gathered, keys: ClientKeys): DataLine[] =>
  data.map(({ key, source, resources, incomplete, ms, status }) => ({
    key,
    source,
    n: resources.length,
    ...(incomplete && { incomplete }),
    ...(ms !== undefined && { ms }),
    ...(status !== undefined && { status }),
    ...(resources.length > 0 && { digest: keys.digest('data', resources.map(versionOf).join('\n')) }),
  }));

export const noteOf = (
  { hookInstance, context }: CdsRequest,
  gathered: Gathered,
  { assessment, shown, callId, extraction }: Thought,
  appended: Appended,
): Noted => {
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
    degraded: assessment.notChecked.length > 0,
  };
};
