/** Lines that a leg card carries where no red flag has a card of its own for it. */
import { compile } from '../engine/compile.ts';
import {
  age,
  all,
  any,
  condition,
  each,
  eitherLeg,
  flag,
  grade,
  medication,
  present,
  unlessKnown,
} from '../engine/criterion.ts';
import { ankleAndFoot, explainedByInjury } from '../red-flags/motor-deficit.ts';
import { groinPain } from '../terms/hip.ts';
import { backPain, footDrop } from '../terms/leg.ts';
import { fragileAge, fullStrength } from '../terms/thresholds.ts';
import { isRecorded } from './done.ts';
import { ageOnRecord, conditionsOnRecord, drugsOnRecord } from './on-record.ts';
import type { Situation } from './situation.ts';
import { type Said, say } from './wording/say.ts';

/** What makes the bone fragile, and since when it hurts where nobody said so. */
const fragile = (s: Situation): Said => {
  const [known] = [
    ...conditionsOnRecord(s, ['osteoporosis', 'chronic-steroids']),
    ...drugsOnRecord(s, ['oral-steroid']),
    ...(s.chart.age === undefined ? [] : [ageOnRecord(s.chart.age)]),
  ];
  const why = known?.said ?? say('leg.fracture.bone');
  return isRecorded(s, 'pain-onset-days') ? say('leg.fracture', { why }) : say('leg.fracture.when', { why });
};

const lines = [
  {
    when: all(
      any(
        age('>=', fragileAge),
        condition('osteoporosis'),
        condition('chronic-steroids'),
        medication('oral-steroid'),
      ),
      any(backPain, eitherLeg(any(present('buttock-pain'), groinPain))),
      unlessKnown(flag('RF-FRACTURE')),
    ),
    says: fragile,
  },
  {
    when: eitherLeg(
      all(
        explainedByInjury,
        any(
          footDrop,
          present('progressive-weakness'),
          ...each(ankleAndFoot, (id) => grade(id, '<', fullStrength)),
        ),
      ),
    ),
    says: () => say('leg.injury'),
  },
] as const;

const compiled = lines.map(({ when, says }) => ({ truth: compile(when), says }));

export const legLines = (s: Situation): readonly Said[] =>
  compiled.flatMap(({ truth, says }) => (truth(s.context, s.context.legs.midline) === true ? [says(s)] : []));
