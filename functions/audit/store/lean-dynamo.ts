/**
 * A DynamoDB client without the steps of a request that a hook call has no use for: a quarter of the CPU that the SDK
 * takes for a small put (docs/performance.md). What is sent differs in headers about the SDK alone.
 *
 * A step that a later SDK names otherwise stays in and costs what it costs, and so does a setting that it does not know
 * any more; `test/audit/lean-dynamo.test.ts` says so.
 */
import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type Sha256 = NonNullable<DynamoDBClientConfig['sha256']>;
type HashInput = NonNullable<ConstructorParameters<Sha256>[0]>;

const bytesOf = (data: HashInput): string | Uint8Array => {
  if (typeof data === 'string' || data instanceof Uint8Array) return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

/** The key of a day's signatures is one object: node takes 10 µs to prepare one from its bytes. */
const prepared = new WeakMap<object, KeyObject>();

const keyOf = (secret: HashInput): string | KeyObject => {
  if (typeof secret === 'string') return secret;
  const key = prepared.get(secret) ?? createSecretKey(bytesOf(secret) as Uint8Array);
  prepared.set(secret, key);
  return key;
};

/** The SDK's own prepares the key each time, and copies what it has hashed before it tells. */
class OneSha256 {
  #made: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;
  readonly #secret: HashInput | undefined;

  constructor(secret?: HashInput) {
    this.#secret = secret;
    this.#made = this.#make();
  }

  #make() {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(this.#secret));
  }

  update(data: HashInput): void {
    this.#made.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#made.digest();
  }

  reset(): void {
    this.#made = this.#make();
  }
}

/** The SDK's own pipes into a stream that it makes for each answer. */
const collected = (stream: Readable): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('error', reject)
      .on('end', () => resolve(Buffer.concat(chunks)));
  });

export const leanSettings = { sha256: OneSha256, streamCollector: collected } satisfies DynamoDBClientConfig;

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
