/** `npm run patients`: writes each story as a bundle to dist/patients, one resource a line, for any R4 server. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { bundleFile } from './bundle-file.ts';
import { stories } from './stories/index.ts';

const folder = new URL('../../dist/patients/', import.meta.url);

mkdirSync(folder, { recursive: true });
for (const [number, story] of stories.entries())
  writeFileSync(new URL(`${story.id}.json`, folder), bundleFile(story, number));
