/** What a stroke looks like from the leg: the brain is imaged before the spine. */
import { all, any, bothLegs, eitherLeg, grade, is, present, term, unlessKnown } from '../engine/criterion.ts';
import { backPain, pain, weakness } from '../terms/leg.ts';
import { strokeDays } from '../terms/thresholds.ts';
import { progressing } from './terms.ts';

export const painless = unlessKnown(any(eitherLeg(pain), backPain));
export const upperSign = any(
  eitherLeg(any(present('hyperreflexia'), present('clonus'), present('babinski'))),
  is('gait', 'spastic'),
);

const ofOneLeg = all(eitherLeg(weakness), unlessKnown(bothLegs(weakness)));

/** A leg that changed suddenly is new, however old a pain beside it is. */
const suddenLimb = eitherLeg(present('acute-limb-onset'));
const mayBeNew = any(
  suddenLimb,
  unlessKnown(any(grade('pain-onset-days', '>', strokeDays), is('pain-onset-speed', 'gradual'), progressing)),
);
const sudden = any(is('pain-onset-speed', 'sudden'), suddenLimb);

/** Beside a weak leg it is of the brain, the cord or many nerves; never of one root. */
export const weakElsewhere = present('arms-face-or-breathing-weak');

export const weakArmAndLeg = term(
  `weak arm or face with weakness of one leg, sudden or not known to be older than ${strokeDays.value} days`,
  all(ofOneLeg, mayBeNew, weakElsewhere),
);

export const likeStroke = term(
  `weakness of one leg, sudden or not known to be older than ${strokeDays.value} days: with a weak arm or face, or sudden, painless and with an upper motor neurone sign`,
  any(weakArmAndLeg, all(ofOneLeg, mayBeNew, sudden, painless, upperSign)),
);

/** Nothing on record excludes it: asked before anything else. */
export const mayBeStroke = term(
  `painless weakness of one leg, sudden or not known to be older than ${strokeDays.value} days`,
  all(ofOneLeg, mayBeNew, painless),
);
