/**
 * The audit row of a refusal. A caller that is known gets a row of its own for each; callers that are not
 * could fill the table at our cost, so of their refusals one row a second is written, which counts those
 * since the last: sixty a minute at most, and their counts add up.
 */
import { type AuditLog, nobody, type Pseudonymiser, refusalRecord, type SealPeople } from '../audit/index.ts';
import type { Clock } from '../base/clock.ts';
import { type Refusal, unavailable } from '../cds-hooks/refusal.ts';
import type { HttpCall, Settings } from '../http/handler.ts';

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

  const row = async (refusal: Refusal, { known, noted, at, requestId, service }: HttpCall, more: number) => {
    const { caller, request, callId } = known;
    const stamp = caller?.stamp ?? nobody;
    const keys = await pseudonyms.of(stamp.id);
    const record = refusalRecord({
      id: newId(),
      keys,
      client: stamp,
      at: new Date(at).toISOString(),
      ms: Math.max(0, clock.now() - at),
      requestId,
      release: settings.release,
      ...(service !== '' && { service }),
      ...(request && {
        hookInstance: request.hookInstance,
        context: request.context,
        sealed: await sealPeople(keys, request.context),
      }),
      status: refusal.status,
      reason: refusal.reason,
      fields: refusal.fields,
      ...(callId !== undefined && { about: callId }),
      flags: noted.flags ?? [],
    });
    return auditLog.append(more > 0 ? { ...record, more } : record);
  };

  return async (refusal, call) => {
    const { caller } = call.known;
    const more = caller === undefined ? turn() : 0;
    if (more === undefined) return refusal;
    try {
      const appended = await row(refusal, call, more);
      call.noted.audit = appended;
      const strict = appended === 'spilled' && caller?.client.profile.strictAudit === true;
      return strict ? unavailable('audit.unavailable') : refusal;
    } catch (cause) {
      return caller?.client.profile.strictAudit ? unavailable('audit.unavailable', 5, cause) : refusal;
    }
  };
};
