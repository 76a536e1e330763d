/**
 * A token is good for one call. `claim` is one conditional put of (client, jti) that expires with the token;
 * of any number of parallel claims one is the first. An expired row that DynamoDB has not yet removed counts
 * as gone. The in-memory twin passes the same contract.
 */

import { createHash } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';

export type Claimed = 'first' | 'seen';

export interface ReplayStore {
  /**
   * @param now epoch seconds @param until epoch seconds until which the token could be accepted
   * @throws when the store cannot be reached
   */
  claim(token: { client: string; jti: string }, now: number, until: number): Promise<Claimed>;
}

/** A jti is the caller's text: its hash keeps keys short and free of it. */
const nameOf = ({ client, jti }: { client: string; jti: string }) =>
  `J#${client}#${createHash('sha256').update(jti).digest('base64url')}`;

export interface DynamoReplay {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Marks one claim, so that the client's retry after a lost reply finds its own row, not a replay. */
  readonly newId: () => string;
  /** Milliseconds a claim may take. */
  readonly within?: number;
}

export const dynamoReplayStore = ({ client, table, newId, within = 300 }: DynamoReplay): ReplayStore => ({
  claim: async (token, now, until) => {
    const claim = { S: newId() };
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: { pk: { S: nameOf(token) }, sk: { S: 'JTI' }, ttl: { N: String(until) }, claim },
          ConditionExpression: 'attribute_not_exists(pk) OR #ttl < :now OR #claim = :claim',
          ExpressionAttributeNames: { '#ttl': 'ttl', '#claim': 'claim' },
          ExpressionAttributeValues: { ':now': { N: String(now) }, ':claim': claim },
        }),
        { abortSignal: AbortSignal.timeout(within) },
      );
      return 'first';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'seen';
      throw error;
    }
  },
});

/** Forgets the oldest beyond `most`. */
export const memoryReplayStore = (most = 5_000): ReplayStore => {
  const seen = new Map<string, number>();
  return {
    claim: async (token, now, until) => {
      const name = nameOf(token);
      if ((seen.get(name) ?? Number.NEGATIVE_INFINITY) >= now) return 'seen';
      seen.delete(name);
      seen.set(name, until);
      const [oldest] = seen.keys();
      if (seen.size > most && oldest !== undefined) seen.delete(oldest);
      return 'first';
    },
  };
};
