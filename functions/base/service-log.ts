/**
 * One line of JSON a request. Only the fields of `LogLine` can be written, and each is an id of this service, a
 * name of a closed list or a number: no name, birth date, clinical value, free text, token or URL.
 */
import type { Flag } from './flags.ts';
import { type StoreName, storeOf } from './store.ts';

export interface LogLine {
  readonly at: string;
  readonly level: 'info' | 'warn' | 'error';
  readonly requestId: string;
  readonly handler: 'discovery' | 'invoke' | 'feedback' | 'audit';
  readonly method: string;
  /** The route, not the path: `/cds-services/{id}`. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly service?: string;
  readonly hook?: string;
  /** Only when it has the layout of a UUID. */
  readonly hookInstance?: string;
  /** Our id of the client, known once it is authenticated; `jti` and `kid` are of a verified token. */
  readonly client?: string;
  readonly jti?: string;
  readonly kid?: string;
  /** Why it was refused. */
  readonly reason?: string;
  /** Fields or prefetch keys the refusal is about. */
  readonly fields?: readonly string[];
  readonly callId?: string;
  readonly urgency?: string;
  /** Recommendations that fired. */
  readonly rules?: readonly string[];
  readonly cards?: number;
  /** Where each prefetch key came from. */
  readonly data?: Readonly<Record<string, string>>;
  readonly fhir?: readonly FhirCallLine[];
  /** What could not be looked at: code of rules/evidence, and the prefetch key or element of the context. */
  readonly holes?: readonly HoleLine[];
  readonly unmappedCodes?: number;
  readonly leftOut?: number;
  readonly audit?: string;
  /** Some check of this call could not run, and the answer says so; what is so in every call is in `holes` alone. */
  readonly degraded?: boolean;
  /** What was unusual: tolerated, degraded, refused in part. Closed vocabulary. */
  readonly flags?: readonly Flag[];
  readonly feedback?: { readonly stored: number; readonly rejected: number; readonly unmatched: number };
  readonly error?: SafeError;
}

export interface HoleLine {
  readonly code: string;
  readonly at: string;
}

/** One request to a client's FHIR server. */
export interface FhirCallLine {
  readonly key: string;
  readonly method: 'GET';
  /** As advertised, so without an id. */
  readonly template: string;
  readonly status?: number;
  readonly ms: number;
  readonly failure?: string;
}

/** Something to put right that no single request is about. */
export interface NoticeLine {
  readonly at: string;
  readonly level: 'warn';
  readonly notice:
    | 'clients.problem'
    | 'clients.unavailable'
    | 'jwks.private-key'
    | 'policy.malformed'
    | 'policy.second-person'
    | 'policy.unavailable'
    | 'policy.unsigned'
    | 'start.not-warm';
  /** Our id of the client. */
  readonly client?: string;
  /** Field of the registry. */
  readonly field?: string;
  readonly sentence?: string;
  readonly error?: SafeError;
}

/** A client that is not as it was in the month before, by the monitor. Shares of calls; names are of closed lists. */
export interface DriftLine {
  readonly at: string;
  readonly level: 'warn';
  readonly notice: 'client.changed';
  /** Our id of the client. */
  readonly client: string;
  /** Hours, UTC. */
  readonly since: string;
  readonly noticed: string;
  /** The section of docs/operate.md. */
  readonly cause: string;
  readonly sentence: string;
  readonly moved: readonly {
    readonly rate: string;
    readonly before: number;
    readonly now: number;
    readonly count: number;
    readonly of: number;
  }[];
}

/** A gap in the audit log that could not be mended: a call without a row, or a row that is gone. */
export interface GapLine {
  readonly at: string;
  readonly level: 'warn';
  readonly notice: 'audit.gap';
  /** Our id of the client. */
  readonly client: string;
  readonly callId?: string;
  /** Line of the archive, or when the call came. */
  readonly where: string;
  readonly sentence: string;
}

export interface SafeError {
  readonly name: string;
  readonly code?: string;
  /** The store that it came from. */
  readonly store?: StoreName;
  /** Where it was thrown: functions and files of the stack, without the message. */
  readonly at: readonly string[];
}

const word = /^[A-Za-z][\w.-]{0,63}$/;
const named = (value: unknown): string | undefined =>
  typeof value === 'string' && word.test(value) ? value : undefined;

const frames = (stack: unknown): string[] =>
  typeof stack !== 'string'
    ? []
    : stack
        .split('\n')
        .filter((line) => /^ {4}at [\w.<>[\] ]{0,120}\(?(?:file:\/\/)?\/[\w@./-]+:\d+:\d+\)?$/.test(line))
        .slice(0, 6)
        .map((line) => line.trim());

/** V8 makes `stack` an accessor; one that was put in its place may throw. */
const stackOf = (error: Error): unknown => {
  try {
    return error.stack;
  } catch {
    return undefined;
  }
};

/**
 * What may be told of an error. Messages and further properties never: those of fetch, URL, jose and V8
 * quote headers with their tokens, URLs with their ids, and request bodies. Getters are not run.
 */
export const safeError = (error: unknown): SafeError => {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const own = (key: string): unknown => Object.getOwnPropertyDescriptor(error, key)?.value;
  const code = named(own('code'));
  const store = storeOf(error);
  return {
    name: named(own('name')) ?? named(error.constructor.name) ?? 'Error',
    ...(code !== undefined && { code }),
    ...(store !== undefined && { store }),
    at: frames(stackOf(error)),
  };
};
