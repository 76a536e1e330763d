/** What is said, as text: markdown or plain, and our own words alone for a summary or a button. */
import { partsIn, plainIn, type TextPart } from '../../rules/management/wording/language.ts';
import type { Said } from '../../rules/management/wording/say.ts';
import { capitalised } from '../../rules/management/words.ts';
import { inert, type Markup } from './markdown.ts';

const written = (parts: readonly TextPart[], markup: Markup): string =>
  parts.map((part) => (typeof part === 'string' ? part : inert(part.chart, markup))).join('');

export const textOf = (said: Said, markup: Markup): string =>
  written(partsIn(said), markup).replace(/ {2,}/g, ' ').trim();

/** In a summary and on a button: no text of the chart, and nothing that would be markup. */
export const plain = (said: Said): string => plainIn(said);

/** What is read as one word. */
export const countWords = (text: string): number =>
  text.split(/\s+/).filter((word) => /\w/.test(word)).length;

export const ended = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

export const sentence = (text: string): string => ended(capitalised(text));

/** Inside a sentence: `Possible …` becomes `possible …`, `MRI …` stays. */
export const lowered = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
