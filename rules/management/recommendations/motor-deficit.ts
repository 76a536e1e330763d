/** REC-04: severe or progressive weakness. */
import { all, any, eitherLeg, flag, term, unlessKnown } from '../../engine/criterion.ts';
import { ischaemicLeg } from '../../red-flags/acute-limb-ischaemia.ts';
import { weakLeg } from '../../red-flags/motor-deficit.ts';
import { movements } from '../../terms/leg.ts';
import { fullStrength, youngChildUnder } from '../../terms/thresholds.ts';
import { neurologicalBaseline } from '../baseline.ts';
import { flagBasis } from '../basis.ts';
import { isLikeStroke, mayBeAMotorNeurone, mayBeAStroke } from '../central.ts';
import { openAreas } from '../ces-questions.ts';
import type { Act, Contribution } from '../contribution.ts';
import { mimicLines } from '../mimics.ts';
import { hasImplant, mriCautions } from '../mri-caution.ts';
import { onRecord } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { opposing, supporting } from '../reasons.ts';
import { EVERY_HOOK, type Recommendation, VISIT } from '../recommendation.ts';
import { flagOf, hasCondition, isLikely, readings, type Situation } from '../situation.ts';
import { order, type SuggestionDraft, snomed, task } from '../suggestion.ts';
import {
  discriminating,
  isCauseOpen,
  isOfCord,
  isOfRoot,
  isPainless,
  weaknessInCause,
  weaknessNamed,
} from '../weakness-names.ts';
import { type Said, say } from '../wording/say.ts';
import { partOfBleeding } from './bleeding.ts';

const dropFindings = ['foot-drop', 'heel-walk-unable'] as const;

/** A foot that drops and lifts at full strength on one record: the card stands, and says so. */
const isContradicted = (s: Situation): boolean =>
  readings(s, 'mrc-ankle-dorsiflexion').some(
    ({ leg, value }) =>
      value === fullStrength.value &&
      dropFindings.some((id) => readings(s, id).some((one) => one.leg === leg && one.value === true)),
  );

const footDrop = (s: Situation): boolean => readings(s, 'foot-drop').some(({ value }) => value === true);

export const strokeButtons = (s: Situation): readonly SuggestionDraft[] =>
  isLikeStroke(s)
    ? [
        order('emergency-referral', {
          label: say('button.ed.now'),
          priority: 'stat',
          for: say('reason.stroke'),
        }),
      ]
    : [];

