/**
 * The record of one piece of feedback. Pure. The clinician's words and a reason outside the list
 * come in sealed; in the open stay a code from our own list, the suggestions, and whether the card was known.
 */

import type { Feedback } from '../../cds-hooks/wire.ts';
import type { FeedbackSource } from '../audit-log.ts';
import { issuedId, lineOf } from '../call-ids.ts';
import type { ClientKeys } from '../keys/pseudonym.ts';
import type { CallRecord, FeedbackRecord, SealedText } from '../record.ts';
import { reasonCodeOf } from './override-reasons.ts';

export interface FeedbackFacts {
  readonly keys: ClientKeys;
  readonly from: FeedbackSource;
  readonly item: Feedback;
  /** The call that showed the card, when it is on record. */
  readonly call?: CallRecord | undefined;
  /** The `privateWords` of the same item, sealed. */
  readonly sealed?: SealedText | undefined;
}

/** The card that feedback names: its uuid if we can have issued it, else a digest, as it may be anything. */
export const cardNamed = (keys: Pick<ClientKeys, 'digest'>, { card }: Pick<Feedback, 'card'>): string =>
  issuedId(card) ?? keys.digest('card id', card);

const reasonOf = (item: Feedback) => (item.outcome === 'overridden' && item.overrideReason) || {};

/** A reason of our own by its code; of any other a digest, so that equal ones can be counted. */
const countable = (
  keys: Pick<ClientKeys, 'digest'>,
  reason: { readonly code: string; readonly system?: string },
): FeedbackRecord['reason'] => {
  const code = reasonCodeOf(reason);
  const digest =
    code === 'other' ? keys.digest('override reason', [reason.system ?? '', reason.code]) : undefined;
  return { code, digest };
};

/** What of an item must be sealed, or undefined when nothing is. */
export const privateWords = (item: Feedback): Record<string, unknown> | undefined => {
  const { reason, userComment } = reasonOf(item);
  const words = {
    ...(userComment !== undefined && { userComment }),
    ...(reason !== undefined && reasonCodeOf(reason) === 'other' && { reason }),
  };
  return Object.keys(words).length > 0 ? words : undefined;
};

export const feedbackRecord = ({ keys, from, item, call, sealed }: FeedbackFacts): FeedbackRecord => {
  const card = cardNamed(keys, item);
  const onCard = call && lineOf(call, card);
  const onSuggestions = new Set(onCard?.suggestions);
  const { reason, userComment } = reasonOf(item);
  return {
    v: issuedId(card) === undefined || call?.v === 1 ? 1 : 2,
    kind: 'feedback',
    callId: call?.callId ?? card,
    client: from.client,
    at: from.at,
    requestId: from.requestId,
    service: from.service,
    card,
    outcome: item.outcome,
    decidedAt: item.outcomeTimestamp,
    accepted: (item.outcome === 'accepted' ? item.acceptedSuggestions : []).map(({ id }) => {
      const known = onSuggestions.has(id.toLowerCase());
      return { id: known ? id.toLowerCase() : keys.digest('suggestion id', id), known };
    }),
    reason: reason && countable(keys, reason),
    commentDigest: userComment === undefined ? undefined : keys.digest('comment', userComment),
    sealed,
    matched: onCard !== undefined ? 'card' : call !== undefined ? 'call' : 'none',
    rules: (call?.rules ?? [])
      .filter((rule) => rule.card !== undefined && rule.card === onCard?.n)
      .map(({ id, version }) => ({ id, version })),
  };
};
