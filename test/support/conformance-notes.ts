/**
 * What the titles of the tests cannot say: requirements that do not apply, requirements that no test holds, and which
 * reading was taken where two of them disagree.
 */

/** Does not apply: why. Nothing that this service does could break it. */
export const notApplicable: Readonly<Record<string, string>> = {
  'R-021': 'The list of services is fixed and never empty.',
  'R-036': 'A permission to answer otherwise, not a duty.',
  'R-040': 'No template uses a token of the user (R-039 holds it).',
  'R-081': 'order-dispatch and medication-refill, the hooks without a user, are not offered (D12).',
  'R-168': 'There are no system actions (R-166 holds it).',
  'R-169': 'There are no system actions (R-166 holds it).',
  'R-170': 'There are no system actions (R-166 holds it).',
  'E-49': 'order-dispatch is not offered (D12).',
  'E-50': 'medication-refill is not offered (D12).',
  'E-56': 'There is no silent mode: a test client is a client of its own, and statistics are by client.',
  T199: 'An HTTP API has no web application firewall (docs/decisions/0303).',
};

/** Applies, and no test fails when it is broken: why. */
export const notTested: Readonly<Record<string, string>> = {
  'R-120': 'Whether a card makes sense on its own is for a reader to judge: a clinician signs the words.',
  'R-186':
    'Time is measured (npm run bench, audit) as a ratio to a floor of the same run; a timed test fails on a busy machine.',
  'R-219':
    'Time is measured (npm run bench, invoke) as a ratio to a floor of the same run; a timed test fails on a busy machine.',
  'R-221': 'The start is measured (npm run bench, bundle) and depends on the cloud that it runs in.',
  T195: 'Half an hour of load is a check before a release; the tests of T158 and T196 run for minutes.',
};

/** Where two requirements, or one and a founding decision, disagree: which holds, and why. */
export const readings: readonly { readonly about: string; readonly reading: string }[] = [
  {
    about: 'R-100, R-205, E-08, E-09',
    reading:
      'An unregistered fhirServer is not refused with 403: nothing is asked of it, prefetch decides, 412 if required data is missing (design D3).',
  },
  {
    about: 'R-092, E-14',
    reading:
      "Another patient's entry in any prefetch list refuses the call with 400; from the FHIR server it fails that key (D6).",
  },
  {
    about: 'R-090, T119',
    reading:
      'A value of the wrong type is a key that was not provided, not a 400: the chart can still be completed, and the answer says what is missing.',
  },
  {
    about: 'R-003',
    reading:
      'Holds for the whole answer but the assessment extension, whose lists are always there, so that a reader needs no guard (design §6).',
  },
  {
    about: 'R-067',
    reading:
      'A scope in SMART words is more than a hint: a key is complete only for what was granted. A query that leaves out what a required key is for is 412, one that leaves out a part is said. Words of a vendor decide nothing.',
  },
  {
    about: 'R-088',
    reading:
      'A next link may be relative, or lead to the base itself, in any case of its host; it must be the registered origin and path.',
  },
  {
    about: 'R-106',
    reading:
      '`{"cards":[]}` exactly where a client has the assessment switched off; else beside the assessment.',
  },
  { about: 'R-006, T061', reading: 'A missing Content-Type is read as JSON; another one is 415.' },
  { about: 'E-01, T064', reading: 'A byte order mark is skipped; bytes that are no UTF-8 are 400.' },
  {
    about: 'R-010, E-54, T069',
    reading:
      '`__proto__` as the name of a prefetch key or context field is ignored like any unknown name; anywhere else it is 400.',
  },
  {
    about: 'R-012, E-40, T062',
    reading: 'Compressed requests are declared unsupported (415), so nothing is ever inflated.',
  },
  {
    about: 'R-184, T035',
    reading:
      "Feedback needs its own URL as aud; the service's URL will do where the client is registered for it (the epic preset is).",
  },
  {
    about: 'R-196, T037',
    reading:
      'aud is compared to the character, without forgiving a slash; further values are registered by client.',
  },
  {
    about: 'R-181, T176, T177',
    reading:
      'Good feedback items are kept when others beside them are bad: an EHR that is told 400 does not send again, and what clinicians did would be lost.',
  },
  {
    about: 'R-073, R-074, T092',
    reading:
      'Ids that become part of a URL (patient, encounter) have 64 characters at most; ids of orders are opaque.',
  },
  {
    about: 'R-117',
    reading:
      'Critical cards are never held back; beside them three (by profile), and one note on what could not be checked.',
  },
  {
    about: 'R-129',
    reading:
      'uuids are UUIDv8 of a keyed hash of what a card shows and to whom (D8, decision 0205), not UUIDv5 of the hookInstance: a card that is shown again keeps its uuid.',
  },
  {
    about: 'R-194',
    reading: 'Keys are used 15 minutes beyond their time when their server is down, not 24 hours.',
  },
  { about: 'R-203, T047', reading: 'A tenant that is not listed is the constant 401.' },
  {
    about: 'R-211, R-209',
    reading:
      'In the cloud the gateway answers for CORS from the origins of the stage; on a laptop the handlers do, from the registry.',
  },
  {
    about: 'R-216',
    reading:
      'A 1.0 client gets cards without uuid, and therefore sends no feedback on them; the audit row has them all the same.',
  },
];
