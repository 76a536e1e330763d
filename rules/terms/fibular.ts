/**
 * The foot that drops from the fibular (peroneal) nerve at the knee, told from an L5 root by what is kept. Inside a
 * leg's scope. Both the flag and the diagnosis read it, so that a palsy is never called likely and urgent as a root.
 */
import {
  all,
  any,
  bothLegs,
  condition,
  each,
  grade,
  not,
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { reflexLoss, tensionPositive } from './deficit.ts';
import { footDrop } from './leg.ts';
import { fullStrength, profoundWeakness, severeWeakness, type Threshold } from './thresholds.ts';

const fibularMovements = ['mrc-ankle-dorsiflexion', 'mrc-great-toe-extension', 'mrc-ankle-eversion'] as const;
/** Weak in a lesion of the root, the plexus or the sciatic nerve. */
const elsewhere = [
  'mrc-ankle-plantarflexion',
  'mrc-knee-flexion',
  'mrc-knee-extension',
  'mrc-hip-flexion',
  'mrc-hip-adduction',
  'mrc-hip-extension',
] as const;

const fibularTo = (cmp: '<' | '<=', bound: Threshold) =>
  any(...each(fibularMovements, (movement) => grade(movement, cmp, bound)));

/** Both feet: a polyneuropathy, the cord, motor neurone disease; not one nerve at one knee. */
export const bothFeet = term(
  'both feet weak in what the fibular nerve moves',
  bothLegs(any(fibularTo('<', fullStrength), footDrop)),
);

/** What is not recorded speaks neither way, but inversion and hip abduction must be recorded as strong. */
export const fibularPattern = term(
  'inversion and hip abduction at full strength, the foot weak on this side only, no other weakness, reflex loss or positive tension test, and no back pain or a negative tension test',
  all(
    grade('mrc-ankle-inversion', '>=', fullStrength),
    grade('mrc-hip-abduction', '>=', fullStrength),
    unlessKnown(any(...each(elsewhere, (movement) => grade(movement, '<', fullStrength)))),
    unlessKnown(any(reflexLoss, tensionPositive)),
    unlessKnown(bothFeet),
    any(not(present('low-back-pain')), not(present('slr')), not(present('slump'))),
  ),
);

const cause = any(condition('peroneal-risk'), present('tinel-fibular'));

/** It takes the urgency of a root away: a cause is found, or the palsy is neither profound nor beside back pain. */
export const fibularExplains = term(
  'fits the fibular nerve, not progressing, with a cause found or neither profound nor beside back pain',
  all(
    fibularPattern,
    unlessKnown(present('progressive-weakness')),
    any(cause, all(not(present('low-back-pain')), unlessKnown(fibularTo('<=', profoundWeakness)))),
  ),
);

export const fibularPalsy = term(
  'a foot that drops from the fibular nerve',
  all(fibularExplains, any(fibularTo('<=', severeWeakness), footDrop)),
);
