/** Weakness that a root does not make: a stroke while it can be treated, and a motor neurone disease. */
import { compile } from '../engine/compile.ts';
import {
  all,
  any,
  bothLegs,
  condition,
  eitherLeg,
  grade,
  is,
  not,
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { progressing, someCaudaEquinaFeature } from '../red-flags/terms.ts';
import { backPain, pain, sensorySymptom, weakness } from '../terms/leg.ts';
import { strokeDays } from '../terms/thresholds.ts';
import type { Situation } from './situation.ts';

const ofOneLeg = all(eitherLeg(weakness), unlessKnown(bothLegs(weakness)));
const painless = unlessKnown(any(eitherLeg(pain), backPain));
const upperSign = any(
  eitherLeg(any(present('hyperreflexia'), present('clonus'), present('babinski'))),
  is('gait', 'spastic'),
);

/** Not known to be older, or to have come bit by bit. */
const mayBeNew = unlessKnown(
  any(grade('pain-onset-days', '>', strokeDays), is('pain-onset-speed', 'gradual'), progressing),
);
const sudden = any(is('pain-onset-speed', 'sudden'), eitherLeg(present('acute-limb-onset')));

/** What a stroke looks like from the leg: the brain is imaged before the spine. */
const likeStroke = term(
  `weakness of one leg, not known to be older than ${strokeDays.value} days: with a weak arm or face, or sudden, painless and with an upper motor neurone sign`,
  all(ofOneLeg, mayBeNew, any(present('arms-face-or-breathing-weak'), all(sudden, painless, upperSign))),
);

/** Nothing on record excludes it: asked before anything else. */
const mayBeStroke = term(
  `painless weakness of one leg, not known to be older than ${strokeDays.value} days`,
  all(ofOneLeg, mayBeNew, painless),
);

/** Of both neurones, or of the upper one and getting worse; no pain, numbness or sphincter sign. */
const likeMotorNeurone = term(
  'painless weakness with an upper motor neurone sign and fasciculation or progression, no numbness, no cauda equina feature',
  all(
    eitherLeg(weakness),
    upperSign,
    any(eitherLeg(present('fasciculation')), progressing),
    painless,
    unlessKnown(any(eitherLeg(sensorySymptom), present('sensory-level'), someCaudaEquinaFeature)),
  ),
);

/** Of the lower neurone alone, as far as anybody looked. */
const mayBeMotorNeurone = term(
  'painless weakness that gets worse, back pain denied, no numbness, no cauda equina feature',
  all(
    eitherLeg(weakness),
    progressing,
    not(present('low-back-pain')),
    unlessKnown(eitherLeg(pain)),
    unlessKnown(any(eitherLeg(sensorySymptom), present('sensory-level'), someCaudaEquinaFeature)),
  ),
);

const holds = (criterion: Parameters<typeof compile>[0]) => {
  const of = compile(criterion);
  return ({ context }: Situation): boolean => of(context, context.legs.midline) === true;
};

export const isLikeStroke = holds(likeStroke);
export const mayBeAStroke = holds(mayBeStroke);
export const mayBeAMotorNeurone = holds(mayBeMotorNeurone);
export const isLikeMotorNeurone = holds(any(condition('motor-neurone-disease'), likeMotorNeurone));
