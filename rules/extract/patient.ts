/** Age and sex. Nothing else of a Patient is read: not the name, not race or ethnicity. */
import { isFuture, readDate } from './fhir-date.ts';
import type { ReadingContext } from './said.ts';
import { type Json, text } from './shape.ts';

/** Completed years. A partial birth date is taken at its earliest: age raises more rules than it lowers. */
const completedYears = (born: number, now: number): number => {
  const birth = new Date(born);
  const today = new Date(now);
  const years = today.getUTCFullYear() - birth.getUTCFullYear();
  const before =
    today.getUTCMonth() < birth.getUTCMonth() ||
    (today.getUTCMonth() === birth.getUTCMonth() && today.getUTCDate() < birth.getUTCDate());
  return before ? years - 1 : years;
};

/** AdministrativeGender. */
const GENDERS: ReadonlySet<string> = new Set(['male', 'female', 'other', 'unknown']);

export const readPatient = (context: ReadingContext, patient: Json): void => {
  const born = readDate(patient['birthDate']);
  const isBorn = born !== undefined && !isFuture(born, context.now);
  const gender = text(patient['gender']);
  context.say({
    kind: 'patient',
    age: isBorn ? Math.max(0, completedYears(born.from, context.now)) : undefined,
    sex: gender !== undefined && GENDERS.has(gender) ? gender : undefined,
  });
};
