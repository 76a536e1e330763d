/** REC-06: possible spinal malignancy. */
import { isHistoryOfCancer, isMetastatic } from '../../codes/index.ts';
import { compile } from '../../engine/compile.ts';
import { type FlagUrgency, flag } from '../../engine/criterion.ts';
import { movements, newDeficit } from '../../terms/leg.ts';
import { flagBasis } from '../basis.ts';
import { openAreas } from '../ces-questions.ts';
import type { Act, Ask, Recorded } from '../contribution.ts';
import { isRecorded } from '../done.ts';
import { evidenceOf } from '../evidence.ts';
import { avoidsContrast, mriCautions } from '../mri-caution.ts';
import { conditionsOnRecord, namedOnRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, hasCondition, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { type Said, say } from '../wording/say.ts';

const cancerItems = [
  'weight-loss-unexplained',
  'night-pain-unremitting',
  'spinal-percussion-tender',
] as const;

const cancers = ['active-cancer', 'cancer-history'] as const;

const hasCancer = (s: Situation): boolean => cancers.some((id) => hasCondition(s, id));

const codesOf = ({ input }: Situation): readonly string[] =>
  cancers.flatMap((id) => (input.details?.[id] ?? []).flatMap(({ code }) => code ?? []));

const hasSpread = (s: Situation): boolean => codesOf(s).some(isMetastatic);

/** A diagnosis on the list is no history; without a code nobody can tell. */
const cancerSaid = (s: Situation): Said => {
  if (hasSpread(s)) return say('cancer.spread');
  const codes = codesOf(s);
  const isTold = codes.length > 0 && !codes.some(isHistoryOfCancer);
  return isTold || hasCondition(s, 'active-cancer') ? say('cancer.known') : { condition: 'cancer-history' };
};

const deficit = compile(newDeficit);
const hasDeficit = ({ context }: Situation): boolean => deficit(context, context.legs.midline) === true;

/** What the chart calls it says most; without that, as the summary says it. */
const named = (s: Situation, one: Recorded): Recorded =>
  'condition' in one.said && one.said.display === undefined ? { ...one, said: cancerSaid(s) } : one;

type ScanTime = 'now' | 'day' | 'week' | 'soon';

/** NICE NG234: within 24 hours with a neurological sign, within a week with the pain of a spinal metastasis alone. */
const whenOf = (s: Situation, level: FlagUrgency): ScanTime => {
  if (level === 'emergent') return 'now';
  if (hasCancer(s) && hasDeficit(s)) return 'day';
  return level === 'urgent' || hasSpread(s) ? 'week' : 'soon';
};

const actOf = (when: ScanTime): Act => ({
  summary: say(`cancer.${when}.act`),
  line: say(`cancer.${when}.line`),
  orders: 1,
});

/** What would make it an emergency, as far as nobody asked or examined it. */
const signsToAsk = (s: Situation): readonly Ask[] => {
  const open: readonly Said[] = [
    ...openAreas(s),
    ...(movements.some((id) => isRecorded(s, id)) ? [] : [say('exam.strength')]),
    ...(isRecorded(s, 'gait') ? [] : [say('exam.gait')]),
  ];
  const records = (
    ['saddle-sensory-change', 'urinary-retention', 'fecal-incontinence', 'gait'] as const
  ).filter((id) => !isRecorded(s, id));
  return open.length === 0 ? [] : [{ records, said: say('cancer.next', { open }) }];
};

export const spinalMalignancy: Recommendation = {
  id: 'REC-06',
  version: '1.3.0',
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
    {
      cite: 'nice-ng234',
      says: 'MRI of the whole spine within 24 hours with neurological signs, within a week without',
      strength: 'guideline',
    },
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
        evidence: [...(hasCancer(s) ? [cancerSaid(s)] : []), ...evidenceOf(s, others)],
        act: actOf(whenOf(s, level)),
        aside: name,
        reasons: withComplaint(s, [
          ...conditionsOnRecord(s, cancers).map((one) => named(s, one)),
          ...namedOnRecord(s, others),
        ]),
        next: [...signsToAsk(s), ...cancerItems.map((id) => ({ records: [id], said: { nameOf: id } }))],
        caveats: now ? [] : [say('cancer.but')],
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
