/**
 * The service in a jar: the real handlers in a world with its own clock, network, table and log. Nothing waits,
 * nothing leaves the process, and everything that would have is kept to be looked at.
 */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { entryOf } from '../../functions/audit/item.ts';
import { type MemoryAuditLog, memoryAuditLog } from '../../functions/audit/memory-audit-log.ts';
import type { AuditRecord } from '../../functions/audit/record.ts';
import type { Clock } from '../../functions/base/clock.ts';
import type { Measurement } from '../../functions/base/metrics.ts';
import type { LogLine, NoticeLine } from '../../functions/base/service-log.ts';
import { makeAuthenticate } from '../../functions/client/authenticate.ts';
import type { Client } from '../../functions/client/client.ts';
import { makeFindKey } from '../../functions/client/key-sets.ts';
import { rateLimit } from '../../functions/client/rate.ts';
import { parseClients } from '../../functions/client/registry.ts';
import { memoryReplayStore, type ReplayStore } from '../../functions/client/replay.ts';
import { makeDiscovery } from '../../functions/discovery.ts';
import { makeFeedback } from '../../functions/feedback.ts';
import { type Egress, type EgressAnswer, EgressFailure } from '../../functions/fhir/egress.ts';
import { fhirBudget, makeGather } from '../../functions/fhir/gather.ts';
import type { Handler } from '../../functions/http/handler.ts';
import { makeInvoke } from '../../functions/invoke.ts';
import { everythingOn } from '../../functions/policy/policy-source.ts';
import type { World } from '../../functions/world.ts';
import { readCodeMap } from '../../rules/codes/index.ts';

export const baseUrl = 'https://cds.test';
export const fhirBase = 'https://fhir.test/r4';
export const serviceUrl = (id: string) => `${baseUrl}/cds-services/${id}`;

/** 2026-11-22T15:00:00Z */
export const startOfTest = Date.UTC(2026, 10, 22, 15);

export interface TestClock extends Clock {
  /** Moves on, and with it every deadline that passes. */
  advance(milliseconds: number): void;
}

export const testClock = (start = startOfTest): TestClock => {
  let now = start;
  const deadlines: { at: number; controller: AbortController }[] = [];
  return {
    now: () => now,
    deadline: (milliseconds) => {
      const controller = new AbortController();
      deadlines.push({ at: now + milliseconds, controller });
      return controller.signal;
    },
    advance: (milliseconds) => {
      now += milliseconds;
      for (const { at, controller } of deadlines) if (at <= now) controller.abort();
    },
  };
};

export interface SentQuery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type Answering = (
  url: URL,
  request: Parameters<Egress>[1],
) => Promise<EgressAnswer | object> | EgressAnswer | object;

