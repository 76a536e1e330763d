import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Archive, folderArchive, NoSuchObject } from '../../functions/audit/archive/archive.ts';
import { s3Archive } from '../../functions/audit/archive/s3-archive.ts';
import { startS3 } from '../support/s3.ts';

interface Made {
  archive: Archive;
  end: () => Promise<void>;
}

const makers: Record<string, () => Promise<Made>> = {
  'a folder': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'archive-'));
    return { archive: folderArchive(folder), end: () => rm(folder, { recursive: true }) };
  },
  'a bucket': async () => {
    const s3 = await startS3();
    return { archive: s3Archive(s3.client, 'archive'), end: s3.stop };
  },
};

describe.each(Object.keys(makers))('an archive in %s', (kind) => {
  let made: Made;
  const keys = ['01', '02', '03', '04', '05'].map((hour) => `entries/2026/11/22/${hour}/a.ndjson`);

  beforeAll(async () => {
    made = await makers[kind]!();
    for (const key of [...keys].reverse()) await made.archive.put(key, `${key}\nsecond line\n`);
    await made.archive.put('manifests/2026/11/22/00000001.json', '{}\n');
  });
  afterAll(() => made.end());

  test('lists the keys below a prefix in order, however many there are', async () => {
    expect(await Array.fromAsync(made.archive.list('entries/'))).toEqual(keys);
  });

  test('lists only what comes after a key, when one is given', async () => {
    expect(await Array.fromAsync(made.archive.list('entries/', keys[2]))).toEqual(keys.slice(3));
  });

  test('lists nothing for a prefix that nothing has', async () => {
    expect(await Array.fromAsync(made.archive.list('nothing/'))).toEqual([]);
  });

  test('reads an object line by line', async () => {
    expect(await Array.fromAsync(made.archive.lines(keys[0]!))).toEqual([keys[0], 'second line']);
  });

  test('refuses a second object under a key, and keeps the first', async () => {
    await expect(made.archive.put(keys[0]!, 'forged\n')).rejects.toThrow();
    expect(await Array.fromAsync(made.archive.lines(keys[0]!))).toEqual([keys[0], 'second line']);
  });

  test('rejects when an object is not there', async () => {
    await expect(Array.fromAsync(made.archive.lines('entries/none.ndjson'))).rejects.toThrow(NoSuchObject);
    await expect(made.archive.read('entries/none.ndjson')).rejects.toThrow(NoSuchObject);
  });

  test('keeps bytes as they are, under keys of any ending', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 128]);
    await made.archive.put('tlog/tile/0/000.p/1', bytes);
    expect(await made.archive.read('tlog/tile/0/000.p/1')).toEqual(bytes);
    expect(await Array.fromAsync(made.archive.list('tlog/'))).toEqual(['tlog/tile/0/000.p/1']);
  });

  test('replaces what says where the tlog stands', async () => {
    await made.archive.replace('tlog/checkpoint', 'one\n');
    await made.archive.replace('tlog/checkpoint', 'two\n');
    expect(String(await made.archive.read('tlog/checkpoint'))).toBe('two\n');
  });
});
