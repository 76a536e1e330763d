/**
 * The record of places in a chain that have no record, as the process was killed while several calls were under way.
 * Only who may certify processes can write one that counts (`verify/killed-end.ts`).
 */
import { type AcknowledgementRecord, nobody } from './record.ts';

export type KilledEnd = Pick<AcknowledgementRecord, 'chain' | 'first' | 'last' | 'end' | 'before' | 'hash'>;

export interface AcknowledgementFacts {
  /** Login of whoever says so. */
  readonly by: string;
  readonly purpose: string;
  readonly end: KilledEnd;
}

/** @param at ISO instant */
export const acknowledgementRecord = (
  { by, purpose, end: { chain, first, last, end, before, hash } }: AcknowledgementFacts,
  { id, at }: { readonly id: string; readonly at: string },
): AcknowledgementRecord => ({
  v: 1,
  kind: 'acknowledgement',
  callId: id,
  client: nobody,
  at,
  by,
  via: 'tool',
  reason: 'killed',
  chain,
  first,
  last,
  end,
  before,
  hash,
  purpose,
});
