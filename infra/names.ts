/**
 * Names that two stacks must agree on without one depending on the other: the data stack comes first and
 * says in its policies who may write, the service stack makes those who do.
 */
import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

export const product = 'radix-cds';

/** Roles of functions, and of people. */
export type RoleName =
  | 'discovery'
  | 'invoke'
  | 'feedback'
  | 'audit'
  | 'archive'
  | 'checkpoint'
  | 'monitor'
  | 'reconcile'
  | 'auditor'
  | 'reidentifier'
  | 'operator'
  | 'break-glass';

/** Roles are global in an account, so the region is part of the name. */
export const roleNameOf = (scope: Construct, stageName: string, role: RoleName) =>
  `${product}-${stageName}-${role}-${Stack.of(scope).region}`;

export const roleArnOf = (scope: Construct, stageName: string, role: RoleName) =>
  Stack.of(scope).formatArn({
    service: 'iam',
    region: '',
    resource: 'role',
    resourceName: roleNameOf(scope, stageName, role),
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });

/** One per stage, so that the metrics of two stages in an account do not add up. */
export const metricsNamespace = (stageName: string) => `RadixCDS/${stageName}`;
