/**
 * Where the tlog of the archive stands: one item, changed by compare-and-swap. Who could change it otherwise could make the
 * tlog contradict itself, which the archive would show; so nobody but the checkpoint function may.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { roleArnOf } from '../names.ts';
import type { Stage } from '../settings.ts';

export class LogTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { stage, encryptionKey }: { stage: Stage; encryptionKey: IKey }) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(encryptionKey),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      resourcePolicy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'NobodyElseChanges',
            effect: Effect.DENY,
            principals: [new AnyPrincipal()],
            actions: [
              'dynamodb:PutItem',
              'dynamodb:UpdateItem',
              'dynamodb:DeleteItem',
              'dynamodb:BatchWriteItem',
              'dynamodb:PartiQLInsert',
              'dynamodb:PartiQLUpdate',
              'dynamodb:PartiQLDelete',
            ],
            // of the table it is attached to; naming the table here would be a circle
            resources: ['*'],
            conditions: {
              ArnNotEquals: { 'aws:PrincipalArn': [roleArnOf(this, stage.name, 'checkpoint')] },
            },
          }),
        ],
      }),
    });
  }
}