export const httpAnswer = (
  status: number,
  body: unknown,
  headers: EgressAnswer['headers'] = {},
): EgressAnswer => ({
  status,
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

const isAnswer = (value: object): value is EgressAnswer =>
  'status' in value && 'body' in value && 'headers' in value;

export interface Jar {
  readonly world: World;
  readonly clock: TestClock;
  /** Requests that left for other servers. */
  readonly sent: SentQuery[];
  readonly logged: (LogLine | NoticeLine)[];
  readonly measured: Measurement[];
  readonly audit: MemoryAuditLog;
  readonly handlers: { readonly discovery: Handler; readonly invoke: Handler; readonly feedback: Handler };
  readonly rows: () => Promise<AuditRecord[]>;
}

export interface JarOptions {
  /** Entries of the registry. */
  readonly clients?: readonly object[];
  /** What other servers answer; a plain object is a 200 with that JSON. */
  readonly answers?: Answering;
  readonly anonymous?: boolean;
  /** `http` and loopback addresses may be registered and called. */
  readonly local?: boolean;
  /** `http` FHIR servers may be registered and called. */
  readonly httpFhir?: boolean;
  readonly replay?: ReplayStore;
  readonly clock?: TestClock;
  readonly change?: (world: World) => Partial<World>;
}

export const anonymousClient = (over: Partial<Client> = {}): Client => {
  const [client] = parseClients([entry()], { allowLoopback: false }).clients;
  if (client === undefined) throw new Error('the test client does not parse');
  return { ...client, ...over };
};

/** A registry entry as an admin writes it. */
export const entry = (over: object = {}): Record<string, unknown> => ({
  id: 'st-elsewhere',
  iss: 'https://ehr.test',
  jku: 'https://ehr.test/jwks.json',
  fhirServers: [fhirBase],
  subject: 'radix-cds',
  ...over,
});

export const jar = (options: JarOptions = {}): Jar => {
  const clock = options.clock ?? testClock();
  const sent: SentQuery[] = [];
  const logged: (LogLine | NoticeLine)[] = [];
  const measured: Measurement[] = [];
  const entries = options.clients ?? [entry()];
  const { clients, problems } = parseClients(entries, {
    allowLoopback: options.local ?? false,
    allowHttpFhir: options.httpFhir ?? false,
    readCodeMap,
  });
  // a map of another version has problems and is used
  if (clients.length < entries.length) throw new Error(JSON.stringify(problems));

  const egress: Egress = async (url, request) => {
    sent.push({ url: url.href, headers: { ...request.headers } });
    if (options.answers === undefined) throw new EgressFailure('egress.connection');
    const answer = await options.answers(url, request);
    return isAnswer(answer) ? answer : httpAnswer(200, answer);
  };
  const audit = memoryAuditLog({ now: clock.now });
  let ids = 0;
  const base: World = {
    settings: {
      baseUrl,
      allowAnonymous: options.anonymous ?? false,
      allowLoopback: options.local ?? false,
      allowHttpFhir: options.httpFhir ?? false,
      release: 'test',
    },
    origins: async () => new Set(clients.flatMap(({ origins }) => origins)),
    clock,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    log: (line) => void logged.push(line),
    measure: (measurement) => void measured.push(measurement),
    clients: async () => clients,
    authenticate: makeAuthenticate({
      clients: async () => clients,
      findKey: makeFindKey({
        egress,
        clock,
        alarm: (notice) =>
          void logged.push({ at: new Date(clock.now()).toISOString(), level: 'warn', notice }),
      }),
      replay: options.replay ?? memoryReplayStore(),
      clock,
      ...(options.anonymous && {
        anonymous: async () => ({ ...(clients[0] as Client), id: 'anonymous' }),
      }),
    }),
    rate: rateLimit(clock),
    gather: makeGather({ egress, clock, budget: fhirBudget }),
    auditLog: audit,
    pseudonyms: audit.pseudonyms,
    sealPeople: async () => 'sealed',
    policy: everythingOn,
    keepInput: undefined,
  };
  const world = { ...base, ...options.change?.(base) };
  return {
    world,
    clock,
    sent,
    logged,
    measured,
    audit,
    handlers: {
      discovery: makeDiscovery(world),
      invoke: makeInvoke(world),
      feedback: makeFeedback(world),
    },
    rows: async () =>
      [...audit.table.items.values()]
        .filter(({ hash }) => hash !== undefined)
        .map((item) => entryOf(item).record),
  };
};

export interface Sending {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: unknown;
  readonly base64?: boolean;
  readonly stage?: string;
}

export const event = ({
  method = 'POST',
  path,
  headers = {},
  body,
  base64 = false,
  stage = '$default',
}: Sending) =>
  ({
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    requestContext: { stage, requestId: 'gateway-id', http: { method, path, sourceIp: '192.0.2.7' } },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: base64,
  }) as unknown as APIGatewayProxyEventV2;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers as any client would, without a type
  readonly body: any;
}

export const reply = (result: APIGatewayProxyStructuredResultV2): Reply => {
  const text = result.isBase64Encoded
    ? Buffer.from(result.body ?? '', 'base64').toString('latin1')
    : (result.body ?? '');
  const json = !result.isBase64Encoded && text !== '';
  return {
    status: result.statusCode ?? 0,
    headers: result.headers as Record<string, string>,
    text,
    body: json ? JSON.parse(text) : undefined,
  };
};

export const send = async (handler: Handler, ask: Sending): Promise<Reply> =>
  reply(await handler(event(ask)));
