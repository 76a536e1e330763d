/**
 * What a new version is judged by while a tenth of the calls goes to it, beside crashes: 5xx of our own, its speed, and
 * how many cards it shows. A version that answers 200 without the card that its chart asks for crashes nowhere.
 *
 * The functions measure by version, and an alarm names the version that is deployed with it. CloudWatch looks at it each
 * minute, over the time that the canary takes. Afterwards it watches the version that serves all.
 */
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { metrics } from '../../functions/base/metrics.ts';
import type { Duty } from '../duty.ts';
import { metricsNamespace } from '../names.ts';
import { RunbookAlarm, type RunbookAlarmProps } from '../runbook-alarm.ts';
import type { ScaledRoute, Stage } from '../settings.ts';

interface CanaryProps {
  readonly stage: Stage;
  readonly duties: Readonly<Record<ScaledRoute, Duty>>;
  readonly topic: ITopic;
}

type TriedRoute = 'invoke' | 'feedback';
type VersionMetric = keyof (typeof metrics)['version']['units'];

const windowOf = (rollout: Stage['rollout']): Duration =>
  rollout === 'canary-30-minutes' ? Duration.minutes(30) : Duration.minutes(5);

/** The alarms that stop the taking over of a function, by function; none where the stage sets no canary. */
export const canaryAlarms = (
  scope: Construct,
  { stage, duties, topic }: CanaryProps,
): Partial<Record<ScaledRoute, readonly RunbookAlarm[]>> => {
  const { canary, rollout, name } = stage;
  if (!canary) return {};
  const period = windowOf(rollout);

  const measured = (metricName: VersionMetric, statistic: string, dimensionsMap: Record<string, string>) =>
    new Metric({ namespace: metricsNamespace(name), metricName, statistic, period, dimensionsMap });
  const ofNew = (route: TriedRoute, metricName: VersionMetric, statistic: string) =>
    measured(metricName, statistic, {
      Handler: route,
      Version: duties[route].function.currentVersion.version,
    });
  const computed = (label: string, expression: string, usingMetrics: Record<string, IMetric>) =>
    new MathExpression({ label, expression, usingMetrics, period });
  const alarm = (id: string, props: Omit<RunbookAlarmProps, 'stage' | 'topic'>) =>
    new RunbookAlarm(scope, id, { stage, topic, ...props });

  const { serverErrors, latency, cards } = canary;
  const fails = alarm('new-version-fails', {
    says: `The version that was deployed last answered more than ${serverErrors.percent} % of its requests 5xx.`,
    metric: computed(
      '5xx %',
      `IF(FILL(i, 0) + FILL(f, 0) >= ${serverErrors.calls}, 100 * (FILL(ie, 0) + FILL(fe, 0)) / (FILL(i, 0) + FILL(f, 0)), 0)`,
      {
        i: ofNew('invoke', 'VersionServerError', 'SampleCount'),
        f: ofNew('feedback', 'VersionServerError', 'SampleCount'),
        ie: ofNew('invoke', 'VersionServerError', 'Sum'),
        fe: ofNew('feedback', 'VersionServerError', 'Sum'),
      },
    ),
    threshold: serverErrors.percent,
  });
  const isSlow = alarm('new-version-slow', {
    says: `One answer in ten of the version that was deployed last took longer than ${latency.p90} ms.`,
    metric: computed('p90 ms', `IF(calls >= ${latency.calls}, p90, 0)`, {
      calls: ofNew('invoke', 'VersionLatency', 'SampleCount'),
      p90: ofNew('invoke', 'VersionLatency', 'p90'),
    }),
    threshold: latency.p90,
  });
  const showsOthers = alarm('new-version-cards', {
    says: `The version that was deployed last shows more than ${cards.factor} times as many cards a call as all versions together, or as few.`,
    // a quotient would be missing, and so raise nothing, where the new version shows no card at all
    metric: computed(
      'other cards',
      `IF(calls >= ${cards.calls} AND (own * ${cards.factor} < every OR own > every * ${cards.factor}), 1, 0)`,
      {
        calls: ofNew('invoke', 'VersionCards', 'SampleCount'),
        own: ofNew('invoke', 'VersionCards', 'Average'),
        every: measured('VersionCards', 'Average', { Handler: 'invoke' }),
      },
    ),
    threshold: 0,
  });
  return { invoke: [fails, isSlow, showsOthers], feedback: [fails] };
};
