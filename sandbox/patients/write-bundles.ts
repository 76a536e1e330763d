/** `npm run patients`: writes each story as the bundle `<id>.json` beside it, one resource a line. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFile } from './bundle-file.ts';
import { stories } from './stories/index.ts';

for (const [number, story] of stories.entries()) {
  writeFileSync(join(import.meta.dirname, `${story.id}.json`), bundleFile(story, number));
}
