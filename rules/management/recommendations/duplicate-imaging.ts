/** REC-17: a lumbar MRI is on record already. */
import { all, any, condition, is, orders, unlessKnown, urgency } from '../../engine/criterion.ts';
import type { Detail } from '../../engine/types.ts';
import { removal } from '../draft-orders.ts';
import { conditionsOnRecord, onRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { draftsOf, readings, type Situation } from '../situation.ts';
import { caudaEquinaSign, child, documentedDisease, infectionOrCancerSign, lumbarMri } from '../terms.ts';
import { say } from '../wording/say.ts';

const priorMri = (s: Situation): Detail | undefined => s.input.details?.['mri-lumbar-12mo']?.[0];

export const duplicateImaging: Recommendation = {
  id: 'REC-17',
  version: '1.3.0',
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
  contributes: (s) => {
    const date = priorMri(s)?.date?.slice(0, 10);
    const known = readings(s, 'pain-trend').length > 0;
    return draftsOf(s, ...lumbarMri).map((draft) => ({
      problem: 'draft',
      draft,
      indicator: 'warning',
      name: date === undefined ? say('duplicate.undated') : say('duplicate.dated', { date }),
      act: { summary: say('duplicate.act'), line: say('duplicate.line') },
      reasons: [
        ...conditionsOnRecord(s, ['mri-lumbar-12mo']),
        ...onRecord(s, ['pain-trend'], { which: 'any' }),
      ],
      next: known ? [] : [{ records: ['pain-trend'], said: { nameOf: 'pain-trend' } }],
      caveats: [say('duplicate.but')],
      more: [say('duplicate.planning')],
      buttons: removal(s, draft),
    }));
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
