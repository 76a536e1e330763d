/**
 * One client's entry as it may be written, and what is said of one that may not: the field, and what to write
 * instead. Never the value, which may be a secret pasted by mistake.
 */
import * as v from 'valibot';
import type { CodeMap } from '../../rules/codes/index.ts';
import { prefetchKeys, services } from '../cds-hooks/services.ts';
import { isAddress, isLoopback } from '../fhir/addresses.ts';
import { signingAlgorithms } from './client.ts';
import { type ProfilePreset, profilePresets } from './profile.ts';

export interface RegistryOptions {
  /** Local runs: `http` and loopback addresses may be registered. */
  readonly allowLoopback: boolean;
  /** A stage for tests: `http` FHIR servers may be registered. */
  readonly allowHttpFhir?: boolean;
  /** Whoever reads no chart has none, and leaves the code maps unread. */
  readonly readCodeMap?: (conceptMap: unknown) => ReadCodeMap;
}

export interface ReadCodeMap {
  /** Beside problems: the lines that they name are not read, the others are. */
  readonly codeMap?: CodeMap;
  /** `field` within the map, empty for the whole; a sentence where somebody will read it. */
  readonly problems: readonly { readonly field: string; readonly code: string; readonly sentence?: string }[];
}

/** Ids that mean something to us. */
const reserved = new Set(['-', 'anonymous']);
const mostLifeSeconds = 3_600;

const httpsUrl = 'an https URL with a host name: no IP address, user, query or fragment';

const sentences = {
  id: 'lower-case letters, digits and "-", at most 64, and not "anonymous"',
  text: 'a non-empty string',
  url: httpsUrl,
  fhirServer: `${httpsUrl}; http in a stage for tests alone, with CDS_ALLOW_HTTP_FHIR=1`,
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

/** @param allowHttp beyond this machine */
const urlOr = (sentence: string, { allowLoopback }: RegistryOptions, allowHttp = false) =>
  v.pipe(
    text,
    v.check((value) => {
      if (/[?#@\\\s]/.test(value) || !URL.canParse(value)) return false;
      const { protocol, hostname } = new URL(value);
      const host = hostname.replace(/^\[|\]$/g, '');
      const local = allowLoopback && (host === 'localhost' || isLoopback(host));
      const isHttp = /^https?:$/.test(protocol);
      return local ? isHttp : (allowHttp ? isHttp : protocol === 'https:') && !isAddress(hostname);
    }, sentence),
    v.description(sentence),
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
export const keyNames = Object.keys(prefetchKeys) as (keyof typeof prefetchKeys)[];
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
  appContext: v.optional(v.boolean()),
  systemActions: v.optional(v.boolean()),
  assessmentExtension: v.optional(v.boolean()),
  plainText: v.optional(v.boolean()),
  cpt: v.optional(v.boolean()),
  strictAudit: v.optional(v.boolean()),
  updatesDrafts: v.optional(v.boolean()),
});

export const entrySchema = (options: RegistryOptions) => {
  const url = urlOr(sentences.url, options);
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
    fhirServers: v.optional(v.array(urlOr(sentences.fhirServer, options, options.allowHttpFhir)), []),
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
    smart: v.optional(v.strictObject({ launchUrl: url })),
    examination: v.optional(v.picklist(['coded', 'narrative'])),
    /** A FHIR R4 ConceptMap. */
    codeMap: v.optional(v.unknown()),
    profile: v.optional(profile, {}),
    /** For people: whom to call, which environment it is. Not read. */
    contact: v.optional(v.string()),
    environment: v.optional(v.string()),
  });
};

export type RegistryEntry = v.InferOutput<ReturnType<typeof entrySchema>>;

export const fieldOf = (issue: v.BaseIssue<unknown>): string =>
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
export const sentenceOf = (issue: v.BaseIssue<unknown>): string => {
  if (issue.type === 'strict_object' && issue.expected !== 'Object')
    return issue.expected === 'never'
      ? 'is not a field of a client: remove it or check its spelling'
      : 'is required';
  const own = Object.values(sentences).find((sentence) => sentence === issue.message);
  const kind = issue.type === 'picklist' ? oneOf(issue) : kinds[issue.type];
  return `must be ${own ?? kind ?? 'as docs/integrate.md has it'}`;
};
