/**
 * A DynamoDB client without the steps of a request that a hook call has no use for: a seventh of the CPU that the SDK
 * takes for a small put (docs/performance.md). What is sent differs in headers about the SDK alone.
 *
 * A step that a later SDK names otherwise stays in and costs what it costs; `test/audit/lean-dynamo.test.ts` says so.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The version of the SDK as a header, the trace of Lambdas that call each other, and a line for no logger. */
const unneeded = ['getUserAgentMiddleware', 'recursionDetectionMiddleware', 'loggerMiddleware'] as const;

/** @param client of one attempt: what follows a failure is the audit log's to decide, and repeats are not counted */
export const leanDynamo = (client: DynamoDBClient): DynamoDBClient => {
  for (const name of unneeded) client.middlewareStack.remove(name);
  // signing stands where this name is
  client.middlewareStack.add((next) => next, {
    name: 'retryMiddleware',
    step: 'finalizeRequest',
    priority: 'high',
    override: true,
  });
  return client;
};
