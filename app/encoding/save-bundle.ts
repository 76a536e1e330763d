/**
 * What is saved: one transaction of Observations, each with its author, time, leg and encounter. What was saved
 * before and is now different is kept, as `entered-in-error`, beside the new one.
 *
 * Saved twice makes nothing twice: each entry is created only if no Observation has its identifier, and the
 * identifiers are those of the attempt, which a repeated attempt keeps.
 */
import type { Bundle, BundleEntry, Observation } from 'fhir/r4';
import type { Visit } from '../chart/port.ts';
import { chartedFinding, type Draft } from './draft.ts';
import { type ChartedValue, encodeFinding } from './encode-finding.ts';
import type { Key } from './key.ts';

/** System of the identifiers that one attempt to save gives to its Observations. */
export const SAVED_AS = 'https://radix-cds.org/fhir/NamingSystem/examination-entry';

export interface Saving {
  readonly draft: Draft;
  /** Observations of this app that no longer hold. */
  readonly withdrawn: readonly Observation[];
  readonly visit: Visit;
  /** ISO instant. */
  readonly now: string;
  /** A UUID; the same when the same draft is saved again. */
  readonly attempt: string;
}

/** The resource of one answer. The preview reads it as the service will. */
export const observationOf = (key: Key, value: ChartedValue, visit: Visit, now: string): Observation => ({
  ...encodeFinding(chartedFinding(key, value)),
  status: 'final',
  subject: { reference: `Patient/${visit.patientId}` },
  ...(visit.encounter && { encounter: visit.encounter }),
  effectiveDateTime: now,
  issued: now,
  performer: [visit.author],
});

const created = (
  key: Key,
  value: ChartedValue,
  { visit, now, attempt }: Saving,
): BundleEntry<Observation> => {
  const entry = `${attempt}.${key}`;
  return {
    resource: {
      ...observationOf(key, value, visit, now),
      identifier: [{ system: SAVED_AS, value: entry }],
    },
    request: {
      method: 'POST',
      url: 'Observation',
      ifNoneExist: `identifier=${encodeURIComponent(`${SAVED_AS}|${entry}`)}`,
    },
  };
};

/** Guarded by the version that was read: a finding that somebody else changed meanwhile fails the whole. */
const withdrawal = (observation: Observation): BundleEntry<Observation> => ({
  resource: { ...observation, status: 'entered-in-error' },
  request: {
    method: 'PUT',
    url: `Observation/${observation.id}`,
    ...(observation.meta?.versionId && { ifMatch: `W/"${observation.meta.versionId}"` }),
  },
});

export const saveBundle = (saving: Saving): Bundle<Observation> => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    ...saving.withdrawn.map(withdrawal),
    ...[...saving.draft].map(([key, value]) => created(key, value, saving)),
  ],
});
