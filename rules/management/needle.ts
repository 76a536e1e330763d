/** When a needle does not go into a muscle: no electromyography is offered then, and the card says so. */
import { needleInr } from '../terms/thresholds.ts';
import { flagOf, readings, type Situation } from './situation.ts';
import type { SuggestionDraft } from './suggestion.ts';
import { type Said, say } from './wording/say.ts';

const isInrHigh = (s: Situation): boolean =>
  readings(s, 'inr').some(({ value }) => typeof value === 'number' && value > needleInr.value);

export const isNeedleBarred = (s: Situation): boolean =>
  flagOf(s, 'RF-BLEEDING') !== undefined || isInrHigh(s);

export const whyBarred = (s: Situation): Said =>
  isInrHigh(s) ? say('emg.barred.inr') : say('emg.barred.bleeding');

/** Not to be offered on this chart, whoever would. */
export const isBarred = (s: Situation, draft: SuggestionDraft): boolean =>
  draft.kind === 'order' && draft.orderable === 'emg' && isNeedleBarred(s);

/** Said where a card would have offered it. */
export const barredSaid = (s: Situation, drafts: readonly SuggestionDraft[]): readonly Said[] =>
  drafts.some((draft) => isBarred(s, draft)) ? [whyBarred(s)] : [];
