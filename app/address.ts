/** What the address of the page asks for. What is malformed is ignored: it came from outside. */
import { type FindingId, isFindingId } from '../rules/findings/index.ts';
import { type AppLanguage, languages } from './words/index.ts';

export const faces = ['examination', 'intake', 'reasons'] as const;
export type Face = (typeof faces)[number];

export interface Address {
  readonly face: Face;
  readonly language: AppLanguage;
  /** Of the sandbox; a SMART launch names the patient by its token. */
  readonly patient: string;
  /** Findings that a card asked for. */
  readonly ask: readonly FindingId[];
}

export const addressOf = (search: string): Address => {
  const query = new URLSearchParams(search);
  return {
    face: faces.find((one) => one === query.get('face')) ?? 'examination',
    language: languages.find((one) => one === query.get('lang')) ?? 'en',
    patient: query.get('patient') ?? '',
    ask: (query.get('ask') ?? '').split(',').filter(isFindingId),
  };
};
