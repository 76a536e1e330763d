/**
 * What a card offers to do with one click, before it is a FHIR resource.
 *
 * Every draft is a proposal for the clinician: nothing is signed, sent or cancelled by us. Codes are
 * those of `rules/codes`; the text alone must be enough to act on when an EHR cannot apply the resource.
 */
import type { EmittedCode } from '../codes/emitted-codes.ts';
import type { Priority } from '../engine/priority.ts';
import type { Words } from './words.ts';

interface Draft {
  /** The button. */
  readonly label: string;
  /** What happens; some EHRs show this instead of the label. */
  readonly description: string;
  /** Only for the emergency department and MRI in REC-03, 04, 05, 08 and 37. */
  readonly recommended?: true;
}

/** An imaging study, a laboratory test, a procedure or a referral. */
export interface OrderDraft extends Draft {
  readonly kind: 'order';
  readonly codes: readonly EmittedCode[];
  readonly priority: Priority;
  readonly reason?: { readonly text: string; readonly codes: readonly EmittedCode[] };
  readonly side?: 'left' | 'right';
  /** In place of the clinician's own drafts: both are done together, so that not both are signed. */
  readonly replaces?: Replacement;
}

export interface Replacement {
  /** `Type/id` of each, as in the hook's context. */
  readonly drafts: readonly string[];
  /** The button where the drafts cannot be taken back with it. */
  readonly alone: string;
}

/** Something for the team to do at this visit or the next. */
export interface TaskDraft extends Draft {
  readonly kind: 'task';
  readonly task: 'perform-exam' | 'complete-history' | 'review-conflict';
  /** Fill in our intake form. */
  readonly form?: 'leg-symptom-intake';
}

/** Text for the patient, sent by the clinician. */
export interface AdviceDraft extends Draft {
  readonly kind: 'advice';
  readonly text: string;
}

/** A problem-list entry, provisional until the clinician confirms it. */
export interface ProblemDraft extends Draft {
  readonly kind: 'problem';
  readonly codes: readonly EmittedCode[];
}

/** Takes the clinician's own draft back. */
export interface RemovalDraft extends Draft {
  readonly kind: 'removal';
  /** The label and which order: `Remove NSAID order: naproxen`. */
  readonly named: Words;
  /** Beside others the button must say which, too. */
  readonly several: boolean;
  /** `Type/id`, as in the hook's context. */
  readonly draftRef: string;
}

export interface RemovableDraft {
  readonly draftRef?: string;
  /** Follows the label: `: naproxen`, ` (1 of 2)`. */
  readonly name?: Exclude<Words, string>;
}

export type SuggestionDraft = OrderDraft | TaskDraft | AdviceDraft | ProblemDraft | RemovalDraft;

type CodeIn<S extends EmittedCode['system']> = Extract<EmittedCode, { system: S }>['code'];
const loinc = (code: CodeIn<'loinc'>): EmittedCode => ({ system: 'loinc', code });
const cpt = (code: CodeIn<'cpt'>): EmittedCode => ({ system: 'cpt', code });
export const snomed = (code: CodeIn<'snomed'>): EmittedCode => ({ system: 'snomed', code });
export const icd10 = (code: CodeIn<'icd-10-cm'>): EmittedCode => ({ system: 'icd-10-cm', code });

