/**
 * The archive: every record as one line of NDJSON, exactly the text its hash covers, under `entries/`, and the tlog
 * that is kept of them (`../tlog`) under `tlog/` and `batches/`; of former days, signed manifests under `manifests/`.
 * Objects are written once and never changed, but for the newest checkpoint; in the cloud that is a bucket with Object
 * Lock, locally a folder.
 */
import { glob, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { ChainLink } from '../record.ts';
import { inOrder, parseManifest, type SignedManifest } from './manifest.ts';

export interface Archive {
  /** Rejects when the object is there already. */
  put(key: string, content: string | Uint8Array): Promise<void>;
  /** For what says where the tlog stands now; a bucket with Object Lock keeps what was there before. */
  replace(key: string, text: string): Promise<void>;
  /** Rejects with NoSuchObject when it is not there, and with anything else when the archive cannot be read. */
  read(key: string): Promise<Buffer>;
  /** Keys below a prefix, in order; those after a key, when one is given. */
  list(prefix: string, after?: string): AsyncIterable<string>;
  /** Rejects as `read` does. */
  lines(key: string): AsyncIterable<string>;
}

/** Nothing is there, which is not to say that the archive could not be read. */
export class NoSuchObject extends Error {
  override readonly name = 'NoSuchObject';
  constructor(key: string, options?: ErrorOptions) {
    super(`the archive has no ${key}`, options);
  }
}

/** What was read, or undefined where nothing is; rejects when the archive cannot be read. */
export const ifThere = <T>(reading: Promise<T>): Promise<T | undefined> =>
  reading.catch((error: unknown) => {
    if (error instanceof NoSuchObject) return undefined;
    throw error;
  });

const orNoFile =
  (key: string) =>
  (error: NodeJS.ErrnoException): never => {
    throw error.code === 'ENOENT' ? new NoSuchObject(key, { cause: error }) : error;
  };

export const folderArchive = (root: string): Archive => ({
  put: async (key, content) => {
    const path = join(root, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { flag: 'wx' });
  },
  replace: async (key, text) => {
    const path = join(root, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  },
  read: (key) => readFile(join(root, key)).catch(orNoFile(key)),
  list: async function* (prefix, after = '') {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const found = glob(`${folder}**/*`, { cwd: root, withFileTypes: true });
    const keys: string[] = [];
    for await (const entry of found) {
      const key = relative(root, join(entry.parentPath, entry.name));
      if (entry.isFile() && key.startsWith(prefix) && key > after) keys.push(key);
    }
    yield* keys.sort();
  },
  lines: async function* (key) {
    const file = await open(join(root, key)).catch(orNoFile(key));
    try {
      yield* file.readLines();
    } finally {
      await file.close();
    }
  },
});

/** `2026/11/22/08` */
export const hourOf = (instant: string): string => instant.slice(0, 13).replace(/[-T]/g, '/');

/** `entries/2026/11/22/08/05-12.123-<id>.ndjson`: by the time at which it is archived, so that keys grow. */
export const entriesKey = (now: string, id: string): string =>
  `entries/${hourOf(now)}/${now.slice(14, 23).replace(':', '-')}-${id}.ndjson`;

const entriesName = /^entries\/(\d{4})\/(\d\d)\/(\d\d)\/(\d\d)\/(\d\d)-(\d\d\.\d{3})-[^/]+\.ndjson$/;

/** When an object of records was archived, ISO instant, as its key says; undefined for any other key. */
export const archivedAt = (key: string): string | undefined => {
  const [, year, month, day, hour, minute, second] = entriesName.exec(key) ?? [];
  const instant = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return year === undefined || Number.isNaN(Date.parse(instant)) ? undefined : instant;
};

/** What the keys of all objects that were archived at an instant or later come after. */
export const keysFrom = (instant: string): string => entriesKey(instant, '').replace(/-\.ndjson$/, '');

const linkPattern = /^\{"link":\{"chain":"([^"\\]*)","prev":"([0-9a-f]{64})","seq":(\d{1,15})\}/;

/** Where a body stands in its chain, read from its first characters; undefined for what is not a body. */
export const linkOf = (body: string): ChainLink | undefined => {
  const [, chain, prev, seq] = linkPattern.exec(body) ?? [];
  return chain === undefined || prev === undefined ? undefined : { chain, prev, seq: Number(seq) };
};

/** Writes bodies as one object, in order of chain and place. @returns its key */
export const putEntries = async (
  archive: Archive,
  bodies: readonly string[],
  at: { now: string; id: string },
): Promise<string> => {
  const nowhere = { chain: '', seq: 0 };
  const placed = bodies.map((body) => ({ ...(linkOf(body) ?? nowhere), body })).sort(inOrder);
  const key = entriesKey(at.now, at.id);
  await archive.put(key, placed.map(({ body }) => `${body}\n`).join(''));
  return key;
};

export interface ArchivedManifest {
  readonly key: string;
  /** Absent when what is there is not a manifest. */
  readonly signed?: SignedManifest;
}

/** How many are fetched at once. */
const ahead = 32;

/** The manifests, oldest first; with an hour, only those whose objects were all archived in that hour or later. */
export async function* manifestsIn(archive: Archive, since?: string): AsyncGenerator<ArchivedManifest> {
  const start = since === undefined ? '' : `entries/${hourOf(since)}`;
  const isLate = ({ signed }: ArchivedManifest) =>
    signed?.manifest.objects.every((key) => key >= start) ?? true;
  const keys = await Array.fromAsync(archive.list('manifests/', since && `manifests/${hourOf(since)}`));
  const read = async (key: string): Promise<ArchivedManifest> => {
    const text = String(await archive.read(key));
    try {
      return { key, signed: parseManifest(text) };
    } catch {
      return { key };
    }
  };
  while (keys.length > 0) yield* (await Promise.all(keys.splice(0, ahead).map(read))).filter(isLate);
}

/** Every line of every object, in order, with the place where it stands; from an hour on, when one is given. */
export async function* linesIn(
  archive: Archive,
  since?: string,
): AsyncGenerator<{ body: string; where: string }> {
  for await (const key of archive.list('entries/', since && `entries/${hourOf(since)}`)) {
    let number = 0;
    for await (const body of archive.lines(key)) {
      number += 1;
      yield { body, where: `${key}:${number}` };
    }
  }
}
