/**
 * What the neurological examination of one leg shows (§5): loss counts when it is on this leg alone;
 * the same loss on both legs points to age or polyneuropathy (§4.2). Inside a leg's scope.
 */
import {
  all,
  any,
  bothLegs,
  type Criterion,
  each,
  either,
  grade,
  is,
  not,
  present,
  recorded,
  term,
  unilateral,
  unlessKnown,
} from '../engine/criterion.ts';
import { footDrop, movements, pain, sensorySymptom } from './leg.ts';
import { fullStrength } from './thresholds.ts';

export const reflexes = ['reflex-patellar', 'reflex-achilles', 'reflex-medial-hamstring'] as const;
export const keyPoints = [
  'sens-anterior-thigh',
  'sens-medial-knee',
  'sens-medial-ankle',
  'sens-lateral-leg',
  'sens-dorsal-foot',
  'sens-lateral-foot',
  'sens-posterior-calf',
] as const;

/** Reduced or absent here, and not also on the other leg. */
export const reflexLost = (id: (typeof reflexes)[number]) => unilateral(is(id, 'reduced', 'absent'));
export const sensationLost = (id: (typeof keyPoints)[number]) => unilateral(is(id, 'reduced', 'absent'));

const someRecorded = (title: string, of: Parameters<typeof recorded>[0][]) =>
  term(title, any(...(of.map(recorded) as [Criterion, ...Criterion[]])));

export const strengthRecorded = someRecorded('strength recorded', [
  ...movements,
  'foot-drop',
  'heel-walk-unable',
]);
export const reflexesRecorded = someRecorded('reflexes recorded', [...reflexes]);
export const sensationRecorded = someRecorded('key-point sensation recorded', [...keyPoints]);
export const tensionRecorded = someRecorded('tension test recorded', ['slr', 'slump', 'femoral-stretch']);

/** Documented weakness; absent when some movement was examined and none is weak. */
export const motorLoss = term(
  `myotomal weakness (MRC<${fullStrength.value}) or foot drop`,
  either(...each(movements, (movement) => grade(movement, '<', fullStrength)), footDrop),
);

export const reflexLoss = term('ipsilateral reflex reduced or absent', either(...each(reflexes, reflexLost)));

export const sensoryLoss = term('dermatomal sensory loss', either(...each(keyPoints, sensationLost)));

export const motorOrReflexLoss = term('motor or reflex deficit', either(motorLoss, reflexLoss));

export const objectiveDeficit = term(
  'objective neurological deficit',
  either(motorLoss, reflexLoss, sensoryLoss),
);

const allButHipAbduction = [
  'mrc-hip-flexion',
  'mrc-hip-adduction',
  'mrc-knee-extension',
  'mrc-ankle-dorsiflexion',
  'mrc-great-toe-extension',
  'mrc-ankle-inversion',
  'mrc-ankle-eversion',
  'mrc-ankle-plantarflexion',
  'mrc-knee-flexion',
  'mrc-hip-extension',
] as const satisfies readonly (typeof movements)[number][];

/** A painful hip weakens abduction by itself: that alone speaks for no root. */
export const deficitBeyondTheHip = term(
  'objective neurological deficit other than weak hip abduction',
  either(
    ...each(allButHipAbduction, (movement) => grade(movement, '<', fullStrength)),
    footDrop,
    reflexLoss,
    sensoryLoss,
  ),
);

/** All three examined, and nothing lost. */
export const examinedAndNormal = term(
  'motor, reflex and sensory all examined and normal',
  all(not(motorLoss), not(reflexLoss), not(sensoryLoss)),
);

/** A symptom of the leg that a root can give. */
export const legSymptom = term(
  'pain, numbness, tingling or felt weakness',
  any(pain, sensorySymptom, present('weakness-subjective')),
);

export const tensionPositive = term(
  'positive tension test',
  any(
    present('slr'),
    present('crossed-slr'),
    present('slump'),
    present('femoral-stretch'),
    present('crossed-femoral-stretch'),
  ),
);

/** Objective loss or a positive tension test. */
export const rootSign = term('a sign of a root', any(objectiveDeficit, tensionPositive));

/** At chart level: one leg has the symptoms and no sign, the other the signs and no symptom (§4.4). */
export const signsOppositeSymptoms = term(
  'symptoms on one leg, signs on the other',
  all(
    bothLegs(any(all(rootSign, unlessKnown(legSymptom)), all(legSymptom, unlessKnown(rootSign)))),
    unlessKnown(bothLegs(rootSign)),
    unlessKnown(bothLegs(legSymptom)),
  ),
);
