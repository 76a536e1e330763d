/** REC-33: first tests for polyneuropathy. */
import { dx } from '../../engine/criterion.ts';
import { diagnosisBasis } from '../basis.ts';
import type { Act } from '../contribution.ts';
import { isDone, isRecorded } from '../done.ts';
import { conditionsOnRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import type { Situation } from '../situation.ts';
import { order, orderName } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { say } from '../wording/say.ts';

const tests = (['hba1c', 'b12'] as const).map((id) => order(id, { for: say('reason.neuropathy') }));

const isExamined = (s: Situation): boolean =>
  isRecorded(s, 'monofilament-abnormal') && isRecorded(s, 'vibration-reduced');

/** What is still to be measured, and the feet: to be examined, or to be cared for. */
const actOf = (s: Situation): Act => {
  const open = tests.filter((draft) => !isDone(s, draft)).map(({ orderable }) => orderName(orderable));
  const feet = isExamined(s) ? 'care' : 'exam';
  if (open.length === 0) return { summary: say(`neuropathy.${feet}`), line: say(`neuropathy.${feet}.line`) };
  return {
    summary: say(`neuropathy.${feet}.act`, { tests: open }),
    line: say(`neuropathy.${feet}.tests.line`, { tests: open }),
    orders: tests.length,
  };
};

export const polyneuropathy: Recommendation = {
  id: 'REC-33',
  version: '1.2.0',
  title: 'Polyneuropathy work-up',
  hooks: VISIT,
  when: dx('POLYNEURO'),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-06'],
  evidence: [
    { cite: 'ada', says: 'Yearly foot examination in diabetes', strength: 'guideline' },
    { cite: 'expert', says: 'First laboratory tests', strength: 'expert consensus' },
  ],
  basis: diagnosisBasis('POLYNEURO'),
  contributes: (s) => [
    {
      problem: 'leg',
      indicator: 'info',
      causes: ['POLYNEURO'],
      act: actOf(s),
      aside: say('neuropathy.aside'),
      reasons: [
        ...supporting(s, 'POLYNEURO'),
        ...(supporting(s, 'POLYNEURO').some(({ fact }) => fact === undefined)
          ? []
          : conditionsOnRecord(s, ['diabetes', 'alcohol-use-disorder', 'b12-deficiency', 'chemotherapy'])),
      ],
      next: (['monofilament-abnormal', 'vibration-reduced', 'reflex-achilles'] as const).map((id) => ({
        records: [id],
        said: { nameOf: id },
      })),
      caveats: [say('neuropathy.but')],
      buttons: tests,
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'diabetes, both soles numb and burning, monofilament and ankle reflexes lost on both sides',
        given: {
          age: 64,
          closed: true,
          history: ['diabetes'],
          findings: [
            ['numbness', 'moderate', 'B'],
            ['sensory-region', ['sole', 'great-toe'], 'B'],
            ['pain-quality', ['burning'], 'B'],
            ['monofilament-abnormal', true, 'B'],
            ['vibration-reduced', true, 'B'],
            ['reflex-achilles', 'absent', 'B'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'one sole numb',
        given: {
          age: 64,
          findings: [
            ['numbness', 'moderate', 'L'],
            ['sensory-region', ['lateral-foot'], 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
