/** REC-15, REC-16, REC-17: lumbar imaging at order time. */
import { all, any, condition, is, orders, unlessKnown, urgency } from '../engine/criterion.ts';
import type { Detail, Order } from '../engine/types.ts';
import { orderTypes } from '../findings/index.ts';
import type { Recorded } from './content.ts';
import { conditionsOnRecord, namedOnRecord, onRecord } from './on-record.ts';
import type { OverrideReason } from './override-reasons.ts';
import { ORDERING, type Recommendation } from './recommendation.ts';
import { draftsOf, hasCondition, readings, type Situation } from './situation.ts';
import { order, removals, type SuggestionDraft, task } from './suggestion.ts';
import { child, imagingIndicated, lumbarImaging, lumbarMri, ordersImaging } from './terms.ts';
import { chart, summary } from './words.ts';

const drafts = (s: Situation): readonly Order[] => draftsOf(s, ...lumbarImaging);

/** Which order the card is about: the wire cannot point at it. */
export const draftsOnRecord = (drafts: readonly Order[]): readonly Recorded[] =>
  drafts.map(({ type, draftRef }) => ({
    words: [
      `draft order for ${orderTypes[type as keyof typeof orderTypes] ?? 'this study'}`,
      ...(draftRef === undefined ? [] : [' (', chart(draftRef), ')']),
    ],
    ...(draftRef !== undefined && { ref: draftRef }),
  }));

const pregnancy = (s: Situation): readonly string[] =>
  s.chart.pregnant === true
    ? [
        'Pregnancy: MRI without gadolinium is preferred; no ionising study of the lumbar spine unless it changes emergency care.',
      ]
    : [];

const looked = ['conservative-weeks', 'pain-trend', 'minor-trauma', 'major-trauma'] as const;

const IMAGING_REASONS: readonly OverrideReason[] = [
  'not-applicable',
  'clinical-judgement',
  'already-done',
  'patient-declines',
  'recipient-disagrees-evidence',
];

