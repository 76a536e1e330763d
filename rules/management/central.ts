/** Weakness that a root does not make: a stroke while it can be treated, and a motor neurone disease. */
import { compile } from '../engine/compile.ts';
import { all, any, condition, eitherLeg, not, present, term, unlessKnown } from '../engine/criterion.ts';
import { likeStroke, mayBeStroke, painless, upperSign } from '../red-flags/stroke-like.ts';
import { progressing, someCaudaEquinaFeature } from '../red-flags/terms.ts';
import { pain, sensorySymptom, weakness } from '../terms/leg.ts';
import type { Situation } from './situation.ts';

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
