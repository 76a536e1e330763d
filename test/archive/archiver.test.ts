import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeArchiver } from '../../functions/archive.ts';
import { entriesKey } from '../../functions/audit/archive/archive.ts';
import { bodyOf } from '../../functions/audit/chain.ts';
import type { ReadRecord } from '../../functions/audit/record.ts';
import type { Measurement } from '../../functions/base/metrics.ts';
import { memoryArchive } from './support/memory-log.ts';

const start = Date.UTC(2026, 10, 22, 8, 5);

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
  let measured: Measurement[];
  let now: number;
  let ids: number;
  let archive: ReturnType<typeof memoryArchive>;
  const deliver = (...Records: DynamoDBRecord[]) =>
    makeArchiver({
      archive,
      now: () => now,
      newId: () => `id${++ids}`,
      measure: (m) => measured.push(m),
    })({ Records });

  beforeEach(() => {
    archive = memoryArchive();
    measured = [];
    now = start;
    ids = 0;
  });

  test('writes the bodies of a batch as one object, in the order of their chain', async () => {
    await deliver(change('INSERT', { is: body(1) }), change('INSERT', { is: body(0) }));
    expect([...archive.objects].map(([key, content]) => [key, content.toString()])).toEqual([
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
    expect([...archive.objects]).toEqual([]);
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
    expect(JSON.parse(archive.objects.get(exhibit!)!.toString())).toMatchObject({
      eventName: record.eventName,
      ...(record.dynamodb?.OldImage && { was: record.dynamodb.OldImage }),
      ...(record.dynamodb?.NewImage && { is: record.dynamodb.NewImage }),
    });
    expect((await archive.read((await Array.fromAsync(archive.list('entries/')))[0]!)).toString()).toBe(
      `${body(7)}\n`,
    );
    expect(measured).toEqual([{ of: 'archive', rows: 1, tampering: 1 }]);
  });

  test('fails as a whole when the bucket does not take the object, so that the batch comes again', async () => {
    await archive.put(entriesKey(new Date(start).toISOString(), 'id1'), 'in the way\n');
    await expect(deliver(change('INSERT', { is: body(0) }))).rejects.toThrow();
    expect(measured).toEqual([]);
  });
});
