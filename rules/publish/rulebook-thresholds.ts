/** The rule book's page of the clinical numbers: each once, with what it means, its source and who reads it. */
import { citations } from '../citations.ts';
import { UNIT_WORDS } from '../terms/units.ts';
import { blocks, table } from './markdown.ts';
import { readersOf, thresholds } from './threshold-uses.ts';

export const thresholdPage = (): string =>
  blocks(
    '## Clinical numbers',
    'Each is written once, in `rules/terms/thresholds.ts`; rules, engine, extraction and the words of cards read it there. Weights of scored tables and look-back windows stand with their rows.',
    table(
      ['Number', 'Is the', 'Source', 'Read by'],
      [...thresholds].map(([name, { value, unit, means, source }]) => [
        `${value < 0 ? `−${-value}` : value}${UNIT_WORDS[unit]}`,
        means,
        citations[source].label,
        readersOf(name).join(', '),
      ]),
    ),
  );
