/**
 * Alarms that go off when the budget of docs/slo.md is used up too fast. It is that of 28 days: a rate of 1 uses it up in
 * just that time, 14.4 a fiftieth of it in an hour, 6 a twentieth in six hours (Site Reliability Workbook, chapter 5).
 */
import { Duration } from 'aws-cdk-lib';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { RunbookAlarmProps } from '../runbook-alarm.ts';

interface BurnAlarm extends Pick<RunbookAlarmProps, 'says' | 'metric' | 'threshold'> {
  readonly id: string;
}

const statistic = 'Sum';

/** Per cent of requests that may go wrong. */
const slo = { unanswered: 0.05, slow: 0.1 } as const;

export const burning = (api: IHttpApi): BurnAlarm[] => {
  const percentOf = (period: Duration) => ({
    unanswered: new MathExpression({
      label: 'not answered %',
      expression: '100 * errors / count',
      usingMetrics: {
        errors: api.metricServerError({ statistic, period }),
        count: api.metricCount({ statistic, period }),
      },
      period,
    }),
    slow: new MathExpression({
      label: 'above 500 ms %',
      expression: '100 - within',
      usingMetrics: { within: api.metricLatency({ statistic: 'PR(:500)', period }) },
      period,
    }),
  });
  const [fast, slowly] = [percentOf(Duration.hours(1)), percentOf(Duration.hours(6))];
  return [
    {
      id: 'answers-burn-fast',
      says: 'In an hour a fiftieth of the four weeks’ budget of requests that are not answered was used up.',
      metric: fast.unanswered,
      threshold: 14.4 * slo.unanswered,
    },
    {
      id: 'answers-burn-slowly',
      says: 'In six hours a twentieth of the four weeks’ budget of requests that are not answered was used up.',
      metric: slowly.unanswered,
      threshold: 6 * slo.unanswered,
    },
    {
      id: 'speed-burns-fast',
      says: 'In an hour a fiftieth of the four weeks’ budget of answers above 500 ms was used up.',
      metric: fast.slow,
      threshold: 14.4 * slo.slow,
    },
    {
      id: 'speed-burns-slowly',
      says: 'In six hours a twentieth of the four weeks’ budget of answers above 500 ms was used up.',
      metric: slowly.slow,
      threshold: 6 * slo.slow,
    },
  ];
};
