/** A chart as the app opens it: synthetic, in memory, with a server that keeps what is saved. */
import type { Bundle, FhirResource, Observation } from 'fhir/r4';
import { type ChartPort, NotSaved, type OpenedChart, type Visit } from '../../app/chart/port.ts';

export const now = '2026-11-24T09:30:00.000Z';

export const visit: Visit = {
  patientId: 'p1',
  author: { reference: 'Practitioner/lee' },
  encounter: { reference: 'Encounter/e1' },
};

export const openedWith = (resources: readonly FhirResource[]): OpenedChart => ({
  visit,
  patient: { resourceType: 'Patient', id: 'p1', birthDate: '1975-03-02' },
  resources,
  unread: [],
});

export interface Server extends ChartPort {
  readonly stored: () => readonly Observation[];
  /** The next save is done and its answer lost, or not done at all. */
  readonly breaks: (how: 'after' | 'before') => void;
}

/** Keeps Observations; creates conditionally, as the transaction asks. */
export const server = (initial: readonly Observation[] = []): Server => {
  let stored: Observation[] = [...initial];
  let broken: 'after' | 'before' | undefined;
  const apply = (bundle: Bundle) => {
    for (const { resource, request } of bundle.entry ?? []) {
      const one = resource as Observation;
      const value = one.identifier?.[0]?.value;
      if (request?.method === 'PUT') stored = stored.map((old) => (old.id === one.id ? one : old));
      else if (!stored.some((old) => value !== undefined && old.identifier?.[0]?.value === value))
        stored = [...stored, { ...one, id: `o${stored.length + 1}` }];
    }
  };
  return {
    base: 'https://fhir.test',
    open: async () => openedWith(stored),
    save: async (bundle) => {
      const how = broken;
      broken = undefined;
      if (how !== 'before') apply(bundle);
      if (how !== undefined) throw new NotSaved('Not saved.');
    },
    stored: () => stored,
    breaks: (how) => {
      broken = how;
    },
  };
};
