/**
 * The archive of the audit log: rows as NDJSON, and the tlog that is kept of them, locked for as long as the stage says.
 * Only the archive's own functions add to it; nobody but the break-glass role may even hide an object.
 */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../guards.ts';
import { type RoleName, roleArnOf } from '../names.ts';
import type { Stage } from '../settings.ts';

/** A month more than the years, since a row is written before it is archived and the years may leap. */
const lockFor = (years: number) => Duration.days(Math.ceil(years * 365.25) + 31);

const common = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  versioned: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

export class ArchiveBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { stage, encryptionKey }: { stage: Stage; encryptionKey: IKey }) {
    super(scope, id);
    const { years, lock } = stage.archive;

    const accessLogs = new Bucket(this, 'AccessLogs', {
      ...common,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [
        { expiration: Duration.days(stage.logDays), noncurrentVersionExpiration: Duration.days(1) },
      ],
    });
    acknowledge(accessLogs, 'It holds the access log of the archive; a log of that log would not end.', [
      'AwsSolutions-S1',
      'HIPAA.Security-S3BucketLoggingEnabled',
    ]);
    acknowledge(accessLogs, 'S3 cannot deliver access logs to a bucket with a customer key.', [
      'HIPAA.Security-S3DefaultEncryptionKMS',
    ]);
    acknowledge(accessLogs, 'Access logs expire with the other logs and need no second region.', [
      'HIPAA.Security-S3BucketReplicationEnabled',
    ]);

    this.bucket = new Bucket(this, 'Bucket', {
      ...common,
      encryption: BucketEncryption.KMS,
      encryptionKey,
      bucketKeyEnabled: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention[lock](lockFor(years)),
      serverAccessLogsBucket: accessLogs,
      lifecycleRules: [
        {
          // a smaller one is billed as so much there
          objectSizeGreaterThan: 128 * 1024,
          transitions: [
            { storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(90) },
          ],
        },
      ],
    });
    // each object that comes wakes the checkpoint function: see archiver.ts
    (this.bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    acknowledge(
      this.bucket,
      'S3 keeps each object in three zones, and the rows of 400 days are in the table as well; a copy in a second region or account is a step of docs/deploy.md for those whose contract asks for it.',
      ['HIPAA.Security-S3BucketReplicationEnabled'],
    );

    const nobodyBut = (sid: string, roles: readonly RoleName[], actions: string[]) =>
      this.bucket.addToResourcePolicy(
        new PolicyStatement({
          sid,
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions,
          resources: [this.bucket.arnForObjects('*')],
          conditions: {
            ArnNotEquals: { 'aws:PrincipalArn': roles.map((role) => roleArnOf(this, stage.name, role)) },
          },
        }),
      );
    nobodyBut(
      'NobodyElseAdds',
      ['archive', 'checkpoint', 'monitor', 'reconcile', 'break-glass'],
      ['s3:PutObject'],
    );
    nobodyBut(
      'NobodyDeletes',
      ['break-glass'],
      ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention'],
    );
  }
}
