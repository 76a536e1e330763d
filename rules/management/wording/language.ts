/**
 * Turns what a card says into words. A language is a table of phrases and the names of findings, conditions, drugs and
 * studies; another language is another object of the same type, and nothing else of a card changes.
 *
 * Cost: a template is split once; rendering concatenates its parts.
 */
import { itemsOf, type SetValue, type Value } from '../../engine/chart.ts';
import { spoken } from '../../engine/describe.ts';
import {
  type ConditionId,
  conditions,
  type FindingId,
  type FindingNote,
  findingIds,
  findings,
  type MedicationClass,
  medicationClasses,
  type OrderType,
  orderTypes,
} from '../../findings/index.ts';
import * as thresholds from '../../terms/thresholds.ts';
import { fahrenheitOf, UNIT_WORDS } from '../../terms/units.ts';
import type { FromChart } from '../words.ts';
import { phrases } from './phrases.en.ts';
import type { FindingSaid, PhraseId, Said, SlotValue } from './say.ts';
import { itemWords, studyWords } from './short-words.en.ts';

export interface Language {
  readonly phrases: Readonly<Record<PhraseId, string>>;
  /** Short words of the bedside, of every finding; a part that is missing is said in the words of its row. */
  readonly findings: Readonly<Record<FindingId, FindingNote>>;
  readonly items: Readonly<Record<string, string>>;
  readonly conditions: Readonly<Record<ConditionId, string>>;
  readonly drugs: Readonly<Record<MedicationClass, string>>;
  readonly studies: Readonly<Record<OrderType, string>>;
  /** `today`, `1 day ago`. */
  readonly ago: (days: number) => string;
  readonly listed: string;
}

const notes = Object.fromEntries(findingIds.map((id) => [id, findings[id].note ?? {}])) as Readonly<
  Record<FindingId, FindingNote>
>;

export const english: Language = {
  phrases,
  findings: notes,
  items: itemWords,
  conditions,
  drugs: medicationClasses,
  studies: { ...orderTypes, ...studyWords },
  ago: (days) => (days === 0 ? 'today' : days === 1 ? '1 day ago' : `${days} days ago`),
  listed: ', ',
};

const numbers = thresholds as unknown as Readonly<Record<string, { readonly value?: unknown } | undefined>>;

const withThreshold = (slot: string, name: string): string => {
  const value = Object.hasOwn(numbers, name) ? numbers[name]?.value : undefined;
  return typeof value === 'number' ? String(value) : slot;
};

/** Odd places are slots: `['', 'side', ' foot drop']`. */
const split = new Map<string, readonly string[]>();

const partsOf = (template: string): readonly string[] => {
  let parts = split.get(template);
  if (parts === undefined) {
    parts = template.replace(/\{(\w+)\}/g, withThreshold).split(/[{}]/);
    split.set(template, parts);
  }
  return parts;
};

const items = (names: readonly string[], language: Language): string =>
  names.map((name) => language.items[name] ?? spoken(name)).join(language.listed);

const withValue = (template: string, value: string): string => template.replace('{value}', value);

const INDEX_DIGITS = 2;

/** One decimal of a temperature, two of an index, whole mL; whole numbers as they are. */
const numbered = (id: FindingId, value: number): string => {
  if (id === 'temp-c') return value.toFixed(1);
  if (id === 'abi') return value.toFixed(INDEX_DIGITS);
  if (id === 'pvr-ml') return value.toFixed(0);
  return String(Number.isInteger(value) ? value : Number(value.toFixed(1)));
};

/** Of a path the far end says most; of any other list the first items. */
const MOST_ITEMS = 3;
const shownOf = (id: FindingId, all: readonly string[]): readonly string[] =>
  id === 'pain-path' ? all.slice(-2) : all.slice(0, MOST_ITEMS);

const setIn = (id: FindingId, value: SetValue | readonly string[], language: Language): string => {
  const words = language.findings[id];
  const { present, label } = findings[id];
  const shown = Array.isArray(value) ? value : itemsOf(id, (value as SetValue).present);
  if (shown.length > 0)
    return withValue(words.value ?? `${present} {value}`, items(shownOf(id, shown), language));
  return `${words.name ?? label}: not ${items(itemsOf(id, (value as SetValue).absent), language)}`;
};

type SaidOf = Pick<FindingSaid, 'days' | 'unit'>;

const numberIn = (id: FindingId, value: number, { days, unit }: SaidOf, language: Language): string => {
  const { since, value: around = `${findings[id].present} {value}` } = language.findings[id];
  if (since) return withValue(since, language.ago(value + days));
  return unit === '[degF]'
    ? withValue(around.replace(UNIT_WORDS.Cel, UNIT_WORDS[unit]), numbered(id, fahrenheitOf(value)))
    : withValue(around, numbered(id, value));
};

const wordIn = (id: FindingId, value: string, language: Language): string => {
  const words = language.findings[id];
  const { present, absent, label, value: type } = findings[id];
  const yesNo = type.type === 'one-of' && type.orBoolean === true && words.values === undefined;
  if (!yesNo) return words.values?.[value] ?? withValue(words.value ?? `${present} {value}`, spoken(value));
  return value === type.normal ? (words.absent ?? absent ?? `no ${label}`) : (words.present ?? present);
};

/** A finding by its value. */
export const findingIn = (
  id: FindingId,
  value: Value | readonly string[],
  said: SaidOf,
  language: Language = english,
): string => {
  const words = language.findings[id];
  const { present, absent, label } = findings[id];
  if (typeof value === 'boolean')
    return value ? (words.present ?? present) : (words.absent ?? absent ?? `no ${label}`);
  if (typeof value === 'number') return numberIn(id, value, said, language);
  return typeof value === 'string' ? wordIn(id, value, language) : setIn(id, value, language);
};

/** How text of the chart is written: made inert, or left out. */
export type WriteChart = (text: string) => string;

const slotText = (value: SlotValue | undefined, write: WriteChart, language: Language): string => {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return value.map((one: SlotValue) => slotText(one, write, language)).join(language.listed);
  if ('chart' in (value as object)) return write((value as FromChart).chart);
  return written(value as Said, write, language);
};

const written = (said: Said, write: WriteChart, language: Language): string => {
  if ('phrase' in said) {
    // text and slots take turns
    const parts = partsOf(language.phrases[said.phrase]);
    let text = parts[0] ?? '';
    for (let n = 1; n < parts.length; n += 2)
      text += slotText(said.slots[parts[n] ?? ''], write, language) + (parts[n + 1] ?? '');
    return text;
  }
  if ('finding' in said) return findingIn(said.finding, said.value, said, language);
  if ('condition' in said)
    return said.display ? write(said.display.chart) : language.conditions[said.condition];
  if ('drug' in said) return said.name ?? language.drugs[said.drug];
  if ('study' in said) return language.studies[said.study];
  if ('nameOf' in said) return language.findings[said.nameOf].name ?? findings[said.nameOf].label;
  return said.words;
};

/** A slot that is empty leaves no gap. */
const tidied = (text: string): string => (text.includes('  ') ? text.replace(/ {2,}/g, ' ') : text).trim();

export const textIn = (said: Said, write: WriteChart, language: Language = english): string =>
  tidied(written(said, write, language));

const leftOut: WriteChart = () => '';

/** Our own words alone: what came from the chart is left out. For summaries and labels. */
export const plainIn = (said: Said, language: Language = english): string => textIn(said, leftOut, language);
