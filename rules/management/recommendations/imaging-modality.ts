/** REC-16: imaging is indicated; which study (ACR 2021, variants 3–7). */
import { type Compiled, compile } from '../../engine/compile.ts';
import { all, any, condition, orders } from '../../engine/criterion.ts';
import type { RedFlagId } from '../../engine/ids.ts';
import { moreUrgent, type Order, type Priority, type RedFlag } from '../../engine/types.ts';
import { conditions } from '../../findings/index.ts';
import { caudaEquinaQuestions } from '../../terms/documentation.ts';
import { careWeeks, fragileAge } from '../../terms/thresholds.ts';
import { imagingDrafts, pregnancyLimits } from '../draft-orders.ts';
import { ageOnRecord, conditionsOnRecord, namedOnRecord, onRecord } from '../on-record.ts';
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
import { type PhraseId, type Said, say } from '../wording/say.ts';

type StudyWords = Extract<PhraseId, `study.${string}`>;

type Study = 'mri-lumbar' | 'mri-lumbar-contrast' | 'ct-myelography' | 'radiographs' | 'mri-whole-spine';

const flags = (s: Situation, ids: readonly string[]): readonly RedFlag[] =>
  s.redFlags.filter(({ id }) => ids.includes(id));
const has = (s: Situation, ...ids: readonly RedFlagId[]): boolean => flags(s, ids).length > 0;
const spinal = (s: Situation): readonly RedFlag[] => flags(s, spinalFlags);

/** CT of major trauma is emergency care: nothing is offered in its place. */
const isTraumaInPregnancy = (s: Situation): boolean =>
  s.chart.pregnant === true && readings(s, 'major-trauma').some(({ value }) => value === true);

/** ACR 2021, variants 3–7, in the order in which one rules out the next. */
const preferred = (s: Situation): { readonly modality: Study; readonly words: StudyWords } => {
  if (hasCondition(s, 'mri-contraindicated'))
    return { modality: 'ct-myelography', words: 'study.ct-myelography' };
  if (isTraumaInPregnancy(s))
    return {
      modality: 'mri-lumbar',
      words: 'study.trauma',
    };
  if (has(s, 'RF-UMN')) return { modality: 'mri-whole-spine', words: 'study.mri-whole-spine' };
  const contrast =
    has(s, 'RF-INFECTION', 'RF-MALIGNANCY') ||
    hasCondition(s, 'prior-lumbar-surgery') ||
    hasCondition(s, 'spinal-infection') ||
    risks(s).length > 0;
  if (contrast && s.chart.pregnant !== true)
    return { modality: 'mri-lumbar-contrast', words: 'study.mri-lumbar-contrast' };
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
      words: 'study.radiographs',
    };
  return { modality: 'mri-lumbar', words: 'study.mri-lumbar' };
};

const isSixWeeks = (s: Situation): boolean =>
  readings(s, 'conservative-weeks').some(
    ({ value }) => typeof value === 'number' && value >= careWeeks.value,
  ) && readings(s, 'pain-trend').some(({ value }) => value === 'stable' || value === 'worsening');

const isPostOperative = (s: Situation): boolean =>
  (hasCondition(s, 'prior-lumbar-surgery') || hasCondition(s, 'lumbar-surgery-6w')) &&
  readings(s, 'pain-trend').some(({ value }) => value === 'new' || value === 'worsening');

/** What makes imaging right, as the evidence keeps it and as a card says it. */
interface Why {
  readonly key: string;
  readonly said: Said;
}
const why = (key: string, said: Said): Why => ({ key, said });

/** ACR variant 6. Age alone is said as that: nobody recorded a risk. */
const fractureRisks = (s: Situation): readonly Why[] => {
  const recorded =
    readings(s, 'minor-trauma').some(({ value }) => value === true) ||
    hasCondition(s, 'osteoporosis') ||
    hasCondition(s, 'chronic-steroids');
  if (recorded) return [why('fracture risk', say('why.fracture'))];
  return s.chart.age !== undefined && s.chart.age >= fragileAge.value
    ? [why(`age ${fragileAge.value} or over`, say('why.age'))]
    : [];
};

const showsCaudaEquinaSign = compile(caudaEquinaSign);
const showsInfectionOrCancerSign = compile(infectionOrCancerSign);
const shows = (s: Situation, sign: Compiled): boolean => sign(s.context, s.context.legs.midline) === true;

