/** REC-34: for whom the adult rules are off or modified; and the sentences other cards carry for it. */
import { all, any, condition, orders, pregnant, term } from '../../engine/criterion.ts';
import type { Order } from '../../engine/types.ts';
import { backPain, someLegSymptoms } from '../../terms/leg.ts';
import { adulthood, nsaidAvoidWeeks } from '../../terms/thresholds.ts';
import type { Contribution, Recorded } from '../contribution.ts';
import { complaintSaid, leading } from '../diagnosis-names.ts';
import { isRecorded } from '../done.ts';
import { draftsOf, imagingDrafts } from '../draft-orders.ts';
import { ageOnRecord, conditionsOnRecord } from '../on-record.ts';
import { EVERY_HOOK, type Recommendation, VISIT } from '../recommendation.ts';
import { hasCondition, type Situation } from '../situation.ts';
import { child, ordersImaging, relevant } from '../terms.ts';
import { type Said, say } from '../wording/say.ts';

type Population = 'child' | 'surgery' | 'pregnancy';

const scopesOf = (s: Situation): readonly Population[] => [
  ...(s.chart.age !== undefined && s.chart.age < adulthood.value ? (['child'] as const) : []),
  ...(hasCondition(s, 'lumbar-surgery-6w') ? (['surgery'] as const) : []),
  ...(s.chart.pregnant === true ? (['pregnancy'] as const) : []),
];

/** Set after a leg card's name, which these change the advice of; a child has a card of its own. */
export const scopeOfName = (s: Situation): readonly Said[] =>
  scopesOf(s).flatMap((scope) => (scope === 'child' ? [] : [say(`scope.${scope}.name`)]));

const pregnancyLimit = ({ chart: { gestation } }: Situation): Said =>
  gestation !== undefined && gestation >= nsaidAvoidWeeks.value
    ? say('limit.pregnancy.late', { weeks: gestation })
    : say('limit.pregnancy');

/** For every card: whom its rules were not made for (§9.1, 7). */
export const scopeSentences = (s: Situation): readonly Said[] => [
  ...scopesOf(s).map((scope) => (scope === 'pregnancy' ? pregnancyLimit(s) : say(`limit.${scope}`))),
  ...(hasCondition(s, 'palliative-care') ? [say('limit.palliative')] : []),
  ...(hasCondition(s, 'spinal-cord-injury-pain') ? [say('limit.cord-injury')] : []),
  ...(s.chart.age === undefined ? [say('limit.age')] : []),
];

const because = (s: Situation, scopes: readonly Population[]): readonly Recorded[] => [
  ...(scopes.includes('child') && s.chart.age !== undefined ? [ageOnRecord(s.chart.age)] : []),
  ...conditionsOnRecord(s, ['lumbar-surgery-6w']),
  ...(scopes.includes('pregnancy')
    ? [
        {
          said:
            s.chart.gestation === undefined
              ? say('value.pregnant-unknown')
              : say('value.pregnant', { weeks: s.chart.gestation }),
        },
      ]
    : []),
];

/** Studies that the adult rules would have judged. */
const judged = (s: Situation): readonly Order[] => [...imagingDrafts(s), ...draftsOf(s, 'EMG', 'ESI')];

const ofDrafts = (s: Situation): readonly Contribution[] =>
  scopesOf(s).includes('child')
    ? judged(s).map((draft) => ({
        problem: 'draft',
        draft,
        indicator: 'info',
        name: say('scope.child.draft'),
        act: { summary: say('scope.child.draft.act'), line: say('scope.child.line') },
        reasons: because(s, ['child']),
        but: [say('scope.child.but')],
      }))
    : [];

/** In pregnancy a clot of the leg or pelvis is looked for by a scan, as soon as anything speaks for one. */
const clotToAsk = (s: Situation): readonly Said[] =>
  s.chart.pregnant === true && !isRecorded(s, 'leg-swollen') && !isRecorded(s, 'calf-swollen')
    ? [say('scope.pregnancy.but')]
    : [];

export const scopeModified: Recommendation = {
  id: 'REC-34',
  version: '1.4.0',
  title: 'Scope modified',
  hooks: EVERY_HOOK.filter((hook) => hook !== 'problem-list-item-create'),
  when: any(
    all(
      child,
      term('something these rules would look at', any(relevant, ordersImaging, orders('ESI', 'EMG'))),
    ),
    all(any(pregnant, condition('lumbar-surgery-6w')), any(someLegSymptoms, backPain)),
  ),
  selectionBehavior: 'any',
  overrideReasons: ['already-done', 'not-applicable', 'will-reassess'],
  seed: [],
  evidence: [
    { cite: 'expert', says: 'Whom the adult rules were not made for', strength: 'expert consensus' },
    { cite: 'acr-2021', says: 'Variant 5: previous lumbar surgery', strength: 'guideline' },
    {
      cite: 'rcog-37b',
      says: 'In pregnancy any symptom or sign of a thrombosis is tested objectively without delay: duplex',
      strength: 'guideline',
    },
  ],
  basis: scopesOf,
  contributes: (s) => {
    if (!VISIT.includes(s.chart.hook)) return ofDrafts(s);
    const scopes = scopesOf(s);
    const first = scopes[0] ?? 'pregnancy';
    const complaint = complaintSaid(s);
    return [
      {
        problem: 'leg',
        indicator: 'info',
        ...((first === 'child' || leading(s) === undefined) && {
          name: say(`scope.${first}`, { complaint }),
        }),
        scope: scopeOfName(s),
        act: { summary: say(`scope.${first}.act`), line: say(`scope.${first}.line`) },
        reasons: because(s, scopes),
        but: first === 'child' ? [say('scope.child.but')] : clotToAsk(s),
        more: scopes.includes('surgery') ? [say('scope.surgery.more')] : [],
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'fourteen, sciatica',
        given: { age: 14, findings: [['leg-pain', true, 'L']] },
        expect: 'info',
      },
      {
        title: 'fourteen, an epidural injection is ordered',
        given: { age: 14, hook: 'order-sign', order: { type: 'ESI' }, findings: [] },
        expect: 'info',
      },
      {
        title: 'pregnant, sciatica',
        given: { age: 30, pregnant: true, weeks: 24, findings: [['leg-pain', true, 'L']] },
        expect: 'info',
      },
      {
        title: 'three weeks after a microdiscectomy, leg pain',
        given: { age: 44, history: ['lumbar-surgery-6w'], findings: [['leg-pain', true, 'L']] },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'pregnant, legs never mentioned',
        given: { age: 30, pregnant: true, findings: [] },
        expect: null,
      },
      { title: 'fourteen, legs never mentioned', given: { age: 14, findings: [] }, expect: null },
    ],
  },
};
