/** REC-04: severe or progressive weakness. */
import { all, any, eitherLeg, flag, term, unlessKnown } from '../../engine/criterion.ts';
import { findings } from '../../findings/index.ts';
import { ischaemicLeg } from '../../red-flags/acute-limb-ischaemia.ts';
import { weakLeg } from '../../red-flags/motor.ts';
import { movements } from '../../terms/leg.ts';
import { fullStrength, urgentHoursFrom, urgentHoursTo, youngChildUnder } from '../../terms/thresholds.ts';
import { neurologicalBaseline } from '../baseline.ts';
import { flagBasis } from '../basis.ts';
import type { Content } from '../content.ts';
import { FIBULAR_CARE } from '../fibular-care.ts';
import { mimicLines } from '../mimics.ts';
import { hasImplant, mriCautions } from '../mri-caution.ts';
import { onRecord } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { opposing, supporting } from '../reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, isLikely, type Reading, readings, recordedLeg, type Situation } from '../situation.ts';
import { order, type SuggestionDraft, snomed } from '../suggestion.ts';
import { capitalised, summary } from '../words.ts';

const isProgressive = (s: Situation): boolean =>
  readings(s, 'progressive-weakness').some(({ value }) => value === true);

/** As they follow a side. */
const dropNames = { 'foot-drop': 'foot drop', 'heel-walk-unable': 'heel walking impossible' } as const;
const drop = ['foot-drop', 'heel-walk-unable'] as const;

/** A foot that drops and lifts at full strength on one record: the card stands, and says so. */
const isContradicted = (s: Situation): boolean =>
  readings(s, 'mrc-ankle-dorsiflexion').some(
    ({ leg, value }) =>
      value === fullStrength.value &&
      drop.some((id) => readings(s, id).some((one) => one.leg === leg && one.value === true)),
  );

/** The weakest first: `right ankle dorsiflexion MRC 2`. */
const weakest = (s: Situation): readonly string[] => {
  const graded = movements
    .flatMap((id) => readings(s, id).map((one) => ({ id, ...one })))
    .filter(({ value }) => typeof value === 'number' && value < fullStrength.value)
    .sort((a, b) => Number(a.value) - Number(b.value))
    .map(({ id, ...one }) => sided(`${findings[id].present} ${one.value}`, one));
  const drops = drop.flatMap((id) =>
    readings(s, id)
      .filter(({ value }) => value === true)
      .map((one) => sided(dropNames[id], one)),
  );
  return [...graded, ...drops];
};

const sided = (text: string, one: Reading): string => {
  const leg = recordedLeg(one);
  return leg === 'unspecified' ? `${text}, side not recorded` : `${leg} ${text}`;
};

const summaryOf = (s: Situation, now: boolean): string => {
  const what = isProgressive(s) ? 'Progressive' : 'Severe';
  const action = now
    ? 'same-day spine assessment and MRI'
    : `spine assessment and MRI within ${urgentHoursFrom.value}–${urgentHoursTo.value} h`;
  return summary((list) => `${what} leg weakness${list === '' ? '' : ` (${list})`}: ${action}`, weakest(s));
};

const childSummary = (s: Situation, now: boolean): string =>
  summary(
    (list) =>
      `Child with back or leg pain and weakness or a changed gait${list === '' ? '' : ` (${list})`}: paediatric assessment ${now ? 'now' : 'today'}, MRI`,
    weakest(s),
  );

const footDrop = (s: Situation): boolean => readings(s, 'foot-drop').some(({ value }) => value === true);

const suggestions = (s: Situation, now: boolean): readonly SuggestionDraft[] => {
  const reason = { text: 'Motor deficit of the leg', codes: footDrop(s) ? [snomed('6077001')] : [] };
  const priority = now ? 'stat' : 'urgent';
  const recommended = now && ({ recommended: true } as const);
  return [
    order('mri-lumbar', {
      label: now ? 'Emergency MRI lumbar spine' : 'Urgent MRI lumbar spine',
      why: 'motor deficit',
      priority,
      reason,
      ...(!hasImplant(s) && recommended),
    }),
    order('neurosurgery', { label: 'Urgent neurosurgical referral', why: 'motor deficit', priority, reason }),
    order('orthopaedics', {
      label: 'Urgent orthopaedic spine referral',
      why: 'motor deficit',
      priority,
      reason,
    }),
    ...(isLikely(s, 'PERONEAL')
      ? [
          order('emg', { why: 'root or fibular (peroneal) nerve', priority: 'urgent', reason }),
          order('ncs', { why: 'root or fibular (peroneal) nerve', priority: 'urgent', reason }),
        ]
      : []),
  ];
};

