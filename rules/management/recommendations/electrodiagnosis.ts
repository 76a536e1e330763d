/** REC-26: EMG and nerve conduction studies. */
import { all, any, condition, dx, flag, grade, orders, present, root, term } from '../../engine/criterion.ts';
import type { DiagnosisId } from '../../engine/ids.ts';
import { inWeeks, needleDays, needleInr } from '../../terms/thresholds.ts';
import { diagnosisBasis } from '../basis.ts';
import type { Contribution } from '../contribution.ts';
import { draftsOf, removal } from '../draft-orders.ts';
import { isDiscordant, located } from '../located.ts';
import { isNeedleBarred, whyBarred } from '../needle.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { signsOf, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { isAtLeastPossible, readings, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { type Said, say } from '../wording/say.ts';

const isEarly = (s: Situation): boolean =>
  draftsOf(s, 'EMG').length > 0 &&
  readings(s, 'pain-onset-days').some(({ value }) => typeof value === 'number' && value < needleDays.value);

const WEEK = inWeeks(needleDays);

const early = (s: Situation): readonly Contribution[] =>
  draftsOf(s, 'EMG').map((draft) => ({
    problem: 'draft',
    draft,
    indicator: 'info',
    name: say('emg.early', { week: WEEK }),
    act: { summary: say('emg.early.act', { week: WEEK }), line: say('emg.early.line', { week: WEEK }) },
    reasons: onRecord(s, ['pain-onset-days']),
    caveats: [say('emg.early.but')],
    more: [say('emg.mismatch'), say('emg.limits')],
    buttons: removal(s, draft),
  }));

/** Ordered although a needle is barred: said before how early it is. */
const barred = (s: Situation): readonly Contribution[] =>
  draftsOf(s, 'EMG').map((draft) => ({
    problem: 'draft',
    draft,
    indicator: 'warning',
    name: whyBarred(s),
    act: { summary: say('emg.barred.act'), line: say('emg.barred.line') },
    source: 'relias-2012',
    reasons: onRecord(s, ['inr'], { which: 'any' }),
    buttons: removal(s, draft),
  }));

const ofDraft = (s: Situation): readonly Contribution[] => {
  if (isNeedleBarred(s)) return barred(s);
  return isEarly(s) ? early(s) : [];
};

/** What the laboratory is asked to separate. */
const questions = [
  ['PERONEAL', say('emg.peroneal')],
  ['FEMORAL', say('emg.femoral')],
  ['LRPN', say('emg.lrpn')],
] as const satisfies readonly (readonly [DiagnosisId, Said])[];

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

/** At a visit: to ask for the study. */
const wanted = (s: Situation): readonly Contribution[] => {
  const [first] = questions.filter(([id]) => isAtLeastPossible(s, id));
  const peroneal = first?.[0] === 'PERONEAL';
  const discordant = located(s).filter(isDiscordant);
  const why = { for: say('reason.nerve') };
  return [
    {
      problem: 'leg',
      indicator: 'info',
      causes: first === undefined ? ['RADIC', 'LDH', 'FORAM'] : [first[0]],
      act: {
        summary: say(peroneal ? 'emg.peroneal.act' : 'emg.act'),
        line: peroneal
          ? say('emg.peroneal.line')
          : say('emg.line', { between: first?.[1] ?? say('emg.any'), week: WEEK }),
        orders: 1,
      },
      aside: say('emg.aside'),
      reasons: [
        ...(first ? supporting(s, first[0]).slice(0, 4) : []),
        ...discordant.flatMap(({ leg, roots }) => roots.flatMap((one) => signsOf(s, leg, one).slice(0, 2))),
      ],
      next: peroneal ? [{ records: [], said: say('emg.cause') }] : [],
      caveats: peroneal ? [say('emg.repeat', { week: WEEK }), say('emg.mri')] : [],
      more: [say('emg.mismatch'), say('emg.limits')],
      buttons: [order('ncs', why), order('emg', why)],
    },
  ];
};

export const electrodiagnosis: Recommendation = {
  id: 'REC-26',
  version: '1.5.0',
  title: 'EMG and nerve conduction studies',
  hooks: [...VISIT, 'order-sign'],
  when: any(
    dx('PERONEAL'),
    dx('FEMORAL', 'likely'),
    plexusInQuestion,
    root('discordant'),
    all(
      orders('EMG'),
      any(grade('pain-onset-days', '<', needleDays), flag('RF-BLEEDING'), grade('inr', '>', needleInr)),
    ),
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
      cite: 'relias-2012',
      says: 'No needle study with an INR above 3, as generally recommended; no guideline stands behind it',
      strength: 'expert consensus',
    },
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
    ...(draftsOf(s, 'EMG').length > 0 && isNeedleBarred(s) ? ['needle barred'] : []),
  ],
  contributes: (s) => (VISIT.includes(s.chart.hook) ? wanted(s) : ofDraft(s)),
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
      {
        title: 'EMG ordered on day 40 with an INR of 4.2',
        given: {
          age: 71,
          hook: 'order-sign',
          order: { type: 'EMG' },
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-onset-days', 40],
            ['inr', 4.2],
          ],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'EMG ordered on day 40 with an INR of 2.5',
        given: {
          age: 71,
          hook: 'order-sign',
          order: { type: 'EMG' },
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-onset-days', 40],
            ['inr', 2.5],
          ],
        },
        expect: null,
      },
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
