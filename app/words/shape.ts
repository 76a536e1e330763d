/** What every language has to say, by the English words; a translation may say a part of it. */
import type { en } from './en.ts';

/** The same shape with any words. */
type Worded<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Worded<T[K]> };

type Partly<T> = T extends string | ((...args: never[]) => string)
  ? T
  : { readonly [K in keyof T]?: Partly<T[K]> };

export type AppWords = Worded<typeof en>;
export type Translation = Partly<AppWords>;
