/** `npm run generate`: writes every generated file that is stale, and names it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artefacts, root } from './artefacts.ts';

for (const { path, from, make } of artefacts) {
  const file = join(root, path);
  const text = make();
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  writeFileSync(file, text);
  console.log(`${path} written, from ${from}`);
}
