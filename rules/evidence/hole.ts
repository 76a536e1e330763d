/**
 * Evidence of looking: each way in which something could have been missed, as a value. Gathering and extracting
 * return holes; what a clinician reads (`notChecked`), what an integrator reads (`notes`), the audit row and the
 * operator's metric all follow from them and from the table below.
 *
 * What may not enter: a value, a name or a text of the chart; a hole of another topic than this service's.
 */
import type { FindingId } from '../findings/index.ts';

interface HoleKind {
  /** For a clinician, after the name of what was not checked: why, in a few words. */
  readonly why: string;
  /** For whoever maintains the connection: what happened and what would mend it. */
  readonly remedy: string;
  /** `client`: every call of this client has it (its grant, its prefetch template). */
  readonly of: 'call' | 'client';
}

export const holeKinds = {
  'not-sent': {
    why: 'not provided by the EHR',
    remedy: 'Send the prefetch key, or send fhirServer with a fhirAuthorization that may read it.',
    of: 'client',
  },
  outcome: {
    why: 'the EHR reported an error',
    remedy: 'The prefetch value was an OperationOutcome: see why the EHR could not run the query.',
    of: 'call',
  },
  'wrong-type': {
    why: 'the EHR sent something else',
    remedy: 'Send a Bundle of the type that the prefetch template asks for.',
    of: 'call',
  },
  'not-readable': {
    why: 'could not be read from the FHIR server',
    remedy: 'See what the FHIR server answers to this query with this token.',
    of: 'call',
  },
  'not-in-time': {
    why: 'the FHIR server did not answer in time',
    remedy: 'Send the key as prefetch, or make the FHIR server answer faster.',
    of: 'call',
  },
  'other-patient': {
    why: "the FHIR server's answer was about another patient",
    remedy: 'See why the FHIR server answers a search by patient with resources of another patient.',
    of: 'call',
  },
  'page-not-read': {
    why: 'only a part of the list was available',
    remedy: 'Send the whole list, or a next link below the registered FHIR base that can be read.',
    of: 'call',
  },
  'no-subject': {
    why: 'some entries do not say which patient they are about and were not used',
    remedy: 'Give every resource a subject (or patient) that is Patient/{id}.',
    of: 'call',
  },
  'grant-part': {
    why: 'the EHR lets us read only a part of them',
    remedy: 'Ask for the scope without its query, or with the categories that this service reads.',
    of: 'client',
  },
} as const satisfies Readonly<Record<string, HoleKind>>;

export type HoleCode = keyof typeof holeKinds;

export interface Hole {
  readonly code: HoleCode;
  /** Prefetch key, or the element of the hook's context: `observations`, `context.draftOrders`. */
  readonly at: string;
  /** The resource, for instance `Observation/12`; absent when the whole list is meant. */
  readonly ref?: string;
  /** The findings that it may hide. */
  readonly about?: readonly FindingId[];
}
