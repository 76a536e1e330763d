/** The client registry as a JSON file, for local runs. */
import { readFile } from 'node:fs/promises';
import { SettingError } from '../base/settings.ts';
import { parseRegistry, problemLine, type ReadRegistry, type RegistryOptions } from './registry.ts';

/** A file with any problem is not used. @throws SettingError */
export const fileRegistry =
  (path: string, options: RegistryOptions): ReadRegistry =>
  async () => {
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new SettingError(`CDS_CLIENTS_FILE: ${path} cannot be read: write the path of a registry file`, {
        cause,
      });
    });
    const registry = parseRegistry(text, options);
    const lines = registry.problems.map(problemLine);
    if (lines.length > 0)
      throw new SettingError(
        `CDS_CLIENTS_FILE: ${path} has ${lines.length} problem${lines.length === 1 ? '' : 's'}:\n${lines.join('\n')}`,
      );
    return registry;
  };
