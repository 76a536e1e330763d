/**
 * One address for everything a laptop needs: the service, the FHIR server, the mini-EHR behind its page, and
 * the page. Only names of this machine are answered, so that a website cannot reach it by DNS rebinding.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { EhrApi } from '../ehr/ehr-api.ts';
import type { LocalFhirServer } from './fhir-server.ts';
import { BodyTooLarge, bodyOf, type LambdaHandler, sendJson, throughLambda } from './lambda.ts';
import { type OpenFhir, openFhirPath } from './open-fhir.ts';
import type { PageFiles } from './page-files.ts';
import { type RuleBook, ruleBookPath } from './rule-book.ts';
import { sessionFhir, sessionFhirPath, transactionOf } from './session-fhir.ts';
import { isSmartPath, type SmartRoutes } from './smart-routes.ts';

export interface Handlers {
  readonly discovery: LambdaHandler;
  readonly invoke: LambdaHandler;
  readonly feedback: LambdaHandler;
  readonly audit: LambdaHandler;
}

export interface Backends {
  readonly handlers: Handlers;
  readonly fhir: LocalFhirServer;
  readonly openFhir: OpenFhir;
  readonly ehr: EhrApi;
  readonly page: PageFiles;
  readonly smart: SmartRoutes;
  readonly ruleBook: RuleBook;
}

/** Among the app's files, as CloudFront has it. */
const stepsPath = '/app/steps';

/** The routes of the HTTP API; what no route takes goes to discovery, which knows how to refuse. */
const handlerFor = ({ discovery, invoke, feedback, audit }: Handlers, path: string): LambdaHandler => {
  if (path.startsWith('/audit/')) return audit;
  if (path === stepsPath) return feedback;
  const [, service, last] = path.split('/').filter(Boolean);
  if (service === undefined) return discovery;
  return last === 'feedback' ? feedback : invoke;
};

const ownNames = new Set(['localhost', '127.0.0.1', '[::1]']);
const isOwnName = (host: string | undefined) => ownNames.has((host ?? '').replace(/:\d+$/, ''));

const fhirRequest = async (fhir: LocalFhirServer, request: IncomingMessage, response: ServerResponse) => {
  const path = (request.url ?? '').replace(/^\/fhir\/?/, '');
  const { authorization } = request.headers;
  const isSaving = request.method === 'POST' && path === '';
  if (request.method !== 'GET' && !isSaving)
    return refuse(response, 405, 'Read with GET, or save with POST of a transaction Bundle to the base.');
  const bundle = isSaving ? transactionOf((await bodyOf(request)).toString('utf8')) : undefined;
  if (isSaving && bundle === undefined) return refuse(response, 400, 'Send a Bundle of type transaction.');
  const { status, body } = bundle
    ? await fhir.transactWithToken(bundle, authorization)
    : await fhir.getWithToken(path, authorization);
  const type = { 'content-type': 'application/fhir+json; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, type).end(JSON.stringify(body));
};

const refuse = (response: ServerResponse, status: number, message: string) =>
  sendJson(response, status, { message });

const ehrRequest = async (ehr: EhrApi, request: IncomingMessage, response: ServerResponse) => {
  const method = request.method ?? 'GET';
  // A form of another site cannot send this type, so it cannot make the mini-EHR act.
  if (method !== 'GET' && !/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return refuse(response, 415, 'Send Content-Type: application/json.');
  const body = await bodyOf(request);
  const answer = await ehr({ method, url: new URL(request.url ?? '/', 'http://localhost'), body });
  if (typeof answer.body === 'string')
    response.writeHead(answer.status, { 'content-type': 'text/plain; charset=utf-8' }).end(answer.body);
  else sendJson(response, answer.status, answer.body);
};

const dispatch = (parts: Backends, request: IncomingMessage, response: ServerResponse) => {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (
    path === '/healthz' ||
    path === '/openapi.json' ||
    path === stepsPath ||
    path.startsWith('/cds-services') ||
    path.startsWith('/audit/')
  )
    return throughLambda(handlerFor(parts.handlers, path), request, response);
  if (isSmartPath(path)) return parts.smart(request, response);
  if (path === '/fhir' || path.startsWith('/fhir/')) return fhirRequest(parts.fhir, request, response);
  if (path === openFhirPath || path.startsWith(`${openFhirPath}/`)) return parts.openFhir(request, response);
  if (path === sessionFhirPath || path.startsWith(`${sessionFhirPath}/`))
    return sessionFhir(parts.fhir, request, response);
  if (path === ruleBookPath || path.startsWith(`${ruleBookPath}/`)) return parts.ruleBook(path, response);
  if (path.startsWith('/ehr/')) return ehrRequest(parts.ehr, request, response);
  return parts.page(path, request, response);
};

/** `ready` resolves once everything is started; requests that come earlier wait for it. */
export const routes =
  (ready: Promise<Backends>): RequestListener =>
  (request, response) => {
    if (!isOwnName(request.headers.host))
      return refuse(response, 421, 'Use http://localhost with the port that npm start printed.');
    const answered = ready.then((parts) => dispatch(parts, request, response));
    answered.catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return response.end();
      if (error instanceof BodyTooLarge) return refuse(response, 413, 'Send at most 10 MB.');
      if (error instanceof URIError) return refuse(response, 400, 'The path is not valid percent-encoding.');
      console.error('the sandbox failed to answer:', error);
      refuse(response, 500, 'The sandbox failed to answer; its terminal says why.');
    });
  };
