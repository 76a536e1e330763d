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

const noRecords: readonly Json[] = [];

/** The list itself, unless something in it is no record. */
export const records = (value: unknown): readonly Json[] => {
  if (!Array.isArray(value)) return noRecords;
  for (const item of value)
    if (record(item) === undefined) return value.filter((one): one is Json => record(one) !== undefined);
  return value;
};

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length > 0 ? value : undefined;

/** JSON's 1e400 is Infinity; −0 is 0. */
export const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value + 0 : undefined;

export const integer = (value: unknown): number | undefined => {
  const read = number(value);
  return read !== undefined && Number.isInteger(read) ? read : undefined;
};

/** `[base/]Type/id[/_history/version]` as `Type/id`. */
const withoutBase = (written: string): string | undefined => {
  const version = written.indexOf('/_history');
  const path = version < 0 ? written : written.slice(0, version);
  const slash = path.lastIndexOf('/');
  if (slash <= 0) return undefined;
  return path.slice(path.lastIndexOf('/', slash - 1) + 1);
};

/** A reference as `Type/id`, or `#id` for a contained resource. Versions and server bases are cut off. */
export const reference = (value: unknown): string | undefined => {
  const written = record(value)?.['reference'];
  if (typeof written !== 'string' || written === '') return undefined;
  const slash = written.indexOf('/');
  if (slash > 0 && written.indexOf('/', slash + 1) < 0) return written;
  return written.startsWith('#') || written.startsWith('urn:') ? written : withoutBase(written);
};
