/**
 * `GET /audit/…`: what an auditor asks of the audit log over HTTP. Who asks is proven by the gateway (a signed
 * request of the auditor's role), never by a CDS client's token; each question is on record before it is
 * answered, and not answered when it cannot be recorded.
 */

import { auditFromEnvironment } from './audit/from-environment.ts';
import type { AuditLog, Pseudonymiser } from './audit/index.ts';
import { readRecord } from './audit/reading-record.ts';
import { api } from './audit-api/errors.ts';
import { questionFor } from './audit-api/index.ts';
import { edgeFrom } from './base/edge.ts';
import type { Environment } from './base/settings.ts';
import { unauthenticated, unavailable } from './cds-hooks/refusal.ts';
import type { HttpAnswer } from './http/answer.ts';
import { type Edge, type Handler, type HttpCall, makeHandler, whenStarted } from './http/handler.ts';

export interface AuditWorld extends Edge {
  readonly auditLog: AuditLog;
  readonly pseudonyms: Pseudonymiser;
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

export const makeAudit = (world: AuditWorld): Handler =>
  makeHandler(world, { name: 'audit', respond: { audit: respond(world) } });

const worldFrom = async (env: Environment): Promise<AuditWorld> => {
  const edge = edgeFrom(env, async () => []);
  const audit = await auditFromEnvironment(env, {
    now: edge.clock.now,
    spilled: () => edge.measure({ of: 'spill' }),
  });
  return { ...edge, auditLog: audit.log, pseudonyms: audit.pseudonyms };
};

export const handler: Handler = await whenStarted(process.env, async () =>
  makeAudit(await worldFrom(process.env)),
);
