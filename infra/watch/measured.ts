/** Metrics by name: ours, which must be one that the functions really write, and those of AWS. */
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { metrics } from '../../functions/base/metrics.ts';
import { metricsNamespace } from '../names.ts';

type Units<K extends keyof typeof metrics> = keyof (typeof metrics)[K]['units'];
export type MetricName = { [K in keyof typeof metrics]: Units<K> }[keyof typeof metrics];

/** Counted from the access log: the gateway has no metric of its own for 429. */
export const gatewayThrottled = 'GatewayThrottled';

export const fiveMinutes = Duration.minutes(5);

export type OwnMetric = (
  metricName: MetricName,
  statistic: string,
  dimensionsMap?: Readonly<Record<string, string>>,
) => Metric;

export const oursOf =
  (stageName: string): OwnMetric =>
  (metricName, statistic, dimensionsMap) =>
    new Metric({
      namespace: metricsNamespace(stageName),
      metricName,
      statistic,
      period: fiveMinutes,
      ...(dimensionsMap && { dimensionsMap }),
    });

export const sum = (
  label: string,
  metrics: readonly IMetric[],
  period: Duration = fiveMinutes,
): MathExpression =>
  new MathExpression({
    label,
    expression: metrics.map((_, i) => `FILL(m${i}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, i) => [`m${i}`, metric])),
    period,
  });
