/** What points to the hip joint, on the leg in scope. Pain over the outer side alone does not. */
import { any, has, present, term } from '../engine/criterion.ts';

export const groinPain = term('groin pain', any(present('groin-pain'), has('pain-path', 'groin')));

export const hipSign = term(
  'groin or hip pain, painful rotation, or unable to bear weight',
  any(
    groinPain,
    present('hip-pain'),
    present('hip-ir-painful'),
    present('hip-groin-pain-passive'),
    present('weight-bearing-refused'),
  ),
);

/** Signs of the joint itself, beyond where it hurts. */
export const jointSign = term(
  'painful hip rotation or unable to bear weight',
  any(present('hip-ir-painful'), present('weight-bearing-refused')),
);
