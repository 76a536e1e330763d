/** REC-15: lumbar imaging without an indication on record. */
import { compile } from '../../engine/compile.ts';
import { all, any, unlessKnown, urgency } from '../../engine/criterion.ts';
import { hipAlone } from '../../red-flags/fracture.ts';
import { caudaEquinaQuestions } from '../../terms/documentation.ts';
import { openQuestionsNamed, unansweredCesQuestions } from '../ces-questions.ts';
import type { Act } from '../contribution.ts';
import { imagingDrafts, pregnancyLimits, removal } from '../draft-orders.ts';
import { onRecord } from '../on-record.ts';
import type { OfferedReason } from '../override-reasons.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import type { Situation } from '../situation.ts';
import { oldDangers } from '../stale.ts';
import { order, type SuggestionDraft, task } from '../suggestion.ts';
import { child, imagingIndicated, ordersImaging } from '../terms.ts';
import { type Said, say } from '../wording/say.ts';

const looked = ['conservative-weeks', 'pain-trend', 'minor-trauma', 'major-trauma'] as const;

/** Where an indication would stand. */
const NEEDED: ReadonlySet<string> = new Set(['observations', 'conditions']);

/** The card rests on absent indications. What could not be read does not count as absent. */
const isIncomplete = ({ notChecked }: Situation): boolean =>
  notChecked.some(({ key, about }) => NEEDED.has(key) || about !== undefined);

/** What the card says of the draft: the first that holds. */
interface Ground {
  readonly indicator: 'info' | 'warning';
  readonly name: Said;
  readonly act: Act;
  /** A waiting list is no place for a danger: the draft is taken back only once they were asked. */
  readonly asksFirst?: true;
  readonly saysOldDanger?: true;
  /** What is done in place of the study stands on the card of the danger. */
  readonly noExercise?: true;
}

const incomplete: Ground = {
  indicator: 'info',
  name: say('imaging.incomplete'),
  act: { summary: say('imaging.incomplete.act'), line: say('imaging.incomplete.line') },
};

const early: Ground = {
  indicator: 'warning',
  name: say('imaging.early'),
  act: { summary: say('imaging.early.act'), line: say('imaging.early.line') },
};

/** What one line can ask. */
const MOST_ASKED = 3;

const unasked = (s: Situation, open: number): Ground => ({
  indicator: 'warning',
  name: say('imaging.unasked', { open, all: caudaEquinaQuestions.length }),
  act: {
    summary: say('imaging.unasked.act'),
    line: say('imaging.unasked.line', { open: openQuestionsNamed(s, MOST_ASKED) }),
  },
  asksFirst: true,
});

const ofHip: Ground = {
  indicator: 'warning',
  name: say('imaging.hip'),
  act: { summary: say('imaging.hip.act'), line: say('imaging.hip.line') },
  noExercise: true,
};

const isHip = compile(hipAlone);

const groundOf = (s: Situation): Ground => {
  const [old, ...others] = oldDangers(s);
  if (old !== undefined)
    return {
      indicator: 'warning',
      name: old,
      act: { summary: say('imaging.old.act'), line: say('imaging.old.line') },
      asksFirst: true,
      ...(others.length === 0 && { saysOldDanger: true }),
    };
  if (isHip(s.context, s.context.legs.midline) === true) return ofHip;
  if (isIncomplete(s)) return incomplete;
  const open = unansweredCesQuestions(s).length;
  return open > 0 ? unasked(s, open) : early;
};

const askFirst: SuggestionDraft = task('complete-history', say('button.form'), say('button.form.what'), {
  form: 'leg-symptom-intake',
  records: caudaEquinaQuestions,
});

const IMAGING_REASONS: readonly OfferedReason[] = [
  'not-applicable',
  'clinical-judgement',
  'already-done',
  'patient-declines',
  'recipient-disagrees-evidence',
];

export const imagingNotYet: Recommendation = {
  id: 'REC-15',
  version: '1.7.0',
  title: 'Lumbar imaging not yet indicated',
  hooks: ORDERING,
  when: all(ordersImaging, unlessKnown(imagingIndicated), any(hipAlone, unlessKnown(urgency('soon')))),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: IMAGING_REASONS,
  seed: ['S-39', 'S-43', 'S-57'],
  evidence: [
    {
      cite: 'acr-2021',
      says: 'Variants 1–2: imaging is usually not appropriate without a red flag or six weeks of care',
      strength: 'guideline',
    },
    { cite: 'nice-cg124', says: 'A hip that may be broken is imaged itself', strength: 'guideline' },
    { cite: 'acp-2017', says: 'Non-drug care first', strength: 'guideline' },
    { cite: 'nice-ng59', says: 'Do not routinely image', strength: 'guideline' },
    {
      cite: 'hedis-lbp',
      says: 'Imaging within 28 days of a new uncomplicated diagnosis, ages 18–75, with exclusions',
      strength: 'guideline',
    },
  ],
  basis: (s) => imagingDrafts(s).map(({ type }) => `order:${type}`),
  contributes: (s) => {
    const ground = groundOf(s);
    const { asksFirst, noExercise, ...said } = ground;
    return imagingDrafts(s).map((draft) => ({
      problem: 'draft',
      draft,
      ...said,
      reasons: onRecord(s, ['pain-onset-days', ...looked], { which: 'any' }),
      next: looked.map((id) => ({ records: [id], said: { nameOf: id } })),
      caveats: noExercise ? [] : [say('imaging.early.but')],
      limits: pregnancyLimits(s),
      buttons: [
        ...(asksFirst ? [askFirst] : []),
        ...(asksFirst || ground === incomplete ? [] : removal(s, draft)),
        ...(noExercise ? [] : [order('physiotherapy', { for: say('reason.back') })]),
        ...(asksFirst ? removal(s, draft) : []),
        ...(noExercise
          ? []
          : [task('complete-history', say('button.later-review'), say('button.later-review.what'))]),
      ],
    }));
  },
  vignettes: {
    fires: [
      {
        title: 'MRI on day 10 of sciatica',
        given: {
          age: 39,
          hook: 'order-sign',
          order: { type: 'MRI-L-WO' },
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-onset-days', 10],
          ],
        },
        expect: 'warning',
      },
      {
        title: 'MRI of the lumbar spine for a documented fracture of the hip',
        given: {
          age: 78,
          hook: 'order-sign',
          order: { type: 'MRI-L-WO' },
          history: [['hip-fracture', 2, 'L']],
          findings: [['groin-pain', true, 'L']],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'MRI in HIV, day 10',
        given: {
          age: 39,
          hook: 'order-sign',
          order: { type: 'MRI-L-WO' },
          history: ['hiv'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-onset-days', 10],
          ],
        },
        expect: null,
      },
      {
        title: 'MRI after eight weeks of care, worse',
        given: {
          age: 39,
          hook: 'order-sign',
          order: { type: 'MRI-L-WO' },
          findings: [
            ['leg-pain', true, 'L'],
            ['conservative-weeks', 8],
            ['pain-trend', 'worsening'],
          ],
        },
        expect: null,
      },
    ],
  },
};
