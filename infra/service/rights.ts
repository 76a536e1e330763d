/**
 * What each function behind the API may do, action by action. `invoke` and `feedback` append to the audit
 * log and read of it what they wrote; `audit` reads it, and appends that it did; `discovery` touches nothing.
 * and sees for `/healthz` where the tlog stands and which objects wait for it.
 * None may update, delete, scan or write in batches.
 */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { tableDefinition } from '../../functions/audit/table.ts';
import type { DataStack } from '../data/data-stack.ts';
import type { ScaledRoute } from '../settings.ts';

export const rightsOf = (route: ScaledRoute, data: DataStack): PolicyStatement[] => {
  const { keys } = data;
  const auditTable = data.auditTable.table.tableArn;
  const viaDynamo = { StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(data).region}.amazonaws.com` } };

  const useTables = new PolicyStatement({
    sid: 'UseEncryptedTables',
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
    resources: [keys.tables.keyArn],
    conditions: viaDynamo,
  });
  const name = new PolicyStatement({
    sid: 'NamePeople',
    actions: ['kms:GenerateMac'],
    resources: [...keys.pseudonyms.values()].map(({ keyArn }) => keyArn),
  });
  const seal = new PolicyStatement({
    sid: 'Seal',
    actions: ['kms:GetPublicKey'],
    resources: [keys.seal.keyArn],
  });
  const certify = new PolicyStatement({
    sid: 'CertifyProcess',
    actions: ['kms:Sign'],
    resources: [keys.certify.keyArn],
  });
  const append = new PolicyStatement({
    sid: 'AppendToLog',
    actions: ['dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    resources: [auditTable],
  });
  const registry = new PolicyStatement({
    sid: 'ReadRegistry',
    actions: ['dynamodb:Query'],
    resources: [data.clientTable.table.tableArn],
  });
  const question = new PolicyStatement({
    sid: 'ReadLog',
    actions: ['dynamodb:Query'],
    resources: tableDefinition.indexes.map((index) => `${auditTable}/index/${index.name}`),
  });

  const health = [
    new PolicyStatement({
      sid: 'SeeWhereTheLogStands',
      actions: ['dynamodb:GetItem'],
      resources: [data.logTable.table.tableArn],
    }),
    new PolicyStatement({
      sid: 'SeeWhatWaitsForIt',
      actions: ['s3:ListBucket'],
      resources: [data.archive.bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': 'entries/*' } },
    }),
    new PolicyStatement({
      sid: 'CheckCheckpoints',
      actions: ['kms:GetPublicKey'],
      resources: [keys.log.keyArn],
    }),
  ];

  switch (route) {
    case 'discovery':
      return [];
    case 'invoke':
    case 'feedback':
      return [append, registry, name, seal, certify, useTables];
    case 'audit':
      return [append, question, name, seal, certify, useTables, ...health];
  }
};
