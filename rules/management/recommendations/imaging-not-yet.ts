/** REC-15: lumbar imaging without an indication on record. */
import { all, unlessKnown, urgency } from '../../engine/criterion.ts';
import { imagingDrafts, pregnancyLimits, removal } from '../draft-orders.ts';
import { onRecord } from '../on-record.ts';
import type { OfferedReason } from '../override-reasons.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import type { Situation } from '../situation.ts';
import { order, task } from '../suggestion.ts';
import { child, imagingIndicated, ordersImaging } from '../terms.ts';
import { say } from '../wording/say.ts';

const looked = ['conservative-weeks', 'pain-trend', 'minor-trauma', 'major-trauma'] as const;

/** Where an indication would stand. */
const NEEDED: ReadonlySet<string> = new Set(['observations', 'conditions']);

/** The card rests on absent indications. What could not be read does not count as absent. */
const isIncomplete = ({ notChecked }: Situation): boolean =>
  notChecked.some(({ key, about }) => NEEDED.has(key) || about !== undefined);

const IMAGING_REASONS: readonly OfferedReason[] = [
  'not-applicable',
  'clinical-judgement',
  'already-done',
  'patient-declines',
  'recipient-disagrees-evidence',
];

export const imagingNotYet: Recommendation = {
  id: 'REC-15',
  version: '1.4.0',
  title: 'Lumbar imaging not yet indicated',
  hooks: ORDERING,
  when: all(ordersImaging, unlessKnown(imagingIndicated), unlessKnown(urgency('soon'))),
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
    const incomplete = isIncomplete(s);
    return imagingDrafts(s).map((draft) => ({
      problem: 'draft',
      draft,
      indicator: incomplete ? 'info' : 'warning',
      name: say(incomplete ? 'imaging.incomplete' : 'imaging.early'),
      act: incomplete
        ? { summary: say('imaging.incomplete.act'), line: say('imaging.incomplete.line') }
        : { summary: say('imaging.early.act'), line: say('imaging.early.line') },
      reasons: onRecord(s, ['pain-onset-days', ...looked], { which: 'any' }),
      next: looked.map((id) => ({ records: [id], said: { nameOf: id } })),
      but: [say('imaging.early.but')],
      limits: pregnancyLimits(s),
      buttons: [
        ...(incomplete ? [] : removal(s, draft)),
        order('physiotherapy', { for: say('reason.back') }),
        task('complete-history', say('button.later-review'), say('button.later-review.what')),
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
