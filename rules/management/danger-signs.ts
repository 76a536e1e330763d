/**
 * Danger signs on record, whether or not a red flag fired on them: what is asked, measured or in the laboratory for
 * their sake. Weakness and reflexes are found for the root as well, and are told with it.
 */
import { isPositive } from '../engine/reading.ts';
import { type FindingSpec, findingIds, findings } from '../findings/index.ts';
import { isRecorded } from './done.ts';
import { findingSaid } from './on-record.ts';
import { readings, type Situation } from './situation.ts';
import { type FindingSaid, isSameSaid } from './wording/say.ts';

const ids = findingIds.filter((id) => {
  const { kind, safety }: FindingSpec = findings[id];
  return safety === true && kind !== 'symptom' && kind !== 'exam';
});

/** Each once: unremitting night pain, a temperature of 38.4 °C. */
export const dangerSigns = (s: Situation): readonly FindingSaid[] =>
  ids
    // most are not recorded
    .filter((id) => isRecorded(s, id))
    .flatMap((id) => {
      const said = readings(s, id)
        .filter(({ value }) => isPositive(id, value))
        .map((one): FindingSaid => findingSaid(id, one, 0));
      return said.filter((one, n) => said.findIndex((other) => isSameSaid(other, one)) === n);
    });
