/**
 * A hook call's JSON becomes a `CdsRequest`, or one 400 that lists everything wrong with it by field, each
 * with what to send instead. Members that are not ours are ignored; what EHRs are known to send slightly
 * wrong is put right and noted in `tolerated`.
 */
import * as v from 'valibot';
import type { Flag } from '../base/flags.ts';
import { badRequest, type Issue } from './refusal.ts';
import { envelope, hasResource, isRecord, type ParseOptions } from './request-schema.ts';
import type { CdsRequest, Hook, HookContext } from './wire.ts';

/** What each field must be; the same words whether it is missing or wrong. */
export const mustBe: Readonly<Record<string, string>> = {
  hookInstance: 'a UUID that identifies this hook event',
  context: 'an object with the fields of the hook',
  'context.userId': 'the user as Type/id, for instance Practitioner/123',
  'context.patientId': 'the bare FHIR id of the patient: letters, digits, ".", "-" and "_", at most 64',
  'context.encounterId': 'the bare FHIR id of the encounter: letters, digits, ".", "-" and "_", at most 64',
  'context.selections': 'a non-empty array of Type/id, each one of context.draftOrders',
  'context.draftOrders':
    'a Bundle of the unsigned orders. An EHR that leaves it out usually lacks the scope for unsigned orders (Epic: "(Unsigned Order)" scopes)',
  'context.conditions': 'a Bundle of the Conditions that were added',
  'context.appointments': 'a Bundle of the Appointments that are booked',
  fhirServer: 'the https base URL of the FHIR server, without user, query or fragment',
  fhirAuthorization: 'an object, or left out',
  'fhirAuthorization.access_token': 'a bearer token of at most 8192 visible ASCII characters',
  'fhirAuthorization.token_type': '"Bearer"',
  'fhirAuthorization.expires_in': 'a whole number of seconds, not a string',
  'fhirAuthorization.scope': 'a string',
  'fhirAuthorization.subject': "this service's client id at the authorization server",
  'fhirAuthorization.patient': 'the bare FHIR id of the patient that the token is for',
  prefetch: 'an object whose keys are those of the discovery document, or left out',
};

const isOptional = (hook: Hook, field: string) =>
  field === 'context.encounterId'
    ? hook !== 'encounter-start' && hook !== 'encounter-discharge'
    : ['fhirServer', 'fhirAuthorization', 'fhirAuthorization.patient', 'prefetch'].includes(field);

/** `context.draftOrders.resourceType` → `context.draftOrders`: the deepest field that is documented. */
const fieldOf = (issue: v.BaseIssue<unknown>): string => {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  while (path.length > 1 && !(path.join('.') in mustBe)) path.pop();
  return path.join('.');
};

const isMissing = (issue: v.BaseIssue<unknown>) =>
  issue.kind === 'schema' || issue.type === 'non_empty' || issue.received === '0';

const issueOf = (hook: Hook, issue: v.BaseIssue<unknown>): Issue => {
  const expression = fieldOf(issue);
  if (expression === 'hook') {
    const wrongHook = typeof issue.input === 'string' && issue.input !== '';
    return {
      code: wrongHook ? 'not-supported' : 'required',
      expression,
      text: `hook must be "${hook}": this service answers no other. Discovery lists the service of each hook.`,
    };
  }
  const code = !isMissing(issue) ? 'value' : isOptional(hook, expression) ? 'structure' : 'required';
  return { code, expression, text: `${expression} must be ${mustBe[expression] ?? 'as CDS Hooks has it'}.` };
};

/** One issue per field. */
const issuesOf = (hook: Hook, found: readonly v.BaseIssue<unknown>[]): Issue[] => {
  const byField = new Map<string, Issue>();
  for (const issue of found.map((each) => issueOf(hook, each)))
    if (!byField.has(issue.expression ?? '')) byField.set(issue.expression ?? '', issue);
  return [...byField.values()];
};

type Parsed = v.InferOutput<ReturnType<typeof envelope>>;

/** What single fields cannot show. */
const contradictions = ({ context, fhirServer, fhirAuthorization }: Parsed): Issue[] => {
  const found: Issue[] = [];
  if (fhirAuthorization && !fhirServer)
    found.push({
      code: 'required',
      expression: 'fhirServer',
      text: 'fhirServer must be given with fhirAuthorization (cds-r-1).',
    });
  if (fhirAuthorization?.patient && fhirAuthorization.patient !== context.patientId)
    found.push({
      code: 'conflict',
      expression: 'fhirAuthorization.patient',
      text: 'fhirAuthorization.patient must be the patient of context.patientId: a token for one patient is never used for another.',
    });
  return found;
};

const clinicians = ['Practitioner/', 'PractitionerRole/'];
const users = [...clinicians, 'Patient/', 'RelatedPerson/'];

/** @param userId `Type/id` */
export const isClinician = (userId: string) => clinicians.some((type) => userId.startsWith(type));

/** The context names an order or a problem without its resource, so that it cannot be read. */
const hasEmptyEntry = (context: Record<string, unknown>): boolean =>
  ['draftOrders', 'conditions'].some((name) => {
    const sent = context[name];
    const entry = isRecord(sent) ? (sent as { entry?: unknown }).entry : undefined;
    return Array.isArray(entry) && !entry.every(hasResource);
  });

const toleratedIn = (body: Record<string, unknown>, { context }: Parsed): Flag[] => {
  const sent = body['context'] as Record<string, unknown>;
  return [
    ...(['patientId', 'encounterId'] as const)
      .filter((name) => typeof sent[name] === 'string' && sent[name] !== context[name])
      .map((name) => `context.${name}:prefix` as const),
    ...(hasEmptyEntry(sent) ? ['context.entry:no-resource' as const] : []),
    ...(users.some((type) => context.userId.startsWith(type)) ? [] : ['context.userId:type' as const]),
  ];
};

/** @throws Refusal 400 naming every field at fault, never a value */
export const parseRequest = (body: Record<string, unknown>, options: ParseOptions): CdsRequest => {
  const { hook } = options;
  const parsed = v.safeParse(envelope(options), body);
  if (!parsed.success) throw badRequest('request.invalid', issuesOf(hook, parsed.issues));
  const { hookInstance, context, fhirServer, fhirAuthorization, prefetch } = parsed.output;
  const conflicts = contradictions(parsed.output);
  if (conflicts.length > 0)
    throw badRequest(
      conflicts.some(({ code }) => code === 'conflict') ? 'patient.mismatch' : 'request.invalid',
      conflicts,
    );
  const { encounterId, ...rest } = context;
  return {
    hookInstance,
    context: { hook, ...rest, ...(encounterId && { encounterId }) } as HookContext,
    ...(fhirServer && { fhirServer }),
    ...(fhirAuthorization && { fhirAuthorization }),
    prefetch: new Map(Object.entries(prefetch ?? {})),
    tolerated: toleratedIn(body, parsed.output),
  };
};
