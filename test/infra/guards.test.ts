import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import type { IConstruct } from 'constructs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RadixCds } from '../../infra/radix-cds.ts';
import type { Stage } from '../../infra/settings.ts';
import { cdkJson, type Synthesised, type SynthOptions, synth } from './support/synth.ts';

const findingsOf = (options: SynthOptions): string => {
  try {
    synth('prod', options);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('what must pass before a deployment', () => {
  const careless = ({ data, service }: RadixCds) => {
    new Bucket(data, 'Careless');
    const functionOf = (name: 'invoke' | 'feedback') =>
      service.duties[name].function.node.defaultChild as CfnFunction;
    functionOf('invoke').tracingConfig = undefined;
    functionOf('feedback').memorySize = 64;
  };
  let findings: string;
  beforeAll(() => {
    findings = findingsOf({ spoil: careless });
  });

  test.each([
    ['AwsSolutions', 'a bucket without access log', 'AwsSolutions-S1'],
    ['HIPAA Security', 'a bucket without a customer key', 'HIPAA.Security-S3DefaultEncryptionKMS'],
    ['Serverless', 'a function without tracing', 'Serverless-LambdaTracing'],
    ['CloudFormation Validate', 'a function with too little memory', 'F3034'],
  ])('%s fails the synthesis of %s', (_, __, finding) => {
    expect(findings).toContain(finding);
  });
});

/** What the security team of an account may ask for. */
const asked = {
  permissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary',
  signOnRoles: ['arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Audit_*'],
  alarmTopicArn: 'arn:aws:sns:eu-central-1:123456789012:alarms',
};

const withAllOptions = (stage: Stage): Stage => ({
  ...stage,
  ...asked,
  alarmEmails: ['it@example.org'],
  officeHours: { from: 7, to: 17 },
});

describe('acknowledged findings', () => {
  let made: Synthesised;
  let acknowledged: [rule: string, reason: string][];

  const onConstruct = ({ node }: IConstruct) =>
    node.metadata
      .filter(({ type }) => type === 'aws:cdk:acknowledged-rules')
      .flatMap(({ data }) => Object.entries(data as Record<string, string>));

  beforeAll(() => {
    // throws with every finding that is neither mended nor acknowledged
    made = synth('prod', { change: withAllOptions });
    acknowledged = Object.values(made.stacks).flatMap((stack) => stack.node.findAll().flatMap(onConstruct));
  });

  test('are judged on stacks that are not empty', () => {
    expect(made.resources.length).toBeGreaterThan(100);
  });

  test('leave the settings that an account asks for: bounded roles, federated sign-on, a topic of its own', () => {
    const roles = made.ofType('AWS::IAM::Role');
    expect(new Set(roles.map(({ Properties }) => Properties['PermissionsBoundary']))).toEqual(
      new Set([asked.permissionsBoundary]),
    );
    const trusted = roles
      .flatMap(({ Properties }) => Properties['AssumeRolePolicyDocument'].Statement)
      .filter(({ Principal }) => Principal.AWS !== undefined);
    expect(trusted).toHaveLength(4);
    for (const { Condition } of trusted)
      expect(Condition).toEqual({ ArnLike: { 'aws:PrincipalArn': asked.signOnRoles } });
    expect(made.ofType('AWS::SNS::Topic')).toEqual([]);
    const told = made.ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties['AlarmActions']);
    expect(new Set(told.flat())).toEqual(new Set([asked.alarmTopicArn]));
  });

  test('have a reason each, in a whole sentence', () => {
    expect(acknowledged.length).toBeGreaterThan(20);
    for (const [, reason] of acknowledged) expect(reason).toMatch(/^[A-Z].{20,}\.$/s);
  });

  test('T197: are of these rules, and of no other', () => {
    const rules = acknowledged.map(([id]) => id.replace(/^Annotation::|\[.*/gs, ''));
    expect([...new Set(rules)].sort()).toEqual([
      'AwsSolutions-APIG4',
      'AwsSolutions-IAM5',
      'AwsSolutions-S1',
      'HIPAA.Security-LambdaDLQ',
      'HIPAA.Security-LambdaInsideVPC',
      'HIPAA.Security-S3BucketLoggingEnabled',
      'HIPAA.Security-S3BucketReplicationEnabled',
      'HIPAA.Security-S3DefaultEncryptionKMS',
      'Serverless-EventBusDLQ',
      'Serverless-LambdaDLQ',
      'Serverless-SNSRedrivePolicy',
    ]);
  });
});

describe('cdk.json', () => {
  /** Strong: what the other stacks use cannot be taken out of the data stack under them. */
  const ours = { '@aws-cdk/core:defaultCrossStackReferences': 'strong' };

  test('has every recommended feature flag on, but for one that protects the data stack', () => {
    expect(Object.keys(recommended).length).toBeGreaterThan(80);
    expect(cdkJson.context).toMatchObject({ ...recommended, ...ours });
  });

  test('checks templates against the rules of CloudFormation', () => {
    expect(cdkJson.context['@aws-cdk/core:validateAgainstDefaultRules']).toBe(true);
  });
});

describe('what synthesis says of a stage that is not finished', () => {
  test('nobody is told of alarms', () => {
    const { stacks } = synth('prod', { change: (stage) => ({ ...stage, alarmEmails: [] }) });
    const warnings = stacks.data.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === 'aws:cdk:warning')
      .map(({ data }) => String(data));
    expect(warnings.join()).toContain('write an address into alarmEmails of the stage prod');
  });

  test('there is no region', () => {
    expect(findingsOf({ env: {} })).toBe('No region: set AWS_REGION, or write env into the settings of prod');
  });
});
