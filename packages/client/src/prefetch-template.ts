/**
 * Prefetch templates of any service, filled for a patient: the tokens of CDS Hooks 2.0 (context, user, `today()`). A
 * template that asks for more than this EHR knows is left out with the reason, as the specification lets an EHR do.
 */

export interface TemplateContext {
  /** The hook's context, as it is sent. */
  readonly context: Readonly<Record<string, unknown>>;
  /** ISO date. */
  readonly today: string;
}

/** A query for the FHIR server, or why there is none. */
export type FilledTemplate = { readonly query: string } | { readonly why: string };

const units: Readonly<Record<string, number>> = { days: 1, day: 1, weeks: 7, week: 7 };

/** `today() - 90 days`, as in CDS Hooks 3.0. */
const dateOf = (token: string, today: string): string | undefined => {
  const [whole, sign, count, unit = ''] =
    /^today\(\)(?:\s*([+-])\s*(\d{1,4})\s*(days?|weeks?))?$/.exec(token) ?? [];
  if (whole === undefined) return undefined;
  const days = Number(count ?? 0) * (units[unit] ?? 0) * (sign === '-' ? -1 : 1);
  return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
};

const userTokens: Readonly<Record<string, string>> = {
  userPractitionerId: 'Practitioner',
  userPractitionerRoleId: 'PractitionerRole',
  userPatientId: 'Patient',
  userRelatedPersonId: 'RelatedPerson',
};

const ofUser = (token: string, userId: unknown): string | undefined => {
  const [type, id] = String(userId).split('/');
  return userTokens[token] === type ? id : undefined;
};

const ofContext = (token: string, context: TemplateContext['context']): string | undefined => {
  const [, name = ''] = /^context\.([A-Za-z]+)$/.exec(token) ?? [];
  const value = Object.hasOwn(context, name) ? context[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};

const tokens = /\{\{\s*([^{}]*?)\s*\}\}/g;

export const filled = (template: string, { context, today }: TemplateContext): FilledTemplate => {
  const unknown: string[] = [];
  const query = template.replace(tokens, (_, token: string) => {
    const value = ofContext(token, context) ?? ofUser(token, context['userId']) ?? dateOf(token, today);
    if (value === undefined) unknown.push(token);
    return encodeURIComponent(value ?? '');
  });
  return unknown.length > 0
    ? { why: `this EHR has nothing for {{${unknown.join('}}, {{')}}}` }
    : { query: query.replace(/^\//, '') };
};
