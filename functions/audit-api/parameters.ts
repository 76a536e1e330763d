/** Parameters of a question, read from the query; one that is missing or wrong is said by its name. */
import type { AuditLog } from '../audit/audit-log.ts';
import { instantOf } from '../audit/instant.ts';
import type { Pseudonymiser } from '../audit/keys/pseudonym.ts';
import { services } from '../cds-hooks/services.ts';

/** A parameter that cannot be used: its name, and what to send. */
export class BadParameter extends Error {
  override readonly name = 'BadParameter';
  readonly parameter: string;
  constructor(parameter: string, sentence: string) {
    super(sentence);
    this.parameter = parameter;
  }
}

export type QueryParameters = Readonly<Record<string, string | undefined>>;

/** Calls of every service, and refusals. */
export const everyService: readonly string[] = [...services.map(({ id }) => id), '~refusal'];

const day = 86_400_000;
/** A question over all calls reads them one by one while the caller waits. */
const mostDays = 31;

export const clientOf = ({ client }: QueryParameters): string => {
  if (client !== undefined && /^[a-z0-9-]{1,64}$/.test(client)) return client;
  throw new BadParameter('client', 'client must be the id of a client in the registry.');
};

export const instantIn = (query: QueryParameters, name: 'from' | 'to'): string | undefined => {
  const text = query[name];
  if (text === undefined) return undefined;
  const instant = instantOf(text) ?? instantOf(`${text}T00:00:00Z`);
  if (instant === undefined)
    throw new BadParameter(name, `${name} must be 2026-11-22 or 2026-11-22T08:00:00Z.`);
  return instant;
};

export const periodOf = (query: QueryParameters, now: string): { from: string; to: string } => {
  const to = instantIn(query, 'to') ?? now;
  const from = instantIn(query, 'from') ?? new Date(Date.parse(to) - day).toISOString();
  const length = Date.parse(to) - Date.parse(from);
  if (length <= 0) throw new BadParameter('from', 'from must be before to.');
  if (length > mostDays * day) throw new BadParameter('from', `Ask for at most ${mostDays} days at once.`);
  return { from, to };
};

export const limitOf = ({ limit = '50' }: QueryParameters): number => {
  const n = Number(limit);
  if (/^\d{1,3}$/.test(limit) && n >= 1 && n <= 200) return n;
  throw new BadParameter('limit', 'limit must be a whole number from 1 to 200.');
};

export const idOf = (name: string, id: string | undefined): string => {
  if (id !== undefined && /^[\x21-\x7e]{1,256}$/.test(id)) return id;
  throw new BadParameter(name, `${name} must be an id.`);
};

export const serviceOf = (service: string): string => {
  if (everyService.includes(service)) return service;
  throw new BadParameter('service', `service must be one of ${everyService.join(', ')}.`);
};

export interface ApiParts {
  readonly log: AuditLog;
  readonly pseudonyms: Pseudonymiser;
  /** ISO instant. */
  readonly now: string;
}

/** A question over HTTP, understood and not yet asked. */
export interface AuditQuestion {
  /** For the record of this reading: what was asked, people by pseudonym. */
  readonly name: string;
  readonly filter: Readonly<Record<string, string>>;
  /** Undefined: nothing of that id. */
  readonly answer: () => Promise<unknown>;
}
