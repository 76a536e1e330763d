/** Leaves about the patient, the drugs and the draft orders. */
import type { LegChart } from './chart.ts';
import { compare } from './compile-finding.ts';
import type { Comparison, Criterion } from './criterion.ts';
import type { Compiled, Truth } from './truth.ts';
import type { Occurrence } from './types.ts';

const known = (value: number | undefined, cmp: Comparison, threshold: number): Truth =>
  value === undefined ? null : compare(value, cmp, threshold);

const LETTER = { left: 'L', right: 'R' } as const;

/** Whether it may be of the leg in scope. Outside any leg, and without a side, every record counts. */
const isOf = ({ leg }: LegChart, { side }: Occurrence): boolean =>
  leg === 'unspecified' || side === undefined || side === 'B' || side === LETTER[leg];

/** Undefined where the criterion is not about the patient. */
export const compilePatient = (criterion: Criterion): Compiled | undefined => {
  switch (criterion.op) {
    case 'condition': {
      const { id } = criterion;
      return ({ chart }) => (chart.conditions.has(id) ? true : null);
    }
    case 'onThisLeg': {
      const { id } = criterion;
      return ({ chart }, leg) => {
        if (!chart.conditions.has(id)) return null;
        const records = chart.occurrences.filter((one) => one.id === id);
        return records.length === 0 || records.some((one) => isOf(leg, one)) ? true : null;
      };
    }
    case 'occurred': {
      const {
        id,
        cmp,
        bound: { value },
      } = criterion;
      return ({ chart }, leg) => {
        let truth: Truth = null;
        for (const one of chart.occurrences) {
          if (one.id !== id || one.days === undefined || !isOf(leg, one)) continue;
          if (compare(one.days, cmp, value)) return true;
          truth = false;
        }
        return truth;
      };
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
