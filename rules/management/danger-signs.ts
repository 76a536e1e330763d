/**
 * Danger signs on record, whether or not a red flag fired on them: what is asked, measured or in the laboratory for
 * their sake. Weakness and reflexes are found for the root as well, and are told with it.
 */
import { isPositive } from '../engine/reading.ts';
import { type FindingSpec, findingIds, findings } from '../findings/index.ts';
import { findingWords } from './on-record.ts';
import { readings, type Situation } from './situation.ts';

const ids = findingIds.filter((id) => {
  const { kind, safety }: FindingSpec = findings[id];
  return safety === true && kind !== 'symptom' && kind !== 'exam';
});

/** In a clinician's words, each once: `unremitting night pain`, `temperature 38.4 °C`. */
export const dangerSigns = (s: Situation): readonly string[] => [
  ...new Set(
    ids.flatMap((id) =>
      readings(s, id)
        .filter(({ value }) => isPositive(id, value))
        .map(({ value }) => (value === true ? findings[id].label : findingWords(id, value))),
    ),
  ),
];
