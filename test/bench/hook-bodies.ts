/** Bodies of hook calls with complete prefetch, of the sandbox's patients. */
import type { BundleEntry, Observation } from 'fhir/r4';
import { prefetchKeys, serviceById } from '../../functions/cds-hooks/services.ts';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';
import { stories } from '../../sandbox/patients/stories/index.ts';
import { startOfTest } from '../support/cds.ts';

export const service = 'leg-symptoms-patient-view';

const dateOf = ({ resource }: BundleEntry): string =>
  resource?.resourceType === 'Observation' ? ((resource as Observation).effectiveDateTime ?? '') : '';

/** The newest so many, as the query asks for; said again under other ids when there are fewer. */
const observationsOf = (own: readonly BundleEntry[], count: number): BundleEntry[] => {
  const newest = own.toSorted((a, b) => dateOf(b).localeCompare(dateOf(a)));
  return Array.from({ length: count }, (_, i) => ({
    fullUrl: `https://fhir.test/r4/Observation/o${i}`,
    resource: { ...newest[i % newest.length]?.resource, id: `o${i}` },
  })) as BundleEntry[];
};

const searchset = (entry: readonly BundleEntry[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: entry.length,
  entry,
});

/** Stands where the id of the call is. */
const newCall = 'd1577c69-dfbe-44ad-ba6d-000000000000';

/** One hook call; every time another event with the same chart. */
export interface HookBody {
  readonly length: number;
  /** @param call below 10 to the power of 12 @param patient whose chart it is: another one each call when absent */
  fresh(call: number, patient?: number): string;
}

/** @param count Observations @param now epoch milliseconds of the visits */
export const hookBodies = (count: number, now = startOfTest): ReadonlyMap<string, HookBody> => {
  const bundles = loadPatients(new Date(now));
  return new Map(
    stories.map(({ id: patientId }, n) => {
      const all = (type: string) =>
        (bundles[n]?.entry ?? []).filter(({ resource }) => resource?.resourceType === type);
      const prefetch = Object.fromEntries(
        (serviceById(service)?.keys ?? []).map((key) => {
          const { type, form } = prefetchKeys[key];
          if (form === 'read') return [key, all(type)[0]?.resource];
          return [key, searchset(type === 'Observation' ? observationsOf(all(type), count) : all(type))];
        }),
      );
      const context = { userId: 'Practitioner/u', patientId, encounterId: 'e' };
      const text = JSON.stringify({ hook: 'patient-view', hookInstance: newCall, context, prefetch });
      return [
        patientId,
        {
          length: text.length,
          fresh: (call: number, patient = call) =>
            text
              .replace(newCall, `${newCall.slice(0, 24)}${String(call).padStart(12, '0')}`)
              .replaceAll(`Patient/${patientId}"`, `Patient/${patientId}-${patient}"`)
              .replaceAll(`"id":"${patientId}"`, `"id":"${patientId}-${patient}"`)
              .replace(`"patientId":"${patientId}"`, `"patientId":"${patientId}-${patient}"`),
        },
      ] as const;
    }),
  );
};
