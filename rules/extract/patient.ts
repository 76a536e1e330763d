/** Age and sex. Nothing else of a Patient is read: not the name, not race or ethnicity. */
import { isFuture, readDate } from './fhir-date.ts';
import type { Ledger } from './ledger.ts';
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

export const readPatient = (ledger: Ledger, patient: Json): void => {
  const born = readDate(patient['birthDate']);
  if (born !== undefined && !isFuture(born, ledger.now)) {
    ledger.age = Math.max(0, completedYears(born.from, ledger.now));
  }
  const gender = text(patient['gender']);
  ledger.sex = gender !== undefined && GENDERS.has(gender) ? gender : undefined;
};
