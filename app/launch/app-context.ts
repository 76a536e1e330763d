/**
 * `appContext` of a card's link, as an EHR hands it on with the token: which face to open, and what the card asked
 * for. It came through other hands, so nothing else of it is read, and what is malformed is ignored.
 */
import { type FindingId, isFindingId } from '../../rules/findings/index.ts';
import { type Face, faces } from '../address.ts';

export interface AppContext {
  readonly face?: Face;
  /** Id of the call whose answer had the card. */
  readonly call?: string;
  /** What the app may report its steps with; a token that the service alone reads. */
  readonly report?: string;
  readonly ask: readonly FindingId[];
}

const nothing: AppContext = { ask: [] };

/** Longer than any that the service writes. */
const longest = 4_096;

const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return value.length > longest ? undefined : JSON.parse(value);
  } catch {
    return undefined;
  }
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Fits into a header, whatever it is. */
const token = /^[\w.-]{1,256}$/;

/** @param value the string of the card, or the object that some EHRs make of it */
export const appContextOf = (value: unknown): AppContext => {
  const content = parsed(value);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return nothing;
  const { face, call, ask, report } = content as Readonly<Record<string, unknown>>;
  const known = faces.find((one) => one === face);
  return {
    ...(known && { face: known }),
    ...(typeof call === 'string' && uuid.test(call) && { call }),
    ...(typeof report === 'string' && token.test(report) && { report }),
    ask: Array.isArray(ask) ? ask.filter((id) => typeof id === 'string' && isFindingId(id)) : [],
  };
};
