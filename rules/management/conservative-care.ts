/** REC-13: stenosis. REC-23: conservative care first. REC-27 and REC-28 ride on REC-12 or REC-23. */
import { compile } from '../engine/compile.ts';
import { all, any, condition, dx, unlessKnown, urgency } from '../engine/criterion.ts';
import { bilateralPain } from '../terms/leg.ts';
import { diagnosisBasis } from './basis.ts';
import { isWeak } from './diagnosis-names.ts';
import { onRecord } from './on-record.ts';
import { ADVICE } from './override-reasons.ts';
import { open, opposing, supporting } from './reasons.ts';
import { type Recommendation, VISIT } from './recommendation.ts';
import { hasCondition, readings, type Situation } from './situation.ts';
import { advice, icd10, order, problem, SAFETY_NET, snomed, task } from './suggestion.ts';
import { routineOff } from './terms.ts';

const vascularRisk = (s: Situation): boolean =>
  hasCondition(s, 'smoker') || hasCondition(s, 'diabetes') || hasCondition(s, 'pad');

const pulsesOpen = (s: Situation): boolean =>
  readings(s, 'pulses').length === 0 || readings(s, 'pulses').some(({ value }) => value !== 'normal');

export const lumbarStenosis: Recommendation = {
  id: 'REC-13',
  version: '1.0.0',
  title: 'Likely lumbar spinal stenosis',
  hooks: VISIT,
  when: dx('LSS', 'likely'),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-25', 'S-41', 'S-42', 'S-43', 'S-44', 'S-45', 'S-46'],
  evidence: [
    {
      cite: 'suri-2010',
      says: 'Seated relief, bending forward, wide-based gait',
      strength: 'systematic review',
    },
    { cite: 'nass-stenosis-2011', says: 'History grade C, MRI grade B', strength: 'guideline' },
    {
      cite: 'konno-2007',
      says: 'Support tool with ABI, posture and claudication',
      strength: 'diagnostic study',
    },
  ],
  basis: diagnosisBasis('LSS'),
  content: (s) => ({
    indicator: 'info',
    summary:
      'Pattern fits lumbar spinal stenosis (worse walking/standing, eased by sitting or bending forward)',
    lead: 'Start with education and flexion-based exercise: the pattern fits lumbar spinal stenosis.',
    because: supporting(s, 'LSS').slice(0, 5),
    against: opposing(s, 'LSS').slice(0, 3),
    missing: open(s, 'LSS').slice(0, 4),
    advice: [
      'First line: education, supervised flexion-based exercise or physical therapy, walking aid, cycling.',
      'MRI when an intervention is considered.',
      ...(pulsesOpen(s) && vascularRisk(s)
        ? [
            'Pulses are abnormal or not recorded and there is vascular risk: measure the ankle-brachial index.',
          ]
        : []),
    ],
    suggestions: [
      order('physiotherapy', { label: 'Physical therapy referral', why: 'lumbar stenosis programme' }),
      problem('Lumbar spinal stenosis with neurogenic claudication', icd10('M48.062'), snomed('18347007')),
    ],
  }),
  vignettes: {
    fires: [
      {
        title: 'both legs, worse walking and standing, eased sitting and bending forward',
        given: {
          age: 72,
          closed: true,
          findings: [
            ['leg-pain', true, 'B'],
            ['buttock-pain', true, 'B'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'B'],
            ['pain-aggravating', ['walking', 'standing'], 'B'],
            ['pain-relieving', ['sitting', 'leaning-forward'], 'B'],
            ['shopping-cart', true],
            ['pain-onset-speed', 'gradual'],
            ['pain-onset-days', 400],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'calf pain on walking that stops on standing still',
        given: {
          age: 72,
          closed: true,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
            ['pulses', 'diminished', 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};

const SELF_CARE =
  'Keep moving within comfort. Seek urgent help for bladder, bowel or saddle numbness, new leg weakness, or fever.';

export const conservativeCare: Recommendation = {
  id: 'REC-23',
  version: '1.0.0',
  title: 'Conservative care first',
  hooks: VISIT,
  when: dx('RADIC'),
  unless: any(urgency('urgent'), routineOff),
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-22', 'S-24', 'S-39', 'S-48', 'S-51'],
  evidence: [
    {
      cite: 'nice-ng59',
      says: 'Self-management, staying active, exercise; manual therapy only in a package',
      strength: 'guideline',
    },
    { cite: 'nass-ldh-2012', says: 'Most improve without surgery', strength: 'guideline' },
    {
      cite: 'peul-2007',
      says: 'Early surgery: faster relief, similar outcome at one year',
      strength: 'trial',
    },
  ],
  basis: diagnosisBasis('RADIC'),
  content: (s) => ({
    indicator: 'info',
    summary:
      s.redFlags.length === 0
        ? 'Root pain pattern, no red-flag finding recorded: keep active, exercise/PT, review at 2-4 and 6 weeks'
        : 'Root pain pattern: see the red-flag card first; keep active, exercise/PT, review at 2-4 and 6 weeks',
    lead: 'Keep active and exercise, with review dates: most root pain settles without surgery.',
    because: supporting(s, 'RADIC').slice(0, 4),
    against: opposing(s, 'RADIC').slice(0, 2),
    missing: open(s, 'RADIC').slice(0, 3),
    advice: [
      'Relative rest only in severe episodes, no prolonged bed rest; directional or stabilisation exercise; manual therapy only as part of a package.',
      'NSAID if safe (weak evidence in sciatica).',
      'Early surgery gives faster relief and a similar outcome at one year.',
      'Give safety-net advice and review dates.',
    ],
    suggestions: [
      order('physiotherapy', { label: 'Physical therapy referral', why: 'radicular leg pain' }),
      advice('Send self-care and safety-net advice', SELF_CARE),
      task('complete-history', 'Review in 2-4 weeks', 'Review leg symptoms and neurology in 2-4 weeks'),
    ],
  }),
  vignettes: {
    fires: [
      {
        title: 'shooting pain below the knee, straight leg raise positive',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
            ['slr', true, 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same with dorsiflexion 3: an urgent matter first',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
            ['slr', true, 'L'],
            ['mrc-ankle-dorsiflexion', 3, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};

/** MRC 4, severe pain or broken sleep. */
const soonReview = (s: Situation): boolean =>
  isWeak(s) ||
  readings(s, 'pain-nrs').some(({ value }) => typeof value === 'number' && value >= 7) ||
  readings(s, 'sleep-disturbed').some(({ value }) => value === true);

const painInBoth = compile(bilateralPain);

/** Pain in each: a leg may have entries of its own, such as a normal reflex, and not hurt. */
const hurtsInBothLegs = ({ context }: Situation): boolean =>
  context.legs.each.some((leg) => painInBoth(context, leg) === true);

const rootOrStenosis = any(dx('RADIC'), dx('LSS'));

export const followUp: Recommendation = {
  id: 'REC-27',
  version: '1.0.0',
  title: 'Follow-up interval',
  hooks: VISIT,
  attachesTo: ['REC-12', 'REC-23'],
  when: all(rootOrStenosis, unlessKnown(condition('follow-up-booked'))),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-01'],
  evidence: [
    { cite: 'expert', says: 'Intervals', strength: 'expert consensus' },
    { cite: 'nice-ng59', says: 'Review and change of plan when symptoms persist', strength: 'guideline' },
  ],
  basis: (s) => [soonReview(s) ? 'review:2w' : 'review:6w'],
  content: (s) => {
    const soon = soonReview(s);
    const asked = ['saddle-sensory-change', 'urinary-retention'] as const;
    const denied = onRecord(s, asked, { which: 'normal' }).length > 0 && hurtsInBothLegs(s);
    return {
      indicator: 'info',
      summary: 'Review: 2 weeks if any weakness or severe pain, else 4-6 weeks; sooner if red flags appear',
      lead: soon
        ? 'Review in 2 weeks: weakness, severe pain or broken sleep is on record.'
        : 'Review in 4–6 weeks, sooner when anything gets worse.',
      because: onRecord(s, ['pain-nrs', 'sleep-disturbed']),
      advice: [
        soon
          ? 'Review in 2 weeks: weakness, severe pain or broken sleep is on record.'
          : 'Review in 4–6 weeks, sooner when anything gets worse.',
        ...(denied
          ? [
              'Both legs: telephone review within 24–72 hours once cauda equina compression has been excluded.',
            ]
          : []),
      ],
      suggestions: [
        task(
          'complete-history',
          'Book review',
          soon
            ? 'Review leg symptoms, neurology and function in 2 weeks'
            : 'Review leg symptoms, neurology and function in 4-6 weeks',
        ),
      ],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'possible root pain, no appointment on record',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['slr', true, 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same, appointment booked',
        given: {
          age: 40,
          history: ['follow-up-booked'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['slr', true, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};

const LEAFLET =
  'Information about leg pain from a lumbar nerve root: what to expect, how to keep active, and when to seek urgent help.';

export const patientEducation: Recommendation = {
  id: 'REC-28',
  version: '1.0.0',
  title: 'Patient education',
  hooks: VISIT,
  attachesTo: ['REC-12', 'REC-23'],
  when: rootOrStenosis,
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-15', 'S-60'],
  evidence: [
    { cite: 'founding-document', says: 'S-60: education helps', strength: 'expert consensus' },
    { cite: 'nice-ng59', says: 'Information and self-management', strength: 'guideline' },
  ],
  basis: () => ['education'],
  content: (s) => ({
    indicator: 'info',
    summary: 'Share plain-language information on nerve-root leg pain, activity and warning signs',
    lead: 'Share plain-language information on course, activity and warning signs.',
    because: onRecord(s, ['driving-difficulty']),
    advice: [
      ...(isWeak(s) || onRecord(s, ['numbness', 'weakness-subjective', 'driving-difficulty']).length > 0
        ? [
            'A numb or weak leg or foot: no driving until safe emergency braking is confirmed (local rules apply).',
          ]
        : []),
    ],
    suggestions: [advice('Send education leaflet', `${LEAFLET} ${SAFETY_NET}`)],
  }),
  vignettes: {
    fires: [
      {
        title: 'possible root pain',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['slr', true, 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'only leg pain is coded',
        given: { age: 40, findings: [['leg-pain', true, 'L']] },
        expect: null,
      },
    ],
  },
};
