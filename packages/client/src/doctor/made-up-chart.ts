/** A chart of nobody with one danger sign of today, so that there is a card to see. */
import type { SentResource } from '../wire.ts';

export const madeUpPatient = 'radix-cds-doctor';

const searchset = (...resources: readonly object[]): SentResource => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(resources.length > 0 && { entry: resources.map((resource) => ({ resource })) }),
});

export const madeUpChart = (now: Date): Readonly<Record<string, SentResource>> => ({
  patient: { resourceType: 'Patient', id: madeUpPatient, birthDate: '1985-01-18', gender: 'female' },
  conditions: searchset(),
  observations: searchset({
    resourceType: 'Observation',
    id: 'saddle',
    status: 'final',
    code: {
      coding: [{ system: 'https://radix-cds.org/fhir/CodeSystem/lr-finding', code: 'saddle-sensory-change' }],
    },
    subject: { reference: `Patient/${madeUpPatient}` },
    effectiveDateTime: now.toISOString(),
    valueBoolean: true,
  }),
});
