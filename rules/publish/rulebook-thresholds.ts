/** The rule book's page of the clinical numbers: each once, with what it means, its source and who reads it. */
import { citations } from '../citations.ts';
import type { Threshold } from '../terms/thresholds.ts';
import { UNIT_WORDS } from '../terms/units.ts';
import { blocks, table } from './markdown.ts';
import { historyOf } from './releases.ts';
import { readersOf, thresholds } from './threshold-uses.ts';

const written = (value: number, unit: Threshold['unit']): string =>
  `${value < 0 ? `−${-value}` : value}${UNIT_WORDS[unit]}`;

/** `1.1.0`, and what it was before: `1.2.0; 300 mL since 1.1.0`. */
const since = (name: string, unit: Threshold['unit']): string => {
  const [current, ...former] = historyOf(name).toReversed();
  return [current?.since, ...former.map((one) => `${written(one.value, unit)} since ${one.since}`)].join(
    '; ',
  );
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
        citations[source].label,
        since(name, unit),
        readersOf(name).join(', '),
      ]),
    ),
  );
