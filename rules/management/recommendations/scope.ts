/** REC-34: for whom the adult rules are off or modified; and the sentences other cards carry for it. */
import { all, any, condition, orders, pregnant, term } from '../../engine/criterion.ts';
import { backPain, someLegSymptoms } from '../../terms/leg.ts';
import { adulthood, afterSurgeryDays, nsaidAvoidWeeks, surgeryWeeks } from '../../terms/thresholds.ts';
import { conditionsOnRecord } from '../on-record.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { hasCondition, type Situation } from '../situation.ts';
import { child, ordersImaging, relevant } from '../terms.ts';

type Scope = 'child' | 'surgery' | 'pregnancy';

const scopesOf = (s: Situation): readonly Scope[] => [
  ...(s.chart.age !== undefined && s.chart.age < adulthood.value ? (['child'] as const) : []),
  ...(hasCondition(s, 'lumbar-surgery-6w') ? (['surgery'] as const) : []),
  ...(s.chart.pregnant === true ? (['pregnancy'] as const) : []),
];

const summaries: Readonly<Record<Scope, string>> = {
  child: 'Child: adult leg-pain rules are off, red flags are still checked; seek paediatric advice',
  surgery:
    'Recent surgery: adult leg-pain rules are modified; contact the operating team, new deficit or fever same day',
  pregnancy:
    'Pregnancy: adult leg-pain rules are modified; cauda equina rules unchanged, limits for NSAIDs and radiation',
};

const leads: Readonly<Record<Scope, string>> = {
  child: 'Ask for paediatric advice: in a child, back pain with leg symptoms is less often degenerative.',
  surgery: `Contact the operating team: new leg symptoms within ${surgeryWeeks.value} weeks of lumbar surgery.`,
  pregnancy:
    'Mind the limits of pregnancy: cauda equina rules are unchanged; NSAIDs and radiation are limited.',
};

const lines: Readonly<Record<Scope, readonly string[]>> = {
  child: [
    'Think of infection, tumour, apophyseal injury, spondylolysis.',
    'The differential, root localisation and treatment advice of adults are switched off; red flags are evaluated.',
  ],
  surgery: [
    'New deficit or fever after surgery: same day.',
    `Not validated in the first ${afterSurgeryDays.value} days after surgery.`,
  ],
  pregnancy: [
    'Cauda equina signs: same pathway, MRI without gadolinium.',
    `NSAIDs: avoid from ${nsaidAvoidWeeks.value} weeks. Radiographs and CT of the lumbar spine only if they change emergency care.`,
  ],
};

/** For every other card: whom its rules were not made for (§9.1, 7). */
export const scopeSentences = (s: Situation): readonly string[] => [
  ...(scopesOf(s).includes('child')
    ? [`Under ${adulthood.value}: only red flags and drug hazards are checked.`]
    : []),
  ...(scopesOf(s).includes('surgery')
    ? [`Within ${surgeryWeeks.value} weeks of lumbar surgery: ask the operating team.`]
    : []),
  ...(scopesOf(s).includes('pregnancy') ? ['Pregnancy: limits for NSAIDs and radiation apply.'] : []),
  ...(hasCondition(s, 'palliative-care') ? ['Not validated in palliative care.'] : []),
  ...(hasCondition(s, 'spinal-cord-injury-pain') ? ['Not validated after spinal cord injury.'] : []),
  ...(s.chart.age === undefined ? ['Age is not recorded: adult rules were used.'] : []),
];

export const scopeModified: Recommendation = {
  id: 'REC-34',
  version: '1.1.0',
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
  ],
  basis: scopesOf,
  content: (s) => {
    const scopes = scopesOf(s);
    const first = scopes[0] ?? 'pregnancy';
    return {
      indicator: 'info',
      summary: summaries[first],
      lead: leads[first],
      because: [
        ...(scopes.includes('child') ? [{ words: `age ${s.chart.age}` }] : []),
        ...conditionsOnRecord(s, ['lumbar-surgery-6w']),
        ...(scopes.includes('pregnancy')
          ? [{ words: s.chart.gestation === undefined ? 'pregnant' : `pregnant, ${s.chart.gestation} weeks` }]
          : []),
      ],
      advice: scopes.flatMap((scope) => lines[scope]),
    };
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
