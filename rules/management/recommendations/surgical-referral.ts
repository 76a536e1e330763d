/** REC-25: criteria for a surgical opinion. */
import { all, any, condition, dx, grade, is } from '../../engine/criterion.ts';
import type { DiagnosisId } from '../../engine/ids.ts';
import { careWeeks, slipCareWeeks } from '../../terms/thresholds.ts';
import { shortName } from '../diagnosis-names.ts';
import { conditionsOnRecord, onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { hasCondition, isLikely, readings, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { routineOff, severe, sixWeeks } from '../terms.ts';

const persistent = is('pain-trend', 'stable', 'worsening');

const forWhich = (s: Situation): readonly DiagnosisId[] => [
  ...(['RADIC', 'LSS'] as const).filter((id) => isLikely(s, id)),
  ...(hasCondition(s, 'spondylolisthesis') ? (['SPONDY'] as const) : []),
];

export const surgicalReferral: Recommendation = {
  id: 'REC-25',
  version: '1.0.0',
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
  content: (s) => {
    const weeks = readings(s, 'conservative-weeks')[0]?.value;
    const which = forWhich(s);
    const slipAlone = !which.some((id) => id !== 'SPONDY');
    return {
      indicator: 'info',
      summary: `≥${(slipAlone ? slipCareWeeks : careWeeks).value} weeks of care with persistent severe symptoms: MRI and spine referral are reasonable`,
      lead: `MRI and a spine opinion are reasonable: severe symptoms persist after ${weeks ?? 'several'} weeks of care.`,
      because: [
        ...onRecord(
          s,
          ['conservative-weeks', 'pain-trend', 'pain-nrs', 'walking-limited', 'sleep-disturbed'],
          {
            which: 'any',
          },
        ),
        ...conditionsOnRecord(s, ['spondylolisthesis']),
        ...which.filter((id) => id !== 'SPONDY').map((id) => ({ words: `${shortName(s, id)} likely` })),
      ],
      missing: ['what was tried (exercise, drugs, injections)'],
      advice: [
        'Options: continued care; injection (guidance conflicts); microdiscectomy for herniation, decompression for stenosis, decompression with or without fusion for unstable spondylolisthesis.',
        'Early and delayed surgery have a similar outcome at one year; the choice is the patient’s.',
        'Physical medicine or another trained spine clinician may be the right first referral: local list.',
      ],
      suggestions: [
        order('orthopaedics', { label: 'Orthopaedic spine referral', why: 'persistent radicular leg pain' }),
        order('neurosurgery', { label: 'Neurosurgical referral', why: 'persistent radicular leg pain' }),
        ...(hasCondition(s, 'mri-contraindicated') || hasCondition(s, 'mri-lumbar-12mo')
          ? []
          : [order('mri-lumbar', { label: 'MRI lumbar spine' })]),
      ],
    };
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
