/**
 * Prefetch as this service wants it: a key that cannot be filled is left out, `null` is sent where there is nothing,
 * and an OperationOutcome where asking failed. The three mean different things on a card.
 */
import { filled } from './prefetch-template.ts';
import type { CdsService, SentResource } from './wire.ts';

/**
 * Reads a FHIR search or read, relative to the FHIR base; `null` says that there is no such resource. A search answers
 * an empty Bundle where nothing is found, and never `null`.
 */
export type ReadFhir = (query: string) => Promise<SentResource | null>;

export class FhirNotRead extends Error {
  override readonly name = 'FhirNotRead';
  readonly status: number;
  constructor(status: number) {
    super(`the FHIR server answered ${status}`);
    this.status = status;
  }
}

export interface FhirReaderOptions {
  readonly base: string;
  readonly token?: string;
  /** Milliseconds after which a query is given up. */
  readonly patience?: number;
  readonly fetch?: typeof globalThis.fetch;
}

/** `Patient/1`, not `Observation?patient=1` */
const isRead = (query: string): boolean => !query.includes('?');

export const fhirReader = ({ base, token, patience = 10_000, fetch }: FhirReaderOptions): ReadFhir => {
  const send = fetch ?? globalThis.fetch.bind(globalThis);
  const headers = {
    accept: 'application/fhir+json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  return async (query) => {
    const signal = AbortSignal.timeout(patience);
    const response = await send(`${base.replace(/\/+$/, '')}/${query}`, { headers, signal });
    const isGone = response.status === 404 || response.status === 410;
    if (isGone && isRead(query)) return null;
    if (!response.ok) throw new FhirNotRead(response.status);
    return (await response.json()) as SentResource;
  };
};

const failed = (error: unknown): SentResource => ({
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: 'exception',
      diagnostics: error instanceof FhirNotRead ? error.message : 'the FHIR server could not be asked',
    },
  ],
});

/** All keys at once. Never rejects: what could not be read is sent as such. */
export const prefetchFor = async (
  { prefetch }: Pick<CdsService, 'prefetch'>,
  context: Readonly<Record<string, unknown>>,
  read: ReadFhir,
): Promise<Readonly<Record<string, SentResource | null>>> => {
  const today = new Date().toISOString().slice(0, 10);
  const entries = Object.entries(prefetch).map(async ([key, template]) => {
    const asked = filled(template, { context, today });
    if ('why' in asked) return [];
    return [[key, await read(asked.query).catch(failed)] as const];
  });
  return Object.fromEntries((await Promise.all(entries)).flat());
};
