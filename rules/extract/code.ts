/** Codes as they stand in a resource, looked up. One lookup a coding. */
import { codeSystems, type Meaning, meaningOf } from '../codes/index.ts';
import { list, record, text } from './shape.ts';

export const codings = (concept: unknown): readonly unknown[] => list(record(concept)?.['coding']);

export interface Coded {
  readonly code: string;
  readonly meaning: Meaning;
}

/** What one coding means; `undefined` = not ours. */
export const meaningIn = (coding: unknown): Meaning | undefined => {
  const one = record(coding);
  const system = one?.['system'];
  const code = one?.['code'];
  return typeof system === 'string' && typeof code === 'string' ? meaningOf(system, code) : undefined;
};

const coded = (coding: unknown, meaning: Meaning): Coded => ({
  code: (coding as { readonly code: string }).code,
  meaning,
});

/** Every coding of a concept that we know. */
export const known = (concept: unknown): Coded[] => {
  const found: Coded[] = [];
  for (const coding of codings(concept)) {
    const meaning = meaningIn(coding);
    if (meaning) found.push(coded(coding, meaning));
  }
  return found;
};

/** The codings of a concept say the same thing: our own code before a standard one, else the first we know. */
export const theKnown = (concept: unknown): Coded | undefined => {
  let first: unknown;
  let said: Meaning | undefined;
  for (const coding of codings(concept)) {
    const meaning = meaningIn(coding);
    if (meaning?.local) return coded(coding, meaning);
    if (meaning === undefined || said !== undefined) continue;
    first = coding;
    said = meaning;
  }
  return said && coded(first, said);
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

/** The first of our own words in it that is one of these; a chart asks this of every value, so nothing is copied. */
export const wordAmong = (concept: unknown, among: readonly string[]): string | undefined => {
  for (const coding of codings(concept)) {
    const one = record(coding);
    const code = one?.['code'];
    if (one?.['system'] === codeSystems.value && typeof code === 'string' && among.includes(code))
      return code;
  }
  return undefined;
};

/** Whether the concept has any code at all, known or not. */
export const isCoded = (concept: unknown): boolean =>
  codings(concept).some((coding) => text(record(coding)?.['code']) !== undefined);

/** Codes of HL7's own status lists, whose systems the element itself fixes. */
export const statusCode = (concept: unknown): string | undefined =>
  text(record(codings(concept)[0])?.['code']);

export const hasCode = (concepts: unknown, code: string): boolean => {
  for (const concept of list(concepts))
    for (const coding of codings(concept)) if (record(coding)?.['code'] === code) return true;
  return false;
};
