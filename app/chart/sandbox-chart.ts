/** The chart of a synthetic patient, by the session of the mini-EHR that serves this page. */
import type { Bundle, FhirResource, OperationOutcome } from 'fhir/r4';
import { fhirChart, visitOnChart } from './fhir-chart.ts';
import { type ChartPort, type FhirAccess, NotAnswered, type Visit } from './port.ts';

const base = '/ehr/fhir';

const saidBy = (body: FhirResource | undefined, status: number): string => {
  const issue = (body as OperationOutcome | undefined)?.issue?.[0];
  return issue?.details?.text ?? issue?.diagnostics ?? `The FHIR server answered ${status}.`;
};

const ask = async (path: string, init: RequestInit = {}): Promise<FhirResource> => {
  const response = await fetch(path, init).catch(() => {
    throw new NotAnswered('The sandbox does not answer. Is npm start still running?', 0);
  });
  const body = (await response.json().catch(() => undefined)) as FhirResource | undefined;
  if (response.ok && body !== undefined) return body;
  throw new NotAnswered(saidBy(body, response.status), response.status);
};

/** A `next` link names the FHIR server itself; the page may ask the mini-EHR alone. */
const below = (path: string): string => path.replace(/^https?:\/\/[^/]+\/(?:ehr\/)?fhir\//, '');

export const sandboxAccess: FhirAccess = {
  base,
  read: (path) => ask(`${base}/${below(path)}`),
  transact: async (bundle) =>
    (await ask(base, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(bundle),
    })) as Bundle,
};

export const sandboxVisit = async (patientId: string): Promise<Visit> =>
  (await visitOnChart(sandboxAccess, patientId)) ?? { patientId, author: { reference: 'Practitioner/lee' } };

export const sandboxChart = (patientId: string): ChartPort =>
  fhirChart(sandboxAccess, () => sandboxVisit(patientId));
