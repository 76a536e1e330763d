/**
 * Keeps the animals: each server habit on a loopback socket, calls through the real handler and the real egress,
 * and the verdict on an answer.
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type PrefetchKeyName, prefetchKeys } from '../../functions/cds-hooks/services.ts';
import type { Card, Hook } from '../../functions/cds-hooks/wire.ts';
import { EgressFailure, makeEgress } from '../../functions/fhir/egress.ts';
import { fhirBudget } from '../../functions/fhir/gather.ts';
import type { Resource } from '../../functions/fhir/resource.ts';
import type { NotChecked } from '../../rules/engine/types.ts';
import { fhirBase, jar, type Reply, send, type TestClock, testClock } from '../support/cds.ts';
import {
  accessToken,
  bundle,
  contexts,
  finding,
  pathOf,
  patient,
  prefetch,
  request,
  serviceOf,
} from '../support/requests.ts';
import type { Owes, ServerHabit, Wire, WrittenDrafts, WrittenRedFlag } from './habits.ts';

const base = new URL(fhirBase);

/** What a server holds, and how long the call has been going on, for as long as one call lasts. */
interface ServedCall {
  readonly chart: readonly Resource[];
  readonly clock: TestClock;
  asked: number;
  /** Pages that `next` links of this call meant, by path and query. */
  readonly pages: Map<string, number>;
}

const write = (response: ServerResponse, { status = 200, headers = {}, body = '', breaksOff }: Wire) => {
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const length = headers['transfer-encoding'] ? {} : { 'content-length': String(bytes.length) };
  response.writeHead(status, { ...length, ...headers });
  if (!breaksOff) return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length / 2));
  setImmediate(() => response.destroy());
};

/** Remembers where a `next` link leads, as a server understands its own link. */
const remember = (visit: ServedCall, { body }: Wire, asked: URL, page: number) => {
  if (typeof body !== 'object' || Buffer.isBuffer(body)) return;
  const { link = [] } = body as { link?: readonly { relation: string; url: unknown }[] };
  for (const { relation, url } of link) {
    if (relation !== 'next' || typeof url !== 'string' || !URL.canParse(url, asked.href)) continue;
    const { pathname, search } = new URL(url, asked);
    const place = pathname + search;
    if (!visit.pages.has(place)) visit.pages.set(place, page + 1);
  }
};

export interface KeptHabit {
  readonly habit: ServerHabit;
  /** A call whose prefetch lacks one key, so that it is read from the server. */
  readonly call: (
    chart: readonly Resource[],
    lacking: PrefetchKeyName,
    over?: { readonly leg: boolean },
  ) => Promise<Reply>;
  /** Hosts other than the server's own that a request was meant for. */
  readonly escaped: readonly string[];
  /** What the habit itself threw: a fault of its row. */
  readonly faults: readonly unknown[];
  readonly close: () => Promise<void>;
}

/** A searchset as a server writes it: a resource that is there twice is one match. */
const listed = (chart: readonly Resource[], key: PrefetchKeyName) => {
  const found = chart.filter(({ resourceType }) => resourceType === prefetchKeys[key].type);
  return bundle(found, { total: new Set(found.map((one) => one['id'] ?? one)).size });
};

/** The key whose list holds it. */
export const keyOf = ({ resourceType }: Resource): PrefetchKeyName => {
  const key = (Object.keys(prefetchKeys) as PrefetchKeyName[]).find(
    (one) => prefetchKeys[one].type === resourceType,
  );
  if (key === undefined) throw new Error(`no prefetch key holds a ${resourceType}`);
  return key;
};

const keysOf = (hook: Hook) =>
  Object.keys(prefetch({}, serviceOf[hook])).filter((key) => key !== 'patient') as PrefetchKeyName[];

/** A leg pain that no grant hides: a hole of every call is told where the chart has a leg. */
const visibleLeg = finding('leg-pain', {
  category: [
    {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }],
    },
  ],
}) as Resource;

