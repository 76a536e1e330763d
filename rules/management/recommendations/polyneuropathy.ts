/** REC-33: first tests for polyneuropathy. */
import { dx } from '../../engine/criterion.ts';
import { diagnosisBasis } from '../basis.ts';
import { conditionsOnRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { order } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { say } from '../wording/say.ts';

export const polyneuropathy: Recommendation = {
  id: 'REC-33',
  version: '1.1.0',
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
      act: { summary: say('neuropathy.act'), line: say('neuropathy.line'), orders: 2 },
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
      but: [say('neuropathy.but')],
      buttons: [
        order('hba1c', { for: say('reason.neuropathy') }),
        order('b12', { for: say('reason.neuropathy') }),
      ],
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
