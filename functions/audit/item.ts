/**
 * A record as an item of the table and back. Keys and index keys follow from the record alone, so that
 * `verify` can tell when somebody moved a row out of an index.
 *
 * | item | pk | sk |
 * |---|---|---|
 * | call | `C#<client>#<subject>` | `CALL#<callId>` |
 * | feedback | `C#<client>#<subject>` | `FB#<card>#<decided at>#<digest>` |
 * | step of the app | `C#<client>#<subject>` | `APP#<callId>#<step>` |
 * | refusal, read, re-identification, change | `C#<client>#<callId>` | `CALL` |
 * | the same delivered again | as the first | `AGAIN#<callId>#<chain>#<seq>` |
 * | token of a hook call, which a row must follow | `J#<client>#<its hash>` | `JTI` |
 * | calls that a process let through of a client with a limit | `L#<client>` | `<five seconds since 1970>#<process>` |
 * | what a user decided for a patient | `R#<client>#<patient>#<user>` | `<rule>#<evidence>#<decided at>` |
 *
 * The subject is what the ids of all calls of one user about one patient begin with, and of their cards. A call of v 1,
 * whose id has none, stands under its id as a refusal does, its feedback beside it, and its second deliveries under
 * `AGAIN#<chain>#<seq>`. Feedback on a card that we cannot have issued stands under the card's digest.
 */

import { createHash } from 'node:crypto';
import { subjectOf } from './call-ids.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Stamped } from './chain.ts';
import type { Decision } from './overrides.ts';
import { type AuditEntry, type AuditRecord, type FeedbackRecord, nobody, type Pseudonym } from './record.ts';
import type { TableItem } from './table.ts';

/** Days a row stays in the table, but a change, which stays for good. The archive keeps it for six years. */
export const hotDays = 400;

/** How many partitions one hour of one service is spread over: 8 × 1,000 writes a second. */
export const shards = 8;

const day = 86_400_000;

/** @param home subject of a call, or the id of what has none */
export const partitionOf = (client: string, home: string): string => `C#${client}#${home}`;

/** Where a record stands. */
export const homeOf = (record: AuditRecord): string => {
  if (record.v === 1) return record.callId;
  return subjectOf(record.kind === 'feedback' ? record.card : record.callId);
};

/** What stands where a service id would, for records that are not calls. */
export const serviceOf = (record: AuditRecord): string =>
  record.kind === 'call' ? record.service : `~${record.kind}`;

const shardOf = (callId: string): number => Number.parseInt(callId.slice(-3, -2), 16) % shards || 0;

/** @param at ISO instant; its hour is the partition. */
export const servicePartition = (client: string, service: string, at: string, shard: number): string =>
  `S#${client}#${service}#${at.slice(0, 13)}#${shard}`;

/** Stands where a service id would, of tokens that hook calls showed. */
const claims = '~claim';

/** @param name of the token's item; its last sign spreads the hour over the shards */
export const claimPlace = (client: string, at: string, name: string): { s: string; t: string } => ({
  s: servicePartition(client, claims, at, name.charCodeAt(name.length - 1) % shards),
  t: `${at}#${name}`,
});

/** All partitions of a client that show claims of an hour. */
export const claimPartitions = (client: string, at: string): string[] =>
  Array.from({ length: shards }, (_, shard) => servicePartition(client, claims, at, shard));

/** All partitions of a client that show rows of an hour. @param services ids, and `~` with a kind */
export const rowPartitions = (client: string, services: readonly string[], at: string): string[] =>
  services.flatMap((service) =>
    Array.from({ length: shards }, (_, shard) => servicePartition(client, service, at, shard)),
  );

export const patientPartition = (patient: Pseudonym): string => `P#${patient}`;
export const userPartition = (client: string, user: Pseudonym): string => `U#${client}#${user}`;
export const hookInstancePartition = (client: string, id: string): string => `H#${client}#${id}`;
/** All changes of all time, in the index that they have no other use for. */
export const changePartition = hookInstancePartition(nobody.id, '~change');
export const decisionPartition = (client: string, patient: Pseudonym, user: Pseudonym): string =>
  `R#${client}#${patient}#${user}`;

