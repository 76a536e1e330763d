/** Who says so (N8): the performer decides; without one only the category `exam` means a clinician. */
import type { Fact } from '../engine/types.ts';
import { hasCode } from './code.ts';
import { type Json, list, record, reference, text } from './shape.ts';

const performers: Readonly<Record<string, Fact['src']>> = {
  Practitioner: 'exam',
  PractitionerRole: 'exam',
  CareTeam: 'exam',
  Patient: 'patient',
  RelatedPerson: 'patient',
  Device: 'device',
};

/** A reference may name its type beside an identifier, or in its path. */
const typeOf = (value: unknown): string =>
  reference(value)?.split('/')[0] ?? text(record(value)?.['type']) ?? '';

export const author = (value: unknown): Fact['src'] | undefined => {
  const type = typeOf(value);
  return Object.hasOwn(performers, type) ? performers[type] : undefined;
};

const MEASURED = ['laboratory', 'vital-signs', 'imaging', 'procedure'];

export const readBy = (observation: Json): Fact['src'] => {
  const { category, performer } = observation;
  if (hasCode(category, 'laboratory')) return 'device';
  for (const one of list(performer)) {
    const by = author(one);
    if (by) return by;
  }
  if (hasCode(category, 'exam')) return 'exam';
  return MEASURED.some((code) => hasCode(category, code)) ? 'device' : 'patient';
};
