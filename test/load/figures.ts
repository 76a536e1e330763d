/** What it costs to read the answers: the budget of docs/decisions/0601, each figure with its limit. */

import type { Composition } from '../../functions/cards/index.ts';
import { countWords } from '../../functions/cards/text.ts';
import type { Card } from '../../functions/cds-hooks/wire.ts';
import type { Case } from './answers.ts';

export interface AnsweredCase {
  readonly of: Case;
  readonly answer: Composition;
}

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  /** `least`: the value must reach the limit. */
  readonly bound: 'most' | 'least';
  readonly unit?: string;
  /** The answers that break it. */
  readonly worst: readonly string[];
}

const percentile = (all: readonly number[], p: number): number => {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;
};

const mean = (all: readonly number[]): number =>
  all.length === 0 ? 0 : all.reduce((sum, one) => sum + one, 0) / all.length;

export const wordsOf = ({ summary, detail = '' }: Card): number => countWords(summary) + countWords(detail);

const firstLine = ({ detail = '' }: Card): string => detail.split('\n')[0] ?? '';

/** Body of a detail: without the footer, which names rules and sources. */
const bodyOf = ({ detail = '' }: Card): string => detail.split('\n\n').slice(0, -1).join('\n');

export const sentencesOf = (card: Card): readonly string[] =>
  [card.summary, ...bodyOf(card).split(/(?<=[.!?])\s+|\n+/)]
    .map((one) => one.replace(/[*]/g, '').trim().toLowerCase())
    .filter((one) => one !== '');

const repeated = ({ cards }: Composition): readonly string[] => {
  const all = cards.flatMap(sentencesOf);
  return all.filter((one, n) => all.indexOf(one) !== n);
};

/**
 * Between a colon, a semicolon, a bracket and the end of a line or sentence. The first line says the act of the summary
 * in full, and `Why` its findings: neither repeats it.
 */
const clausesOf = (card: Card): readonly string[] =>
  [
    card.summary,
    ...bodyOf(card)
      .split('\n')
      .slice(1)
      .filter((line) => !line.startsWith('Why')),
  ]
    .flatMap((line) => line.replace(/[*]/g, '').split(/[;:()]|(?<=[.!?])\s/))
    .map((one) =>
      one
        .replace(/[.!?]$/, '')
        .trim()
        .toLowerCase(),
    )
    .filter((one) => countWords(one) > 1);

/** `also possible: X` beside `X possible: do this`. */
const causesTwice = ({ detail = '' }: Card): readonly string[] => {
  const also = /also possible: ([^;.]*)/.exec(detail)?.[1]?.split(', ') ?? [];
  return also.filter((cause) => detail.includes(`${cause} possible:`));
};

/** The same thing twice on one card, in the words of a clause. */
const clausesTwice = (card: Card): readonly string[] => {
  const all = clausesOf(card);
  return [...all.filter((one, n) => all.indexOf(one) !== n), ...causesTwice(card)];
};

/**
 * Names of drugs, anatomy, diseases and tests cannot be said in other words: each counts as a word of two
 * syllables. Numbers, units and abbreviations are read at a glance: one. What is graded is what stands between.
 */
const NAMES =
  /(?:flexion|extension|abduction|adduction|version|opathy|paraesthetica|stenosis|claudication|herniation|listhesis|arthritis|syndrome|therapy|ischaemia|thrombosis|metastasis|metastases|aneurysm|coagulation|coagulant|platelet|radiograph|radiographs|ultrasound|gadolinium|orthosis|haematoma|neurology|oncology|paediatrics|paediatric|antibiotics|epidural|spondylolysis|incontinence|osteoporosis|oligohydramnios|opioids?|naloxone|acetaminophen|benzodiazepine|gabapentinoid|gabapentin|pregabalin|sciatica|lumbar|cauda|equina|fibular|peroneal|femoral|sacroiliac|apophyseal)$/i;

const syllables = (word: string): number => {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters === '' || /^[A-Z0-9/-]{2,}$/.test(word.replace(/[()“”;:,.!?*]/g, ''))) return 1;
  if (NAMES.test(letters)) return 2;
  const groups = letters.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 1);
};

/** Flesch–Kincaid grade of the advice: what to do, next, but, also and the limits, not the lists of findings. */
export const gradeOf = (card: Card): number => {
  const advice = bodyOf(card)
    .split('\n')
    .filter((line) => !/^Why\b/.test(line) && line.trim() !== '');
  const sentences = advice.flatMap((line) => line.split(/(?<=[.!?])\s+/)).filter((one) => /\w/.test(one));
  const words = sentences.flatMap((one) => one.split(/\s+/)).filter((one) => /\w/.test(one));
  if (words.length === 0) return 0;
  const sounds = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (sounds / words.length) - 15.59;
};

const isVisit = ({ of }: AnsweredCase): boolean => of.extraction.input.hook === 'patient-view';
const isAdult = ({ of }: AnsweredCase): boolean => (of.extraction.input.age ?? 18) >= 18;

