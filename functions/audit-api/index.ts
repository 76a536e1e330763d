/**
 * The read API behind `/audit/…`: the questions of the tool that need no reading of the whole table, a page
 * at a time. A parameter that is missing or wrong is said by name. People are asked for by the id the EHR
 * uses and answered by pseudonym.
 *
 * | path | parameters |
 * |---|---|
 * | `calls` | `client`, and one of `patient`, `user`, `hookInstance`, `service`, or none; `from`, `to`, `limit`, `after` |
 * | `calls/{client}/{callId}`, `cards/{client}/{uuid}` | |
 * | `rules/{id}` | `client`, `version`, `from`, `to` |
 * | `refusals`, `degraded`, `learn`, `monitor` | `client`, `from`, `to` |
 */

import { type AuditLog, isKnown, type KnownFile } from '../audit/audit-log.ts';
import { isCallId, issuedId } from '../audit/call-ids.ts';
import { hasFired, isRedFlag, leavesOpen } from '../audit/fired.ts';
import { degradedPeriods } from '../audit/inquiry/degraded.ts';
import { type AuditAccess, filesIn } from '../audit/inquiry/inquiry.ts';
import { learn } from '../audit/inquiry/learn.ts';
import { refusalsByReason } from '../audit/inquiry/refusals.ts';
import { type Summary, summaryOf } from '../audit/inquiry/summary.ts';
import { monitor, revealWith } from '../audit/monitor/monitor.ts';
import { calls } from './calls.ts';
import {
  type ApiParts,
  type AuditQuestion,
  BadParameter,
  clientOf,
  everyService,
  periodOf,
  type QueryParameters,
} from './parameters.ts';

/** The last call that showed it, all that was said of it, and which calls showed it. */
const card = (log: AuditLog, client: string, id: string): AuditQuestion => {
  const uuid = issuedId(id);
  if (uuid === undefined || isCallId(uuid))
    throw new BadParameter('uuid', 'This is not the uuid of a card of this service.');
  return {
    name: 'cards',
    filter: { client: clientOf({ client }), card: uuid },
    answer: async () => {
      const files = await log.showing(client, uuid);
      const [last] = files;
      return (
        last && {
          ...last,
          feedback: files.flatMap(({ feedback }) => feedback).filter(({ record }) => record.card === uuid),
          shownBy: files.map(({ call }) => ({ callId: call.record.callId, at: call.record.at })),
        }
      );
    },
  };
};

const one = ({ log }: ApiParts, name: 'calls' | 'cards', client: string, id: string): AuditQuestion => {
  if (name === 'cards') return card(log, client, id);
  const callId = id.toLowerCase();
  if (!/^[0-9a-f-]{36}$/.test(callId)) throw new BadParameter('callId', 'callId must be a UUID.');
  return {
    name,
    filter: { client: clientOf({ client }), call: callId },
    answer: async () => {
      const file = await log.file(client, callId);
      return isKnown(file) ? file : undefined;
    },
  };
};

const over = (
  { log, now }: ApiParts,
  name: string,
  query: QueryParameters,
  add: (files: AsyncIterable<KnownFile>, period: { from: string; to: string }) => Promise<unknown>,
  filter: Readonly<Record<string, string>> = {},
): AuditQuestion => {
  const client = clientOf(query);
  const period = periodOf(query, now);
  const access: AuditAccess = { log, clients: async () => [client] };
  return {
    name,
    filter: { client, ...period, ...filter },
    answer: () => add(filesIn(access, { clients: [client], services: everyService, ...period }), period),
  };
};

const mostItems = 1_000;

const firedAmong = async (files: AsyncIterable<KnownFile>, id: string, version: string | undefined) => {
  const items: Summary[] = [];
  let open = 0;
  for await (const file of files) {
    const { record } = file.call;
    if (record.kind !== 'call') continue;
    if (leavesOpen(record, id, version)) open++;
    if (hasFired(record, id, version)) items.push(summaryOf(file));
    if (items.length === mostItems) break;
  }
  return {
    items,
    ...(items.length === mostItems && { truncated: true }),
    ...(isRedFlag(id) && { rowsWithoutRedFlags: open }),
  };
};

const rule = (parts: ApiParts, query: QueryParameters, id: string): AuditQuestion => {
  if (!/^[A-Za-z0-9-]{1,32}$/.test(id)) throw new BadParameter('rule', 'rule must be an id such as REC-03.');
  const { version } = query;
  if (version !== undefined && !/^[0-9A-Za-z.-]{1,32}$/.test(version)) {
    throw new BadParameter('version', 'version must be a version of the rule.');
  }
  const matching = (files: AsyncIterable<KnownFile>) => firedAmong(files, id, version);
  return over(parts, 'rules', query, matching, { rule: id, ...(version !== undefined && { version }) });
};

/**
 * @param path segments after `/audit`
 * @returns undefined when there is no such question
 * @throws BadParameter
 */
export const questionFor = async (
  parts: ApiParts,
  path: readonly string[],
  query: QueryParameters,
): Promise<AuditQuestion | undefined> => {
  const [name, first, second, ...rest] = path;
  if (rest.length > 0) return undefined;
  if ((name === 'calls' || name === 'cards') && first !== undefined && second !== undefined) {
    return one(parts, name, first, second);
  }
  if (name === 'rules' && first !== undefined && second === undefined) return rule(parts, query, first);
  if (first !== undefined) return undefined;
  switch (name) {
    case 'calls':
      return calls(parts, query);
    case 'refusals':
      return over(parts, name, query, async (files) => ({ items: await refusalsByReason(files) }));
    case 'degraded':
      return over(parts, name, query, async (files) => ({ items: await degradedPeriods(files) }));
    case 'learn':
      return over(parts, name, query, (files, period) => learn(files, period));
    case 'monitor':
      return over(parts, name, query, (files, period) =>
        monitor(files, period, revealWith(parts.pseudonyms)),
      );
    default:
      return undefined;
  }
};
