/** REC-10: upper motor neurone signs. */
import { compile } from '../../engine/compile.ts';
import { all, any, condition, eitherLeg, flag, present, term, unlessKnown } from '../../engine/criterion.ts';
import { reflexes } from '../../terms/deficit.ts';
import { backPain, pain, weakness } from '../../terms/leg.ts';
import { urgentHoursFrom, urgentHoursTo } from '../../terms/thresholds.ts';
import { flagBasis } from '../basis.ts';
import { mriCautions } from '../mri-caution.ts';
import { labelOf, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, hasCondition, legsOnRecord, readings, type Situation } from '../situation.ts';
import { order, type SuggestionDraft } from '../suggestion.ts';
import { cordNotCauda } from '../terms.ts';

/** Of the lower and the upper motor neurone at once, without pain. */
const bothNeurones = term(
  'weakness with fasciculation and brisk reflexes, no pain',
  all(
    eitherLeg(weakness),
    eitherLeg(present('fasciculation')),
    any(eitherLeg(present('hyperreflexia')), eitherLeg(present('clonus')), eitherLeg(present('babinski'))),
    unlessKnown(eitherLeg(pain)),
    unlessKnown(backPain),
  ),
);
const motorNeurone = compile(any(condition('motor-neurone-disease'), bothNeurones));
const sayCauda = compile(cordNotCauda);

const isMotorNeurone = ({ context }: Situation): boolean =>
  motorNeurone(context, context.legs.midline) === true;
const saysCaudaEquina = ({ context }: Situation): boolean => sayCauda(context, context.legs.midline) === true;

const neurology = (s: Situation): readonly SuggestionDraft[] =>
  isMotorNeurone(s)
    ? [
        order('neurology', {
          label: 'Neurology referral',
          why: 'possible motor neurone disease',
          priority: 'urgent',
        }),
        order('emg', { why: 'possible motor neurone disease', priority: 'urgent' }),
      ]
    : [];

const motorNeuroneLine = (s: Situation): readonly string[] => {
  if (!isMotorNeurone(s)) return [];
  return [
    hasCondition(s, 'motor-neurone-disease')
      ? 'Motor neurone disease is on record: neurology; image the cord when the signs are new or go beyond it.'
      : 'Weakness with fasciculation and brisk reflexes, without pain: motor neurone disease is possible. Neurology and EMG, once the MRI has excluded compression.',
  ];
};

export const upperMotorNeurone: Recommendation = {
  id: 'REC-10',
  version: '1.1.0',
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
    {
      cite: 'mahoney-2022',
      says: 'Painless progressive asymmetrical weakness, signs of both motor neurones: urgent neurology',
      strength: 'expert consensus',
    },
    { cite: 'expert', says: 'Whole-spine MRI without contrast first', strength: 'expert consensus' },
  ],
  alsoSays: (s) => (saysCaudaEquina(s) ? ['RF-CES', 'RF-CES-EARLY'] : []),
  basis: flagBasis('RF-UMN'),
  content: (s) => {
    const found = flagOf(s, 'RF-UMN');
    const cauda = saysCaudaEquina(s);
    const now = found?.urgency === 'emergent' || (cauda && flagOf(s, 'RF-CES')?.urgency === 'emergent');
    return {
      indicator: 'critical',
      level: now ? 'emergent' : 'urgent',
      summary: now
        ? `Upper motor neurone signs with ${cauda ? 'weakness of both legs' : 'sphincter change or progression'}: emergency cord imaging, not lumbar alone`
        : `Upper motor neurone signs${legsOnRecord(s) ? ' with leg symptoms' : ''}: image the cord (cervical/thoracic), not only lumbar`,
      lead: now
        ? `Emergency imaging of the whole spine and specialist call now: signs of the cord with ${cauda ? 'weakness of both legs' : 'sphincter change or progression'}.`
        : `MRI of the cervical and thoracic cord and specialist call within ${urgentHoursFrom.value}–${urgentHoursTo.value} hours: lumbar roots cannot produce these signs.`,
      because: withComplaint(s, namedOnRecord(s, found?.because ?? [])),
      limits: mriCautions(s),
      against: onRecord(s, ['babinski', 'clonus'], { which: 'normal' }),
      missing: (['babinski', 'clonus', ...reflexes] as const)
        .filter((id) => readings(s, id).length === 0)
        .map(labelOf),
      advice: [
        ...motorNeuroneLine(s),
        'Consider cervical or thoracic myelopathy, cord compression or central disease.',
        ...(cauda
          ? [
              'Lumbar roots make no brisk reflexes; ask about saddle, bladder and bowel all the same, since a cauda equina syndrome can stand beside it.',
            ]
          : []),
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
        ...neurology(s),
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
      {
        title: 'painless weak legs with fasciculation and brisk reflexes',
        given: {
          age: 70,
          findings: [
            ['weakness-subjective', true, 'B'],
            ['hyperreflexia', true, 'B'],
            ['fasciculation', true, 'L'],
            ['leg-pain', false, 'B'],
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
