/**
 * The HTTP edge: an API Gateway event (HTTP API, payload 2.0) becomes an `HttpCall`, what a handler answers
 * becomes the result, with one log line and one measurement.
 *
 * Contract: never throws. Whatever is thrown inside becomes an OperationOutcome; only a `Refusal` says why.
 */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Clock } from '../base/clock.ts';
import type { Measurement } from '../base/metrics.ts';
import { type LogLine, type NoticeLine, safeError } from '../base/service-log.ts';
import type { Environment, Settings } from '../base/settings.ts';
import { faulted, operationOutcome, Refusal, throttled } from '../cds-hooks/refusal.ts';
import type { CdsRequest } from '../cds-hooks/wire.ts';
import type { Caller } from '../client/authenticate.ts';
import { corsHeaders, type HttpAnswer, preflight, resultOf } from './answer.ts';
import { type Route, routeFor } from './route.ts';

/** The part of the world that every handler needs. */
export interface Edge {
  readonly settings: Settings;
  /** Exact origins of browser clients; empty = CORS is off. */
  readonly origins: () => Promise<ReadonlySet<string>>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: (line: LogLine | NoticeLine) => void;
  readonly measure: (measurement: Measurement) => void;
}

export interface HttpCall {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Service id of the path, for the routes that have one. */
  readonly service: string;
  /** Segments of the path after `/audit`, decoded; empty elsewhere. */
  readonly question: readonly string[];
  /** Parameters of the query, decoded. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Whom the gateway's own authorizer let through: the ARN of a role session. */
  readonly principal?: string;
  readonly body: string | undefined;
  readonly isBase64: boolean;
  readonly requestId: string;
  /** Epoch milliseconds of arrival. */
  readonly at: number;
  /** What becomes known on the way, for the service log line. */
  readonly noted: Noted;
  /** What becomes known on the way, for the audit row of a refusal. */
  readonly known: KnownCall;
}

export type Noted = { -readonly [K in keyof LogLine]?: LogLine[K] };

export interface KnownCall {
  caller?: Caller;
  request?: CdsRequest;
  /** Set once the call was evaluated. */
  callId?: string;
}

export type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

type Respond = (call: HttpCall) => Promise<HttpAnswer>;

export interface HandlerParts {
  readonly name: 'discovery' | 'invoke' | 'feedback' | 'audit';
  /** What it answers, by route; the paths of no other are known to it. */
  readonly respond: Readonly<Partial<Record<Route['name'], Respond>>>;
  /** Writes the audit row of a refusal before it is answered; may answer another one instead. */
  readonly onRefusal?: (refusal: Refusal, call: HttpCall) => Promise<Refusal>;
}

/** Without the stage that the execute-api URL of a named stage begins with. */
const pathOf = ({ rawPath, requestContext: { stage } }: APIGatewayProxyEventV2): string =>
  stage !== '$default' && rawPath.startsWith(`/${stage}/`) ? rawPath.slice(stage.length + 1) : rawPath;

const requestIdPattern = /^[A-Za-z0-9._-]{1,64}$/;

/** Only the gateway writes the request context; no caller can. */
const principalOf = ({ requestContext }: APIGatewayProxyEventV2): { principal?: string } => {
  const { authorizer } = requestContext as { authorizer?: { iam?: { userArn?: unknown } } };
  const arn = authorizer?.iam?.userArn;
  return typeof arn === 'string' && arn !== '' ? { principal: arn } : {};
};

const callOf = (edge: Edge, event: APIGatewayProxyEventV2): HttpCall => {
  const asked = event.headers['x-request-id'] ?? '';
  return {
    method: event.requestContext.http.method,
    headers: event.headers,
    service: '',
    question: [],
    query: event.queryStringParameters ?? {},
    ...principalOf(event),
    body: event.body,
    isBase64: event.isBase64Encoded,
    requestId: requestIdPattern.test(asked) ? asked : event.requestContext.requestId || edge.newId(),
    at: edge.clock.now(),
    noted: {},
    known: {},
  };
};

