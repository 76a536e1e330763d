/** RF-CES-EARLY: warning signs before the sphincters fail (§3). Same day. */
import {
  all,
  any,
  bothLegs,
  eitherLeg,
  grade,
  has,
  present,
  recorded,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { easedBySitting } from '../terms/leg.ts';
import {
  awaitingSecondReading,
  newPainBothLegsWithoutPath,
  weakBothLegsUnknownOnset,
} from '../terms/second-reading.ts';
import { caudaEquinaDays } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import { knownBilateralWeakness, weakBothLegs } from './terms.ts';

/** Pain in the limb itself: buttock, groin and hip alone are not radicular. */
const legPain = any(
  present('leg-pain'),
  present('pain-below-knee'),
  has(
    'pain-path',
    'anterior-thigh',
    'lateral-thigh',
    'posterior-thigh',
    'medial-knee',
    'medial-leg',
    'lateral-leg',
    'posterior-calf',
    'dorsal-foot',
    'great-toe',
    'heel',
    'lateral-foot',
    'sole',
  ),
);

/** Relief by bending says claudication only of a leg that standing or walking provokes. */
const neurogenicClaudication = term(
  'eased by sitting or leaning forward, or by bending where walking or standing provokes',
  any(
    eitherLeg(easedBySitting),
    eitherLeg(has('pain-relieving', 'leaning-forward')),
    eitherLeg(all(has('pain-relieving', 'flexion'), has('pain-aggravating', 'walking', 'standing'))),
    present('shopping-cart'),
  ),
);

/** The pain was only said to be in both legs; nobody drew where. */
const pathDrawn = eitherLeg(recorded('pain-path'));
const withoutPath = unlessKnown(pathDrawn);

export const caudaEquinaEarly: RedFlagRule = {
  id: 'RF-CES-EARLY',
  version: '1.1.0',
  title: 'Early warning of cauda equina syndrome',
  concludes: 'warning signs for cauda equina syndrome',
  levels: [
    {
      urgency: 'urgent',
      when: any(
        present('progressed-to-bilateral'),
        all(
          term('pain in both legs', bothLegs(legPain)),
          grade('pain-onset-days', '<=', caudaEquinaDays),
          unlessKnown(neurogenicClaudication),
          any(pathDrawn, awaitingSecondReading(newPainBothLegsWithoutPath, withoutPath)),
        ),
        awaitingSecondReading(
          weakBothLegsUnknownOnset,
          all(weakBothLegs, unlessKnown(recorded('pain-onset-days')), unlessKnown(knownBilateralWeakness)),
        ),
      ),
    },
  ],
  action: 'Same-day assessment and MRI decision; bladder scan; written safety-net advice.',
  evidence: [
    {
      cite: 'ifompt-2020',
      says: 'One-sided radicular symptoms that become bilateral are an early warning.',
      strength: 'guideline',
    },
    {
      cite: 'girft-2023',
      says: 'Suspected cauda equina syndrome is imaged as an emergency.',
      strength: 'guideline',
    },
    {
      cite: 'expert',
      says: 'New bilateral leg pain counts unless sitting, leaning forward or a cart eases it, or bending what walking provokes (neurogenic claudication).',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'sciatica of 6 days that has reached the other leg, sphincters normal',
        given: {
          age: 35,
          findings: [
            ['leg-pain', true, 'B'],
            ['progressed-to-bilateral', true],
            ['urinary-retention', false],
            ['pain-onset-days', 6],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'pain in both legs for a week',
        given: {
          age: 45,
          findings: [
            ['leg-pain', true, 'B'],
            ['pain-onset-days', 7],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'both legs feel weak, nobody asked since when',
        given: { age: 45, findings: [['weakness-subjective', true, 'B']] },
        expect: 'urgent',
      },
    ],
    doesNot: [
      {
        title: 'pain in both legs for a week, eased by leaning on a cart',
        given: {
          age: 72,
          findings: [
            ['leg-pain', true, 'B'],
            ['pain-onset-days', 7],
            ['shopping-cart', true],
          ],
        },
        expect: null,
      },
      {
        title: 'pain in both legs for a year',
        given: {
          age: 72,
          findings: [
            ['leg-pain', true, 'B'],
            ['pain-onset-days', 400],
          ],
        },
        expect: null,
      },
      {
        title: 'one leg only',
        given: {
          age: 45,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-onset-days', 7],
          ],
        },
        expect: null,
      },
    ],
  },
};
