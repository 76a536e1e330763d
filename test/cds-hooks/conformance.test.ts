/** Every requirement is covered by a test that names it, or explained. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { coverage, known } from '../support/conformance.ts';
import { elsewhere, notApplicable } from '../support/conformance-notes.ts';

const covered = coverage();

describe('conformance', () => {
  test('no requirement is neither covered nor explained', () => {
    const open = [...known].filter((id) => !covered.has(id) && !(id in elsewhere) && !(id in notApplicable));
    expect(open).toEqual([]);
  });

  test('no test names a requirement that there is not', () => {
    expect([...covered.keys()].filter((id) => !known.has(id))).toEqual([]);
  });

  test('what does not apply is not tested', () => {
    expect(Object.keys(notApplicable).filter((id) => covered.has(id))).toEqual([]);
  });

  test.each(Object.entries(elsewhere))('%s is held by files that are there', (_, { files }) => {
    for (const file of files) expect(existsSync(file), file).toBe(true);
  });
});
