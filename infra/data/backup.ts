/**
 * Daily copies of the tables by AWS Backup, for an account whose policy asks for them: a locked vault, and a role that may
 * read these tables and no other. The copies are encrypted with the archive's key, so that losing the key of the tables
 * does not lose them too. The archive itself is locked where it is (docs/decisions/0304).
 */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  BackupPlan,
  BackupPlanRule,
  BackupResource,
  BackupVault,
  type IBackupVault,
} from 'aws-cdk-lib/aws-backup';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledge } from '../guards.ts';
import { product } from '../names.ts';
import type { Stage } from '../settings.ts';
import type { Keys } from './keys.ts';

export interface TableBackupsProps {
  readonly stage: Stage;
  readonly backup: NonNullable<Stage['backup']>;
  readonly tables: readonly TableV2[];
  readonly keys: Keys;
  readonly topic: ITopic;
}

export class TableBackups extends Construct {
  constructor(scope: Construct, id: string, props: TableBackupsProps) {
    super(scope, id);
    const { stage, backup, tables, keys } = props;
    const kept = Duration.days(backup.days);
    const vault = new BackupVault(this, 'Vault', {
      backupVaultName: `${product}-${stage.name}`,
      encryptionKey: keys.archive,
      lockConfiguration: {
        minRetention: kept,
        // what a compliance lock says can be taken back for the shortest time that AWS offers
        ...(backup.lock === 'compliance' && { changeableFor: Duration.days(3) }),
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const elsewhere =
      backup.copyTo === undefined
        ? undefined
        : BackupVault.fromBackupVaultArn(this, 'Elsewhere', backup.copyTo);
    const plan = new BackupPlan(this, 'Plan', {
      backupPlanName: `${product}-${stage.name}`,
      backupVault: vault,
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'daily',
          scheduleExpression: Schedule.cron({ hour: '2', minute: '15' }),
          startWindow: Duration.hours(1),
          completionWindow: Duration.hours(12),
          deleteAfter: kept,
          ...(elsewhere && { copyActions: [{ destinationBackupVault: elsewhere, deleteAfter: kept }] }),
        }),
      ],
    });
    plan.addSelection('Tables', {
      resources: tables.map(({ tableArn }) => BackupResource.fromArn(tableArn)),
      role: this.roleFor(props, vault, elsewhere).withoutPolicyUpdates(),
      disableDefaultBackupPolicy: true,
    });
    this.tellOfFailure(props);
  }

  /** What AWSBackupServiceRolePolicyForBackup may of every table of the account, on these alone. */
  private roleFor({ tables, keys }: TableBackupsProps, vault: BackupVault, elsewhere?: IBackupVault): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com') });
    const viaDynamo = {
      StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` },
    };
    new ManagedPolicy(this, 'Rights', {
      roles: [role],
      statements: [
        new PolicyStatement({
          sid: 'CopyTables',
          actions: ['dynamodb:DescribeTable', 'dynamodb:ListTagsOfResource', 'dynamodb:StartAwsBackupJob'],
          resources: tables.map(({ tableArn }) => tableArn),
        }),
        new PolicyStatement({
          sid: 'IntoVaults',
          actions: ['backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'],
          resources: [vault.backupVaultArn, ...(elsewhere ? [elsewhere.backupVaultArn] : [])],
        }),
        new PolicyStatement({
          sid: 'DecryptTables',
          actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
          resources: [keys.tables.keyArn],
          conditions: viaDynamo,
        }),
        new PolicyStatement({
          sid: 'EncryptCopies',
          actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
          resources: [keys.archive.keyArn],
        }),
        new PolicyStatement({
          sid: 'LendKeyOfCopies',
          actions: ['kms:CreateGrant'],
          resources: [keys.archive.keyArn],
          conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
        }),
      ],
    });
    return role;
  }

  private tellOfFailure({ tables, topic }: TableBackupsProps): void {
    const says =
      'A daily copy of a table was not made, or not copied on. What to do: docs/operate.md#backup-failed';
    const rule = new Rule(this, 'Failed', {
      description: says,
      eventPattern: {
        source: ['aws.backup'],
        detailType: ['Backup Job State Change', 'Copy Job State Change'],
        detail: {
          state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'],
          resourceArn: tables.map(({ tableArn }) => tableArn),
        },
      },
      targets: [new SnsTopic(topic, { message: RuleTargetInput.fromText(says) })],
    });
    acknowledge(rule, 'EventBridge tries for a day, and the job stays in AWS Backup.', [
      'Serverless-EventBusDLQ',
    ]);
  }
}
