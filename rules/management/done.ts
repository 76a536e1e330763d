/**
 * Never advise what the chart shows as done: what satisfies each thing that a card offers or asks. One mechanism
 * for every button and every question; a test puts each into a chart and sees it go.
 */
import type { Orderable } from '../codes/orderables.ts';
import { type InHand, type Priority, priorities } from '../engine/types.ts';
import type { ConditionId, FindingId } from '../findings/index.ts';
import {
  routineMeasureDays,
  routineOrderDays,
  todaysOrderDays,
  urgentOrderDays,
} from '../terms/thresholds.ts';
import type { Ask } from './contribution.ts';
import { hasCondition, readings, type Situation } from './situation.ts';
import { icdCode } from './specificity-map.ts';
import type { OrderDraft, SuggestionDraft } from './suggestion.ts';

interface Satisfied {
  /** Recorded today, or as many days ago as the urgency allows. */
  readonly findings?: readonly FindingId[];
  readonly conditions?: readonly ConditionId[];
  /** Another study that shows as much. */
  readonly also?: readonly Orderable[];
}

const satisfiedBy: Readonly<Partial<Record<Orderable, Satisfied>>> = {
  'mri-lumbar': {
    conditions: ['mri-lumbar-12mo'],
    also: ['mri-lumbar-contrast', 'mri-whole-spine', 'mri-whole-spine-contrast'],
  },
  'mri-lumbar-contrast': { also: ['mri-whole-spine-contrast'] },
  'mri-whole-spine': { also: ['mri-whole-spine-contrast'] },
  radiographs: { conditions: ['xr-lumbar-12mo'], also: ['ct-lumbar'] },
  'bladder-scan': { findings: ['pvr-ml'] },
  crp: { findings: ['crp-mg-l', 'crp-esr-raised'] },
  esr: { findings: ['esr-mm-h', 'crp-esr-raised'] },
  abi: { findings: ['abi'] },
  neurosurgery: { also: ['orthopaedics'] },
  orthopaedics: { also: ['neurosurgery'] },
};

/** Days for which an order or a result counts, by how soon it is wanted [E]: of an emergency only today's. */
const windows: Readonly<Record<Priority, number>> = {
  stat: todaysOrderDays.value,
  asap: todaysOrderDays.value,
  urgent: urgentOrderDays.value,
  routine: routineOrderDays.value,
};

const isAsUrgent = (one: Priority, wanted: Priority): boolean =>
  priorities.indexOf(one) >= priorities.indexOf(wanted);

const counts = (one: InHand, { priority }: OrderDraft): boolean =>
  one.days <= windows[priority] && (one.state === 'done' || isAsUrgent(one.priority, priority));

/** An order of the chart that does what this one would; the newest. */
export const inHand = (s: Situation, draft: OrderDraft): InHand | undefined => {
  const also: readonly string[] = [draft.orderable, ...(satisfiedBy[draft.orderable]?.also ?? [])];
  return (s.input.inHand ?? [])
    .filter((one) => also.includes(one.what) && counts(one, draft))
    .sort((a, b) => a.days - b.days)[0];
};

/** Measured within the window of the offer, on any leg. */
const isMeasured = (s: Situation, id: FindingId, days: number): boolean =>
  readings(s, id).some(({ facts }) => facts.some((fact) => fact.days <= days));

export const isMeasuredToday = (s: Situation, id: FindingId): boolean => isMeasured(s, id, 0);

const measuredWithin: Readonly<Record<Priority, number>> = {
  stat: 0,
  asap: 0,
  urgent: 0,
  routine: routineMeasureDays.value,
};

const isOrderDone = (s: Situation, draft: OrderDraft): boolean => {
  if (draft.orderable === 'emergency-referral' && s.input.inEmergency === true) return true;
  const held = inHand(s, draft);
  if (draft.again) return held?.state === 'ordered';
  if (held !== undefined) return true;
  const { findings = [], conditions = [] } = satisfiedBy[draft.orderable] ?? {};
  return (
    findings.some((id) => isMeasured(s, id, measuredWithin[draft.priority])) ||
    (draft.priority === 'routine' && conditions.some((id) => hasCondition(s, id)))
  );
};

/** Of two offers one that shows as much as the other: a whole-spine MRI beside a lumbar one. */
export const covers = (one: OrderDraft, other: OrderDraft): boolean =>
  one.orderable === other.orderable || (satisfiedBy[other.orderable]?.also?.includes(one.orderable) ?? false);

export const isRecorded = (s: Situation, id: FindingId): boolean => readings(s, id).length > 0;

export const isAsked = (s: Situation, { records }: Ask): boolean =>
  records.length > 0 && records.every((id) => isRecorded(s, id));

export const isDone = (s: Situation, draft: SuggestionDraft): boolean => {
  switch (draft.kind) {
    case 'order':
      return draft.replaces === undefined && isOrderDone(s, draft);
    case 'task':
      return (
        draft.records !== undefined &&
        draft.records.length > 0 &&
        draft.records.every((id) => isRecorded(s, id))
      );
    case 'problem': {
      const code = icdCode(draft);
      return Object.values(s.input.details ?? {}).some((all) => all.some((one) => one.code === code));
    }
    default:
      return false;
  }
};
