/**
 * From the audit table's stream into the archive: each new row's body becomes a line of one object a batch.
 * A row that was changed, deleted before its time, or never written by us goes to `tampering/` as it was and
 * as it is, and raises an alarm. Fails whole: Lambda then delivers the batch again, and a line that is in the
 * archive twice counts once.
 */
import { randomUUID } from 'node:crypto';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type Archive, entriesKey, linkOf, putEntries } from './audit/archive/archive.ts';
import { bucketArchive } from './audit/archive/s3-archive.ts';
import { type Measurement, metricLine } from './base/metrics.ts';
import { required, stackSets } from './base/settings.ts';

export interface ArchiveWorld {
  readonly archive: Archive;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly measure: (measurement: Measurement) => void;
}

/** Calls, refusals, readings, changes, feedback and steps of the app. What else is in the table is state, which comes and goes. */
const isEvidence = ({ dynamodb }: DynamoDBRecord): boolean =>
  dynamodb?.Keys?.['pk']?.S?.startsWith('C#') ?? false;

/** DynamoDB itself, when a row's time has come. */
const isExpiry = ({ eventName, userIdentity }: DynamoDBRecord): boolean =>
  eventName === 'REMOVE' &&
  userIdentity?.type === 'Service' &&
  userIdentity.principalId === 'dynamodb.amazonaws.com';

const bodyOf = ({ dynamodb }: DynamoDBRecord): string | undefined => dynamodb?.NewImage?.['body']?.S;

const isOurs = (record: DynamoDBRecord): boolean => {
  const body = bodyOf(record);
  return record.eventName === 'INSERT' && body !== undefined && linkOf(body) !== undefined;
};

const exhibit = ({ eventName, userIdentity, dynamodb }: DynamoDBRecord): string =>
  `${JSON.stringify({ eventName, by: userIdentity?.principalId, was: dynamodb?.OldImage, is: dynamodb?.NewImage })}\n`;

export const makeArchiver =
  ({ archive, now, newId, measure }: ArchiveWorld) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<void> => {
    const evidence = Records.filter((record) => isEvidence(record) && !isExpiry(record));
    const rows = evidence.filter(isOurs);
    const tampered = evidence.filter((record) => !isOurs(record));
    const at = { now: new Date(now()).toISOString(), id: newId() };
    if (rows.length > 0)
      await putEntries(
        archive,
        rows.flatMap((record) => bodyOf(record) ?? []),
        at,
      );
    if (tampered.length > 0) {
      const key = entriesKey(at.now, at.id).replace('entries/', 'tampering/');
      await archive.put(key, tampered.map(exhibit).join(''));
    }
    measure({ of: 'archive', rows: rows.length, tampering: tampered.length });
  };

const worldFrom = (env: NodeJS.ProcessEnv): ArchiveWorld => {
  const namespace = env['METRICS_NAMESPACE'] ?? 'RadixCDS';
  return {
    archive: bucketArchive(required(env, 'ARCHIVE_BUCKET', stackSets)),
    now: Date.now,
    newId: randomUUID,
    measure: (measurement) => {
      process.stdout.write(`${metricLine(measurement, namespace, Date.now())}\n`);
    },
  };
};

let archiver: ReturnType<typeof makeArchiver> | undefined;

export const handler = (event: DynamoDBStreamEvent): Promise<void> => {
  archiver ??= makeArchiver(worldFrom(process.env));
  return archiver(event);
};