/** Which feedback it is: the same decision told twice has the same key. */
const feedbackSortKey = (record: FeedbackRecord): string => {
  const { card, outcome, accepted, reason, commentDigest } = record;
  const content = canonicalJson({
    card,
    outcome,
    accepted: accepted.map(({ id }) => id),
    reason,
    commentDigest,
  });
  const digest = createHash('sha256').update(content).digest('base64url').slice(0, 16);
  return `FB#${card}#${record.decidedAt}#${digest}`;
};

export const callSortKey = (callId: string): string => `CALL#${callId}`;
export const againPrefix = (callId: string): string => `AGAIN#${callId}#`;

export const appStepPrefix = (callId: string): string => `APP#${callId}#`;

export const sortKeyOf = (record: AuditRecord): string => {
  if (record.kind === 'feedback') return feedbackSortKey(record);
  if (record.kind === 'app-step') return appStepPrefix(record.callId) + record.step;
  return record.v === 1 ? 'CALL' : callSortKey(record.callId);
};

const indexKeys = (record: AuditRecord): Pick<TableItem, 'p' | 'u' | 's' | 'h' | 't'> => {
  const { client, callId, at } = record;
  const s = servicePartition(client.id, serviceOf(record), at, shardOf(callId));
  const t = `${at}#${callId}`;
  if (record.kind === 'change') return { s, t, h: changePartition };
  if (record.kind !== 'call' && record.kind !== 'refusal') return { s, t };
  return {
    s,
    t,
    ...(record.patient !== undefined && { p: patientPartition(record.patient) }),
    ...(record.user !== undefined && { u: userPartition(client.id, record.user) }),
    ...(record.hookInstance !== undefined && { h: hookInstancePartition(client.id, record.hookInstance) }),
  };
};

/** What the registry holds today may have been written years ago: the record of it stays as long. */
const expiry = ({ kind, at }: AuditRecord): Pick<TableItem, 'ttl'> =>
  kind === 'change' ? {} : { ttl: Math.floor((Date.parse(at) + hotDays * day) / 1000) };

export const itemOf = ({ record, body, hash }: Stamped): TableItem => ({
  pk: partitionOf(record.client.id, homeOf(record)),
  sk: sortKeyOf(record),
  body,
  hash,
  ...indexKeys(record),
  ...expiry(record),
});

/** The same entry, kept beside the first of its kind and out of the indexes. */
export const againItemOf = ({ record, link, body, hash }: Stamped): TableItem => ({
  pk: partitionOf(record.client.id, homeOf(record)),
  sk: `${record.v === 1 ? 'AGAIN#' : againPrefix(record.callId)}${link.chain}#${link.seq}`,
  body,
  hash,
  ...expiry(record),
});

export const decisionItem = (
  of: { client: string; patient: Pseudonym; user: Pseudonym },
  decision: Decision,
): TableItem => ({
  pk: decisionPartition(of.client, of.patient, of.user),
  sk: `${decision.rule}#${decision.evidence}#${decision.at}`,
  body: canonicalJson(decision),
  ttl: Math.floor(Date.parse(decision.until) / 1000) + 86_400,
});

/** @throws SyntaxError or TypeError when the body is not an entry: the row was not written by us. */
export const entryOf = ({ body, hash }: Pick<TableItem, 'body' | 'hash'>): AuditEntry => {
  const { link, record, signed } = JSON.parse(body) as Partial<AuditEntry>;
  if (typeof link?.seq !== 'number' || typeof link.chain !== 'string' || typeof record?.kind !== 'string') {
    throw new TypeError('the body is not an audit entry');
  }
  return { link, record, hash: hash ?? '', ...(signed && { signed }) };
};
