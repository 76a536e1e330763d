/** What the security team of an account asks for, beyond `guards.test.ts`: keys of its own, keys for two regions, a network of its own, daily copies of the tables, a firewall. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConstruct } from 'constructs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type StackResource, type Synthesised, synth } from './support/synth.ts';

const env = { account: '123456789012', region: 'eu-central-1' };
const ownKey = (n: number) => `arn:aws:kms:eu-central-1:123456789012:key/mrk-${`${n}`.repeat(32)}`;

const keys = {
  tables: ownKey(1),
  operations: ownKey(3),
  seal: ownKey(4),
  certify: ownKey(5),
  pseudonyms: { k1: ownKey(6) },
};

const vpc = {
  subnets: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  securityGroups: ['sg-0123456789abcdef0'],
};

const backup = {
  days: 35,
  lock: 'compliance',
  copyTo: 'arn:aws:backup:eu-west-1:123456789012:backup-vault:radix-cds',
} as const;

const firewall = {
  webAclArn:
    'arn:aws:wafv2:us-east-1:123456789012:global/webacl/hospital/00000000-0000-0000-0000-000000000001',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000002',
};

let made: Synthesised;
beforeAll(() => {
  made = synth('prod', {
    change: (stage) => ({
      ...stage,
      env,
      alarmEmails: ['it@example.org'],
      pseudonymKeys: ['k2', 'k1'],
      keys,
      multiRegionKeys: true,
      vpc,
      backup,
      firewall,
      publicUrl: 'https://cds.example.org',
    }),
  });
});

const madeKeys = () => made.ofType('AWS::KMS::Key');

/** In what resource, of which type, an ARN stands. */
const typesWith = (text: string): string[] => [
  ...new Set(
    made.resources
      .filter(([, resource]: readonly [string, StackResource]) => JSON.stringify(resource).includes(text))
      .map(([, { Type }]) => Type),
  ),
];

