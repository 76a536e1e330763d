import { beforeAll, describe, expect, test } from 'vitest';
import { type StackResource, type Synthesised, synth } from './support/synth.ts';

interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

interface PolicyGrant {
  readonly to: string;
  readonly action: string;
  /** As JSON. */
  readonly on: string;
}

/** Nothing smaller can be named for these. */
const unlimitable = new Set([
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'cloudwatch:DescribeAlarms',
]);

/** Stars in a resource that are as narrow as a name can be: prefixes of the one bucket, streams of the one table, routes of the one API. */
const narrowStars = [
  /Archive\w*","Arn"\]\},"\/(entries|tampering|tlog|batches|monitor|aws\/lambda)?\/?\*"/,
  /AuditTable\w*","Arn"\]\},"\/stream\/\*"/,
  /execute-api.*HttpApi.*\/\$default\/GET\/audit\/\*/,
];

const writes = /^dynamodb:(Put|Update|Delete|BatchWrite|PartiQL(Insert|Update|Delete)|Create|Import|Restore)/;

describe('least privilege', () => {
  let made: Synthesised;
  let grants: PolicyGrant[];

  const statementsOf = ({ Properties }: StackResource): PolicyStatement[] =>
    Properties['PolicyDocument'].Statement;
  const rolesOf = ({ Properties }: StackResource): string[] =>
    Properties['Roles'].map(({ Ref, 'Fn::ImportValue': imported }: Record<string, string>) =>
      roleNameOf((Ref ?? imported)!),
    );
  const roleNameOf = (reference: string): string => {
    const found = made.resources.find(
      ([id, { Type }]) => Type === 'AWS::IAM::Role' && reference.includes(id.replace(/^\w+\//, '')),
    );
    const name = JSON.stringify(found?.[1].Properties['RoleName'] ?? 'rollout');
    return /radix-cds-\w+-([a-z-]+?)-eu-central-1/.exec(name)?.[1] ?? 'rollout';
  };

  beforeAll(() => {
    made = synth('prod');
    grants = made
      .ofType('AWS::IAM::ManagedPolicy')
      .flatMap((policy) =>
        statementsOf(policy).flatMap(({ Action, Resource }) =>
          [Action]
            .flat()
            .flatMap((action) =>
              [Resource]
                .flat()
                .flatMap((on) => rolesOf(policy).map((to) => ({ to, action, on: JSON.stringify(on) }))),
            ),
        ),
      );
  });

  const actionsOf = (role: string, service: string) =>
    [
      ...new Set(
        grants
          .filter(({ to, action }) => to === role && action.startsWith(`${service}:`))
          .map(({ action }) => action),
      ),
    ].sort();

  test('every right is in a managed policy of ours: no inline policy, and none of AWS', () => {
    expect(grants.length).toBeGreaterThan(40);
    expect(made.ofType('AWS::IAM::Policy')).toEqual([]);
    for (const { Properties } of made.ofType('AWS::IAM::Role')) {
      expect(Properties['Policies']).toBeUndefined();
      expect(Properties['ManagedPolicyArns']).toBeUndefined();
    }
  });

  test('every statement allows; a right is not given and taken at once', () => {
    const effects = made
      .ofType('AWS::IAM::ManagedPolicy')
      .flatMap(statementsOf)
      .map(({ Effect }) => Effect);
    expect(new Set(effects)).toEqual(new Set(['Allow']));
  });

  test('T198: no action has a star in it', () => {
    expect(grants.filter(({ action }) => action.includes('*'))).toEqual([]);
  });

  test('a star as resource stands only where no resource can be named', () => {
    const stars = grants.filter(({ on }) => on === '"*"');
    expect(stars.filter(({ action }) => !unlimitable.has(action))).toEqual([]);
  });

  test('a star within a resource stands only for keys, streams and questions that have no name yet', () => {
    const stars = grants.filter(({ on }) => on.includes('*') && on !== '"*"');
    expect(stars.filter(({ on }) => !narrowStars.some((narrow) => narrow.test(on)))).toEqual([]);
  });

  test('nobody may pass a role, assume one or edit rights', () => {
    expect(grants.filter(({ action }) => /^(iam|sts|organizations):/.test(action))).toEqual([]);
  });

  test.each([
    ['discovery', []],
    ['invoke', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']],
    ['feedback', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']],
    ['audit', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']],
    [
      'archive',
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    ],
    ['checkpoint', ['dynamodb:GetItem', 'dynamodb:PutItem']],
    ['monitor', []],
    ['reconcile', ['dynamodb:GetItem', 'dynamodb:Query']],
    [
      'auditor',
      ['dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:Scan'],
    ],
    [
      'reidentifier',
      ['dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:Scan'],
    ],
    ['operator', ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']],
    [
      'break-glass',
      [
        'dynamodb:BatchWriteItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
    ],
  ])('T168: of DynamoDB, %s may %j', (role, actions) => {
    expect(actionsOf(role, 'dynamodb')).toEqual(actions);
  });

  test.each([
    ['discovery', []],
    ['invoke', []],
    ['feedback', []],
    ['audit', ['s3:ListBucket']],
    ['archive', ['s3:ListBucket', 's3:PutObject']],
    ['checkpoint', ['s3:GetObject', 's3:ListBucket', 's3:PutObject']],
    ['monitor', ['s3:GetObject', 's3:ListBucket', 's3:PutObject']],
    ['reconcile', ['s3:GetObject', 's3:ListBucket', 's3:PutObject']],
    ['auditor', ['s3:GetObject', 's3:ListBucket']],
    ['reidentifier', ['s3:GetObject', 's3:ListBucket']],
  ])('of S3, %s may %j', (role, actions) => {
    expect(actionsOf(role, 's3')).toEqual(actions);
  });

  test('the operator alone writes to the client registry', () => {
    const registry = grants.filter(({ action, on }) => writes.test(action) && /ClientTable/.test(on));
    expect(registry.map(({ to, action }) => `${to} ${action}`).sort()).toEqual([
      'operator dynamodb:DeleteItem',
      'operator dynamodb:PutItem',
    ]);
  });

  test('the operator asks the audit log for what he has the key of, and no index', () => {
    const asked = grants.filter(({ to, on }) => to === 'operator' && /AuditTable/.test(on));
    expect(asked.map(({ action }) => action).sort()).toEqual([
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    expect(asked.filter(({ on }) => on.includes('/index/'))).toEqual([]);
  });

  test.each(['auditor', 'reidentifier'])('T168: %s can put on record that he reads, and no call', (role) => {
    const puts = made
      .ofType('AWS::IAM::ManagedPolicy')
      .filter((policy) => rolesOf(policy).includes(role))
      .flatMap(statementsOf)
      .filter(({ Action }) => [Action].flat().includes('dynamodb:PutItem'));
    expect(puts.map(({ Condition }) => Condition)).toEqual([
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['C#-#*'] } },
    ]);
  });

  test('nobody writes to an index, or to any table but the audit log and the registry', () => {
    const written = grants.filter(
      ({ action, on }) => writes.test(action) && !/ClientTable|LogTable/.test(on),
    );
    expect(written.length).toBeGreaterThan(0);
    expect(
      written.filter(
        ({ on }) => !/AuditTable\w*?Arn|AuditTable\w*","Arn"/.test(on) || on.includes('/index/'),
      ),
    ).toEqual([]);
  });

  test('what signs for the archive writes where the tlog stands, and cannot touch the audit log', () => {
    const ofTables = grants.filter(({ to, action }) => to === 'checkpoint' && action.startsWith('dynamodb:'));
    expect(ofTables.map(({ on }) => /LogTable/.test(on) && !/AuditTable/.test(on))).toEqual([true, true]);
  });

  test('the key of the tlog signs for the checkpoint function alone', () => {
    const signs = grants.filter(({ action, on }) => action === 'kms:Sign' && /KeysLog/.test(on));
    expect(signs.map(({ to }) => to)).toEqual(['checkpoint']);
  });

  test('discovery may write its log and its traces, and nothing else', () => {
    expect(
      [...new Set(grants.filter(({ to }) => to === 'discovery').map(({ action }) => action))].sort(),
    ).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  test.each([
    ['kms:Sign', ['audit', 'checkpoint', 'feedback', 'invoke']],
    ['kms:GenerateMac', ['audit', 'auditor', 'feedback', 'invoke', 'monitor', 'reidentifier']],
    ['s3:PutObject', ['archive', 'checkpoint', 'monitor', 'reconcile']],
    ['s3:DeleteObjectVersion', ['break-glass']],
    ['s3:BypassGovernanceRetention', ['break-glass']],
    ['lambda:UpdateAlias', ['rollout']],
    ['execute-api:Invoke', ['auditor', 'reidentifier']],
    ['logs:FilterLogEvents', ['operator']],
  ])('%s is for %j alone', (action, roles) => {
    expect(
      [...new Set(grants.filter((grant) => grant.action === action).map(({ to }) => to))].sort(),
    ).toEqual(roles);
  });

  test('sealed references are opened by the re-identifier alone', () => {
    const opens = grants.filter(({ action, on }) => action === 'kms:Decrypt' && /KeysSeal/.test(on));
    expect(opens.map(({ to }) => to)).toEqual(['reidentifier']);
  });

  test('the key of the tables is used through DynamoDB alone', () => {
    const statements = made.ofType('AWS::IAM::ManagedPolicy').flatMap(statementsOf);
    const direct = statements.filter(
      (statement) =>
        JSON.stringify(statement.Resource).includes('KeysTables') &&
        !JSON.stringify(statement).includes('"kms:ViaService":"dynamodb.eu-central-1.amazonaws.com"'),
    );
    expect(direct).toEqual([]);
  });
});
