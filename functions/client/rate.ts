/**
 * At most so many calls a second of one client, in bursts of twice that. Each process counts what it lets through; every
 * five seconds it tells the others of it, and lets through what they leave, or its even share where they leave less. The
 * exchange is a put and a query, for clients with a limit alone, and no call waits for it: where the store is away, each
 * process keeps to the limit by itself.
 */
import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../base/clock.ts';

export interface RateLimit {
  /** Milliseconds to wait, or 0 when the call may go on. */
  wait(client: string, callsPerSecond: number): number;
}

/** What a process let through in a period of five seconds since 1970. */
export interface CountedCalls {
  readonly process: string;
  readonly period: number;
  readonly calls: number;
}

export interface RateStore {
  tell(client: string, counted: CountedCalls): Promise<void>;
  /** What each process told of a period and of the one before. */
  told(client: string, period: number): Promise<readonly CountedCalls[]>;
}

export interface SharedRate {
  readonly store: RateStore;
  /** Names this process among the others. */
  readonly process: string;
}

const periodMilliseconds = 5_000;
const periodSeconds = periodMilliseconds / 1_000;

/** Periods for which what the others told holds. */
const holdsFor = 3;

/** A process with less than this part of a client's limit tells nobody: so many together pass it by once. */
const untold = 200;

interface OtherProcesses {
  readonly perSecond: number;
  readonly processes: number;
  readonly period: number;
}

interface Bucket {
  tokens: number;
  at: number;
  period: number;
  calls: number;
  others?: OtherProcesses;
}

const othersOf = (told: readonly CountedCalls[], own: string, period: number): OtherProcesses => {
  const latest = new Map<string, CountedCalls>();
  for (const one of told)
    if (one.process !== own && one.period >= (latest.get(one.process)?.period ?? 0))
      latest.set(one.process, one);
  const calls = [...latest.values()].reduce((sum, one) => sum + one.calls, 0);
  return { perSecond: calls / periodSeconds, processes: latest.size, period };
};

const allowedOf = ({ others, period }: Bucket, callsPerSecond: number): number => {
  if (others === undefined || period - others.period > holdsFor) return callsPerSecond;
  return Math.max(callsPerSecond - others.perSecond, callsPerSecond / (1 + others.processes));
};

/** @param shared absent: this process is the only one */
export const rateLimit = (clock: Clock, shared?: SharedRate): RateLimit => {
  const buckets = new Map<string, Bucket>();

  const exchange = async (client: string, bucket: Bucket, counted: Omit<CountedCalls, 'process'>) => {
    if (shared === undefined) return;
    const { store, process } = shared;
    await store.tell(client, { ...counted, process });
    const told = await store.told(client, counted.period);
    bucket.others = othersOf(told, process, counted.period + 1);
  };

  return {
    wait: (client, callsPerSecond) => {
      const now = clock.now();
      const period = Math.floor(now / periodMilliseconds);
      const bucket = buckets.get(client) ?? { tokens: 2 * callsPerSecond, at: now, period, calls: 0 };
      buckets.set(client, bucket);
      if (bucket.period !== period) {
        const { period: over, calls } = bucket;
        if (calls * untold >= callsPerSecond * periodSeconds)
          exchange(client, bucket, { period: over, calls }).catch(() => undefined);
        Object.assign(bucket, { period, calls: 0 });
      }
      const allowed = allowedOf(bucket, callsPerSecond);
      const gained = (Math.max(0, now - bucket.at) * allowed) / 1_000;
      bucket.tokens = Math.min(Math.max(1, 2 * allowed), bucket.tokens + gained);
      bucket.at = now;
      if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * 1_000) / allowed);
      bucket.tokens -= 1;
      bucket.calls += 1;
      return 0;
    },
  };
};

/** Seconds after which what a process told is of no use to anybody. */
const keptFor = 60;

/** Items `L#<client>` beside the rows of the audit log: state, which comes and goes. Only put, never changed. */
export const dynamoRates = (client: DynamoDBClient, table: string): RateStore => ({
  tell: async (of, { process, period, calls }) => {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: {
          pk: { S: `L#${of}` },
          sk: { S: `${period}#${process}` },
          n: { N: String(calls) },
          ttl: { N: String(period * periodSeconds + keptFor) },
        },
      }),
    );
  },
  told: async (of, period) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': { S: `L#${of}` },
          ':from': { S: `${period - 1}#` },
          ':to': { S: `${period}#~` },
        },
      }),
    );
    return Items.flatMap(({ sk, n }): CountedCalls[] => {
      const [at = '', process = ''] = (sk?.S ?? '').split('#');
      return [{ process, period: Number(at), calls: Number(n?.N) }];
    });
  },
});

export const memoryRates = (): RateStore => {
  const told = new Map<string, CountedCalls[]>();
  return {
    tell: async (client, counted) => {
      told.set(client, [...(told.get(client) ?? []), counted]);
    },
    told: async (client, period) =>
      (told.get(client) ?? []).filter((one) => one.period === period || one.period === period - 1),
  };
};
