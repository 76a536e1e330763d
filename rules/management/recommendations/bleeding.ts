/** REC-37: possible bleeding on an anticoagulant. */
import { flag } from '../../engine/criterion.ts';
import { flagBasis } from '../basis.ts';
import { evidenceOf } from '../evidence.ts';
import { hasImplant, mriCautions } from '../mri-caution.ts';
import { drugsOnRecord, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, type Situation } from '../situation.ts';
import { order, type SuggestionDraft } from '../suggestion.ts';
import { say } from '../wording/say.ts';

const buttons = (s: Situation, now: boolean): readonly SuggestionDraft[] => {
  const why = { for: say('reason.haematoma') } as const;
  return [
    ...(now
      ? [
          order('mri-whole-spine', {
            pace: 'now',
            priority: 'stat',
            ...why,
            ...(!hasImplant(s) && { recommended: true as const }),
          }),
        ]
      : []),
    order('emergency-referral', {
      label: say(now ? 'button.ed.now' : 'button.ed.today'),
      priority: now ? 'stat' : 'urgent',
      ...why,
      ...(now && { recommended: true as const }),
    }),
  ];
};

export const possibleBleeding: Recommendation = {
  id: 'REC-37',
  version: '1.2.0',
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
  contributes: (s) => {
    const found = flagOf(s, 'RF-BLEEDING');
    const now = found?.urgency === 'emergent';
    const because = found?.because ?? [];
    return [
      {
        problem: 'bleeding',
        indicator: 'critical',
        // weakness that is the graver of the two lends it its urgency: the cause stands before it
        level: now || flagOf(s, 'RF-MOTOR')?.urgency === 'emergent' ? 'emergent' : 'urgent',
        name: say(now ? 'bleeding.now' : 'bleeding'),
        evidence: evidenceOf(s, because),
        act: now
          ? { summary: say('bleeding.now.act'), line: say('bleeding.now.line'), orders: 1 }
          : { summary: say('bleeding.act'), line: say('bleeding.line') },
        aside: say(now ? 'bleeding.now' : 'bleeding'),
        reasons: withComplaint(s, [
          ...namedOnRecord(s, because),
          ...drugsOnRecord(s, ['anticoagulant']),
          ...(because.includes('inr') ? [] : onRecord(s, ['inr'], { which: 'any' })),
        ]),
        next: (['inr', 'sbp-mmhg', 'sensory-level', 'abdominal-flank-pain'] as const).map((id) => ({
          records: [id],
          said: { nameOf: id },
        })),
        but: [say('bleeding.but')],
        more: [say('bleeding.reverse')],
        ...(now && { limits: mriCautions(s) }),
        buttons: buttons(s, now),
      },
    ];
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