/** RF-MOTOR is soon for nothing else than a foot that drops from the fibular nerve. */
const fibular = (s: Situation): Content => {
  const [first] = weakest(s);
  const why = 'foot drop, fibular (peroneal) nerve';
  return {
    indicator: 'warning',
    level: 'soon',
    summary: `${capitalised(first ?? 'foot drop')}: fits the fibular nerve at the knee, nerve study and splint, no spine scan yet`,
    lead: 'Nerve conduction and an ankle-foot orthosis: foot drop, fits the fibular nerve. Examine inversion and hip abduction again; spine MRI only if L5 signs appear.',
    because: supporting(s, 'PERONEAL').slice(0, 5),
    against: opposing(s, 'PERONEAL').slice(0, 2),
    missing: [
      ...(readings(s, 'mrc-ankle-eversion').length === 0 ? ['ankle eversion strength'] : []),
      ...(readings(s, 'reflex-achilles').length === 0 ? ['ankle reflex'] : []),
      ...(readings(s, 'progressive-weakness').length === 0 ? ['whether it is getting worse'] : []),
    ],
    source: 'statpearls-peroneal',
    advice: [
      ...FIBULAR_CARE,
      'L5 signs are weak inversion, weak hip abduction, back pain or a positive tension test; weak eversion fits both.',
      ...neurologicalBaseline(s),
    ],
    suggestions: [
      order('ncs', { label: 'Nerve conduction studies of the leg', why, priority: 'urgent' }),
      order('emg', { why, priority: 'urgent' }),
      order('physiotherapy', { label: 'Physical therapy referral and ankle-foot orthosis', why }),
    ],
  };
};

/**
 * The weak leg is the ischaemic one: REC-08 says so, and no lumbar imaging is offered for it. A cauda equina or
 * cord sign keeps both cards, for an aortic occlusion imitates one.
 */
export const partOfIschaemia = term(
  'the weak leg is ischaemic, no cauda equina or cord sign',
  all(
    flag('RF-ALI'),
    unlessKnown(any(flag('RF-CES'), flag('RF-CES-EARLY'), flag('RF-UMN'))),
    unlessKnown(eitherLeg(all(weakLeg, unlessKnown(ischaemicLeg)))),
  ),
);

const isYoungChild = ({ chart }: Situation): boolean =>
  chart.age !== undefined && chart.age < youngChildUnder.value;

const CHILD: readonly string[] = [
  `Under ${youngChildUnder.value} years back or leg pain with weakness or a changed gait is not ordinary sciatica: tumour, infection, tethered cord. Paediatric assessment today, MRI of the whole spine.`,
];