export const keep = async (habit: ServerHabit): Promise<KeptHabit> => {
  let visit: ServedCall | undefined;
  const sockets = new Set<Socket>();
  const serve = (asked: IncomingMessage, response: ServerResponse) => {
    if (visit === undefined) return void response.destroy();
    const url = new URL(asked.url ?? '/', base);
    const page = visit.pages.get(url.pathname + url.search) ?? 0;
    const [, , name = '', id] = url.pathname.split('/');
    const type = name || (visit.chart.at(-1)?.resourceType ?? '');
    const found = visit.chart.filter(
      (one) =>
        one.resourceType === type && (id === undefined || id === '' || id === '_search' || one['id'] === id),
    );
    const wire = habit.answer({ url, type, found, before: visit.asked++, page });
    remember(visit, wire, url, page);
    if (wire.silent) {
      const { clock } = visit;
      setImmediate(() => clock.advance(fhirBudget + 100));
      return;
    }
    write(response, wire);
  };
  const faults: unknown[] = [];
  const server = createServer((asked, response) => {
    try {
      serve(asked, response);
    } catch (fault) {
      faults.push(fault);
      response.destroy();
    }
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const egress = makeEgress({ allowLoopback: true });
  const escaped: string[] = [];

  return {
    habit,
    escaped,
    faults,
    call: async (chart, lacking, { leg } = { leg: habit.fails === 'client' }) => {
      const hook = 'patient-view';
      const clock = testClock();
      const held = leg ? [visibleLeg, ...chart] : chart;
      visit = { chart: [patient as Resource, ...held], clock, asked: 0, pages: new Map() };
      const at = jar({
        anonymous: true,
        clock,
        answers: (url, sent) => {
          if (url.origin === base.origin)
            return egress(new URL(`http://127.0.0.1:${port}${url.pathname}${url.search}`), sent);
          escaped.push(url.host);
          throw new EgressFailure('egress.denied');
        },
      });
      const given = keysOf(hook).map((key) => [key, key === lacking ? undefined : listed(held, key)]);
      return send(at.handlers.invoke, {
        path: pathOf(hook),
        body: request(hook, {
          prefetch: { ...(!habit.isRead && { patient }), ...Object.fromEntries(given) },
          fhirServer: fhirBase,
          fhirAuthorization: { ...accessToken, ...(habit.scope && { scope: habit.scope }) },
        }),
      });
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
};

/** What an EHR would send as prefetch if the habit were its own: a body that is JSON, as it is at first. */
export const firstPage = (
  habit: ServerHabit,
  chart: readonly Resource[],
  key: PrefetchKeyName,
): object | undefined => {
  const { type } = prefetchKeys[key];
  const { status = 200, body } = habit.answer({
    url: new URL(`${fhirBase}/${type}?patient=p1`),
    type,
    found: chart.filter(({ resourceType }) => resourceType === type),
    before: 0,
    page: 0,
  });
  return status === 200 && typeof body === 'object' && !Buffer.isBuffer(body) ? body : undefined;
};

/** A call without access to a server: prefetch is all there is. */
export const callWith = (
  lists: Readonly<Record<string, unknown>>,
  {
    hook = 'patient-view',
    drafts,
    chart = [],
  }: { hook?: Hook; drafts?: WrittenDrafts; chart?: readonly Resource[] } = {},
): Promise<Reply> => {
  const at = jar({ anonymous: true });
  const given = Object.fromEntries(keysOf(hook).map((key) => [key, listed(chart, key)]));
  return send(at.handlers.invoke, {
    path: pathOf(hook),
    body: request(hook, {
      prefetch: { patient, ...given, ...lists },
      ...(drafts && {
        context: {
          ...contexts[hook],
          draftOrders: { resourceType: 'Bundle', type: 'collection', entry: drafts.entry },
          ...(hook === 'order-select' && { selections: drafts.selections }),
        },
      }),
    }),
  });
};

const cardsOf = ({ body }: Reply): readonly Card[] => body?.cards ?? [];
export const notCheckedOf = ({ body }: Reply): readonly NotChecked[] =>
  body?.extension?.['org.radix-cds.assessment']?.notChecked ?? [];
const flagsOf = ({ body }: Reply): readonly string[] =>
  (body?.extension?.['org.radix-cds.assessment']?.redFlags ?? []).map(({ id }: { id: string }) => id);
const textOf = ({ summary, detail = '' }: Card) => `${summary}\n${detail}`;

/** Words of comfort. */
const allClear = /No current red-flag finding is recorded/;
/** Words that something was not looked at. */
const incomplete = /not checked|could not be read|could not be checked|incomplete|not complete/i;

const named = (answer: Reply, { id, says }: WrittenRedFlag): boolean =>
  flagsOf(answer).includes(id) &&
  cardsOf(answer).some((card) => card.indicator !== 'info' && says.test(textOf(card)));

const told = (answer: Reply, { key, about }: WrittenRedFlag): boolean =>
  notCheckedOf(answer).some(
    (one) => one.key === key || one.about?.some((finding) => about.includes(finding)),
  ) &&
  cardsOf(answer).some((card) => incomplete.test(textOf(card))) &&
  !cardsOf(answer).some((card) => allClear.test(textOf(card)));

const refused = ({ status, body }: Reply, { key }: WrittenRedFlag): boolean =>
  (status === 412 || status === 400) &&
  body.issue.some(({ expression = [] }: { expression?: readonly string[] }) =>
    expression.includes(`prefetch.${key}`),
  );

/** What an answer did about a red flag. */
export const verdict = (answer: Reply, flag: WrittenRedFlag): Owes | 'neither' => {
  if (refused(answer, flag)) return 'refused';
  if (answer.status !== 200) return 'neither';
  if (named(answer, flag)) return 'read';
  return told(answer, flag) ? 'told' : 'neither';
};

/** What an answer did about something that stands against a draft order. */
export const orderVerdict = (answer: Reply, says: RegExp): Owes | 'neither' => {
  if (answer.status === 400) return 'refused';
  if (cardsOf(answer).some((card) => card.indicator !== 'info' && says.test(textOf(card)))) return 'read';
  const said =
    notCheckedOf(answer).some(({ key }) => /draft|order/i.test(key)) &&
    cardsOf(answer).some((card) => incomplete.test(textOf(card)));
  return said ? 'told' : 'neither';
};

/** Whether an answer raises no alarm and holds nothing for unchecked. */
export const isQuiet = (answer: Reply, flag: WrittenRedFlag): boolean =>
  answer.status === 200 &&
  !flagsOf(answer).includes(flag.id) &&
  !cardsOf(answer).some(({ indicator }) => indicator === 'critical') &&
  notCheckedOf(answer).length === 0;

export const isSilent = (answer: Reply): boolean => answer.status === 200 && cardsOf(answer).length === 0;

const fits: Readonly<Record<Owes, readonly (Owes | 'neither')[]>> = {
  read: ['read'],
  told: ['read', 'told'],
  refused: ['refused'],
  nothing: [],
};

export const isPaid = (owes: Owes, given: Owes | 'neither'): boolean => fits[owes].includes(given);

/** For the message of a failing test. */
export const shown = (answer: Reply): string =>
  answer.status === 200
    ? `${flagsOf(answer).join(' ') || 'no flag'}; not checked: ${JSON.stringify(notCheckedOf(answer).map(({ key, about }) => [key, ...(about ?? [])].join(' ')))}; ${
        cardsOf(answer)
          .map(({ indicator, summary }) => `${indicator}: ${summary}`)
          .join(' | ') || 'no card'
      }`
    : `${answer.status} ${String(answer.body?.issue?.[0]?.details?.text ?? '')}`;
