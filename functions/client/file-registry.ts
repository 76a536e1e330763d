/** The client registry as a JSON file, for local runs. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { SettingError } from '../base/settings.ts';
import { parseRegistry, problemLine, type ReadRegistry, type RegistryOptions } from './registry.ts';

/**
 * The registry with each code map in its place: an entry may name the file of one, as a path from the registry's own
 * folder. What is no JSON stays as it is, for the parser to name.
 * @param path of the registry file
 * @throws an error that names the file that cannot be read
 */
export const withCodeMaps = async (text: string, path: string): Promise<string> => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return text;
  }
  const { clients } = (content ?? {}) as { clients?: unknown };
  if (!Array.isArray(clients) || !clients.some(namesMap)) return text;
  const whole = clients.map(async (client: unknown) =>
    namesMap(client)
      ? { ...client, codeMap: await codeMapIn(resolve(dirname(path), client.codeMap)) }
      : client,
  );
  return JSON.stringify({ clients: await Promise.all(whole) });
};

const namesMap = (client: unknown): client is { readonly codeMap: string } =>
  typeof client === 'object' && client !== null && 'codeMap' in client && typeof client.codeMap === 'string';

const codeMapIn = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new SettingError(`codeMap: ${path} cannot be read as JSON: write the path of a ConceptMap`, {
      cause,
    });
  }
};

/** A file in which a client cannot be served is not used: whoever wrote it is there to mend it. @throws SettingError */
export const fileRegistry =
  (path: string, options: RegistryOptions): ReadRegistry =>
  async () => {
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new SettingError(`CDS_CLIENTS_FILE: ${path} cannot be read: write the path of a registry file`, {
        cause,
      });
    });
    const registry = parseRegistry(await withCodeMaps(text, path), options);
    const lines = registry.problems.filter(({ served }) => !served).map(problemLine);
    if (lines.length > 0)
      throw new SettingError(
        `CDS_CLIENTS_FILE: ${path} has ${lines.length} problem${lines.length === 1 ? '' : 's'}:\n${lines.join('\n')}`,
      );
    return registry;
  };
