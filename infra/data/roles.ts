/**
 * Roles for people, each assumed for an hour with a second factor, or from a role of federated sign-on where the stage
 * names some; the assuming is in CloudTrail, and that of the break-glass role raises an alarm. Daily work needs none of them.
 *
 * | role | may |
 * |---|---|
 * | auditor | read the audit log, read and verify the archive; each reading leaves a row, and he can put no other |
 * | re-identifier | the same, and open the sealed references of a row |
 * | operator | change the client registry and the policy, put spilled rows back; each change leaves a row |
 * | break-glass | change or delete rows, and in a `governance` archive objects |
 */
import { Duration, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { AccountPrincipal, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { partitionOf } from '../../functions/audit/item.ts';
import { nobody } from '../../functions/audit/record.ts';
import { tableDefinition } from '../../functions/audit/table.ts';
import { acknowledgeWildcards } from '../guards.ts';
import { type RoleName, roleNameOf } from '../names.ts';
import type { Stage } from '../settings.ts';
import type { Keys } from './keys.ts';

export interface HumanRolesProps {
  readonly stage: Stage;
  readonly table: TableV2;
  readonly registry: TableV2;
  readonly bucket: Bucket;
  readonly keys: Keys;
}

export class HumanRoles extends Construct {
  readonly auditor: Role;
  readonly reidentifier: Role;
  readonly operator: Role;
  readonly breakGlass: Role;

  constructor(scope: Construct, id: string, props: HumanRolesProps) {
    super(scope, id);
    const { stage } = props;
    const role = (name: string, roleName: RoleName, description: string) =>
      new Role(this, name, {
        roleName: roleNameOf(this, stage.name, roleName),
        description,
        assumedBy: new AccountPrincipal(Stack.of(this).account).withConditions(
          stage.signOnRoles === undefined
            ? { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
            : // a session of federated sign-on does not say how its person signed on: the identity provider asks
              { ArnLike: { 'aws:PrincipalArn': [...stage.signOnRoles] } },
        ),
        maxSessionDuration: Duration.hours(1),
      });
    this.auditor = role('Auditor', 'auditor', 'Reads the audit log and its archive');
    this.reidentifier = role('Reidentifier', 'reidentifier', 'Opens sealed references of the audit log');
    this.operator = role('Operator', 'operator', 'Changes the client registry and the policy');
    this.breakGlass = role('BreakGlass', 'break-glass', 'Changes the audit log, which raises an alarm');

    this.letAuditorRead(props);
    this.letReidentifierOpen(props);
    this.letOperatorChange(props);
    this.letBreakGlass(props);
  }

  private throughDynamo(keys: Keys, actions: string[]) {
    return new PolicyStatement({
      sid: 'DecryptTable',
      actions,
      resources: [keys.tables.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` } },
    });
  }

  /** The re-identifier, too, finds a row by reading, and leaves a row that says so. */
  private letAuditorRead({ table, registry, bucket, keys }: HumanRolesProps) {
    const policy = new ManagedPolicy(this, 'AuditorRights', {
      roles: [this.auditor, this.reidentifier],
      statements: [
        new PolicyStatement({
          sid: 'ReadLog',
          actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:DescribeTable'],
          resources: [
            table.tableArn,
            ...tableDefinition.indexes.map(({ name }) => `${table.tableArn}/index/${name}`),
          ],
        }),
        new PolicyStatement({
          sid: 'RecordReading',
          actions: ['dynamodb:PutItem'],
          resources: [table.tableArn],
          // a reading stands under no client; calls and feedback cannot be put by who reads them
          conditions: {
            'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [partitionOf(nobody.id, '*')] },
          },
        }),
        new PolicyStatement({
          sid: 'ReadRegistry',
          actions: ['dynamodb:Query'],
          resources: [registry.tableArn],
        }),
        this.throughDynamo(keys, ['kms:Decrypt', 'kms:DescribeKey']),
        new PolicyStatement({
          sid: 'NamePeople',
          actions: ['kms:GenerateMac'],
          resources: [...keys.pseudonyms.values()].map(({ keyArn }) => keyArn),
        }),
        new PolicyStatement({
          sid: 'PublicKeys',
          actions: ['kms:GetPublicKey'],
          resources: [keys.seal.keyArn, keys.signing.keyArn, keys.log.keyArn, keys.certify.keyArn],
        }),
        new PolicyStatement({
          sid: 'ListArchive',
          actions: ['s3:ListBucket'],
          resources: [bucket.bucketArn],
        }),
        new PolicyStatement({
          sid: 'ReadArchive',
          actions: ['s3:GetObject'],
          resources: [bucket.arnForObjects('*')],
        }),
        new PolicyStatement({
          sid: 'DecryptArchive',
          actions: ['kms:Decrypt'],
          resources: [keys.archive.keyArn],
        }),
      ],
    });
    acknowledgeWildcards(policy, 'Whoever verifies the archive reads all of it, and nothing else.', [
      bucket.arnForObjects('*'),
    ]);
  }

  private letReidentifierOpen({ keys }: HumanRolesProps) {
    new ManagedPolicy(this, 'ReidentifierRights', {
      roles: [this.reidentifier],
      statements: [
        new PolicyStatement({ sid: 'OpenSeal', actions: ['kms:Decrypt'], resources: [keys.seal.keyArn] }),
      ],
    });
  }

  /**
   * Of the audit log he may add a row (a change, or what the service log has of a row that was spilled), and read a
   * partition whose key he knows, to see whether it is there and what belongs to it.
   */
  private letOperatorChange({ table, registry, keys }: HumanRolesProps) {
    new ManagedPolicy(this, 'OperatorRights', {
      roles: [this.operator],
      statements: [
        new PolicyStatement({
          sid: 'ChangeRegistryAndPolicy',
          actions: ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
          resources: [registry.tableArn],
        }),
        new PolicyStatement({
          sid: 'RecordChangeAndDrain',
          actions: ['dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:Query'],
          resources: [table.tableArn],
        }),
        this.throughDynamo(keys, ['kms:Decrypt', 'kms:DescribeKey']),
      ],
    });
  }

  private letBreakGlass({ table, bucket, keys }: HumanRolesProps) {
    const policy = new ManagedPolicy(this, 'BreakGlassRights', {
      roles: [this.breakGlass],
      statements: [
        new PolicyStatement({
          sid: 'ChangeLog',
          actions: [
            'dynamodb:GetItem',
            'dynamodb:Query',
            'dynamodb:PutItem',
            'dynamodb:UpdateItem',
            'dynamodb:DeleteItem',
            'dynamodb:BatchWriteItem',
          ],
          resources: [table.tableArn],
        }),
        this.throughDynamo(keys, ['kms:Decrypt', 'kms:DescribeKey']),
        new PolicyStatement({
          sid: 'ListArchive',
          actions: ['s3:ListBucket', 's3:ListBucketVersions'],
          resources: [bucket.bucketArn],
        }),
        new PolicyStatement({
          sid: 'RemoveWhatTheLockLets',
          actions: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention'],
          resources: [bucket.arnForObjects('*')],
        }),
      ],
    });
    acknowledgeWildcards(
      policy,
      'What has to go is not known beforehand; the lock, not the role, is the limit.',
      [bucket.arnForObjects('*')],
    );
  }
}
