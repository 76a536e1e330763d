/** REC-15: lumbar imaging without an indication on record. */
import { all, unlessKnown, urgency } from '../../engine/criterion.ts';
import { careWeeks, fragileAge, reported, reviewLateWeeks } from '../../terms/thresholds.ts';
import { draftsOnRecord, imagingDrafts, pregnancyLimits, removable } from '../draft-orders.ts';
import { onRecord } from '../on-record.ts';
import type { OverrideReason } from '../override-reasons.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { readings, type Situation } from '../situation.ts';
import { order, removals, task } from '../suggestion.ts';
import { child, imagingIndicated, ordersImaging } from '../terms.ts';

const looked = ['conservative-weeks', 'pain-trend', 'minor-trauma', 'major-trauma'] as const;

/** Where an indication would stand. */
const NEEDED: ReadonlySet<string> = new Set(['observations', 'conditions']);

/** The card rests on what is not there: what was not read is no such thing. */
const isIncomplete = ({ notChecked }: Situation): boolean =>
  notChecked.some(({ key, about }) => NEEDED.has(key) || about !== undefined);

const IMAGING_REASONS: readonly OverrideReason[] = [
  'not-applicable',
  'clinical-judgement',
  'already-done',
  'patient-declines',
  'recipient-disagrees-evidence',
];

export const imagingNotYet: Recommendation = {
  id: 'REC-15',
  version: '1.3.0',
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
  content: (s) => ({
    indicator: isIncomplete(s) ? 'info' : 'warning',
    summary: isIncomplete(s)
      ? 'Imaging criteria not found, but part of the record could not be read: look for an indication before waiting'
      : `Imaging criteria not on record (red flag, or ≥${careWeeks.value} weeks of care): usually not appropriate yet (ACR)`,
    lead: isIncomplete(s)
      ? 'Look for an indication yourself: part of the record could not be read, so its absence says little.'
      : 'Consider waiting with imaging: no indication for it is on record.',
    because: [
      ...draftsOnRecord(s, imagingDrafts(s)),
      ...onRecord(s, ['pain-onset-days', ...looked], { which: 'any' }),
    ],
    missing: [
      ...looked.filter((id) => readings(s, id).length === 0).map((id) => nameOf(id)),
      ...(s.chart.age === undefined ? ['age'] : []),
    ],
    advice: [
      `Looked for and not found: a red flag; ${careWeeks.value} weeks of care without improvement; new or worse symptoms after surgery; cancer, risk of infection; low-energy trauma, osteoporosis, age ${fragileAge.value} or over, long-term steroids. Not documented is not the same as absent.`,
      `If ${careWeeks.value} weeks of care happened elsewhere, record it and this card disappears.`,
      ...pregnancyLimits(s),
      'Early imaging does not improve outcome and leads to more procedures.',
      reported(
        ['hedis-lbp'],
        'HEDIS LBP counts imaging within 28 days of a new uncomplicated diagnosis (ages 18–75, with exclusions).',
      ),
    ],
    suggestions: [
      ...(isIncomplete(s) ? [] : removals('Remove this imaging order', removable(s, imagingDrafts(s)))),
      order('physiotherapy', { label: 'Physical therapy referral', why: 'leg pain from the back' }),
      task(
        'complete-history',
        `Set a ${reviewLateWeeks.value}-week review`,
        `Review leg symptoms and neurology at ${reviewLateWeeks.value} weeks`,
      ),
    ],
  }),
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

const nameOf = (id: (typeof looked)[number]): string =>
  ({
    'conservative-weeks': 'weeks of non-surgical care',
    'pain-trend': 'trend',
    'minor-trauma': 'minor trauma',
    'major-trauma': 'major trauma',
  })[id];
