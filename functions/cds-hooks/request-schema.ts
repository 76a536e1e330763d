/**
 * What the body of a call must be, as schemas: what is parsed by, what the OpenAPI document is made from, and what the
 * types of a request are.
 */
import type { Bundle } from 'fhir/r4';
import * as v from 'valibot';
import type { Hook } from '../../rules/engine/types.ts';
import { isResource } from '../fhir/resource.ts';
import { isId, isUuid } from './references.ts';

export interface ParseOptions {
  readonly hook: Hook;
  /** An EHR that sends no UUIDs as `hookInstance`. */
  readonly lenientHookInstance: boolean;
  /** Local runs and stages for tests: `http` FHIR servers are well-formed. */
  readonly allowHttp: boolean;
}

const lenientInstance = /^[A-Za-z0-9._-]{8,128}$/;
const visibleAscii = /^[\x21-\x7e]+$/;
const user = /^\w{1,64}\/[\w.-]{1,256}$/;
const mostSelections = 1_000;

const withoutPrefix = (type: string) => (text: string) =>
  text.startsWith(`${type}/`) ? text.slice(type.length + 1) : text;

/** valibot takes an array for an object. */
export const isRecord = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const object = <E extends v.ObjectEntries>(entries: E) =>
  v.pipe(v.custom<Record<string, unknown>>(isRecord), v.object(entries));

const text = v.pipe(v.string(), v.nonEmpty());
const id = (type: string) => v.pipe(text, v.transform(withoutPrefix(type)), v.check(isId));
/** `null` is as good as absent. */
const optional = <S extends v.GenericSchema>(schema: S) => v.nullish(schema);
export const hasResource = (entry: unknown) =>
  typeof entry === 'object' && entry !== null && 'resource' in entry && isResource(entry.resource);
const bundle = v.pipe(
  v.custom<Record<string, unknown>>(isRecord),
  v.looseObject({ resourceType: v.literal('Bundle'), entry: optional(v.array(v.unknown())) }),
  // entries without a resource are skipped: inside, an entry has one
  v.transform(
    ({ entry, ...rest }) => ({ ...rest, entry: (entry ?? []).filter(hasResource) }) as unknown as Bundle,
  ),
);

const someone = { userId: v.pipe(text, v.regex(user)), patientId: id('Patient') };
const encounterIfAny = { encounterId: optional(id('Encounter')) };

const contexts = {
  'patient-view': object({ ...someone, ...encounterIfAny }),
  'encounter-start': object({ ...someone, encounterId: id('Encounter') }),
  'encounter-discharge': object({ ...someone, encounterId: id('Encounter') }),
  'order-select': object({
    ...someone,
    ...encounterIfAny,
    selections: v.pipe(v.array(text), v.minLength(1), v.maxLength(mostSelections)),
    draftOrders: bundle,
  }),
  'order-sign': object({ ...someone, ...encounterIfAny, draftOrders: bundle }),
  'problem-list-item-create': object({ ...someone, ...encounterIfAny, conditions: bundle }),
  'appointment-book': object({ ...someone, ...encounterIfAny, appointments: bundle }),
} as const satisfies Readonly<Record<Hook, v.GenericSchema>>;

/** What may be null may also be absent; parsing leaves both out. */
type WithoutNull<T> = { readonly [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]>;
};

/** Bare logical ids; `userId` is `Type/id`. */
export type HookContext = {
  [H in Hook]: { readonly hook: H } & WithoutNull<v.InferOutput<(typeof contexts)[H]>>;
}[Hook];

const fhirBase = (allowHttp: boolean) => (value: string) => {
  if (value.length > 2_048 || /[?#@\\\s]/.test(value) || !URL.canParse(value)) return false;
  const { protocol } = new URL(value);
  return (protocol === 'https:' && value.startsWith('https://')) || (allowHttp && protocol === 'http:');
};

export const authorization = v.pipe(
  object({
    access_token: v.pipe(text, v.maxLength(8_192), v.regex(visibleAscii)),
    token_type: v.pipe(text, v.regex(/^bearer$/i)),
    expires_in: v.pipe(v.number(), v.safeInteger()),
    scope: v.string(),
    subject: text,
    patient: optional(v.pipe(text, v.transform(withoutPrefix('Patient')))),
  }),
  v.transform(({ access_token, expires_in, scope, subject, patient }) => ({
    /** Opaque. Goes to the client's FHIR server and nowhere else; lives as long as the call. */
    accessToken: access_token,
    /** Seconds from receipt. */
    expiresIn: expires_in,
    scope,
    /** The OAuth client id of this service at that EHR. */
    subject,
    ...(patient && { patient }),
  })),
);

export type FhirAuthorization = Readonly<v.InferOutput<typeof authorization>>;

/** What the body of a call must be: the types of what is parsed, and the schema that is published. */
export const envelope = ({ hook, lenientHookInstance, allowHttp }: ParseOptions) =>
  v.object({
    hook: v.pipe(text, v.literal(hook)),
    hookInstance: v.pipe(
      text,
      v.check((value) => isUuid(value) || (lenientHookInstance && lenientInstance.test(value))),
    ),
    context: contexts[hook],
    fhirServer: optional(v.pipe(v.string(), v.check(fhirBase(allowHttp)))),
    fhirAuthorization: optional(authorization),
    prefetch: optional(v.custom<Record<string, unknown>>(isRecord)),
  });
