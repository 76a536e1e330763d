/**
 * What was there before (N9). The red flags fire all the same, so that a new deficit never hides behind an old
 * one; the card names the old one, so that the clinician compares.
 */
import { conditions } from '../findings/index.ts';
import { hasCondition, type Situation } from './situation.ts';
import { capitalised } from './words.ts';

const lasting = ['known-umn-disease', 'known-bilateral-deficit'] as const;

export const neurologicalBaseline = (s: Situation): readonly string[] =>
  lasting
    .filter((id) => hasCondition(s, id))
    .slice(0, 1)
    .map((id) => `${capitalised(conditions[id])} is on record: ask what is new or worse than before.`);
