/**
 * `GET /audit/…`: what an auditor asks of the audit log over HTTP. Who asks is proven by the gateway (a signed
 * request of the auditor's role), never by a CDS client's token; each question is on record before it is
 * answered, and not answered when it cannot be recorded.
 *
 * `GET /healthz`, for anybody: whether the audit log is signed for in time. Says no more than yes or 503.
 */

import { bucketArchive } from './audit/archive/s3-archive.ts';
import { auditFromEnvironment } from './audit/from-environment.ts';
import type { AuditLog, Pseudonymiser } from './audit/index.ts';
import { openKms } from './audit/keys/kms.ts';
import { readRecord } from './audit/reading-record.ts';
import { type LogFault, logWatch } from './audit/tlog/health.ts';
import { kmsLogKey } from './audit/tlog/log-signer.ts';
import { logStateIn } from './audit/tlog/log-state.ts';
import { api } from './audit-api/errors.ts';
import { questionFor } from './audit-api/index.ts';
import { edgeFrom } from './base/edge.ts';
import { type Environment, required, stackSets } from './base/settings.ts';
import { unauthenticated, unavailable } from './cds-hooks/refusal.ts';
import type { HttpAnswer } from './http/answer.ts';
import { type Edge, type Handler, type HttpCall, makeHandler, whenStarted } from './http/handler.ts';

export interface AuditWorld extends Edge {
  readonly auditLog: AuditLog;
  readonly pseudonyms: Pseudonymiser;
  /** Why the tlog is not well; undefined where it is, or where there is none. */
  readonly logFault: () => Promise<LogFault | undefined>;
}

/** On a laptop, where anybody may call, anybody may ask. */
const readerOf = ({ settings }: AuditWorld, { principal }: HttpCall): string => {
  if (principal !== undefined) return principal;
  if (settings.allowAnonymous) return 'local';
  throw unauthenticated('audit.no-reader');
};

const respond =
  (world: AuditWorld) =>
  async (call: HttpCall): Promise<HttpAnswer> => {
    const by = readerOf(world, call);
    const at = new Date(call.at).toISOString();
    const { auditLog: log, pseudonyms } = world;
    const question = await api.understood(
      questionFor({ log, pseudonyms, now: at }, call.question, call.query),
    );
    const when = { id: world.newId(), at, requestId: call.requestId };
    const reader = { by, via: 'api', ...api.purposeOf(call.query) } as const;
    const recorded = await log.append(readRecord(reader, when, question.name, question.filter));
    if (recorded !== 'written') throw unavailable('audit.not-recorded');
    return { status: 200, body: api.found(await api.read(question.answer())) };
  };

const health =
  ({ logFault }: AuditWorld) =>
  async (): Promise<HttpAnswer> => {
    const fault = await logFault();
    if (fault !== undefined) throw unavailable(`log.${fault}`, 30);
    return { status: 200, body: { status: 'ok' } };
  };

export const makeAudit = (world: AuditWorld): Handler =>
  makeHandler(world, { name: 'audit', respond: { audit: respond(world), health: health(world) } });

/** On a laptop the archive is signed for when somebody asks, so nothing is late. */
const watchFrom = (env: Environment, now: () => number): AuditWorld['logFault'] => {
  const table = env['LOG_TABLE'];
  if (table === undefined) return async () => undefined;
  const origin = required(env, 'LOG_ORIGIN', stackSets);
  const arn = required(env, 'LOG_KEY_ARN', stackSets);
  let key: ReturnType<typeof kmsLogKey> | undefined;
  return logWatch({
    archive: bucketArchive(required(env, 'ARCHIVE_BUCKET', stackSets)),
    state: logStateIn(table, origin),
    now,
    key: () => {
      key ??= kmsLogKey(openKms(), arn, origin).catch((error: unknown) => {
        key = undefined;
        throw error;
      });
      return key;
    },
  });
};

const worldFrom = async (env: Environment): Promise<AuditWorld> => {
  const edge = edgeFrom(env, async () => []);
  const audit = await auditFromEnvironment(env, {
    now: edge.clock.now,
    spilled: () => edge.measure({ of: 'spill' }),
  });
  return {
    ...edge,
    auditLog: audit.log,
    pseudonyms: audit.pseudonyms,
    logFault: watchFrom(env, edge.clock.now),
  };
};

export const handler: Handler = await whenStarted(process.env, async () =>
  makeAudit(await worldFrom(process.env)),
);
