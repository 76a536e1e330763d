/**
 * From the table's stream into the bucket: `archive` writes each batch of rows as one object, `checkpoint` lets the tlog
 * grow by it and signs, `monitor` counts it and says what has changed, `reconcile` holds it against the table. Only
 * `reconcile` can read the table, and only `checkpoint` can sign.
 *
 * A row is signed for within seconds: a second of waiting for others in the stream, the archive function, the event of
 * S3, the checkpoint function. The clock wakes it too, each minute, in case an event was lost.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  type Code,
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { FunctionName } from '../build.ts';
import { Duty } from '../duty.ts';
import { acknowledge, acknowledgeWildcards } from '../guards.ts';
import type { Stage } from '../settings.ts';
import type { Keys } from './keys.ts';

export interface ArchiverProps {
  readonly stage: Stage;
  readonly table: TableV2;
  readonly registry: TableV2;
  /** Where the tlog stands. */
  readonly logTable: TableV2;
  readonly bucket: Bucket;
  readonly keys: Keys;
  readonly codeOf: (name: FunctionName) => Code;
}

/** Where Lambda puts a batch, whole, that `archive` failed on to the end. */
const failedBatches = 'aws/lambda/*';
const entries = 'entries/*';
const tampering = 'tampering/*';
const tiles = 'tlog/*';
const batches = 'batches/*';
const tallies = 'monitor/*';

/** The tlog's name in its checkpoints: where its files would be, were the bucket public. */
export const logOrigin = (bucket: Bucket): string => `${bucket.bucketRegionalDomainName}/tlog`;

export class Archiver extends Construct {
  readonly archive: Duty;
  /** What brings rows to it. */
  readonly stream: EventSourceMapping;
  readonly checkpoint: Duty;
  readonly monitor: Duty;
  readonly reconcile: Duty;

  constructor(scope: Construct, id: string, props: ArchiverProps) {
    super(scope, id);
    this.archive = this.archiveDuty(props);
    this.stream = this.streamInto(this.archive, props);
    this.checkpoint = this.checkpointDuty(props);
    this.monitor = this.monitorDuty(props);
    this.reconcile = this.reconcileDuty(props);
  }

