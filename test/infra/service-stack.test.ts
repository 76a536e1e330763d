import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Stage } from '../../infra/settings.ts';
import { type StackResource, type Synthesised, synth } from './support/synth.ts';

const routeKeys = {
  'GET /cds-services': 'discovery',
  'POST /cds-services/{id}': 'invoke',
  'POST /cds-services/{id}/{rest+}': 'invoke',
  'POST /cds-services/{id}/feedback': 'feedback',
  'POST /app/steps': 'feedback',
  'GET /audit/{question+}': 'audit',
  'GET /healthz': 'audit',
  'HEAD /healthz': 'audit',
  $default: 'discovery',
} as const;

describe.each(['dev', 'prod'] as const)('service stack of %s', (stageName) => {
  let made: Synthesised;
  beforeAll(() => {
    made = synth(stageName);
  });

  const functions = (): Record<string, StackResource> =>
    Object.fromEntries(
      made.ofType('AWS::Lambda::Function').map((resource) => {
        const [, name] = /=> '(\w+)'/.exec(resource.Properties['Code'].ZipFile) ?? [];
        return [name, resource];
      }),
    );
  const variables = (name: string): Record<string, unknown> =>
    functions()[name]!.Properties['Environment'].Variables;

  test('there is one function for each duty, and no other', () => {
    expect(Object.keys(functions()).sort()).toEqual([
      'archive',
      'audit',
      'checkpoint',
      'discovery',
      'feedback',
      'invoke',
      'monitor',
      'reconcile',
    ]);
  });

  describe.each([
    'discovery',
    'invoke',
    'feedback',
    'audit',
    'archive',
    'checkpoint',
    'monitor',
    'reconcile',
  ] as const)('%s', (name) => {
    const properties = () => functions()[name]!.Properties;

    test('runs on Node 24 on arm64, as a bundle without layers', () => {
      expect(properties()).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
      expect(properties()['Layers']).toBeUndefined();
    });

    test('has a timeout within that of the gateway or of its schedule', () => {
      const most = {
        discovery: 3,
        invoke: 8,
        feedback: 8,
        audit: 28,
        archive: 60,
        checkpoint: 60,
        monitor: 300,
        reconcile: 240,
      }[name];
      expect(properties()['Timeout']).toBe(most);
    });

    test('has executions reserved for it', () => {
      expect(properties()['ReservedConcurrentExecutions']).toBeGreaterThan(0);
    });

    test('logs JSON into an encrypted group with the retention of the stage', () => {
      const { LoggingConfig } = properties();
      expect(LoggingConfig).toMatchObject({ LogFormat: 'JSON', ApplicationLogLevel: 'INFO' });
      const [, group] = made.resources.find(([id]) => id.endsWith(`/${LoggingConfig.LogGroup.Ref}`))!;
      expect(group.Properties['RetentionInDays']).toBe(made.stage.logDays);
      expect(group.Properties['KmsKeyId']).toBeDefined();
    });

    test('has switches that close what an attacker would try', () => {
      const options = String(variables(name)['NODE_OPTIONS']);
      expect(options).toContain('--disable-proto=delete');
      expect(options).toContain('--disallow-code-generation-from-strings');
      expect(options).toContain('--unhandled-rejections=strict');
    });

    test('has little room for garbage, so that its memory stays small', () => {
      expect(variables(name)['NODE_OPTIONS']).toContain('--max-semi-space-size=4');
    });

    test('writes metrics under a name of its stage', () => {
      expect(variables(name)['METRICS_NAMESPACE']).toBe(`RadixCDS/${stageName}`);
    });
  });

  test('no function allows anonymous callers or loopback addresses', () => {
    for (const name of Object.keys(functions())) {
      expect(Object.keys(variables(name))).not.toContain('CDS_ALLOW_ANONYMOUS');
      expect(Object.keys(variables(name))).not.toContain('CDS_ALLOW_LOOPBACK');
      expect(Object.keys(variables(name))).not.toContain('CDS_ALLOW_HTTP_FHIR');
    }
  });

  test('discovery is given nothing but the public URL', () => {
    const { NODE_OPTIONS: _, METRICS_NAMESPACE: __, ...rest } = variables('discovery');
    expect(Object.keys(rest)).toEqual(['CDS_BASE_URL']);
  });

  test.each(['invoke', 'feedback'])('%s is given its tables, keys and public URL', (name) => {
    expect(Object.keys(variables(name)).sort()).toEqual([
      'AUDIT_TABLE',
      'CDS_BASE_URL',
      'CERTIFY_KEY_ARN',
      'CLIENTS_TABLE',
      ...(made.stage.canary ? ['METRICS_BY_VERSION'] : []),
      'METRICS_NAMESPACE',
      'NODE_OPTIONS',
      'PSEUDONYM_KEY_ARNS',
      'SEAL_KEY_ARN',
      'SPILL',
    ]);
  });

  describe('the API', () => {
    const stage = () => made.ofType('AWS::ApiGatewayV2::Stage')[0]!.Properties;
    const route = (key: string) =>
      made.ofType('AWS::ApiGatewayV2::Route').find(({ Properties }) => Properties['RouteKey'] === key)!;

    test('has these routes and no other', () => {
      const keys = made.ofType('AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties['RouteKey']);
      expect(keys.sort()).toEqual(Object.keys(routeKeys).sort());
    });

    test.each(Object.entries(routeKeys))('%s is answered by the live version of %s', (key, name) => {
      const integration = JSON.stringify(route(key).Properties['Target']).match(/"Ref":"(\w+)"/)![1]!;
      const [, { Properties }] = made.resources.find(([id]) => id === `service/${integration}`)!;
      const { Ref: alias } = Properties['IntegrationUri'];
      const [, { Type, Properties: live }] = made.resources.find(([id]) => id === `service/${alias}`)!;
      expect([Type, live['Name']]).toEqual(['AWS::Lambda::Alias', 'live']);
      expect(live['FunctionName'].Ref).toMatch(new RegExp(`^${name}Function`));
      expect(Properties['PayloadFormatVersion']).toBe('2.0');
    });

    test('only signed requests of IAM get to the audit log', () => {
      expect(route('GET /audit/{question+}').Properties['AuthorizationType']).toBe('AWS_IAM');
    });

    test.each(Object.entries(routeKeys))('%s is throttled by the setting of %s', (key, name) => {
      const { requestsPerSecond, burst } = made.stage.throttle[name];
      expect(stage()['RouteSettings'][key]).toEqual({
        ThrottlingRateLimit: requestsPerSecond,
        ThrottlingBurstLimit: burst,
      });
    });

    test('T200: what has no route of its own is throttled as well', () => {
      expect(stage()['DefaultRouteSettings'].ThrottlingRateLimit).toBeGreaterThan(0);
    });

    test('its stage comes after the routes whose throttling it sets', () => {
      const [, { DependsOn }] = made.resources.find(([, { Type }]) => Type === 'AWS::ApiGatewayV2::Stage')!;
      const routes = made.resources.filter(([, { Type }]) => Type === 'AWS::ApiGatewayV2::Route');
      expect(DependsOn).toEqual(expect.arrayContaining(routes.map(([id]) => id.replace('service/', ''))));
    });

    test('its access log is JSON, encrypted, kept as long as the stage says', () => {
      const { DestinationArn, Format } = stage()['AccessLogSettings'];
      expect(Object.keys(JSON.parse(Format))).toContain('status');
      const [, group] = made.resources.find(([id]) => id === `service/${DestinationArn['Fn::GetAtt'][0]}`)!;
      expect(group.Properties).toMatchObject({
        RetentionInDays: made.stage.logDays,
        KmsKeyId: expect.anything(),
      });
    });

    test('T200: its access log has the route’s template, and no path, query, header or body', () => {
      const { Format } = stage()['AccessLogSettings'];
      const logged = [...String(Format).matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name);
      expect(logged.sort()).toEqual([
        'error.responseType',
        'httpMethod',
        'identity.sourceIp',
        'integrationLatency',
        'integrationStatus',
        'requestId',
        'requestTime',
        'responseLatency',
        'responseLength',
        'routeKey',
        'status',
      ]);
    });

    test('has no CORS when no origin is listed', () => {
      expect(made.ofType('AWS::ApiGatewayV2::Api')[0]!.Properties['CorsConfiguration']).toBeUndefined();
    });
  });

  describe('a new version', () => {
    test('takes over as the stage says, and goes back when the function’s errors raise an alarm', () => {
      const config = { dev: 'LambdaAllAtOnce', prod: 'LambdaCanary10Percent5Minutes' }[stageName];
      const groups = made.ofType('AWS::CodeDeploy::DeploymentGroup');
      expect(groups).toHaveLength(4);
      for (const { Properties } of groups) {
        expect(Properties['DeploymentConfigName']).toBe(`CodeDeployDefault.${config}`);
        expect(Properties['AlarmConfiguration'].Enabled).toBe(true);
        expect(Properties['AutoRollbackConfiguration']).toEqual({
          Enabled: true,
          Events: expect.arrayContaining(['DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_FAILURE']),
        });
      }
    });

    test('goes back when it crashes, and in prod when it fails, is slow or shows other cards', () => {
      const watchedOf = (route: string) => {
        const alias = made.resources.find(
          ([id, { Type }]) => Type === 'AWS::Lambda::Alias' && id.includes(`Rollout${route}live`),
        );
        const group = JSON.stringify(alias).match(/"(Rollout\w+deployment\w+)"/)?.[1];
        const [, found] = made.resources.find(([id]) => id === `service/${group}`)!;
        return found.Properties['AlarmConfiguration'].Alarms.map(
          ({ Name: { Ref } }: { Name: { Ref: string } }) => {
            const [, alarm] = made.resources.find(([id]) => id === `service/${Ref}`)!;
            return alarm.Properties['AlarmName'].replace(`radix-cds-${stageName}-`, '');
          },
        );
      };
      const asked = stageName === 'prod';
      expect(watchedOf('invoke')).toEqual([
        'invoke-errors',
        ...(asked ? ['new-version-fails', 'new-version-slow', 'new-version-cards'] : []),
      ]);
      expect(watchedOf('feedback')).toEqual(['feedback-errors', ...(asked ? ['new-version-fails'] : [])]);
      expect(watchedOf('audit')).toEqual(['audit-errors']);
    });

    test('is moved to by CodeDeploy, alias by alias', () => {
      const aliases = made.resources.filter(([, { Type }]) => Type === 'AWS::Lambda::Alias');
      expect(aliases).toHaveLength(4);
      for (const [, alias] of aliases) {
        expect(alias).toMatchObject({ UpdatePolicy: { CodeDeployLambdaAliasUpdate: expect.anything() } });
      }
    });

    test('leaves the old one where it can be gone back to', () => {
      const versions = made.ofType('AWS::Lambda::Version');
      expect(versions).toHaveLength(4);
      for (const { DeletionPolicy } of versions) expect(DeletionPolicy).toBe('Retain');
    });

    test('keeps none warm unless asked to', () => {
      for (const { Properties } of made.ofType('AWS::Lambda::Alias')) {
        expect(Properties['ProvisionedConcurrencyConfig']).toBeUndefined();
      }
    });
  });

  test('R-001: nothing is reachable but through the API, which speaks HTTPS alone', () => {
    expect(made.stacks.front).toBeUndefined();
    expect(made.ofType('AWS::Lambda::Url')).toEqual([]);
    expect(made.ofType('AWS::ElasticLoadBalancingV2::LoadBalancer')).toEqual([]);
    const callers = made.ofType('AWS::Lambda::Permission').map(({ Properties }) => Properties['Principal']);
    expect([...new Set(callers)].sort()).toEqual(['apigateway.amazonaws.com', 'events.amazonaws.com']);
  });
});

describe('what a stage may ask for', () => {
  const certificateArn =
    'arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000';
  const everything = (stage: Stage): Stage => ({
    ...stage,
    alarmEmails: ['it@example.org'],
    corsOrigins: ['https://ehr.example.org', 'https://launch.example.org:8443'],
    pseudonymKeys: ['k2', 'k1', 'k3@st-elsewhere'],
    capacity: { ...stage.capacity, invoke: { memory: 2048, reserved: 50, provisioned: 2 } },
    domain: {
      name: 'cds.example.org',
      certificateArn,
      hostedZone: { id: 'Z0123456789', name: 'example.org' },
      mtls: { bucket: 'trust', key: 'ca.pem', version: 'v1' },
    },
    tags: { 'cost-center': '42' },
  });
  let made: Synthesised;
  beforeAll(() => {
    made = synth('prod', { change: everything });
  });

  test('CORS for the origins listed, without credentials', () => {
    made.service.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: {
        AllowOrigins: ['https://ehr.example.org', 'https://launch.example.org:8443'],
        AllowMethods: ['GET', 'POST'],
        AllowHeaders: ['authorization', 'content-type', 'x-request-id'],
        AllowCredentials: Match.absent(),
      },
    });
  });

  test('R-207: a domain of its own, TLS 1.2 or later, with mutual TLS pinned to one version of the trust store', () => {
    made.service.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'cds.example.org',
      DomainNameConfigurations: [{ CertificateArn: certificateArn, SecurityPolicy: 'TLS_1_2' }],
      MutualTlsAuthentication: { TruststoreUri: 's3://trust/ca.pem', TruststoreVersion: 'v1' },
    });
    made.service.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'cds.example.org.', Type: 'A' });
  });

  test('T200: with a domain of its own the API answers under no other name', () => {
    made.service.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    made.service.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ CDS_BASE_URL: 'https://cds.example.org' }) },
    });
  });

  test('executions kept warm', () => {
    made.service.hasResourceProperties('AWS::Lambda::Alias', {
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
  });

  test('pseudonym keys in the order of rotation, each a key of its own', () => {
    const keys = made
      .ofType('AWS::KMS::Key')
      .filter(({ Properties }) => Properties['KeySpec'] === 'HMAC_256');
    expect(keys).toHaveLength(3);
    const ring = made
      .ofType('AWS::Lambda::Function')
      .map(({ Properties }) => Properties['Environment'].Variables['PSEUDONYM_KEY_ARNS'])
      .find((arns) => arns !== undefined);
    const text = (ring['Fn::Join'][1] as unknown[]).filter((part) => typeof part === 'string').join('…');
    expect(text).toBe('k2=…,k1=…,k3@st-elsewhere=');
  });

  test('tags on what can have them', () => {
    expect(made.ofType('AWS::Lambda::Function')[0]!.Properties['Tags']).toEqual(
      expect.arrayContaining([
        { Key: 'cost-center', Value: '42' },
        { Key: 'stage', Value: 'prod' },
        { Key: 'service', Value: 'radix-cds' },
      ]),
    );
  });
});