const buttons = (s: Situation, now: boolean): readonly SuggestionDraft[] => {
  const why = { for: say('reason.motor'), reasonCodes: footDrop(s) ? [snomed('6077001')] : [] } as const;
  const priority = now ? 'stat' : 'urgent';
  const open = isCauseOpen(s);
  // a scan of the spine is not ticked where the cause may well be elsewhere
  const recommended =
    now &&
    !open &&
    !isLikeStroke(s) &&
    flagOf(s, 'RF-BLEEDING') === undefined &&
    ({ recommended: true } as const);
  return [
    ...strokeButtons(s),
    ...(open
      ? [task('perform-exam', say('button.exam'), say('button.exam.what'), { records: discriminating })]
      : []),
    order('mri-lumbar', {
      pace: now ? 'now' : 'urgent',
      priority,
      ...why,
      ...(!hasImplant(s) && recommended),
    }),
    order('neurosurgery', { label: say('button.spine'), priority, ...why }),
    ...(isLikely(s, 'PERONEAL') ? [order('emg', { priority: 'urgent', for: say('reason.nerve') })] : []),
  ];
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

const fibularCare: readonly Said[] = [
  say('motor.fibular.cause'),
  say('motor.fibular.study'),
  say('motor.fibular.image'),
];

const isYoungChild = ({ chart }: Situation): boolean =>
  chart.age !== undefined && chart.age < youngChildUnder.value;

/** Under ten, with weakness or a changed gait: not ordinary sciatica (B9). */
const ofChild = (s: Situation, now: boolean): Contribution => {
  const why = { for: say('reason.motor'), priority: now ? 'stat' : 'urgent' } as const;
  const name = say('motor.child', { weakness: weaknessNamed(s) });
  return {
    problem: 'spine',
    indicator: 'critical',
    level: now ? 'emergent' : 'urgent',
    name,
    act: {
      summary: say(now ? 'motor.child.now.act' : 'motor.child.act'),
      line: say('motor.child.line'),
      orders: 1,
    },
    aside: name,
    reasons: onRecord(s, [
      ...movements,
      'foot-drop',
      'heel-walk-unable',
      'weakness-subjective',
      'gait',
      'leg-pain',
      'low-back-pain',
    ]),
    next: [{ records: ['pain-onset-days'], said: say('motor.onset') }],
    caveats: [say('motor.child.but')],
    limits: mriCautions(s),
    buttons: [
      order('mri-whole-spine', why),
      order('emergency-referral', { label: say(now ? 'button.ed.now' : 'button.ed.today'), ...why }),
    ],
  };
};

/**
 * RF-MOTOR is soon for nothing else than a foot that drops from the fibular nerve: at a visit it is the problem of
 * the leg card.
 */
const ofFibularNerve = (s: Situation): Contribution => {
  const name = say('motor.fibular', { drop: weaknessNamed(s) });
  const why = { for: say('reason.nerve') } as const;
  const against = opposing(s, 'PERONEAL').slice(0, 2);
  return {
    problem: VISIT.includes(s.chart.hook) ? 'leg' : 'spine',
    indicator: 'warning',
    level: 'soon',
    causes: ['PERONEAL'],
    name,
    aside: name,
    act: {
      summary: say('emg.peroneal.act'),
      line: say(hasCondition(s, 'peroneal-risk') ? 'motor.fibular.pressed.line' : 'motor.fibular.line'),
      orders: 1,
    },
    reasons: [...onRecord(s, [...movements, 'foot-drop']), ...supporting(s, 'PERONEAL').slice(0, 5)],
    next: [
      { records: ['mrc-ankle-eversion'], said: { nameOf: 'mrc-ankle-eversion' } },
      { records: ['reflex-achilles'], said: { nameOf: 'reflex-achilles' } },
      { records: ['progressive-weakness'], said: say('motor.course') },
    ],
    but: [
      ...neurologicalBaseline(s),
      ...(against.length > 0 ? [say('cause.against', { findings: against.map(({ said }) => said) })] : []),
    ],
    caveats: [say('motor.fibular.but')],
    more: fibularCare,
    source: 'statpearls-peroneal',
    buttons: [
      order('ncs', { priority: 'urgent', ...why }),
      order('emg', { priority: 'urgent', ...why }),
      order('physiotherapy', { label: say('button.splint'), ...why }),
    ],
  };
};

/** Both legs were examined when a movement of each is recorded. */
const isOneLegExamined = (s: Situation): boolean => {
  const legs = new Set(movements.flatMap((id) => readings(s, id).map(({ leg }) => leg)));
  return !(legs.has('left') && legs.has('right'));
};

const toCheck = (s: Situation): Said | '' => {
  const parts = [...openAreas(s), ...(isOneLegExamined(s) ? [say('motor.both-legs')] : [])];
  return parts.length === 0 ? '' : say('motor.check', { parts });
};

const doubts = (s: Situation, open: boolean): readonly Said[] => [
  ...(isContradicted(s) ? [say('motor.contradicted')] : []),
  ...(open && isPainless(s) ? [say('motor.open.painless')] : []),
  ...(flagOf(s, 'RF-UMN') === undefined && mayBeAMotorNeurone(s) ? [say('motor-neurone.but')] : []),
  ...neurologicalBaseline(s),
  ...(isLikely(s, 'PERONEAL') ? [say('motor.peroneal')] : []),
];

const isBrainFirst = (s: Situation, open: boolean): boolean => isLikeStroke(s) || (open && mayBeAStroke(s));

const actOf = (s: Situation, now: boolean, open: boolean): Act => {
  if (isLikeStroke(s)) return { summary: say('stroke.act'), line: say('stroke.line') };
  if (open && mayBeAStroke(s)) return { summary: say('motor.stroke.act'), line: say('motor.stroke.line') };
  const summary = say(now ? 'motor.now.act' : 'motor.soon.act');
  if (open) return { summary, line: say(now ? 'motor.open.now.line' : 'motor.open.soon.line') };
  return { summary, line: say(now ? 'motor.now.line' : 'motor.soon.line', { check: toCheck(s) }), orders: 1 };
};

export const severeWeakness: Recommendation = {
  id: 'REC-04',
  version: '2.7.0',
  title: 'Severe or progressive weakness',
  hooks: EVERY_HOOK,
  redFlags: ['RF-MOTOR'],
  when: flag('RF-MOTOR'),
  unless: any(partOfIschaemia, partOfBleeding),
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
    {
      cite: 'nice-ng127',
      says: 'Sudden weakness, even of one part, may be a stroke: assess it as one; weakness that progresses within hours to days needs neuroimaging',
      strength: 'guideline',
    },
    { cite: 'early-surgery-cohort', says: 'Benefit of surgery within 3 days', strength: 'observational' },
    { cite: 'balaji-2012', says: 'Timing made no difference', strength: 'observational' },
    { cite: 'expert', says: 'The grades at which the level changes', strength: 'expert consensus' },
  ],
  basis: flagBasis('RF-MOTOR'),
  contributes: (s) => {
    const urgency = flagOf(s, 'RF-MOTOR')?.urgency;
    if (urgency === 'soon' && !isLikeStroke(s)) return [ofFibularNerve(s)];
    const now = urgency === 'emergent';
    if (isYoungChild(s)) return [ofChild(s, now)];
    const name = weaknessInCause(s);
    const open = isCauseOpen(s);
    return [
      {
        problem: 'spine',
        indicator: 'critical',
        level: now ? 'emergent' : 'urgent',
        name,
        act: actOf(s, now, open),
        ...(isBrainFirst(s, open) && { source: 'nice-ng127' as const }),
        // that it gets worse is among the reasons
        ...(!('phrase' in name && name.phrase === 'motor.worse') && { aside: name }),
        reasons: [
          ...onRecord(s, [...movements, 'foot-drop', 'heel-walk-unable', 'progressive-weakness']),
          ...(isContradicted(s) ? onRecord(s, ['mrc-ankle-dorsiflexion'], { which: 'normal' }) : []),
          ...onRecord(s, ['arms-face-or-breathing-weak', 'gait', 'leg-pain', 'low-back-pain']),
        ],
        next: [
          ...(open ? discriminating.map((id) => ({ records: [id], said: { nameOf: id } })) : []),
          { records: ['pain-onset-days'], said: say('motor.onset') },
          { records: ['progressive-weakness'], said: say('motor.course') },
        ],
        but: doubts(s, open),
        caveats: [...mimicLines(s), ...(isOfRoot(s) && !isOfCord(s) ? [say('motor.surgery')] : [])],
        more: isLikely(s, 'PERONEAL') ? fibularCare : [],
        limits: mriCautions(s),
        buttons: buttons(s, now),
      },
    ];
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
        title:
          'on an anticoagulant, hip flexion 2/5 and the foot drops too: a haematoma of the psoas explains one of them',
        given: {
          age: 84,
          drugs: ['anticoagulant'],
          findings: [
            ['mrc-hip-flexion', 2, 'L'],
            ['mrc-ankle-dorsiflexion', 2, 'L'],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'painless foot drop, 2/5, for four days: a stroke is excluded first',
        given: {
          age: 83,
          findings: [
            ['mrc-ankle-dorsiflexion', 2, 'R'],
            ['leg-pain', false, 'R'],
            ['low-back-pain', false],
            ['pain-onset-days', 4],
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
        title: 'on an anticoagulant, hip flexion 0/5 and nothing below: the card of the haematoma says it',
        given: {
          age: 84,
          drugs: ['anticoagulant'],
          findings: [
            ['mrc-hip-flexion', 0, 'L'],
            ['progressive-weakness', true, 'L'],
          ],
        },
        expect: null,
      },
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
