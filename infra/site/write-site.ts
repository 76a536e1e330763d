/** The app's files as they are uploaded: the one build of `app/`, and the `smart.json` of the stage beside them. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from '../../app/build.ts';
import { distFolder } from '../build.ts';

export const siteFolder = join(distFolder, 'app');

/** @param servers the FHIR servers that may launch the app, as its settings have them */
export const writeSite = async (servers: readonly object[], folder = siteFolder): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = await buildApp();
  for (const [name, { content }] of files) await writeFile(join(folder, name), content);
  await writeFile(join(folder, 'smart.json'), `${JSON.stringify({ servers }, undefined, 2)}\n`);
};
