/**
 * Acts of people that an auditor asks about, told as they happen: the break-glass role is assumed, or what
 * protects the audit log is taken away. They are read from CloudTrail, so the account needs a trail of
 * management events in this region. Those of IAM arise in `us-east-1` alone: elsewhere the account forwards them.
 */
import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { EventField, type EventPattern, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { DataStack } from '../data/data-stack.ts';
import { acknowledge } from '../guards.ts';
import { product, roleArnOf } from '../names.ts';
import type { Stage } from '../settings.ts';

interface Trespass {
  /** Heading in docs/operate.md. */
  readonly id: string;
  readonly says: string;
  readonly pattern: EventPattern;
}

const call = (service: string, eventName: string[], requestParameters: object): EventPattern => ({
  source: [`aws.${service}`],
  detailType: ['AWS API Call via CloudTrail'],
  detail: { eventSource: [`${service}.amazonaws.com`], eventName, requestParameters },
});

const trespasses = (
  scope: Construct,
  stage: Stage,
  { keys, auditTable, clientTable, logTable, archive, archiver }: DataStack,
): Trespass[] => {
  const tables = [auditTable.table, clientTable.table, logTable.table].flatMap(({ tableName, tableArn }) => [
    tableName,
    tableArn,
  ]);
  const allKeys = [
    keys.tables,
    keys.archive,
    keys.operations,
    keys.seal,
    keys.signing,
    keys.log,
    keys.certify,
    ...keys.pseudonyms.values(),
  ];
  const { account, region, partition } = Stack.of(scope);
  /** What CloudFormation and we name begins so. */
  const ours = `${product}-${stage.name}-`;
  return [
    {
      id: 'function-changed',
      says: 'Somebody changed the code, the settings or the callers of a function.',
      pattern: call(
        'lambda',
        [
          'UpdateFunctionCode20150331v2',
          'UpdateFunctionConfiguration20150331v2',
          'AddPermission20150331v2',
          'DeleteFunction20150331',
          'DeleteEventSourceMapping20150331',
          'UpdateEventSourceMapping20150331',
        ],
        {
          $or: [
            { functionName: [{ prefix: ours }] },
            { functionName: [{ prefix: `arn:${partition}:lambda:${region}:${account}:function:${ours}` }] },
            // CloudTrail spells it with a capital, as its example of CreateEventSourceMapping20150331 shows
            ...['uuid', 'uUID'].map((name) => ({ [name]: [archiver.stream.eventSourceMappingId] })),
          ],
        },
      ),
    },
    {
      id: 'role-changed',
      says: 'Somebody changed the rights of a role of the service, their bounds, or who may assume it.',
      pattern: call(
        'iam',
        [
          'AttachRolePolicy',
          'DetachRolePolicy',
          'PutRolePolicy',
          'DeleteRolePolicy',
          'UpdateAssumeRolePolicy',
          'PutRolePermissionsBoundary',
          'DeleteRolePermissionsBoundary',
          'CreatePolicyVersion',
          'SetDefaultPolicyVersion',
        ],
        {
          $or: [
            { roleName: [{ prefix: ours }] },
            { policyArn: [{ prefix: `arn:${partition}:iam::${account}:policy/${ours}` }] },
          ],
        },
      ),
    },
    {
      id: 'watch-changed',
      says: 'Somebody stopped a trail, or switched off or changed an alarm or a rule of the service.',
      pattern: {
        source: ['aws.cloudtrail', 'aws.monitoring', 'aws.events'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: {
          $or: [
            { eventName: ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'] },
            {
              eventName: ['DeleteAlarms', 'DisableAlarmActions'],
              requestParameters: { alarmNames: [{ prefix: ours }] },
            },
            {
              // each deployment moves the alarms of the new version
              eventName: ['PutMetricAlarm'],
              sourceIPAddress: [{ 'anything-but': ['cloudformation.amazonaws.com'] }],
              requestParameters: { alarmName: [{ prefix: ours }] },
            },
            {
              eventName: ['DisableRule', 'DeleteRule', 'RemoveTargets'],
              requestParameters: {
                $or: [{ name: [{ prefix: ours }] }, { rule: [{ prefix: ours }] }],
              },
            },
          ],
        },
      },
    },
    {
      id: 'break-glass-used',
      says: 'Somebody assumed the break-glass role.',
      pattern: call('sts', ['AssumeRole'], { roleArn: [roleArnOf(scope, stage.name, 'break-glass')] }),
    },
    {
      id: 'key-endangered',
      says: 'Somebody disabled a key, scheduled its deletion, or changed its policy or rotation.',
      pattern: call('kms', ['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DisableKeyRotation'], {
        keyId: allKeys.flatMap(({ keyId, keyArn }) => [keyId, keyArn]),
      }),
    },
    {
      id: 'table-unprotected',
      says: 'Somebody changed the protection of a table: its deletion, backups, expiry, stream or policy.',
      pattern: call(
        'dynamodb',
        [
          'DeleteTable',
          'UpdateTable',
          'UpdateContinuousBackups',
          'UpdateTimeToLive',
          'DeleteResourcePolicy',
          'PutResourcePolicy',
        ],
        { $or: [{ tableName: tables }, { resourceArn: tables }] },
      ),
    },
    {
      id: 'archive-unprotected',
      says: 'Somebody changed the lock, policy or life cycle of the archive bucket.',
      pattern: call(
        's3',
        [
          'DeleteBucket',
          'DeleteBucketPolicy',
          'PutBucketPolicy',
          'PutBucketObjectLockConfiguration',
          'PutBucketLifecycle',
          'PutBucketVersioning',
        ],
        { bucketName: [archive.bucket.bucketName] },
      ),
    },
  ];
};

/** Where EventBridge gets the events of IAM, which has no region. */
const regionOfIam = 'us-east-1';

export class Trespasses extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { stage, data }: { readonly stage: Stage; readonly data: DataStack },
  ) {
    super(scope, id);
    const { region } = Stack.of(this);
    if (!Token.isUnresolved(region) && region !== regionOfIam) {
      Annotations.of(this).addWarningV2(
        `${product}:iam-is-elsewhere`,
        `role-changed is raised only where the events of IAM are forwarded from ${regionOfIam} to ${region}: docs/deploy.md#6-keep-a-trail`,
      );
    }
    const who = EventField.fromPath('$.detail.userIdentity.arn');
    const what = EventField.fromPath('$.detail.eventName');
    const when = EventField.fromPath('$.time');
    for (const trespass of trespasses(this, stage, data)) {
      const says = `${trespass.says} What to do: docs/operate.md#${trespass.id}`;
      const rule = new Rule(this, trespass.id, {
        description: says,
        eventPattern: trespass.pattern,
        targets: [
          new SnsTopic(data.alerts.topic, {
            message: RuleTargetInput.fromText(`${says} (${what} by ${who} at ${when})`),
          }),
        ],
      });
      acknowledge(rule, 'EventBridge tries for a day, and the act stays in CloudTrail.', [
        'Serverless-EventBusDLQ',
      ]);
    }
  }
}
