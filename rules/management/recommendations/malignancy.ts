/** REC-06: possible spinal malignancy. */
import { flag } from '../../engine/criterion.ts';
import { flagBasis } from '../basis.ts';
import { evidenceOf } from '../evidence.ts';
import { avoidsContrast, mriCautions } from '../mri-caution.ts';
import { conditionsOnRecord, namedOnRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, hasCondition, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { say } from '../wording/say.ts';

const cancerItems = [
  'weight-loss-unexplained',
  'night-pain-unremitting',
  'spinal-percussion-tender',
] as const;

const cancers = ['active-cancer', 'cancer-history'] as const;

const hasCancer = (s: Situation): boolean =>
  hasCondition(s, 'cancer-history') || hasCondition(s, 'active-cancer');

/** Our own levels (§0): soon is within two weeks. Guideline timing [M] is not quoted. */
const acts = {
  emergent: { summary: say('cancer.now.act'), line: say('cancer.now.line'), orders: 1 },
  urgent: { summary: say('cancer.urgent.act'), line: say('cancer.urgent.line'), orders: 1 },
  soon: { summary: say('cancer.soon.act'), line: say('cancer.soon.line'), orders: 1 },
} as const;

export const spinalMalignancy: Recommendation = {
  id: 'REC-06',
  version: '1.1.0',
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
  contributes: (s) => {
    const found = flagOf(s, 'RF-MALIGNANCY');
    const level = found?.urgency ?? 'soon';
    const now = level === 'emergent';
    const others = (found?.because ?? []).filter((id) => id !== 'cancer-history' && id !== 'active-cancer');
    const name = say(hasCancer(s) ? 'cancer.history' : 'cancer.weight');
    return [
      {
        problem: now ? 'spine' : 'malignancy',
        indicator: now ? 'critical' : 'warning',
        level,
        name,
        evidence: evidenceOf(s, [...cancers.filter((id) => hasCondition(s, id)).slice(0, 1), ...others]),
        act: acts[level],
        aside: name,
        reasons: withComplaint(s, [
          ...conditionsOnRecord(s, ['active-cancer', 'cancer-history']),
          ...namedOnRecord(s, others),
        ]),
        next: [
          { records: ['saddle-sensory-change', 'urinary-retention', 'gait'], said: say('cancer.next') },
          ...cancerItems.map((id) => ({ records: [id], said: { nameOf: id } })),
        ],
        but: now ? [] : [say('cancer.but')],
        limits: mriCautions(s),
        buttons: [
          order(avoidsContrast(s) ? 'mri-whole-spine' : 'mri-whole-spine-contrast', {
            for: say('reason.metastasis'),
            priority: now ? 'stat' : 'urgent',
          }),
          ...(now
            ? [
                order('emergency-referral', {
                  label: say('button.ed.now'),
                  for: say('reason.metastasis'),
                  priority: 'stat',
                }),
              ]
            : []),
        ],
      },
    ];
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
