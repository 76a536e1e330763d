/**
 * The client registry's text becomes `Client`s. One parser for the local file, the table in the cloud and the
 * admin's `clients -- check`. Every problem names the client, the field and the remedy; a client with a
 * problem is left out whole, the others hold. Lines of a code map that another version of the knowledge had right cost
 * themselves alone (docs/decisions/0502).
 */
import type { JWK } from 'jose';
import * as v from 'valibot';
import type { CodeMap } from '../../rules/codes/index.ts';
import { prefetchKeys } from '../cds-hooks/services.ts';
import type { Client } from './client.ts';
import { type ClientProfile, profilePresets, standardProfile } from './profile.ts';
import {
  entrySchema,
  fieldOf,
  keyNames,
  type RegistryEntry,
  type RegistryOptions,
  sentenceOf,
} from './registry-entry.ts';

export type { RegistryOptions } from './registry-entry.ts';

export interface RegistryProblem {
  /** Id of the client, or its place in the list. */
  readonly client: string;
  /** `fhirServers[0]` */
  readonly field: string;
  /** What is wrong and what to write instead. */
  readonly sentence: string;
  /** A line of its map is left out, and the client is served. */
  readonly served?: true;
}

export interface Registry {
  readonly clients: readonly Client[];
  readonly problems: readonly RegistryProblem[];
}

export type ReadRegistry = () => Promise<Registry>;

const withoutSlash = (url: string) => url.replace(/\/$/, '');

const defined = <T extends object>(object: T) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

const profileOf = ({
  smart,
  examination,
  profile: { preset, specVersion, ...fields },
}: RegistryEntry): ClientProfile => ({
  ...standardProfile,
  ...profilePresets[preset ?? (specVersion === '1.0' ? 'cds-hooks-1.0' : 'standard')],
  ...defined({ specVersion, ...fields }),
  ...(smart && { smart }),
  ...(examination && { examination }),
});

const clientOf = (whole: RegistryEntry, codeMap: CodeMap | undefined): Client => {
  const { contact: _, environment: __, smart: ___, codeMap: ____, examination: _____, ...entry } = whole;
  return defined({
    ...entry,
    codeMap,
    jwks: entry.jwks as { keys: JWK[] } | undefined,
    // Epic sites type `aud` by hand, once a service
    feedbackAudience: entry.feedbackAudience ?? (entry.profile.preset === 'epic' ? 'service' : 'own'),
    fhirServers: entry.fhirServers.map(withoutSlash),
    profile: profileOf(whole),
  }) as Client;
};

const nameOf = (entry: unknown, index: number): string => {
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
  return typeof id === 'string' && /^[a-z0-9-]{1,64}$/.test(id) ? id : `clients[${index}]`;
};

/** @param entries elements of `clients` of the registry file, or the table's entries */
export const parseClients = (entries: readonly unknown[], options: RegistryOptions): Registry => {
  const schema = entrySchema(options);
  const clients: Client[] = [];
  const problems: RegistryProblem[] = [];
  for (const [index, entry] of entries.entries()) {
    const name = nameOf(entry, index);
    const parsed = v.safeParse(schema, entry);
    if (!parsed.success) {
      const said = parsed.issues.map((issue) => ({ field: fieldOf(issue), sentence: sentenceOf(issue) }));
      problems.push(...said.map((problem) => ({ client: name, ...problem })));
      continue;
    }
    const map = mapOf(parsed.output, options);
    const beside = problemsBeside(parsed.output, clients);
    const found = [...beside, ...map.problems];
    // a map of another version of the knowledge is read without some of its lines
    const isUsable = beside.length === 0 && (found.length === 0 || map.codeMap !== undefined);
    if (isUsable) clients.push(clientOf(parsed.output, map.codeMap));
    const served = isUsable && ({ served: true } as const);
    problems.push(...found.map((problem) => ({ client: name, ...problem, ...served })));
  }
  return { clients, problems };
};

const mapOf = ({ codeMap: given }: RegistryEntry, { readCodeMap }: RegistryOptions) => {
  const { codeMap, problems } =
    given === undefined || readCodeMap === undefined ? { problems: [] } : readCodeMap(given);
  return {
    codeMap,
    problems: problems.map(({ field, code, sentence }) => ({
      field: field === '' ? 'codeMap' : `codeMap.${field}`,
      sentence: sentence ?? `cannot be used (${code}): npm run clients -- check says what to write`,
    })),
  };
};

const problemsBeside = (
  entry: RegistryEntry,
  others: readonly Client[],
): { field: string; sentence: string }[] => {
  const { jku, jwks, queries } = entry;
  return [
    ...(jku === undefined && jwks === undefined
      ? [
          {
            field: 'jku or jwks',
            sentence: 'is required: where its keys are published, or the public keys themselves',
          },
        ]
      : []),
    ...keyNames.flatMap((key) => {
      const { type } = prefetchKeys[key];
      const template = queries[key];
      return template === undefined || /^\w+/.exec(template)?.[0] === type
        ? []
        : [{ field: `queries.${key}`, sentence: `must ask for ${type}, which this key is for` }];
    }),
    ...(others.some(({ id }) => id === entry.id)
      ? [{ field: 'id', sentence: 'is already used by another client' }]
      : []),
    ...(others.some(({ iss }) => iss === entry.iss)
      ? [{ field: 'iss', sentence: 'is already registered: one client an issuer' }]
      : []),
  ];
};

/** The parser's message quotes the file, so of it the place alone, where it has one. */
const placeIn = (error: unknown): string => {
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(String(error)) ?? [];
  return line === undefined ? '' : ` (line ${line}, column ${column})`;
};

/** @param text of the registry file: `{ "clients": [ … ] }` */
export const parseRegistry = (text: string, options: RegistryOptions): Registry => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return problem('(file)', `is not JSON${placeIn(error)}: no comments, and no comma after a last element`);
  }
  const entries =
    typeof content === 'object' && content !== null && 'clients' in content ? content.clients : undefined;
  return Array.isArray(entries)
    ? parseClients(entries, options)
    : problem('clients', 'must be an array: the file is { "clients": [ … ] }');
};

const problem = (field: string, sentence: string): Registry => ({
  clients: [],
  problems: [{ client: '(registry)', field, sentence }],
});

/** One line for a person. */
export const problemLine = ({ client, field, sentence }: RegistryProblem) =>
  `${client}: ${field} ${sentence}`;
