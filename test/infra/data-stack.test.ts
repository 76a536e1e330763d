import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { tableDefinition } from '../../functions/audit/table.ts';
import { type StackResource, type Synthesised, synth } from './support/synth.ts';

interface Denial {
  readonly Action: string | readonly string[];
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Whom the one denial of that action spares. */
const spared = (statements: readonly Denial[], action: string): string[] => {
  const about = statements.filter(
    ({ Action, Effect }) => Effect === 'Deny' && [Action].flat().includes(action),
  );
  expect(about).toHaveLength(1);
  const [{ Principal, Condition }] = about as [Denial];
  expect(Principal).toEqual({ AWS: '*' });
  expect(Object.keys(Condition ?? {})).toEqual(['ArnNotEquals']);
  const arns = JSON.stringify(Condition?.['ArnNotEquals']?.['aws:PrincipalArn']);
  return [...arns.matchAll(/radix-cds-\w+-([a-z-]+?)-eu-central-1/g)].map(([, role]) => role!);
};

describe.each(['dev', 'prod'] as const)('data stack of %s', (stageName) => {
  let made: Synthesised;
  beforeAll(() => {
    made = synth(stageName);
  });

  const only = (resources: readonly StackResource[]): StackResource => {
    expect(resources).toHaveLength(1);
    return resources[0]!;
  };
  const tables = () => made.ofType('AWS::DynamoDB::GlobalTable');
  const auditTable = () => only(tables().filter(({ Properties }) => Properties['StreamSpecification']));
  const replica = () => only(auditTable().Properties['Replicas']) as unknown as Record<string, unknown>;
  const archive = () =>
    only(made.ofType('AWS::S3::Bucket').filter(({ Properties }) => Properties['ObjectLockEnabled']));
  const keysOf = (spec: string | undefined) =>
    made.ofType('AWS::KMS::Key').filter(({ Properties }) => Properties['KeySpec'] === spec);

  describe('the audit table', () => {
    test('has the keys and indexes of tableDefinition', () => {
      const schema = (partition: string, sort: string) => [
        { AttributeName: partition, KeyType: 'HASH' },
        { AttributeName: sort, KeyType: 'RANGE' },
      ];
      const { Properties } = auditTable();
      expect(Properties['KeySchema']).toEqual(schema(tableDefinition.partitionKey, tableDefinition.sortKey));
      expect(Properties['GlobalSecondaryIndexes']).toEqual(
        tableDefinition.indexes.map(({ name, partitionKey, sortKey }) => ({
          IndexName: name,
          KeySchema: schema(partitionKey, sortKey),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        })),
      );
    });

    test('T201: is encrypted with the customer key', () => {
      expect(auditTable().Properties['SSESpecification']).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
      expect(replica()['SSESpecification']).toEqual({
        KMSMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^KeysTables/), 'Arn'] },
      });
    });

    test('is billed on demand', () => {
      expect(auditTable().Properties['BillingMode']).toBe('PAY_PER_REQUEST');
    });

    test('T201: can be restored to any second of 35 days', () => {
      expect(replica()['PointInTimeRecoverySpecification']).toEqual({
        PointInTimeRecoveryEnabled: true,
        RecoveryPeriodInDays: 35,
      });
    });

    test('T201: cannot be deleted', () => {
      expect(replica()['DeletionProtectionEnabled']).toBe(true);
    });

    test('lets rows expire by the attribute that the rows have', () => {
      expect(auditTable().Properties['TimeToLiveSpecification']).toEqual({
        AttributeName: tableDefinition.timeToLive,
        Enabled: true,
      });
    });

    test('streams what was and what is', () => {
      expect(auditTable().Properties['StreamSpecification']).toEqual({
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      });
    });

    const denials = () =>
      (replica()['ResourcePolicy'] as { PolicyDocument: { Statement: Denial[] } }).PolicyDocument.Statement;

    test.each([
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:PartiQLInsert',
      'dynamodb:PartiQLUpdate',
      'dynamodb:PartiQLDelete',
    ])('T168: denies %s to all but the break-glass role', (action) => {
      expect(spared(denials(), action)).toEqual(['break-glass']);
    });

    test('denies adding rows to all but those who have rows to add', () => {
      expect(spared(denials(), 'dynamodb:PutItem')).toEqual([
        'invoke',
        'feedback',
        'audit',
        'auditor',
        'reidentifier',
        'operator',
        'break-glass',
      ]);
    });
  });

  test('the client registry, and where the tlog stands, are encrypted, restorable and protected from deletion', () => {
    const others = tables().filter(({ Properties }) => !Properties['StreamSpecification']);
    expect(others).toHaveLength(2);
    for (const { Properties } of others) {
      expect(Properties['SSESpecification']).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
      expect(Properties['Replicas'][0]).toMatchObject({
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      });
    }
  });

  test.each(['AWS::DynamoDB::GlobalTable', 'AWS::KMS::Key', 'AWS::S3::Bucket', 'AWS::Logs::LogGroup'])(
    'every %s outlives its stack',
    (type) => {
      const found = made.ofType(type);
      expect(found.length).toBeGreaterThan(0);
      for (const { DeletionPolicy, UpdateReplacePolicy } of found) {
        expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
      }
    },
  );

  test('the stack cannot be deleted by mistake', () => {
    expect(made.stacks.data.terminationProtection).toBe(true);
    expect(made.stacks.service.terminationProtection).toBe(true);
    expect(made.stacks.watch.terminationProtection).toBe(true);
  });

  describe('keys', () => {
    test('tables, archive and operations have symmetric keys that KMS rotates', () => {
      expect(keysOf(undefined)).toHaveLength(3);
      for (const { Properties } of keysOf(undefined)) expect(Properties['EnableKeyRotation']).toBe(true);
    });

    test.each([
      ['one', 'HMAC_256', ['GENERATE_VERIFY_MAC']],
      ['one', 'RSA_3072', ['ENCRYPT_DECRYPT']],
      ['of manifests and of processes one', 'ECC_NIST_P256', ['SIGN_VERIFY', 'SIGN_VERIFY']],
      ['of checkpoints one', 'ECC_NIST_EDWARDS25519', ['SIGN_VERIFY']],
    ])('%s %s key can %s and nothing else', (_, spec, usages) => {
      expect(keysOf(spec).map(({ Properties }) => Properties['KeyUsage'])).toEqual(usages);
    });

    test('T202: no secret stands in a template', () => {
      expect(made.ofType('AWS::SecretsManager::Secret')).toEqual([]);
      expect(JSON.stringify(made.resources)).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}/);
    });
  });

  describe('the archive', () => {
    test('T173: is locked for six years and a month', () => {
      expect(archive().Properties['ObjectLockConfiguration']).toEqual({
        ObjectLockEnabled: 'Enabled',
        Rule: {
          DefaultRetention: { Days: 2192 + 31, Mode: { dev: 'GOVERNANCE', prod: 'COMPLIANCE' }[stageName] },
        },
      });
    });

    test('is encrypted with a key of its own', () => {
      expect(archive().Properties['BucketEncryption'].ServerSideEncryptionConfiguration).toEqual([
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: {
            SSEAlgorithm: 'aws:kms',
            KMSMasterKeyID: { 'Fn::GetAtt': [expect.stringMatching(/^KeysArchive/), 'Arn'] },
          },
        },
      ]);
    });

    test('nothing in it expires', () => {
      expect(JSON.stringify(archive().Properties['LifecycleConfiguration'])).not.toContain('Expiration');
    });

    test('has a log of who read it', () => {
      expect(archive().Properties['LoggingConfiguration']).toBeDefined();
    });

    test.each([
      ['s3:PutObject', ['archive', 'checkpoint', 'monitor', 'reconcile', 'break-glass']],
      ['s3:DeleteObject', ['break-glass']],
      ['s3:DeleteObjectVersion', ['break-glass']],
      ['s3:BypassGovernanceRetention', ['break-glass']],
    ])('denies %s to all but %j', (action, roles) => {
      const statements = made
        .ofType('AWS::S3::BucketPolicy')
        .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement);
      expect(spared(statements, action)).toEqual(roles);
    });

    test('like its access log, is versioned and closed to the public', () => {
      const buckets = made.ofType('AWS::S3::Bucket');
      expect(buckets).toHaveLength(2);
      for (const { Properties } of buckets) {
        expect(Properties['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
        expect(Properties['PublicAccessBlockConfiguration']).toEqual({
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        });
      }
    });
  });

  test('every new evidence row of the stream goes to the archiver, and a batch that fails is kept', () => {
    made.data.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
      FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"C#"}]}}}}' }] },
    });
  });

  test('the tlog grows when an object of rows was archived, and each minute in case that was not told', () => {
    made.data.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)' });
    made.data.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: Match.objectLike({
        source: ['aws.s3'],
        detail: Match.objectLike({ object: { key: [{ prefix: 'entries/' }] } }),
      }),
    });
    expect(archive().Properties['NotificationConfiguration']).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });

  test('nobody but the checkpoint function says where the tlog stands', () => {
    const policies = tables().flatMap(({ Properties }) => {
      const policy = Properties['Replicas'][0].ResourcePolicy;
      return policy === undefined ? [] : [policy.PolicyDocument.Statement];
    });
    const ofLog = policies.filter((statements) =>
      spared(statements, 'dynamodb:PutItem').includes('checkpoint'),
    );
    expect(ofLog.map((statements) => spared(statements, 'dynamodb:PutItem'))).toEqual([['checkpoint']]);
    expect(ofLog.map((statements) => spared(statements, 'dynamodb:DeleteItem'))).toEqual([['checkpoint']]);
  });

  test('what is too small to be cheaper there is not moved into another class', () => {
    const [rule] = archive().Properties['LifecycleConfiguration'].Rules;
    expect(rule).toMatchObject({
      ObjectSizeGreaterThan: 131_072,
      Transitions: [{ StorageClass: 'GLACIER_IR' }],
    });
  });

  test('what was archived is counted each hour', () => {
    made.data.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'cron(35 * * * ? *)' });
  });

  test('alarms go to an encrypted topic that takes nothing over plain http', () => {
    made.data.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    made.data.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  test('roles of people need a second factor and last an hour', () => {
    const people = made
      .ofType('AWS::IAM::Role')
      .filter(
        ({ Properties }) => !JSON.stringify(Properties['AssumeRolePolicyDocument']).includes('Service'),
      );
    expect(people).toHaveLength(4);
    for (const { Properties } of people) {
      expect(Properties['MaxSessionDuration']).toBe(3600);
      for (const { Condition } of Properties['AssumeRolePolicyDocument'].Statement) {
        expect(Condition).toEqual({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
      }
    }
  });
});
