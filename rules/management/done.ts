/**
 * Never advise what the chart shows as done: what satisfies each thing that a card offers or asks. One mechanism
 * for every button and every question; a test puts each into a chart and sees it go.
 */
import { type Orderable, orderableOfType } from '../codes/orderables.ts';
import { type InHand, type Order, type Priority, priorities } from '../engine/types.ts';
import type { ConditionId, FindingId, OrderType } from '../findings/index.ts';
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

/** Its result is on record as a finding, which tells more than that it was done. */
export const isMeasured = (s: Situation, { orderable }: OrderDraft): boolean =>
  (satisfiedBy[orderable]?.findings ?? []).some((id) => isRecorded(s, id));

/** Within the window of the offer, on any leg. */
const isMeasuredWithin = (s: Situation, id: FindingId, days: number): boolean =>
  readings(s, id).some(({ facts }) => facts.some((fact) => fact.days <= days));

export const isMeasuredToday = (s: Situation, id: FindingId): boolean => isMeasuredWithin(s, id, 0);

const measuredWithin: Readonly<Record<Priority, number>> = {
  stat: 0,
  asap: 0,
  urgent: 0,
  routine: routineMeasureDays.value,
};

/** A draft of this call that does what the offer would, with its priority: signing it is what remains. */
export const draftedFor = (s: Situation, { orderable, replaces }: OrderDraft): Order | undefined =>
  replaces === undefined
    ? s.chart.orders.find(({ type }) => {
        const drafted = type === undefined ? undefined : orderableOfType[type as OrderType];
        return drafted !== undefined && jointStudy(drafted, orderable) === drafted;
      })
    : undefined;

/** Drafted less urgently than it is wanted: its priority is to be raised. */
export const isTooSlow = (draft: Order, wanted: Priority): boolean =>
  !isAsUrgent(draft.priority ?? 'routine', wanted);

const isOrderDone = (s: Situation, draft: OrderDraft): boolean => {
  if (draft.orderable === 'emergency-referral' && s.input.inEmergency === true) return true;
  if (draftedFor(s, draft) !== undefined) return true;
  const held = inHand(s, draft);
  if (draft.again) return held?.state === 'ordered';
  if (held !== undefined) return true;
  const { findings = [], conditions = [] } = satisfiedBy[draft.orderable] ?? {};
  return (
    findings.some((id) => isMeasuredWithin(s, id, measuredWithin[draft.priority])) ||
    (draft.priority === 'routine' && conditions.some((id) => hasCondition(s, id)))
  );
};

/** Each MRI of the spine by its width and contrast. */
const scans = [
  ['mri-lumbar', 'mri-lumbar-contrast'],
  ['mri-whole-spine', 'mri-whole-spine-contrast'],
] as const satisfies readonly (readonly [Orderable, Orderable])[];

const scanOf = (id: Orderable): { readonly width: number; readonly contrast: number } | undefined => {
  const width = scans.findIndex((row) => (row as readonly Orderable[]).includes(id));
  return width === -1 ? undefined : { width, contrast: scans[width]?.[1] === id ? 1 : 0 };
};

/** The one study that shows what both would: the wider, with contrast where one wants it. */
export const jointStudy = (one: Orderable, other: Orderable): Orderable | undefined => {
  if (one === other) return one;
  const a = scanOf(one);
  const b = scanOf(other);
  if (a && b) return scans[Math.max(a.width, b.width)]?.[Math.max(a.contrast, b.contrast)];
  if (satisfiedBy[other]?.also?.includes(one)) return one;
  return satisfiedBy[one]?.also?.includes(other) ? other : undefined;
};

export const isSpineScan = ({ orderable }: OrderDraft): boolean => scanOf(orderable) !== undefined;

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
    case 'advice':
      // while an emergency is acted on it is not the time; whoever goes home from there needs the words
      return s.input.inEmergency === true && s.urgency === 'emergent';
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
