/**
 * The FHIR server as the mini-EHR's own pages use it: any patient, read and saved, without a token, below
 * `/ehr/fhir`. A page of another origin cannot write: its browser asks before it sends this type, and nobody answers.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bundle } from 'fhir/r4';
import type { FhirAnswer, LocalFhirServer } from './fhir-server.ts';
import { bodyOf } from './lambda.ts';

export const sessionFhirPath = '/ehr/fhir';

const refusal = (status: number, text: string): FhirAnswer => ({
  status,
  body: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'not-supported', details: { text } }],
  },
});

export const transactionOf = (text: string): Bundle | undefined => {
  try {
    const bundle = JSON.parse(text) as Bundle;
    return bundle.resourceType === 'Bundle' && bundle.type === 'transaction' ? bundle : undefined;
  } catch {
    return undefined;
  }
};

const answerTo = async (
  fhir: LocalFhirServer,
  request: IncomingMessage,
  path: string,
): Promise<FhirAnswer> => {
  if (request.method === 'GET') return fhir.get(path);
  if (request.method !== 'POST' || path !== '')
    return refusal(405, 'Read with GET, or save with POST of a transaction Bundle to the base.');
  if (!/^application\/fhir\+json\b/.test(request.headers['content-type'] ?? ''))
    return refusal(415, 'Send Content-Type: application/fhir+json.');
  const bundle = transactionOf((await bodyOf(request)).toString('utf8'));
  return bundle === undefined ? refusal(400, 'Send a Bundle of type transaction.') : fhir.transact(bundle);
};

export const sessionFhir = async (
  fhir: LocalFhirServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const path = (request.url ?? '').slice(sessionFhirPath.length).replace(/^\//, '');
  const { status, body } = await answerTo(fhir, request, path);
  response.writeHead(status, {
    'content-type': 'application/fhir+json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
};
