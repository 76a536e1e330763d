/** The optional stack of the app: off by default, and when it is on, private files with strict headers. */
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../app/headers.ts';
import { smartServersOf } from '../../app/launch/smart-servers.ts';
import { type Stage, stageNamed } from '../../infra/settings.ts';
import { stages } from '../../infra/stages.ts';
import { synth } from './support/synth.ts';

const servers = [
  { iss: 'https://fhir.example.org/r4', clientId: 'radix', embeddedBy: ['https://ehr.example.org'] },
];
const withApp =
  (over: object = {}) =>
  (stage: Stage): Stage => ({
    ...stage,
    alarmEmails: ['it@example.org'],
    app: { servers, ...over },
  });

const templateOf = (over?: object): Template => {
  let template: Template | undefined;
  // throws with every finding of cdk-nag that is neither mended nor acknowledged
  synth('prod', {
    change: withApp(over),
    spoil: ({ site }) => {
      if (site) template = Template.fromStack(site);
    },
  });
  if (template === undefined) throw new Error('there is no stack of the app');
  return template;
};

test.each(['dev', 'prod'] as const)('%s has none unless its settings say so', (name) => {
  expect(synth(name).stacks.site).toBeUndefined();
});

describe('with the app', () => {
  let template: Template;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation has no types worth writing down for a test
  const first = (type: string): any => Object.values(template.findResources(type))[0]?.['Properties'];
  beforeAll(() => {
    template = templateOf();
  });

  test('the bucket is private, encrypted, and read by the distribution alone', () => {
    expect(first('AWS::S3::Bucket')).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: expect.anything(),
      VersioningConfiguration: { Status: 'Enabled' },
    });
    const allowed = first('AWS::S3::BucketPolicy').PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === 'Allow',
    );
    expect(allowed).toEqual([
      expect.objectContaining({
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      }),
    ]);
  });

  test('the distribution signs its requests, speaks TLS alone, passes no query on and logs none', () => {
    const { DistributionConfig: config } = first('AWS::CloudFront::Distribution');
    expect(config.Origins[0].OriginAccessControlId).toBeDefined();
    expect(config.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('https-only');
    expect(config.DefaultCacheBehavior.CachePolicyId).toBe('658327ea-f89d-4fab-a63d-7e88639e58f6');
    expect(config.DefaultCacheBehavior).not.toHaveProperty('OriginRequestPolicyId');
    expect(config).not.toHaveProperty('Logging');
    expect(first('AWS::CloudFront::OriginAccessControl').OriginAccessControlConfig.SigningBehavior).toBe(
      'always',
    );
  });

  test('one path goes on to the service, uncached, with its token, so that no origin is allowed there', () => {
    const { DistributionConfig: config } = first('AWS::CloudFront::Distribution');
    const [reports] = config.CacheBehaviors;
    expect(config.CacheBehaviors).toHaveLength(1);
    expect(reports).toMatchObject({
      PathPattern: 'steps',
      ViewerProtocolPolicy: 'https-only',
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ResponseHeadersPolicyId: config.DefaultCacheBehavior.ResponseHeadersPolicyId,
    });
    const service = config.Origins.find(({ Id }: { Id: string }) => Id === reports.TargetOriginId);
    expect(service).toMatchObject({
      OriginPath: '/app',
      CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
    });
  });

  test('every answer has the headers of the app', () => {
    const { ResponseHeadersPolicyConfig: config } = first('AWS::CloudFront::ResponseHeadersPolicy');
    const security = config.SecurityHeadersConfig;
    expect(security.ContentSecurityPolicy).toEqual({
      ContentSecurityPolicy: contentSecurityPolicy(smartServersOf({ servers })),
      Override: true,
    });
    expect(security.ContentTypeOptions).toEqual({ Override: true });
    expect(security.ReferrerPolicy).toEqual({ ReferrerPolicy: 'no-referrer', Override: true });
    expect(security.StrictTransportSecurity.AccessControlMaxAgeSec).toBe(63_072_000);
    expect(config.CustomHeadersConfig.Items).toEqual(
      expect.arrayContaining([
        { Header: 'cross-origin-opener-policy', Value: 'same-origin', Override: true },
        { Header: 'permissions-policy', Value: expect.stringContaining('geolocation=()'), Override: true },
      ]),
    );
  });

  test('says what to register with the EHR', () => {
    expect(Object.keys(template.findOutputs('*'))).toEqual(
      expect.arrayContaining(['AppUrl', 'AppLaunchUrl', 'AppBucket', 'AppDistribution']),
    );
  });
});

test('a service that asks for certificates gets no reports', () => {
  const certificateArn =
    'arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef';
  const mtls = { bucket: 'trust', key: 'ehr.pem', version: '1' };
  let behaviours: unknown = 'no stack';
  synth('prod', {
    change: (stage) => ({
      ...withApp()(stage),
      domain: { name: 'cds.example.org', certificateArn, mtls },
    }),
    spoil: ({ site }) => {
      if (!site) return;
      const found = Object.values(Template.fromStack(site).findResources('AWS::CloudFront::Distribution'))[0];
      behaviours = found?.['Properties'].DistributionConfig.CacheBehaviors;
    },
  });
  expect(behaviours).toBeUndefined();
});

test('a domain of its own has TLS 1.2 at least', () => {
  const template = templateOf({
    domain: {
      name: 'app.example.org',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef',
    },
  });
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Aliases: ['app.example.org'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
    },
  });
});

describe('a wrong setting is told', () => {
  const told = (app: unknown): string => {
    try {
      stageNamed('prod', { prod: { ...stages['prod'], app } as never });
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  test.each([
    [{ servers: [] }, 'at least one'],
    [{ servers: [{ iss: 'http://x.example.org', clientId: 'a' }] }, 'servers[0].iss must be a FHIR base'],
    [{ servers: [{ iss: 'https://x.example.org/r4' }] }, 'servers[0].clientId must be a text'],
    [
      {
        servers,
        domain: {
          name: 'app.example.org',
          certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/0',
        },
      },
      'us-east-1',
    ],
  ])('%j', (app, says) => {
    expect(told(app)).toContain(says);
  });
});
