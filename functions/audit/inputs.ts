/**
 * What the rules were given in a call, kept beside its row for a while, so that another version of the knowledge can
 * be tried on it. Compressed, then sealed under a key of this process that only the auditor's role can unwrap: the
 * writer keeps the key in memory and cannot read it back from the table. State, not evidence: it is in no chain and
 * in no archive, and leaves the table after its own time.
 *
 * Cost for a chart of 50 Observations: 2 kB, and seven tenths of the CPU of evaluating it (docs/performance.md); one
 * PutItem beside the row, never before the answer fails.
 */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EngineInput } from '../../rules/engine/types.ts';
import { within } from '../base/limits.ts';
import type { Seal } from './keys/seal.ts';
import type { SealedText } from './record.ts';
import type { AuditTable, TableItem } from './table.ts';

/** The call of an input. */
export interface InputOf {
  readonly client: string;
  readonly callId: string;
  readonly service: string;
  /** ISO instant. */
  readonly at: string;
}

/** The body of its item. */
export interface SealedInput extends InputOf {
  readonly v: 1;
  /** The content key, sealed: equal for all inputs of one process. */
  readonly key: SealedText;
  readonly iv: string;
  /** AES-256-GCM over deflated JSON, its tag at the end; base64url. */
  readonly data: string;
}

export type KeepInput = (of: InputOf, input: EngineInput) => Promise<'kept' | 'too-large' | 'not-kept'>;

/** What the partition keys of inputs begin with. */
export const INPUT_PREFIX = 'I#';
const TAG_BYTES = 16;
const DAY_SECONDS = 86_400;
/** DynamoDB takes items of 400 kB. */
const MOST_CHARACTERS = 380_000;

/** Where the input of a call stands. */
export const inputKey = ({ client, callId }: Pick<InputOf, 'client' | 'callId'>) => ({
  pk: `${INPUT_PREFIX}${client}#${callId}`,
  sk: 'INPUT',
});

export const isInput = ({ pk }: Pick<TableItem, 'pk'>): boolean => pk.startsWith(INPUT_PREFIX);

/** What is sealed belongs to this call and to no other. */
const boundTo = ({ client, callId }: InputOf): Buffer => Buffer.from(`${client}\n${callId}`);

export const sealedInput = (
  of: InputOf,
  input: EngineInput,
  { key, wrapped }: { readonly key: KeyObject | Uint8Array; readonly wrapped: SealedText },
): SealedInput => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(boundTo(of));
  const text = deflateRawSync(JSON.stringify(input), { level: 3 });
  const data = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return { v: 1, ...of, key: wrapped, iv: iv.toString('base64url'), data: data.toString('base64url') };
};

/**
 * @param contentKey of `sealed.key`, unwrapped
 * @throws Error when it was changed, or belongs to another call
 */
export const openedInput = (sealed: SealedInput, contentKey: Uint8Array): EngineInput => {
  const bytes = Buffer.from(sealed.data, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', contentKey, Buffer.from(sealed.iv, 'base64url'), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(boundTo(sealed))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  return JSON.parse(inflateRawSync(text).toString()) as EngineInput;
};

/** @throws TypeError when the body is no input */
export const inputIn = ({ body }: Pick<TableItem, 'body'>): SealedInput => {
  const input = JSON.parse(body) as Partial<SealedInput>;
  if (input.v !== 1 || typeof input.data !== 'string' || typeof input.callId !== 'string')
    throw new TypeError('the body is no sealed input');
  return input as SealedInput;
};

export interface KeeperParts {
  readonly table: Pick<AuditTable, 'put'>;
  readonly seal: Seal;
  /** Days until DynamoDB deletes it. */
  readonly days: number;
  /** Milliseconds that the write may take. */
  readonly limit: number;
}

/** Keeps under a key of this process, made now and sealed once, as soon as it can be. */
export const inputKeeper = ({ table, seal, days, limit }: KeeperParts): KeepInput => {
  const bytes = randomBytes(32);
  // made once: node takes 10 µs to make a key object from bytes
  const key = createSecretKey(bytes);
  let sealing: Promise<SealedText> | undefined;
  const sealedKey = async (): Promise<SealedText | undefined> => {
    sealing ??= seal({ inputKey: bytes.toString('base64url') });
    const asked = sealing;
    try {
      return await within(limit, () => asked);
    } catch {
      sealing = undefined;
      return undefined;
    }
  };
  return async (of, input) => {
    const wrapped = await sealedKey();
    if (wrapped === undefined) return 'not-kept';
    const body = JSON.stringify(sealedInput(of, input, { key, wrapped }));
    if (body.length > MOST_CHARACTERS) return 'too-large';
    const ttl = Math.floor(Date.parse(of.at) / 1000) + days * DAY_SECONDS;
    const item: TableItem = { ...inputKey(of), body, ttl };
    try {
      await within(limit, (signal) => table.put(item, signal));
      return 'kept';
    } catch {
      return 'not-kept';
    }
  };
};
