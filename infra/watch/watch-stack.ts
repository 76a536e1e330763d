/** What watches: alarms that say what to do, acts that an auditor asks about, a dashboard. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { DataStack } from '../data/data-stack.ts';
import { metricsNamespace } from '../names.ts';
import { RunbookAlarm } from '../runbook-alarm.ts';
import type { ServiceStack } from '../service/service-stack.ts';
import type { Stage } from '../settings.ts';
import { alarmLines } from './alarms.ts';
import { ServiceDashboard } from './dashboard.ts';
import { gatewayThrottled, oursOf } from './measured.ts';
import { Trespasses } from './trespass.ts';

export interface WatchStackProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly service: ServiceStack;
}

export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, props: WatchStackProps) {
    super(scope, id, props);
    const { stage, data, service } = props;
    const watched = { stage, data, service, ours: oursOf(stage.name) };
    for (const { id: alarmId, ...line } of alarmLines(watched)) {
      new RunbookAlarm(this, alarmId, { stage, topic: data.alerts.topic, ...line });
    }
    new MetricFilter(this, 'Throttled', {
      logGroup: service.api.accessLogs,
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      metricNamespace: metricsNamespace(stage.name),
      metricName: gatewayThrottled,
      metricValue: '1',
    });
    new Trespasses(this, 'Trespasses', { stage, data });
    new ServiceDashboard(this, 'Page', watched);
  }
}
