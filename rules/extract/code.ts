/** Codes as they stand in a resource, looked up. One lookup a coding. */
import { codeSystems, type Meaning, meaningOf } from '../codes/index.ts';
import { list, record, text } from './shape.ts';

const codings = (concept: unknown): readonly unknown[] => list(record(concept)?.['coding']);

export interface Coded {
  readonly code: string;
  readonly meaning: Meaning;
}

const look = (coding: unknown): Coded | undefined => {
  const { system, code } = record(coding) ?? {};
  if (typeof system !== 'string' || typeof code !== 'string') return undefined;
  const meaning = meaningOf(system, code);
  return meaning && { code, meaning };
};

/** Every coding of a concept that we know. */
export const known = (concept: unknown): Coded[] => {
  const found: Coded[] = [];
  for (const coding of codings(concept)) {
    const one = look(coding);
    if (one) found.push(one);
  }
  return found;
};

/** The codings of a concept say the same thing: our own code before a standard one, else the first we know. */
export const theKnown = (concept: unknown): Coded | undefined => {
  let first: Coded | undefined;
  for (const coding of codings(concept)) {
    const one = look(coding);
    if (one?.meaning.local) return one;
    first ??= one;
  }
  return first;
};

/** Our own words in a value or a component. */
export const words = (concept: unknown): string[] => {
  const found: string[] = [];
  for (const coding of codings(concept)) {
    const { system, code } = record(coding) ?? {};
    if (system === codeSystems.value && typeof code === 'string') found.push(code);
  }
  return found;
};

/** Whether the concept has any code at all, known or not. */
export const isCoded = (concept: unknown): boolean =>
  codings(concept).some((coding) => text(record(coding)?.['code']) !== undefined);

/** Codes of HL7's own status lists, whose systems the element itself fixes. */
export const statusCode = (concept: unknown): string | undefined =>
  text(record(codings(concept)[0])?.['code']);

export const hasCode = (concepts: unknown, code: string): boolean =>
  list(concepts).some((concept) => codings(concept).some((coding) => record(coding)?.['code'] === code));
