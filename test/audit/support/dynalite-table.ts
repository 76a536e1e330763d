/** A DynamoDB for a test: dynalite on a free port, or the endpoint of AWS_ENDPOINT_URL_DYNAMODB. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { createTableInput } from '../../../functions/audit/create-table.ts';
import { dynamoTable } from '../../../functions/audit/store/dynamo-table.ts';
import { wholeDynamoTable } from '../../../functions/audit/store/whole-dynamo-table.ts';

export const dynamoClient = (endpoint: string, maxAttempts = 1) =>
  new DynamoDBClient({
    endpoint,
    maxAttempts,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

export const startDynalite = async (path?: string) => {
  const server = dynalite({ createTableMs: 0, ...(path !== undefined && { path }) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

export const createTable = async (endpoint: string, name = `audit-${randomUUID()}`) => {
  const client = dynamoClient(endpoint, 5);
  await client.send(new CreateTableCommand(createTableInput(name)));
  await waitUntilTableExists(
    { client, maxWaitTime: 300, minDelay: 0.02, maxDelay: 0.2 },
    { TableName: name },
  );
  return {
    name,
    client,
    table: dynamoTable(client, name),
    whole: wholeDynamoTable(client, name),
    remove: async () => {
      await client.send(new DeleteTableCommand({ TableName: name }));
      client.destroy();
    },
  };
};
