/** `npm run publish:fhir`: writes the rules as FHIR PlanDefinition and ELM to dist/fhir, which is not checked in. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fhirExport } from '../../rules/publish/fhir-export/index.ts';

const folder = new URL('../../dist/fhir/', import.meta.url);

mkdirSync(folder, { recursive: true });
for (const [name, resource] of Object.entries(fhirExport()))
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(resource, null, 2)}\n`);
