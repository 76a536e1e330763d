/** Fever and raised inflammatory markers, at chart level. */
import { all, any, grade, present, recorded, term, unlessKnown } from '../engine/criterion.ts';
import { crpUpper, feverFrom } from './thresholds.ts';

export const fever = term('fever', any(present('fever'), grade('temp-c', '>=', feverFrom)));

/** By the laboratory's own limit; by the usual one where only the figure is known. */
export const markerRaised = term(
  'raised CRP or ESR',
  any(
    present('crp-esr-raised'),
    all(unlessKnown(recorded('crp-esr-raised')), grade('crp-mg-l', '>', crpUpper)),
  ),
);
