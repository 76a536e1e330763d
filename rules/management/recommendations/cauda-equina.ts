/** REC-03: possible cauda equina syndrome. Thresholds: RF-CES, RF-CES-EARLY. */
import { compile } from '../../engine/compile.ts';
import { any, flag } from '../../engine/criterion.ts';
import type { RedFlag } from '../../engine/types.ts';
import { findings, isFindingId } from '../../findings/index.ts';
import { someCaudaEquinaFeature } from '../../red-flags/terms.ts';
import { caudaEquinaQuestions } from '../../terms/documentation.ts';
import { mayBeGuillainBarre } from '../../terms/polyradiculoneuropathy.ts';
import { emergencyMriHours, highResidual, reported, vitalCapacity } from '../../terms/thresholds.ts';
import { neurologicalBaseline } from '../baseline.ts';
import { flagBasis } from '../basis.ts';
import { unansweredCesQuestions } from '../ces-questions.ts';
import { hasImplant, mriCautions } from '../mri-caution.ts';
import { ago, conditionsOnRecord, namedOnRecord, onRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, hasCondition, readings, recordedValue, type Situation } from '../situation.ts';
import { advice, order, SAFETY_NET, type SuggestionDraft, snomed } from '../suggestion.ts';
import { cordNotCauda } from '../terms.ts';
import { summary } from '../words.ts';

/** Shorter than the vocabulary's labels: two or three must fit into a summary beside the action. */
const shortNames: Readonly<Record<string, string>> = {
  'saddle-sensory-change': 'saddle numbness',
  'urinary-retention': 'urinary retention',
  'urinary-incontinence': 'urinary incontinence',
  'fecal-incontinence': 'bowel incontinence',
  'rectal-fullness-loss': 'rectal sensation lost',
  'sexual-dysfunction-new': 'sexual dysfunction',
  'perianal-pinprick-reduced': 'perianal sensation reduced',
};

const weaknesses: ReadonlySet<string> = new Set(['foot-drop', 'heel-walk-unable', 'weakness-subjective']);

/** What is found in both legs is said once. */
const shortName = (s: Situation, id: string): string | undefined => {
  if (id === 'pvr-ml') return `residual ${recordedValue(s, id)} mL`;
  if (id.startsWith('mrc-') || weaknesses.has(id)) return 'weakness of both legs';
  if (id === 'leg-pain' || id === 'pain-path' || id === 'pain-below-knee') return 'pain in both legs';
  if (!isFindingId(id) || findings[id].kind === 'symptom' || id === 'ces-onset-days') return undefined;
  return shortNames[id] ?? findings[id].label;
};

const features = (s: Situation, flags: readonly RedFlag[]): readonly string[] => [
  ...new Set(flags.flatMap(({ because }) => because.flatMap((id) => shortName(s, id) ?? []))),
];

/** Counted up to today: "13 days" said three weeks ago is more by now. */
const onset = (s: Situation): string => {
  const [said] = readings(s, 'ces-onset-days');
  if (typeof said?.value !== 'number') return 'not recorded';
  return ago(said.value + Math.min(...said.facts.map(({ days }) => days)));
};

const emergency = (s: Situation, flags: readonly RedFlag[]): string =>
  summary(
    (list) =>
      `Possible cauda equina syndrome: emergency assessment and MRI now (${list === '' ? '' : `${list}, `}onset ${onset(s)})`,
    features(s, flags),
  );

const sameDay = (s: Situation, flags: readonly RedFlag[]): string =>
  summary(
    (list) =>
      `Warning signs for cauda equina syndrome: same-day clinical assessment and MRI decision${list === '' ? '' : ` (${list})`}`,
    features(s, flags),
  );

const polyradiculoneuropathy = compile(mayBeGuillainBarre);
const sphincters = compile(someCaudaEquinaFeature);

/** Ascending weakness without a sphincter sign: a bladder lost from the start speaks for the cord. */
const isAscending = ({ context, chart }: Situation): boolean => {
  const safety = { ...context, legs: chart.safety };
  const { midline } = safety.legs;
  return polyradiculoneuropathy(safety, midline) === true && sphincters(safety, midline) !== true;
};

const ASCENDING_SUMMARY =
  'Weakness of both legs: may be Guillain-Barré, vital capacity and neurology now; emergency MRI for cord and cauda equina';

const ASCENDING: readonly string[] = [
  `Guillain-Barré syndrome: ${reported(['leonhard-2019'], 'one in five needs ventilation')}. Measure the vital capacity now and again; under ${vitalCapacity.value} mL/kg or falling: intensive care. Early reflexes may be kept.`,
  'A sensory level or a bladder lost from the start speaks for the cord.',
];

const suspected = {
  text: 'Suspected cauda equina syndrome',
  codes: [snomed('192970008')],
} as const;

