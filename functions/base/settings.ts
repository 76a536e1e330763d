/**
 * The settings of every handler, from the environment. A wrong one stops the start with a sentence that says what to
 * write.
 *
 * | setting | meaning |
 * |---|---|
 * | `CDS_BASE_URL` | public URL before `/cds-services`; what `aud` of a token starts with |
 * | `CDS_CORS_ORIGINS` | exact origins of browser clients, comma-separated, beside those of the registry |
 * | `CDS_CLIENTS_FILE` | local: the client registry |
 * | `CDS_ALLOW_ANONYMOUS`, `CDS_ALLOW_LOOPBACK` | `1`, local runs only |
 * | `METRICS_BY_VERSION` | `1`: answers are measured by version of the function, too, for who compares a new one |
 * | `CDS_ALLOW_HTTP_FHIR` | `1` in a stage for tests alone: a FHIR server may be asked by `http`, so that its token travels in clear |
 */
import project from '../../package.json' with { type: 'json' };

/** What the process was given to start with. Only composition roots read it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting, or a file that one names, that cannot be used; the message names it and the remedy. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** The remedy for a setting that no admin writes. */
export const stackSets = 'the stack in infra/data sets it';

/** @param remedy who sets it, where an admin does not @throws SettingError when it is not set */
export const required = (env: Environment, name: string, remedy?: string): string => {
  const value = env[name];
  if (value === undefined || value === '')
    throw new SettingError(`${name} is not set${remedy === undefined ? '' : `: ${remedy}`}`);
  return value;
};

export interface Settings {
  /** Public URL before `/cds-services`, without a trailing slash; what `aud` starts with. Never taken from Host. */
  readonly baseUrl: string;
  /** Local runs only. */
  readonly allowAnonymous: boolean;
  /** Local runs only: `http` and loopback addresses may be called (D21). */
  readonly allowLoopback: boolean;
  /** A stage for tests: `http` FHIR servers may be registered and asked. */
  readonly allowHttpFhir: boolean;
  /** Version of the code, for audit rows. */
  readonly release: string;
  /** Number of this version of the function, where answers are measured by it. */
  readonly functionVersion?: string;
}

const baseUrlFrom = (env: Environment): string => {
  const text = env['CDS_BASE_URL'] ?? '';
  if (!URL.canParse(text) || !/^https?:\/\/[^?#@\s]+$/.test(text))
    throw new SettingError(
      'CDS_BASE_URL must be the public URL of this service before /cds-services, for instance https://cds.example.org',
    );
  return text.replace(/\/+$/, '');
};

export const isHttpFhirAllowed = (env: Environment): boolean => env['CDS_ALLOW_HTTP_FHIR'] === '1';

const inLambda = (env: Environment) => env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined;

/** Settings that would undo a safeguard; the process does not start with them. */
const unsafe: readonly [(env: Environment) => boolean, string][] = [
  [
    (env) => inLambda(env) && (env['CDS_ALLOW_ANONYMOUS'] === '1' || env['CDS_ALLOW_LOOPBACK'] === '1'),
    'CDS_ALLOW_ANONYMOUS and CDS_ALLOW_LOOPBACK are for local runs: remove them from the function',
  ],
  [
    (env) => env['CDS_ALLOW_ANONYMOUS'] === '1' && !isLocal(new URL(baseUrlFrom(env)).hostname),
    'CDS_ALLOW_ANONYMOUS=1 needs a CDS_BASE_URL on localhost: this service would answer anybody',
  ],
  [
    (env) => env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0',
    'NODE_TLS_REJECT_UNAUTHORIZED=0 switches off the check of certificates: remove it',
  ],
  [
    (env) => /--tls-(?:min-v1\.[01]|max-v1\.[01])\b/.test(env['NODE_OPTIONS'] ?? ''),
    'NODE_OPTIONS allows TLS below 1.2: remove --tls-min-v1.0, --tls-min-v1.1 and --tls-max-…',
  ],
  [
    (env) => /(?:^|[\s,])\*|fhir-kit-client/.test(env['DEBUG'] ?? ''),
    'DEBUG makes fhir-kit-client print requests with their tokens: remove it',
  ],
  [
    (env) => /\b(?:http|https|undici|fetch|tls|net)\b|\*/i.test(env['NODE_DEBUG'] ?? ''),
    'NODE_DEBUG prints requests with their tokens: remove it',
  ],
];

const isLocal = (hostname: string) =>
  ['localhost', '[::1]'].includes(hostname) || /^127\.\d+\.\d+\.\d+$/.test(hostname);

/** @throws SettingError */
export const settingsFrom = (env: Environment): Settings => {
  const baseUrl = baseUrlFrom(env);
  const functionVersion = env['METRICS_BY_VERSION'] === '1' && env['AWS_LAMBDA_FUNCTION_VERSION'];
  for (const [isSo, sentence] of unsafe) if (isSo(env)) throw new SettingError(sentence);
  return {
    baseUrl,
    allowAnonymous: env['CDS_ALLOW_ANONYMOUS'] === '1',
    allowLoopback: env['CDS_ALLOW_LOOPBACK'] === '1',
    allowHttpFhir: isHttpFhirAllowed(env),
    release: project.version,
    ...(functionVersion && { functionVersion }),
  };
};

export const originsFrom = (env: Environment): readonly string[] =>
  (env['CDS_CORS_ORIGINS'] ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