describe('a stage behind something of one’s own, without reserved executions', () => {
  test('is possible, in an account whose quota leaves nothing to reserve', () => {
    const made = synth('dev', {
      change: (stage) => {
        const unreserved = { memory: 1024, reserved: 'unreserved', provisioned: 0 } as const;
        return {
          ...stage,
          alarmEmails: ['it@example.org'],
          publicUrl: 'https://front.example.org/cds',
          ruleBookUrl: 'https://front.example.org/rulebook',
          httpFhir: true,
          archive: { ...stage.archive, reserved: 'unreserved' },
          capacity: { discovery: unreserved, invoke: unreserved, feedback: unreserved, audit: unreserved },
        };
      },
    });
    for (const { Properties } of made.ofType('AWS::Lambda::Function')) {
      expect(Properties['ReservedConcurrentExecutions']).toBeUndefined();
      const {
        CLIENTS_TABLE: reads,
        CDS_BASE_URL: serves,
        CDS_ALLOW_HTTP_FHIR: http,
      } = Properties['Environment'].Variables;
      // who reads the registry and serves must read it alike
      expect(http).toBe(reads !== undefined && serves !== undefined ? '1' : undefined);
    }
    made.service.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ CDS_BASE_URL: 'https://front.example.org/cds' }) },
    });
    made.service.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({ CDS_RULEBOOK_URL: 'https://front.example.org/rulebook' }),
      },
    });
  });
});

