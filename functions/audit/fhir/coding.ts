/** The codes of an AuditEvent, as FHIR R4 and IHE BALP 1.1.4 spell them. */
import type { CodeableConcept, Coding } from 'fhir/r4';
import { BASE } from '../../../rules/codes/code-system.ts';

const coding = (system: string, code: string, display: string): Coding => ({ system, code, display });
const concept = (...codings: Coding[]): CodeableConcept => ({ coding: codings });

const dcm = 'http://dicom.nema.org/resources/ontology/DCM';
const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type';
const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role';
const interaction = 'http://hl7.org/fhir/restful-interaction';
const ours = `${BASE}/CodeSystem/audit-event`;

const balp = 'https://profiles.ihe.net/ITI/BALP';

export const profiles = {
  patientRead: `${balp}/StructureDefinition/IHE.BasicAudit.PatientRead`,
  patientQuery: `${balp}/StructureDefinition/IHE.BasicAudit.PatientQuery`,
  tokenUse: `${balp}/StructureDefinition/IHE.BasicAudit.OAUTHaccessTokenUse.Minimal`,
} as const;

export const types = {
  rest: coding('http://terminology.hl7.org/CodeSystem/audit-event-type', 'rest', 'RESTful Operation'),
  auditLogUsed: coding(dcm, '110101', 'Audit Log Used'),
  securityAlert: coding(dcm, '110113', 'Security Alert'),
} as const;

export const subtypes = {
  operation: coding(interaction, 'operation', 'operation'),
  read: coding(interaction, 'read', 'read'),
  search: coding(interaction, 'search', 'search'),
  evaluate: coding(ours, 'cds-hooks-evaluate', 'CDS Hooks service called'),
  feedback: coding(ours, 'cds-hooks-feedback', 'CDS Hooks feedback given'),
  appStep: coding(ours, 'app-step', 'App opened from a card, or findings saved in it'),
  softwareConfiguration: coding(dcm, '110131', 'Software Configuration'),
  acknowledge: coding(ours, 'acknowledge', 'Missing records of a killed process acknowledged'),
  reidentify: coding(ours, 're-identify', 'Sealed references opened'),
} as const;

const source = coding(dcm, '110153', 'Source Role ID');
const destination = coding(dcm, '110152', 'Destination Role ID');
const recipient = coding(
  'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  'IRCP',
  'information recipient',
);
const tokenUser = coding(
  `${balp}/CodeSystem/UserAgentTypes`,
  'UserOauthAgent',
  'User OAuth Agent participant',
);

export const agentTypes = {
  source: concept(source),
  destination: concept(destination),
  user: concept(recipient),
  userWithToken: concept(recipient, tokenUser),
} as const;

export const sourceType = coding(
  'http://terminology.hl7.org/CodeSystem/security-source-type',
  '4',
  'Application Server',
);

export const entityTypes = {
  person: coding(entityType, '1', 'Person'),
  systemObject: coding(entityType, '2', 'System Object'),
  request: coding(`${balp}/CodeSystem/BasicAuditEntityType`, 'XrequestId', 'XrequestId'),
} as const;

export const roles = {
  patient: coding(objectRole, '1', 'Patient'),
  domainResource: coding(objectRole, '4', 'Domain Resource'),
  securityResource: coding(objectRole, '13', 'Security Resource'),
  job: coding(objectRole, '20', 'Job'),
  query: coding(objectRole, '24', 'Query'),
} as const;

/** Systems of identifiers that are ours alone. */
export const systems = {
  pseudonym: `${BASE}/NamingSystem/pseudonym`,
  call: `${BASE}/NamingSystem/call`,
  card: `${BASE}/NamingSystem/card`,
  service: `${BASE}/NamingSystem/cds-service`,
  uri: 'urn:ietf:rfc:3986',
} as const;
