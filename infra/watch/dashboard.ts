/** One page that answers: is it up, is it quick, what does it say, is every call on record. */
import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { metricsNamespace, product } from '../names.ts';
import type { Watched } from './alarms.ts';
import { fiveMinutes } from './measured.ts';

const statistic = 'Sum';

const graph = (title: string, left: IMetric[], unit?: string) =>
  new GraphWidget({
    title,
    left,
    width: 8,
    height: 6,
    ...(unit && { leftYAxis: { label: unit, showUnits: false, min: 0 } }),
  });

/** Each value of a dimension is a line of its own, without our naming them. */
const each = (namespace: string, dimensions: string, metricName: string) =>
  new MathExpression({
    label: '',
    expression: `SEARCH('{"${namespace}",${dimensions}} MetricName="${metricName}"', 'Sum', 300)`,
    usingMetrics: {},
    period: fiveMinutes,
  });

export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, { stage, data, service, ours }: Watched) {
    super(scope, id);
    const namespace = metricsNamespace(stage.name);
    const { api } = service.api;
    const duties = Object.values(service.duties);
    const { archive } = data.archiver;

    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: `${product}-${stage.name}`,
      defaultInterval: Duration.hours(12),
    });
    dashboard.addWidgets(
      new TextWidget({
        markdown: `# ${product} ${stage.name}\nWhat to do when a line is where it should not be: docs/operate.md`,
        width: 24,
        height: 2,
      }),
    );
    dashboard.addWidgets(
      new SingleValueWidget({
        title: 'Now',
        width: 24,
        height: 4,
        metrics: [
          api.metricCount({ label: 'requests', statistic, period: fiveMinutes }),
          api.metricLatency({ label: 'p99 ms', statistic: 'p99', period: fiveMinutes }),
          api.metricServerError({ label: '5xx', statistic, period: fiveMinutes }),
          ours('AuditSpill', statistic).with({ label: 'rows in the service log' }),
          ours('AuditTampering', statistic).with({ label: 'rows tampered with' }),
        ],
      }),
    );
    dashboard.addWidgets(
      graph('Requests and refusals', [
        api.metricCount({ label: 'requests', statistic, period: fiveMinutes }),
        ours('ClientError', statistic).with({ label: '4xx' }),
        ours('PreconditionFailed', statistic).with({ label: '412' }),
        ours('ServerError', statistic).with({ label: '5xx' }),
      ]),
      graph(
        'Answer time at the gateway',
        ['p50', 'p95', 'p99'].map((p) => api.metricLatency({ statistic: p, label: p, period: fiveMinutes })),
        'ms',
      ),
      graph(
        'Answer time by service, p95',
        [
          new MathExpression({
            label: '',
            expression: `SEARCH('{"${namespace}",Service} MetricName="Latency"', 'p95', 300)`,
            usingMetrics: {},
            period: fiveMinutes,
          }),
        ],
        'ms',
      ),
    );
    dashboard.addWidgets(
      graph('Cards by recommendation and indicator', [each(namespace, 'Rule,Indicator', 'Cards')]),
      graph('What clinicians did', [each(namespace, 'Outcome', 'Feedback')]),
      graph('Degraded answers and FHIR failures', [
        ours('Degraded', statistic).with({ label: 'degraded answers' }),
        ours('FhirFailures', statistic).with({ label: 'FHIR requests without answer' }),
      ]),
      graph('What could not be looked at', [each(namespace, 'Hole', 'Holes')]),
    );
    dashboard.addWidgets(
      graph('Why requests were refused', [each(namespace, 'Reason', 'Refusals')]),
      graph('What was unusual', [each(namespace, 'Flag', 'Flags')]),
      graph('Archive', [
        ours('RowsArchived', statistic).with({ label: 'rows' }),
        archive.function.metric('IteratorAge', {
          label: 'age of the oldest, ms',
          statistic: 'Maximum',
          period: fiveMinutes,
        }),
        ours('SignedAfter', 'Maximum').with({ label: 'signed for after, ms' }),
      ]),
    );
    dashboard.addWidgets(
      graph(
        'Executions at once',
        duties.map((duty) =>
          duty.function.metric('ConcurrentExecutions', { statistic: 'Maximum', period: fiveMinutes }),
        ),
      ),
      graph(
        'Throttled',
        duties.map((duty) => duty.function.metricThrottles({ statistic, period: fiveMinutes })),
      ),
      graph(
        'Function errors',
        duties.map((duty) => duty.function.metricErrors({ statistic, period: fiveMinutes })),
      ),
    );
  }
}
