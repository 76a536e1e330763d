/** REC-26: EMG and nerve conduction studies. */
import { all, any, condition, dx, grade, orders, present, root, term } from '../../engine/criterion.ts';
import type { DiagnosisId } from '../../engine/ids.ts';
import { inWeeks, needleDays } from '../../terms/thresholds.ts';
import { diagnosisBasis } from '../basis.ts';
import { draftsOnRecord, removable } from '../draft-orders.ts';
import { FIBULAR_CARE } from '../fibular-care.ts';
import { isDiscordant, located } from '../located.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { opposing, signsOf, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { draftsOf, isAtLeastPossible, readings, type Situation } from '../situation.ts';
import { order, removals } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { listed } from '../words.ts';

const isEarly = (s: Situation): boolean =>
  draftsOf(s, 'EMG').length > 0 &&
  readings(s, 'pain-onset-days').some(({ value }) => typeof value === 'number' && value < needleDays.value);

const WEEKS = inWeeks(needleDays);

/** What the laboratory is asked to separate. */
const questions: readonly (readonly [id: DiagnosisId, between: string])[] = [
  ['PERONEAL', 'L5 root, fibular (peroneal) nerve or plexus'],
  ['FEMORAL', 'roots L2–L4, femoral nerve or plexus'],
  ['LRPN', 'roots, plexus or both (radiculoplexus neuropathy)'],
];

const asked = (s: Situation) => questions.filter(([id]) => isAtLeastPossible(s, id));

const plexusInQuestion = term(
  'radiculoplexus neuropathy likely, or possible with diabetes or weight loss',
  any(
    dx('LRPN', 'likely'),
    all(
      dx('LRPN'),
      any(condition('diabetes'), condition('diabetic-amyotrophy'), present('weight-loss-unexplained')),
    ),
  ),
);

export const electrodiagnosis: Recommendation = {
  id: 'REC-26',
  version: '1.2.0',
  title: 'EMG and nerve conduction studies',
  hooks: [...VISIT, 'order-sign'],
  when: any(
    dx('PERONEAL'),
    dx('FEMORAL', 'likely'),
    plexusInQuestion,
    root('discordant'),
    all(orders('EMG'), grade('pain-onset-days', '<', needleDays)),
  ),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-18'],
  evidence: [
    {
      cite: 'malanga-2018',
      says: 'Needle study more than 18–21 days from onset',
      strength: 'expert consensus',
    },
    { cite: 'aanem', says: 'Indications and limits', strength: 'guideline' },
    {
      cite: 'medscape-2020',
      says: 'A block at the knee shows at once, lost axons after 1 to 4 weeks',
      strength: 'expert consensus',
    },
    {
      cite: 'statpearls-peroneal',
      says: 'Foot drop: ankle-foot orthosis and physical therapy',
      strength: 'expert consensus',
    },
    { cite: 'bowley-2019', says: 'Foot drop: root or peroneal nerve', strength: 'systematic review' },
    { cite: 'nass-ldh-2012', says: 'Limited value in herniation', strength: 'guideline' },
  ],
  basis: (s) => [
    ...diagnosisBasis('PERONEAL', 'LRPN', 'FEMORAL')(s),
    ...located(s)
      .filter(isDiscordant)
      .map(({ leg, result }) => `root:${leg}=${result}`),
    ...(isEarly(s) ? ['early'] : []),
  ],
  content: (s) => {
    const early = isEarly(s);
    const inQuestion = asked(s);
    const [first] = inQuestion;
    const between = first?.[1] ?? 'root, nerve or plexus';
    const discordant = located(s).filter(isDiscordant);
    return {
      indicator: 'info',
      summary: early
        ? `EMG ordered within ${WEEKS} weeks of onset: needle changes may not show yet, consider timing it at ${WEEKS} weeks`
        : `EMG/NCS can separate ${between}; best ≥${WEEKS} weeks after onset`,
      lead: early
        ? `Consider timing the study about ${WEEKS} weeks after onset: needle changes need that long to appear.`
        : 'Consider EMG and nerve conduction studies: examination alone does not separate root from nerve or plexus here.',
      because: [
        ...draftsOnRecord(s, draftsOf(s, 'EMG')),
        ...(early ? onRecord(s, ['pain-onset-days']) : []),
        ...(first ? supporting(s, first[0]).slice(0, 4) : []),
        ...discordant.flatMap(({ leg, roots }) => roots.flatMap((one) => signsOf(s, leg, one).slice(0, 2))),
      ],
      against: first ? opposing(s, first[0]).slice(0, 3) : [],
      advice: [
        discordant.length > 0
          ? `Question for the laboratory: roots ${listed(discordant.flatMap(({ roots }) => roots))}, plexus or polyradiculopathy?`
          : `Question for the laboratory: ${between}?`,
        ...inQuestion.slice(1).map(([, other]) => `Also open: ${other}.`),
        ...(isAtLeastPossible(s, 'PERONEAL') ? FIBULAR_CARE : []),
        'Not useful for pain alone or purely sensory symptoms.',
        'An MRI that does not fit the examination is a further reason; this check does not read images or reports.',
      ],
      suggestions: early
        ? removals('Remove this EMG order for now', removable(s, draftsOf(s, 'EMG')))
        : [order('emg', { why: between }), order('ncs', { why: between })],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'weak dorsiflexion 4 with strong inversion and hip abduction after leg crossing',
        given: {
          age: 33,
          history: ['peroneal-risk'],
          findings: [
            ['weakness-subjective', true, 'R'],
            ['mrc-ankle-dorsiflexion', 4, 'R'],
            ['mrc-ankle-inversion', 5, 'R'],
            ['mrc-hip-abduction', 5, 'R'],
            ['mrc-ankle-eversion', 4, 'R'],
            ['slr', false, 'R'],
            ['low-back-pain', false],
            ['sens-dorsal-foot', 'reduced', 'R'],
          ],
        },
        expect: 'info',
      },
      {
        title: 'painful weak hip and knee in a diabetic, several roots at once',
        given: {
          age: 66,
          history: ['diabetes'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['groin', 'anterior-thigh'], 'L'],
            ['mrc-hip-flexion', 4, 'L'],
            ['mrc-knee-extension', 4, 'L'],
            ['reflex-patellar', 'absent', 'L'],
          ],
        },
        expect: 'info',
      },
      {
        title: 'EMG ordered on day 6',
        given: {
          age: 33,
          hook: 'order-sign',
          order: { type: 'EMG' },
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-onset-days', 6],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'EMG ordered on day 40',
        given: {
          age: 33,
          hook: 'order-sign',
          order: { type: 'EMG' },
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-onset-days', 40],
          ],
        },
        expect: null,
      },
    ],
  },
};
