/**
 * What wakes somebody, a line each. The id is the heading in docs/operate.md that says what to do.
 * Every goal that the service promises has its alarm: answers, speed, the audit log, its archive.
 */
import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { mostUnsigned } from '../../functions/audit/tlog/health.ts';
import type { Flag } from '../../functions/base/flags.ts';
import type { Edge } from '../../functions/http/handler.ts';
import type { HoleCode } from '../../rules/evidence/hole.ts';
import type { DataStack } from '../data/data-stack.ts';
import type { Duty } from '../duty.ts';
import { metricsNamespace } from '../names.ts';
import type { RunbookAlarmProps } from '../runbook-alarm.ts';
import type { ServiceStack } from '../service/service-stack.ts';
import type { Stage } from '../settings.ts';
import { burning } from './burn-rate.ts';
import { fiveMinutes, gatewayThrottled, type OwnMetric, sum } from './measured.ts';

export interface AlarmLine extends Omit<RunbookAlarmProps, 'stage' | 'topic'> {
  readonly id: string;
}

export interface Watched {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly service: ServiceStack;
  readonly ours: OwnMetric;
}

const statistic = 'Sum';

/** A notice of the service log is counted as a flag. */
type Notice = Extract<Parameters<Edge['log']>[0], { notice: string }>['notice'];
const flagged = (ours: OwnMetric, flag: Flag | Notice) => ours('Flags', statistic, { Flag: flag });

/** What every call of a client lacks, but for a list that its EHR does not have (`not-sent`). */
const ofClient = ['grant-part', 'not-granted', 'list-full'] as const satisfies readonly HoleCode[];

/** What the caller notices. */
const answers = ({ service, ours }: Watched): AlarmLine[] => {
  const { api } = service.api;
  return [
    {
      id: 'server-errors',
      says: 'More than 1 in 1,000 requests was answered 5xx.',
      metric: new MathExpression({
        label: '5xx %',
        expression: '100 * errors / count',
        usingMetrics: {
          errors: api.metricServerError({ statistic, period: fiveMinutes }),
          count: api.metricCount({ statistic, period: fiveMinutes }),
        },
        period: fiveMinutes,
      }),
      threshold: 0.1,
      periods: [2, 3],
    },
    {
      id: 'slow-answers',
      says: '1 in 100 answers took longer than the promised 500 ms.',
      metric: api.metricLatency({ statistic: 'p99', period: fiveMinutes }),
      threshold: 500,
      periods: [2, 2],
    },
    {
      id: 'data-missing',
      says: 'More than 1 in 100 requests was answered 412: required data could be had neither way.',
      metric: ours('PreconditionFailed', 'Average'),
      threshold: 0.01,
      periods: [3, 3],
    },
    {
      id: 'degraded-answers',
      says: 'More than 1 in 20 answers says that some check could not be run.',
      metric: ours('Degraded', 'Average'),
      threshold: 0.05,
      periods: [3, 3],
    },
    {
      id: 'fhir-failures',
      says: 'FHIR servers fail: more than 50 requests in 5 minutes without a usable answer.',
      metric: ours('FhirFailures', statistic),
      threshold: 50,
      periods: [3, 3],
    },
    {
      id: 'client-holes',
      says: 'Every call of some client lacks data that its grant or its prefetch leaves out.',
      metric: sum(
        'what clients leave out',
        ofClient.map((code) => ours('Holes', statistic, { Hole: code })),
        Duration.days(1),
      ),
      threshold: 0,
    },
  ];
};

