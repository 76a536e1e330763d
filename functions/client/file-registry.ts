/** The client registry as a JSON file, for local runs. */
import { readFile } from 'node:fs/promises';
import { parseRegistry, problemLine, type ReadRegistry, type RegistryOptions } from './registry.ts';

/** A file with any problem is not used: whoever wrote it is there to mend it. */
export const fileRegistry =
  (path: string, options: RegistryOptions): ReadRegistry =>
  async () => {
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new Error(`CDS_CLIENTS_FILE: ${path} cannot be read`, { cause });
    });
    const registry = parseRegistry(text, options);
    if (registry.problems.length > 0)
      throw new Error(
        `CDS_CLIENTS_FILE: ${path} has ${registry.problems.length} problem(s):\n${registry.problems.map(problemLine).join('\n')}`,
      );
    return registry;
  };
