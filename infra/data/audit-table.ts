/**
 * The audit table, made from the same `tableDefinition` as the tables of tests and of the local server.
 *
 * Rows are only ever put. IAM cannot demand a condition expression, so a role that may put can overwrite;
 * what the table's own policy adds is that nobody else can put, and nobody but the break-glass role can
 * change or delete. Whatever is done all the same shows in the stream (`AuditTampering`) and in the chain.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { tableDefinition } from '../../functions/audit/table.ts';
import { type RoleName, roleArnOf } from '../names.ts';
import type { Stage } from '../settings.ts';

/** The longest that DynamoDB offers. */
const restoreDays = 35;

const key = (name: string) => ({ name, type: AttributeType.STRING });

/** Those who append: calls and refusals, feedback, reads of the audit log, spilled rows put back, changes. */
const writers: readonly RoleName[] = [
  'invoke',
  'feedback',
  'audit',
  'auditor',
  'reidentifier',
  'operator',
  'break-glass',
];

export class AuditDynamoTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { stage, encryptionKey }: { stage: Stage; encryptionKey: IKey }) {
    super(scope, id);
    const { partitionKey, sortKey, timeToLive, indexes } = tableDefinition;

    const nobodyBut = (sid: string, roles: readonly RoleName[], actions: string[]) =>
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        // of the table it is attached to; naming the table here would be a circle
        resources: ['*'],
        conditions: {
          ArnNotEquals: { 'aws:PrincipalArn': roles.map((role) => roleArnOf(this, stage.name, role)) },
        },
      });

    this.table = new TableV2(this, 'Table', {
      partitionKey: key(partitionKey),
      sortKey: key(sortKey),
      globalSecondaryIndexes: indexes.map((index) => ({
        indexName: index.name,
        partitionKey: key(index.partitionKey),
        sortKey: key(index.sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      })),
      timeToLiveAttribute: timeToLive,
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(encryptionKey),
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: restoreDays,
      },
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      resourcePolicy: new PolicyDocument({
        statements: [
          nobodyBut(
            'NobodyChangesOrDeletes',
            ['break-glass'],
            [
              'dynamodb:UpdateItem',
              'dynamodb:DeleteItem',
              'dynamodb:BatchWriteItem',
              'dynamodb:PartiQLInsert',
              'dynamodb:PartiQLUpdate',
              'dynamodb:PartiQLDelete',
            ],
          ),
          nobodyBut('NobodyElseAppends', writers, ['dynamodb:PutItem']),
        ],
      }),
    });
  }
}
