/**
 * `npm run publish:fhir`: writes the npm FHIR package to dist/fhir, which is not checked in: `package.tgz`, and its
 * files in `package/`. Where another folder is named, there. With `--check` the package that was written is run by
 * HL7's reference engine on every chart that we have, and compared with our own evaluation: some minutes.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { PackageFiles } from './agreement.ts';
import { packageFiles } from './service-resources.ts';
import { tarOf } from './tar.ts';

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folder = resolve(positionals[0] ?? join(import.meta.dirname, '../../dist/fhir'));

const write = (files: PackageFiles): void => {
  rmSync(join(folder, 'package'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, 'package.tgz'), gzipSync(tarOf(files)));
  console.log(`${join(folder, 'package.tgz')} was written: ${Object.keys(files).length} files.`);
};

const written = (): PackageFiles =>
  Object.fromEntries(
    readdirSync(join(folder, 'package')).flatMap((name) =>
      name.endsWith('.json')
        ? [[`package/${name}`, readFileSync(join(folder, 'package', name), 'utf8')]]
        : [],
    ),
  );

write(packageFiles());
if (values.check) {
  const { check } = await import('./check.ts');
  if ((await check(written())) > 0) process.exitCode = 1;
}
