/** REC-08: vascular emergency. REC-09: possible deep vein thrombosis. REC-14: ankle-brachial index. */
import { all, any, dx, eitherLeg, flag, recorded, unlessKnown } from '../engine/criterion.ts';
import { legSymptoms } from '../terms/leg.ts';
import { diagnosisBasis, flagBasis } from './basis.ts';
import { labelOf, namedOnRecord, onRecord, withComplaint } from './on-record.ts';
import { ADVICE, EMERGENCY } from './override-reasons.ts';
import { open, opposing, supporting } from './reasons.ts';
import { EVERY_HOOK, type Recommendation, VISIT } from './recommendation.ts';
import { flagOf, readings, type Situation } from './situation.ts';
import { order } from './suggestion.ts';
import { routineOff } from './terms.ts';
import { listed } from './words.ts';

const threats = (s: Situation): readonly string[] => [
  ...(flagOf(s, 'RF-AAA') ? ['symptomatic aortic aneurysm'] : []),
  ...(flagOf(s, 'RF-ALI') ? ['acute limb ischaemia'] : []),
];

export const vascularEmergency: Recommendation = {
  id: 'REC-08',
  version: '1.0.0',
  title: 'Vascular emergency',
  hooks: EVERY_HOOK,
  when: any(flag('RF-AAA'), flag('RF-ALI')),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: ['S-33'],
  evidence: [
    {
      cite: 'acc-aha-pad-2024',
      says: 'Acute limb ischaemia: emergency evaluation by a vascular specialist; do not delay for imaging',
      strength: 'guideline',
    },
    { cite: 'acc-aha-aorta-2022', says: 'Symptomatic aneurysm is an emergency', strength: 'guideline' },
    { cite: 'expert', says: 'Combinations and levels', strength: 'expert consensus' },
  ],
  basis: flagBasis('RF-AAA', 'RF-ALI'),
  content: (s) => {
    const found = [flagOf(s, 'RF-AAA'), flagOf(s, 'RF-ALI')].flatMap((one) => one ?? []);
    const now = found.some(({ urgency }) => urgency === 'emergent');
    const what = listed(threats(s), 'or');
    return {
      indicator: 'critical',
      level: now ? 'emergent' : 'urgent',
      summary: now
        ? `Possible ${what}: call emergency vascular team now`
        : `Possible ${what}: same-day vascular assessment, check pulses and abdomen now`,
      lead: now
        ? 'Call the emergency vascular team now: a vascular emergency can look like back or leg pain.'
        : 'Examine pulses and abdomen now and assess today: a vascular cause can look like back or leg pain.',
      because: withComplaint(s, namedOnRecord(s, [...new Set(found.flatMap(({ because }) => because))])),
      ...(flagOf(s, 'RF-ALI') === undefined && { source: 'acc-aha-aorta-2022' as const }),
      missing: (
        ['pulses', 'pulsatile-abdominal-mass', 'abdominal-flank-pain', 'syncope-hypotension'] as const
      )
        .filter((id) => readings(s, id).length === 0)
        .map(labelOf),
      advice: [
        ...(flagOf(s, 'RF-ALI')
          ? [
              'Limb viability is lost within hours: do not wait for imaging to call. Pulses not recorded: check by Doppler now.',
            ]
          : []),
        ...(flagOf(s, 'RF-AAA')
          ? ['Do not delay for outpatient ultrasound when a known or suspected aneurysm is painful.']
          : []),
      ],
      suggestions: [
        order('emergency-referral', {
          label: now ? 'Emergency department referral (stat)' : 'Emergency department referral (today)',
          why: 'suspected vascular emergency',
          priority: now ? 'stat' : 'urgent',
          ...(now && { recommended: true as const }),
        }),
      ],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'sudden cold, pale, pulseless leg',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['limb-pallor', true, 'L'],
            ['pulses', 'absent', 'L'],
          ],
        },
        expect: 'critical',
      },
    ],
    doesNot: [
      {
        title: 'cold leg of sudden onset, pulses documented normal',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['pulses', 'normal', 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};

const swollen = (s: Situation) =>
  readings(s, 'wells-score').filter(({ value }) => typeof value === 'number' && value >= 2);

export const veinThrombosis: Recommendation = {
  id: 'REC-09',
  version: '1.0.0',
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
    const sides = listed(legs.flatMap(({ leg }) => (leg === 'unspecified' ? [] : [leg])));
    const score = Math.max(...legs.map(({ value }) => Number(value)));
    return {
      indicator: 'warning',
      level: 'urgent',
      summary: `Wells ${score} in the ${sides === '' ? '' : `${sides} `}leg: DVT likely by score, arrange duplex within 4 h or interim anticoagulation`,
      lead: 'Duplex ultrasound with the result within 4 hours, or interim anticoagulation: the two-level Wells score is 2 or more.',
      because: onRecord(s, ['wells-score']),
      advice: [
        'If the scan cannot be read within 4 hours: D-dimer, interim anticoagulation, scan within 24 hours (NICE NG158).',
        'A spinal explanation does not exclude a thrombosis; the two may coexist.',
      ],
      suggestions: legs.map(({ leg }) =>
        order('leg-vein-duplex', {
          label: leg === 'unspecified' ? 'Leg vein duplex' : `Leg vein duplex, ${leg}`,
          why: `suspected deep vein thrombosis${leg === 'unspecified' ? '' : ` of the ${leg} leg`}`,
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

export const ankleBrachialIndex: Recommendation = {
  id: 'REC-14',
  version: '1.0.0',
  title: 'Measure ankle-brachial index',
  hooks: VISIT,
  when: all(dx('PAD'), eitherLeg(all(legSymptoms, unlessKnown(recorded('abi'))))),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-06'],
  evidence: [
    {
      cite: 'acc-aha-pad-2024',
      says: 'Resting ABI, class 1: 0.90 or less abnormal, 0.91–0.99 borderline, over 1.40 non-compressible; exercise ABI or toe-brachial index next',
      strength: 'guideline',
    },
    {
      cite: 'khan-2006',
      says: 'Pulses, bruit and cool skin raise the likelihood',
      strength: 'systematic review',
    },
    {
      cite: 'nadeau-2013',
      says: 'Relief on standing still points to the vessels',
      strength: 'diagnostic study',
    },
  ],
  basis: diagnosisBasis('PAD'),
  content: (s) => {
    return {
      indicator: 'info',
      summary:
        'Exertional leg pain with vascular features: measure ankle-brachial index before spine imaging',
      lead: 'Measure the ankle-brachial index before spine imaging: the pattern suggests vascular claudication.',
      because: supporting(s, 'PAD'),
      against: opposing(s, 'PAD').slice(0, 3),
      missing: open(s, 'PAD').slice(0, 4),
      advice: [
        '0.90 or less: abnormal. 0.91–0.99 or symptoms despite a higher value: exercise ABI. Over 1.40: toe-brachial index.',
        'Rest pain, ulcer or a suddenly cold leg: vascular referral today.',
      ],
      suggestions: [order('abi', { label: 'Ankle-brachial index', why: 'exertional leg pain' })],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'calf pain on walking that stops on standing still, weak pulses',
        given: {
          age: 67,
          closed: true,
          history: ['smoker'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
            ['pulses', 'diminished', 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same with an index on record',
        given: {
          age: 67,
          closed: true,
          history: ['smoker'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
            ['pulses', 'diminished', 'L'],
            ['abi', 0.8, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
