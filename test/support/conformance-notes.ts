/**
 * What the titles of the tests cannot say: numbers that are no business of this service, numbers that are
 * tested where they are built, and which reading was taken where two requirements disagree.
 */

/** Does not apply: why. */
export const notApplicable: Readonly<Record<string, string>> = {
  'R-081': 'order-dispatch and medication-refill, the hooks without a user, are not offered (D12).',
  'E-49': 'order-dispatch is not offered (D12).',
  'E-50': 'medication-refill is not offered (D12).',
};

/** Held elsewhere than in a numbered test: what holds it, and files that are there. */
export const elsewhere: Readonly<
  Record<string, { readonly how: string; readonly files: readonly string[] }>
> = {
  'R-186': {
    how: 'One Query and one PutItem at most 250 ms each; bench of the audit step.',
    files: ['test/bench/audit.bench.ts'],
  },
  'R-207': {
    how: 'Optional custom domain with mTLS in the service stack.',
    files: ['test/infra/service-stack.test.ts'],
  },
  'R-219': {
    how: 'Speed is measured, not timed in a test: a ratio to a floor of the same run.',
    files: ['test/bench/invoke.bench.ts'],
  },
  'R-226': {
    how: 'The audit record, its store and its verification.',
    files: ['test/audit/audit-log.test.ts', 'test/audit/verify.test.ts'],
  },
  'E-56': {
    how: 'A silent or test client is a client of its own; statistics are by client.',
    files: ['test/audit/learn.test.ts'],
  },
  T156: { how: 'What a call leaves on record.', files: ['test/audit/records.test.ts'] },
  T157: { how: 'Long lists are cut and counted.', files: ['test/audit/records.test.ts'] },
  T158: { how: 'A hundred kills under load.', files: ['test/audit/killed.test.ts'] },
  T160: { how: 'Throttled and refused writes.', files: ['test/audit/nothing-lost.test.ts'] },
  T161: { how: 'Closed, hanging and resetting endpoints.', files: ['test/audit/nothing-lost.test.ts'] },
  T162: { how: 'A reply lost after the commit.', files: ['test/audit/nothing-lost.test.ts'] },
  T164: {
    how: 'Edited, deleted, inserted and reordered records are named.',
    files: ['test/audit/tampering.test.ts'],
  },
  T166: { how: 'Offline proofs.', files: ['test/audit/merkle.test.ts'] },
  T167: {
    how: 'Chains per process instead of a sequencer; manifests with a Merkle root.',
    files: ['test/audit/verify.test.ts'],
  },
  T168: {
    how: 'Conditional puts; the stream tells of changes; the role policies.',
    files: ['test/archive/archiver.test.ts', 'test/infra/least-privilege.test.ts'],
  },
  T169: { how: 'Pseudonyms.', files: ['test/audit/identity.test.ts'] },
  T170: { how: 'Re-identification by the auditor alone, on record.', files: ['test/audit/tool.test.ts'] },
  T171: { how: 'AuditEvent export.', files: ['test/audit/fhir-export.test.ts'] },
  T172: { how: 'Every reading of the audit log is on record.', files: ['test/audit/api.test.ts'] },
  T173: {
    how: 'Time to live, archive and lock.',
    files: ['test/archive/archiver.test.ts', 'test/infra/data-stack.test.ts'],
  },
  T183: { how: 'Spreadsheet-safe export.', files: ['test/audit/tool.test.ts'] },
  T195: {
    how: 'Half an hour of load is a release check; the kill test and the fuzz run for minutes.',
    files: ['test/audit/killed.test.ts', 'test/security/fuzz.test.ts'],
  },
  T197: { how: 'cdk-nag packs.', files: ['test/infra/guards.test.ts'] },
  T198: { how: 'Policies of the synthesised roles.', files: ['test/infra/least-privilege.test.ts'] },
  T199: { how: 'HTTP API without a WAF (docs/decisions/0303).', files: ['test/infra/guards.test.ts'] },
  T200: { how: 'Template assertions of the API.', files: ['test/infra/service-stack.test.ts'] },
  T201: { how: 'Template assertions of the data.', files: ['test/infra/data-stack.test.ts'] },
  T202: { how: 'The built bundle and the templates.', files: ['test/infra/guards.test.ts'] },
  T203: { how: 'npm ci from the lock file; no install scripts but one.', files: ['.ci/run', 'package.json'] },
  T204: { how: 'Alarms and their actions.', files: ['test/infra/watch-stack.test.ts'] },
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
  { about: 'R-129', reading: 'uuids are UUIDv8 of a keyed hash (D8), not UUIDv5.' },
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
