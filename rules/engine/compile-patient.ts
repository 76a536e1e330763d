/** Leaves about the patient, the drugs and the draft orders. */
import { compare } from './compile-finding.ts';
import type { Compiled } from './compiled.ts';
import type { Comparison, Criterion } from './criterion.ts';
import type { Truth } from './truth.ts';

const known = (value: number | undefined, cmp: Comparison, threshold: number): Truth =>
  value === undefined ? null : compare(value, cmp, threshold);

/** Undefined where the criterion is not about the patient. */
export const compilePatient = (criterion: Criterion): Compiled | undefined => {
  switch (criterion.op) {
    case 'condition': {
      const { id } = criterion;
      return ({ chart }) => (chart.conditions.has(id) ? true : null);
    }
    case 'medication': {
      const { drug } = criterion;
      return ({ chart }) => (chart.medications.has(drug) ? true : null);
    }
    case 'ordersDrug': {
      const drugs: readonly string[] = criterion.drugs;
      const { forPain } = criterion;
      return ({ chart }) =>
        chart.orders.some(
          ({ drug, elsewhere }) => drug !== undefined && drugs.includes(drug) && !(forPain && elsewhere),
        );
    }
    case 'orders': {
      const types: readonly string[] = criterion.types;
      return ({ chart }) => chart.orders.some(({ type }) => type !== undefined && types.includes(type));
    }
    case 'patient': {
      const {
        of,
        cmp,
        bound: { value },
      } = criterion;
      return ({ chart }) => known(chart[of], cmp, value);
    }
    case 'pregnant':
      return ({ chart }) => chart.pregnant ?? null;
    case 'freetextOnly':
      return ({ chart }) => chart.freetext > 0 && !chart.documented;
    default:
      return undefined;
  }
};
