/**
 * RF-DVT: deep vein thrombosis by the two-level Wells score, on one leg (§3). A recorded total stands unless an
 * item is newer; where only items are recorded they are counted, and what nobody asked is not zero. The two
 * points that another cause takes off are the clinician's and never computed.
 */
import {
  all,
  any,
  atLeast,
  condition,
  eitherLeg,
  grade,
  notOlder,
  pregnant,
  present,
  term,
  unilateral,
  unlessKnown,
} from '../engine/criterion.ts';
import { pain, weakerThan } from '../terms/leg.ts';
import { dvtLikely, severeWeakness } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';

/** One point each. */
export const wellsItems = [
  term(
    'active cancer, or cancer in palliative care',
    any(
      condition('active-cancer'),
      condition('recent-cancer'),
      all(condition('cancer-history'), condition('palliative-care')),
    ),
  ),
  term('paresis of the leg', weakerThan('<=', severeWeakness)),
  term('bedridden or plaster, or major surgery', any(present('immobilised'), condition('major-surgery-12w'))),
  present('deep-vein-tender'),
  present('leg-swollen'),
  present('calf-swollen-3cm'),
  term('pitting oedema of this leg only', unilateral(present('pitting-oedema'))),
  present('collateral-veins'),
  condition('previous-dvt'),
] as const;

/** The items that are found on the leg. */
export const itemsOfLeg = [
  'deep-vein-tender',
  'leg-swollen',
  'calf-swollen-3cm',
  'pitting-oedema',
  'collateral-veins',
] as const;

const totalSaysUnlikely = term(
  `Wells total below ${dvtLikely.value}, no item newer`,
  notOlder(grade('wells-score', '<', dvtLikely), ...itemsOfLeg, 'calf-swollen'),
);

/** Signs that point to the veins. Swelling of both legs has another cause. */
export const venousSign = term(
  'swelling or tenderness of this leg',
  any(
    unilateral(present('leg-swollen')),
    unilateral(present('calf-swollen')),
    present('calf-swollen-3cm'),
    unilateral(present('pitting-oedema')),
    present('deep-vein-tender'),
    present('collateral-veins'),
  ),
);

/** Two risks from the history and a painful leg: nobody looked at the leg yet. */
const atRisk = all(pain, atLeast(dvtLikely.value, wellsItems[0], wellsItems[2], condition('previous-dvt')));

/** A deep vein thrombosis is likely in the leg in scope. */
export const veinLikely = any(
  grade('wells-score', '>=', dvtLikely),
  all(atLeast(dvtLikely.value, ...wellsItems), venousSign, unlessKnown(totalSaysUnlikely)),
  all(pregnant, venousSign),
);

export const deepVeinThrombosis: RedFlagRule = {
  id: 'RF-DVT',
  version: '2.1.0',
  title: 'Deep vein thrombosis',
  concludes: 'possible deep vein thrombosis',
  levels: [
    { urgency: 'urgent', when: any(condition('dvt-current'), eitherLeg(veinLikely)) },
    { urgency: 'soon', when: eitherLeg(all(any(venousSign, atRisk), unlessKnown(totalSaysUnlikely))) },
  ],
  action: 'Duplex ultrasound of the leg veins; complete the Wells score where only a part of it is known.',
  evidence: [
    {
      cite: 'wells-2003',
      says: 'The items, one point each; a two-level score of 2 or more makes deep vein thrombosis likely.',
      strength: 'diagnostic study',
    },
    { cite: 'nice-ng158', says: 'Pathway after the score.', strength: 'guideline' },
    {
      cite: 'expert',
      says: 'A recorded total stands unless an item is newer; an incomplete score is completed; in pregnancy the score decides nothing.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'Wells score 2 on the right',
        given: { age: 55, findings: [['wells-score', 2, 'R']] },
        expect: 'urgent',
      },
      {
        title: 'whole leg swollen after surgery a month ago',
        given: { age: 55, history: ['major-surgery-12w'], findings: [['leg-swollen', true, 'R']] },
        expect: 'urgent',
      },
      {
        title: 'whole leg swollen, cancer found two months ago',
        given: { age: 60, history: [['recent-cancer', 60]], findings: [['leg-swollen', true, 'L']] },
        expect: 'urgent',
      },
      {
        title: 'whole leg swollen, cancer of years ago: complete the score',
        given: { age: 60, history: ['cancer-history'], findings: [['leg-swollen', true, 'L']] },
        expect: 'soon',
      },
      {
        title: 'calf swollen, nobody measured it: complete the score',
        given: { age: 18, findings: [['calf-swollen', true, 'L']] },
        expect: 'soon',
      },
      {
        title: 'total of 1 last week, whole leg swollen and tender today',
        given: {
          age: 55,
          findings: [
            ['wells-score', 1, 'L', 7],
            ['leg-swollen', true, 'L'],
            ['deep-vein-tender', true, 'L'],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'pregnant with a swollen calf',
        given: { age: 30, pregnant: true, findings: [['calf-swollen', true, 'L']] },
        expect: 'urgent',
      },
      {
        title: 'deep vein thrombosis on the problem list',
        given: { age: 55, history: ['dvt-current'], findings: [] },
        expect: 'urgent',
      },
    ],
    doesNot: [
      {
        title: 'Wells score 1 on the right',
        given: { age: 55, findings: [['wells-score', 1, 'R']] },
        expect: null,
      },
      {
        title: 'total of 1 today, whole leg swollen',
        given: {
          age: 55,
          findings: [
            ['wells-score', 1, 'L'],
            ['leg-swollen', true, 'L'],
          ],
        },
        expect: null,
      },
      {
        title: 'pitting oedema of both legs',
        given: { age: 80, findings: [['pitting-oedema', true, 'B']] },
        expect: null,
      },
      {
        title: 'active cancer and a paretic leg that is not swollen',
        given: { age: 70, history: ['active-cancer'], findings: [['mrc-hip-flexion', 3, 'L']] },
        expect: null,
      },
    ],
  },
};
