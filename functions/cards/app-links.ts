/**
 * The links from a card to the SMART app (`app/`): one opens the examination on what the card asks for, one the
 * reasons. Only for a client that has the app registered.
 */
import type { FindingId } from '../../rules/findings/index.ts';
import type { Link } from '../cds-hooks/wire.ts';
import type { ClientProfile } from '../client/profile.ts';

/** What the app reads of `appContext`; nothing in it is about a person. */
interface LinkContext {
  readonly face: 'examination' | 'reasons';
  /** Id of the call whose answer had the card. */
  readonly call: string;
  /** Finding ids that the card asks for. */
  readonly ask?: readonly FindingId[];
  /** Lets the app report what it did: a token of `audit/app-step.ts`. */
  readonly report?: string;
}

/** So many ids of the longest names stay below 1 KB, with the token. */
const MOST_ASKS = 20;

/** The call that the links lead back to, and what its client can show. */
export interface LinkedFrom {
  readonly profile: ClientProfile;
  readonly callId: string;
  /** What the app may report with; absent, it reports nothing. */
  readonly report?: string | undefined;
}

/** @param asks what the card asks for; with none there is nothing to examine */
export const appLinks = (
  asks: () => readonly FindingId[],
  { profile: { smart, appContext }, callId: call, report }: LinkedFrom,
): readonly Link[] => {
  if (smart === undefined) return [];
  const link = (label: string, context: LinkContext): Link => ({
    label,
    url: smart.launchUrl,
    type: 'smart',
    ...(appContext && { appContext: JSON.stringify(report ? { ...context, report } : context) }),
  });
  if (!appContext) return [link('Examine, and see the reasons', { face: 'reasons', call })];
  const ask = asks().slice(0, MOST_ASKS);
  return [
    ...(ask.length > 0 ? [link('Examine and record what is asked', { face: 'examination', call, ask })] : []),
    link('Why this card: each rule on this chart', { face: 'reasons', call }),
  ];
};
