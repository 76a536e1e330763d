/** REC-06: possible spinal malignancy. */
import { flag } from '../../engine/criterion.ts';
import { soonWeeks } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { avoidsContrast, mriCautions } from '../mri-caution.ts';
import { conditionsOnRecord, labelOf, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, hasCondition, readings, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';

/** Our own levels (§0). Guideline timing [M] is not quoted. */
const imaging = (level: string | undefined): string => {
  if (level === 'emergent') return 'emergency whole-spine MRI now';
  return level === 'urgent' ? 'urgent MRI' : `MRI within ${soonWeeks.value} weeks or specialist advice`;
};

const cancerItems = [
  'weight-loss-unexplained',
  'night-pain-unremitting',
  'spinal-percussion-tender',
] as const;

const hasCancer = (s: Situation): boolean =>
  hasCondition(s, 'cancer-history') || hasCondition(s, 'active-cancer');

const cancerSummary = (s: Situation, level: string | undefined): string =>
  `Back/leg pain with ${hasCancer(s) ? 'cancer history' : 'unexplained weight loss'}: assess for spinal metastasis, ${imaging(level)}`;

export const spinalMalignancy: Recommendation = {
  id: 'REC-06',
  version: '1.0.0',
  title: 'Possible spinal malignancy',
  hooks: EVERY_HOOK,
  redFlags: ['RF-MALIGNANCY'],
  when: flag('RF-MALIGNANCY'),
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: [],
  evidence: [
    {
      cite: 'downie-2013',
      says: 'A history of cancer is the only single item that changes the probability usefully',
      strength: 'systematic review',
    },
    {
      cite: 'ifompt-2020',
      says: 'Clinical framework for suspected malignancy',
      strength: 'expert consensus',
    },
    { cite: 'acr-2021', says: 'Variant 7: MRI without and with contrast', strength: 'guideline' },
    { cite: 'nice-ng234', says: 'Pathway for suspected spinal metastases', strength: 'guideline' },
  ],
  basis: flagBasis('RF-MALIGNANCY'),
  content: (s) => {
    const found = flagOf(s, 'RF-MALIGNANCY');
    const level = found?.urgency;
    return {
      indicator: level === 'emergent' ? 'critical' : 'warning',
      ...(level && { level }),
      summary: cancerSummary(s, level),
      lead:
        level === 'emergent'
          ? 'Emergency whole-spine MRI and oncology or spine call now: cancer history with signs of cord or cauda equina.'
          : `Assess for spinal metastasis and arrange ${imaging(level)}: ${hasCancer(s) ? 'a history of cancer is the single item that counts most' : 'weight loss without explanation at this age, with back or leg pain'}.`,
      because: withComplaint(s, [
        ...conditionsOnRecord(s, ['active-cancer', 'cancer-history']),
        ...namedOnRecord(
          s,
          (found?.because ?? []).filter((id) => id !== 'cancer-history' && id !== 'active-cancer'),
        ),
      ]),
      limits: mriCautions(s),
      against: onRecord(s, cancerItems, { which: 'normal' }),
      missing: cancerItems.filter((id) => readings(s, id).length === 0).map(labelOf),
      advice: [
        'Ask for and record: bladder, bowel, saddle area, weakness, gait. A cord or cauda equina sign makes it an emergency.',
        'Age or night pain alone are not used; single items other than a cancer history are weak.',
      ],
      suggestions: [
        ...(level === 'emergent'
          ? [
              order('emergency-referral', {
                label: 'Emergency department referral (stat)',
                why: 'suspected metastatic compression of cord or cauda equina',
                priority: 'stat',
              }),
            ]
          : []),
        order(avoidsContrast(s) ? 'mri-whole-spine' : 'mri-whole-spine-contrast', {
          label: level === 'emergent' ? 'Emergency MRI whole spine' : 'MRI whole spine',
          why: 'suspected metastasis',
          priority: level === 'emergent' ? 'stat' : 'urgent',
        }),
      ],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'breast cancer in the history, new back pain, weight loss',
        given: {
          age: 62,
          history: ['cancer-history'],
          findings: [
            ['low-back-pain', true],
            ['weight-loss-unexplained', true],
          ],
        },
        expect: 'warning',
      },
      {
        title: 'prostate cancer, back pain, saddle numbness',
        given: {
          age: 70,
          history: ['cancer-history'],
          findings: [
            ['low-back-pain', true],
            ['saddle-sensory-change', true],
          ],
        },
        expect: 'critical',
      },
    ],
    doesNot: [
      {
        title: 'a skin basalioma years ago is no cancer history',
        given: { age: 62, history: ['nonmelanoma-skin-only'], findings: [['low-back-pain', true]] },
        expect: null,
      },
    ],
  },
};