/** Who should not be asking. */
const intrusions = ({ ours }: Watched): AlarmLine[] => [
  {
    id: 'callers-refused',
    says: 'More than 100 requests in 5 minutes were refused.',
    metric: ours('Refusals', statistic),
    threshold: 100,
  },
  {
    id: 'token-replayed',
    says: 'A token was sent a second time.',
    metric: ours('Refusals', statistic, { Reason: 'jwt.replay' }),
    threshold: 0,
  },
  {
    id: 'wrong-patient',
    says: 'Data of another patient came with a request or from a FHIR server; it was not used.',
    metric: sum('other patient', [
      ours('Refusals', statistic, { Reason: 'patient.mismatch' }),
      flagged(ours, 'patient.mismatch'),
    ]),
    threshold: 0,
  },
  {
    id: 'unregistered-fhir-server',
    says: 'A client named a FHIR server that is not registered for it, 5 times or more in 5 minutes.',
    metric: flagged(ours, 'fhir-server.unregistered'),
    threshold: 4,
  },
  {
    id: 'registry-problem',
    says: 'The client registry could not be read, or a client in it has a problem: it is left out, or lines of its code map are.',
    metric: sum('problems', [flagged(ours, 'clients.problem'), flagged(ours, 'clients.unavailable')]),
    threshold: 0,
  },
  {
    id: 'policy-problem',
    says: 'A stored policy is not properly signed and has no effect, or the policy could not be read.',
    metric: sum(
      'policy',
      (['malformed', 'unsigned', 'second-person', 'unavailable'] as const).map((what) =>
        flagged(ours, `policy.${what}`),
      ),
    ),
    threshold: 0,
  },
];

/** A duty that the clock wakes for, and that was not done. @param many periods in a row */
const undone = (
  duty: Duty,
  period: Duration,
  many: number,
): Pick<AlarmLine, 'metric' | 'threshold' | 'below' | 'periods' | 'silence'> => {
  const runs = { statistic, period };
  return {
    metric: new MathExpression({
      label: 'good runs',
      expression: 'runs - FILL(errors, 0)',
      usingMetrics: {
        runs: duty.function.metricInvocations(runs),
        errors: duty.function.metricErrors(runs),
      },
      period,
    }),
    threshold: 1,
    below: true,
    periods: [many, many],
    silence: 'is-trouble',
  };
};

/** What no caller notices. */
const changes = ({ data, ours }: Watched): AlarmLine[] => [
  {
    id: 'client-changed',
    says: 'A client is not as it was in the month before: a code, a unit, a form, a scope, a rule or a clock.',
    metric: ours('Drifts', statistic),
    threshold: 0,
  },
  {
    id: 'monitor-missing',
    says: 'For two hours nothing was counted.',
    ...undone(data.archiver.monitor, Duration.hours(1), 2),
  },
];

/** The audit log and what keeps it. */
const evidence = ({ data, ours }: Watched): AlarmLine[] => {
  const { archive, checkpoint, reconcile } = data.archiver;
  const inTable = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: data.auditTable.table.tableName },
      statistic,
      period: fiveMinutes,
    });
  return [
    {
      id: 'audit-spill',
      says: 'The audit table did not take a row in time; it is whole in the service log.',
      metric: ours('AuditSpill', statistic),
      threshold: 0,
    },
    {
      id: 'key-service-away',
      says: 'KMS did not answer in time; cards went out, and rows name people under names that match no others.',
      metric: sum('without keys', [flagged(ours, 'pseudonyms.interim'), flagged(ours, 'people.not-sealed')]),
      threshold: 0,
    },
    {
      id: 'audit-tampering',
      says: 'A row of the audit log was changed, or deleted before its time.',
      metric: ours('AuditTampering', statistic),
      threshold: 0,
    },
    {
      id: 'audit-table-throttled',
      says: 'DynamoDB throttled or failed on the audit table.',
      metric: sum('throttled or failed', [
        inTable('WriteThrottleEvents'),
        inTable('ReadThrottleEvents'),
        inTable('SystemErrors'),
      ]),
      threshold: 0,
    },
    {
      id: 'archive-late',
      says: 'Rows wait for more than 15 minutes to be archived; the stream forgets them after 24 hours.',
      metric: archive.function.metric('IteratorAge', { statistic: 'Maximum', period: fiveMinutes }),
      threshold: Duration.minutes(15).toMilliseconds(),
    },
    {
      id: 'archive-errors',
      says: 'The archive function failed on a batch of rows.',
      metric: archive.function.metricErrors({ statistic, period: fiveMinutes }),
      threshold: 0,
    },
    {
      id: 'archive-mended',
      says: 'Rows did not come into the archive by the stream; they were archived from the table.',
      metric: ours('RowsMended', statistic),
      threshold: 0,
    },
    {
      id: 'audit-gaps',
      says: 'The audit log has a gap that cannot be mended: a call without a row, or a row that is gone.',
      metric: ours('AuditGaps', statistic),
      threshold: 0,
    },
    {
      id: 'reconcile-missing',
      says: 'For fifteen minutes nobody held the archive against the table.',
      ...undone(reconcile, Duration.minutes(15), 1),
    },
    {
      id: 'checkpoint-late',
      says: 'A record has been in the archive for more than 30 seconds without a checkpoint that signs for it.',
      metric: ours('UnsignedFor', 'Maximum').with({ period: Duration.seconds(30) }),
      threshold: mostUnsigned,
    },
    {
      id: 'checkpoint-missing',
      says: 'For five minutes the function that signs for the archive has not run to its end.',
      ...undone(checkpoint, fiveMinutes, 1),
    },
  ];
};