describe('keys of the account’s own', () => {
  test('are used in place of those that the stack makes, which it makes no more', () => {
    expect(
      madeKeys()
        .map(({ Properties }) => Properties['KeySpec'])
        .sort(),
    ).toEqual(['ECC_NIST_EDWARDS25519', 'ECC_NIST_P256', 'HMAC_256', undefined]);
  });

  test.each([
    ['tables', keys.tables, 'AWS::DynamoDB::GlobalTable'],
    ['operations', keys.operations, 'AWS::Logs::LogGroup'],
    ['operations', keys.operations, 'AWS::SNS::Topic'],
    ['seal', keys.seal, 'AWS::Lambda::Function'],
    ['certify', keys.certify, 'AWS::Lambda::Function'],
    ['pseudonyms.k1', keys.pseudonyms.k1, 'AWS::Lambda::Function'],
    ['pseudonyms.k1', keys.pseudonyms.k1, 'AWS::IAM::ManagedPolicy'],
  ])('%s %s is the key of each %s', (_, arn, type) => expect(typesWith(arn)).toContain(type));

  test('stand in the ring in the order of the settings', () => {
    const ring = made
      .ofType('AWS::Lambda::Function')
      .map(({ Properties }) => Properties['Environment'].Variables['PSEUDONYM_KEY_ARNS'])
      .find((arns) => arns !== undefined);
    expect(JSON.stringify(ring)).toMatch(new RegExp(`k2=.*,k1=${keys.pseudonyms.k1}`));
  });

  test('are watched like the others', () => {
    const watched = made
      .ofType('AWS::Events::Rule')
      .find(({ Properties }) => Properties['Description']?.includes('#key-endangered'));
    const keyId = watched?.Properties['EventPattern'].detail.requestParameters.keyId;
    expect(keyId).toHaveLength(2 * (madeKeys().length + 5));
    expect(keyId).toEqual(expect.arrayContaining([keys.seal, keys.seal.replace(/.*\//, '')]));
  });
});

test('what rows and proofs cannot do without can have a replica in another region, what lies in a region cannot', () => {
  const kinds = madeKeys().map(({ Properties }) => [Properties['Description'], Properties['MultiRegion']]);
  expect(kinds.sort()).toEqual([
    ['radix-cds prod: archive of the audit log', undefined],
    ['radix-cds prod: checkpoints of the archive', true],
    ['radix-cds prod: manifests of the archive, of former days', true],
    ['radix-cds prod: pseudonyms, key k2', true],
  ]);
});

describe('a network of the account’s own', () => {
  const interfaces = /^ec2:/;
  const statements = () =>
    made
      .ofType('AWS::IAM::ManagedPolicy')
      .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement)
      .filter(({ Action }) => [Action].flat().some((action: string) => interfaces.test(action)));

  test('is where every function runs', () => {
    const functions = made.ofType('AWS::Lambda::Function');
    expect(functions).toHaveLength(8);
    for (const { Properties } of functions)
      expect(Properties['VpcConfig']).toEqual({
        SubnetIds: vpc.subnets,
        SecurityGroupIds: vpc.securityGroups,
      });
  });

  test('is joined by Lambda for the function; the code in it may touch no interface', () => {
    expect(statements().map(({ Effect }) => Effect)).toEqual(
      Array.from({ length: 8 }, () => ['Allow', 'Deny']).flat(),
    );
    for (const { Effect, Condition } of statements())
      if (Effect === 'Deny')
        expect(JSON.stringify(Condition)).toMatch(
          /"ArnLike":\{"lambda:SourceFunctionArn".*:lambda:eu-central-1:123456789012:function:radix-cds-prod-\*"/,
        );
  });

  const guide = readFileSync(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8');

  /** Functions whose settings name what is behind an endpoint. */
  test.each([
    ['DynamoDB', /^(AUDIT|CLIENTS|LOG)_TABLE$/],
    ['S3', /^ARCHIVE_BUCKET$/],
    ['KMS', /_KEY_ARNS?$/],
  ])('must let reach %s whom docs/deploy.md names', (service, setting) => {
    const [, said = ''] = new RegExp(`^\\| ${service} \\|[^|]*\\|([^|]*)\\|$`, 'm').exec(guide) ?? [];
    const needing = made.ofType('AWS::Lambda::Function').flatMap(({ Properties }) => {
      const [, name = ''] = /=> '(\w+)'/.exec(Properties['Code'].ZipFile) ?? [];
      return Object.keys(Properties['Environment'].Variables).some((key) => setting.test(key)) ? [name] : [];
    });
    expect([...said.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).toEqual(needing.sort());
  });

  test('needs no finding about functions outside of one to be acknowledged', () => {
    const stacks: readonly IConstruct[] = Object.values(made.stacks);
    const acknowledged = stacks
      .flatMap(({ node }) => node.findAll())
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === 'aws:cdk:acknowledged-rules');
    expect(acknowledged.length).toBeGreaterThan(8);
    expect(JSON.stringify(acknowledged.map(({ data }) => data))).not.toContain('LambdaInsideVPC');
  });
});

describe('daily copies of the tables', () => {
  const tables = () => made.ofType('AWS::DynamoDB::GlobalTable').length;
  const only = (type: string) => {
    const found = made.ofType(type);
    expect(found).toHaveLength(1);
    return found[0]!;
  };

  test('are made of every table, kept as long as the stage says, and copied on', () => {
    const rules = only('AWS::Backup::BackupPlan').Properties['BackupPlan'].BackupPlanRule;
    expect(rules).toMatchObject([
      {
        ScheduleExpression: 'cron(15 2 * * ? *)',
        Lifecycle: { DeleteAfterDays: 35 },
        CopyActions: [{ DestinationBackupVaultArn: backup.copyTo, Lifecycle: { DeleteAfterDays: 35 } }],
      },
    ]);
    const selected = only('AWS::Backup::BackupSelection').Properties['BackupSelection'].Resources;
    expect(selected).toHaveLength(tables());
  });

  test('lie in a vault that outlives its stack, locked, under another key than the tables', () => {
    const { Properties, DeletionPolicy } = only('AWS::Backup::BackupVault');
    expect(DeletionPolicy).toBe('Retain');
    expect(Properties['LockConfiguration']).toEqual({
      MinRetentionDays: 35,
      ChangeableForDays: 3,
    });
    expect(JSON.stringify(Properties['EncryptionKeyArn'])).toContain('KeysArchive');
  });

  test('are made by a role that may read these tables, and write to these vaults alone', () => {
    const statements: { Action: string | string[]; Resource: unknown }[] = made
      .ofType('AWS::IAM::ManagedPolicy')
      .filter(({ Properties }) => JSON.stringify(Properties).includes('dynamodb:StartAwsBackupJob'))
      .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement);
    expect(statements.length).toBeGreaterThan(0);
    for (const { Action, Resource } of statements) {
      expect(JSON.stringify(Action)).not.toContain('*');
      expect(JSON.stringify(Resource)).not.toContain('*');
    }
    const roles = made.ofType('AWS::IAM::Role').map(({ Properties }) => Properties['ManagedPolicyArns']);
    expect(roles.filter((arns) => arns !== undefined)).toEqual([]);
  });

  test('that fail are told with the section of the runbook', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../../docs/operate.md'), 'utf8');
    const [rule] = made
      .ofType('AWS::Events::Rule')
      .filter(({ Properties }) => Properties['EventPattern']?.source?.[0] === 'aws.backup');
    expect(rule?.Properties['Description']).toMatch(/docs\/operate\.md#backup-failed$/);
    expect(runbook).toContain('\n#### backup-failed\n');
    expect(rule?.Properties['EventPattern'].detail.resourceArn).toHaveLength(tables());
  });
});

describe('a firewall', () => {
  const distribution = () => {
    const [found] = Object.values(made.front?.findResources('AWS::CloudFront::Distribution') ?? {});
    return found?.['Properties'].DistributionConfig;
  };

  test('stands in CloudFront before the API, under the name that EHRs know', () =>
    expect(distribution()).toMatchObject({
      Aliases: ['cds.example.org'],
      WebACLId: firewall.webAclArn,
      ViewerCertificate: {
        AcmCertificateArn: firewall.certificateArn,
        MinimumProtocolVersion: 'TLSv1.2_2021',
      },
      Origins: [
        { CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] } },
      ],
    }));

  test('keeps nothing, and passes every method and every header on but the host', () => {
    const { AllowedMethods, CachePolicyId, OriginRequestPolicyId, ViewerProtocolPolicy } =
      distribution().DefaultCacheBehavior;
    expect(AllowedMethods).toContain('POST');
    // the ids that AWS gave to CachingDisabled and AllViewerExceptHostHeader
    expect([CachePolicyId, OriginRequestPolicyId, ViewerProtocolPolicy]).toEqual([
      '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      'https-only',
    ]);
  });

  test('is what tokens name', () => {
    const urls = made
      .ofType('AWS::Lambda::Function')
      .map(({ Properties }) => Properties['Environment'].Variables['CDS_BASE_URL'])
      .filter((url) => url !== undefined);
    expect(new Set(urls)).toEqual(new Set(['https://cds.example.org']));
  });
});
