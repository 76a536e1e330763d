/** docs/intended-use.md names what holds each limit; it must be there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/intended-use.md', 'utf8');
const named = [...new Set([...page.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path))];

test.each(named)('%s exists', (path) => {
  expect(existsSync(path)).toBe(true);
});

test('all thirteen source attributes of evidence-based decision support have a value', () => {
  const rows = [...page.matchAll(/^\| (\d+) \| [^|]+ \| ([^|]+) \|$/gm)].filter(([, , value]) =>
    value?.trim(),
  );
  expect(rows.map(([, n]) => Number(n))).toEqual(
    expect.arrayContaining(Array.from({ length: 13 }, (_, n) => n + 1)),
  );
});
