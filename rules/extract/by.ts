/**
 * Who says so (N8): the performer decides; without one the category, where `exam` means a clinician and any that is
 * no examination or measurement the patient. With neither it was recorded, and nobody says by whom.
 */
import type { Fact } from '../engine/types.ts';
import { codings, hasCode } from './code.ts';
import { type Json, list, record, reference, text } from './shape.ts';

const performers: ReadonlyMap<string, Fact['src']> = new Map([
  ['Practitioner', 'exam'],
  ['PractitionerRole', 'exam'],
  ['CareTeam', 'exam'],
  ['Patient', 'patient'],
  ['RelatedPerson', 'patient'],
  ['Device', 'device'],
]);

const prefixes = [...performers].map(([type, by]) => ({ prefix: `${type}/`, by }));

/** Of a reference that is nothing but `Type/id`, as nearly all are. */
const ofPlain = (ref: string): Fact['src'] | undefined => {
  for (const { prefix, by } of prefixes)
    if (ref.startsWith(prefix) && !ref.includes('/', prefix.length)) return by;
  return undefined;
};

/** The type that a reference names in its path, or beside an identifier. */
const typeOf = (value: unknown): string => {
  const ref = reference(value);
  return ref?.slice(0, Math.max(0, ref.indexOf('/'))) ?? text(record(value)?.['type']) ?? '';
};

export const author = (value: unknown): Fact['src'] | undefined => {
  if (value === undefined) return undefined;
  const ref = record(value)?.['reference'];
  return (typeof ref === 'string' ? ofPlain(ref) : undefined) ?? performers.get(typeOf(value));
};

/** Without a performer: what kind of observation it is. */
const categories: ReadonlyMap<unknown, Fact['src']> = new Map([
  ['exam', 'exam'],
  ['laboratory', 'device'],
  ['vital-signs', 'device'],
  ['imaging', 'device'],
  ['procedure', 'device'],
]);

const categoryOf = (category: unknown): Fact['src'] | undefined => {
  let found: Fact['src'] | undefined;
  for (const concept of list(category)) {
    for (const coding of codings(concept)) {
      const by = categories.get(record(coding)?.['code']);
      if (by === 'exam') return by;
      found ??= by;
    }
  }
  return found ?? (list(category).length > 0 ? 'patient' : undefined);
};

/** A laboratory result is the laboratory's, whoever signed it. */
export const readBy = ({ category, performer }: Json): Fact['src'] => {
  for (const one of list(performer)) {
    const by = author(one);
    if (by !== undefined) return by === 'exam' && hasCode(category, 'laboratory') ? 'device' : by;
  }
  return categoryOf(category) ?? 'recorded';
};
