/** Discovery, calls and feedback over `fetch`: what Node and browsers have alike. */
import { type Identity, signToken } from './identity.ts';
import type { Assessment, CdsAnswer, Discovery, Feedback, FeedbackReceipt, HookRequest } from './wire.ts';

export interface RefusedIssue {
  /** Code of a FHIR IssueType. */
  readonly code: string;
  /** What is wrong and what to send instead; the service says it of everything but the token. */
  readonly text?: string;
  /** `context.patientId` */
  readonly field?: string;
  readonly diagnostics?: string;
}

/** The two answers that say nothing to a caller, in words. */
const silent: Readonly<Record<number, string>> = {
  401: 'the token was not accepted. The service does not say why to a caller; its operator finds the reason under the request id.',
  503: 'it cannot be decided now. Try again.',
};

/** Of a gateway or a load balancer in front of the service, or of one that is overrun. */
const failedBefore = (status: number): boolean => status === 429 || status >= 500;

const sentenceOf = (status: number, issues: readonly RefusedIssue[]): string => {
  const said = issues.flatMap(({ text }) => text ?? []).join(' ');
  const known = issues.length > 0 ? silent[status] : undefined;
  const guess = failedBefore(status)
    ? 'the call failed before the service could say why; nothing was evaluated. Try again, and give the operator the time and the request id.'
    : 'no answer of a CDS service. Is the URL that of the service, to the character?';
  return `${status}: ${said || known || guess}`;
};

/** The service answered, and not with what was asked for. */
export class CdsRefused extends Error {
  override readonly name = 'CdsRefused';
  readonly status: number;
  readonly issues: readonly RefusedIssue[];
  /** Under which the operator finds the call. */
  readonly requestId: string | undefined;
  /** When it is worth trying again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, issues: readonly RefusedIssue[], headers: Headers) {
    super(sentenceOf(status, issues));
    this.status = status;
    this.issues = issues;
    // API Gateway has a header of its own where it answers in place of the service
    this.requestId = headers.get('x-request-id') ?? headers.get('apigw-requestid') ?? undefined;
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    this.retryAfterSeconds = Number.isNaN(seconds) ? undefined : seconds;
  }
}

interface OutcomeIssue {
  readonly code?: string;
  readonly details?: { readonly text?: string };
  readonly expression?: readonly string[];
  readonly diagnostics?: string;
}

const issuesOf = (body: unknown): readonly RefusedIssue[] => {
  const issues = (body as { issue?: unknown } | null | undefined)?.issue;
  if (!Array.isArray(issues)) return [];
  return (issues as readonly OutcomeIssue[]).map(
    ({ code = 'unknown', details, expression, diagnostics }) => ({
      code,
      ...(details?.text !== undefined && { text: details.text }),
      ...(expression?.[0] !== undefined && { field: expression[0] }),
      ...(diagnostics !== undefined && { diagnostics }),
    }),
  );
};

const jsonOf = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
};

export interface CdsClientOptions {
  /** Of the service, with or without `/cds-services`. */
  readonly url: string;
  /** Left out: calls without a token, which a laptop's `npm start` answers and a deployed service does not. */
  readonly identity?: Identity;
  /** What tokens are made out to, where the service is known by another URL than it is reached by. */
  readonly audience?: string;
  /** Milliseconds after which a call is given up. */
  readonly patience?: number;
  readonly fetch?: typeof globalThis.fetch;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

export interface CdsClient {
  /** @throws CdsRefused */
  discover(): Promise<Discovery>;
  /** @throws CdsRefused */
  call(serviceId: string, request: HookRequest): Promise<CdsAnswer>;
  /** Sent up to three times where the service says when to try again: it is kept once. @throws CdsRefused */
  feedback(serviceId: string, items: readonly Feedback[]): Promise<FeedbackReceipt>;
}

/** `https://cds.example.org/cds-services/` → `https://cds.example.org` */
export const baseOf = (url: string): string => url.replace(/\/+$/, '').replace(/\/cds-services$/, '');

const waited = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

const mostTries = 3;
const longestWaitSeconds = 10;

export const cdsClient = (options: CdsClientOptions): CdsClient => {
  const { identity, patience = 10_000, now = Date.now, wait = waited } = options;
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  const base = baseOf(options.url);
  const audience = baseOf(options.audience ?? base);

  const answered = async <T>(path: string, request: RequestInit, member: string): Promise<T> => {
    const response = await send(`${base}${path}`, { ...request, signal: AbortSignal.timeout(patience) });
    const body = await jsonOf(response);
    const isAnswer = response.ok && typeof body === 'object' && body !== null && member in body;
    if (!isAnswer) throw new CdsRefused(response.status, issuesOf(body), response.headers);
    return body as T;
  };

  const post = async <T>(path: string, body: object, member: string): Promise<T> => {
    const authorization = identity && `Bearer ${await signToken(identity, `${audience}${path}`, now())}`;
    return answered<T>(
      path,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
        body: JSON.stringify(body),
      },
      member,
    );
  };

  const again = async <T>(task: () => Promise<T>, tries = mostTries): Promise<T> => {
    try {
      return await task();
    } catch (error) {
      const seconds = error instanceof CdsRefused ? error.retryAfterSeconds : undefined;
      if (seconds === undefined || tries <= 1) throw error;
      await wait(Math.min(seconds, longestWaitSeconds) * 1_000);
      return again(task, tries - 1);
    }
  };

  return {
    discover: () => answered('/cds-services', {}, 'services'),
    call: (serviceId, request) =>
      post(
        `/cds-services/${encodeURIComponent(serviceId)}`,
        { hookInstance: crypto.randomUUID(), ...request },
        'cards',
      ),
    feedback: (serviceId, items) =>
      again(() =>
        post(`/cds-services/${encodeURIComponent(serviceId)}/feedback`, { feedback: items }, 'accepted'),
      ),
  };
};

/** Undefined where the registration's profile leaves it out. */
export const assessmentOf = ({ extension }: CdsAnswer): Assessment | undefined =>
  extension?.['org.radix-cds.assessment'];
