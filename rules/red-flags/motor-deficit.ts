/**
 * RF-MOTOR: severe or progressive weakness (§3). N9 sets a long-standing foot drop aside before. Weakness of the
 * ankle and foot beside a fresh injury of that lower leg is local; `acute-limb-ischaemia.ts` watches that limb.
 * A foot that drops from the fibular nerve is soon, not urgent.
 */
import {
  age,
  all,
  any,
  bothLegs,
  each,
  eitherLeg,
  grade,
  is,
  onThisLeg,
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { fibularExplains, fibularPalsy } from '../terms/fibular.ts';
import { backPain, footDrop, pain, weakness } from '../terms/leg.ts';
import {
  fullStrength,
  legInjuryWeeks,
  profoundWeakness,
  severeWeakness,
  type Threshold,
  urgentHoursFrom,
  urgentHoursTo,
  youngChildUnder,
} from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import { weakArmAndLeg } from './stroke-like.ts';
import { someCaudaEquinaFeature } from './terms.ts';

export const ankleAndFoot = [
  'mrc-ankle-dorsiflexion',
  'mrc-great-toe-extension',
  'mrc-ankle-inversion',
  'mrc-ankle-eversion',
  'mrc-ankle-plantarflexion',
] as const;
export const aboveTheAnkle = [
  'mrc-hip-flexion',
  'mrc-hip-adduction',
  'mrc-knee-extension',
  'mrc-hip-abduction',
  'mrc-knee-flexion',
  'mrc-hip-extension',
] as const;

const weakerAbove = (bound: Threshold) => any(...each(aboveTheAnkle, (id) => grade(id, '<=', bound)));
const proximalWeakness = any(...each(aboveTheAnkle, (id) => grade(id, '<', fullStrength)));

/**
 * An injury explains the weakness of the leg in scope. With both legs, proximal weakness or a sphincter sign it does
 * not.
 */
export const explainedByInjury = term(
  `lower leg injured within ${legInjuryWeeks.value} weeks, no weakness above the ankle or of the other leg, no cauda equina feature`,
  all(
    onThisLeg('leg-injury-6w'),
    unlessKnown(any(proximalWeakness, bothLegs(weakness), someCaudaEquinaFeature)),
  ),
);

const explainedBelow = any(explainedByInjury, fibularExplains);

const weakTo = (bound: Threshold) =>
  any(
    weakerAbove(bound),
    all(any(...each(ankleAndFoot, (id) => grade(id, '<=', bound))), unlessKnown(explainedBelow)),
  );
const drop = all(footDrop, unlessKnown(explainedBelow));
const worse = all(present('progressive-weakness'), unlessKnown(explainedByInjury));

const severe = term(`a movement at MRC ${severeWeakness.value} or less`, eitherLeg(weakTo(severeWeakness)));

/** Tumour, infection, tethered cord: a small child has no ordinary sciatica. */
const weakChild = term(
  `under ${youngChildUnder.value}, back or leg pain with weakness or a changed gait`,
  all(
    age('<', youngChildUnder),
    any(backPain, eitherLeg(pain)),
    any(
      eitherLeg(any(weakness, present('leg-drag'), present('giving-way'))),
      is('gait', 'antalgic', 'trendelenburg', 'steppage', 'wide-based', 'spastic'),
    ),
  ),
);

/** On the leg in scope: what the flag fires on. */
export const weakLeg = term(
  'severe or progressive weakness of the leg',
  any(weakTo(severeWeakness), drop, worse, fibularPalsy),
);

export const motor: RedFlagRule = {
  id: 'RF-MOTOR',
  version: '2.2.0',
  title: 'Severe or progressive weakness',
  concludes: 'severe or progressive leg weakness',
  levels: [
    {
      urgency: 'emergent',
      when: any(
        term(`a movement at MRC ${profoundWeakness.value} or less`, eitherLeg(weakTo(profoundWeakness))),
        all(eitherLeg(worse), severe),
        weakArmAndLeg,
      ),
    },
    { urgency: 'urgent', when: any(severe, eitherLeg(drop), eitherLeg(worse), weakChild) },
    { urgency: 'soon', when: eitherLeg(fibularPalsy) },
  ],
  action: `Spine surgical discussion and MRI: today when emergent, within ${urgentHoursFrom.value}–${urgentHoursTo.value} hours when urgent. Soon, for a foot that drops from the fibular nerve: nerve conduction, not the spine.`,
  evidence: [
    {
      cite: 'petr-2019',
      says: 'Faster recovery with surgery within 48 hours for MRC 0–3.',
      strength: 'observational',
    },
    {
      cite: 'early-surgery-cohort',
      says: 'Benefit of surgery within 3 days (n = 390).',
      strength: 'observational',
    },
    { cite: 'balaji-2012', says: 'No difference by timing (contrary).', strength: 'observational' },
    {
      cite: 'nass-ldh-2012',
      says: 'Insufficient evidence on the timing of surgery for motor deficit.',
      strength: 'guideline',
    },
    {
      cite: 'nice-ng127',
      says: 'Sudden weakness, even of one part, may be a stroke: assess it as one.',
      strength: 'guideline',
    },
    {
      cite: 'expert',
      says: 'The MRC grades; a weak arm or face beside a weak leg at any grade, while it may be new; what an injury of the lower leg explains; a child under 10 with pain and weakness or a changed gait.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'left hip flexion 4/5 and a weak arm since this morning',
        given: {
          age: 76,
          findings: [
            ['mrc-hip-flexion', 4, 'L'],
            ['arms-face-or-breathing-weak', true],
            ['pain-onset-days', 0],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'ankle dorsiflexion 2/5',
        given: { age: 33, findings: [['mrc-ankle-dorsiflexion', 2, 'R']] },
        expect: 'emergent',
      },
      {
        title: 'knee extension 3/5 and getting worse',
        given: {
          age: 50,
          findings: [
            ['mrc-knee-extension', 3, 'L'],
            ['progressive-weakness', true, 'L'],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'great-toe extension 5/5 ten days ago, 4/5 today: progressing',
        given: {
          age: 50,
          findings: [
            ['mrc-great-toe-extension', 5, 'L', 10],
            ['mrc-great-toe-extension', 4, 'L', 0],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'cannot walk on the left heel',
        given: { age: 50, findings: [['heel-walk-unable', true, 'L']] },
        expect: 'urgent',
      },
      {
        title: 'ankle fracture two weeks ago, and the knee is weak too',
        given: {
          age: 50,
          history: [['leg-injury-6w', 14, 'L']],
          findings: [
            ['mrc-ankle-dorsiflexion', 2, 'L'],
            ['mrc-knee-extension', 4, 'L'],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'child of 6 with back pain and a limp',
        given: {
          age: 6,
          findings: [
            ['low-back-pain', true],
            ['gait', 'antalgic'],
          ],
        },
        expect: 'urgent',
      },
      {
        title:
          'foot drop 2/5 after leg crossing, inversion and hip abduction strong, no back pain: fibular nerve',
        given: {
          age: 33,
          history: ['peroneal-risk'],
          findings: [
            ['mrc-ankle-dorsiflexion', 2, 'R'],
            ['mrc-ankle-inversion', 5, 'R'],
            ['mrc-hip-abduction', 5, 'R'],
            ['low-back-pain', false],
          ],
        },
        expect: 'soon',
      },
      {
        title: 'the same without any cause',
        given: {
          age: 33,
          findings: [
            ['mrc-ankle-dorsiflexion', 2, 'R'],
            ['mrc-ankle-inversion', 5, 'R'],
            ['mrc-hip-abduction', 5, 'R'],
            ['low-back-pain', false],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'the same, cause known, and getting worse',
        given: {
          age: 33,
          history: ['peroneal-risk'],
          findings: [
            ['mrc-ankle-dorsiflexion', 3, 'R'],
            ['mrc-ankle-inversion', 5, 'R'],
            ['mrc-hip-abduction', 5, 'R'],
            ['low-back-pain', false],
            ['progressive-weakness', true, 'R'],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'both feet drop, inversion and hip abduction strong: not this nerve',
        given: {
          age: 33,
          history: ['peroneal-risk'],
          findings: [
            ['foot-drop', true, 'B'],
            ['mrc-ankle-inversion', 5, 'B'],
            ['mrc-hip-abduction', 5, 'B'],
            ['low-back-pain', false],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'a fibular palsy on the right hides no weak knee on the left',
        given: {
          age: 33,
          history: ['peroneal-risk'],
          findings: [
            ['mrc-ankle-dorsiflexion', 3, 'R'],
            ['mrc-ankle-inversion', 5, 'R'],
            ['mrc-hip-abduction', 5, 'R'],
            ['low-back-pain', false],
            ['mrc-knee-extension', 3, 'L'],
          ],
        },
        expect: 'urgent',
      },
    ],
    doesNot: [
      {
        title: 'ankle fracture two weeks ago, that foot cannot be lifted',
        given: {
          age: 50,
          history: [['leg-injury-6w', 14, 'L']],
          findings: [['mrc-ankle-dorsiflexion', 2, 'L']],
        },
        expect: null,
      },
      {
        title: 'child of 12 with back pain and a limp',
        given: {
          age: 12,
          findings: [
            ['low-back-pain', true],
            ['gait', 'antalgic'],
          ],
        },
        expect: null,
      },
      {
        title: 'stable 4/5: a review in two weeks, not a red flag',
        given: { age: 38, findings: [['mrc-great-toe-extension', 4, 'L']] },
        expect: null,
      },
      {
        title: 'foot drop documented for years, not progressing (N9)',
        given: {
          age: 60,
          history: ['chronic-foot-drop'],
          findings: [
            ['foot-drop', true, 'R'],
            ['mrc-ankle-dorsiflexion', 2, 'R'],
          ],
        },
        expect: null,
      },
    ],
  },
};
