/** The words of a page in its language: English, or what is translated of it. */
import { en } from './en.ts';
import { es } from './es.ts';
import type { AppWords } from './shape.ts';

export type { AppWords } from './shape.ts';

export const languages = ['en', 'es'] as const;
export type AppLanguage = (typeof languages)[number];

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const over = (base: unknown, by: unknown): unknown =>
  isGroup(base) && isGroup(by)
    ? Object.fromEntries(
        Object.entries(base).map(([key, value]) => [key, key in by ? over(value, by[key]) : value]),
      )
    : by;

export const wordsIn = (language: AppLanguage): AppWords =>
  language === 'es' ? (over(en, es) as AppWords) : en;
