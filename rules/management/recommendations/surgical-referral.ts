/** REC-25: criteria for a surgical opinion. */
import { all, any, condition, dx, grade, is } from '../../engine/criterion.ts';
import type { DiagnosisId } from '../../engine/ids.ts';
import { careWeeks, slipCareWeeks } from '../../terms/thresholds.ts';
import { conditionsOnRecord, onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { hasCondition, isLikely, readings, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { routineOff, severe, sixWeeks } from '../terms.ts';
import { say } from '../wording/say.ts';

const persistent = is('pain-trend', 'stable', 'worsening');

const forWhich = (s: Situation): readonly DiagnosisId[] => [
  ...(['RADIC', 'LSS'] as const).filter((id) => isLikely(s, id)),
  ...(hasCondition(s, 'spondylolisthesis') ? (['SPONDY'] as const) : []),
];

export const surgicalReferral: Recommendation = {
  id: 'REC-25',
  version: '1.1.0',
  title: 'Surgical referral criteria met',
  hooks: VISIT,
  when: any(
    all(any(dx('RADIC', 'likely'), dx('LSS', 'likely')), sixWeeks, severe),
    all(condition('spondylolisthesis'), grade('conservative-weeks', '>=', slipCareWeeks), persistent, severe),
  ),
  unless: routineOff,
  selectionBehavior: 'at-most-one',
  overrideReasons: ADVICE,
  seed: ['S-01', 'S-15', 'S-40', 'S-49', 'S-59'],
  evidence: [
    { cite: 'nass-ldh-2012', says: 'Surgery within 6 months: grade B', strength: 'guideline' },
    {
      cite: 'nice-ng59',
      says: 'Consider decompression when non-surgical care has not helped',
      strength: 'guideline',
    },
    { cite: 'peul-2007', says: 'Early against delayed: similar at one year', strength: 'trial' },
    {
      cite: 'nass-spondylolisthesis-2014',
      says: 'Decompression with or without fusion',
      strength: 'guideline',
    },
  ],
  basis: (s) => [...forWhich(s), `weeks:${careWeeks.value}+`],
  contributes: (s) => {
    const weeks = readings(s, 'conservative-weeks')[0]?.value;
    const which = forWhich(s);
    const why = { for: say('reason.radicular') };
    return [
      {
        problem: 'leg',
        indicator: 'info',
        causes: which.includes('RADIC') ? [...which, 'LDH', 'FORAM'] : which,
        act: {
          summary: say('surgery.act'),
          line: typeof weeks === 'number' ? say('surgery.line', { weeks }) : say('surgery.line.unknown'),
        },
        aside: say('surgery.aside'),
        reasons: [
          ...onRecord(
            s,
            ['conservative-weeks', 'pain-trend', 'pain-nrs', 'walking-limited', 'sleep-disturbed'],
            {
              which: 'any',
            },
          ),
          ...conditionsOnRecord(s, ['spondylolisthesis']),
        ],
        caveats: [say('surgery.but')],
        more: [say('surgery.options'), say('surgery.others')],
        buttons: [
          ...(hasCondition(s, 'mri-contraindicated') ? [] : [order('mri-lumbar', why)]),
          order('orthopaedics', { label: say('button.spine.routine'), ...why }),
          order('neurosurgery', why),
        ],
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'eight weeks of care, worse, pain 8 of 10, root signs',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
            ['pain-quality', ['shooting'], 'L'],
            ['slr', true, 'L'],
            ['reflex-achilles', 'absent', 'L'],
            ['conservative-weeks', 8],
            ['pain-trend', 'worsening'],
            ['pain-nrs', 8],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same after four weeks',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
            ['pain-quality', ['shooting'], 'L'],
            ['slr', true, 'L'],
            ['reflex-achilles', 'absent', 'L'],
            ['conservative-weeks', 4],
            ['pain-trend', 'worsening'],
            ['pain-nrs', 8],
          ],
        },
        expect: null,
      },
    ],
  },
};
