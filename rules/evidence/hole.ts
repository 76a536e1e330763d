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
  /** The list was read, but not the whole of it. */
  readonly part?: true;
  /** Something is on record and was not understood: a card of its own is a warning. */
  readonly recorded?: true;
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
  'copies-differ': {
    why: 'the EHR sent two records of this patient that differ; look at the chart',
    remedy:
      'Two copies of the Patient differ in birthDate, gender or deceased[x], and meta.lastUpdated does not say which is newer. The first was used. Send one.',
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
  'not-granted': {
    why: 'the EHR does not let us read them',
    remedy:
      'Ask for the scope that reads this type (SMART v2: .rs, as a search needs s), or send the key as prefetch.',
    of: 'client',
  },
  'page-not-read': {
    why: 'only a part of the list was available',
    remedy:
      'The Bundle has a next link. Send the whole list, or a fhirAuthorization with which the link can be read in time.',
    of: 'call',
    part: true,
  },
  'page-refused': {
    why: 'only a part of the list was available',
    remedy:
      'The next link of the Bundle leads elsewhere than the registered FHIR base, so it was not asked. Let it begin with that base, or register the base that it has.',
    of: 'call',
    part: true,
  },
  'page-loop': {
    why: 'only a part of the list was available',
    remedy:
      'The next link of the Bundle leads to a page that was read before. See why the FHIR server pages in a circle.',
    of: 'call',
    part: true,
  },
  'pages-too-many': {
    why: 'only a part of the list was available',
    remedy:
      'There are more pages than are read. Let the FHIR server answer _count in full, or send the key as prefetch.',
    of: 'call',
    part: true,
  },
  'total-larger': {
    why: 'only a part of the list was available',
    remedy:
      'The total of the Bundle is larger than its entries, and it has no next link. Send every entry or a next link, or leave total out.',
    of: 'call',
    part: true,
  },
  'list-cut': {
    why: 'only a part of the list was available',
    remedy: 'There are more entries than are read. Narrow the query of this key to what the service reads.',
    of: 'call',
    part: true,
  },
  'list-full': {
    why: 'the list may have been cut',
    remedy:
      'There are as many entries as the query asks for, and neither total nor link. Send one of them, so that the end of the list can be seen.',
    of: 'client',
    part: true,
  },
  'list-warned': {
    why: 'the EHR says that some are missing',
    remedy: 'The Bundle holds an OperationOutcome with a warning beside its entries: see what it says.',
    of: 'call',
    part: true,
  },
  'list-erred': {
    why: 'the EHR reported an error for a part of the list',
    remedy: 'The Bundle holds an OperationOutcome with an error: see what it says.',
    of: 'call',
    part: true,
  },
  'entry-unreadable': {
    why: 'some entries could not be read',
    remedy: 'Some entries of the Bundle have no resource. Send each entry with its resource.',
    of: 'call',
    part: true,
  },
  'no-subject': {
    why: 'some entries do not say which patient they are about and were not used',
    remedy: 'Give every resource a subject (or patient) that is Patient/{id}.',
    of: 'call',
    part: true,
  },
  'another-server': {
    why: 'some entries name a patient of another server and were not used',
    remedy:
      'References to the patient must be relative or below a base that is registered for this client (fhirServers), or the fhirServer of the call.',
    of: 'call',
    part: true,
  },
  'order-unowned': {
    why: 'it does not say which patient it is for, so it was not checked',
    remedy:
      'Let subject be Patient/{id}, the fullUrl of a Patient in the same Bundle, or an identifier (system and value) of the Patient in prefetch.',
    of: 'call',
  },
  'order-of-another': {
    why: 'it names another patient, so it was not checked',
    remedy: 'Send in draftOrders the orders of the patient in context alone.',
    of: 'call',
  },
  'order-modified': {
    why: 'it carries a modifier that is not known here, so it was not checked',
    remedy:
      'modifierExtension and implicitRules may turn the meaning round, so the order must not be used. Send it without them.',
    of: 'call',
  },
  'order-status': {
    why: 'its status does not say whether it will be signed, so it was not checked',
    remedy: 'Send a draft order with the status draft, or active.',
    of: 'call',
  },
  'order-drug-missing': {
    why: 'its drug was not sent, so it was not checked',
    remedy:
      'Put the Medication that medicationReference names into draftOrders or contained, or send medicationCodeableConcept.',
    of: 'call',
  },
  'order-not-r4': {
    why: 'it is of another version of FHIR, so it was not checked',
    remedy: 'Send orders as FHIR R4: ServiceRequest and MedicationRequest.',
    of: 'call',
  },
  'selection-unmatched': {
    why: 'it is not among the orders that were sent, so it was not checked',
    remedy: 'Let selections name entries of draftOrders: by Type/id, or by the fullUrl of the entry.',
    of: 'call',
  },
  'grant-part': {
    why: 'the EHR lets us read only a part of them',
    remedy: 'Ask for the scope without its query, or with the categories that this service reads.',
    of: 'client',
    part: true,
  },
  'value-not-read': {
    why: 'recorded, but not as a coded value; ask or examine again',
    remedy: 'Send the value type of the finding: a boolean, a quantity or a code, not words.',
    of: 'call',
    recorded: true,
  },
  'date-not-read': {
    why: 'recorded without a date that can be read; ask or examine again',
    remedy: 'Send a FHIR date or dateTime; a time of day needs seconds and a time zone.',
    of: 'call',
    recorded: true,
  },
  'status-not-read': {
    why: 'recorded with a status that does not say it holds; look at the record',
    remedy: 'Send the status final, amended, corrected or preliminary.',
    of: 'call',
    recorded: true,
  },
  'side-not-read': {
    why: 'recorded with two sides that contradict; look at the record or examine again',
    remedy: 'Let the code, bodySite, its extension and the components name one side.',
    of: 'call',
    recorded: true,
  },
  modified: {
    why: 'recorded with a modifier that is not known here; look at the record',
    remedy:
      'modifierExtension and implicitRules may turn the meaning round, so the resource must not be used. Send it without them.',
    of: 'call',
    recorded: true,
  },
  'not-r4': {
    why: 'recorded in another version of FHIR; look at the record',
    remedy: 'Send FHIR R4: clinicalStatus and verificationStatus of a Condition are CodeableConcepts.',
    of: 'call',
    recorded: true,
  },
  'unit-not-read': {
    why: 'recorded in a unit that is missing, unknown or contradicts itself; look at the record',
    remedy: 'Send system http://unitsofmeasure.org with a UCUM code, and a unit that says the same.',
    of: 'call',
    recorded: true,
  },
  implausible: {
    why: 'the recorded value is not possible; look at the record or measure again',
    remedy: 'See whether the value belongs to another unit or another code.',
    of: 'call',
    recorded: true,
  },
  'resource-failed': {
    why: 'a record could not be read; look at the chart',
    remedy: 'The resource is shaped in a way that no reader expects. Report it with its id.',
    of: 'call',
    recorded: true,
  },
  'form-not-read': {
    why: 'an intake form could not be read; look at the form',
    remedy: 'Keep the linkIds of the published form, or give its items our codes.',
    of: 'call',
    recorded: true,
  },
  'unknown-code': {
    why: 'unknown finding code; look at the record',
    remedy: 'Send a code of the code system of findings as published, with its exact system URI.',
    of: 'call',
    recorded: true,
  },
} as const satisfies Readonly<Record<string, HoleKind>>;

export type HoleCode = keyof typeof holeKinds;

export interface Hole {
  readonly code: HoleCode;
  /** Prefetch key, or the element of the hook's context: `observations`, `context.draftOrders`. */
  readonly at: string;
  /** The resource, for instance `Observation/12`; absent when the whole list is meant. */
  readonly ref?: string;
  /** What makes it so, fit to be shown to anybody: the scope of the token. */
  readonly by?: string;
  /** The findings that it may hide. */
  readonly about?: readonly FindingId[];
}
