/** Makes the audit table where it is not there yet. */
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { createTableInput } from '../../functions/audit/create-table.ts';

/** Endpoint, region and credentials come from the environment, as for the functions themselves. */
export const ensureAuditTable = async (tableName: string): Promise<'created' | 'there'> => {
  const client = new DynamoDBClient({ maxAttempts: 2 });
  try {
    await client.send(new CreateTableCommand(createTableInput(tableName)));
    await waitUntilTableExists(
      { client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
      { TableName: tableName },
    );
    return 'created';
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceInUseException') return 'there';
    throw error;
  } finally {
    client.destroy();
  }
};