describe('a new version that is tried first', () => {
  let made: Synthesised;
  beforeAll(() => {
    made = synth('prod', {
      change: (stage) => ({
        ...stage,
        alarmEmails: ['it@example.org'],
        rollout: 'canary-30-minutes',
        canary: {
          serverErrors: { percent: 2, calls: 30 },
          latency: { p90: 800, calls: 40 },
          cards: { factor: 4, calls: 200 },
        },
      }),
    });
  });
  const alarm = (id: string) =>
    made
      .ofType('AWS::CloudWatch::Alarm')
      .find(({ Properties }) => Properties['AlarmName'] === `radix-cds-prod-${id}`)!.Properties;
  const stats = (id: string) =>
    alarm(id)['Metrics'].flatMap(({ MetricStat }: { MetricStat?: object }) => MetricStat ?? []);

  test.each([
    ['new-version-fails', 2, '>= 30'],
    ['new-version-slow', 800, 'calls >= 40'],
    ['new-version-cards', 0, 'calls >= 200 AND (own * 4 < every OR own > every * 4)'],
  ])('%s is raised by the thresholds of the stage', (id, threshold, expression) => {
    expect(alarm(id)['Threshold']).toBe(threshold);
    expect(alarm(id)['ComparisonOperator']).toBe('GreaterThanThreshold');
    expect(JSON.stringify(alarm(id)['Metrics'])).toContain(expression);
  });

  test.each(['new-version-fails', 'new-version-slow', 'new-version-cards'])(
    '%s looks at the version that is deployed with it, over the time of the canary',
    (id) => {
      for (const { Period, Metric } of stats(id)) {
        expect(Period).toBe(1_800);
        const named = Object.fromEntries(
          Metric.Dimensions.map(({ Name, Value }: { Name: string; Value: unknown }) => [Name, Value]),
        );
        const ofAll = Metric.MetricName === 'VersionCards' && named.Version === undefined;
        if (!ofAll)
          expect(named.Version).toEqual({
            'Fn::GetAtt': [
              expect.stringMatching(new RegExp(`^${named.Handler}Function.*Version`)),
              'Version',
            ],
          });
      }
    },
  );

  test('that shows no card at all is found: nothing is divided by its cards', () => {
    expect(JSON.stringify(alarm('new-version-cards')['Metrics'])).not.toMatch(/\/ ?own/);
  });
});
