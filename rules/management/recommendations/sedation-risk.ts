/** REC-30: sedation and respiratory depression. No doses are given (§9.1). */
import { age, all, any, condition, egfr, medication, ordersDrug } from '../../engine/criterion.ts';
import { type MedicationClass, medicationClasses } from '../../findings/index.ts';
import { egfrReduced, sedationAge } from '../../terms/thresholds.ts';
import { UNIT_WORDS } from '../../terms/units.ts';
import { draftsOnRecord, removable } from '../draft-orders.ts';
import { conditionsOnRecord, drugsOnRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { draftsFor, hasCondition, type Situation, takes } from '../situation.ts';
import { removals } from '../suggestion.ts';
import { summary } from '../words.ts';

const sedatives = ['gabapentinoid', 'opioid', 'benzodiazepine'] as const satisfies readonly MedicationClass[];

/** Treatment of opioid use disorder sedates too; it is no card's to take back. */
const others = [...sedatives, 'opioid-treatment'] as const satisfies readonly MedicationClass[];

/** Active, or a draft beside it. */
const takesOrOrders = (s: Situation, drug: MedicationClass): boolean =>
  takes(s, drug) || draftsFor(s, drug).length > 0;

const orderedSedatives = (s: Situation) => sedatives.filter((drug) => draftsFor(s, drug).length > 0);

/** The other sedatives, active or drafted; a gabapentinoid is no factor for a benzodiazepine (trigger c). */
const partners = (s: Situation, drug: MedicationClass): readonly MedicationClass[] =>
  others.filter(
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
    ...(gaba && s.chart.age !== undefined && s.chart.age >= sedationAge.value ? [`age ${s.chart.age}`] : []),
    ...(gaba && s.chart.egfr !== undefined && s.chart.egfr < egfrReduced.value
      ? [`eGFR ${s.chart.egfr}`]
      : []),
  ];
};

const someOpioid = (s: Situation): boolean =>
  takesOrOrders(s, 'opioid') || takesOrOrders(s, 'opioid-treatment');

const isCritical = (s: Situation): boolean =>
  someOpioid(s) && takesOrOrders(s, 'benzodiazepine') && lungs(s).length > 0;

export const sedationRisk: Recommendation = {
  id: 'REC-30',
  version: '1.2.0',
  title: 'CNS-depressant combination or dose risk',
  hooks: ORDERING,
  when: any(
    all(
      ordersDrug('gabapentinoid'),
      any(
        medication('opioid'),
        medication('opioid-treatment'),
        medication('benzodiazepine'),
        ordersDrug('opioid', 'opioid-treatment', 'benzodiazepine'),
        condition('copd'),
        condition('sleep-apnea'),
        age('>=', sedationAge),
        egfr('<', egfrReduced),
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
      any(
        medication('opioid'),
        medication('opioid-treatment'),
        ordersDrug('opioid', 'opioid-treatment'),
        condition('copd'),
        condition('sleep-apnea'),
      ),
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
      indicator: critical ? 'critical' : 'warning',
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
        ...ordered.flatMap((drug) => draftsOnRecord(s, draftsFor(s, drug))),
        ...drugsOnRecord(s, others),
        ...conditionsOnRecord(s, ['copd', 'sleep-apnea']),
        ...(ordered.includes('gabapentinoid') && s.chart.age !== undefined && s.chart.age >= sedationAge.value
          ? [{ words: `age ${s.chart.age}` }]
          : []),
        ...(ordered.includes('gabapentinoid') &&
        s.chart.egfr !== undefined &&
        s.chart.egfr < egfrReduced.value
          ? [{ words: `eGFR ${s.chart.egfr}${UNIT_WORDS['mL/min/{1.73_m2}']}` }]
          : []),
      ],
      missing: ordered.includes('gabapentinoid') && s.chart.egfr === undefined ? ['eGFR within a year'] : [],
      advice: [
        ...(ordered.includes('gabapentinoid')
          ? ['Gabapentin and pregabalin: the dose needs adjustment for renal function (see the label).']
          : []),
        ...(someOpioid(s) && takesOrOrders(s, 'benzodiazepine')
          ? ['Opioid with benzodiazepine carries a boxed warning.']
          : []),
        ...(someOpioid(s)
          ? ['Offer naloxone; tell the patient and family what oversedation looks like.']
          : []),
        'If it has been taken for long: do not stop it abruptly.',
      ],
      suggestions: ordered.flatMap((drug) =>
        removals(`Remove this ${medicationClasses[drug]} order`, removable(s, draftsFor(s, drug))),
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
