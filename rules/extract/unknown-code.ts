/**
 * Codes that were meant to be of our own code systems and are not in them: a code that does not exist, a
 * system's URI misspelt, a code without a system. Whoever sends one meant to say something about a leg, so each is a
 * hole, and the finding that it nearly names is what it may hide.
 *
 * Cost: for a code of another system one Map access; a code of our own is looked for once and remembered.
 */
import { codeSystems, isOwnWord, meaningOf } from '../codes/index.ts';
import { conditions, type FindingId, findingIds, findings, isFindingId } from '../findings/index.ts';
import { codings, known } from './code.ts';
import type { ReadingContext } from './said.ts';
import { record } from './shape.ts';

/** Our domain, or the name of one of our systems under another. */
const nearlyOurs = /radix-?cds\.org|\/lr-?(?:finding|value)s?\/*$/i;

/** URIs that were asked for lately. */
const uris = new Map<string, boolean>();
const MOST_URIS = 500;

const isNearlyOurs = (uri: string): boolean => {
  const known = uris.get(uri);
  if (known !== undefined) return known;
  if (uris.size >= MOST_URIS) uris.clear();
  const nearly = uri.length <= 200 && nearlyOurs.test(uri);
  uris.set(uri, nearly);
  return nearly;
};

const ids: readonly string[] = [...findingIds, ...Object.keys(conditions)];
const isId: ReadonlySet<string> = new Set(ids);

const plain = (code: string): string =>
  code
    .trim()
    .toLowerCase()
    .replace(/[\s_.]+/g, '-');

/** The next row of the table of edits (Damerau and Levenshtein; a swap of neighbours is one edit). */
const nextRow = (a: string, b: string, i: number, last: readonly number[], before: readonly number[]) => {
  const row = [i];
  for (let j = 1; j <= b.length; j++) {
    const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
    const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : replaced;
    row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced, swapped));
  }
  return row;
};

/** Edits from one word to another, or more than `most` where there are more. */
const edits = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const row = nextRow(a, b, i, last, before);
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
};

/** The letters of a word, a bit each. */
const lettersOf = (word: string): number => {
  let letters = 0;
  for (let n = 0; n < word.length; n++) letters |= 1 << (word.charCodeAt(n) & 31);
  return letters;
};

const letters: readonly number[] = ids.map(lettersOf);

const bits = (set: number): number => {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
};

/** Each letter that the other word has not costs an edit: of most words that is enough to know they are far. */
const areFar = (a: number, b: number, most: number): boolean => bits(a & ~b) > most || bits(b & ~a) > most;

/** A long word may have two errors, a short one a single one: else `abi` would be anything. */
const mostEdits = ({ length }: string): number => (length >= 8 ? 2 : length >= 5 ? 1 : 0);

const isRedFlag = (id: string): boolean => isFindingId(id) && findings[id].safety === true;

const search = (code: string): string | undefined => {
  if (isId.has(code)) return code;
  const most = mostEdits(code);
  const own = lettersOf(code);
  let nearest: string | undefined;
  let least = most + 1;
  for (const [n, id] of ids.entries()) {
    if (areFar(own, letters[n] as number, most)) continue;
    const far = edits(code, id, Math.min(most, least));
    if (far > most || far > least || (far === least && !isRedFlag(id))) continue;
    nearest = id;
    least = far;
  }
  return nearest;
};

/** Codes that were looked for lately. */
const searched = new Map<string, string | undefined>();
const MOST_SEARCHED = 200;

/** The id that a code most likely means; of two equally near ones a red flag. */
export const nearestId = (code: string): string | undefined => {
  if (code.length > 60) return undefined;
  const word = plain(code);
  const known = searched.get(word);
  if (known !== undefined || searched.has(word)) return known;
  if (searched.size >= MOST_SEARCHED) searched.clear();
  const id = search(word);
  searched.set(word, id);
  return id;
};

/** What a coding was meant to be; `undefined` = it is ours and known, or another's. */
const meantBy = (coding: unknown): { readonly id: string | undefined } | undefined => {
  const { system, code } = record(coding) ?? {};
  if (typeof code !== 'string' || code === '') return undefined;
  if (typeof system !== 'string' || system === '') {
    const id = isId.has(plain(code)) ? plain(code) : undefined;
    return id === undefined ? undefined : { id };
  }
  const known =
    system === codeSystems.finding
      ? meaningOf(system, code) !== undefined
      : system === codeSystems.value
        ? isOwnWord(code)
        : !isNearlyOurs(system);
  return known ? undefined : { id: nearestId(code) };
};

/** Whether a concept has a code that was meant to be ours, and is not. Cheap for codes of others. */
export const hasUnknown = (concept: unknown): boolean => {
  for (const coding of codings(concept)) if (meantBy(coding) !== undefined) return true;
  return false;
};

/** Whether a code beside it says this: then nothing is missing. */
const isSaid = (concept: unknown, id: string | undefined): boolean =>
  id !== undefined &&
  known(concept).some(({ meaning: { findings: said, conditions: held } }) =>
    [...said, ...held].some((one) => one.id === id),
  );

/**
 * Reports a concept with a code that was meant to be ours, also beside one that was understood: it may say more. Of
 * several, the first that names a finding is the one that tells what is missing.
 * @param about what the concept is known to answer, when its code stands in a value
 * @returns whether there was one
 */
export const reportUnknown = (
  { ref, at, say }: ReadingContext,
  concept: unknown,
  about?: FindingId,
): boolean => {
  let found = false;
  for (const coding of codings(concept)) {
    const meant = meantBy(coding);
    if (meant === undefined || isSaid(concept, meant.id)) continue;
    found = true;
    const id = about ?? meant.id;
    if (id === undefined || !isFindingId(id)) continue;
    say({ kind: 'hole', hole: { code: 'unknown-code', at, ref, about: [id] } });
    return true;
  }
  if (found) say({ kind: 'hole', hole: { code: 'unknown-code', at, ref } });
  return found;
};

/** Reports a place that was meant to be ours: where it is, or on which side, nobody can tell. */
export const reportUnknownPlace = (
  context: ReadingContext,
  bodySite: unknown,
  about: FindingId | undefined,
): void => {
  if (bodySite === undefined) return;
  for (const site of [bodySite].flat()) reportUnknown(context, site, about);
};
