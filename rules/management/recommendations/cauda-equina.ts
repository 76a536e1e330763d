/** REC-03: possible cauda equina syndrome. Thresholds: RF-CES, RF-CES-EARLY. */
import { compile } from '../../engine/compile.ts';
import { any, flag } from '../../engine/criterion.ts';
import type { RedFlag } from '../../engine/types.ts';
import { someCaudaEquinaFeature } from '../../red-flags/terms.ts';
import { caudaEquinaQuestions } from '../../terms/documentation.ts';
import { mayBeGuillainBarre } from '../../terms/polyradiculoneuropathy.ts';
import { neurologicalBaseline } from '../baseline.ts';
import { flagBasis } from '../basis.ts';
import { cesAskByName, openQuestionsNamed, unansweredCesQuestions } from '../ces-questions.ts';
import type { Act, Ask } from '../contribution.ts';
import { evidenceOf } from '../evidence.ts';
import { hasImplant, mriCautions } from '../mri-caution.ts';
import { conditionsOnRecord, namedOnRecord, withComplaint } from '../on-record.ts';
import { EMERGENCY } from '../override-reasons.ts';
import { EVERY_HOOK, type Recommendation } from '../recommendation.ts';
import { flagOf, hasCondition, readings, type Situation } from '../situation.ts';
import { advice, order, type SuggestionDraft, snomed, task } from '../suggestion.ts';
import { cordNotCauda } from '../terms.ts';
import { type Said, say } from '../wording/say.ts';

const isBothLegs = (id: string): Said | undefined => {
  if (id.startsWith('mrc-') || ['foot-drop', 'heel-walk-unable', 'weakness-subjective'].includes(id))
    return say('ces.both-legs');
  return ['leg-pain', 'pain-path', 'pain-below-knee'].includes(id) ? say('ces.pain-both') : undefined;
};

/** What is found in both legs is said once. */
const features = (s: Situation, flags: readonly RedFlag[]): readonly Said[] =>
  evidenceOf(
    s,
    // the name of the card says it already
    [...new Set(flags.flatMap(({ because }) => because))].filter((id) => id !== 'cauda-equina-syndrome'),
    isBothLegs,
  );

/** An early sign is asked about before it is scanned. */
const questions = (s: Situation, now: boolean): readonly SuggestionDraft[] =>
  now || unansweredCesQuestions(s).length === 0
    ? []
    : [
        task('complete-history', say('button.form'), say('button.form.what'), {
          form: 'leg-symptom-intake',
          records: caudaEquinaQuestions,
        }),
      ];

/** Cord and roots, and who treats them. */
const ofAscending = (s: Situation): readonly SuggestionDraft[] => {
  const why = { for: say('reason.ascending'), priority: 'stat' } as const;
  return [
    order('neurology', why),
    order('mri-whole-spine', { pace: 'now', ...why, ...(!hasImplant(s) && { recommended: true as const }) }),
    order('emergency-referral', { label: say('button.ed.now'), recommended: true, ...why }),
  ];
};

const buttons = (s: Situation, now: boolean): readonly SuggestionDraft[] => {
  const priority = now ? 'stat' : 'urgent';
  const recommended = now && ({ recommended: true } as const);
  const why = { for: say('reason.ces'), reasonCodes: [snomed('192970008')] } as const;
  return [
    ...questions(s, now),
    order('mri-lumbar', {
      pace: now ? 'now' : 'today',
      priority,
      ...why,
      ...(!hasImplant(s) && recommended),
    }),
    order('emergency-referral', {
      label: say(now ? 'button.ed.now' : 'button.ed.today'),
      priority,
      ...why,
      ...recommended,
    }),
    order('bladder-scan', { priority, ...why }),
    advice(say('button.safety-net'), say('patient.safety-net')),
  ];
};

const polyradiculoneuropathy = compile(mayBeGuillainBarre);
const sphincters = compile(someCaudaEquinaFeature);

/** Ascending weakness without a sphincter sign: a bladder lost from the start speaks for the cord. */
const isAscending = ({ context, chart }: Situation): boolean => {
  const safety = { ...context, legs: chart.safety };
  const { midline } = safety.legs;
  return polyradiculoneuropathy(safety, midline) === true && sphincters(safety, midline) !== true;
};

const onset: Ask = { records: ['ces-onset-days'], said: say('ces.onset') };

const hasRetention = (s: Situation): boolean =>
  readings(s, 'urinary-retention').some(({ value }) => value === true);

/** When it began is among what a card has room for. */
const BEFORE_ONSET = 3;
const withOnset = (ids: readonly string[]): readonly string[] => {
  const others = ids.filter((id) => id !== 'ces-onset-days');
  return [...others.slice(0, BEFORE_ONSET), 'ces-onset-days', ...others.slice(BEFORE_ONSET)];
};

/** What one line can ask. */
const MOST_ASKED = 4;

const earlyAct = (s: Situation): Act =>
  unansweredCesQuestions(s).length > 0
    ? {
        summary: say('ces.early.act'),
        line: say('ces.early.line', { open: openQuestionsNamed(s, MOST_ASKED) }),
      }
    : { summary: say('ces.early.asked.act'), line: say('ces.early.asked.line'), orders: 1 };

const doubts = (s: Situation, ascending: boolean): readonly Said[] => [
  ...(ascending ? [say('ces.ascending.ventilation')] : []),
  ...neurologicalBaseline(s),
  ...(hasCondition(s, 'baseline-sphincter-symptom') ? [say('ces.baseline')] : []),
];

const caveats = (
  s: Situation,
  is: { readonly now: boolean; readonly ascending: boolean },
): readonly Said[] => [
  ...(is.ascending ? [say('ces.ascending.cord')] : []),
  ...(hasRetention(s) ? [say('ces.retention')] : []),
  say(is.now ? 'ces.no-rectal' : 'ces.residual'),
];

export const caudaEquina: Recommendation = {
  id: 'REC-03',
  version: '1.6.0',
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
    {
      cite: 'leonhard-2019',
      says: 'Guillain-Barré syndrome: measure the vital capacity early and again; cord compression is a rival to exclude',
      strength: 'expert consensus',
    },
  ],
  basis: flagBasis('RF-CES', 'RF-CES-EARLY'),
  contributes: (s) => {
    const flags = [flagOf(s, 'RF-CES'), flagOf(s, 'RF-CES-EARLY')].flatMap((one) => one ?? []);
    const now = flags.some(({ urgency }) => urgency === 'emergent');
    const ascending = now && isAscending(s);
    const name = say(ascending ? 'ces.ascending' : now ? 'ces.now' : 'ces.early');
    return [
      {
        problem: 'spine',
        indicator: 'critical',
        level: now ? 'emergent' : 'urgent',
        name,
        evidence: ascending ? [] : features(s, flags),
        act: ascending
          ? { summary: say('ces.ascending.act'), line: say('ces.ascending.line') }
          : now
            ? { summary: say('ces.now.act'), line: say('ces.now.line'), orders: 1 }
            : earlyAct(s),
        aside: name,
        ...(ascending && { source: 'leonhard-2019' as const }),
        reasons: withComplaint(s, [
          ...namedOnRecord(s, withOnset([...new Set(flags.flatMap(({ because }) => because))])),
          ...conditionsOnRecord(s, ['sciatica', 'cauda-equina-syndrome']),
        ]),
        next: [onset, ...cesAskByName(s, caudaEquinaQuestions.length)],
        but: doubts(s, ascending),
        caveats: caveats(s, { now, ascending }),
        limits: mriCautions(s),
        buttons: ascending ? ofAscending(s) : buttons(s, now),
      },
    ];
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
