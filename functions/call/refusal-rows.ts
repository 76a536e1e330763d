/**
 * The audit row of a refusal. A caller that is known gets a row of its own for each; callers that are not
 * could fill the table at our cost, so of their refusals one row a second is written, which counts those
 * since the last: sixty a minute at most, and their counts add up.
 */
import {
  type AuditLog,
  nobody,
  type Pseudonymiser,
  type RefusalRecord,
  type SealPeople,
} from '../audit/index.ts';
import type { Clock } from '../base/clock.ts';
import type { Settings } from '../base/settings.ts';
import { type Refusal, unavailable } from '../cds-hooks/refusal.ts';
import type { HttpCall } from '../http/handler.ts';

export interface RefusalRowParts {
  readonly auditLog: AuditLog;
  readonly pseudonyms: Pseudonymiser;
  readonly sealPeople: SealPeople;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly settings: Settings;
}

/** Writes the row; gives back the refusal to answer. Never rejects. */
export type RecordRefusal = (refusal: Refusal, call: HttpCall) => Promise<Refusal>;

const betweenRows = 1_000;

/** `prefetch.conditions`, `feedback[3].outcome`: a path, not a sentence. */
const fieldName = /^[A-Za-z0-9_.:[\]-]{1,80}$/;
/** Fields, or flags, of one row. */
const most = 20;

export const makeRecordRefusal = (parts: RefusalRowParts): RecordRefusal => {
  const { auditLog, pseudonyms, sealPeople, clock, newId, settings } = parts;
  let uncounted = 0;
  let nextRowAt = Number.NEGATIVE_INFINITY;

  /** How many this row stands for beside itself, or undefined when it is only counted. */
  const turn = (): number | undefined => {
    const now = clock.now();
    if (now < nextRowAt) {
      uncounted++;
      return undefined;
    }
    const more = uncounted;
    uncounted = 0;
    nextRowAt = now + betweenRows;
    return more;
  };

  /** The one place where it is written. */
  const row = async (
    refusal: Refusal,
    { known, noted, at, requestId, service }: HttpCall,
    more: number,
  ): Promise<RefusalRecord> => {
    const { caller, request, callId } = known;
    const client = caller?.stamp ?? nobody;
    const keys = await pseudonyms.of(client.id);
    const subject = request && keys.subject(request.context);
    return {
      v: 1,
      kind: 'refusal',
      // a refusal answers with no card
      callId: newId(),
      client,
      at: new Date(at).toISOString(),
      ms: Math.max(0, clock.now() - at),
      requestId,
      release: settings.release,
      service: service === '' ? undefined : service,
      hookInstance: request && keys.opaque('hookInstance', request.hookInstance),
      patient: subject?.patient,
      user: subject?.user,
      sealed: request && (await sealPeople(keys, request.context)),
      status: refusal.status,
      reason: refusal.reason,
      fields: refusal.fields.filter((name) => fieldName.test(name)).slice(0, most),
      about: callId,
      more: more > 0 ? more : undefined,
      flags: (noted.flags ?? []).slice(0, most),
    };
  };

  return async (refusal, call) => {
    const { caller } = call.known;
    const more = caller === undefined ? turn() : 0;
    if (more === undefined) return refusal;
    try {
      const appended = await auditLog.append(await row(refusal, call, more));
      call.noted.audit = appended;
      const strict = appended === 'spilled' && caller?.client.profile.strictAudit === true;
      return strict ? unavailable('audit.unavailable') : refusal;
    } catch (cause) {
      return caller?.client.profile.strictAudit ? unavailable('audit.unavailable', 5, cause) : refusal;
    }
  };
};
