/** When to look again: sooner with weakness, severe pain or broken sleep (REC-23, REC-27). */
import { movements } from '../terms/leg.ts';
import { fullStrength, severePain } from '../terms/thresholds.ts';
import { isWeak } from './diagnosis-names.ts';
import { readings, type Situation } from './situation.ts';
import { type Said, say } from './wording/say.ts';

export const isReviewedSoon = (s: Situation): boolean =>
  isWeak(s) ||
  readings(s, 'pain-nrs').some(({ value }) => typeof value === 'number' && value >= severePain.value) ||
  readings(s, 'sleep-disturbed').some(({ value }) => value === true);

export const reviewWhen = (s: Situation): Said => say(isReviewedSoon(s) ? 'weeks.soon' : 'weeks.later');

/** `strength 4/5`: the weakest grade, where a movement is weak. */
export const weaknessSaid = (s: Situation): Said | undefined => {
  const grades = movements
    .flatMap((id) => readings(s, id).map(({ value }) => value))
    .filter((value): value is number => typeof value === 'number' && value < fullStrength.value);
  return grades.length === 0 ? undefined : say('value.strength', { grade: Math.min(...grades) });
};
