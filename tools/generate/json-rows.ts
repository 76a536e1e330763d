/**
 * JSON with one row a line: what fits into `width` stands on one line, and only what does not is opened. A changed
 * row of a table is then a changed line.
 */
export const jsonRows = (value: unknown, width = 1_200, indent = ''): string => {
  const whole = JSON.stringify(value) ?? 'null';
  if (typeof value !== 'object' || value === null || (indent !== '' && whole.length <= width)) return whole;
  const inner = `${indent} `;
  const lines = Array.isArray(value)
    ? value.map((one) => `${inner}${jsonRows(one, width, inner)}`)
    : Object.entries(value).map(
        ([key, one]) => `${inner}${JSON.stringify(key)}: ${jsonRows(one, width, inner)}`,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
};
