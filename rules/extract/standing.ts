/** What is implanted, flagged, not tolerated or booked: Device, Flag, AllergyIntolerance, Appointment (2.5). */
import { ingredientClasses } from '../codes/index.ts';
import type { ConditionId } from '../findings/index.ts';
import { followUpWeeks, inDays } from '../terms/thresholds.ts';
import { statusCode } from './code.ts';
import { eventOf, holds, note, periodStart, understood } from './event.ts';
import { DAY, readDate } from './fhir-date.ts';
import { detailOf, leaveOut, type ReadingContext, sayHistory } from './said.ts';
import { type Json, list, records, text } from './shape.ts';
import { isUsable } from './usable.ts';

/** A review that soon needs no reminder (REC-27). */
const FOLLOW_UP = inDays(followUpWeeks);

/** Statuses with which an implant or a flag still holds. */
const active = new Set(['active']);

/** A flag may carry any condition; a device only says that MRI needs a check. */
const current = (
  context: ReadingContext,
  resource: Json,
  concepts: readonly unknown[],
  ids?: ConditionId[],
): void => {
  const wanted = (id: ConditionId) => ids?.includes(id) ?? true;
  const codes = understood(context, resource, concepts, ({ conditions }) =>
    conditions.some(({ id }) => wanted(id)),
  );
  if (codes.length === 0 || !isUsable(context, resource['status'] ?? 'active', active)) return;
  const event = eventOf(context, resource, periodStart(resource['period']) ?? undefined);
  if (event === undefined) return;
  for (const coded of codes) {
    for (const { id, side } of coded.meaning.conditions) {
      if (!wanted(id)) continue;
      if (id === 'chronic-foot-drop')
        context.say({ kind: 'deficit', id, side, detail: detailOf(context.ref, event.date, coded) });
      else holds(event, coded, id);
    }
  }
};

export const readDevice = (context: ReadingContext, device: Json): void =>
  current(context, device, [device['type'], ...list(device['safety'])], ['mri-contraindicated']);

export const readFlag = (context: ReadingContext, flag: Json): void => current(context, flag, [flag['code']]);

/**
 * An NSAID, or aspirin: the label of every NSAID is contraindicated after an allergic reaction to aspirin or
 * another NSAID. Unconfirmed allergies count: they are mostly what patients report.
 */
export const readAllergy = (context: ReadingContext, allergy: Json): void => {
  const substances = [allergy['code'], ...records(allergy['reaction']).map(({ substance }) => substance)];
  const codes = understood(context, allergy, substances, ({ ingredients, conditions }) => {
    const drug = ingredients.some(
      (name) => name.includes('aspirin') || ingredientClasses[name].some((one) => one === 'nsaid'),
    );
    return drug || conditions.some(({ id }) => id === 'nsaid-allergy');
  });
  if (codes.length === 0) return;
  const verification = statusCode(allergy['verificationStatus']);
  const clinical = statusCode(allergy['clinicalStatus']) ?? 'active';
  if (verification === 'entered-in-error' || verification === 'refuted' || clinical !== 'active') {
    leaveOut(context, verification === 'entered-in-error' ? verification : 'status-not-usable');
    return;
  }
  const event = eventOf(context, allergy, allergy['recordedDate']);
  if (event === undefined) return;
  for (const { code, meaning } of codes) {
    const [display = meaning.display] = meaning.ingredients;
    sayHistory(context, 'nsaid-allergy', {
      ref: context.ref,
      code,
      ...(display && { display }),
      ...(event.date && { date: event.date }),
    });
  }
  note(event);
};

/** A review that is already booked needs no reminder (REC-27). */
export const readAppointment = (context: ReadingContext, appointment: Json): void => {
  const start = readDate(appointment['start']);
  if (appointment['status'] !== 'booked' || start === undefined) return;
  const ahead = (start.from - context.now) / DAY;
  if (ahead < 0 || ahead > FOLLOW_UP) return;
  sayHistory(context, 'follow-up-booked', { ref: context.ref, date: text(appointment['start']) ?? '' });
};
