import { generateKeyPairSync } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import type { JWK } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeArchiver } from '../../functions/archive.ts';
import { type Archive, entriesKey } from '../../functions/audit/archive/archive.ts';
import { localSigner } from '../../functions/audit/archive/signer.ts';
import { bodyOf } from '../../functions/audit/chain.ts';
import type { ReadRecord } from '../../functions/audit/record.ts';
import type { Measurement } from '../../functions/base/metrics.ts';
import { makeManifester } from '../../functions/manifest.ts';

const start = Date.UTC(2026, 10, 22, 8, 5);
const hour = 3_600_000;

const body = (seq: number, by = 'auditor') => {
  const record: ReadRecord = {
    v: 1,
    kind: 'read',
    callId: '00000000-0000-8000-8000-000000000000',
    client: { id: '-' },
    at: new Date(start).toISOString(),
    by,
    via: 'api',
    question: 'file',
    filter: {},
  };
  return bodyOf(record, { chain: 'c1', seq, prev: '0'.repeat(64) });
};

const image = (text: string) => ({ pk: { S: 'C#-#1' }, sk: { S: 'CALL' }, body: { S: text } });
const change = (
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE',
  {
    was,
    is,
    pk = 'C#-#1',
    by,
  }: { was?: string; is?: string; pk?: string; by?: DynamoDBRecord['userIdentity'] },
): DynamoDBRecord => ({
  eventName,
  ...(by && { userIdentity: by }),
  dynamodb: {
    Keys: { pk: { S: pk }, sk: { S: 'CALL' } },
    ...(was !== undefined && { OldImage: image(was) }),
    ...(is !== undefined && { NewImage: image(is) }),
  },
});
const timeToLive = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };

describe('the archiver', () => {
  let objects: Map<string, string>;
  let measured: Measurement[];
  let now: number;
  let ids: number;
  const archive: Archive = {
    put: async (key, text) => {
      if (objects.has(key)) throw new Error('there already');
      objects.set(key, text);
    },
    list: async function* (prefix, after = '') {
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    },
    lines: async function* (key) {
      yield* objects.get(key)!.split('\n').slice(0, -1);
    },
  };
  const deliver = (...Records: DynamoDBRecord[]) =>
    makeArchiver({
      archive,
      now: () => now,
      newId: () => `id${++ids}`,
      measure: (m) => measured.push(m),
    })({ Records });

  beforeEach(() => {
    objects = new Map();
    measured = [];
    now = start;
    ids = 0;
  });

  test('writes the bodies of a batch as one object, in the order of their chain', async () => {
    await deliver(change('INSERT', { is: body(1) }), change('INSERT', { is: body(0) }));
    expect([...objects]).toEqual([
      [entriesKey(new Date(start).toISOString(), 'id1'), `${body(0)}\n${body(1)}\n`],
    ]);
    expect(measured).toEqual([{ of: 'archive', rows: 2, tampering: 0 }]);
  });

  test.each([
    ['a replay marker', change('INSERT', { is: body(0), pk: 'J#client#jti' })],
    ['an override that was replaced', change('MODIFY', { was: body(0), is: body(1), pk: 'R#client#p#u' })],
    ['a row whose time has come', change('REMOVE', { was: body(0), by: timeToLive })],
  ])('leaves out %s', async (_, record) => {
    await deliver(record);
    expect([...objects]).toEqual([]);
    expect(measured).toEqual([{ of: 'archive', rows: 0, tampering: 0 }]);
  });

  test.each([
    ['a row that was changed', change('MODIFY', { was: body(0), is: body(0, 'someone else') })],
    ['a row that was deleted by a person', change('REMOVE', { was: body(0) })],
    [
      'a row that was deleted by a service that is not the TTL',
      change('REMOVE', { was: body(0), by: { type: 'Service', principalId: 'backup.amazonaws.com' } }),
    ],
    ['a row that was not written by us', change('INSERT', { is: 'anything' })],
  ])('keeps %s as an exhibit, counts it, and archives the rest of its batch', async (_, record) => {
    await deliver(record, change('INSERT', { is: body(7) }));
    const [exhibit] = await Array.fromAsync(archive.list('tampering/'));
    expect(JSON.parse(objects.get(exhibit!)!)).toMatchObject({
      eventName: record.eventName,
      ...(record.dynamodb?.OldImage && { was: record.dynamodb.OldImage }),
      ...(record.dynamodb?.NewImage && { is: record.dynamodb.NewImage }),
    });
    expect(objects.get((await Array.fromAsync(archive.list('entries/')))[0]!)).toBe(`${body(7)}\n`);
    expect(measured).toEqual([{ of: 'archive', rows: 1, tampering: 1 }]);
  });

  test('fails as a whole when the bucket does not take the object, so that the batch comes again', async () => {
    objects.set(entriesKey(new Date(start).toISOString(), 'id1'), 'in the way\n');
    await expect(deliver(change('INSERT', { is: body(0) }))).rejects.toThrow();
    expect(measured).toEqual([]);
  });

  describe('and the manifest of each hour', () => {
    const privateKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
    const sign = () =>
      makeManifester({ archive, signer: localSigner({ kid: 'k', privateKey }), now: () => now })();

    test('signs for what was archived before the hour that it runs in', async () => {
      await deliver(change('INSERT', { is: body(0) }), change('INSERT', { is: body(1) }));
      expect(await sign()).toEqual({});
      now += hour;
      await deliver(change('INSERT', { is: body(2) }));
      expect(await sign()).toEqual({ number: 1, count: 2 });
    });

    test('makes up for an hour that was not signed', async () => {
      await deliver(change('INSERT', { is: body(0) }));
      now += hour;
      await deliver(change('INSERT', { is: body(1) }));
      now += hour;
      expect(await sign()).toEqual({ number: 1, count: 2 });
      expect(await sign()).toEqual({});
    });

    test('counts a row once though the stream delivered it twice', async () => {
      await deliver(change('INSERT', { is: body(0) }));
      await deliver(change('INSERT', { is: body(0) }));
      now += hour;
      expect(await sign()).toEqual({ number: 1, count: 1 });
    });
  });
});
