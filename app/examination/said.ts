/** The form's own words: labels from the vocabulary, and when something was recorded. */
import { type FindingId, findings } from '../../rules/findings/index.ts';
import type { RecordedValue } from '../encoding/on-record.ts';
import type { AppWords } from '../words/index.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** In a section, what its heading says already is left out. */
const said: readonly RegExp[] = [/ strength$/, /^sensation, /, / reflex$/];

export const labelOf = (id: FindingId): string => capital(findings[id].label);

export const rowLabelOf = (id: FindingId, words: AppWords): string =>
  words.examination.short[id] ??
  capital(said.reduce((label, part) => label.replace(part, ''), findings[id].label));

export const whenSaid = ({ days, by }: RecordedValue): string => {
  const when = days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
  return by === 'patient' ? `${when} by the patient` : when;
};