const suggestions = (s: Situation, now: boolean): readonly SuggestionDraft[] => {
  const priority = now ? 'stat' : 'urgent';
  const recommended = now && ({ recommended: true } as const);
  return [
    order('emergency-referral', {
      label: now ? 'Emergency department referral (stat)' : 'Emergency department referral (today)',
      why: 'suspected cauda equina syndrome',
      priority,
      reason: suspected,
      ...recommended,
    }),
    order('mri-lumbar', {
      label: now ? 'Emergency MRI lumbar spine' : 'Same-day MRI lumbar spine',
      why: 'suspected cauda equina syndrome',
      priority,
      reason: suspected,
      ...(!hasImplant(s) && recommended),
    }),
    order('bladder-scan', { label: 'Post-void bladder scan now', priority, reason: suspected }),
    advice('Give written safety-net advice', SAFETY_NET),
  ];
};

export const caudaEquina: Recommendation = {
  id: 'REC-03',
  version: '1.3.0',
  title: 'Possible cauda equina syndrome',
  hooks: EVERY_HOOK,
  redFlags: ['RF-CES', 'RF-CES-EARLY'],
  when: any(flag('RF-CES'), flag('RF-CES-EARLY')),
  unless: cordNotCauda,
  selectionBehavior: 'any',
  overrideReasons: EMERGENCY,
  seed: ['S-21'],
  evidence: [
    {
      cite: 'girft-2023',
      says: 'Emergency MRI as soon as possible and within 4 hours of request; a residual under 200 mL does not exclude; no rectal examination needed before imaging; written safety-net advice',
      strength: 'guideline',
    },
    {
      cite: 'ifompt-2020',
      says: 'Spread from one leg to both and change of bladder, bowel, saddle or sexual function are early signs',
      strength: 'expert consensus',
    },
    { cite: 'acr-2021', says: 'Variant 4: MRI of the lumbar spine', strength: 'guideline' },
  ],
  basis: flagBasis('RF-CES', 'RF-CES-EARLY'),
  content: (s) => {
    const flags = [flagOf(s, 'RF-CES'), flagOf(s, 'RF-CES-EARLY')].flatMap((one) => one ?? []);
    const now = flags.some(({ urgency }) => urgency === 'emergent');
    const ascending = now && isAscending(s);
    return {
      indicator: 'critical',
      level: now ? 'emergent' : 'urgent',
      summary: ascending ? ASCENDING_SUMMARY : now ? emergency(s, flags) : sameDay(s, flags),
      lead: ascending
        ? 'May be Guillain-Barré: vital capacity and neurology now, and emergency MRI, for the cord and the cauda equina look the same.'
        : now
          ? 'Emergency department or on-call spine team now, and emergency MRI: what is recorded can mean compression of the cauda equina.'
          : 'Assess today and decide on MRI: what is recorded can be the start of cauda equina compression.',
      because: withComplaint(s, [
        ...namedOnRecord(s, [...new Set([...flags.flatMap(({ because }) => because), 'ces-onset-days'])]),
        ...conditionsOnRecord(s, ['sciatica', 'cauda-equina-syndrome']),
      ]),
      against: onRecord(s, caudaEquinaQuestions, { which: 'normal' }),
      missing: unansweredCesQuestions(s).map((id) => findings[id].label),
      advice: [
        ...(ascending ? ASCENDING : []),
        now
          ? `MRI as soon as possible (UK pathway: within ${emergencyMriHours.value} hours of request); do not wait for a rectal examination.`
          : 'Ask the open cauda equina questions today; a change of bladder, bowel, saddle or sexual function makes it an emergency.',
        ...neurologicalBaseline(s),
        ...(hasCondition(s, 'baseline-sphincter-symptom')
          ? ['A long-standing bladder or bowel symptom is on record: ask whether this is new or changed.']
          : []),
        `Post-void bladder scan: ${highResidual.value} mL or more makes it more likely; less does not exclude it.`,
        'Do not put retention down to opioids, constipation or pain without imaging.',
        'Give the patient written safety-net advice.',
      ],
      limits: mriCautions(s),
      suggestions: suggestions(s, now),
    };
  },
  vignettes: {
    fires: [
      {
        title: 'both legs weak for ten days, knee and ankle reflexes lost',
        given: {
          findings: [
            ['weakness-subjective', true, 'B'],
            ['areflexia-legs', true],
            ['pain-onset-days', 10],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'numb around the back passage since yesterday, cannot pass urine, sciatica',
        given: {
          findings: [
            ['leg-pain', true, 'L'],
            ['saddle-sensory-change', true],
            ['urinary-retention', true],
            ['ces-onset-days', 1],
          ],
        },
        expect: 'critical',
      },
      {
        title: 'one leg, then both; sphincters asked and denied',
        given: {
          findings: [
            ['leg-pain', true, 'B'],
            ['progressed-to-bilateral', true],
            ['saddle-sensory-change', false],
            ['urinary-retention', false],
          ],
        },
        expect: 'critical',
      },
    ],
    doesNot: [
      {
        title: 'both feet drop with brisk reflexes, bladder and saddle normal: the card of the cord says it',
        given: {
          age: 70,
          findings: [
            ['foot-drop', true, 'B'],
            ['hyperreflexia', true, 'B'],
            ['progressive-weakness', true, 'B'],
            ['saddle-sensory-change', false],
          ],
        },
        expect: null,
      },
      {
        title: 'sciatica, every question asked and denied',
        given: {
          findings: [['leg-pain', true, 'L'], ...caudaEquinaQuestions.map((id) => [id, false] as const)],
        },
        expect: null,
      },
    ],
  },
};
