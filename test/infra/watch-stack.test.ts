import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { beforeAll, describe, expect, test } from 'vitest';
import { flags } from '../../functions/base/flags.ts';
import { metrics } from '../../functions/base/metrics.ts';
import { radixCds } from '../../infra/radix-cds.ts';
import { stageNamed } from '../../infra/settings.ts';
import { stages } from '../../infra/stages.ts';
import { holeKinds } from '../../rules/evidence/hole.ts';
import { cdkJson, type StackResource, type Synthesised, synth } from './support/synth.ts';

const root = resolve(import.meta.dirname, '../..');
const runbook = readFileSync(join(root, 'docs/operate.md'), 'utf8');
const sections = [...runbook.matchAll(/^### ([a-z-]+)$/gm)].map(([, heading]) => heading!);

let made: Synthesised;
let alarms: StackResource[];
let rules: StackResource[];
beforeAll(() => {
  made = synth('prod', {
    change: (stage) => ({ ...stage, alarmEmails: ['it@example.org'], officeHours: { from: 7, to: 17 } }),
  });
  alarms = [...made.ofType('AWS::CloudWatch::Alarm')];
  rules = made
    .ofType('AWS::Events::Rule')
    .filter(({ Properties }) => Properties['EventPattern']?.['detail-type']?.[0]?.includes('CloudTrail'));
});

const namesOf = (resources: StackResource[]) =>
  resources.map(({ Properties }) => Properties['AlarmName'] as string);

/** Metrics of an alarm, whether it has one or computes with several. */
const metricsOf = ({
  Properties,
}: StackResource): { Namespace: string; MetricName: string; Dimensions?: object[] }[] =>
  Properties['Metrics']
    ? Properties['Metrics'].flatMap(
        ({ MetricStat }: { MetricStat?: { Metric: object } }) => MetricStat?.Metric ?? [],
      )
    : [Properties as { Namespace: string; MetricName: string }];

const linkOf = (text: string) => /What to do: docs\/operate\.md#([a-z-]+)$/.exec(text)?.[1];

describe('alarms', () => {
  test('R-227: there are as many as there are goals', () => {
    expect(namesOf(alarms).sort()).toEqual(
      [
        'answers-burn-fast',
        'answers-burn-slowly',
        'archive-errors',
        'archive-late',
        'archive-mended',
        'audit-errors',
        'audit-gaps',
        'audit-spill',
        'audit-table-throttled',
        'audit-tampering',
        'callers-refused',
        'calls-throttled',
        'capacity-nearly-used',
        'checkpoint-late',
        'checkpoint-missing',
        'client-changed',
        'client-holes',
        'data-missing',
        'degraded-answers',
        'discovery-errors',
        'feedback-errors',
        'fhir-failures',
        'gateway-throttled',
        'invoke-errors',
        'key-service-away',
        'monitor-missing',
        'new-version-cards',
        'new-version-fails',
        'new-version-slow',
        'no-calls',
        'policy-problem',
        'reconcile-missing',
        'registry-problem',
        'server-errors',
        'slow-answers',
        'speed-burns-fast',
        'speed-burns-slowly',
        'token-replayed',
        'unregistered-fhir-server',
        'wrong-patient',
      ].map((id) => `radix-cds-prod-${id}`),
    );
  });

  test('T204: each tells somebody, when it goes off and when it is over', () => {
    for (const { Properties } of alarms) {
      expect(Properties['AlarmActions']).toHaveLength(1);
      expect(Properties['OKActions']).toEqual(Properties['AlarmActions']);
    }
  });

  test('T204: each says what silence means', () => {
    const silent = alarms.filter(({ Properties }) => Properties['TreatMissingData'] !== 'notBreaching');
    expect(namesOf(silent).sort()).toEqual([
      'radix-cds-prod-checkpoint-missing',
      'radix-cds-prod-monitor-missing',
      'radix-cds-prod-reconcile-missing',
    ]);
    for (const { Properties } of silent) expect(Properties['TreatMissingData']).toBe('breaching');
  });

  test('each names the section of the runbook that is called as it is', () => {
    for (const { Properties } of alarms) {
      const section = linkOf(Properties['AlarmDescription']);
      expect(sections).toContain(section);
      expect(Properties['AlarmName']).toBe(`radix-cds-prod-${section}`);
    }
  });

  test('each that watches a metric of ours watches one that the functions write, as they write it', () => {
    const written = Object.values(metrics).flatMap(({ units, dimensionSets }) =>
      Object.keys(units).flatMap((name) => dimensionSets.map((set) => `${name} by ${[...set].join()}`)),
    );
    const counted = made
      .ofType('AWS::Logs::MetricFilter')
      .map(({ Properties }) => `${Properties['MetricTransformations'][0].MetricName} by `);
    written.push(...counted);
    const watched = alarms
      .flatMap(metricsOf)
      .filter(({ Namespace }) => Namespace.startsWith('RadixCDS'))
      .map(({ MetricName, Dimensions = [] }) => {
        const names = (Dimensions as { Name: string }[]).map(({ Name }) => Name);
        return `${MetricName} by ${names.join()}`;
      });
    expect(watched.length).toBeGreaterThan(8);
    expect(watched.filter((metric) => !written.includes(metric))).toEqual([]);
    expect(new Set(alarms.flatMap(metricsOf).map(({ Namespace }) => Namespace))).toContain('RadixCDS/prod');
  });

  test.each([
    ['answers-burn-fast', 3_600, 0.72],
    ['answers-burn-slowly', 21_600, 0.3],
    ['speed-burns-fast', 3_600, 1.44],
    ['speed-burns-slowly', 21_600, 0.6],
  ])('%s goes off when %i seconds use up too much of the budget of docs/slo.md', (id, period, percent) => {
    const { Properties } = alarms.find(({ Properties }) => Properties['AlarmName'].endsWith(`-${id}`))!;
    const periods = Properties['Metrics'].flatMap(
      ({ MetricStat }: { MetricStat?: { Period: number } }) => MetricStat?.Period ?? [],
    );
    expect(new Set(periods)).toEqual(new Set([period]));
    expect(Properties['Threshold']).toBeCloseTo(percent, 9);
    expect(Properties['EvaluationPeriods']).toBe(1);
  });

  test('each reason and flag that an alarm waits for is one that the functions give', () => {
    const sources = globSync('functions/**/*.ts', { cwd: root })
      .map((path) => readFileSync(join(root, path), 'utf8'))
      .join('\n');
    const waited = alarms
      .flatMap(metricsOf)
      .flatMap(({ Dimensions = [] }) => Dimensions as { Name: string; Value: string }[])
      .filter(({ Name }) => Name === 'Reason' || Name === 'Flag');
    expect(waited.length).toBeGreaterThan(4);
    for (const { Name, Value } of waited) {
      expect(sources).toContain(`'${Value}'`);
      // what the service log alone tells as a notice is no flag of a call
      if (Name === 'Flag' && !/^(?:clients|policy)\./.test(Value))
        expect(Object.keys(flags)).toContain(Value);
    }
  });
});

describe('what clients leave out', () => {
  test('each kind of hole that every call of a client has is waited for, but a list that its EHR does not have', () => {
    const alarm = alarms.find(({ Properties }) => Properties['AlarmName'].endsWith('client-holes'))!;
    const waited = metricsOf(alarm).flatMap(({ Dimensions = [] }) =>
      (Dimensions as { Name: string; Value: string }[]).map(({ Value }) => Value),
    );
    const ofClient = Object.entries(holeKinds).filter(([, { of }]) => of === 'client');
    expect([...waited, 'not-sent'].sort()).toEqual(ofClient.map(([code]) => code).sort());
  });
});

describe('acts of people', () => {
  test('each is told with the section of the runbook', () => {
    const told = rules.map(({ Properties }) => linkOf(Properties['Description']));
    expect(told.sort()).toEqual([
      'archive-unprotected',
      'break-glass-used',
      'function-changed',
      'key-endangered',
      'role-changed',
      'table-unprotected',
      'watch-changed',
    ]);
    for (const section of told) expect(sections).toContain(section);
  });

  test('each says who did what and when, to the topic of the alarms', () => {
    for (const { Properties } of rules) {
      const [{ InputTransformer, Arn }] = Properties['Targets'];
      expect(Object.values(InputTransformer.InputPathsMap).sort()).toEqual([
        '$.detail.eventName',
        '$.detail.userIdentity.arn',
        '$.time',
      ]);
      expect(JSON.stringify(Arn)).toContain('AlertsTopic');
    }
  });

  /** What the parameters of a call are matched by, each by itself enough. */
  const matchedBy = (id: string): Record<string, unknown>[] =>
    rules.find(({ Properties }) => linkOf(Properties['Description']) === id)!.Properties['EventPattern']
      .detail.requestParameters.$or;

  test('the stream of the archive is known however CloudTrail spells its id', () => {
    const ids = matchedBy('function-changed').flatMap(({ uuid, uUID }) => [uuid, uUID].filter(Boolean));
    expect(ids).toEqual([ids[0], ids[0]]);
  });

  test('a role is known by its name, and a policy of its own by its ARN', () => {
    expect(matchedBy('role-changed').map((parameters) => JSON.stringify(parameters))).toEqual([
      expect.stringMatching(/roleName.*"radix-cds-prod-"/),
      expect.stringMatching(/policyArn.*:policy\/radix-cds-prod-"/),
    ]);
  });

  test.each(['PutRolePermissionsBoundary', 'CreatePolicyVersion', 'SetDefaultPolicyVersion'])(
    'the rights of a role are changed by %s, too',
    (eventName) => {
      const watched = rules.find(({ Properties }) => Properties['Description'].includes('role-changed'))!;
      expect(watched.Properties['EventPattern'].detail.eventName).toContain(eventName);
    },
  );

  test.each([
    ['eu-central-1', 1],
    ['us-east-1', 0],
  ])('a deployment to %s is told of the events of IAM that it does not get: %j', (region, warnings) => {
    const { watch } = radixCds(new App({ context: cdkJson.context, analyticsReporting: false }), {
      stage: stageNamed('prod', stages),
      codeOf: (name) => Code.fromInline(name),
      defaultEnv: { region },
    });
    const told = watch.node.findAll().flatMap(({ node }) => node.metadata);
    expect(told.filter(({ data }) => String(data).includes('role-changed is raised only'))).toHaveLength(
      warnings,
    );
  });

  test.each([
    ['key-endangered', 'PutKeyPolicy'],
    ['key-endangered', 'DisableKeyRotation'],
    ['watch-changed', 'PutMetricAlarm'],
  ])('%s is raised by %s', (id, eventName) => {
    const rule = rules.find(({ Properties }) => linkOf(Properties['Description']) === id)!;
    expect(JSON.stringify(rule.Properties['EventPattern'].detail)).toContain(`"${eventName}"`);
  });

  test('an alarm that a deployment changes is no act of a person', () => {
    const rule = rules.find(({ Properties }) => linkOf(Properties['Description']) === 'watch-changed')!;
    const changed = rule.Properties['EventPattern'].detail.$or.find(
      ({ eventName }: { eventName: string[] }) => eventName.includes('PutMetricAlarm'),
    );
    expect(changed.sourceIPAddress).toEqual([{ 'anything-but': ['cloudformation.amazonaws.com'] }]);
  });

  test('every key of the service is watched', () => {
    const keys = made.ofType('AWS::KMS::Key').length;
    const watched = rules.find(({ Properties }) => Properties['Description'].includes('key-endangered'))!;
    const { keyId } = watched.Properties['EventPattern'].detail.requestParameters;
    expect(keyId).toHaveLength(2 * keys);
  });
});

test('every section of the runbook belongs to something that raises it', () => {
  const raised = [
    ...alarms.map(({ Properties }) => linkOf(Properties['AlarmDescription'])),
    ...rules.map(({ Properties }) => linkOf(Properties['Description'])),
  ];
  expect(sections.filter((section) => !raised.includes(section))).toEqual([]);
});

test('the links of the runbook and of the deployment guide lead somewhere', () => {
  const anchorOf = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replace(/ /g, '-');
  const anchorsIn = (text: string) =>
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));
  const guide = readFileSync(join(root, 'docs/deploy.md'), 'utf8');
  const files: Record<string, string> = { '': '', 'operate.md': runbook, 'deploy.md': guide };
  for (const [here, text] of [
    ['operate.md', runbook],
    ['deploy.md', guide],
  ] as const) {
    for (const [, file, anchor] of text.matchAll(/\]\((operate\.md|deploy\.md)?#([\w-]+)\)/g)) {
      expect(anchorsIn(files[file || here]!)).toContain(anchor);
    }
  }
});

describe('the dashboard', () => {
  const widgets = (): { properties: { title?: string } }[] => {
    const body = made.ofType('AWS::CloudWatch::Dashboard')[0]!.Properties['DashboardBody'];
    const parts: unknown[] = body['Fn::Join'][1];
    return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'reference')).join('')).widgets;
  };

  test('answers whether it is up, quick, and on record, and what it says', () => {
    expect(
      widgets()
        .map(({ properties }) => properties.title)
        .filter(Boolean),
    ).toEqual([
      'Now',
      'Requests and refusals',
      'Answer time at the gateway',
      'Answer time by service, p95',
      'Cards by recommendation and indicator',
      'What clinicians did',
      'Degraded answers and FHIR failures',
      'What could not be looked at',
      'Why requests were refused',
      'What was unusual',
      'Archive',
      'Executions at once',
      'Throttled',
      'Function errors',
    ]);
  });
});
