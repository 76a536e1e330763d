/** What the service log line of an answered call says beside its status. Pure. */
import { type Hole, holeKinds } from '../../rules/evidence/hole.ts';
import type { Appended } from '../audit/index.ts';
import type { HoleLine } from '../base/service-log.ts';
import { isUuid } from '../cds-hooks/references.ts';
import type { CdsRequest } from '../cds-hooks/wire.ts';
import type { Gathered } from '../fhir/gather.ts';
import type { Noted } from '../http/handler.ts';
import type { Thought } from './think.ts';

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
