/**
 * The chart of a SMART launch: one FHIR server, with the token of the session. The token goes to that server and
 * nowhere else: a `next` link that leads away from its base is not followed.
 */
import type { Bundle, FhirResource, OperationOutcome } from 'fhir/r4';
import { fhirChart } from './fhir-chart.ts';
import { type ChartPort, type FhirAccess, NotAnswered, type Visit } from './port.ts';

export interface Launched {
  /** FHIR base without a trailing slash. */
  readonly base: string;
  /** The header's value; asked for each request, as it may have been renewed. */
  readonly authorization: () => string;
  readonly visit: Visit;
}

const saidBy = (body: FhirResource | undefined, status: number): string => {
  if (status === 401) return 'The session in the EHR has ended.';
  if (status === 403) return 'The EHR does not grant this.';
  const issue = (body as OperationOutcome | undefined)?.issue?.[0];
  return issue?.details?.text ?? issue?.diagnostics ?? `The FHIR server answered ${status}.`;
};

const urlOf = (base: string, path: string): string => {
  const url = new URL(path, `${base}/`).href;
  if (url === `${base}/` || url.startsWith(`${base}/`)) return url;
  if (url.startsWith(`${base}?`)) return url;
  throw new NotAnswered('A next link leads away from the FHIR server, so it was not followed.', 200);
};

export const smartAccess = ({ base, authorization }: Launched): FhirAccess => {
  const ask = async (url: string, init: RequestInit = {}): Promise<FhirResource> => {
    const response = await fetch(url, {
      ...init,
      credentials: 'omit',
      redirect: 'error',
      headers: { accept: 'application/fhir+json', ...init.headers, authorization: authorization() },
    }).catch(() => {
      throw new NotAnswered('The FHIR server cannot be reached.', 0);
    });
    const body = (await response.json().catch(() => undefined)) as FhirResource | undefined;
    if (response.ok && body !== undefined) return body;
    throw new NotAnswered(saidBy(body, response.status), response.status);
  };
  return {
    base,
    read: async (path) => ask(urlOf(base, path)),
    transact: async (bundle) =>
      (await ask(base, {
        method: 'POST',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify(bundle),
      })) as Bundle,
  };
};

/** @param signIn again, in this tab */
export const smartChart = (launched: Launched, signIn: () => void): ChartPort => ({
  ...fhirChart(smartAccess(launched), async () => launched.visit),
  signIn,
});