/** Working days of the week as metric math counts them: Monday is 1. */
const workingDays = 5;

/** Nobody calls, though people work. */
const quiet = ({ stage, service }: Watched): AlarmLine[] => {
  const { officeHours } = stage;
  if (officeHours === undefined) return [];
  const period = Duration.hours(1);
  const { from, to } = officeHours;
  return [
    {
      id: 'no-calls',
      says: 'For an hour of a working day nobody called.',
      metric: new MathExpression({
        label: 'calls in office hours',
        expression: `IF(DAY(calls) <= ${workingDays} AND HOUR(calls) >= ${from} AND HOUR(calls) < ${to}, calls, 1)`,
        usingMetrics: {
          calls: new MathExpression({
            expression: 'FILL(invocations, 0)',
            usingMetrics: {
              invocations: service.duties.invoke.function.metricInvocations({ statistic, period }),
            },
            period,
          }),
        },
        period,
      }),
      threshold: 1,
      below: true,
    },
  ];
};

/** Room to breathe. */
const capacity = ({ stage, service }: Watched): AlarmLine[] => {
  const { invoke } = service.duties;
  const turnedAway: AlarmLine = {
    id: 'gateway-throttled',
    says: 'The gateway or the limit of a client turned requests away with 429, more than 10 in 5 minutes.',
    metric: new Metric({
      namespace: metricsNamespace(stage.name),
      metricName: gatewayThrottled,
      statistic,
      period: fiveMinutes,
    }),
    threshold: 10,
  };
  const { reserved } = stage.capacity.invoke;
  const throttled: AlarmLine = {
    id: 'calls-throttled',
    says: 'Calls were turned away because all of a function’s reserved concurrency was in use.',
    metric: sum(
      'throttled',
      Object.values(service.duties).map((duty) =>
        duty.function.metricThrottles({ statistic, period: fiveMinutes }),
      ),
    ),
    threshold: 0,
  };
  if (reserved === 'unreserved') return [throttled, turnedAway];
  return [
    throttled,
    turnedAway,
    {
      id: 'capacity-nearly-used',
      says: `More than 80 % of the ${reserved} reserved executions of invoke are in use.`,
      metric: invoke.function.metric('ConcurrentExecutions', { statistic: 'Maximum', period: fiveMinutes }),
      threshold: 0.8 * reserved,
      periods: [2, 3],
    },
  ];
};

export const alarmLines = (watched: Watched): AlarmLine[] => [
  ...answers(watched),
  ...burning(watched.service.api.api),
  ...intrusions(watched),
  ...changes(watched),
  ...quiet(watched),
  ...evidence(watched),
  ...capacity(watched),
];
