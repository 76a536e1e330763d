/** REC-16: imaging is indicated; which study (ACR 2021, variants 3–7). */
import { type Compiled, compile } from '../../engine/compile.ts';
import { all, any, condition, orders } from '../../engine/criterion.ts';
import type { RedFlagId } from '../../engine/ids.ts';
import { moreUrgent, type Priority } from '../../engine/priority.ts';
import type { RedFlag } from '../../engine/types.ts';
import { conditions } from '../../findings/index.ts';
import { caudaEquinaQuestions } from '../../terms/documentation.ts';
import { careWeeks, fragileAge, reported } from '../../terms/thresholds.ts';
import { draftsOnRecord, imagingDrafts, pregnancyLimits } from '../draft-orders.ts';
import { conditionsOnRecord, namedOnRecord, onRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { hasCondition, readings, type Situation } from '../situation.ts';
import { order, type SuggestionDraft } from '../suggestion.ts';
import {
  caudaEquinaSign,
  child,
  imagingIndicated,
  infectionOrCancerSign,
  infectionRisks,
  lumbarMri,
  ordersImaging,
  spinalDiseases,
  spinalFlags,
  vascularEmergencies,
} from '../terms.ts';
import { summary } from '../words.ts';

type Modality = 'mri-lumbar' | 'mri-lumbar-contrast' | 'ct-myelography' | 'radiographs' | 'mri-whole-spine';

const flags = (s: Situation, ids: readonly string[]): readonly RedFlag[] =>
  s.redFlags.filter(({ id }) => ids.includes(id));
const has = (s: Situation, ...ids: readonly RedFlagId[]): boolean => flags(s, ids).length > 0;
const spinal = (s: Situation): readonly RedFlag[] => flags(s, spinalFlags);

/** CT of major trauma is emergency care: nothing is offered in its place. */
const isTraumaInPregnancy = (s: Situation): boolean =>
  s.chart.pregnant === true && readings(s, 'major-trauma').some(({ value }) => value === true);

/** ACR 2021, variants 3–7, in the order in which one rules out the next. */
const preferred = (s: Situation): { readonly modality: Modality; readonly words: string } => {
  if (hasCondition(s, 'mri-contraindicated'))
    return { modality: 'ct-myelography', words: 'CT myelography or CT, unless the device is MR-conditional' };
  if (isTraumaInPregnancy(s))
    return {
      modality: 'mri-lumbar',
      words: 'CT where it changes emergency care (major trauma), else MRI without contrast',
    };
  if (has(s, 'RF-UMN')) return { modality: 'mri-whole-spine', words: 'MRI including the cord' };
  const contrast =
    has(s, 'RF-INFECTION', 'RF-MALIGNANCY') ||
    hasCondition(s, 'prior-lumbar-surgery') ||
    hasCondition(s, 'spinal-infection') ||
    risks(s).length > 0;
  if (contrast && s.chart.pregnant !== true)
    return { modality: 'mri-lumbar-contrast', words: 'MRI without and with contrast' };
  const fractureOnly =
    spinal(s).length > 0
      ? spinal(s).every(({ id }) => id === 'RF-FRACTURE')
      : !(
          isSixWeeks(s) ||
          contrast ||
          hasCondition(s, 'cauda-equina-syndrome') ||
          caudaEquinaSigns(s).length > 0
        );
  if (fractureOnly && !isPostOperative(s) && s.chart.pregnant !== true)
    return {
      modality: 'radiographs',
      words: 'radiographs or CT; MRI if a deficit or occult fracture is suspected',
    };
  return { modality: 'mri-lumbar', words: 'MRI without contrast' };
};

const isSixWeeks = (s: Situation): boolean =>
  readings(s, 'conservative-weeks').some(
    ({ value }) => typeof value === 'number' && value >= careWeeks.value,
  ) && readings(s, 'pain-trend').some(({ value }) => value === 'stable' || value === 'worsening');

const isPostOperative = (s: Situation): boolean =>
  (hasCondition(s, 'prior-lumbar-surgery') || hasCondition(s, 'lumbar-surgery-6w')) &&
  readings(s, 'pain-trend').some(({ value }) => value === 'new' || value === 'worsening');

/** ACR variant 6. Age alone is said as that: nobody recorded a risk. */
const fractureRisks = (s: Situation): readonly string[] => {
  const recorded =
    readings(s, 'minor-trauma').some(({ value }) => value === true) ||
    hasCondition(s, 'osteoporosis') ||
    hasCondition(s, 'chronic-steroids');
  if (recorded) return ['fracture risk'];
  return s.chart.age !== undefined && s.chart.age >= fragileAge.value
    ? [`age ${fragileAge.value} or over`]
    : [];
};

const showsCaudaEquinaSign = compile(caudaEquinaSign);
const showsInfectionOrCancerSign = compile(infectionOrCancerSign);
const shows = (s: Situation, sign: Compiled): boolean => sign(s.context, s.context.legs.midline) === true;

/** ACR variant 7, where no red flag says it already. */
const risks = (s: Situation): readonly string[] => [
  ...(hasCondition(s, 'cancer-history') || hasCondition(s, 'active-cancer') ? ['history of cancer'] : []),
  ...(infectionRisks.some((id) => hasCondition(s, id)) ||
  readings(s, 'recent-bacteremia').some(({ value }) => value === true)
    ? ['risk of spinal infection']
    : []),
  ...(shows(s, showsInfectionOrCancerSign) ? ['sign of infection or cancer'] : []),
];

const caudaEquinaSigns = (s: Situation): readonly string[] =>
  shows(s, showsCaudaEquinaSign) ? ['bladder, bowel or saddle symptom'] : [];

const reasons = (s: Situation): readonly string[] =>
  spinal(s).length === 0 && has(s, ...vascularEmergencies)
    ? []
    : [
        ...(spinal(s).length > 0 ? ['red flag'] : [...caudaEquinaSigns(s), ...risks(s)]),
        ...spinalDiseases.filter((id) => hasCondition(s, id)).map((id) => `${conditions[id]} on record`),
        ...(isSixWeeks(s) ? [`≥${careWeeks.value} weeks of care without improvement`] : []),
        ...(isPostOperative(s) ? ['new or worse after surgery'] : []),
        ...fractureRisks(s),
      ];

const contraindication = (s: Situation): string =>
  hasCondition(s, 'mri-contraindicated') ? 'device or implant' : '';

const summaryOf = (s: Situation): string => {
  const why = reasons(s);
  if (why.length === 0)
    return `MRI contraindication recorded (${contraindication(s)}): confirm MR-conditional status or use CT/CT myelography`;
  return summary((list) => `Imaging supported (${list}). Preferred: ${preferred(s).words}`, why);
};

const studies: Readonly<Record<Modality, string>> = {
  'mri-lumbar': 'MRI lumbar without contrast',
  'mri-lumbar-contrast': 'MRI lumbar without and with contrast',
  'ct-myelography': 'CT myelography',
  radiographs: 'lumbar radiographs',
  'mri-whole-spine': 'MRI cervical, thoracic and lumbar spine',
};

/** The one imaging draft there is; among several it is the clinician's to say which gives way. */
const replaced = (s: Situation): readonly string[] => {
  const [only, ...others] = imagingDrafts(s);
  return only?.draftRef === undefined || others.length > 0 ? [] : [only.draftRef];
};

const ordered: Readonly<Record<string, Modality>> = {
  'MRI-L-WO': 'mri-lumbar',
  'MRI-L-WWO': 'mri-lumbar-contrast',
  'CT-MYELO': 'ct-myelography',
  'XR-L': 'radiographs',
};

/**
 * The preferred study, and plain MRI where contrast or radiographs come first. CT myelography only where MRI
 * cannot be done: nobody is offered radiation and a needle without a reason on record.
 */
const optionsOf = (s: Situation): readonly Modality[] => {
  const first = preferred(s).modality;
  return first === 'mri-lumbar-contrast' || first === 'radiographs' ? [first, 'mri-lumbar'] : [first];
};

const urgencies: Readonly<Record<RedFlag['urgency'], Priority>> = {
  emergent: 'stat',
  urgent: 'urgent',
  soon: 'urgent',
};

/** As urgent as the red flag, and never less than the order that it replaces. */
const priorityOf = (s: Situation): Priority =>
  [...spinal(s).map(({ urgency }) => urgencies[urgency]), ...imagingDrafts(s).map(({ priority }) => priority)]
    .flatMap((priority) => priority ?? [])
    .reduce(moreUrgent, 'routine');

/** Nothing once the preferred study is ordered. */
const switches = (s: Situation): readonly SuggestionDraft[] => {
  const options = optionsOf(s);
  const already = new Set(imagingDrafts(s).map(({ type }) => ordered[type ?? '']));
  if (already.has(options[0]) || isTraumaInPregnancy(s)) return [];
  const priority = priorityOf(s);
  return options
    .filter((modality) => !already.has(modality))
    .map((modality) => {
      const alone = `Order ${studies[modality]}`;
      const drafts = replaced(s);
      return drafts.length === 0
        ? order(modality, { label: alone, priority })
        : order(modality, { label: `Switch to ${studies[modality]}`, priority, replaces: { drafts, alone } });
    });
};

export const chooseModality: Recommendation = {
  id: 'REC-16',
  version: '1.4.0',
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
    ...imagingDrafts(s).map(({ type }) => `order:${type}`),
    ...spinal(s).map(({ id, urgency }) => `${id}=${urgency}`),
    ...reasons(s),
    contraindication(s),
  ],
  content: (s) => {
    const why = reasons(s);
    const flagged = [...new Set(spinal(s).flatMap(({ because }) => because))];
    const unsaid = <T extends string>(...ids: readonly T[]) => ids.filter((id) => !flagged.includes(id));
    return {
      indicator: 'info',
      summary: summaryOf(s),
      lead:
        why.length === 0
          ? 'Confirm MR-conditional status before this MRI, or use CT or CT myelography: a device or implant is on record.'
          : `Imaging is supported. Preferred: ${preferred(s).words}.`,
      because: [
        ...draftsOnRecord(s, imagingDrafts(s)),
        ...namedOnRecord(s, flagged).slice(0, 4),
        ...(flagged.length > 0
          ? []
          : onRecord(s, [
              ...caudaEquinaQuestions,
              'pvr-ml',
              'fever',
              'temp-c',
              'crp-esr-raised',
              'weight-loss-unexplained',
            ]).slice(0, 4)),
        ...onRecord(s, unsaid('conservative-weeks', 'pain-trend', 'minor-trauma')),
        ...conditionsOnRecord(s, [
          ...spinalDiseases,
          ...(flagged.length > 0 ? [] : (['cancer-history', 'active-cancer', ...infectionRisks] as const)),
          ...unsaid('osteoporosis', 'chronic-steroids'),
          'prior-lumbar-surgery',
          'lumbar-surgery-6w',
          'mri-contraindicated',
        ]),
        ...(s.chart.age !== undefined && s.chart.age >= fragileAge.value && unsaid('age').length > 0
          ? [{ words: `age ${s.chart.age}` }]
          : []),
      ],
      advice: [
        ...(hasCondition(s, 'mri-contraindicated')
          ? [
              'A pacemaker, ICD or neurostimulator may be MR-conditional: ask the device clinic before switching. Claustrophobia is not a contraindication.',
            ]
          : []),
        ...pregnancyLimits(s),
        'MRI without contrast by default; without and with contrast for suspected cancer or infection or after lumbar surgery; CT myelography or CT when MRI cannot be done; radiographs or CT for fracture; the cord too for upper motor neurone signs.',
        reported(
          ['cms-pama-2024'],
          'Medicare requires no AUC look-up: the PAMA programme was paused and its rules removed (CY2024).',
        ),
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
        title: 'MRI for a discitis that is on the problem list, no symptom coded today',
        given: {
          age: 50,
          hook: 'order-sign',
          order: { type: 'MRI-L-WO' },
          history: ['spinal-infection'],
          findings: [],
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
