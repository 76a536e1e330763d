/** REC-08: symptomatic aortic aneurysm or acute limb ischaemia. */
import { compile } from '../../engine/compile.ts';
import { any, flag } from '../../engine/criterion.ts';
import { suddenOnsetDays } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { labelOf, namedOnRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, hasCondition, readings, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { listed } from '../words.ts';
import { partOfIschaemia } from './weakness.ts';

const saysWeakness = compile(partOfIschaemia);

const threats = (s: Situation): readonly string[] => [
  ...(flagOf(s, 'RF-AAA') ? ['symptomatic aortic aneurysm'] : []),
  ...(flagOf(s, 'RF-ALI')
    ? [isInjury(s) ? 'compartment syndrome or arterial injury' : 'acute limb ischaemia']
    : []),
];

const because = (s: Situation): readonly string[] => flagOf(s, 'RF-ALI')?.because ?? [];

/** The limb is in danger from an injury, not from a clot. */
const isInjury = (s: Situation): boolean => because(s).includes('leg-injury-6w');

const isChronic = (s: Situation): boolean =>
  because(s).some((id) => id === 'rest-pain' || id === 'foot-ulcer');

const limbAdvice = (s: Situation): readonly string[] => [
  'Limb viability is lost within hours: do not wait for imaging to call.',
  ...(readings(s, 'pulses').length === 0 ? ['Pulses are not recorded: check by Doppler now.'] : []),
  ...(isInjury(s)
    ? [
        'Injured lower leg: feel the compartments, passive stretch, pulses; compare strength above the injury; check the fibular nerve.',
      ]
    : []),
  ...(isChronic(s)
    ? [
        `Rest pain, ulcer or gangrene for more than ${suddenOnsetDays.value} days is chronic limb-threatening ischaemia: vascular team, ankle and toe pressures.`,
      ]
    : []),
  ...(hasCondition(s, 'pad') ? ['Arterial disease is known: acute on chronic?'] : []),
  'Weakness and numbness of an ischaemic leg come from the missing blood: no lumbar MRI for that leg before the vascular team has judged it.',
];

const ANEURYSM: readonly string[] = [
  'Bedside aortic ultrasound or CT angiography now; do not delay for outpatient ultrasound.',
  'A normal blood pressure excludes nothing.',
];

const summaryOf = (s: Situation, now: boolean): string => {
  const what = listed(threats(s), 'or');
  if (now) return `Possible ${what}: call emergency vascular team now`;
  return flagOf(s, 'RF-AAA')
    ? `Possible ${what}: call the vascular team now, bedside aortic ultrasound or CT angiography`
    : `Possible ${what}: same-day vascular assessment, check the pulses now`;
};

const leadOf = (s: Situation, now: boolean): string => {
  if (now)
    return 'Call the emergency vascular team now: a vascular emergency can look like back or leg pain.';
  return flagOf(s, 'RF-AAA')
    ? 'Call the vascular team now: pain with an aneurysm is a symptom of it until shown otherwise.'
    : 'Examine the pulses now and assess today: a vascular cause can look like back or leg pain.';
};

export const vascularEmergency: Recommendation = {
  id: 'REC-08',
  version: '2.0.0',
  title: 'Vascular emergency',
  hooks: EVERY_HOOK,
  redFlags: ['RF-AAA', 'RF-ALI'],
  alsoSays: (s) => (saysWeakness(s.context, s.context.legs.midline) === true ? ['RF-MOTOR'] : []),
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
    {
      cite: 'nice-ng156',
      says: 'New abdominal or back pain, or collapse: think of rupture',
      strength: 'guideline',
    },
    { cite: 'acc-aha-aorta-2022', says: 'Symptomatic aneurysm is an emergency', strength: 'guideline' },
    {
      cite: 'expert',
      says: 'Combinations and levels; no lumbar imaging for an ischaemic leg unless a cauda equina or cord sign stands too',
      strength: 'expert consensus',
    },
  ],
  basis: flagBasis('RF-AAA', 'RF-ALI'),
  content: (s) => {
    const found = [flagOf(s, 'RF-AAA'), flagOf(s, 'RF-ALI')].flatMap((one) => one ?? []);
    const now = found.some(({ urgency }) => urgency === 'emergent');
    return {
      indicator: 'critical',
      level: now ? 'emergent' : 'urgent',
      summary: summaryOf(s, now),
      lead: leadOf(s, now),
      because: withComplaint(s, namedOnRecord(s, [...new Set(found.flatMap(({ because: ids }) => ids))])),
      ...(flagOf(s, 'RF-ALI') === undefined && { source: 'nice-ng156' as const }),
      missing: (
        ['pulses', 'pulsatile-abdominal-mass', 'abdominal-flank-pain', 'syncope-hypotension'] as const
      )
        .filter((id) => readings(s, id).length === 0)
        .map(labelOf),
      advice: [...(flagOf(s, 'RF-AAA') ? ANEURYSM : []), ...(flagOf(s, 'RF-ALI') ? limbAdvice(s) : [])],
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
