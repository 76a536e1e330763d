/**
 * SNOMED CT codes in small space. A code is an item, a namespace unless it is international, two digits that say
 * which of the two it is, and a check digit that follows from the rest. Items of one list stand close together, so
 * a list is the lowest item and the step to each next, in base 26: the last digit of a step is a lower-case letter,
 * those before it are capitals. About one byte a code before compression.
 */
import { wellFormed } from './well-formed.ts';

/** The namespace of the international edition. */
export const INTERNATIONAL = '';

/** A code of RxNorm is a number, and its own item. */
export const RXNORM = 'rxnorm';

/** Item and namespace of a code that has the shape of one; the check digit is not looked at. */
export const itemOf = (code: string): { readonly item: number; readonly namespace: string } | undefined => {
  const { length } = code;
  if (length < 6 || length > 18) return undefined;
  const extension = code[length - 3] === '1';
  const end = extension ? length - 10 : length - 3;
  return end < 1
    ? undefined
    : { item: Number(code.slice(0, end)), namespace: extension ? code.slice(end, -3) : '' };
};

const stepIn26 = (step: number): string => {
  let text = String.fromCharCode(97 + (step % 26));
  for (let rest = Math.floor(step / 26); rest > 0; rest = Math.floor(rest / 26))
    text = String.fromCharCode(65 + (rest % 26)) + text;
  return text;
};

/** `items` in rising order, each once. */
export const pack = (items: readonly number[]): string =>
  items.map((item, n) => stepIn26(item - (items[n - 1] ?? 0))).join('');

export const unpack = (packed: string, each: (item: number) => void): void => {
  let item = 0;
  let step = 0;
  for (let at = 0; at < packed.length; at++) {
    const char = packed.charCodeAt(at);
    if (char < 97) {
      step = step * 26 + char - 65;
    } else {
      item += step * 26 + char - 97;
      step = 0;
      each(item);
    }
  }
};

/** The code of an item: the one check digit that fits. */
export const codeOf = (item: number, namespace: string): string | undefined => {
  const stem = namespace === INTERNATIONAL ? `${item}00` : `${item}${namespace}10`;
  return Array.from('0123456789', (digit) => stem + digit).find((code) => wellFormed('snomed', code));
};
