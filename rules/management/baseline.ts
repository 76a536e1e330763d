/**
 * What was there before (N9). The red flags fire all the same, so that a new deficit never hides behind an old
 * one; the card names the old one, so that the clinician compares.
 */
import { hasCondition, type Situation } from './situation.ts';
import { type Said, say } from './wording/say.ts';

export const neurologicalBaseline = (s: Situation): readonly Said[] => {
  if (hasCondition(s, 'known-umn-disease')) return [say('baseline.umn')];
  return hasCondition(s, 'known-bilateral-deficit') ? [say('baseline.both')] : [];
};
