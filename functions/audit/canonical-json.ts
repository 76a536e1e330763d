/**
 * JSON in one spelling (RFC 8785, JCS): members sorted by UTF-16 code units, no white space, numbers and
 * strings as ECMAScript writes them. As with JSON.stringify, `undefined` members are left out and a number
 * that is not finite becomes null: an odd value must not cost a record.
 * Text that is not well-formed Unicode is made so first: equal records must hash equally everywhere.
 */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.isWellFormed() ? value : value.toWellFormed());
  if (typeof value === 'number') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`${typeof value} has no JSON spelling`);
};
