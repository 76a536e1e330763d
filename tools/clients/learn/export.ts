/**
 * The resources of a site's export, one after the other: FHIR Bulk Data (NDJSON), Bundles, single resources, packed
 * with gzip or not, in files or folders. A line is held at a time; a file that is one JSON text is read whole.
 */
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gunzipSync } from 'node:zlib';

export type ExportedResource = Readonly<Record<string, unknown>>;

/** Said to the user without a stack: the file and the remedy. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

export interface ExportFile {
  readonly path: string;
  readonly bytes: number;
}

const isExport = (name: string): boolean => /\.(?:ndjson|jsonl|json)(?:\.gz)?$/.test(name);

/** @throws Unreadable */
export const exportFiles = async (paths: readonly string[]): Promise<ExportFile[]> => {
  const found: ExportFile[] = [];
  for (const path of paths) {
    const about = await stat(path).catch(() => {
      throw new Unreadable(`${path} cannot be read: write the path of an export, or of its folder`);
    });
    if (about.isDirectory()) {
      const names = (await readdir(path)).filter(isExport).sort();
      found.push(...(await exportFiles(names.map((name) => join(path, name)))));
    } else found.push({ path, bytes: about.size });
  }
  return found;
};

const objectIn = (text: string): ExportedResource | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as ExportedResource)
      : undefined;
  } catch {
    return undefined;
  }
};

/** A Bundle's resources, or the resource itself. */
const resourcesOf = (value: ExportedResource): readonly ExportedResource[] => {
  if (value['resourceType'] !== 'Bundle') return [value];
  const entries = Array.isArray(value['entry']) ? (value['entry'] as (ExportedResource | null)[]) : [];
  return entries.flatMap((entry) => {
    const resource = entry?.['resource'];
    return typeof resource === 'object' && resource !== null ? resourcesOf(resource as ExportedResource) : [];
  });
};

/** @param read told how many bytes of the file have been read */
async function* linesOf(path: string, read: (bytes: number) => void): AsyncGenerator<string> {
  const file = createReadStream(path);
  file.on('data', (chunk) => read(chunk.length));
  const input = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}

const wholeOf = async (path: string): Promise<ExportedResource | undefined> => {
  const bytes = await readFile(path);
  return objectIn((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
};

export interface ReadExport {
  /** Bytes read of all files. */
  readonly onBytes?: (bytes: number) => void;
  /** A line that is no resource: its file and number. */
  readonly onBadLine?: (path: string, line: number) => void;
}

/** One file; nothing where it is no NDJSON. */
async function* readLines(
  { path }: ExportFile,
  read: (bytes: number) => void,
  onBadLine: ReadExport['onBadLine'],
): AsyncGenerator<ExportedResource> {
  let line = 0;
  for await (const text of linesOf(path, read)) {
    line++;
    const value = text.trim() === '' ? {} : objectIn(text);
    // one JSON text over many lines
    if (value === undefined && line === 1) return;
    if (value === undefined) onBadLine?.(path, line);
    else if (value['resourceType'] !== undefined) yield* resourcesOf(value);
  }
}

/** @throws Unreadable where a file holds no resource at all */
export async function* readExport(
  files: readonly ExportFile[],
  { onBytes, onBadLine }: ReadExport = {},
): AsyncGenerator<ExportedResource> {
  let before = 0;
  for (const file of files) {
    let own = 0;
    let resources = 0;
    const read = (more: number) => {
      own += more;
      onBytes?.(before + own);
    };
    for await (const resource of readLines(file, read, onBadLine)) {
      resources++;
      yield resource;
    }
    if (resources === 0 && file.bytes > 0) {
      const whole = await wholeOf(file.path);
      if (whole?.['resourceType'] === undefined)
        throw new Unreadable(`${file.path} holds no FHIR resource: write NDJSON, a Bundle or one resource`);
      yield* resourcesOf(whole);
    }
    before += file.bytes;
    onBytes?.(before);
  }
}
