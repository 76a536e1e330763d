/**
 * Words as markdown or as plain text. Text of the chart is made inert here and nowhere else: no markup,
 * no HTML, no link (a bare `www.x.example` becomes one in GitHub Flavored Markdown), no control or
 * direction characters, one line, at most 120 characters. T136 and R-124 of the wire checklist.
 */
import { shortened, type Words } from '../../rules/management/words.ts';

export type Markup = 'markdown' | 'plain';

const CHART_TEXT_LIMIT = 120;

/** Every ASCII mark that begins markup or completes a bare link. A backslash before it is CommonMark's own escape. */
const marks = /[\\`*_{}[\]#+!|~:@.$^="-]/g;
const html: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const oneLine = (text: string): string =>
  shortened(
    text
      .normalize('NFC')
      .replace(/[\p{C}\p{Z}]+/gu, ' ')
      .trim(),
    CHART_TEXT_LIMIT,
  );

/** In plain text nothing is rendered, but a viewer may still make links of addresses. */
const plain = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*_{}[\]#!|~^<>]/g, '')
    .replace(/:\/\//g, ' ')
    .replace(/\bwww\./gi, 'www ')
    .trim();

export const inert = (text: string, markup: Markup): string =>
  markup === 'plain'
    ? plain(text)
    : oneLine(text)
        .replace(marks, (mark) => `\\${mark}`)
        .replace(/[&<>]/g, (mark) => html[mark] ?? '');

export const written = (words: Words, markup: Markup): string =>
  typeof words === 'string'
    ? words
    : words.map((word) => (typeof word === 'string' ? word : inert(word.chart, markup))).join('');
