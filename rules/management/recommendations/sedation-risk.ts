/** REC-30: sedation and respiratory depression. No doses are given (§9.1). */
import { age, all, any, condition, egfr, medication, ordersDrug } from '../../engine/criterion.ts';
import type { Order } from '../../engine/types.ts';
import { type MedicationClass, medicationClasses } from '../../findings/index.ts';
import { egfrReduced, sedationAge } from '../../terms/thresholds.ts';
import type { Act, Contribution } from '../contribution.ts';
import { draftSaid, draftsFor, removal } from '../draft-orders.ts';
import { drugSaid } from '../drug-name.ts';
import { ageOnRecord, conditionsOnRecord, drugsOnRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { hasCondition, type Situation, takes } from '../situation.ts';
import { type Said, say } from '../wording/say.ts';

const sedatives = ['gabapentinoid', 'opioid', 'benzodiazepine'] as const satisfies readonly MedicationClass[];

/** Drugs against opioid use disorder sedate too. No card proposes to take such a draft back. */
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

/** Age and kidney, for a gabapentinoid alone. */
const frailty = (s: Situation): readonly Said[] => [
  ...(s.chart.age !== undefined && s.chart.age >= sedationAge.value ? [ageOnRecord(s.chart.age).said] : []),
  ...(s.chart.egfr !== undefined && s.chart.egfr < egfrReduced.value
    ? [say('value.egfr', { egfr: s.chart.egfr })]
    : []),
];

const factorsSaid = (s: Situation, drug: MedicationClass): readonly Said[] => [
  ...partners(s, drug).map((other) => drugSaid(s, other)),
  ...lungs(s).map((condition): Said => ({ condition })),
  ...(drug === 'gabapentinoid' ? frailty(s) : []),
];

const someOpioid = (s: Situation): boolean =>
  takesOrOrders(s, 'opioid') || takesOrOrders(s, 'opioid-treatment');

const isCritical = (s: Situation): boolean =>
  someOpioid(s) && takesOrOrders(s, 'benzodiazepine') && lungs(s).length > 0;

const actOf = (s: Situation, draft: Order): Act => {
  const named = { draft: draftSaid(s, draft) };
  if (isCritical(s)) return { summary: say('sedation.avoid.act'), line: say('sedation.avoid.line', named) };
  const line = someOpioid(s) ? say('sedation.line', named) : say('sedation.line.plain', named);
  return { summary: say('sedation.act'), line };
};

const ofDraft = (s: Situation, drug: MedicationClass, draft: Order): Contribution => {
  const gaba = drug === 'gabapentinoid';
  const boxed = someOpioid(s) && takesOrOrders(s, 'benzodiazepine') && !isCritical(s);
  return {
    problem: 'draft',
    draft,
    indicator: isCritical(s) ? 'critical' : 'warning',
    source: gaba ? 'fda-gabapentinoid-2019' : 'fda-opioid-benzodiazepine-2016',
    name: say('sedation.hazard', { factors: factorsSaid(s, drug) }),
    act: actOf(s, draft),
    reasons: [
      ...drugsOnRecord(s, others),
      ...conditionsOnRecord(s, ['copd', 'sleep-apnea']),
      ...(gaba ? frailty(s).map((said) => ({ said })) : []),
    ],
    next: gaba && s.chart.egfr === undefined ? [{ records: [], said: say('nsaid.egfr') }] : [],
    but: [...(boxed ? [say('sedation.boxed')] : []), ...(takes(s, drug) ? [say('sedation.abrupt')] : [])],
    caveats: gaba ? [say('sedation.kidney')] : [],
    buttons: removal(s, draft),
  };
};

export const sedationRisk: Recommendation = {
  id: 'REC-30',
  version: '1.4.0',
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
  contributes: (s) =>
    orderedSedatives(s)
      .filter((drug) => factorsSaid(s, drug).length > 0)
      .flatMap((drug) => draftsFor(s, drug).map((draft) => ofDraft(s, drug, draft))),
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
