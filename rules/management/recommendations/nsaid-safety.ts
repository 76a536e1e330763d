/** REC-22: hazards of an NSAID. No doses are given (§9.1). */
import {
  all,
  any,
  condition,
  egfr,
  gestation,
  medication,
  ordersDrug,
  pregnant,
  unlessKnown,
} from '../../engine/criterion.ts';
import {
  dated,
  egfrRecheckWeeks,
  egfrReduced,
  egfrSevere,
  nsaidAvoidWeeks,
  nsaidNeverWeeks,
} from '../../terms/thresholds.ts';
import { UNIT_WORDS } from '../../terms/units.ts';
import type { Recorded } from '../content.ts';
import { draftsOnRecord, removable } from '../draft-orders.ts';
import { mayUseTopical, nsaidHazards, renalHazards, takesBleedingDrug } from '../nsaid-hazards.ts';
import { conditionsOnRecord, drugsOnRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { draftsFor, hasCondition, type Situation } from '../situation.ts';
import { removals } from '../suggestion.ts';
import { summary } from '../words.ts';

const EGFR_UNIT = UNIT_WORDS['mL/min/{1.73_m2}'];

const measured = ({ chart }: Situation): readonly Recorded[] => [
  ...(chart.egfr !== undefined && chart.egfr < egfrReduced.value
    ? [{ words: `eGFR ${chart.egfr}${EGFR_UNIT}` }]
    : []),
  ...(chart.pregnant === true
    ? [
        {
          words:
            chart.gestation === undefined
              ? 'pregnant, weeks not recorded'
              : `pregnant, ${chart.gestation} weeks`,
        },
      ]
    : []),
];

export const nsaidSafety: Recommendation = {
  id: 'REC-22',
  version: '1.2.0',
  title: 'NSAID safety',
  hooks: ORDERING,
  when: all(
    ordersDrug('nsaid'),
    any(
      egfr('<', egfrReduced),
      condition('ckd'),
      medication('anticoagulant'),
      medication('antiplatelet'),
      ordersDrug('anticoagulant', 'antiplatelet'),
      all(pregnant, any(gestation('>=', nsaidAvoidWeeks), unlessKnown(gestation('>=', dated)))),
      condition('peptic-ulcer'),
      condition('gi-bleed'),
      condition('heart-failure'),
      condition('nsaid-allergy'),
    ),
  ),
  selectionBehavior: 'any',
  overrideReasons: ['clinical-judgement', 'already-done', 'not-applicable'],
  seed: [],
  evidence: [
    {
      cite: 'fda-nsaid-2020',
      says: 'Avoid from 20 weeks (oligohydramnios); not from 30 weeks (ductus arteriosus)',
      strength: 'guideline',
    },
    {
      cite: 'kdigo',
      says: 'Avoid under 30; no prolonged use under 60 mL/min/1.73 m²',
      strength: 'guideline',
    },
    { cite: 'beers-2023', says: 'Older adults', strength: 'guideline' },
    { cite: 'nice-ng59', says: 'Lowest effective dose for the shortest time', strength: 'guideline' },
  ],
  basis: (s) => [
    'drug:nsaid',
    ...nsaidHazards(s).map(({ name, critical }) => `${name}${critical ? '!' : ''}`),
  ],
  content: (s) => {
    const hazards = nsaidHazards(s);
    const critical = hazards.some((hazard) => hazard.critical);
    const topical = mayUseTopical(s) ? ', topical NSAID' : '';
    const bleeding = takesBleedingDrug(s);
    return {
      indicator: critical ? 'critical' : 'warning',
      source:
        s.chart.pregnant === true ? 'fda-nsaid-2020' : renalHazards(s).length > 0 ? 'kdigo' : 'nice-ng59',
      summary: summary(
        (list) =>
          `NSAID risk: ${list}. ${critical ? 'Avoid; use' : 'Consider'} acetaminophen${topical} or non-drug care`,
        hazards.map(({ name }) => name),
      ),
      lead: critical
        ? 'Avoid this NSAID: a recorded hazard makes serious harm likely enough to stop and choose otherwise.'
        : `Consider acetaminophen${topical} or non-drug care: recorded hazards speak against this NSAID.`,
      because: [
        ...draftsOnRecord(s, draftsFor(s, 'nsaid')),
        ...measured(s),
        ...conditionsOnRecord(s, [
          'nsaid-allergy',
          'gi-bleed',
          'peptic-ulcer',
          hasCondition(s, 'dialysis') ? 'dialysis' : 'ckd',
          'heart-failure',
        ]),
        ...drugsOnRecord(s, ['anticoagulant', 'antiplatelet']),
        ...bleeding.flatMap((drug) => draftsOnRecord(s, draftsFor(s, drug))),
      ],
      missing: s.chart.egfr === undefined && !hasCondition(s, 'dialysis') ? ['eGFR within a year'] : [],
      advice: [
        ...(renalHazards(s).length > 0
          ? [
              `eGFR under ${egfrSevere.value}: avoid. ${egfrSevere.value}–${egfrReduced.value - 1}: avoid prolonged use and recheck in 1–${egfrRecheckWeeks.value} weeks. With ACE inhibitor or ARB plus diuretic: avoid.`,
            ]
          : []),
        ...(s.chart.pregnant === true
          ? [
              `Pregnancy: avoid from ${nsaidAvoidWeeks.value} weeks (oligohydramnios); not from ${nsaidNeverWeeks.value} weeks (ductus arteriosus).`,
            ]
          : []),
        ...(bleeding.length > 0
          ? [
              'Anticoagulant or antiplatelet: bleeding; if unavoidable, the shortest course with gastroprotection.',
            ]
          : []),
        ...(hasCondition(s, 'gi-bleed') || hasCondition(s, 'peptic-ulcer')
          ? ['Ulcer or bleeding: avoid; if unavoidable, gastroprotection.']
          : []),
        ...(hasCondition(s, 'heart-failure') ? ['Heart failure: fluid retention; avoid.'] : []),
      ],
      suggestions: removals('Remove NSAID order', removable(s, draftsFor(s, 'nsaid'))),
    };
  },
  vignettes: {
    fires: [
      {
        title: 'naproxen with eGFR 38 and apixaban',
        given: {
          age: 74,
          egfr: 38,
          drugs: ['anticoagulant'],
          hook: 'order-sign',
          order: { drug: 'nsaid' },
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'warning',
      },
      {
        title: 'naproxen on dialysis',
        given: {
          age: 74,
          history: ['ckd', 'dialysis'],
          hook: 'order-sign',
          order: { drug: 'nsaid' },
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'critical',
      },
      {
        title: 'ibuprofen with eGFR 22',
        given: {
          age: 74,
          egfr: 22,
          hook: 'order-sign',
          order: { drug: 'nsaid' },
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'critical',
      },
    ],
    doesNot: [
      {
        title: 'naproxen with eGFR 60',
        given: {
          age: 44,
          egfr: 60,
          hook: 'order-sign',
          order: { drug: 'nsaid' },
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
    ],
  },
};
