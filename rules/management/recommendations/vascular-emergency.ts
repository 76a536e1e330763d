/** REC-08: symptomatic aortic aneurysm or acute limb ischaemia. */
import { any, flag } from '../../engine/criterion.ts';
import { flagBasis } from '../basis.ts';
import { labelOf, namedOnRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, readings, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { listed } from '../words.ts';

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
              'Limb viability is lost within hours: do not wait for imaging to call.',
              ...(readings(s, 'pulses').length === 0
                ? ['Pulses are not recorded: check by Doppler now.']
                : []),
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
