/**
 * One Lambda function for one duty: its own role with exact rights, its own encrypted log, no layers and
 * nothing of the runtime's SDK. Rights are a managed policy with exact ARNs; `grant…` is not used, since it
 * widens (`/index/*`, `kms:GenerateDataKey*`).
 */
import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from './build.ts';
import { acknowledge } from './guards.ts';
import { metricsNamespace, product, roleNameOf } from './names.ts';
import type { Stage } from './settings.ts';

export interface DutyProps {
  readonly stage: Stage;
  readonly name: FunctionName;
  readonly description: string;
  readonly code: lambda.Code;
  readonly logsKey: IKey;
  /** Seconds; the function answers or gives up well before. */
  readonly timeout: number;
  readonly memory: number;
  readonly reserved: number | 'unreserved';
  readonly environment?: Readonly<Record<string, string>>;
  readonly rights: readonly iam.PolicyStatement[];
}

/**
 * Options of Node that close what an attacker would try: `__proto__` reaches no prototype, no string becomes code,
 * and a rejected promise ends the process. The last one keeps the memory of a process small at no cost of CPU
 * (docs/performance.md): a call leaves little behind, so its garbage needs no more room than this, in MB.
 */
export const nodeOptions =
  '--disable-proto=delete --disallow-code-generation-from-strings --unhandled-rejections=strict --max-semi-space-size=4';

export class Duty extends Construct {
  readonly function: lambda.Function;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: DutyProps) {
    super(scope, id);
    const { stage, reserved } = props;

    this.logGroup = new LogGroup(this, 'Logs', {
      encryptionKey: props.logsKey,
      retention: stage.logDays as RetentionDays,
      // audit rows that the table did not take wait in here
      removalPolicy: RemovalPolicy.RETAIN,
    });

    const { role, policy } = this.roleWith(props);
    this.function = new lambda.Function(this, 'Function', {
      description: props.description,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: props.code,
      handler: 'index.handler',
      role: role.withoutPolicyUpdates(),
      timeout: Duration.seconds(props.timeout),
      memorySize: props.memory,
      ...(reserved !== 'unreserved' && { reservedConcurrentExecutions: reserved }),
      environment: {
        NODE_OPTIONS: nodeOptions,
        METRICS_NAMESPACE: metricsNamespace(stage.name),
        ...props.environment,
      },
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
      systemLogLevelV2: lambda.SystemLogLevel.WARN,
      logGroup: this.logGroup,
      // an old version stays, so that going back is moving an alias
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });

    // a stream is attached, and a first call comes, when the rights are there
    this.function.node.addDependency(policy);

    if (stage.vpc === undefined) {
      acknowledge(
        this.function,
        'No resource of the function is in a VPC, and FHIR servers are on the internet; what it may reach is decided by the egress guard in functions/fhir.',
        ['HIPAA.Security-LambdaInsideVPC'],
      );
    } else {
      // the construct would look the subnets up, and give the role a policy of AWS
      (this.function.node.defaultChild as lambda.CfnFunction).vpcConfig = {
        subnetIds: [...stage.vpc.subnets],
        securityGroupIds: [...stage.vpc.securityGroups],
      };
    }
    if (reserved === 'unreserved') {
      acknowledge(this.function, "The account's quota leaves nothing to reserve (capacity of the stage).", [
        'HIPAA.Security-LambdaConcurrency',
      ]);
    }
  }

  /**
   * Lambda makes and takes away the interfaces of a function in a VPC by the function's role. The code that runs may not
   * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html).
   */
  private joinNetwork(stageName: string): iam.PolicyStatement[] {
    const actions = [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ];
    const functions = Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: `${product}-${stageName}-*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return [
      new iam.PolicyStatement({ sid: 'JoinNetwork', actions, resources: ['*'] }),
      new iam.PolicyStatement({
        sid: 'CodeMayNot',
        effect: iam.Effect.DENY,
        actions,
        resources: ['*'],
        conditions: { ArnLike: { 'lambda:SourceFunctionArn': functions } },
      }),
    ];
  }

  private roleWith({ stage, name, rights }: DutyProps): { role: iam.Role; policy: iam.ManagedPolicy } {
    const role = new iam.Role(this, 'Role', {
      roleName: roleNameOf(this, stage.name, name),
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    });
    const policy = new iam.ManagedPolicy(this, 'Rights', {
      roles: [role],
      statements: [
        new iam.PolicyStatement({
          sid: 'Log',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [this.logGroup.logGroupArn],
        }),
        new iam.PolicyStatement({
          sid: 'Trace',
          actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
          resources: ['*'],
        }),
        ...(stage.vpc === undefined ? [] : this.joinNetwork(stage.name)),
        ...rights,
      ],
    });
    acknowledge(
      policy,
      `X-Ray has no resources that a right to write traces could be limited to${stage.vpc === undefined ? '' : ', and network interfaces have no names before they are made'}.`,
      ['AwsSolutions-IAM5[Resource::*]'],
    );
    return { role, policy };
  }
}
