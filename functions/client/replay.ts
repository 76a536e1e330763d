/**
 * A token is good for one call. `claim` is one conditional put of (client, jti) that expires with the token;
 * of any number of parallel claims one is the first. An expired row that DynamoDB has not yet removed counts
 * as gone. The in-memory twin passes the same contract.
 *
 * The claim of a hook call is there before anything of a chart is asked of a FHIR server or answered, so it also says
 * that a row is due: it stands in an index, by the hour, for a day, and `audit/reconcile.ts` names one that no row
 * followed.
 */

import { createHash } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { within } from '../base/limits.ts';

export type Claimed = 'first' | 'seen';

export interface ClaimedToken {
  readonly client: string;
  readonly jti: string;
  /** A row of the audit log will name the token. */
  readonly isRowDue?: boolean;
}

export interface ReplayStore {
  /**
   * @param now epoch seconds @param until epoch seconds until which the token could be accepted
   * @throws when the store cannot be reached
   */
  claim(token: ClaimedToken, now: number, until: number): Promise<Claimed>;
}

/** A jti is the caller's text: its hash keeps keys short and free of it. */
export const tokenName = ({ client, jti }: Pick<ClaimedToken, 'client' | 'jti'>): string =>
  `J#${client}#${createHash('sha256').update(jti).digest('base64url')}`;

/** Seconds that a claim stays for who looks for calls without a row. */
const keptFor = 86_400;

export interface DynamoReplay {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Marks one claim, so that the client's retry after a lost reply finds its own row, not a replay. */
  readonly newId: () => string;
  /** Where an index shows the claim of a call that a row must follow. @param at ISO instant */
  readonly placeOf: (client: string, at: string, name: string) => { readonly s: string; readonly t: string };
  /** Milliseconds a claim may take. */
  readonly within?: number;
}

export const dynamoReplayStore = ({
  client,
  table,
  newId,
  placeOf,
  within: limit = 300,
}: DynamoReplay): ReplayStore => ({
  claim: async (token, now, until) => {
    const claim = { S: newId() };
    const name = tokenName(token);
    const at = new Date(now * 1_000).toISOString();
    const place = token.isRowDue ? placeOf(token.client, at, name) : undefined;
    try {
      const put = new PutItemCommand({
        TableName: table,
        Item: {
          pk: { S: name },
          sk: { S: 'JTI' },
          ttl: { N: String(token.isRowDue ? until + keptFor : until) },
          until: { N: String(until) },
          claim,
          ...(place && { s: { S: place.s }, t: { S: place.t } }),
        },
        ConditionExpression: 'attribute_not_exists(pk) OR #until < :now OR #claim = :claim',
        ExpressionAttributeNames: { '#until': 'until', '#claim': 'claim' },
        ExpressionAttributeValues: { ':now': { N: String(now) }, ':claim': claim },
      });
      await within(limit, (abortSignal) => client.send(put, { abortSignal }));
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
      const name = tokenName(token);
      if ((seen.get(name) ?? Number.NEGATIVE_INFINITY) >= now) return 'seen';
      seen.delete(name);
      seen.set(name, until);
      const [oldest] = seen.keys();
      if (seen.size > most && oldest !== undefined) seen.delete(oldest);
      return 'first';
    },
  };
};
