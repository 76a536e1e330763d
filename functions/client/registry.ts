/**
 * The client registry's text becomes `Client`s. One parser for the local file, the table in the cloud and the
 * admin's `clients -- check`. Every problem names the client, the field and the remedy; a client with a
 * problem is left out whole, the others hold.
 */
import type { JWK } from 'jose';
import * as v from 'valibot';
import { prefetchKeys, services } from '../cds-hooks/services.ts';
import { isAddress, isLoopback } from '../fhir/addresses.ts';
import { type Client, signingAlgorithms } from './client.ts';
import { type ClientProfile, type ProfilePreset, profilePresets, standardProfile } from './profile.ts';

export interface RegistryProblem {
  /** Id of the client, or its place in the list. */
  readonly client: string;
  /** `fhirServers[0]` */
  readonly field: string;
  /** What is wrong and what to write instead. */
  readonly sentence: string;
}

export interface Registry {
  readonly clients: readonly Client[];
  readonly problems: readonly RegistryProblem[];
}

export type ReadRegistry = () => Promise<Registry>;

export interface RegistryOptions {
  /** Local runs: `http` and loopback addresses may be registered. */
  readonly allowLoopback: boolean;
}

/** Ids that mean something to us. */
const reserved = new Set(['-', 'anonymous']);
const mostLifeSeconds = 3_600;

const sentences = {
  id: 'lower-case letters, digits and "-", at most 64, and not "anonymous"',
  text: 'a non-empty string',
  url: 'an https URL with a host name: no IP address, user, query or fragment',
  origin: 'an exact origin such as https://ehr.example.org: scheme, host, port, nothing more',
  keys: 'a JWK set: { "keys": [ … ] } with public keys alone, each with kty and kid',
  key: 'a key with kty and kid',
  public:
    'a public key: leave out d, p, q, dp, dq, qi and k, and have a new pair made, since this one has been passed on',
  life: `whole seconds from 1 to ${mostLifeSeconds}`,
  rate: 'a number of calls a second, 1 or more',
  algorithm: `one of ${signingAlgorithms.join(', ')}`,
  service: `one of ${services.map(({ id }) => id).join(', ')}`,
  actions: 'a whole number from 1 to 10',
  cards: 'a whole number from 1 to 9',
  host: 'a host name such as guidance.example.org, without https:// and path',
  query:
    'a FHIR search or read with {{context.patientId}}, for instance Observation?patient={{context.patientId}}&category=exam, and no other token',
} as const;

const text = v.pipe(v.string(sentences.text), v.nonEmpty(sentences.text));
const texts = v.array(text);
const privateParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];

const isNamed = ({ kty, kid }: Record<string, unknown>) =>
  typeof kty === 'string' && typeof kid === 'string' && kid !== '';

const isPublic = (key: Record<string, unknown>) => !privateParts.some((part) => part in key);

