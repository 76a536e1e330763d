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
import type { Recorded } from '../content.ts';
import { draftDrugs } from '../drug-orders.ts';
import { conditionsOnRecord, drugsOnRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { draftsFor, hasCondition, type Situation, takes } from '../situation.ts';
import { removals } from '../suggestion.ts';
import { summary } from '../words.ts';

interface Hazard {
  readonly name: string;
  readonly critical?: true;
}

const renal = ({ chart }: Situation): readonly Hazard[] => {
  if (chart.egfr !== undefined && chart.egfr < 30) return [{ name: `eGFR ${chart.egfr}`, critical: true }];
  if (chart.egfr !== undefined && chart.egfr < 60) return [{ name: `eGFR ${chart.egfr}` }];
  return chart.conditions.has('ckd') ? [{ name: 'chronic kidney disease' }] : [];
};

const obstetric = ({ chart }: Situation): readonly Hazard[] => {
  if (chart.pregnant !== true) return [];
  if (chart.gestation === undefined) return [{ name: 'pregnancy, weeks not recorded' }];
  if (chart.gestation >= 30) return [{ name: `pregnancy ${chart.gestation} weeks`, critical: true }];
  return chart.gestation >= 20 ? [{ name: `pregnancy ${chart.gestation} weeks` }] : [];
};

/** The most dangerous first: the summary may have to drop the last. */
const nsaidHazards = (s: Situation): readonly Hazard[] =>
  [
    ...(hasCondition(s, 'nsaid-allergy') ? [{ name: 'NSAID allergy', critical: true as const }] : []),
    ...(hasCondition(s, 'gi-bleed') ? [{ name: 'GI bleed', critical: true as const }] : []),
    ...obstetric(s),
    ...renal(s),
    ...(takes(s, 'anticoagulant') ? [{ name: 'anticoagulant' }] : []),
    ...(takes(s, 'antiplatelet') ? [{ name: 'antiplatelet' }] : []),
    ...(hasCondition(s, 'peptic-ulcer') ? [{ name: 'peptic ulcer' }] : []),
    ...(hasCondition(s, 'heart-failure') ? [{ name: 'heart failure' }] : []),
  ].sort((a, b) => Number(b.critical ?? false) - Number(a.critical ?? false));

const measured = ({ chart }: Situation): readonly Recorded[] => [
  ...(chart.egfr !== undefined && chart.egfr < 60 ? [{ words: `eGFR ${chart.egfr} mL/min/1.73 m²` }] : []),
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
  version: '1.0.0',
  title: 'NSAID safety',
  hooks: ORDERING,
  when: all(
    ordersDrug('nsaid'),
    any(
      egfr('<', 60),
      condition('ckd'),
      medication('anticoagulant'),
      medication('antiplatelet'),
      all(pregnant, any(gestation('>=', 20), unlessKnown(gestation('>=', 0)))),
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
    return {
      indicator: critical ? 'critical' : 'warning',
      source: s.chart.pregnant === true ? 'fda-nsaid-2020' : renal(s).length > 0 ? 'kdigo' : 'nice-ng59',
      summary: summary(
        (list) =>
          `NSAID risk: ${list}. ${critical ? 'Avoid; use' : 'Consider'} acetaminophen${
            hasCondition(s, 'nsaid-allergy') ? '' : ', topical NSAID'
          } or non-drug care`,
        hazards.map(({ name }) => name),
      ),
      lead: critical
        ? 'Avoid this NSAID: a recorded hazard makes serious harm likely enough to stop and choose otherwise.'
        : 'Consider acetaminophen, a topical NSAID or non-drug care: recorded hazards speak against this NSAID.',
      because: [
        ...draftDrugs(s, 'nsaid', draftsFor(s, 'nsaid')),
        ...measured(s),
        ...conditionsOnRecord(s, ['nsaid-allergy', 'gi-bleed', 'peptic-ulcer', 'ckd', 'heart-failure']),
        ...drugsOnRecord(s, ['anticoagulant', 'antiplatelet']),
      ],
      missing: s.chart.egfr === undefined ? ['eGFR within a year'] : [],
      advice: [
        ...(renal(s).length > 0
          ? [
              'eGFR under 30: avoid. 30–59: avoid prolonged use and recheck in 1–2 weeks. With ACE inhibitor or ARB plus diuretic: avoid.',
            ]
          : []),
        ...(s.chart.pregnant === true
          ? ['Pregnancy: avoid from 20 weeks (oligohydramnios); not from 30 weeks (ductus arteriosus).']
          : []),
        ...(takes(s, 'anticoagulant') || takes(s, 'antiplatelet')
          ? [
              'Anticoagulant or antiplatelet: bleeding; if unavoidable, the shortest course with gastroprotection.',
            ]
          : []),
        ...(hasCondition(s, 'gi-bleed') || hasCondition(s, 'peptic-ulcer')
          ? ['Ulcer or bleeding: avoid; if unavoidable, gastroprotection.']
          : []),
        ...(hasCondition(s, 'heart-failure') ? ['Heart failure: fluid retention; avoid.'] : []),
      ],
      suggestions: removals('Remove NSAID order', draftsFor(s, 'nsaid')),
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
