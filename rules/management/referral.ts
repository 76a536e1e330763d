/** REC-24: epidural steroid. REC-25: surgical referral. REC-26: electrodiagnosis. */
import { all, any, condition, dx, grade, is, orders, root } from '../engine/criterion.ts';
import type { DiagnosisId } from '../engine/ids.ts';
import { diagnosisBasis } from './basis.ts';
import { shortName } from './diagnosis-names.ts';
import { draftsOnRecord } from './imaging.ts';
import { isDiscordant, located } from './nerve-root.ts';
import { conditionsOnRecord, drugsOnRecord, onRecord } from './on-record.ts';
import { ADVICE } from './override-reasons.ts';
import { opposing, signsOf, supporting } from './reasons.ts';
import { ORDERING, type Recommendation, VISIT } from './recommendation.ts';
import {
  draftsOf,
  hasCondition,
  isAtLeastPossible,
  isLikely,
  readings,
  type Situation,
} from './situation.ts';
import { order, removals } from './suggestion.ts';
import { child, routineOff, severe, sixWeeks } from './terms.ts';
import { listed } from './words.ts';

export const epiduralSteroid: Recommendation = {
  id: 'REC-24',
  version: '1.0.0',
  title: 'Epidural steroid injection',
  hooks: ORDERING,
  when: orders('ESI'),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: ['clinical-judgement', 'already-done', 'not-applicable', 'recipient-disagrees-evidence'],
  seed: ['S-50'],
  evidence: [
    {
      cite: 'aan-2025',
      says: 'Radiculopathy: short-term pain success difference 24% (NNT 4), disability NNT 6; no clear long-term benefit',
      strength: 'systematic review',
    },
    {
      cite: 'bmj-2025',
      says: 'Chronic radicular pain: strong recommendation against',
      strength: 'guideline',
    },
    { cite: 'nice-ng59', says: 'Consider in acute severe sciatica', strength: 'guideline' },
    { cite: 'nass-ldh-2012', says: 'Short-term relief in some', strength: 'guideline' },
    {
      cite: 'fda-epidural-2014',
      says: 'Rare serious neurological events; not approved for epidural use',
      strength: 'guideline',
    },
  ],
  basis: () => ['order:ESI'],
  content: (s) => ({
    indicator: 'info',
    summary:
      'Epidural steroid: short-term benefit only; guidance conflicts. Check duration, red flags, anticoagulation',
    lead: 'Check duration, red flags and anticoagulation first: benefit is short-term and guidance conflicts.',
    because: [
      ...draftsOnRecord(draftsOf(s, 'ESI')),
      ...onRecord(s, ['pain-onset-days', 'pain-nrs'], { which: 'any' }),
      ...drugsOnRecord(s, ['anticoagulant', 'antiplatelet']),
      ...conditionsOnRecord(s, ['diabetes', 'immunosuppressed', 'prior-lumbar-surgery']),
    ],
    missing: [
      ...(readings(s, 'pain-onset-days').length === 0 ? ['duration of the episode'] : []),
      'steroid dose of the last 12 months',
    ],
    advice: [
      'Anticoagulant or antiplatelet, infection, uncontrolled diabetes: settle before the injection.',
      'AAN 2025: short-term pain success differed by 24% (NNT 4), disability NNT 6 in radiculopathy; no clear long-term benefit. BMJ 2025: strong recommendation against in chronic (3 months or more) radicular pain. NICE: consider in acute severe sciatica.',
      'FDA 2014: rare serious neurological events; not approved for epidural use.',
    ],
    suggestions: removals('Remove injection order', draftsOf(s, 'ESI')),
  }),
  vignettes: {
    fires: [
      {
        title: 'epidural injection ordered for sciatica',
        given: { age: 50, hook: 'order-sign', order: { type: 'ESI' }, findings: [['leg-pain', true, 'L']] },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'nerve conduction studies ordered',
        given: { age: 50, hook: 'order-sign', order: { type: 'EMG' }, findings: [['leg-pain', true, 'L']] },
        expect: null,
      },
    ],
  },
};

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
    all(condition('spondylolisthesis'), grade('conservative-weeks', '>=', 12), persistent, severe),
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
  basis: (s) => [...forWhich(s), 'weeks:6+'],
  content: (s) => {
    const weeks = readings(s, 'conservative-weeks')[0]?.value;
    const which = forWhich(s);
    const twelve = !which.some((id) => id !== 'SPONDY');
    return {
      indicator: 'info',
      summary: `≥${twelve ? 12 : 6} weeks of care with persistent severe symptoms: MRI and spine referral are reasonable`,
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

const isEarly = (s: Situation): boolean =>
  draftsOf(s, 'EMG').length > 0 &&
  readings(s, 'pain-onset-days').some(({ value }) => typeof value === 'number' && value < 21);

export const electrodiagnosis: Recommendation = {
  id: 'REC-26',
  version: '1.0.0',
  title: 'EMG and nerve conduction studies',
  hooks: [...VISIT, 'order-sign'],
  when: any(dx('PERONEAL'), root('discordant'), all(orders('EMG'), grade('pain-onset-days', '<', 21))),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-18'],
  evidence: [
    {
      cite: 'malanga-2018',
      says: 'Needle study more than 18–21 days from onset',
      strength: 'expert consensus',
    },
    { cite: 'aanem', says: 'Indications and limits', strength: 'guideline' },
    { cite: 'bowley-2019', says: 'Foot drop: root or peroneal nerve', strength: 'systematic review' },
    { cite: 'nass-ldh-2012', says: 'Limited value in herniation', strength: 'guideline' },
  ],
  basis: (s) => [
    ...diagnosisBasis('PERONEAL')(s),
    ...located(s)
      .filter(isDiscordant)
      .map(({ leg, result }) => `root:${leg}=${result}`),
    ...(isEarly(s) ? ['early'] : []),
  ],
  content: (s) => {
    const early = isEarly(s);
    const peroneal = isAtLeastPossible(s, 'PERONEAL');
    const discordant = located(s).filter(isDiscordant);
    return {
      indicator: 'info',
      summary: early
        ? 'EMG ordered within 3 weeks of onset: needle changes may not show yet, consider timing it at 3 weeks'
        : 'EMG/NCS can separate root from peroneal nerve or plexus; best ≥3 weeks after onset',
      lead: early
        ? 'Consider timing the study about 3 weeks after onset: needle changes need that long to appear.'
        : 'Consider EMG and nerve conduction studies: examination alone does not separate root from nerve or plexus here.',
      because: [
        ...draftsOnRecord(draftsOf(s, 'EMG')),
        ...(early ? onRecord(s, ['pain-onset-days']) : []),
        ...(peroneal ? supporting(s, 'PERONEAL').slice(0, 4) : []),
        ...discordant.flatMap(({ leg, roots }) => roots.flatMap((one) => signsOf(s, leg, one).slice(0, 2))),
      ],
      against: peroneal ? opposing(s, 'PERONEAL').slice(0, 3) : [],
      advice: [
        discordant.length > 0
          ? `Question for the laboratory: roots ${listed(discordant.flatMap(({ roots }) => roots))}, plexus or polyradiculopathy?`
          : 'Question for the laboratory: L5 root, fibular (peroneal) nerve or plexus?',
        ...(peroneal
          ? [
              'Check for compression at the fibular head, cast, weight loss, leg crossing; avoid leg crossing; consider an ankle-foot orthosis.',
            ]
          : []),
        'Not useful for pain alone or purely sensory symptoms.',
      ],
      suggestions: early
        ? removals('Remove this EMG order for now', draftsOf(s, 'EMG'))
        : [
            order('emg', { why: 'root, fibular (peroneal) nerve or plexus' }),
            order('ncs', { why: 'root, fibular (peroneal) nerve or plexus' }),
          ],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'weak dorsiflexion 4 with strong inversion and hip abduction after leg crossing',
        given: {
          age: 33,
          history: ['peroneal-risk'],
          findings: [
            ['weakness-subjective', true, 'R'],
            ['mrc-ankle-dorsiflexion', 4, 'R'],
            ['mrc-ankle-inversion', 5, 'R'],
            ['mrc-hip-abduction', 5, 'R'],
            ['mrc-ankle-eversion', 4, 'R'],
            ['slr', false, 'R'],
            ['low-back-pain', false],
            ['sens-dorsal-foot', 'reduced', 'R'],
          ],
        },
        expect: 'info',
      },
      {
        title: 'EMG ordered on day 6',
        given: {
          age: 33,
          hook: 'order-sign',
          order: { type: 'EMG' },
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-onset-days', 6],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'EMG ordered on day 40',
        given: {
          age: 33,
          hook: 'order-sign',
          order: { type: 'EMG' },
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-onset-days', 40],
          ],
        },
        expect: null,
      },
    ],
  },
};