const webUrl = ({ allowLoopback }: RegistryOptions) =>
  v.pipe(
    text,
    v.check((value) => {
      if (/[?#@\\\s]/.test(value) || !URL.canParse(value)) return false;
      const { protocol, hostname } = new URL(value);
      const host = hostname.replace(/^\[|\]$/g, '');
      const local = allowLoopback && (host === 'localhost' || isLoopback(host));
      return local ? /^https?:$/.test(protocol) : protocol === 'https:' && !isAddress(hostname);
    }, sentences.url),
  );

const patientToken = '{{context.patientId}}';
const queryTemplate = v.pipe(
  text,
  v.regex(/^[A-Z][A-Za-z]+[/?]\S+$/, sentences.query),
  v.check(
    (template) => template.includes(patientToken) && !template.replaceAll(patientToken, '').includes('{{'),
    sentences.query,
  ),
);
const keyNames = Object.keys(prefetchKeys) as (keyof typeof prefetchKeys)[];
const serviceIds = services.map(({ id }) => id);

const wholeNumber = (from: number, to: number, sentence: string) =>
  v.pipe(v.number(sentence), v.integer(sentence), v.minValue(from, sentence), v.maxValue(to, sentence));

const profile = v.strictObject({
  preset: v.optional(v.picklist(Object.keys(profilePresets) as ProfilePreset[])),
  specVersion: v.optional(v.picklist(['1.0', '2.0'])),
  selectionBehaviors: v.optional(v.pipe(v.array(v.picklist(['at-most-one', 'any'])), v.minLength(1))),
  maxActionsPerSuggestion: v.optional(wholeNumber(1, 10, sentences.actions)),
  maxCards: v.optional(wholeNumber(1, 9, sentences.cards)),
  linkHosts: v.optional(v.array(v.pipe(text, v.regex(/^[a-z0-9.-]+(?::\d{1,5})?$/, sentences.host)))),
  systemActions: v.optional(v.boolean()),
  assessmentExtension: v.optional(v.boolean()),
  plainText: v.optional(v.boolean()),
  cpt: v.optional(v.boolean()),
  strictAudit: v.optional(v.boolean()),
});

const entrySchema = (options: RegistryOptions) => {
  const url = webUrl(options);
  return v.strictObject({
    id: v.pipe(
      v.string(sentences.id),
      v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, sentences.id),
      v.check((id) => !reserved.has(id), sentences.id),
    ),
    iss: text,
    jku: v.optional(url),
    jwks: v.optional(
      v.object(
        {
          keys: v.pipe(
            v.array(
              v.pipe(
                v.record(v.string(), v.unknown()),
                v.check(isNamed, sentences.key),
                v.check(isPublic, sentences.public),
              ),
              sentences.keys,
            ),
            v.minLength(1, sentences.keys),
            v.maxLength(50, sentences.keys),
          ),
        },
        sentences.keys,
      ),
    ),
    algorithms: v.optional(
      v.pipe(v.array(v.picklist(signingAlgorithms, sentences.algorithm)), v.minLength(1)),
      ['ES384', 'RS384'],
    ),
    audiences: v.optional(texts, []),
    feedbackAudience: v.optional(v.picklist(['own', 'service'])),
    tokenLifeSeconds: v.optional(wholeNumber(1, mostLifeSeconds, sentences.life), 300),
    tenants: v.optional(v.pipe(texts, v.minLength(1))),
    sub: v.optional(text),
    replay: v.optional(v.picklist(['refuse', 'allow']), 'refuse'),
    fhirServers: v.optional(v.array(url), []),
    subject: v.optional(text),
    queries: v.optional(v.record(v.picklist(keyNames), queryTemplate), {}),
    services: v.optional(v.array(v.picklist(serviceIds, sentences.service))),
    callsPerSecond: v.optional(v.pipe(v.number(sentences.rate), v.minValue(1, sentences.rate))),
    origins: v.optional(
      v.array(
        v.pipe(
          text,
          v.check(
            (value) => URL.canParse(value) && new URL(value).origin === value && /^https?:/.test(value),
            sentences.origin,
          ),
        ),
      ),
      [],
    ),
    lenientHookInstance: v.optional(v.boolean(), false),
    profile: v.optional(profile, {}),
    /** For people: whom to call, which environment it is. Not read. */
    contact: v.optional(v.string()),
    environment: v.optional(v.string()),
  });
};

type Entry = v.InferOutput<ReturnType<typeof entrySchema>>;

const withoutSlash = (url: string) => url.replace(/\/$/, '');

const defined = <T extends object>(object: T) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

const profileOf = ({ preset, specVersion, ...fields }: Entry['profile']): ClientProfile => ({
  ...standardProfile,
  ...profilePresets[preset ?? (specVersion === '1.0' ? 'cds-hooks-1.0' : 'standard')],
  ...defined({ specVersion, ...fields }),
});

const clientOf = ({ contact: _, environment: __, ...entry }: Entry): Client =>
  defined({
    ...entry,
    jwks: entry.jwks as { keys: JWK[] } | undefined,
    // Epic sites type `aud` by hand, once a service
    feedbackAudience: entry.feedbackAudience ?? (entry.profile.preset === 'epic' ? 'service' : 'own'),
    fhirServers: entry.fhirServers.map(withoutSlash),
    profile: profileOf(entry.profile),
  }) as Client;

const fieldOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? []).reduce(
    (field, { key }) =>
      typeof key === 'number' ? `${field}[${key}]` : field ? `${field}.${String(key)}` : String(key),
    '',
  ) || '(entry)';

/** What a field of that kind must be, where it has no sentence of its own. */
const kinds: Readonly<Record<string, string>> = {
  strict_object: 'an object: { … }',
  object: 'an object: { … }',
  record: 'an object: { … }',
  array: 'a list: [ … ]',
  min_length: 'a list of one or more',
  boolean: 'true or false',
  string: 'text in quotes',
};

/** `("a" | "b")` */
const oneOf = ({ expected }: v.BaseIssue<unknown>): string =>
  `one of ${(expected ?? '').replace(/[()"]/g, '').replaceAll(' | ', ', ')}`;

/** Our own sentences; never the value, which may be a secret pasted by mistake. */
const sentenceOf = (issue: v.BaseIssue<unknown>): string => {
  if (issue.type === 'strict_object' && issue.expected !== 'Object')
    return issue.expected === 'never'
      ? 'is not a field of a client: remove it or check its spelling'
      : 'is required';
  const own = Object.values(sentences).find((sentence) => sentence === issue.message);
  const kind = issue.type === 'picklist' ? oneOf(issue) : kinds[issue.type];
  return `must be ${own ?? kind ?? 'as docs/integrate.md has it'}`;
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
    const found: RegistryProblem[] = parsed.success
      ? problemsBeside(parsed.output, clients).map((problem) => ({ client: name, ...problem }))
      : parsed.issues.map((issue) => ({ client: name, field: fieldOf(issue), sentence: sentenceOf(issue) }));
    if (parsed.success && found.length === 0) clients.push(clientOf(parsed.output));
    problems.push(...found);
  }
  return { clients, problems };
};

const problemsBeside = (entry: Entry, others: readonly Client[]): { field: string; sentence: string }[] => {
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
