/**
 * FHIR ids and references as callers write them. Linear checks without backtracking: the expressions of
 * the FHIR specification itself take minutes on hostile text.
 */

const uuidLayout = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The layout of a UUID. EHRs send every version, and none, so the version is not checked. */
export const isUuid = (text: string): boolean => uuidLayout.test(text);

/** Logical id that will become one path segment or one query value of a FHIR URL. */
export const isId = (text: string): boolean =>
  text.length <= 64 && /^[A-Za-z0-9_.-]+$/.test(text) && text !== '.' && text !== '..';

export interface Reference {
  readonly type: string;
  readonly id: string;
}

const typeName = /^[A-Z][A-Za-z]{1,63}$/;
/** Ids of unsigned orders run beyond 64 characters (Epic) and are never put into a URL. */
const anyId = /^[^\s/?#]{1,512}$/;

/**
 * `Type/id`, an absolute URL that ends in it, either with `/_history/n`; else undefined (fragments, URNs,
 * logical references). The server part is not looked at: the same patient may be named through any base.
 */
export const referenceOf = (text: unknown): Reference | undefined => {
  if (typeof text !== 'string' || text.length > 2_048) return undefined;
  const segments = text.split('/');
  if (segments.at(-2) === '_history') segments.length -= 2;
  const [type, id] = segments.slice(-2);
  if (type === undefined || id === undefined || !typeName.test(type) || !anyId.test(id)) return undefined;
  return { type, id };
};
