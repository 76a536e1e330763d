/**
 * `npm run publish:fhir`: writes the npm FHIR package to dist/fhir, which is not checked in: `package.tgz`, and its
 * files in `package/`. Where another folder is named, there.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fhirPackage } from '../../rules/publish/fhir-package.ts';
import { tarOf } from './tar.ts';

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../dist/fhir'));

rmSync(join(folder, 'package'), { recursive: true, force: true });
mkdirSync(join(folder, 'package'), { recursive: true });
const files = fhirPackage();
for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
writeFileSync(join(folder, 'package.tgz'), gzipSync(tarOf(files)));
console.log(`${join(folder, 'package.tgz')} was written: ${Object.keys(files).length} files.`);
