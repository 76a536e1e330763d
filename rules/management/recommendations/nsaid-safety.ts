/** REC-22: hazards of an NSAID. No doses are given (§9.1). */
import type { CitationId } from '../../citations.ts';
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
import type { Order } from '../../engine/types.ts';
import { dated, egfrReduced, nsaidAvoidWeeks } from '../../terms/thresholds.ts';
import type { Act, Contribution, Recorded } from '../contribution.ts';
import { draftsFor, removal } from '../draft-orders.ts';
import { mayUseTopical, nsaidHazards, renalHazards, takesBleedingDrug } from '../nsaid-hazards.ts';
import { conditionsOnRecord, drugsOnRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { hasCondition, type Situation } from '../situation.ts';
import type { Said } from '../wording/say.ts';
import { say } from '../wording/say.ts';

const isCritical = (s: Situation): boolean => nsaidHazards(s).some(({ critical }) => critical);

/** FDA 2020: from 20 weeks of pregnancy on. */
const isTooLate = ({ chart: { pregnant, gestation } }: Situation): boolean =>
  pregnant === true && gestation !== undefined && gestation >= nsaidAvoidWeeks.value;

const unavoidable = (bleeds: boolean, kidney: boolean) => {
  if (bleeds && kidney) return 'nsaid.bleeding-kidney';
  return bleeds ? 'nsaid.bleeding' : 'nsaid.kidney';
};

/** Where it may still be used, how; else why not. */
const doubts = (s: Situation): readonly Said[] => {
  const pregnancy = s.chart.pregnant === true ? [say('nsaid.pregnancy')] : [];
  if (isCritical(s)) return pregnancy;
  const stomach = hasCondition(s, 'gi-bleed') || hasCondition(s, 'peptic-ulcer');
  const bleeds = takesBleedingDrug(s).length > 0 || stomach;
  const kidney = renalHazards(s).length > 0;
  return [
    ...pregnancy,
    ...(isTooLate(s) || !(bleeds || kidney) ? [] : [say(unavoidable(bleeds, kidney))]),
    ...(hasCondition(s, 'heart-failure') ? [say('nsaid.failure')] : []),
  ];
};

const sourceOf = (s: Situation): CitationId => {
  if (s.chart.pregnant === true) return 'fda-nsaid-2020';
  return renalHazards(s).length > 0 ? 'kdigo' : 'nice-ng59';
};

const actOf = (s: Situation): Act => {
  const topical = { topical: mayUseTopical(s) ? say('nsaid.topical') : '' };
  return isCritical(s) || isTooLate(s)
    ? { summary: say('nsaid.avoid.act', topical), line: say('nsaid.avoid.line', topical) }
    : { summary: say('nsaid.act', topical), line: say('nsaid.line', topical) };
};

const reasonsOf = (s: Situation): readonly Recorded[] => [
  ...nsaidHazards(s)
    .filter(({ said }) => 'phrase' in said)
    .map(({ said }) => ({ said })),
  ...conditionsOnRecord(s, [
    'nsaid-allergy',
    'gi-bleed',
    'peptic-ulcer',
    hasCondition(s, 'dialysis') ? 'dialysis' : 'ckd',
    'heart-failure',
  ]),
  ...drugsOnRecord(s, ['anticoagulant', 'antiplatelet']),
];

const ofDraft = (s: Situation, draft: Order): Contribution => {
  const measured = s.chart.egfr !== undefined || hasCondition(s, 'dialysis');
  return {
    problem: 'draft',
    draft,
    indicator: isCritical(s) ? 'critical' : 'warning',
    source: sourceOf(s),
    name: say('nsaid.hazard', {
      hazards: nsaidHazards(s)
        .slice(0, 3)
        .map(({ said }) => said),
    }),
    act: actOf(s),
    reasons: reasonsOf(s),
    // what forbids it in any case needs no laboratory
    next: measured || isCritical(s) || isTooLate(s) ? [] : [{ records: [], said: say('nsaid.egfr') }],
    but: doubts(s),
    more: [say('nsaid.recheck')],
    buttons: removal(s, draft),
  };
};

export const nsaidSafety: Recommendation = {
  id: 'REC-22',
  version: '1.4.0',
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
  contributes: (s) => draftsFor(s, 'nsaid').map((draft) => ofDraft(s, draft)),
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
