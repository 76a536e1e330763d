/** The stack that answers calls: the HTTP API and one function per duty, each with the rights of its duty alone. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionName } from '../build.ts';
import { logOrigin } from '../data/archiver.ts';
import type { DataStack } from '../data/data-stack.ts';
import { Duty } from '../duty.ts';
import { acknowledge, acknowledgeWildcards } from '../guards.ts';
import type { ScaledRoute, Stage } from '../settings.ts';
import { CustomDomain } from './custom-domain.ts';
import { ServiceApi } from './http-api.ts';
import { rightsOf } from './rights.ts';
import { Rollout } from './rollout.ts';

export interface ServiceStackProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly codeOf: (name: FunctionName) => Code;
}

/** `timeout` in seconds: the deadline of a call is at most 4.5 s, of a page of the audit log what the gateway waits. */
const duties = {
  discovery: { description: 'Lists the CDS services', timeout: 3 },
  invoke: { description: 'Answers hooks with cards', timeout: 8 },
  feedback: { description: 'Keeps what clinicians did with cards', timeout: 8 },
  audit: { description: 'Answers questions about the audit log', timeout: 28 },
} as const satisfies Record<ScaledRoute, unknown>;

export class ServiceStack extends Stack {
  readonly api: ServiceApi;
  readonly duties: Readonly<Record<ScaledRoute, Duty>>;
  readonly rollout: Rollout;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { stage, data, codeOf } = props;
    const logsKey = data.keys.operations;
    const domain = stage.domain && new CustomDomain(this, 'Domain', stage.domain).domain;

    this.api = new ServiceApi(this, 'Http', { stage, logsKey, ...(domain && { domain }) });
    const environment: Record<ScaledRoute, Record<string, string>> = environments(
      data,
      this.api.baseUrl,
      stage,
    );
    const duty = (route: ScaledRoute): Duty => {
      const made = new Duty(this, route, {
        stage,
        name: route,
        code: codeOf(route),
        logsKey,
        ...duties[route],
        memory: stage.capacity[route].memory,
        reserved: stage.capacity[route].reserved,
        environment: environment[route],
        rights: rightsOf(route, data),
      });
      acknowledge(
        made.function,
        'It is only ever called and waited for; nothing would reach a dead-letter queue.',
        ['HIPAA.Security-LambdaDLQ', 'Serverless-LambdaDLQ'],
      );
      return made;
    };
    this.duties = {
      discovery: duty('discovery'),
      invoke: duty('invoke'),
      feedback: duty('feedback'),
      audit: duty('audit'),
    };
    this.rollout = new Rollout(this, 'Rollout', { stage, duties: this.duties, topic: data.alerts.topic });
    this.api.serve(this.rollout.aliases);
    this.letAuditorAsk(data);
    this.letOperatorDrain(data);
    this.tell();
  }

  /** The auditor's questions over HTTP. */
  private letAuditorAsk({ people }: DataStack): void {
    const questions = this.api.api.arnForExecuteApi('GET', '/audit/*', '$default');
    const policy = new ManagedPolicy(this, 'AuditorQuestions', {
      roles: [people.auditor, people.reidentifier],
      statements: [
        new PolicyStatement({ sid: 'Ask', actions: ['execute-api:Invoke'], resources: [questions] }),
      ],
    });
    acknowledgeWildcards(policy, 'Every question of the audit log, and no other route.', [questions]);
  }

  /** The rows that are in the service log because the table did not take them. */
  private letOperatorDrain({ people }: DataStack): void {
    new ManagedPolicy(this, 'OperatorDrain', {
      roles: [people.operator],
      statements: [
        new PolicyStatement({
          sid: 'FindSpilledRows',
          actions: ['logs:FilterLogEvents'],
          resources: [this.duties.invoke, this.duties.feedback, this.duties.audit].map(
            ({ logGroup }) => logGroup.logGroupArn,
          ),
        }),
      ],
    });
  }

  private tell(): void {
    const outputs: Record<string, [value: string, description: string]> = {
      DiscoveryUrl: [`${this.api.baseUrl}/cds-services`, 'Give this to the EHR'],
      AuditUrl: [`${this.api.baseUrl}/audit`, 'For signed requests of the auditor role'],
      InvokeLogs: [this.duties.invoke.logGroup.logGroupName, 'Log of the function invoke'],
      FeedbackLogs: [this.duties.feedback.logGroup.logGroupName, 'Log of the function feedback'],
    };
    for (const [name, [value, description]] of Object.entries(outputs)) {
      new CfnOutput(this, name, { value, description });
    }
  }
}

const environments = (
  { keys, auditTable, clientTable, logTable, archive }: DataStack,
  baseUrl: string,
  { policySigners, inputDays, ruleBookUrl, httpFhir, canary }: Stage,
) => {
  const audit = {
    AUDIT_TABLE: auditTable.table.tableName,
    PSEUDONYM_KEY_ARNS: keys.pseudonymKeyArns,
    SEAL_KEY_ARN: keys.seal.keyArn,
    CERTIFY_KEY_ARN: keys.certify.keyArn,
    SPILL: 'log',
  };
  const caller = {
    CLIENTS_TABLE: clientTable.table.tableName,
    CDS_BASE_URL: baseUrl,
    ...(httpFhir && { CDS_ALLOW_HTTP_FHIR: '1' }),
    ...(canary && { METRICS_BY_VERSION: '1' }),
  };
  return {
    discovery: { CDS_BASE_URL: baseUrl },
    invoke: {
      ...audit,
      ...caller,
      ...(inputDays !== undefined && { INPUT_DAYS: `${inputDays}` }),
      ...(ruleBookUrl !== undefined && { CDS_RULEBOOK_URL: ruleBookUrl }),
      ...(policySigners && { POLICY_SIGNERS: JSON.stringify({ keys: policySigners }) }),
    },
    feedback: { ...audit, ...caller },
    audit: {
      ...audit,
      CDS_BASE_URL: baseUrl,
      ARCHIVE_BUCKET: archive.bucket.bucketName,
      LOG_TABLE: logTable.table.tableName,
      LOG_KEY_ARN: keys.log.keyArn,
      LOG_ORIGIN: logOrigin(archive.bucket),
    },
  };
};
