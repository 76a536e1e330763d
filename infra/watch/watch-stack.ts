/** What watches: alarms that say what to do, acts that an auditor asks about, a dashboard. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DataStack } from '../data/data-stack.ts';
import { RunbookAlarm } from '../runbook-alarm.ts';
import type { ServiceStack } from '../service/service-stack.ts';
import type { Stage } from '../settings.ts';
import { alarmLines } from './alarms.ts';
import { ServiceDashboard } from './dashboard.ts';
import { oursOf } from './measured.ts';
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
    new Trespasses(this, 'Trespasses', { stage, data });
    new ServiceDashboard(this, 'Page', watched);
  }
}
