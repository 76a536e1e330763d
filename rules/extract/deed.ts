/** What was done: Procedure, DiagnosticReport, ImagingStudy and ServiceRequest (2.5). */
import type { Deed } from '../codes/index.ts';
import type { ConditionId } from '../findings/index.ts';
import {
  dialysisDays,
  imagingMonths,
  inDays,
  spinalProcedureDays,
  surgeryWeeks,
  type Threshold,
} from '../terms/thresholds.ts';
import type { Coded } from './code.ts';
import { type Event, eventOf, holds, note, periodStart, understood } from './event.ts';
import { readInHand } from './in-hand.ts';
import { isAboutLegOrBack } from './reason.ts';
import type { ReadingContext } from './said.ts';
import { type Json, list, text } from './shape.ts';
import { isUsable } from './usable.ts';

type Effect = (event: Event, coded: Coded) => void;

/** The effect of a deed that counts until it is `most` old (2.5). */
const within = (id: ConditionId, most: Threshold): Effect => {
  const days = inDays(most);
  return (event, coded) => {
    if (event.days !== undefined && event.days <= days) holds(event, coded, id);
  };
};

const surgery: Effect = (event, coded) => {
  holds(event, coded, 'prior-lumbar-surgery');
  within('lumbar-surgery-6w', surgeryWeeks)(event, coded);
  within('recent-spinal-procedure', spinalProcedureDays)(event, coded);
};

/** Non-surgical care counts for the leg or the back only when its reason says so. */
const beginCare = (context: ReadingContext, resource: Json, days: number | undefined): void => {
  if (days === undefined || !isAboutLegOrBack(resource, context.byRef)) return;
  context.say({ kind: 'measure', measure: 'care-days', value: days, days: 0, ref: context.ref });
};

const effects: Readonly<Record<Deed, Effect>> = {
  'lumbar-mri': within('mri-lumbar-12mo', imagingMonths),
  'lumbar-radiograph': within('xr-lumbar-12mo', imagingMonths),
  'lumbar-surgery': surgery,
  'spinal-needle': within('recent-spinal-procedure', spinalProcedureDays),
  chemotherapy: (event, coded) => holds(event, coded, 'chemotherapy'),
  dialysis: within('dialysis', dialysisDays),
  transplant: (event, coded) => holds(event, coded, 'transplant'),
  'physical-therapy': (event) => {
    beginCare(event.context, event.resource, event.days);
    note(event);
  },
};

interface DeedResource {
  readonly statuses: ReadonlySet<string>;
  readonly concepts: (resource: Json) => readonly unknown[];
  readonly date: (resource: Json) => unknown;
  /** Of the deeds that a code can mean, those that this kind of resource can be. */
  readonly deeds: readonly Deed[];
}

const imaging: readonly Deed[] = ['lumbar-mri', 'lumbar-radiograph'];
const reported = new Set(['final', 'amended', 'corrected', 'appended']);

const kinds = new Map<string, DeedResource>(
  Object.entries({
    Procedure: {
      statuses: new Set(['completed']),
      concepts: ({ code }) => [code],
      date: ({ performedDateTime, performedPeriod }) => performedDateTime ?? periodStart(performedPeriod),
      deeds: [
        ...imaging,
        'lumbar-surgery',
        'spinal-needle',
        'chemotherapy',
        'physical-therapy',
        'dialysis',
        'transplant',
      ],
    },
    DiagnosticReport: {
      statuses: reported,
      concepts: ({ code }) => [code],
      date: ({ effectiveDateTime, effectivePeriod, issued }) =>
        effectiveDateTime ?? periodStart(effectivePeriod) ?? issued,
      deeds: imaging,
    },
    ImagingStudy: {
      statuses: new Set(['available']),
      concepts: ({ procedureCode }) => list(procedureCode),
      date: ({ started }) => started,
      deeds: imaging,
    },
    ServiceRequest: {
      statuses: new Set(['active', 'completed']),
      concepts: ({ code }) => [code],
      date: ({ occurrenceDateTime, occurrencePeriod, authoredOn }) =>
        occurrenceDateTime ?? periodStart(occurrencePeriod) ?? authoredOn,
      deeds: ['physical-therapy'],
    },
  } satisfies Record<string, DeedResource>),
);

const count = (event: Event, coded: Coded, kind: DeedResource): void => {
  for (const deed of coded.meaning.deeds) if (kind.deeds.includes(deed)) effects[deed](event, coded);
  if (!coded.meaning.local) return;
  for (const { id } of coded.meaning.conditions) holds(event, coded, id);
};

export const readDeed = (context: ReadingContext, resource: Json): void => {
  const kind = kinds.get(text(resource['resourceType']) ?? '');
  if (kind === undefined || resource['doNotPerform'] === true) return;
  readInHand(context, resource);
  const codes = understood(context, resource, kind.concepts(resource), ({ deeds, local, conditions }) => {
    return deeds.some((deed) => kind.deeds.includes(deed)) || (local && conditions.length > 0);
  });
  if (codes.length === 0 || !isUsable(context, resource['status'], kind.statuses)) return;
  const event = eventOf(context, resource, kind.date(resource));
  if (event) for (const coded of codes) count(event, coded, kind);
};