/** ACR variant 7, where no red flag says it already. */
const risks = (s: Situation): readonly Why[] => [
  ...(hasCondition(s, 'cancer-history') || hasCondition(s, 'active-cancer')
    ? [why('history of cancer', say('why.cancer'))]
    : []),
  ...(infectionRisks.some((id) => hasCondition(s, id)) ||
  readings(s, 'recent-bacteremia').some(({ value }) => value === true)
    ? [why('risk of spinal infection', say('why.infection'))]
    : []),
  ...(shows(s, showsInfectionOrCancerSign) ? [why('sign of infection or cancer', say('why.sign'))] : []),
];

const caudaEquinaSigns = (s: Situation): readonly Why[] =>
  shows(s, showsCaudaEquinaSign) ? [why('bladder, bowel or saddle symptom', say('why.sphincter'))] : [];

const reasons = (s: Situation): readonly Why[] =>
  spinal(s).length === 0 && has(s, ...vascularEmergencies)
    ? []
    : [
        ...(spinal(s).length > 0
          ? [why('red flag', say('why.flag'))]
          : [...caudaEquinaSigns(s), ...risks(s)]),
        ...spinalDiseases
          .filter((id) => hasCondition(s, id))
          .map((id) =>
            why(`${conditions[id]} on record`, say('why.disease', { disease: { condition: id } })),
          ),
        ...(isSixWeeks(s) ? [why(`≥${careWeeks.value} weeks of care`, say('why.no-better'))] : []),
        ...(isPostOperative(s) ? [why('new or worse after surgery', say('why.post-op'))] : []),
        ...fractureRisks(s),
      ];

const contraindication = (s: Situation): string =>
  hasCondition(s, 'mri-contraindicated') ? 'device or implant' : '';

/** The one imaging draft there is; among several it is the clinician's to say which gives way. */
const replaced = (s: Situation): readonly string[] => {
  const [only, ...others] = imagingDrafts(s);
  return only?.draftRef === undefined || others.length > 0 ? [] : [only.draftRef];
};

const ordered: Readonly<Record<string, Study>> = {
  'MRI-L-WO': 'mri-lumbar',
  'MRI-L-WWO': 'mri-lumbar-contrast',
  'CT-MYELO': 'ct-myelography',
  'XR-L': 'radiographs',
};

/**
 * The preferred study, and plain MRI where contrast or radiographs come first. CT myelography only where MRI
 * cannot be done: nobody is offered radiation and a needle without a reason on record.
 */
const optionsOf = (s: Situation): readonly Study[] => {
  const first = preferred(s).modality;
  return first === 'mri-lumbar-contrast' || first === 'radiographs' ? [first, 'mri-lumbar'] : [first];
};

const urgencies: Readonly<Record<RedFlag['urgency'], Priority>> = {
  emergent: 'stat',
  urgent: 'urgent',
  soon: 'urgent',
};

const isMri = ({ type }: Order): boolean => lumbarMri.some((one) => one === type);

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
      const what = say(`study.${modality}`);
      const alone = say('button.order.alone', { what });
      const drafts = replaced(s);
      return drafts.length === 0
        ? order(modality, { label: alone, priority })
        : order(modality, { label: say('button.switch', { what }), priority, replaces: { drafts, alone } });
    });
};

export const chooseModality: Recommendation = {
  id: 'REC-16',
  version: '1.6.0',
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
    ...reasons(s).map(({ key }) => key),
    contraindication(s),
  ],
  contributes: (s) => {
    const found = reasons(s);
    const flagged = [...new Set(spinal(s).flatMap(({ because }) => because))];
    const unsaid = <T extends string>(...ids: readonly T[]) => ids.filter((id) => !flagged.includes(id));
    const study = say(preferred(s).words);
    const implant = hasCondition(s, 'mri-contraindicated');
    const offers = switches(s);
    // the study that is right gets no card
    return imagingDrafts(s)
      .filter(
        (draft) =>
          offers.length > 0 || (implant && isMri(draft)) || (isTraumaInPregnancy(s) && !isMri(draft)),
      )
      .map((draft) => ({
        problem: 'draft',
        draft,
        indicator: 'info',
        name: implant
          ? say('imaging.implant')
          : say('imaging.other', { why: found.slice(0, 1).map(({ said }) => said) }),
        act: implant
          ? { summary: say('imaging.implant.act'), line: say('imaging.implant.line') }
          : { summary: say('imaging.other.act', { study }), line: say('imaging.other.line', { study }) },
        reasons: [
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
            ? [ageOnRecord(s.chart.age)]
            : []),
        ],
        but: implant ? [say('imaging.clinic')] : [],
        limits: pregnancyLimits(s),
        buttons: offers,
      }));
  },
  vignettes: {
    fires: [
      {
        title: 'CT after eight weeks of care, worse: MRI shows more',
        given: {
          age: 39,
          hook: 'order-sign',
          order: { type: 'CT-L' },
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