export const severeWeakness: Recommendation = {
  id: 'REC-04',
  version: '2.1.0',
  title: 'Severe or progressive weakness',
  hooks: EVERY_HOOK,
  redFlags: ['RF-MOTOR'],
  when: flag('RF-MOTOR'),
  unless: partOfIschaemia,
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: ['S-18', 'S-29'],
  evidence: [
    { cite: 'acr-2021', says: 'MRI for a severe or progressive neurological deficit', strength: 'guideline' },
    { cite: 'nass-ldh-2012', says: 'Insufficient evidence on the timing of surgery', strength: 'guideline' },
    {
      cite: 'petr-2019',
      says: 'Faster recovery after surgery within 48 h in MRC 0–3',
      strength: 'observational',
    },
    {
      cite: 'statpearls-peroneal',
      says: 'Fibular nerve: orthosis and physiotherapy; electromyography tells nerve from root',
      strength: 'expert consensus',
    },
    { cite: 'early-surgery-cohort', says: 'Benefit of surgery within 3 days', strength: 'observational' },
    { cite: 'balaji-2012', says: 'Timing made no difference', strength: 'observational' },
    { cite: 'expert', says: 'The grades at which the level changes', strength: 'expert consensus' },
  ],
  basis: flagBasis('RF-MOTOR'),
  content: (s) => {
    const found = flagOf(s, 'RF-MOTOR');
    if (found?.urgency === 'soon') return fibular(s);
    const now = found?.urgency === 'emergent';
    return {
      indicator: 'critical',
      level: now ? 'emergent' : 'urgent',
      summary: isYoungChild(s) ? childSummary(s, now) : summaryOf(s, now),
      lead: now
        ? 'Discuss with spine surgery today and image: a leg muscle is very weak or getting weaker.'
        : `Spine assessment and MRI within ${urgentHoursFrom.value}–${urgentHoursTo.value} hours: a leg muscle is weak enough to need a timely decision.`,
      because: [
        ...onRecord(s, ['foot-drop', 'heel-walk-unable', 'progressive-weakness', ...movements]),
        ...(isContradicted(s) ? onRecord(s, ['mrc-ankle-dorsiflexion'], { which: 'normal' }) : []),
        ...onRecord(s, ['gait', 'leg-pain', 'low-back-pain']),
      ],
      missing: [
        ...(readings(s, 'progressive-weakness').length === 0 ? ['whether it is new or getting worse'] : []),
        ...(readings(s, 'pain-onset-days').length === 0 ? ['onset'] : []),
      ],
      advice: [
        ...(isLikely(s, 'PERONEAL')
          ? [
              `The pattern fits the fibular (peroneal) nerve (${supporting(s, 'PERONEAL')
                .slice(0, 3)
                .map(({ words }) => words)
                .join(', ')}): keep the urgency, since no cause is recorded or it gets worse; add EMG/NCS.`,
              ...FIBULAR_CARE,
            ]
          : []),
        ...(isContradicted(s)
          ? ['The record contradicts itself on lifting the foot: examine it again today.']
          : []),
        ...(isYoungChild(s) ? CHILD : []),
        ...mimicLines(s),
        ...neurologicalBaseline(s),
        'Check the saddle area, bladder and bowel, and both legs.',
        'Whether very early surgery helps is uncertain (faster recovery in two cohorts, no difference in another): this asks for a timely decision, it does not recommend an operation.',
      ],
      limits: mriCautions(s),
      suggestions: suggestions(s, now),
    };
  },
  vignettes: {
    fires: [
      {
        title: 'one leg without pulses, the other foot cannot be lifted',
        given: {
          findings: [
            ['mrc-ankle-dorsiflexion', 2, 'R'],
            ['limb-cold', true, 'L'],
            ['pulses', 'absent', 'L'],
            ['pain-onset-days', 1],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'leg without pulses that is weak, and saddle numbness',
        given: {
          findings: [
            ['mrc-ankle-dorsiflexion', 2, 'L'],
            ['limb-cold', true, 'L'],
            ['pulses', 'absent', 'L'],
            ['pain-onset-days', 1],
            ['saddle-sensory-change', true],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'foot cannot be lifted, MRC 2',
        given: { findings: [['mrc-ankle-dorsiflexion', 2, 'R']] },
        expect: 'critical',
      },
      {
        title: 'foot drop after leg crossing, inversion and hip abduction strong, no back pain',
        given: {
          age: 39,
          history: ['peroneal-risk'],
          findings: [
            ['mrc-ankle-dorsiflexion', 2, 'L'],
            ['mrc-ankle-inversion', 5, 'L'],
            ['mrc-hip-abduction', 5, 'L'],
            ['low-back-pain', false],
          ],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'the weak leg is cold and without pulses: the vascular card says it',
        given: {
          findings: [
            ['mrc-ankle-dorsiflexion', 0, 'L'],
            ['limb-cold', true, 'L'],
            ['pulses', 'absent', 'L'],
            ['pain-onset-days', 1],
          ],
        },
        expect: null,
      },
      {
        title: 'great toe 4, stable: review in two weeks, no emergency',
        given: {
          findings: [
            ['mrc-great-toe-extension', 4, 'R'],
            ['progressive-weakness', false, 'R'],
          ],
        },
        expect: null,
      },
    ],
  },
};
