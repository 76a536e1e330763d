/**
 * The FHIR server a second time, without tokens: for EHR simulators that run in a browser and have none, such
 * as the CDS Hooks sandbox. It is written to by the app alone, with the token of a launch; every patient is
 * synthetic. A page of another origin reads it only when a client of the registry lists that origin.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { corsHeaders, preflight } from '../../functions/http/answer.ts';
import type { FhirAnswer, LocalFhirServer } from './fhir-server.ts';
import { bodyOf } from './lambda.ts';
import { transactionOf } from './session-fhir.ts';

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

/** What an EHR simulator needs of a FHIR server to launch the app from a card. */
export interface Launching {
  /** `.well-known/smart-configuration`. */
  readonly configuration: object;
  /** The `launch` parameter; undefined of a patient who does not exist. */
  launchFor(patientId: string, appContext: string | undefined): Promise<string | undefined>;
}

interface OpenAnswer {
  readonly status: number;
  readonly body: object;
}

/** Where the CDS Hooks sandbox asks for a launch; the path is that of a server it was made for. */
const launchPath = '_services/smart/Launch';

const launched = async (launching: Launching, text: string): Promise<OpenAnswer> => {
  let asked: { parameters?: { patient?: unknown; appContext?: unknown } } | null = null;
  try {
    asked = JSON.parse(text);
  } catch {
    // answered below as a patient who does not exist
  }
  const { patient, appContext } = asked?.parameters ?? {};
  const id = await launching.launchFor(
    typeof patient === 'string' ? patient : '',
    typeof appContext === 'string' ? appContext : undefined,
  );
  return id === undefined
    ? { status: 404, body: { message: 'There is no such patient.' } }
    : { status: 200, body: { launch_id: id } };
};

const saved = async (fhir: LocalFhirServer, request: IncomingMessage): Promise<OpenAnswer> => {
  const bundle = transactionOf((await bodyOf(request)).toString('utf8'));
  return bundle === undefined ? notAllowed : fhir.transactWithToken(bundle, request.headers.authorization);
};

interface Served {
  readonly fhir: LocalFhirServer;
  readonly base: string;
  readonly launching: Launching;
}

const answerTo = async (
  request: IncomingMessage,
  path: string,
  { fhir, base, launching }: Served,
): Promise<OpenAnswer> => {
  switch (`${request.method ?? 'GET'} ${path}`) {
    case 'GET .well-known/smart-configuration':
      return { status: 200, body: launching.configuration };
    case `POST ${launchPath}`:
      return launched(launching, (await bodyOf(request)).toString('utf8'));
    case 'POST ':
      return saved(fhir, request);
  }
  if (request.method === 'GET') return fhir.get(path, base);
  const query = request.method === 'POST' ? await searchOf(path, request) : undefined;
  return query === undefined ? notAllowed : fhir.get(query, base);
};

/**
 * @param base its address, without a trailing slash
 * @param origins exact origins of pages that may read it
 */
export const openFhir =
  (fhir: LocalFhirServer, base: string, origins: ReadonlySet<string>, launching: Launching): OpenFhir =>
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
    const { status, body } = await answerTo(request, path, { fhir, base, launching });
    response.writeHead(status, {
      'content-type': 'application/fhir+json; charset=utf-8',
      'cache-control': 'no-store',
      vary: 'Origin',
      ...cors,
    });
    response.end(JSON.stringify(body));
  };
