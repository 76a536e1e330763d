/** REC-09: possible deep vein thrombosis. */
import { flag } from '../../engine/criterion.ts';
import type { Leg } from '../../engine/types.ts';
import { duplexHours, dvtLikely, laterDuplexHours } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { onRecord } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { readings, recordedLeg, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { listed } from '../words.ts';

/** Only the leg that was recorded: a scan of the leg that was guessed may miss the thrombosis. */
const swollen = (s: Situation) =>
  readings(s, 'wells-score')
    .filter(({ value }) => typeof value === 'number' && value >= dvtLikely.value)
    .map((one) => ({ leg: recordedLeg(one), value: Number(one.value) }));

/** `in the left leg`; one without a side adds nothing to both. */
const where = (legs: readonly Leg[]): string => {
  const named = legs.filter((leg) => leg !== 'unspecified');
  const places = named.length === 0 ? [] : [`in the ${listed(named)} leg`];
  return listed(
    legs.length > named.length && named.length < 2 ? [...places, 'in a leg, side not recorded'] : places,
  );
};

export const veinThrombosis: Recommendation = {
  id: 'REC-09',
  version: '1.1.0',
  title: 'Possible deep vein thrombosis',
  hooks: EVERY_HOOK,
  when: flag('RF-DVT'),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: ['S-06'],
  evidence: [
    {
      cite: 'nice-ng158',
      says: 'Wells 2 or more: proximal leg vein ultrasound with the result within 4 hours if possible, otherwise D-dimer, interim anticoagulation and a scan within 24 hours',
      strength: 'guideline',
    },
    { cite: 'wells-2003', says: 'The two-level score', strength: 'diagnostic study' },
  ],
  basis: flagBasis('RF-DVT'),
  content: (s) => {
    const legs = swollen(s);
    const score = Math.max(...legs.map(({ value }) => value));
    return {
      indicator: 'warning',
      level: 'urgent',
      summary: `Wells ${score} ${where(legs.map(({ leg }) => leg))}: DVT likely by score, arrange duplex within ${duplexHours.value} h or interim anticoagulation`,
      lead: `Duplex ultrasound with the result within ${duplexHours.value} hours, or interim anticoagulation: the two-level Wells score is ${dvtLikely.value} or more.`,
      because: onRecord(s, ['wells-score']),
      advice: [
        `If the scan cannot be read within ${duplexHours.value} hours: D-dimer, interim anticoagulation, scan within ${laterDuplexHours.value} hours (NICE NG158).`,
        'A spinal explanation does not exclude a thrombosis; the two may coexist.',
      ],
      suggestions: legs.map(({ leg }) =>
        order('leg-vein-duplex', {
          label: leg === 'unspecified' ? 'Leg vein duplex' : `Leg vein duplex, ${leg}`,
          why: `suspected deep vein thrombosis${leg === 'unspecified' ? '; side not recorded: name the leg' : ` of the ${leg} leg`}`,
          priority: 'urgent',
          ...(leg !== 'unspecified' && { side: leg }),
        }),
      ),
    };
  },
  vignettes: {
    fires: [
      {
        title: 'Wells 3 in the left leg',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['wells-score', 3, 'L'],
          ],
        },
        expect: 'warning',
      },
      {
        title: 'Wells 3, leg not named: no leg is named by the card or its order',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['wells-score', 3],
          ],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'Wells 1 in the left leg',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['wells-score', 1, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
