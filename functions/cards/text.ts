/** What is said, as text: markdown or plain, and our own words alone for a summary or a button. */
import { plainIn, textIn, type WriteChart } from '../../rules/management/wording/language.ts';
import type { Said } from '../../rules/management/wording/say.ts';
import { capitalised } from '../../rules/management/words.ts';
import { inert, type Markup } from './markdown.ts';

const inertIn: Readonly<Record<Markup, WriteChart>> = {
  markdown: (text) => inert(text, 'markdown'),
  plain: (text) => inert(text, 'plain'),
};

export const textOf = (said: Said, markup: Markup): string => textIn(said, inertIn[markup]);

/** In a summary and on a button: no text of the chart, and nothing that would be markup. */
export const plain = (said: Said): string => plainIn(said);

const isSpace = (code: number): boolean =>
  code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code > 0x7f && /\s/.test(String.fromCharCode(code)));

/** A letter, a digit or `_`, as `\w`. */
const isOfWord = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x5f;

/** What is said, put into our own words once: they tell whether it was said before. */
export interface Line {
  readonly said: Said;
  readonly plain: string;
  /** Nothing in it comes from the chart: its text is its plain words. */
  readonly isOurs: boolean;
}

export const lineOf = (said: Said): Line => {
  let isOurs = true;
  const plain = textIn(said, () => {
    isOurs = false;
    return '';
  });
  return { said, plain, isOurs };
};

export const textOfLine = ({ said, plain, isOurs }: Line, markup: Markup): string =>
  isOurs ? plain : textOf(said, markup);

/** What is read as one word: between spaces, with a letter or a digit in it. Additive over texts that a space joins. */
export const countWords = (text: string): number => {
  let words = 0;
  let isCounted = false;
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n);
    if (isSpace(code)) isCounted = false;
    else if (!isCounted && isOfWord(code)) {
      isCounted = true;
      words++;
    }
  }
  return words;
};

export const ended = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

export const sentence = (text: string): string => ended(capitalised(text));

/** Inside a sentence: `Possible …` becomes `possible …`, `MRI …` stays. */
export const lowered = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
