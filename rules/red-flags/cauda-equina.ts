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
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { footDrop, weakerThan, weakness } from '../terms/leg.ts';
import { caudaEquinaDays, severeWeakness } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import {
  caudaEquinaFeatures,
  knownBilateralWeakness,
  legOrBack,
  progressing,
  sacralSigns,
  someCaudaEquinaFeature,
  sphincterSymptoms,
} from './terms.ts';

/** A problem list that names the root has said where the symptom is, even where no pain was coded today. */
const rootDiagnosis = context(
  'nerve-root or cauda equina diagnosis on the problem list',
  any(condition('sciatica'), condition('cauda-equina-syndrome')),
);

const fires = any(
  term('a sacral sign', any(...each(sacralSigns, present))),
  term('two cauda equina features', atLeast(2, ...caudaEquinaFeatures)),
  all(someCaudaEquinaFeature, any(legOrBack, rootDiagnosis)),
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
    any(...each(sphincterSymptoms, present)),
    unlessKnown(atLeast(2, ...caudaEquinaFeatures)),
    unlessKnown(grade('ces-onset-days', '<=', caudaEquinaDays)),
  ),
);

const weakBothLegs = term('weakness in both legs', bothLegs(weakness));

/** Acute, severe or progressing weakness of both legs, whatever the sphincters do. */
const bilateralWeakness = term(
  `weakness in both legs that is severe, progressive or began within ${caudaEquinaDays.value} days`,
  all(
    weakBothLegs,
    any(
      bothLegs(any(weakerThan('<=', severeWeakness), footDrop)),
      progressing,
      grade('pain-onset-days', '<=', caudaEquinaDays),
    ),
    unlessKnown(knownBilateralWeakness),
  ),
);

export const caudaEquina: RedFlagRule = {
  id: 'RF-CES',
  version: '1.1.0',
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
    { urgency: 'urgent', when: fires },
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
    { cite: 'expert', says: 'Thresholds of 14 days and of MRC 3.', strength: 'expert consensus' },
  ],
  vignettes: {
    fires: [
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
