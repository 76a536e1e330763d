/** The record of a change to what the service does, made without a deployment. Written before the change. */
import { type ChangeRecord, nobody } from './record.ts';

export interface ChangeFacts {
  /** Login of whoever made it. */
  readonly by: string;
  readonly of: ChangeRecord['of'];
  readonly about: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly signers?: readonly string[];
  readonly hash?: string | undefined;
}

/** @param at ISO instant */
export const changeRecord = (
  { by, of, about, before, after, signers, hash }: ChangeFacts,
  { id, at }: { readonly id: string; readonly at: string },
): ChangeRecord => ({
  v: 1,
  kind: 'change',
  callId: id,
  client: nobody,
  at,
  by,
  via: 'tool',
  of,
  about,
  before,
  after,
  signers,
  hash,
});
