/** REC-17: a lumbar MRI is on record already. */
import { all, any, condition, is, orders, unlessKnown, urgency } from '../../engine/criterion.ts';
import type { Detail } from '../../engine/types.ts';
import { imagingMonths, planningMonthsFrom, planningMonthsTo } from '../../terms/thresholds.ts';
import { draftsOnRecord, removable } from '../draft-orders.ts';
import { conditionsOnRecord, onRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { draftsOf, readings, type Situation } from '../situation.ts';
import { removals } from '../suggestion.ts';
import { caudaEquinaSign, child, documentedDisease, infectionOrCancerSign, lumbarMri } from '../terms.ts';

const priorMri = (s: Situation): Detail | undefined => s.input.details?.['mri-lumbar-12mo']?.[0];

export const duplicateImaging: Recommendation = {
  id: 'REC-17',
  version: '1.2.0',
  title: 'Possible duplicate imaging',
  hooks: ORDERING,
  when: all(
    orders(...lumbarMri),
    condition('mri-lumbar-12mo'),
    unlessKnown(urgency('soon')),
    unlessKnown(any(documentedDisease, caudaEquinaSign, infectionOrCancerSign)),
    unlessKnown(is('pain-trend', 'worsening')),
  ),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: ['clinical-judgement', 'not-applicable', 'already-done', 'recipient-disagrees-evidence'],
  seed: [],
  evidence: [
    { cite: 'acr-2021', says: 'Repeat imaging for new or changed symptoms', strength: 'guideline' },
    { cite: 'expert', says: 'Twelve months', strength: 'expert consensus' },
  ],
  basis: (s) => [
    ...draftsOf(s, ...lumbarMri).map(({ type }) => `order:${type}`),
    `prior:${priorMri(s)?.ref ?? ''}`,
  ],
  content: (s) => {
    const date = priorMri(s)?.date?.slice(0, 10);
    const trend = readings(s, 'pain-trend').some(({ value }) => value === 'stable' || value === 'improving');
    const when =
      date === undefined ? `A lumbar MRI of the last ${imagingMonths.value} months` : `Lumbar MRI on ${date}`;
    return {
      indicator: 'warning',
      summary: trend
        ? `${when} is on record and symptoms are not worse: review it before repeating`
        : `${when} is on record and no worsening is recorded: review it before repeating`,
      lead: 'Review the earlier MRI before repeating it: no worsening since then is recorded.',
      because: [
        ...draftsOnRecord(s, draftsOf(s, ...lumbarMri)),
        ...conditionsOnRecord(s, ['mri-lumbar-12mo']),
        ...onRecord(s, ['pain-trend'], { which: 'any' }),
      ],
      missing: trend ? [] : ['trend'],
      advice: [
        `Repeating is reasonable for a new deficit, a red flag, planning of surgery when the study is older than ${planningMonthsFrom.value}–${planningMonthsTo.value} months, or change after an operation.`,
      ],
      suggestions: removals('Remove duplicate order', removable(s, draftsOf(s, ...lumbarMri))),
    };
  },
  vignettes: {
    fires: [
      {
        title: 'MRI seven months ago, symptoms stable',
        given: {
          age: 45,
          hook: 'order-sign',
          order: { type: 'MRI-L-WO' },
          history: ['mri-lumbar-12mo'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-trend', 'stable'],
          ],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'MRI seven months ago, symptoms worse',
        given: {
          age: 45,
          hook: 'order-sign',
          order: { type: 'MRI-L-WO' },
          history: ['mri-lumbar-12mo'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-trend', 'worsening'],
          ],
        },
        expect: null,
      },
    ],
  },
};