/** How a summary names each danger and cause. */
const namesOf: Readonly<Record<string, RegExp>> = {
  'RF-CES': /cauda equina|Guillain-Barré/i,
  'RF-CES-EARLY': /cauda equina/i,
  'RF-MOTOR': /foot drop|weakness|heel-walk|neurone|cauda equina|cancer|foot/i,
  'RF-UMN': /motor neurone|cord|cauda equina/i,
  'RF-INFECTION': /infection/i,
  'RF-MALIGNANCY': /cancer|metasta/i,
  'RF-FRACTURE': /fracture/i,
  'RF-AAA': /aneurysm/i,
  'RF-ALI': /limb ischaemia|vascular/i,
  'RF-DVT': /thrombosis/i,
  'RF-SEPTIC-JOINT': /septic/i,
  'RF-BLEEDING': /haematoma/i,
  RADIC: /radiculopathy|sciatica|signs at/i,
  LDH: /disc herniation|radiculopathy|sciatica|signs at/i,
  FORAM: /foraminal|radiculopathy|sciatica|signs at/i,
  DDDREF: /disc-related/i,
  LSS: /stenosis/i,
  SPONDY: /spondylolisthesis/i,
  SIJ: /sacroiliac/i,
  PIRI: /piriformis/i,
  FACET: /facet/i,
  PAD: /vascular/i,
  HIPOA: /hip osteoarthritis/i,
  PERONEAL: /fibular/i,
  POLYNEURO: /polyneuropathy/i,
  MERALGIA: /meralgia/i,
  GTPS: /trochanteric/i,
};

/** The gravest danger, else the cause that leads; by name in the first summary. */
const isNamed = ({ answer: { assessment, cards } }: AnsweredCase): boolean => {
  const [first] = cards;
  // a bleeding explains the weakness beside it, and stands first
  const flags = assessment.redFlags.filter(
    ({ id, urgency }) => urgency === assessment.redFlags[0]?.urgency || id === 'RF-BLEEDING',
  );
  const cause = assessment.differential.find(
    ({ category }) => category === 'likely' || category === 'possible',
  );
  const wanted = flags.length > 0 ? flags.map(({ id }) => id) : cause ? [cause.condition] : [];
  if (wanted.length === 0) return true;
  if (first === undefined) return false;
  return wanted.some((id) => namesOf[id]?.test(first.summary) ?? first.summary.length > 0);
};

const over = (all: readonly AnsweredCase[], breaks: (one: AnsweredCase) => boolean): readonly string[] =>
  all.filter(breaks).map(({ of }) => of.name);

export const figuresOf = (all: readonly AnsweredCase[]): readonly Figure[] => {
  const visits = all.filter(isVisit);
  const spoken = all.filter(({ answer }) => answer.cards.length > 0);
  const words = (one: AnsweredCase) => one.answer.cards.reduce((sum, card) => sum + wordsOf(card), 0);
  const cards = all.flatMap(({ of, answer }) => answer.cards.map((card) => ({ name: of.name, card })));
  const critical = cards.filter(({ card }) => card.indicator === 'critical');
  const opening = ({ card }: { card: Card }) => countWords(card.summary) + countWords(firstLine(card));
  const adults = spoken.filter((one) => isVisit(one) && isAdult(one));
  const named = adults.filter(isNamed).length;
  return [
    {
      what: 'cards an answer, mean at patient-view',
      value: mean(visits.map(({ answer }) => answer.cards.length)),
      limit: 1.3,
      bound: 'most',
      worst: over(visits, ({ answer }) => answer.cards.length > 1),
    },
    {
      what: 'words of summary and detail an answer, median',
      value: percentile(spoken.map(words), 50),
      limit: 75,
      bound: 'most',
      worst: [],
    },
    {
      what: 'words an answer, 95th percentile',
      value: percentile(spoken.map(words), 95),
      limit: 110,
      bound: 'most',
      worst: over(spoken, (one) => words(one) > 110),
    },
    {
      what: 'words of a critical card, most',
      value: Math.max(0, ...critical.map(({ card }) => wordsOf(card))),
      limit: 90,
      bound: 'most',
      worst: critical.filter(({ card }) => wordsOf(card) > 90).map(({ name }) => name),
    },
    {
      what: 'characters of a summary, 95th percentile',
      value: percentile(
        cards.map(({ card }) => card.summary.length),
        95,
      ),
      limit: 100,
      bound: 'most',
      worst: cards.filter(({ card }) => card.summary.length > 100).map(({ name }) => name),
    },
    {
      what: 'words of summary and first line, most',
      value: Math.max(0, ...cards.map(opening)),
      limit: 30,
      bound: 'most',
      worst: cards.filter((one) => opening(one) > 30).map(({ name }) => name),
    },
    {
      what: 'adult answers whose first summary names the danger or the cause, per cent',
      value: adults.length === 0 ? 100 : (100 * named) / adults.length,
      limit: 100,
      bound: 'least',
      worst: over(adults, (one) => !isNamed(one)),
    },
    {
      what: 'sentences that stand twice in one answer',
      value: all.reduce((sum, { answer }) => sum + repeated(answer).length, 0),
      limit: 0,
      bound: 'most',
      worst: over(all, ({ answer }) => repeated(answer).length > 0),
    },
    {
      what: 'clauses that stand twice on one card',
      value: cards.reduce((sum, { card }) => sum + clausesTwice(card).length, 0),
      limit: 0,
      bound: 'most',
      worst: cards.filter(({ card }) => clausesTwice(card).length > 0).map(({ name }) => name),
    },
    {
      what: 'reading grade of the advice (Flesch–Kincaid), mean',
      value: mean(cards.map(({ card }) => gradeOf(card))),
      limit: 8,
      bound: 'most',
      worst: [],
    },
  ];
};

export const holds = ({ value, limit, bound }: Figure): boolean =>
  bound === 'most' ? value <= limit : value >= limit;