export const imagingNotYet: Recommendation = {
  id: 'REC-15',
  version: '1.0.0',
  title: 'Lumbar imaging not yet indicated',
  hooks: ORDERING,
  when: all(ordersImaging, unlessKnown(imagingIndicated)),
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
  basis: (s) => drafts(s).map(({ type }) => `order:${type}`),
  content: (s) => ({
    indicator: 'warning',
    summary:
      'Imaging criteria not on record (red flag, or ≥6 weeks of care): usually not appropriate yet (ACR)',
    lead: 'Consider waiting with imaging: no indication for it is on record.',
    because: [...draftsOnRecord(drafts(s)), ...onRecord(s, ['pain-onset-days', ...looked], { which: 'any' })],
    missing: [
      ...looked.filter((id) => readings(s, id).length === 0).map((id) => nameOf(id)),
      ...(s.chart.age === undefined ? ['age'] : []),
    ],
    advice: [
      'Looked for and not found: a red flag; 6 weeks of care without improvement; new or worse symptoms after surgery; low-energy trauma, osteoporosis, age 70 or over, long-term steroids. Not documented is not the same as absent.',
      'If 6 weeks of care happened elsewhere, record it and this card disappears.',
      ...pregnancy(s),
      'Early imaging does not improve outcome and leads to more procedures.',
      'HEDIS LBP counts imaging within 28 days of a new uncomplicated diagnosis (ages 18–75, with exclusions).',
    ],
    suggestions: [
      ...removals('Remove this imaging order', drafts(s)),
      order('physiotherapy', { label: 'Physical therapy referral instead', why: 'leg pain from the back' }),
      task('complete-history', 'Set a 6-week review', 'Review leg symptoms and neurology at 6 weeks'),
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

type Modality = 'mri-lumbar' | 'mri-lumbar-contrast' | 'ct-myelography' | 'radiographs' | 'mri-whole-spine';

const has = (s: Situation, ...ids: readonly string[]) => s.redFlags.some(({ id }) => ids.includes(id));

/** ACR 2021, variants 3–7, in the order in which one rules out the next. */
const preferred = (s: Situation): { readonly modality: Modality; readonly words: string } => {
  if (hasCondition(s, 'mri-contraindicated'))
    return { modality: 'ct-myelography', words: 'CT myelography or CT, unless the device is MR-conditional' };
  if (has(s, 'RF-UMN')) return { modality: 'mri-whole-spine', words: 'MRI including the cord' };
  if (has(s, 'RF-INFECTION', 'RF-MALIGNANCY') || hasCondition(s, 'prior-lumbar-surgery'))
    return { modality: 'mri-lumbar-contrast', words: 'MRI without and with contrast' };
  const fractureOnly =
    s.redFlags.length > 0 ? s.redFlags.every(({ id }) => id === 'RF-FRACTURE') : !isSixWeeks(s);
  if (fractureOnly && !isPostOperative(s) && s.chart.pregnant !== true)
    return {
      modality: 'radiographs',
      words: 'radiographs or CT; MRI if a deficit or occult fracture is suspected',
    };
  return { modality: 'mri-lumbar', words: 'MRI without contrast' };
};

const isSixWeeks = (s: Situation): boolean =>
  readings(s, 'conservative-weeks').some(({ value }) => typeof value === 'number' && value >= 6) &&
  readings(s, 'pain-trend').some(({ value }) => value === 'stable' || value === 'worsening');

const isPostOperative = (s: Situation): boolean =>
  (hasCondition(s, 'prior-lumbar-surgery') || hasCondition(s, 'lumbar-surgery-6w')) &&
  readings(s, 'pain-trend').some(({ value }) => value === 'new' || value === 'worsening');

const isFractureRisk = (s: Situation): boolean =>
  readings(s, 'minor-trauma').some(({ value }) => value === true) ||
  hasCondition(s, 'osteoporosis') ||
  hasCondition(s, 'chronic-steroids') ||
  (s.chart.age !== undefined && s.chart.age >= 70);

const reasons = (s: Situation): readonly string[] => [
  ...(s.redFlags.length > 0 ? ['red flag'] : []),
  ...(isSixWeeks(s) ? ['≥6 weeks of care without improvement'] : []),
  ...(isPostOperative(s) ? ['new or worse after surgery'] : []),
  ...(isFractureRisk(s) ? ['fracture risk'] : []),
];

const contraindication = (s: Situation): string =>
  hasCondition(s, 'mri-contraindicated') ? 'device or implant' : '';

const summaryOf = (s: Situation): string => {
  const why = reasons(s);
  if (why.length === 0)
    return `MRI contraindication recorded (${contraindication(s)}): confirm MR-conditional status or use CT/CT myelography`;
  return summary((list) => `Imaging supported (${list}). Preferred: ${preferred(s).words}`, why);
};

const labels: Readonly<Record<Modality, string>> = {
  'mri-lumbar': 'Switch to MRI lumbar without contrast',
  'mri-lumbar-contrast': 'Switch to MRI lumbar without and with contrast',
  'ct-myelography': 'Switch to CT myelography',
  radiographs: 'Switch to lumbar radiographs',
  'mri-whole-spine': 'Switch to MRI cervical, thoracic and lumbar spine',
};

const ordered: Readonly<Record<string, Modality>> = {
  'MRI-L-WO': 'mri-lumbar',
  'MRI-L-WWO': 'mri-lumbar-contrast',
  'CT-MYELO': 'ct-myelography',
  'XR-L': 'radiographs',
};

/** The preferred study first; what is already ordered is not offered again, nor radiation in pregnancy. */
const switches = (s: Situation): readonly SuggestionDraft[] => {
  const first = preferred(s).modality;
  const mri = !hasCondition(s, 'mri-contraindicated');
  const already = new Set(drafts(s).map(({ type }) => ordered[type ?? '']));
  const options: readonly Modality[] = [
    first,
    ...(mri
      ? (['mri-lumbar', ...(s.chart.pregnant ? [] : (['mri-lumbar-contrast'] as const))] as const)
      : []),
    ...(s.chart.pregnant ? [] : (['ct-myelography'] as const)),
  ];
  return [...new Set(options)]
    .filter((modality) => !already.has(modality))
    .slice(0, 3)
    .map((modality) => order(modality, { label: labels[modality] }));
};

export const chooseModality: Recommendation = {
  id: 'REC-16',
  version: '1.0.0',
  title: 'Imaging indicated: choose the modality',
  hooks: ORDERING,
  when: any(
    all(ordersImaging, imagingIndicated),
    all(orders(...lumbarMri), condition('mri-contraindicated')),
  ),
  unless: child,
  selectionBehavior: 'at-most-one',
  overrideReasons: ['not-applicable', 'clinical-judgement', 'already-done', 'service-not-available'],
  seed: ['S-43', 'S-57'],
  evidence: [
    { cite: 'acr-2021', says: 'Variants 3–7: which study for which indication', strength: 'guideline' },
    {
      cite: 'nass-ldh-2012',
      says: 'MRI first; CT myelography when MRI cannot be done',
      strength: 'guideline',
    },
    { cite: 'nass-stenosis-2011', says: 'MRI for stenosis: grade B', strength: 'guideline' },
    { cite: 'cms-pama-2024', says: 'No AUC look-up is required under Medicare', strength: 'guideline' },
  ],
  basis: (s) => [
    ...drafts(s).map(({ type }) => `order:${type}`),
    ...s.redFlags.map(({ id, urgency }) => `${id}=${urgency}`),
    ...reasons(s),
    contraindication(s),
  ],
  content: (s) => {
    const why = reasons(s);
    return {
      indicator: 'info',
      summary: summaryOf(s),
      lead:
        why.length === 0
          ? 'Confirm MR-conditional status before this MRI, or use CT or CT myelography: a device or implant is on record.'
          : `Imaging is supported. Preferred: ${preferred(s).words}.`,
      because: [
        ...draftsOnRecord(drafts(s)),
        ...namedOnRecord(s, [...new Set(s.redFlags.flatMap(({ because }) => because))]).slice(0, 4),
        ...onRecord(s, ['conservative-weeks', 'pain-trend', 'minor-trauma']),
        ...conditionsOnRecord(s, [
          'osteoporosis',
          'chronic-steroids',
          'prior-lumbar-surgery',
          'lumbar-surgery-6w',
          'mri-contraindicated',
        ]),
        ...(s.chart.age !== undefined && s.chart.age >= 70 ? [{ words: `age ${s.chart.age}` }] : []),
      ],
      advice: [
        ...(hasCondition(s, 'mri-contraindicated')
          ? [
              'A pacemaker, ICD or neurostimulator may be MR-conditional: ask the device clinic before switching. Claustrophobia is not a contraindication.',
            ]
          : []),
        ...pregnancy(s),
        'MRI without contrast by default; without and with contrast for suspected cancer or infection or after lumbar surgery; CT myelography or CT when MRI cannot be done; radiographs or CT for fracture; the cord too for upper motor neurone signs.',
        'Medicare requires no AUC look-up: the PAMA programme was paused and its rules removed (CY2024).',
      ],
      suggestions: switches(s),
    };
  },
  vignettes: {
    fires: [
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
        expect: 'info',
      },
      {
        title: 'MRI with a pacemaker, nothing else: beside the card that imaging is early',
        given: {
          age: 50,
          hook: 'order-sign',
          order: { type: 'MRI-L-WO' },
          history: ['mri-contraindicated'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'eight weeks of care, but improving',
        given: {
          age: 39,
          hook: 'order-sign',
          order: { type: 'MRI-L-WO' },
          findings: [
            ['leg-pain', true, 'L'],
            ['conservative-weeks', 8],
            ['pain-trend', 'improving'],
          ],
        },
        expect: null,
      },
    ],
  },
};

const priorMri = (s: Situation): Detail | undefined => s.input.details?.['mri-lumbar-12mo']?.[0];

export const duplicateImaging: Recommendation = {
  id: 'REC-17',
  version: '1.0.0',
  title: 'Possible duplicate imaging',
  hooks: ORDERING,
  when: all(
    orders(...lumbarMri),
    condition('mri-lumbar-12mo'),
    unlessKnown(urgency('soon')),
    unlessKnown(is('pain-trend', 'worsening')),
  ),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: ['clinical-judgement', 'not-applicable', 'already-done', 'recipient-disagrees-evidence'],
  seed: [],
  evidence: [
    { cite: 'acr-2021', says: 'Repeat imaging for new or changed symptoms', strength: 'guideline' },
    { cite: 'expert', says: 'Twelve months', strength: 'expert consensus' },
  ],
  basis: (s) => [
    ...draftsOf(s, ...lumbarMri).map(({ type }) => `order:${type}`),
    `prior:${priorMri(s)?.ref ?? ''}`,
  ],
  content: (s) => {
    const date = priorMri(s)?.date?.slice(0, 10);
    const trend = readings(s, 'pain-trend').length > 0;
    const when = date === undefined ? 'A lumbar MRI of the last 12 months' : `Lumbar MRI on ${date}`;
    return {
      indicator: 'warning',
      summary: trend
        ? `${when} is on record and symptoms are not worse: review it before repeating`
        : `${when} is on record and no worsening is recorded: review it before repeating`,
      lead: 'Review the earlier MRI before repeating it: no worsening since then is recorded.',
      because: [
        ...draftsOnRecord(draftsOf(s, ...lumbarMri)),
        ...conditionsOnRecord(s, ['mri-lumbar-12mo']),
        ...onRecord(s, ['pain-trend'], { which: 'any' }),
      ],
      missing: trend ? [] : ['trend'],
      advice: [
        'Repeating is reasonable for a new deficit, a red flag, planning of surgery when the study is older than 6–12 months, or change after an operation.',
      ],
      suggestions: removals('Remove duplicate order', draftsOf(s, ...lumbarMri)),
    };
  },
  vignettes: {
    fires: [
      {
        title: 'MRI seven months ago, symptoms stable',
        given: {
          age: 45,
          hook: 'order-sign',
          order: { type: 'MRI-L-WO' },
          history: ['mri-lumbar-12mo'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-trend', 'stable'],
          ],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'MRI seven months ago, symptoms worse',
        given: {
          age: 45,
          hook: 'order-sign',
          order: { type: 'MRI-L-WO' },
          history: ['mri-lumbar-12mo'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-trend', 'worsening'],
          ],
        },
        expect: null,
      },
    ],
  },
};
