/**
 * The FHIR server a second time, without tokens: for EHR simulators that run in a browser and have none, such
 * as the CDS Hooks sandbox. Read-only; every patient is synthetic. A page of another origin reads it only when
 * a client of the registry lists that origin.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { corsHeaders, preflight } from '../../functions/http/answer.ts';
import type { FhirAnswer, FhirServer } from './fhir-server.ts';
import { bodyOf } from './lambda.ts';

export type OpenFhir = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Where it is, below the address of the sandbox. */
export const openFhirPath = '/open-fhir';

/** `POST {type}/_search` is `GET {type}?` with the form as its query. */
const searchOf = async (path: string, request: IncomingMessage): Promise<string | undefined> => {
  const [, type, query = ''] = /^([A-Za-z]+)\/_search\/?(?:\?(.*))?$/.exec(path) ?? [];
  if (type === undefined) return undefined;
  const form = (await bodyOf(request)).toString('utf8');
  return `${type}?${[query, form].filter(Boolean).join('&')}`;
};

const notAllowed: FhirAnswer = {
  status: 405,
  body: {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: 'not-supported',
        details: { text: 'This FHIR server is read-only: use GET, or POST to [type]/_search.' },
      },
    ],
  },
};

/**
 * @param base its address, without a trailing slash
 * @param origins exact origins of pages that may read it
 */
export const openFhir =
  (fhir: FhirServer, base: string, origins: ReadonlySet<string>): OpenFhir =>
  async (request, response) => {
    const { method = 'GET', url = '' } = request;
    const { origin } = request.headers;
    const wantsNetwork = request.headers['access-control-request-private-network'];
    const asked = {
      method,
      headers: { origin, 'access-control-request-private-network': wantsNetwork?.toString() },
      requestId: '-',
    };
    const cors = corsHeaders(asked, origins);
    if (method === 'OPTIONS') {
      const { status, headers } = preflight(asked, cors, true);
      return void response.writeHead(status, { vary: 'Origin', ...cors, ...headers }).end();
    }
    const path = url.slice(openFhirPath.length).replace(/^\//, '');
    const query = method === 'POST' ? await searchOf(path, request) : method === 'GET' ? path : undefined;
    const { status, body } = query === undefined ? notAllowed : await fhir.get(query, base);
    response.writeHead(status, {
      'content-type': 'application/fhir+json; charset=utf-8',
      'cache-control': 'no-store',
      vary: 'Origin',
      ...cors,
    });
    response.end(JSON.stringify(body));
  };
