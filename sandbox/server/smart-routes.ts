/**
 * SMART App Launch over HTTP: what the FHIR server says of itself, the launch of the app from a chart, the sign-in
 * and the token. Each answers no other origin.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, sendJson } from './lambda.ts';
import type { Authorized, Launch, SmartAuthorization } from './smart-authorization.ts';

export type SmartRoutes = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const configurationPath = '/fhir/.well-known/smart-configuration';
const launchPath = '/ehr/launch';
const authorizePath = '/ehr/oauth/authorize';
const tokenPath = '/ehr/oauth/token';

export const isSmartPath = (path: string): boolean =>
  [configurationPath, launchPath, authorizePath, tokenPath].includes(path);

const noStore = { 'cache-control': 'no-store', pragma: 'no-cache', 'referrer-policy': 'no-referrer' };

const to = (response: ServerResponse, location: string) =>
  void response.writeHead(302, { ...noStore, location }).end();

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Which patient, for a launch that came without one. */
const choice = (list: Extract<Authorized, { choose: unknown }>['choose']): string =>
  [
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Choose a patient</title>',
    '<h1>Choose a patient</h1><p>Synthetic patients: nobody here exists.</p><ul>',
    ...list.map(({ name, to: url }) => `<li><a href="${escaped(url)}">${escaped(name)}</a></li>`),
    '</ul></html>',
  ].join('\n');

const html = (response: ServerResponse, status: number, body: string) =>
  void response
    .writeHead(status, {
      ...noStore,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    })
    .end(body);

export interface SmartRouting {
  readonly authorization: SmartAuthorization;
  readonly fhirBase: string;
  readonly launchUrl: string;
  /** The launch of a patient's chart; undefined of a patient that does not exist. */
  readonly launchOf: (patientId: string) => Promise<Launch | undefined>;
}

type RouteAnswer = (
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

const launching =
  ({ authorization, fhirBase, launchUrl, launchOf }: SmartRouting): RouteAnswer =>
  async (query, _, response) => {
    const of = await launchOf(query.get('patient') ?? '');
    if (of === undefined) return sendJson(response, 404, { message: 'There is no such patient.' });
    const appContext = query.get('appContext');
    const launch = authorization.launch({ ...of, ...(appContext !== null && { appContext }) });
    to(response, `${launchUrl}?${new URLSearchParams({ iss: fhirBase, launch })}`);
  };

const authorizing =
  ({ authorization }: SmartRouting): RouteAnswer =>
  async (query, _, response) => {
    const answer = await authorization.authorize(query);
    if ('to' in answer) return to(response, answer.to);
    if ('choose' in answer) return html(response, 200, choice(answer.choose));
    html(response, 400, `<!doctype html><title>Refused</title><p>${escaped(answer.refused)}</p>`);
  };

const exchanging =
  ({ authorization }: SmartRouting): RouteAnswer =>
  async (_, request, response) => {
    const form = new URLSearchParams((await bodyOf(request)).toString('utf8'));
    const { status, body } = await authorization.exchange(form);
    response.writeHead(status, { ...noStore, 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

export const smartRoutes = (routing: SmartRouting): SmartRoutes => {
  const answers: Readonly<Record<string, { readonly method: string; readonly answer: RouteAnswer }>> = {
    [configurationPath]: {
      method: 'GET',
      answer: async (_, __, response) => sendJson(response, 200, routing.authorization.configuration),
    },
    [launchPath]: { method: 'GET', answer: launching(routing) },
    [authorizePath]: { method: 'GET', answer: authorizing(routing) },
    [tokenPath]: { method: 'POST', answer: exchanging(routing) },
  };
  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const found = answers[pathname];
    if (found?.method === request.method) return found?.answer(searchParams, request, response);
    response.writeHead(405, { ...noStore, allow: found?.method ?? 'GET' }).end();
  };
};
