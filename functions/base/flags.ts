/**
 * What can be unusual about a call that was answered all the same. The closed vocabulary of `flags` in the
 * log line, the metric and the audit row; docs/operate.md and the auditor's tool read it.
 */
export const flags = {
  'fhir-server.unregistered':
    'fhirServer is not registered for this client; nothing was asked of it (security: look at the client)',
  'token.subject': 'fhirAuthorization.subject is not our client id; the token was not used (security)',
  'token.expired': 'the access token had expired or was about to; it was not used',
  'patient.deceased': 'the patient has died; no cards were sent',
  'patient.mismatch': "the FHIR server answered with another patient's data; that key failed (safety)",
  'data.incomplete': 'only a part of some list could be read; the answer says so',
  'data.unavailable': 'some key failed, in prefetch or at the FHIR server; the answer says so',
  'fhir.deadline': 'the FHIR server did not answer in time',
  'jwks.stale': 'keys of the client were used beyond their time, as its key server is down',
  'replay.degraded': 'the replay store was down; only the memory of this process was the check',
  'overrides.unknown': 'earlier overrides could not be read; nothing was withheld for them',
  'pseudonyms.interim':
    'the key service did not answer; the row names people under a key that ended with the process, and matches no others',
  'people.not-sealed': 'the key to seal with could not be had; nobody can tell from the row who it is about',
  'orders.other-patient': 'a draft order names another patient; it was not looked at (safety)',
  'selections.unmatched': 'a selection is not among the draft orders; it was ignored',
  'context.entry:no-resource': 'an entry of draftOrders or conditions has no resource; the answer says so',
  'policy.stale': 'the policy could not be read for a minute or more; the last reading held',
  'user.not-clinician': 'the user is a patient or a relative; cards are for clinicians and were not sent',
  'context.patientId:prefix': 'patientId came as Patient/…; the prefix was taken off',
  'context.encounterId:prefix': 'encounterId came as Encounter/…; the prefix was taken off',
  'context.userId:type': 'userId has a type that no hook allows',
  'rules.partial': 'some rules could not be run; the answer says so',
  'cards.repaired': 'a card broke a rule of the specification and was put right (a fault of this service)',
} as const;

export type Flag = keyof typeof flags;

export const isFlag = (text: string): text is Flag => Object.hasOwn(flags, text);