  private archiveDuty({ stage, table, bucket, keys, codeOf }: ArchiverProps): Duty {
    const streamArn = table.tableStreamArn as string;
    const duty = new Duty(this, 'Archive', {
      stage,
      name: 'archive',
      description: 'Copies audit rows from the table into the locked archive',
      code: codeOf('archive'),
      logsKey: keys.operations,
      timeout: 60,
      memory: 512,
      reserved: stage.archive.reserved,
      environment: { ARCHIVE_BUCKET: bucket.bucketName },
      rights: [
        new PolicyStatement({
          sid: 'ReadStream',
          actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          resources: [streamArn],
        }),
        new PolicyStatement({
          sid: 'FindStream',
          actions: ['dynamodb:ListStreams'],
          resources: [`${table.tableArn}/stream/*`],
        }),
        new PolicyStatement({
          sid: 'ReadEncryptedStream',
          actions: ['kms:Decrypt'],
          resources: [keys.tables.keyArn],
          conditions: {
            StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` },
          },
        }),
        new PolicyStatement({
          sid: 'AddToArchive',
          actions: ['s3:PutObject'],
          resources: [entries, tampering, failedBatches].map((keys) => bucket.arnForObjects(keys)),
        }),
        new PolicyStatement({
          sid: 'DeliverFailures',
          actions: ['s3:ListBucket'],
          resources: [bucket.bucketArn],
        }),
        new PolicyStatement({
          sid: 'EncryptArchive',
          actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
          resources: [keys.archive.keyArn],
        }),
      ],
    });
    acknowledgeWildcards(duty, 'The streams of this one table, and the prefixes this one function writes.', [
      `${table.tableArn}/stream/*`,
      ...[entries, tampering, failedBatches].map((keys) => bucket.arnForObjects(keys)),
    ]);
    acknowledge(
      duty.function,
      'Failed batches are kept whole in the archive bucket: see the event source mapping.',
      ['HIPAA.Security-LambdaDLQ', 'Serverless-LambdaDLQ'],
    );

    return duty;
  }

  private streamInto(duty: Duty, { table, bucket }: ArchiverProps): EventSourceMapping {
    return new EventSourceMapping(this, 'Stream', {
      target: duty.function,
      eventSourceArn: table.tableStreamArn as string,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 1000,
      maxBatchingWindow: Duration.seconds(1),
      bisectBatchOnError: true,
      // a stream forgets after 24 hours; by then the batch must be in the bucket, archived or as a failure
      retryAttempts: 100,
      maxRecordAge: Duration.hours(20),
      supportS3OnFailureDestination: true,
      onFailure: { bind: () => ({ destination: bucket.bucketArn }) },
      filters: [FilterCriteria.filter({ dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('C#') } } } })],
    });
  }

  private checkpointDuty({ stage, logTable, bucket, keys, codeOf }: ArchiverProps): Duty {
    const viaDynamo = {
      StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` },
    };
    const duty = new Duty(this, 'Checkpoint', {
      stage,
      name: 'checkpoint',
      description: 'Lets the tlog grow by what was archived, and signs for it',
      code: codeOf('checkpoint'),
      logsKey: keys.operations,
      timeout: 60,
      memory: 1024,
      // one at work and one that takes over where the first hangs; whatever they do, the tlog grows once
      reserved: stage.archive.reserved === 'unreserved' ? 'unreserved' : 2,
      environment: {
        ARCHIVE_BUCKET: bucket.bucketName,
        LOG_TABLE: logTable.tableName,
        LOG_KEY_ARN: keys.log.keyArn,
        LOG_ORIGIN: logOrigin(bucket),
      },
      rights: [
        new PolicyStatement({
          sid: 'ListArchive',
          actions: ['s3:ListBucket'],
          resources: [bucket.bucketArn],
        }),
        new PolicyStatement({
          sid: 'ReadArchive',
          actions: ['s3:GetObject'],
          resources: [entries, tiles, batches].map((keys) => bucket.arnForObjects(keys)),
        }),
        new PolicyStatement({
          sid: 'AddToLog',
          actions: ['s3:PutObject'],
          resources: [tiles, batches].map((keys) => bucket.arnForObjects(keys)),
        }),
        new PolicyStatement({
          sid: 'EncryptArchive',
          actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
          resources: [keys.archive.keyArn],
        }),
        new PolicyStatement({
          sid: 'SwapWhereTheLogStands',
          actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
          resources: [logTable.tableArn],
        }),
        new PolicyStatement({
          sid: 'UseEncryptedTable',
          actions: [
            'kms:Decrypt',
            'kms:DescribeKey',
            'kms:Encrypt',
            'kms:GenerateDataKey',
            'kms:ReEncryptFrom',
            'kms:ReEncryptTo',
          ],
          resources: [keys.tables.keyArn],
          conditions: viaDynamo,
        }),
        new PolicyStatement({
          sid: 'Sign',
          actions: ['kms:Sign', 'kms:GetPublicKey'],
          resources: [keys.log.keyArn],
        }),
      ],
    });
    acknowledge(
      duty.function,
      'The next run signs what a failed one did not; a record that waits raises an alarm.',
      ['HIPAA.Security-LambdaDLQ', 'Serverless-LambdaDLQ'],
    );

    acknowledgeWildcards(
      duty,
      'The prefixes of this one bucket that this one function reads and writes.',
      [entries, tiles, batches].map((keys) => bucket.arnForObjects(keys)),
    );

    const wake = (retryAttempts: number) =>
      new LambdaFunction(duty.function, { retryAttempts, maxEventAge: Duration.minutes(1) });
    const rules = [
      new Rule(this, 'Arrivals', {
        description: 'Wakes the checkpoint function when an object of rows was archived',
        eventPattern: {
          source: ['aws.s3'],
          detailType: ['Object Created'],
          detail: {
            bucket: { name: [bucket.bucketName] },
            object: { key: [{ prefix: entries.replace('*', '') }] },
          },
        },
        targets: [wake(0)],
      }),
      new Rule(this, 'EachMinute', {
        description: 'Wakes the checkpoint function in case an event was lost',
        schedule: Schedule.rate(Duration.minutes(1)),
        targets: [wake(0)],
      }),
    ];
    for (const rule of rules) {
      acknowledge(rule, 'The next run signs what a lost one did not; a record that waits raises an alarm.', [
        'Serverless-EventBusDLQ',
      ]);
    }
    return duty;
  }

  private reconcileDuty({ stage, table, registry, bucket, keys, codeOf }: ArchiverProps): Duty {
    const duty = new Duty(this, 'Reconcile', {
      stage,
      name: 'reconcile',
      description: 'Holds the archive against the table, and archives what the stream did not bring',
      code: codeOf('reconcile'),
      logsKey: keys.operations,
      timeout: 240,
      memory: 1024,
      reserved: stage.archive.reserved === 'unreserved' ? 'unreserved' : 1,
      environment: {
        ARCHIVE_BUCKET: bucket.bucketName,
        AUDIT_TABLE: table.tableName,
        CLIENTS_TABLE: registry.tableName,
      },
      rights: [
        new PolicyStatement({
          sid: 'FindRows',
          actions: ['dynamodb:Query'],
          resources: [`${table.tableArn}/index/by-service`, registry.tableArn],
        }),
        new PolicyStatement({ sid: 'ReadRows', actions: ['dynamodb:GetItem'], resources: [table.tableArn] }),
        new PolicyStatement({
          sid: 'DecryptTable',
          actions: ['kms:Decrypt', 'kms:DescribeKey'],
          resources: [keys.tables.keyArn],
          conditions: {
            StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` },
          },
        }),
        new PolicyStatement({
          sid: 'ListArchive',
          actions: ['s3:ListBucket'],
          resources: [bucket.bucketArn],
        }),
        new PolicyStatement({
          sid: 'MendArchive',
          actions: ['s3:GetObject', 's3:PutObject'],
          resources: [bucket.arnForObjects(entries)],
        }),
        new PolicyStatement({
          sid: 'EncryptArchive',
          actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
          resources: [keys.archive.keyArn],
        }),
      ],
    });
    acknowledge(duty.function, 'The next run looks at the same time again; a missing run raises an alarm.', [
      'HIPAA.Security-LambdaDLQ',
      'Serverless-LambdaDLQ',
    ]);
    acknowledgeWildcards(duty, 'The one prefix of this one bucket that this one function reads and mends.', [
      bucket.arnForObjects(entries),
    ]);
    const rule = new Rule(this, 'Reconciled', {
      description: 'Holds the archive against the table, over the minutes that are over',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(duty.function, { retryAttempts: 0, maxEventAge: Duration.minutes(5) })],
    });
    acknowledge(rule, 'The next run looks at the same time again; a missing run raises an alarm.', [
      'Serverless-EventBusDLQ',
    ]);
    return duty;
  }

  private monitorDuty({ stage, bucket, keys, codeOf }: ArchiverProps): Duty {
    const duty = new Duty(this, 'Monitor', {
      stage,
      name: 'monitor',
      description: 'Counts, each hour, what the archive got, and says which client has changed',
      code: codeOf('monitor'),
      logsKey: keys.operations,
      timeout: 300,
      memory: 1024,
      reserved: stage.archive.reserved === 'unreserved' ? 'unreserved' : 1,
      environment: { ARCHIVE_BUCKET: bucket.bucketName, PSEUDONYM_KEY_ARNS: keys.pseudonymKeyArns },
      rights: [
        new PolicyStatement({
          sid: 'ListArchive',
          actions: ['s3:ListBucket'],
          resources: [bucket.bucketArn],
        }),
        new PolicyStatement({
          sid: 'ReadArchive',
          actions: ['s3:GetObject'],
          resources: [bucket.arnForObjects(entries), bucket.arnForObjects(tallies)],
        }),
        new PolicyStatement({
          sid: 'AddTallies',
          actions: ['s3:PutObject'],
          resources: [bucket.arnForObjects(tallies)],
        }),
        new PolicyStatement({
          sid: 'EncryptArchive',
          actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
          resources: [keys.archive.keyArn],
        }),
        // which findings a call understood is encrypted under a key that follows from it
        new PolicyStatement({
          sid: 'OpenFound',
          actions: ['kms:GenerateMac'],
          resources: [...keys.pseudonyms.values()].map(({ keyArn }) => keyArn),
        }),
      ],
    });
    acknowledge(
      duty.function,
      'The next run counts what a failed one did not; a missing run raises an alarm.',
      ['HIPAA.Security-LambdaDLQ', 'Serverless-LambdaDLQ'],
    );
    acknowledgeWildcards(duty, 'The prefixes of this one bucket that this one function reads and writes.', [
      bucket.arnForObjects(entries),
      bucket.arnForObjects(tallies),
    ]);

    const hourly = new Rule(this, 'Counted', {
      description: 'Counts the archive of the hour before, and says which client has changed',
      schedule: Schedule.cron({ minute: '35' }),
      targets: [new LambdaFunction(duty.function, { retryAttempts: 3, maxEventAge: Duration.minutes(30) })],
    });
    acknowledge(hourly, 'The next run counts what a lost one did not; a missing run raises an alarm.', [
      'Serverless-EventBusDLQ',
    ]);
    return duty;
  }
}
