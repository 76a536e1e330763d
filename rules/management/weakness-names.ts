/**
 * What a card calls weakness: the leg, the movement and its grade, and the root or the open cause behind it. Weakness
 * of both legs has no side and no root.
 */
import { compile } from '../engine/compile.ts';
import {
  all,
  any,
  bothLegs,
  each,
  eitherLeg,
  grade,
  not,
  present,
  unlessKnown,
} from '../engine/criterion.ts';
import type { FindingId } from '../findings/index.ts';
import { aboveTheAnkle } from '../red-flags/motor-deficit.ts';
import { reflexLoss, tensionPositive } from '../terms/deficit.ts';
import {
  weakness as anyWeakness,
  backPain,
  footDrop as footDropTerm,
  movements,
  pain,
} from '../terms/leg.ts';
import { fullStrength } from '../terms/thresholds.ts';
import { sideName } from './diagnosis-names.ts';
import { isDiscordant, located } from './located.ts';
import { flagOf, isLikely, type LegReading, readings, recordedLeg, type Situation } from './situation.ts';
import { type FindingSaid, type Said, say } from './wording/say.ts';

const isProgressive = (s: Situation): boolean =>
  readings(s, 'progressive-weakness').some(({ value }) => value === true);

const sideOf = (one: LegReading): Said | undefined => sideName(recordedLeg(one));

const weakOnBoth = compile(bothLegs(anyWeakness));

/** Then no card names one side or one root. */
const isBilateral = ({ context }: Situation): boolean => weakOnBoth(context, context.legs.midline) === true;

type Grade = LegReading & { readonly id: FindingId };

/** The weakest first. */
const grades = (s: Situation): readonly Grade[] =>
  movements
    .flatMap((id) => readings(s, id).map((one) => ({ id, ...one })))
    .filter(({ value }) => typeof value === 'number' && value < fullStrength.value)
    .sort((a, b) => Number(a.value) - Number(b.value));

const dropsOf = (s: Situation): readonly LegReading[] =>
  readings(s, 'foot-drop').filter(({ value }) => value === true);

const weaknessOfBoth = (s: Situation): Said => {
  if (dropsOf(s).length > 1) return say('motor.drop.both');
  const [weakest] = grades(s);
  return weakest ? say('motor.weak.both', { finding: gradeSaid(weakest) }) : unmeasuredOnBoth(s);
};

const dropSaid = (one: LegReading, lifting: Grade | undefined): Said => {
  const side = sideOf(one);
  if (side === undefined) return say('motor.drop.unsided');
  return lifting === undefined
    ? say('motor.drop', { side })
    : say('motor.drop.graded', { side, grade: Number(lifting.value) });
};

/** The foot drop, with its grade; else the weakest movement. Of a side that nobody recorded none is named. */
export const weaknessNamed = (s: Situation): Said => {
  if (isBilateral(s)) return weaknessOfBoth(s);
  const graded = grades(s);
  const [dropped] = dropsOf(s);
  const [weakest] = graded;
  const lifting = graded.find(
    ({ id, leg }) => id === 'mrc-ankle-dorsiflexion' && (!dropped || dropped.leg === leg),
  );
  if (dropped) return dropSaid(dropped, lifting);
  if (weakest === undefined) return unmeasured(s);
  if (lifting === weakest) return dropSaid(weakest, weakest);
  const side = sideOf(weakest);
  const finding = gradeSaid(weakest);
  return side === undefined ? say('motor.weak.unsided', { finding }) : say('motor.weak', { side, finding });
};

const gradeSaid = ({ id, value }: Grade): FindingSaid => ({
  finding: id,
  value,
  days: 0,
});

/** No foot drop and no grade is on record: what was seen, told or felt, the surest first. */
const unmeasured = (s: Situation): Said => {
  const heel = readings(s, 'heel-walk-unable').find(({ value }) => value === true);
  if (heel) return say('motor.heel', { side: sideOf(heel) ?? '' });
  if (isProgressive(s)) return say('motor.worse');
  const felt = readings(s, 'weakness-subjective').find(({ value }) => value === true);
  return felt ? say('motor.felt', { side: sideOf(felt) ?? '' }) : say('motor.gait');
};

const unmeasuredOnBoth = (s: Situation): Said => {
  if (readings(s, 'heel-walk-unable').some(({ value }) => value === true)) return say('motor.heel.both');
  return isProgressive(s) ? say('motor.worse') : say('motor.felt.both');
};

/** Beside a foot that drops: what a lesion of the fibular nerve or of the brain does not show alone. */
const ofARoot = compile(
  eitherLeg(
    any(
      pain,
      tensionPositive,
      reflexLoss,
      grade('mrc-ankle-inversion', '<', fullStrength),
      ...each(aboveTheAnkle, (id) => grade(id, '<', fullStrength)),
      grade('mrc-ankle-plantarflexion', '<', fullStrength),
    ),
  ),
);
const hurts = compile(backPain);
const drops = compile(eitherLeg(any(footDropTerm, grade('mrc-ankle-dorsiflexion', '<', fullStrength))));
const deniesPain = compile(all(not(present('low-back-pain')), unlessKnown(eitherLeg(pain))));

export const isOfRoot = ({ context }: Situation): boolean =>
  ofARoot(context, context.legs.midline) === true || hurts(context, context.legs.midline) === true;

export const isOfCord = (s: Situation): boolean =>
  flagOf(s, 'RF-CES', 'RF-CES-EARLY', 'RF-UMN') !== undefined;

/** The foot drops, and nothing on record tells a root from the fibular nerve or the brain. */
export const isCauseOpen = (s: Situation): boolean => {
  return (
    drops(s.context, s.context.legs.midline) === true &&
    !isBilateral(s) &&
    !isOfRoot(s) &&
    !isLikely(s, 'PERONEAL') &&
    !isOfCord(s)
  );
};

export const isPainless = ({ context }: Situation): boolean =>
  deniesPain(context, context.legs.midline) === true;

/** What tells the three apart. */
export const discriminating = [
  'mrc-ankle-inversion',
  'mrc-hip-abduction',
  'reflex-achilles',
  'babinski',
  'arms-face-or-breathing-weak',
] as const;

export const weaknessInCause = (s: Situation): Said => {
  const found = weaknessNamed(s);
  if (isCauseOpen(s)) return say('motor.open', { weakness: found });
  const [root] = located(s).filter((one) => !isDiscordant(one));
  if (isProgressive(s) && !('phrase' in found && found.phrase === 'motor.worse'))
    return say('motor.progressive', { weakness: found });
  return root === undefined || isBilateral(s) || !isOfRoot(s)
    ? found
    : say('motor.fits', { weakness: found, root: root.roots.join('/') });
};
