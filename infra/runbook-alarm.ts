/**
 * An alarm that says what happened and names the section of docs/operate.md that says what to do. Its id is
 * the section's heading; a test holds the two together.
 */
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { product } from './names.ts';
import type { Stage } from './settings.ts';

export interface RunbookAlarmProps {
  readonly stage: Stage;
  readonly topic: ITopic;
  /** What has happened, to someone woken by it. */
  readonly says: string;
  readonly metric: IMetric;
  /** Raised above this, or with `below` under it. */
  readonly threshold: number;
  readonly below?: boolean;
  /** So many of so many periods; 1 of 1 when absent. */
  readonly periods?: readonly [many: number, of: number];
  /** Missing data raises no alarm, except where silence itself is the fault. */
  readonly silence?: 'is-fine' | 'is-trouble';
}

export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    const [many, of] = props.periods ?? [1, 1];
    super(scope, id, {
      alarmName: `${product}-${props.stage.name}-${id}`,
      alarmDescription: `${props.says} What to do: docs/operate.md#${id}`,
      metric: props.metric,
      threshold: props.threshold,
      comparisonOperator: props.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD,
      datapointsToAlarm: many,
      evaluationPeriods: of,
      treatMissingData:
        props.silence === 'is-trouble' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(props.topic));
    this.addOkAction(new SnsAction(props.topic));
  }
}
