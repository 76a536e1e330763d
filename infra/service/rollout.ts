/**
 * How a new version of a function takes over: the alias `live` moves to it, at once or a tenth first, and
 * moves back by itself when an alarm is raised meanwhile: the function crashed, or what `canary.ts` compares.
 */
import { Duration } from 'aws-cdk-lib';
import {
  type ILambdaDeploymentConfig,
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Duty } from '../duty.ts';
import { acknowledgeWildcards } from '../guards.ts';
import { RunbookAlarm } from '../runbook-alarm.ts';
import type { ScaledRoute, Stage, StageSettings } from '../settings.ts';
import { canaryAlarms } from './canary.ts';

const configOf: Record<StageSettings['rollout'], ILambdaDeploymentConfig> = {
  'all-at-once': LambdaDeploymentConfig.ALL_AT_ONCE,
  'canary-5-minutes': LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
  'canary-30-minutes': LambdaDeploymentConfig.CANARY_10PERCENT_30MINUTES,
};

export interface RolloutProps {
  readonly stage: Stage;
  readonly duties: Readonly<Record<ScaledRoute, Duty>>;
  readonly topic: ITopic;
}

export class Rollout extends Construct {
  readonly aliases: Readonly<Record<ScaledRoute, Alias>>;

  constructor(scope: Construct, id: string, props: RolloutProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });

    const judged = canaryAlarms(this, props);
    const live = (route: ScaledRoute): Alias => {
      const { provisioned } = props.stage.capacity[route];
      const alias = new Alias(this, `${route}-live`, {
        aliasName: 'live',
        version: props.duties[route].function.currentVersion,
        ...(provisioned > 0 && { provisionedConcurrentExecutions: provisioned }),
      });
      new LambdaDeploymentGroup(this, `${route}-deployment`, {
        application,
        alias,
        deploymentConfig: configOf[props.stage.rollout],
        alarms: [this.errorsOf(route, alias, props), ...(judged[route] ?? [])],
        // the policy that AWS manages for this may move every alias of the account
        role: role.withoutPolicyUpdates(),
      });
      return alias;
    };
    this.aliases = {
      discovery: live('discovery'),
      invoke: live('invoke'),
      feedback: live('feedback'),
      audit: live('audit'),
    };
    this.letMoveAliases(role, props.duties);
  }

  private errorsOf(route: ScaledRoute, alias: Alias, { stage, topic }: RolloutProps): RunbookAlarm {
    return new RunbookAlarm(this, `${route}-errors`, {
      stage,
      topic,
      says: `The function ${route} ended without an answer: it crashed, timed out or ran out of memory.`,
      metric: alias.metricErrors({ period: Duration.minutes(1) }),
      threshold: 0,
    });
  }

  private letMoveAliases(role: Role, duties: RolloutProps['duties']): void {
    const functions = Object.values(duties).map((duty) => duty.function.functionArn);
    const policy = new ManagedPolicy(this, 'Rights', {
      roles: [role],
      statements: [
        new PolicyStatement({
          sid: 'MoveAliases',
          actions: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
          resources: functions.flatMap((arn) => [arn, `${arn}:live`]),
        }),
        new PolicyStatement({
          sid: 'SeeAlarms',
          actions: ['cloudwatch:DescribeAlarms'],
          resources: ['*'],
        }),
      ],
    });
    acknowledgeWildcards(
      policy,
      'CodeDeploy asks for alarms by name, and reading their state is all it may.',
      ['*'],
    );
  }
}
