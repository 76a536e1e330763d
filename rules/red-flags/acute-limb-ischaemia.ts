/**
 * RF-ALI: acute limb ischaemia, on one leg. Pulses that nobody felt never reassure, nor pulses that were felt
 * before it began. An injured lower leg stands here too: compartments and arteries threaten the same limb.
 */
import {
  all,
  any,
  atLeast,
  condition,
  eitherLeg,
  grade,
  is,
  not,
  notOlder,
  occurred,
  onThisLeg,
  present,
  sinceOnset,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { legSymptoms, pain, weakness } from '../terms/leg.ts';
import { onsetUnknown } from '../terms/onset.ts';
import { abiAbnormal, abiCritical, severePain, suddenOnsetDays } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';

const skinSign = any(present('limb-cold'), present('limb-pallor'));
const feelsLess = any(present('numbness'), present('tingling'));
const signs = [present('limb-cold'), present('limb-pallor'), weakness, feelsLess] as const;
const someSign = any(...signs);

const pulsesAbsent = is('pulses', 'absent');
const pulsesReduced = is('pulses', 'absent', 'diminished');
const pulsesNotNormal = term(
  'pulses not documented normal since it began',
  unlessKnown(
    any(
      notOlder(is('pulses', 'normal'), 'limb-cold', 'limb-pallor', 'acute-limb-onset'),
      // an old pain of the back tells no onset of a limb that changed suddenly
      all(
        sinceOnset(is('pulses', 'normal'), 'limb-cold', 'limb-pallor'),
        unlessKnown(present('acute-limb-onset')),
      ),
    ),
  ),
);

const longAgo = grade('pain-onset-days', '>', suddenOnsetDays);
const sudden = term(
  'sudden onset',
  any(present('acute-limb-onset'), all(is('pain-onset-speed', 'sudden'), unlessKnown(longAgo))),
);
const recent = term(
  `sudden, or began within ${suddenOnsetDays.value} days`,
  any(sudden, grade('pain-onset-days', '<=', suddenOnsetDays)),
);
/** Nobody recorded since when, and nobody denied that it was sudden. */
const unknownSince = all(onsetUnknown, unlessKnown(not(present('acute-limb-onset'))));
/** An unknown onset counts as recent beside pulses that are recorded absent or diminished. */
const recentEnough = term(
  'recent, or of unknown onset with absent or diminished pulses',
  any(recent, all(unknownSince, pulsesReduced)),
);

const arterialDisease = any(condition('pad'), grade('abi', '<=', abiAbnormal));

/** "Acute on chronic?": known disease, unknown onset, and no nerve or muscle that fails. */
const acuteOnChronic = term(
  'known arterial disease, onset unknown, no numbness, tingling or weakness',
  all(arterialDisease, unlessKnown(recent), unlessKnown(feelsLess), unlessKnown(weakness)),
);

const threatened = term(
  'threatened limb',
  any(all(pulsesAbsent, someSign), all(pulsesNotNormal, skinSign, atLeast(2, ...signs))),
);

const occluded = onThisLeg('arterial-occlusion-leg');
const occludedLongAgo = occurred('arterial-occlusion-leg', '>', suddenOnsetDays);
const occludedNow = term(
  `arterial occlusion of the leg, within ${suddenOnsetDays.value} days or undated`,
  all(occluded, any(occurred('arterial-occlusion-leg', '<=', suddenOnsetDays), unlessKnown(occludedLongAgo))),
);

const chronicThreat = term(
  'rest pain, ulcer or gangrene of a leg with arterial disease',
  all(any(present('rest-pain'), present('foot-ulcer')), any(pulsesReduced, arterialDisease, occluded)),
);

const injuredLimb = term(
  'injured lower leg with severe pain, numbness, weakness that gets worse or an absent pulse',
  all(
    onThisLeg('leg-injury-6w'),
    any(
      all(pain, grade('pain-nrs', '>=', severePain)),
      present('numbness'),
      present('progressive-weakness'),
      pulsesAbsent,
    ),
  ),
);

const emergentHere = any(
  all(recentEnough, threatened, unlessKnown(acuteOnChronic)),
  all(occludedNow, legSymptoms),
);

const urgentHere = any(
  all(recentEnough, any(threatened, all(pulsesNotNormal, skinSign))),
  all(pulsesAbsent, recent, unlessKnown(is('pain-onset-speed', 'gradual')), pain),
  all(grade('abi', '<', abiCritical), legSymptoms, any(recent, onsetUnknown)),
  all(occluded, legSymptoms),
  chronicThreat,
  injuredLimb,
);

/** On the leg in scope: the limb is in danger now. */
export const ischaemicLeg = term('ischaemic leg', any(emergentHere, urgentHere));

export const acuteLimbIschaemia: RedFlagRule = {
  id: 'RF-ALI',
  version: '2.1.0',
  title: 'Acute limb ischaemia',
  concludes: 'possible acute limb ischaemia',
  levels: [
    { urgency: 'emergent', when: eitherLeg(emergentHere) },
    { urgency: 'urgent', when: eitherLeg(urgentHere) },
  ],
  action: 'Emergency vascular team now; Doppler check when the pulses are unknown.',
  evidence: [
    {
      cite: 'acc-aha-pad-2024',
      says: 'Acute limb ischaemia is of 2 weeks or less (pain, pallor, no pulse, cold, paraesthesia, paralysis), threatens the limb within hours and is an emergency; after that, rest pain, ulcer or gangrene is chronic limb-threatening ischaemia.',
      strength: 'guideline',
    },
    {
      cite: 'expert',
      says: 'The combination of signs; unknown onset with absent or diminished pulses counts as recent; pain of 2 weeks or less with absent pulses alone, unless it began gradually, an index below 0.4, and an older occlusion are urgent; an injured lower leg with severe pain, numbness or an absent pulse.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'sudden cold leg without pulses',
        given: {
          age: 70,
          findings: [
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['pulses', 'absent', 'L'],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'sudden cold, pale leg, nobody felt the pulses',
        given: {
          age: 70,
          findings: [
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['limb-pallor', true, 'L'],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'cold leg without pulses, nobody asked since when',
        given: {
          age: 70,
          findings: [
            ['limb-cold', true, 'L'],
            ['pulses', 'absent', 'L'],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'the same with known arterial disease: acute on chronic?',
        given: {
          age: 70,
          history: ['pad'],
          findings: [
            ['limb-cold', true, 'L'],
            ['pulses', 'absent', 'L'],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'tingling leg for two days, pulses absent',
        given: {
          age: 70,
          findings: [
            ['pain-onset-days', 2],
            ['tingling', true, 'L'],
            ['pulses', 'absent', 'L'],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'leg pain for two days, pulses absent, nobody asked how it began',
        given: {
          age: 70,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-onset-days', 2],
            ['pulses', 'absent', 'L'],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'sudden cold leg, nobody felt the pulses',
        given: {
          age: 70,
          findings: [
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'cold leg since today, pulses felt 29 days ago',
        given: {
          age: 70,
          findings: [
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['pulses', 'normal', 'L', 29],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'sciatica for 60 days, pulses felt 20 days ago, sudden cold and pale leg today',
        given: {
          age: 70,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-onset-days', 60],
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['limb-pallor', true, 'L'],
            ['pulses', 'normal', 'L', 20],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'embolism of a leg artery coded today, leg pain',
        given: {
          age: 70,
          history: [['arterial-occlusion-leg', 0]],
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'emergent',
      },
      {
        title: 'the same, coded two months ago and still active',
        given: {
          age: 70,
          history: [['arterial-occlusion-leg', 60]],
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'urgent',
      },
      {
        title: 'foot ulcer with an ankle-brachial index of 0.5',
        given: {
          age: 70,
          findings: [
            ['foot-ulcer', true, 'L'],
            ['abi', 0.5, 'L'],
            ['pain-onset-days', 60],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'ankle fracture a week ago, foot newly numb',
        given: {
          age: 40,
          history: [['leg-injury-6w', 7, 'L']],
          findings: [['numbness', true, 'L']],
        },
        expect: 'urgent',
      },
    ],
    doesNot: [
      {
        title: 'leg pain for two days that began gradually, pulses absent',
        given: {
          age: 70,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-onset-days', 2],
            ['pain-onset-speed', 'gradual'],
            ['pulses', 'absent', 'L'],
          ],
        },
        expect: null,
      },
      {
        title: 'sudden cold leg with normal pulses',
        given: {
          age: 70,
          findings: [
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['pulses', 'normal', 'L'],
          ],
        },
        expect: null,
      },
      {
        title: 'cold leg without pulses for months',
        given: {
          age: 70,
          findings: [
            ['limb-cold', true, 'L'],
            ['pulses', 'absent', 'L'],
            ['pain-onset-days', 120],
          ],
        },
        expect: null,
      },
      {
        title: 'cold leg, nobody felt the pulses or asked since when: the pulses come first',
        given: { age: 70, findings: [['limb-cold', true, 'L']] },
        expect: null,
      },
      {
        title: 'ankle fracture a week ago, the other foot numb',
        given: {
          age: 40,
          history: [['leg-injury-6w', 7, 'L']],
          findings: [
            ['numbness', true, 'R'],
            ['leg-pain', true, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
