/**
 * Reading unknown JSON one element at a time. Each reader gives what it promises or nothing; none throws,
 * none looks at a prototype, none copies.
 */
export type Json = Readonly<Record<string, unknown>>;

export const record = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

const empty: readonly unknown[] = [];

/** FHIR never repeats an element that is not an array: anything else is no list. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : empty);

export const records = (value: unknown): readonly Json[] =>
  list(value).filter((item): item is Json => record(item) !== undefined);

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length > 0 ? value : undefined;

/** JSON's 1e400 is Infinity; −0 is 0. */
export const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value + 0 : undefined;

export const integer = (value: unknown): number | undefined => {
  const read = number(value);
  return read !== undefined && Number.isInteger(read) ? read : undefined;
};

/** A reference as `Type/id`, or `#id` for a contained resource. Versions and server bases are cut off. */
export const reference = (value: unknown): string | undefined => {
  const written = text(record(value)?.['reference']);
  if (written === undefined || written.startsWith('#') || written.startsWith('urn:')) return written;
  const parts = written.split('/');
  const version = parts.indexOf('_history');
  const end = version < 0 ? parts.length : version;
  return end >= 2 ? `${parts[end - 2]}/${parts[end - 1]}` : undefined;
};
