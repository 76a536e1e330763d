/** RF-CES: cauda equina syndrome (§3). */
import {
  all,
  any,
  atLeast,
  bothLegs,
  condition,
  context,
  each,
  grade,
  occurred,
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { footDrop, weakerThan } from '../terms/leg.ts';
import { polyradiculoneuropathy } from '../terms/polyradiculoneuropathy.ts';
import { awaitingSecondReading, sphincterSymptomWithListedSciatica } from '../terms/second-reading.ts';
import { caudaEquinaDays, severeWeakness } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import {
  baselineSymptoms,
  caudaEquinaFeatures,
  knownBilateralWeakness,
  legOrBackToday,
  progressing,
  sacralSigns,
  someCaudaEquinaFeature,
  weakBothLegs,
} from './terms.ts';

const listedSciatica = context('sciatica on the problem list', condition('sciatica'));

const fires = any(
  term('a sacral sign', any(...each(sacralSigns, present))),
  term('two cauda equina features', atLeast(2, ...caudaEquinaFeatures)),
  all(
    someCaudaEquinaFeature,
    any(
      legOrBackToday,
      condition('cauda-equina-syndrome'),
      awaitingSecondReading(sphincterSymptomWithListedSciatica, listedSciatica),
    ),
  ),
);

const lateAndStable = term(
  `began more than ${caudaEquinaDays.value} days ago`,
  grade('ces-onset-days', '>', caudaEquinaDays),
);

/**
 * N10: one bladder or bowel symptom that the problem list documents as long-standing is less urgent. A
 * second feature (a high residual is one) or a recent onset cancels that.
 */
const onlyTheBaseline = term(
  'only a long-standing bladder or bowel symptom',
  all(
    condition('baseline-sphincter-symptom'),
    any(...each(baselineSymptoms, present)),
    unlessKnown(atLeast(2, ...caudaEquinaFeatures)),
    unlessKnown(grade('ces-onset-days', '<=', caudaEquinaDays)),
  ),
);

/** Acute, severe or progressing weakness of both legs, whatever the sphincters do. */
const bilateralWeakness = term(
  `weakness in both legs that is severe, progressive or began within ${caudaEquinaDays.value} days`,
  all(
    weakBothLegs,
    any(
      bothLegs(any(weakerThan('<=', severeWeakness), footDrop)),
      progressing,
      grade('pain-onset-days', '<=', caudaEquinaDays),
      polyradiculoneuropathy,
    ),
    unlessKnown(knownBilateralWeakness),
  ),
);

/** The diagnosis is recorded, confirmed or not, and no finding shows the present state. */
const namedLately = term(
  `cauda equina syndrome on the problem list since ${caudaEquinaDays.value} days or less`,
  occurred('cauda-equina-syndrome', '<=', caudaEquinaDays),
);

/** Beside a documented deficit of both legs new weakness is compared with it, today. */
const newBesideKnown = term(
  `weakness in both legs beside a documented deficit, of unknown onset or within ${caudaEquinaDays.value} days`,
  all(
    condition('known-bilateral-deficit'),
    weakBothLegs,
    unlessKnown(grade('pain-onset-days', '>', caudaEquinaDays)),
  ),
);

export const caudaEquina: RedFlagRule = {
  id: 'RF-CES',
  version: '2.1.0',
  title: 'Cauda equina syndrome',
  concludes: 'possible cauda equina syndrome',
  levels: [
    {
      urgency: 'emergent',
      when: any(
        all(fires, any(progressing, all(unlessKnown(lateAndStable), unlessKnown(onlyTheBaseline)))),
        bilateralWeakness,
      ),
    },
    { urgency: 'urgent', when: any(fires, newBesideKnown, namedLately) },
  ],
  action:
    'Emergency department and emergency MRI as soon as possible; bladder scan; do not wait for a rectal examination.',
  evidence: [
    {
      cite: 'girft-2023',
      says: 'Emergency MRI as soon as possible and within 4 hours of request; a residual of 200 mL or more raises the likelihood, less does not exclude; rectal examination is not required before imaging.',
      strength: 'guideline',
    },
    {
      cite: 'ifompt-2020',
      says: 'Early signs are changes of bladder, bowel, sexual function or saddle sensation, and one-sided pain that becomes bilateral; patients need plain-language questions.',
      strength: 'guideline',
    },
    {
      cite: 'acr-2021',
      says: 'MRI of the lumbar spine without, or without and with, contrast (variant 4).',
      strength: 'guideline',
    },
    {
      cite: 'leonhard-2019',
      says: 'Ascending, symmetrical weakness with lost reflexes may be Guillain-Barré syndrome; one in five needs ventilation.',
      strength: 'systematic review',
    },
    {
      cite: 'msd-enuresis-2025',
      says: 'Nine of ten children are dry by day at 5; incontinence is new after 6 dry months.',
      strength: 'expert consensus',
    },
    {
      cite: 'expert',
      says: 'The days since onset and the MRC grade; a diagnosis of these days without a finding is urgent; what a documented deficit or a long-standing symptom lowers; a child of whom nobody said whether it is dry.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'leg pain, cauda equina syndrome on the problem list since yesterday',
        given: {
          age: 41,
          history: [['cauda-equina-syndrome', 1]],
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'urgent',
      },
      {
        title: 'saddle numbness and retention since yesterday, with pain in both legs',
        given: {
          age: 41,
          findings: [
            ['leg-pain', true, 'B'],
            ['saddle-sensory-change', true],
            ['urinary-retention', true],
            ['ces-onset-days', 1],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'saddle numbness alone, no pain recorded',
        given: { age: 46, findings: [['saddle-sensory-change', true]] },
        expect: 'emergent',
      },
      {
        title: 'retention, radiculopathy on the problem list, no pain coded today',
        given: { age: 50, history: ['sciatica'], findings: [['urinary-retention', true]] },
        expect: 'emergent',
      },
      {
        title: 'both legs weak for 20 days, knee and ankle reflexes lost',
        given: {
          age: 40,
          findings: [
            ['mrc-hip-flexion', 4, 'B'],
            ['areflexia-legs', true],
            ['pain-onset-days', 20],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'both legs weak for 5 days in known multiple sclerosis: compare',
        given: {
          age: 40,
          history: ['known-bilateral-deficit'],
          findings: [
            ['mrc-hip-flexion', 4, 'B'],
            ['pain-onset-days', 5],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'a baseline never lowers a changed feeling of the bladder',
        given: {
          age: 58,
          history: ['baseline-sphincter-symptom'],
          findings: [
            ['leg-pain', true, 'L'],
            ['bladder-sensation-altered', true],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'child of 3 that was dry by day, now wet, with leg pain',
        given: {
          age: 3,
          findings: [
            ['leg-pain', true, 'L'],
            ['urinary-incontinence', true],
            ['dry-by-day', true],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'both feet weak at 3/5, no sphincter symptom',
        given: { age: 60, findings: [['mrc-ankle-dorsiflexion', 3, 'B']] },
        expect: 'emergent',
      },
      {
        title: 'incontinence for a month, stable, with sciatica',
        given: {
          age: 58,
          findings: [
            ['leg-pain', true, 'L'],
            ['urinary-incontinence', true],
            ['ces-onset-days', 30],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'documented stress incontinence recorded again with new sciatica: lower, never silent',
        given: {
          age: 58,
          history: ['baseline-sphincter-symptom'],
          findings: [
            ['leg-pain', true, 'L'],
            ['urinary-incontinence', true],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'the baseline does not lower a second feature',
        given: {
          age: 58,
          history: ['baseline-sphincter-symptom'],
          findings: [
            ['leg-pain', true, 'L'],
            ['urinary-incontinence', true],
            ['saddle-sensory-change', true],
          ],
        },
        expect: 'emergent',
      },
    ],
    doesNot: [
      {
        title: 'leg pain, cauda equina syndrome on the problem list for two years',
        given: {
          age: 41,
          history: [['cauda-equina-syndrome', 730]],
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
      {
        title: 'ordinary sciatica, every question asked and denied',
        given: {
          age: 50,
          findings: [
            ['leg-pain', true, 'L'],
            ['saddle-sensory-change', false],
            ['urinary-retention', false],
            ['urinary-incontinence', false],
            ['fecal-incontinence', false],
            ['sexual-dysfunction-new', false],
            ['perianal-pinprick-reduced', false],
          ],
        },
        expect: null,
      },
      {
        title: 'incontinence alone, without pain or any leg symptom',
        given: { age: 58, findings: [['urinary-incontinence', true]] },
        expect: null,
      },
      {
        title: 'residual of 150 mL with sciatica',
        given: {
          age: 58,
          findings: [
            ['leg-pain', true, 'L'],
            ['pvr-ml', 150],
          ],
        },
        expect: null,
      },
    ],
  },
};
