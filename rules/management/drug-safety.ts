/** REC-22: NSAID safety. REC-30: sedation and respiratory depression. No doses are given (§9.1). */
import {
  age,
  all,
  any,
  condition,
  egfr,
  gestation,
  medication,
  ordersDrug,
  pregnant,
  unlessKnown,
} from '../engine/criterion.ts';
import { type MedicationClass, medicationClasses } from '../findings/index.ts';
import type { Indicator, Recorded } from './content.ts';
import { draftDrugs } from './drug-orders.ts';
import { conditionsOnRecord, drugsOnRecord } from './on-record.ts';
import { ORDERING, type Recommendation } from './recommendation.ts';
import { draftsFor, hasCondition, type Situation, takes } from './situation.ts';
import { removals } from './suggestion.ts';
import { summary } from './words.ts';

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

const indicatorOf = (critical: boolean): Indicator => (critical ? 'critical' : 'warning');

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
      indicator: indicatorOf(critical),
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

const sedatives = ['gabapentinoid', 'opioid', 'benzodiazepine'] as const satisfies readonly MedicationClass[];

/** Active, or a draft beside it. */
const takesOrOrders = (s: Situation, drug: MedicationClass): boolean =>
  takes(s, drug) || draftsFor(s, drug).length > 0;

const orderedSedatives = (s: Situation) => sedatives.filter((drug) => draftsFor(s, drug).length > 0);

/** The other sedatives, active or drafted; a gabapentinoid is no factor for a benzodiazepine (trigger c). */
const partners = (s: Situation, drug: MedicationClass): readonly MedicationClass[] =>
  sedatives.filter(
    (other) =>
      other !== drug && takesOrOrders(s, other) && !(drug === 'benzodiazepine' && other === 'gabapentinoid'),
  );

const lungs = (s: Situation) => (['copd', 'sleep-apnea'] as const).filter((id) => hasCondition(s, id));

/** Age and renal function count for a gabapentinoid alone. */
const factors = (s: Situation): readonly string[] => {
  const ordered = orderedSedatives(s);
  const [first] = ordered;
  const gaba = ordered.includes('gabapentinoid');
  return [
    ...(first === undefined ? [] : partners(s, first).map((drug) => medicationClasses[drug])),
    ...lungs(s).map((id) => (id === 'copd' ? 'COPD' : 'sleep apnoea')),
    ...(gaba && s.chart.age !== undefined && s.chart.age >= 65 ? [`age ${s.chart.age}`] : []),
    ...(gaba && s.chart.egfr !== undefined && s.chart.egfr < 60 ? [`eGFR ${s.chart.egfr}`] : []),
  ];
};

const isCritical = (s: Situation): boolean =>
  takesOrOrders(s, 'opioid') && takesOrOrders(s, 'benzodiazepine') && lungs(s).length > 0;

export const sedationRisk: Recommendation = {
  id: 'REC-30',
  version: '1.0.0',
  title: 'CNS-depressant combination or dose risk',
  hooks: ORDERING,
  when: any(
    all(
      ordersDrug('gabapentinoid'),
      any(
        medication('opioid'),
        medication('benzodiazepine'),
        ordersDrug('opioid', 'benzodiazepine'),
        condition('copd'),
        condition('sleep-apnea'),
        age('>=', 65),
        egfr('<', 60),
      ),
    ),
    all(
      ordersDrug('opioid'),
      any(
        medication('benzodiazepine'),
        medication('gabapentinoid'),
        ordersDrug('benzodiazepine', 'gabapentinoid'),
        condition('copd'),
        condition('sleep-apnea'),
      ),
    ),
    all(
      ordersDrug('benzodiazepine'),
      any(medication('opioid'), ordersDrug('opioid'), condition('copd'), condition('sleep-apnea')),
    ),
  ),
  selectionBehavior: 'any',
  overrideReasons: ['clinical-judgement', 'already-done', 'goals-of-care'],
  seed: [],
  evidence: [
    {
      cite: 'fda-gabapentinoid-2019',
      says: 'Serious breathing problems with opioids, other depressants, lung disease or older age',
      strength: 'guideline',
    },
    {
      cite: 'fda-opioid-benzodiazepine-2016',
      says: 'Boxed warning on the combination',
      strength: 'guideline',
    },
    { cite: 'cdc-2022', says: 'Caution with benzodiazepines; offer naloxone', strength: 'guideline' },
    { cite: 'beers-2023', says: 'Older adults', strength: 'guideline' },
  ],
  basis: (s) => [...orderedSedatives(s).map((drug) => `drug:${drug}`), ...factors(s)],
  content: (s) => {
    const ordered = orderedSedatives(s);
    const first = ordered[0];
    const critical = isCritical(s);
    return {
      indicator: indicatorOf(critical),
      source: ordered.includes('gabapentinoid') ? 'fda-gabapentinoid-2019' : 'fda-opioid-benzodiazepine-2016',
      summary: summary(
        (list) =>
          `Sedation/respiratory-depression risk: ${first === undefined ? '' : medicationClasses[first]} + ${list}. Avoid or reduce dose; consider naloxone`,
        factors(s),
      ),
      lead: critical
        ? 'Avoid this combination: opioid and benzodiazepine in a patient with lung disease or sleep apnoea.'
        : 'Avoid it or reduce the dose: recorded factors add to sedation and respiratory depression.',
      because: [
        ...ordered.flatMap((drug) => draftDrugs(s, drug, draftsFor(s, drug))),
        ...drugsOnRecord(s, sedatives),
        ...conditionsOnRecord(s, ['copd', 'sleep-apnea']),
        ...(ordered.includes('gabapentinoid') && s.chart.age !== undefined && s.chart.age >= 65
          ? [{ words: `age ${s.chart.age}` }]
          : []),
        ...(ordered.includes('gabapentinoid') && s.chart.egfr !== undefined && s.chart.egfr < 60
          ? [{ words: `eGFR ${s.chart.egfr} mL/min/1.73 m²` }]
          : []),
      ],
      missing: ordered.includes('gabapentinoid') && s.chart.egfr === undefined ? ['eGFR within a year'] : [],
      advice: [
        ...(ordered.includes('gabapentinoid')
          ? ['Gabapentin and pregabalin: the dose needs adjustment for renal function (see the label).']
          : []),
        ...(takesOrOrders(s, 'opioid') && takesOrOrders(s, 'benzodiazepine')
          ? ['Opioid with benzodiazepine carries a boxed warning.']
          : []),
        ...(takesOrOrders(s, 'opioid')
          ? ['Offer naloxone; tell the patient and family what oversedation looks like.']
          : []),
        'Already on it for long: do not stop abruptly.',
      ],
      suggestions: ordered.flatMap((drug) =>
        removals(`Remove this ${medicationClasses[drug]} order`, draftsFor(s, drug)),
      ),
    };
  },
  vignettes: {
    fires: [
      {
        title: 'gabapentin at 70 with oxycodone',
        given: {
          age: 70,
          drugs: ['opioid'],
          hook: 'order-sign',
          order: { drug: 'gabapentinoid' },
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'warning',
      },
      {
        title: 'oxycodone on top of diazepam with sleep apnoea',
        given: {
          age: 50,
          drugs: ['benzodiazepine'],
          history: ['sleep-apnea'],
          hook: 'order-sign',
          order: { drug: 'opioid' },
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'critical',
      },
    ],
    doesNot: [
      {
        title: 'gabapentin at 40, nothing else',
        given: {
          age: 40,
          hook: 'order-sign',
          order: { drug: 'gabapentinoid' },
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
    ],
  },
};
