/** What is generated is what `npm run generate` writes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { artefacts, root } from '../tools/generate/artefacts.ts';

test.each(artefacts)('$path is what `npm run generate` writes from $from', ({ path, make }) => {
  expect(readFileSync(join(root, path), 'utf8') === make(), `${path} is stale: npm run generate`).toBe(true);
});
