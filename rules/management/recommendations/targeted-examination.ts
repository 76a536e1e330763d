/** REC-32: targeted examination of what imitates root pain. */
import { any, dx, each } from '../../engine/criterion.ts';
import type { DiagnosisId } from '../../engine/ids.ts';
import type { Some } from '../../engine/rule.ts';
import type { FindingId } from '../../findings/index.ts';
import { diagnosisBasis } from '../basis.ts';
import type { Act, Contribution } from '../contribution.ts';
import { causeName, leading } from '../diagnosis-names.ts';
import { mimicOf } from '../mimics.ts';
import { ADVICE } from '../override-reasons.ts';
import { supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { isAtLeastPossible, readings, type Situation } from '../situation.ts';
import { order, task } from '../suggestion.ts';
import { routineOff, sacroiliacTests } from '../terms.ts';
import { type PhraseSaid, type Said, say } from '../wording/say.ts';

interface Targeted {
  readonly id: DiagnosisId;
  /** Each test with what a card calls it. */
  readonly tests: readonly (readonly [FindingId, PhraseSaid])[];
}

/** What to examine when the pattern points elsewhere than a root. Facet pain has the hip as its rival. */
const targeted: readonly Targeted[] = [
  { id: 'SIJ', tests: sacroiliacTests.map((id) => [id, say('test.sij')] as const) },
  {
    id: 'PIRI',
    tests: [
      ['fair', say('test.fair')],
      ['sciatic-notch-tender', say('test.notch')],
    ],
  },
  {
    id: 'FACET',
    tests: [
      ['extension-rotation', say('test.extension')],
      ['hip-ir-painful', say('test.rotation')],
    ],
  },
  {
    id: 'HIPOA',
    tests: [
      ['hip-ir-painful', say('test.rotation')],
      ['hip-adduction-limited', say('test.adduction')],
      ['hip-groin-pain-passive', say('test.passive')],
    ],
  },
  {
    id: 'GTPS',
    tests: [
      ['gt-tender', say('test.trochanter')],
      ['single-leg-stance-pain', say('test.stance')],
    ],
  },
  {
    id: 'HIPBONE',
    tests: [
      ['hip-ir-painful', say('test.rotation')],
      ['weight-bearing-refused', say('test.weight')],
    ],
  },
  { id: 'ZOSTER', tests: [['dermatomal-rash', say('test.skin')]] },
  { id: 'TARSAL', tests: [['tinel-tarsal', say('test.tarsal')]] },
  { id: 'FEMORAL', tests: [['mrc-hip-adduction', say('test.adductors')]] },
  { id: 'MERALGIA', tests: [['pelvic-compression', say('test.pelvic')]] },
];

const causes = targeted.map(({ id }) => id) as unknown as Some<DiagnosisId>;

const pointed = (s: Situation) => targeted.filter(({ id }) => isAtLeastPossible(s, id));

const openTests = (s: Situation, { tests }: Targeted) => tests.filter(([id]) => readings(s, id).length === 0);

/** Then a line asks for them, and says that the cause is possible. */
export const hasOpenTests = (s: Situation, id: DiagnosisId): boolean =>
  targeted.some((one) => one.id === id && openTests(s, one).length > 0);

/** Arthritis of the hip has a treatment of its own; the others are looked at again. */
const doneOf = (id: DiagnosisId): Act =>
  id === 'HIPOA'
    ? { summary: say('hip.act'), line: say('hip.line') }
    : { summary: say('mimic.done.act'), line: say('mimic.done.line') };

/** A bone that breaks is no line among others. */
const toldOf = ({ id }: Targeted, line: Said): Pick<Contribution, 'but' | 'aside'> =>
  id === 'HIPBONE' ? { but: [line] } : { aside: line };

/** The card that leads with it says what to do: no line tells of it again, and none asks for a test on record. */
const ofMimic = (s: Situation, one: Targeted, open: Targeted['tests']): Contribution => ({
  problem: 'leg',
  indicator: 'info',
  ...(open.length > 0 &&
    leading(s)?.condition !== one.id &&
    toldOf(one, say('mimic.aside', { cause: causeName(one.id), tests: named(open) }))),
  reasons: supporting(s, one.id).slice(0, 4),
  next: one.tests.map(([id, said]) => ({ records: [id], said })),
});

const named = (tests: Targeted['tests']): readonly Said[] => [
  ...new Map(tests.map(([, said]) => [said.phrase, said])).values(),
];

/** Names what is open: of the five sacroiliac tests some may be on record. */
const openNamed = (one: Targeted, open: Targeted['tests']): readonly Said[] =>
  one.id === 'SIJ' && open.length < one.tests.length ? [say('test.sij.rest')] : named(open);

export const targetedExamination: Recommendation = {
  id: 'REC-32',
  version: '1.4.0',
  title: 'Targeted examination of what imitates a root',
  hooks: VISIT,
  when: any(...each(causes, (id) => dx(id))),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-19', 'S-26', 'S-54'],
  evidence: [
    {
      cite: 'laslett-2005',
      says: 'Three or more positive sacroiliac provocation tests',
      strength: 'diagnostic study',
    },
    { cite: 'laslett-2003', says: 'No centralisation', strength: 'diagnostic study' },
    {
      cite: 'hopayian-2018',
      says: 'Piriformis: buttock pain, sciatic notch, sitting, FAIR',
      strength: 'systematic review',
    },
    { cite: 'metcalfe-2019', says: 'Hip tests', strength: 'systematic review' },
    {
      cite: 'nice-ng226',
      says: 'Osteoarthritis: therapeutic exercise and, if appropriate, weight management; no routine imaging',
      strength: 'guideline',
    },
    { cite: 'nouraei-2007', says: 'Pelvic compression', strength: 'diagnostic study' },
  ],
  basis: diagnosisBasis(...causes),
  contributes: (s) =>
    pointed(s).map((one) => {
      const open = openTests(s, one);
      const tests = openNamed(one, open);
      const done = open.length === 0;
      // what has an act of its own is acted on first: its test is what comes next
      if (mimicOf(s, one.id) !== undefined) return ofMimic(s, one, open);
      return {
        problem: 'leg' as const,
        indicator: 'info' as const,
        causes: [one.id],
        act: done
          ? doneOf(one.id)
          : { summary: say('mimic.act', { tests }), line: say('mimic.line', { tests }) },
        ...(!done && {
          asksForRecord: true as const,
          aside: say('mimic.aside', { cause: causeName(one.id), tests }),
        }),
        reasons: supporting(s, one.id).slice(0, 4),
        caveats: one.id === 'FACET' ? [say('mimic.facet')] : [],
        buttons: done
          ? one.id === 'HIPOA'
            ? [order('physiotherapy', { for: say('reason.hip') })]
            : []
          : [
              task('perform-exam', say('button.exam'), say('button.exam.tests', { tests }), {
                records: open.map(([id]) => id),
              }),
            ],
      };
    }),
  vignettes: {
    fires: [
      {
        title: 'buttock pain, tender sciatic notch, FAIR positive, worse sitting, neurology normal',
        given: {
          age: 29,
          closed: true,
          findings: [
            ['buttock-pain', true, 'R'],
            ['leg-pain', true, 'R'],
            ['pain-path', ['buttock', 'posterior-thigh'], 'R'],
            ['pain-aggravating', ['sitting'], 'R'],
            ['low-back-pain', false],
            ['sciatic-notch-tender', true, 'R'],
            ['fair', true, 'R'],
            ['slr', false, 'R'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'leg pain alone points nowhere yet',
        given: { age: 29, findings: [['leg-pain', true, 'R']] },
        expect: null,
      },
    ],
  },
};
