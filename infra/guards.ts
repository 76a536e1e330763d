/**
 * What a deployment must pass before it leaves this machine: three packs of cdk-nag, which fail the synthesis.
 * The schemas and rules of CloudFormation itself are switched on in cdk.json (`validateAgainstDefaultRules`).
 * A finding is either mended or acknowledged beside its resource, with a reason that an auditor would accept.
 */
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

export const guard = (app: App): void => {
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new HIPAASecurityChecks(app),
    new ServerlessChecks(app),
  );
};

/** `findings`: ids as cdk-nag prints them. */
export const acknowledge = (construct: IConstruct, reason: string, findings: readonly string[]): void => {
  Validations.of(construct).acknowledge(...findings.map((id) => ({ id, reason })));
};

/** `<LogicalId.Arn>/rows/*`, which is how cdk-nag writes an ARN that CloudFormation will know. */
const asFinding = (arn: unknown): string => {
  if (typeof arn === 'string') return arn;
  const parts = (arn as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join']?.[1];
  if (parts !== undefined) return parts.map(asFinding).join('');
  const { 'Fn::GetAtt': attribute, Ref } = arn as { 'Fn::GetAtt'?: string[]; Ref?: string };
  return `<${attribute?.join('.') ?? Ref}>`;
};

/** Resources with a star in them that the policy may name. */
export const acknowledgeWildcards = (
  construct: IConstruct,
  reason: string,
  resources: readonly string[],
): void => {
  const ids = resources.map((arn) => asFinding(Stack.of(construct).resolve(arn)));
  acknowledge(
    construct,
    reason,
    ids.map((id) => `AwsSolutions-IAM5[Resource::${id}]`),
  );
};
