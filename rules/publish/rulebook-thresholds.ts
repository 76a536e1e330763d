/** The rule book's page of the clinical numbers: each once, with what it means, its source and who reads it. */
import { type CitationId, citations } from '../citations.ts';
import type { Criterion } from '../engine/criterion.ts';
import { nodesOf } from '../engine/walk.ts';
import type { Threshold } from '../terms/thresholds.ts';
import { UNIT_WORDS } from '../terms/units.ts';
import { blocks, bullets, table } from './markdown.ts';
import { type FormerValue, historyOf } from './releases.ts';
import { readersOf, thresholds } from './threshold-uses.ts';

const written = (value: number, unit: Threshold['unit']): string =>
  `${value < 0 ? `−${-value}` : value}${UNIT_WORDS[unit]}`;

/** The label of a citation; the id of one that is not in the bibliography any more. */
const label = (source: string): string =>
  Object.hasOwn(citations, source) ? citations[source as CitationId].label : source;

/** `1.1.0`, and what it was before: `1.2.0; 300 mL since 1.1.0 (its source)`. */
export const sinceWords = (history: readonly FormerValue[], unit: Threshold['unit']): string => {
  const [current, ...former] = history.toReversed();
  return [
    current?.since,
    ...former.map(({ value, since, source }) => `${written(value, unit)} since ${since} (${label(source)})`),
  ].join('; ');
};

export const thresholdPage = (): string =>
  blocks(
    '## Clinical numbers',
    'Each is written once, in `rules/terms/thresholds.ts`; rules, engine, extraction and the words of cards read it there. Weights of scored tables and look-back windows stand with their rows.',
    table(
      ['Number', 'Is the', 'Source', 'Since knowledge', 'Read by'],
      [...thresholds].map(([name, { value, unit, means, source }]) => [
        written(value, unit),
        means,
        label(source),
        sinceWords(historyOf(name), unit),
        readersOf(name).join(', '),
      ]),
    ),
  );

/** The numbers that the criteria of a rule compare with, its defined terms included; markdown. */
export const numbersIn = (criteria: readonly Criterion[]): string => {
  const read = new Set(criteria.flatMap(nodesOf).flatMap((node) => ('bound' in node ? [node.bound] : [])));
  return bullets(
    [...thresholds.values()]
      .filter((one) => read.has(one))
      .map(({ value, unit, means, source }) => `**${written(value, unit)}** ${means} (${label(source)})`),
  );
};
