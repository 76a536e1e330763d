/**
 * `npm run rulebook`: writes docs/rulebook.md, and the FHIR export to dist/fhir, which is not checked in.
 * The one file here that touches the disk.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fhirExport } from './fhir-export/index.ts';
import { rulebook } from './rulebook.ts';

const project = new URL('../../', import.meta.url);

writeFileSync(new URL('docs/rulebook.md', project), rulebook());
mkdirSync(new URL('dist/fhir/', project), { recursive: true });
for (const [name, resource] of Object.entries(fhirExport())) {
  writeFileSync(new URL(`dist/fhir/${name}.json`, project), `${JSON.stringify(resource, null, 2)}\n`);
}
