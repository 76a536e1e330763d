/** An answer as an EHR shows it: the summary alone, plain text, markdown, or what Epic and a 1.0 client get. */
import type { Card } from '../../functions/cds-hooks/wire.ts';

export type PrintView = 'summary' | 'plain' | 'epic' | '1.0' | 'card';

const marks = { critical: '■ CRITICAL', warning: '▲ Warning', info: '● Info' } as const;

const buttons = ({ suggestions = [] }: Card): string =>
  suggestions.map(({ label, isRecommended }) => `[${isRecommended ? '✓ ' : ''}${label}]`).join(' ');

export const printed = (card: Card, view: PrintView): string => {
  if (view === 'summary') return `${marks[card.indicator]}  ${card.summary}`;
  return [
    `${marks[card.indicator]}  ${card.summary}`,
    card.detail ?? '',
    buttons(card),
    `Source: ${card.source.label}`,
  ]
    .filter((line) => line !== '')
    .join('\n\n');
};