/** What can be ordered: one coded concept each, in as many code systems as say the same. */
const orderables = {
  'emergency-referral': { what: 'Emergency department referral', codes: [snomed('306104004')] },
  neurosurgery: { what: 'Neurosurgical referral', codes: [snomed('308482002')] },
  orthopaedics: { what: 'Orthopaedic spine referral', codes: [snomed('308481009')] },
  neurology: { what: 'Neurology referral', codes: [snomed('183521007')] },
  physiotherapy: { what: 'Physical therapy referral', codes: [snomed('308447003')] },
  'mri-lumbar': {
    what: 'MRI lumbar spine without contrast',
    codes: [loinc('30679-5'), cpt('72148')],
  },
  'mri-lumbar-contrast': {
    what: 'MRI lumbar spine without and with contrast',
    codes: [loinc('24967-2'), cpt('72158')],
  },
  'mri-whole-spine': {
    what: 'MRI cervical, thoracic and lumbar spine without contrast',
    codes: [loinc('30854-4')],
  },
  'mri-whole-spine-contrast': {
    what: 'MRI cervical, thoracic and lumbar spine without and with contrast',
    codes: [loinc('30855-1')],
  },
  'ct-lumbar': { what: 'CT lumbar spine without contrast', codes: [loinc('30620-9'), cpt('72131')] },
  'ct-myelography': { what: 'CT lumbar myelography', codes: [loinc('24965-6'), cpt('62304'), cpt('72132')] },
  radiographs: { what: 'Lumbar radiographs AP and lateral', codes: [loinc('24970-6'), cpt('72100')] },
  'flexion-extension': {
    what: 'Lumbar flexion-extension radiographs',
    codes: [loinc('24971-4'), cpt('72120')],
  },
  'bladder-scan': { what: 'Post-void bladder scan', codes: [loinc('98856-8'), cpt('51798')] },
  crp: { what: 'C-reactive protein', codes: [loinc('1988-5')] },
  esr: { what: 'Erythrocyte sedimentation rate', codes: [loinc('30341-2')] },
  hba1c: { what: 'HbA1c', codes: [loinc('4548-4')] },
  b12: { what: 'Vitamin B12', codes: [loinc('2132-9')] },
  'leg-vein-duplex': { what: 'Leg vein duplex', codes: [loinc('30881-7'), cpt('93971')] },
  abi: { what: 'Ankle-brachial index', codes: [loinc('77194-9'), cpt('93922')] },
  'abi-exercise': {
    what: 'Ankle-brachial index after exercise',
    codes: [loinc('77194-9'), cpt('93924')],
  },
  emg: { what: 'Electromyography of the leg', codes: [loinc('98716-4'), cpt('95886')] },
  ncs: { what: 'Nerve conduction studies of the leg', codes: [loinc('98604-2'), cpt('95909')] },
} as const satisfies Readonly<
  Record<string, { readonly what: string; readonly codes: readonly EmittedCode[] }>
>;

export type Orderable = keyof typeof orderables;

interface OrderOptions {
  readonly priority?: Priority;
  readonly label?: string;
  readonly why?: string;
  readonly reason?: NonNullable<OrderDraft['reason']>;
  readonly side?: 'left' | 'right';
  readonly recommended?: true;
  readonly replaces?: Replacement;
}

export const order = (orderable: Orderable, options: OrderOptions = {}): OrderDraft => {
  const { priority = 'routine', label, why, ...rest } = options;
  const { what, codes } = orderables[orderable];
  return {
    kind: 'order',
    label: label ?? what,
    description: why === undefined ? what : `${what}: ${why}`,
    codes,
    priority,
    ...rest,
  };
};

export const task = (
  code: TaskDraft['task'],
  label: string,
  description: string,
  form?: TaskDraft['form'],
): TaskDraft => ({ kind: 'task', task: code, label, description, ...(form !== undefined && { form }) });

export const advice = (label: string, text: string): AdviceDraft => ({
  kind: 'advice',
  label,
  description: text,
  text,
});

export const problem = (label: string, ...codes: readonly EmittedCode[]): ProblemDraft => ({
  kind: 'problem',
  label: `Add “${label}” (provisional)`,
  description: `${label} (provisional)`,
  codes,
});

/** One removal for each draft that names itself; a draft without a reference cannot be removed. */
export const removals = (label: string, drafts: readonly RemovableDraft[]): readonly RemovalDraft[] =>
  drafts.flatMap(({ draftRef, name = [] }) =>
    draftRef === undefined
      ? []
      : [
          {
            kind: 'removal' as const,
            label,
            description: label,
            named: [label, ...name],
            several: drafts.length > 1,
            draftRef,
          },
        ],
  );

/** REC-12, REC-03 and REC-23: what the clinician sends; wording for the clinical owner to approve. */
export const SAFETY_NET =
  'Seek urgent help for: new numbness around genitals or back passage, trouble passing urine or controlling bowels, weakness in one or both legs, or fever with back pain.';
