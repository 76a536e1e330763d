/**
 * What a card offers to do with one click, before it is a FHIR resource.
 *
 * Every draft is a proposal for the clinician: nothing is signed, sent or cancelled by us. Codes are
 * those of `rules/codes`; the text alone must be enough to act on when an EHR cannot apply the resource.
 */
import type { CodeIn, EmittedCode } from '../codes/emitted-codes.ts';
import { type Orderable, orderables } from '../codes/orderables.ts';
import { moreUrgent, type Priority } from '../engine/types.ts';
import type { FindingId } from '../findings/index.ts';
import { type Said, say } from './wording/say.ts';

interface SuggestionText {
  /** The button. */
  readonly label: Said;
  /** What happens; some EHRs show this instead of the label. */
  readonly description: Said;
  /** Only for the emergency department and MRI in REC-03, 04, 05, 08 and 37. */
  readonly recommended?: true;
}

/** An imaging study, a laboratory test, a procedure or a referral. */
export interface OrderDraft extends SuggestionText {
  readonly kind: 'order';
  readonly orderable: Orderable;
  readonly codes: readonly EmittedCode[];
  readonly priority: Priority;
  /** How the button says when: another study in its place is labelled alike. */
  readonly pace?: Pace;
  readonly reason?: OrderReason;
  readonly side?: 'left' | 'right';
  /** A result of today does not do for it: to be done again. */
  readonly again?: true;
  /** In place of the clinician's own drafts: both are done together, so that not both are signed. */
  readonly replaces?: Replacement;
}

export interface OrderReason {
  readonly said: Said;
  readonly codes: readonly EmittedCode[];
}

export interface Replacement {
  /** `Type/id` of each, as in the hook's context. */
  readonly drafts: readonly string[];
  /** The button where the drafts cannot be taken back with it. */
  readonly alone: Said;
}

/** Something for the team to do at this visit or the next. */
export interface TaskDraft extends SuggestionText {
  readonly kind: 'task';
  readonly task: 'perform-exam' | 'complete-history' | 'review-conflict';
  /** The findings that the task asks for. Once all are recorded the task is done. */
  readonly records?: readonly FindingId[];
  /** Fill in our intake form. */
  readonly form?: 'leg-symptom-intake';
}

/** Text for the patient, sent by the clinician. */
export interface AdviceDraft extends SuggestionText {
  readonly kind: 'advice';
  readonly text: Said;
}

/** A problem-list entry, provisional until the clinician confirms it. */
export interface ProblemDraft extends SuggestionText {
  readonly kind: 'problem';
  readonly codes: readonly EmittedCode[];
}

/** The clinician's own draft as it is, sooner. */
export interface RaiseDraft extends SuggestionText {
  readonly kind: 'raise';
  /** `Type/id`, as in the hook's context. */
  readonly draftRef: string;
  readonly priority: Priority;
}

/** Takes the clinician's own draft back. */
export interface RemovalDraft extends SuggestionText {
  readonly kind: 'removal';
  /** `Type/id`, as in the hook's context. */
  readonly draftRef: string;
}

export type SuggestionDraft = OrderDraft | TaskDraft | AdviceDraft | ProblemDraft | RaiseDraft | RemovalDraft;

export const snomed = (code: CodeIn<'snomed'>): EmittedCode => ({ system: 'snomed', code });
export const icd10 = (code: CodeIn<'icd-10-cm'>): EmittedCode => ({ system: 'icd-10-cm', code });

export type Pace = 'now' | 'today' | 'urgent';

interface OrderOptions {
  readonly pace?: Pace;
  readonly priority?: Priority;
  readonly label?: Said;
  /** The reason on the order, in our own words. */
  readonly for?: Said;
  readonly reasonCodes?: readonly EmittedCode[];
  readonly side?: 'left' | 'right';
  readonly recommended?: true;
  readonly again?: true;
  readonly replaces?: Replacement;
}

export const orderName = (orderable: Orderable): Said => say(`order.${orderable}`);

export const order = (orderable: Orderable, options: OrderOptions = {}): OrderDraft => {
  const { priority = 'routine', label, for: why, reasonCodes = [], ...rest } = options;
  const what = orderName(orderable);
  const paced = rest.pace === undefined ? what : say(`button.pace.${rest.pace}`, { what });
  return {
    kind: 'order',
    orderable,
    label: label ?? paced,
    description: why === undefined ? what : say('button.for', { what, why }),
    codes: orderables[orderable],
    priority,
    ...(why && { reason: { said: why, codes: reasonCodes } }),
    ...rest,
  };
};

const paces: readonly (Pace | undefined)[] = [undefined, 'urgent', 'today', 'now'];
/** What is wanted at once says so, whichever of the two has words for it. */
const paceOf = (one: OrderDraft, other: OrderDraft, priority: Priority): Pace | undefined => {
  const sooner = paces.indexOf(one.pace) >= paces.indexOf(other.pace) ? one.pace : other.pace;
  return sooner !== undefined && priority === 'stat' ? 'now' : sooner;
};

/** One offer for two that the same study would serve: as urgent as the more urgent, for the reason of the first. */
export const asOne = (first: OrderDraft, second: OrderDraft, orderable: Orderable): OrderDraft => {
  const priority = moreUrgent(first.priority, second.priority);
  const pace = paceOf(first, second, priority);
  const base = first.orderable === orderable || second.orderable !== orderable ? first : second;
  const recommended = first.recommended ?? second.recommended;
  const own = base.orderable === orderable && base.priority === priority && base.pace === pace;
  const other = base === first ? second : first;
  // a label of its own says when: that of the more urgent stands
  const labelled = own || other.orderable !== orderable || other.priority !== priority ? base : other;
  const { label, description } =
    pace === undefined && labelled.orderable === orderable
      ? labelled
      : order(orderable, { ...(pace && { pace }), ...(first.reason && { for: first.reason.said }) });
  return {
    ...base,
    orderable,
    codes: orderables[orderable],
    priority,
    label: base.replaces === undefined ? label : base.label,
    description,
    ...(pace && { pace }),
    ...(first.reason && { reason: first.reason }),
    ...(recommended && { recommended }),
  };
};

export const task = (
  code: TaskDraft['task'],
  label: Said,
  description: Said,
  more: Pick<TaskDraft, 'form' | 'records'> = {},
): TaskDraft => ({ kind: 'task', task: code, label, description, ...more });

export const advice = (label: Said, text: Said): AdviceDraft => ({
  kind: 'advice',
  label,
  description: label,
  text,
});

export const problem = (label: string, ...codes: readonly EmittedCode[]): ProblemDraft => ({
  kind: 'problem',
  label: say('button.problem', { label }),
  description: say('button.problem.named', { label }),
  codes,
});
