/**
 * The archive: every record as one line of NDJSON, exactly the text its hash covers, under `entries/`, and
 * signed manifests under `manifests/`. Objects are written once and never changed; in the cloud that is a
 * bucket with Object Lock, locally a folder.
 */
import { createReadStream } from 'node:fs';
import { glob, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { hashOf } from '../chain.ts';
import type { ChainLink } from '../record.ts';
import {
  inOrder,
  type Leaf,
  type Manifest,
  manifestOf,
  parseManifest,
  type SignedManifest,
  signManifest,
} from './manifest.ts';
import type { Signer } from './signer.ts';

export interface Archive {
  /** Rejects when the object is there already. */
  put(key: string, text: string): Promise<void>;
  /** Keys below a prefix, in order; those after a key, when one is given. */
  list(prefix: string, after?: string): AsyncIterable<string>;
  lines(key: string): AsyncIterable<string>;
}

export const folderArchive = (root: string): Archive => ({
  put: async (key, text) => {
    const path = join(root, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  },
  list: async function* (prefix, after = '') {
    const keys = await Array.fromAsync(glob(`${prefix}**/*.{ndjson,json}`, { cwd: root }));
    yield* keys.filter((key) => key > after).sort();
  },
  lines: async function* (key) {
    yield* createInterface({ input: createReadStream(join(root, key)), crlfDelay: Number.POSITIVE_INFINITY });
  },
});

const hourOf = (instant: string): string => instant.slice(0, 13).replace(/[-T]/g, '/');

/** `entries/2026/11/22/08/05-12.123-<id>.ndjson`: by the time at which it is archived, so that keys grow. */
export const entriesKey = (now: string, id: string): string =>
  `entries/${hourOf(now)}/${now.slice(14, 23).replace(':', '-')}-${id}.ndjson`;

const manifestKey = ({ made, number }: Manifest): string =>
  `manifests/${hourOf(made)}/${String(number).padStart(8, '0')}.json`;

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

/** @throws Error when what is there is not a manifest */
const manifestAt = async (archive: Archive, key: string): Promise<SignedManifest> =>
  parseManifest((await Array.fromAsync(archive.lines(key))).join('\n'));

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
    try {
      return { key, signed: await manifestAt(archive, key) };
    } catch {
      return { key };
    }
  };
  while (keys.length > 0) yield* (await Promise.all(keys.splice(0, ahead).map(read))).filter(isLate);
}

const day = 86_400_000;

/** Finds the last manifest: looks back day by day before it lists six years of them. */
const lastManifest = async (archive: Archive, now: string): Promise<SignedManifest | undefined> => {
  const days = Array.from({ length: 31 }, (_, n) => new Date(Date.parse(now) - n * day).toISOString());
  for (const prefix of [...days.map((at) => `manifests/${hourOf(at).slice(0, 10)}/`), 'manifests/']) {
    const key = (await Array.fromAsync(archive.list(prefix))).at(-1);
    if (key !== undefined) return manifestAt(archive, key);
  }
  return undefined;
};

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

/** Each record in an object once: a stream may deliver one twice. */
export const leavesIn = async (archive: Archive, objects: readonly string[]): Promise<Leaf[]> => {
  const leaves = new Map<string, Leaf>();
  for (const key of objects) {
    for await (const body of archive.lines(key)) {
      const link = linkOf(body);
      if (link !== undefined) {
        const { chain, seq } = link;
        const hash = hashOf(body);
        leaves.set(`${chain} ${seq} ${hash}`, { chain, seq, hash });
      }
    }
  }
  return [...leaves.values()];
};

/**
 * Signs for the objects archived since the last manifest. Keys grow with time, so it lists those after the
 * last one that is signed for.
 * @param before ISO instant: objects archived in its hour or later are left for next time; absent = all
 * @returns undefined when there is nothing new
 */
export const addManifest = async (
  archive: Archive,
  signer: Signer,
  { now, before }: { now: string; before?: string },
): Promise<SignedManifest | undefined> => {
  const previous = await lastManifest(archive, now);
  const done = previous?.manifest.objects.at(-1);
  const end = before === undefined ? 'entries/~' : `entries/${hourOf(before)}`;
  const objects = (await Array.fromAsync(archive.list('entries/', done))).filter((key) => key < end);
  if (objects.length === 0) return undefined;
  const leaves = await leavesIn(archive, objects);
  const signed = await signManifest(manifestOf(leaves, { previous, made: now, objects }), signer);
  await archive.put(manifestKey(signed.manifest), `${JSON.stringify(signed)}\n`);
  return signed;
};
