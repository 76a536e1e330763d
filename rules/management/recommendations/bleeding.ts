/** REC-37: possible bleeding on an anticoagulant. */
import { flag } from '../../engine/criterion.ts';
import { epiduralHours } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { hasImplant, mriCautions } from '../mri-caution.ts';
import { drugsOnRecord, labelOf, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, readings, type Situation } from '../situation.ts';
import { order, type SuggestionDraft } from '../suggestion.ts';

const suggestions = (s: Situation, now: boolean): readonly SuggestionDraft[] => [
  order('emergency-referral', {
    label: now ? 'Emergency department referral (stat)' : 'Emergency department referral (today)',
    why: 'suspected haematoma on an anticoagulant',
    priority: now ? 'stat' : 'urgent',
    ...(now && { recommended: true as const }),
  }),
  ...(now
    ? [
        order('mri-whole-spine', {
          label: 'Emergency MRI of the whole spine',
          why: 'suspected spinal epidural haematoma',
          priority: 'stat',
          ...(!hasImplant(s) && { recommended: true as const }),
        }),
      ]
    : []),
];

export const possibleBleeding: Recommendation = {
  id: 'REC-37',
  version: '1.0.0',
  title: 'Possible bleeding on an anticoagulant',
  hooks: EVERY_HOOK,
  redFlags: ['RF-BLEEDING'],
  when: flag('RF-BLEEDING'),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: [],
  evidence: [
    {
      cite: 'reinstein-1984',
      says: 'Retroperitoneal haematoma as the cause of a femoral neuropathy',
      strength: 'observational',
    },
    {
      cite: 'shin-2006',
      says: 'Spinal epidural haematoma: best outcome when operated within 12 hours',
      strength: 'observational',
    },
    { cite: 'expert', says: 'Levels, CT today, reversal as local protocol', strength: 'expert consensus' },
  ],
  basis: flagBasis('RF-BLEEDING'),
  content: (s) => {
    const found = flagOf(s, 'RF-BLEEDING');
    const now = found?.urgency === 'emergent';
    return {
      indicator: 'critical',
      level: now ? 'emergent' : 'urgent',
      summary: now
        ? 'Anticoagulant and new deficit: possible spinal or retroperitoneal haematoma, emergency MRI of the spine and CT now'
        : 'Anticoagulant and new weakness or severe pain: possible retroperitoneal haematoma, CT abdomen and pelvis today',
      lead: now
        ? 'Emergency department now: blood in the spinal canal or behind the abdomen can explain what is recorded, and hours count.'
        : 'Think of a retroperitoneal or psoas haematoma today: it looks like a femoral nerve or an upper lumbar root.',
      because: withComplaint(s, [
        ...namedOnRecord(s, found?.because ?? []),
        ...drugsOnRecord(s, ['anticoagulant']),
        ...(found?.because.includes('inr') ? [] : onRecord(s, ['inr'], { which: 'any' })),
      ]),
      missing: (['inr', 'sbp-mmhg', 'sensory-level', 'abdominal-flank-pain'] as const)
        .filter((id) => readings(s, id).length === 0)
        .map(labelOf),
      ...(now && { limits: mriCautions(s) }),
      advice: [
        ...(now
          ? [
              `Both legs, a sensory level or a sphincter sign: MRI of the spine now for an epidural haematoma; the best outcome is within ${epiduralHours.value} hours.`,
            ]
          : []),
        'CT of abdomen and pelvis (with contrast where possible), INR, haemoglobin; reverse the anticoagulant as the local protocol says.',
        'A lumbar MRI alone does not exclude a retroperitoneal haematoma.',
      ],
      suggestions: suggestions(s, now),
    };
  },
  vignettes: {
    fires: [
      {
        title: 'on an anticoagulant, hip flexion newly 2/5',
        given: { age: 84, drugs: ['anticoagulant'], findings: [['mrc-hip-flexion', 2, 'L']] },
        expect: 'critical',
      },
    ],
    doesNot: [
      {
        title: 'on an anticoagulant, sciatica without weakness or back pain',
        given: { age: 64, drugs: ['anticoagulant'], findings: [['leg-pain', true, 'L']] },
        expect: null,
      },
    ],
  },
};