/** A registry that cannot be read now names no origin: the answer goes out without CORS headers. */
const corsOf = async (edge: Edge, call: HttpCall): Promise<Record<string, string>> => {
  if (call.headers['origin'] === undefined) return {};
  try {
    return corsHeaders(call, await edge.origins());
  } catch {
    return {};
  }
};

const refused = async (parts: HandlerParts, call: HttpCall, thrown: unknown): Promise<HttpAnswer> => {
  const { noted } = call;
  const first = thrown instanceof Refusal ? thrown : faulted(call.requestId, thrown);
  if (first.flags.length > 0) noted.flags = [...(noted.flags ?? []), ...first.flags];
  if (first.fhirCalls.length > 0) noted.fhir = first.fhirCalls;
  if (first.holes.length > 0) noted.holes = first.holes;
  const refusal = (await parts.onRefusal?.(first, call)) ?? first;
  noted.reason = refusal.reason;
  if (refusal.fields.length > 0) noted.fields = refusal.fields;
  if (refusal.cause !== undefined) noted.error = safeError(refusal.cause);
  return { status: refusal.status, body: operationOutcome(refusal), headers: refusal.headers };
};

const respond = async (parts: HandlerParts, call: HttpCall, path: string): Promise<HttpAnswer> => {
  const { noted } = call;
  let routed = call;
  try {
    const { route, service, question, to } = routeFor(parts.respond, path, call.method);
    noted.route = route;
    if (service !== '') noted.service = service;
    routed = { ...call, service, question };
    return await to(routed);
  } catch (thrown) {
    return refused(parts, routed, thrown);
  }
};

/** Those that a log need tell apart. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE']);

/**
 * What one process takes on at once: more would only wait beyond the half second that a call may take. A Lambda
 * process has one call at a time, so this is for a process that serves many.
 */
const mostAtOnce = 250;

const levelOf = (status: number): LogLine['level'] =>
  status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info';

const report = (edge: Edge, { name }: HandlerParts, call: HttpCall, status: number): void => {
  const { noted } = call;
  const ms = Math.max(0, edge.clock.now() - call.at);
  edge.log({
    at: new Date(call.at).toISOString(),
    level: levelOf(status),
    requestId: call.requestId,
    handler: name,
    method: methods.has(call.method) ? call.method : 'other',
    route: '-',
    status,
    ms,
    ...noted,
  });
  edge.measure({
    of: 'answer',
    service: noted.service ?? name,
    status,
    milliseconds: ms,
    degraded: noted.degraded ?? false,
    fhirFailures: noted.fhir?.filter(({ failure }) => failure !== undefined).length ?? 0,
  });
  const { functionVersion: version } = edge.settings;
  if (version !== undefined)
    edge.measure({
      of: 'version',
      handler: name,
      version,
      status,
      milliseconds: ms,
      cards: noted.cards ?? 0,
    });
  if (noted.reason !== undefined) edge.measure({ of: 'refusal', reason: noted.reason });
  for (const flag of noted.flags ?? []) edge.measure({ of: 'flag', flag });
  for (const hole of new Set(noted.holes?.map(({ code }) => code))) edge.measure({ of: 'hole', hole });
};

export const makeHandler = (edge: Edge, parts: HandlerParts): Handler => {
  let atOnce = 0;
  return async (event) => {
    const call = callOf(edge, event);
    const cors = await corsOf(edge, call);
    if (call.method === 'OPTIONS')
      return resultOf(preflight(call, cors, edge.settings.allowLoopback), call, cors);
    atOnce++;
    try {
      const answer =
        atOnce > mostAtOnce
          ? await refused(parts, call, throttled(503, 'overload'))
          : await respond(parts, call, pathOf(event));
      report(edge, parts, call, answer.status);
      return resultOf(answer, call, cors);
    } finally {
      atOnce--;
    }
  };
};

/**
 * A handler that makes its world once. In Lambda that is while it starts, where CPU is plenty and a wrong
 * setting fails the start; anywhere else at the first call, so that importing a handler does nothing.
 */
export const whenStarted = async (env: Environment, make: () => Promise<Handler>): Promise<Handler> => {
  if (env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined) return make();
  let made: Promise<Handler> | undefined;
  return async (event) => {
    made ??= make();
    return (await made)(event);
  };
};
