/**
 * What a recommendation fired on, as stable strings: equal strings, equal evidence. Durations are left
 * out, since they grow by the day without anything being new; a temperature or a residual counts by its
 * threshold, since the record repeats it with other decimals.
 */
import { isSet, itemsOf, type Value } from '../engine/chart.ts';
import type { DiagnosisId, RedFlagId } from '../engine/ids.ts';
import { isPositive } from '../engine/reading.ts';
import { type FindingId, findings, isFindingId } from '../findings/index.ts';
import { diagnosis, flagOf, readings, type Situation } from './situation.ts';

const written = (id: FindingId, value: Value): string | undefined => {
  const { value: type } = findings[id];
  if (isSet(value)) return itemsOf(id, value.present).join('+');
  if (type.type !== 'number') return String(value);
  if (type.unit === 'd' || type.unit === 'wk') return undefined;
  if (type.unit === 'mL' || type.unit === 'Cel') return isPositive(id, value) ? 'raised' : 'not raised';
  return String(value);
};

/** The findings that a rule rests on, with side and value. Another id (a condition, a drug, an age) stands without. */
export const basisOf = (s: Situation, ids: readonly string[]): readonly string[] =>
  ids.flatMap((id) =>
    isFindingId(id)
      ? readings(s, id).flatMap(({ leg, value }) => {
          const text = written(id, value);
          return text === undefined ? [] : [`${id}:${leg}=${text}`];
        })
      : [id],
  );

/** A red flag by its level and what made it fire. */
export const flagBasis =
  (...ids: readonly RedFlagId[]) =>
  (s: Situation): readonly string[] =>
    ids.flatMap((id) => {
      const flag = flagOf(s, id);
      return flag ? [`${id}=${flag.urgency}`, ...basisOf(s, flag.because)] : [];
    });

/** Diagnoses by leg and category, with what supports them. */
export const diagnosisBasis =
  (...ids: readonly DiagnosisId[]) =>
  (s: Situation): readonly string[] =>
    ids.flatMap((id) => {
      const one = diagnosis(s, id);
      return one ? [`${id}:${one.side}=${one.category}`, ...one.for.map((reason) => `${id}+${reason}`)] : [];
    });
