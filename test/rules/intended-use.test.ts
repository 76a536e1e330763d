/** docs/intended-use.md names what holds each limit; it must be there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodesOf } from '../../rules/engine/walk.ts';
import { KNOWLEDGE_DATE, KNOWLEDGE_VERSION } from '../../rules/knowledge-version.ts';
import { everyRule } from '../../rules/publish/every-rule.ts';

const page = readFileSync('docs/intended-use.md', 'utf8');
/** The other tables of the page are numbered too. */
const attributes = page.slice(page.indexOf('## Source attributes'));
const named = [...new Set([...page.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path))];

test.each(named)('%s exists', (path) => {
  expect(existsSync(path)).toBe(true);
});

test('all thirteen source attributes of evidence-based decision support have a value', () => {
  const rows = [...attributes.matchAll(/^\| (\d+) \| [^|]+ \| ([^|]+) \|$/gm)].filter(([, , value]) =>
    value?.trim(),
  );
  expect(rows.map(([, n]) => Number(n))).toEqual(
    expect.arrayContaining(Array.from({ length: 13 }, (_, n) => n + 1)),
  );
});

const saidOf = (attribute: number): string =>
  new RegExp(`^\\| ${attribute} \\| [^|]+ \\| ([^|]+) \\|$`, 'm').exec(attributes)?.[1] ?? '';

test('two attributes wait for the deploying organisation, and no more', () => {
  const waiting = Array.from({ length: 13 }, (_, n) => n + 1).filter((n) =>
    /to be completed/i.test(saidOf(n)),
  );
  expect(waiting).toEqual([2, 3]);
});

test('the revision is that of the rules', () => {
  expect(page).toContain(`knowledge version ${KNOWLEDGE_VERSION} is`);
  expect(saidOf(4)).toContain(`${KNOWLEDGE_VERSION} of ${KNOWLEDGE_DATE}`);
});

test('the ages are those that a criterion compares with', () => {
  const read = everyRule
    .flatMap(({ parts }) => parts.flatMap(({ criterion }) => nodesOf(criterion)))
    .flatMap((node) => (node.op === 'patient' && node.of === 'age' ? [node.bound.value] : []));
  const named = (saidOf(11).match(/\d+/g) ?? []).map(Number);
  expect(named).toEqual([...new Set(read)].sort((a, b) => a - b));
});
