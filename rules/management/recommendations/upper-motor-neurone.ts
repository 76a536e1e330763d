/** REC-10: upper motor neurone signs. */
import { flag } from '../../engine/criterion.ts';
import { reflexes } from '../../terms/deficit.ts';
import { urgentHoursFrom, urgentHoursTo } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { mriCautions } from '../mri-caution.ts';
import { labelOf, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, legsOnRecord, readings } from '../situation.ts';
import { order } from '../suggestion.ts';

export const upperMotorNeurone: Recommendation = {
  id: 'REC-10',
  version: '1.0.0',
  title: 'Upper motor neurone signs',
  hooks: EVERY_HOOK,
  redFlags: ['RF-UMN'],
  when: flag('RF-UMN'),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: [],
  evidence: [
    {
      cite: 'ifompt-2020',
      says: 'Upper motor neurone signs point to cord or brain and need urgent imaging',
      strength: 'expert consensus',
    },
    { cite: 'expert', says: 'Whole-spine MRI without contrast first', strength: 'expert consensus' },
  ],
  basis: flagBasis('RF-UMN'),
  content: (s) => {
    const found = flagOf(s, 'RF-UMN');
    const now = found?.urgency === 'emergent';
    return {
      indicator: 'critical',
      level: now ? 'emergent' : 'urgent',
      summary: now
        ? 'Upper motor neurone signs with sphincter change or progression: emergency cord imaging, not lumbar alone'
        : `Upper motor neurone signs${legsOnRecord(s) ? ' with leg symptoms' : ''}: image the cord (cervical/thoracic), not only lumbar`,
      lead: now
        ? 'Emergency imaging of the whole spine and specialist call now: signs of the cord with sphincter change or progression.'
        : `MRI of the cervical and thoracic cord and specialist call within ${urgentHoursFrom.value}–${urgentHoursTo.value} hours: lumbar roots cannot produce these signs.`,
      because: withComplaint(s, namedOnRecord(s, found?.because ?? [])),
      limits: mriCautions(s),
      against: onRecord(s, ['babinski', 'clonus'], { which: 'normal' }),
      missing: (['babinski', 'clonus', ...reflexes] as const)
        .filter((id) => readings(s, id).length === 0)
        .map(labelOf),
      advice: [
        'Consider cervical or thoracic myelopathy, cord compression or central disease.',
        'Examine and record gait, arms, sensory level, bladder and bowel.',
      ],
      suggestions: [
        ...(now
          ? [
              order('emergency-referral', {
                label: 'Emergency department referral (stat)',
                why: 'suspected cord compression',
                priority: 'stat',
              }),
            ]
          : []),
        order('mri-whole-spine', {
          label: 'MRI cervical, thoracic and lumbar spine',
          why: 'suspected cord compression',
          priority: now ? 'stat' : 'urgent',
        }),
      ],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'leg pain with an upgoing toe',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['babinski', true, 'L'],
          ],
        },
        expect: 'critical',
      },
    ],
    doesNot: [
      {
        title: 'brisk but equal knee jerks alone are not hyperreflexia',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['reflex-patellar', 'increased', 'B'],
          ],
        },
        expect: null,
      },
    ],
  },
};
