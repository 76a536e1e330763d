/** Leaves about the patient, the drugs, the draft orders and the record itself. */
import type { Chart } from './chart.ts';
import { compare } from './compile-finding.ts';
import type { Comparison, Criterion } from './criterion.ts';
import { byLeg, everywhere, type Lanes, type Truth } from './lanes.ts';
import type { Leg, Occurrence } from './types.ts';

const known = (value: number | undefined, cmp: Comparison, threshold: number): Truth =>
  value === undefined ? null : compare(value, cmp, threshold);

const LETTER = { left: 'L', right: 'R' } as const;

/** Whether it may be of the leg. Outside any leg, and without a side, every record counts. */
const isOf = (leg: Leg, { side }: Occurrence): boolean =>
  leg === 'unspecified' || side === undefined || side === 'B' || side === LETTER[leg];

const eachLeg = (truth: (leg: Leg) => Truth): Lanes => {
  const unspecified = truth('unspecified');
  return byLeg({ left: truth('left'), right: truth('right'), unspecified, midline: unspecified });
};

/** The truth on each leg, as far as it depends on one. */
export type OfChart = (chart: Chart) => Lanes;

const sameOnAll =
  (truth: (chart: Chart) => Truth): OfChart =>
  (chart) =>
    everywhere(truth(chart));

/** Undefined where the criterion is about a finding, or about what was concluded. */
export const compilePatient = (criterion: Criterion): OfChart | undefined => {
  switch (criterion.op) {
    case 'condition': {
      const { id } = criterion;
      return sameOnAll(({ conditions }) => (conditions.has(id) ? true : null));
    }
    case 'onThisLeg': {
      const { id } = criterion;
      return ({ conditions, occurrences }) => {
        if (!conditions.has(id)) return everywhere(null);
        const records = occurrences.filter((one) => one.id === id);
        return eachLeg((leg) =>
          records.length === 0 || records.some((one) => isOf(leg, one)) ? true : null,
        );
      };
    }
    case 'occurred': {
      const {
        id,
        cmp,
        bound: { value },
      } = criterion;
      return ({ occurrences }) => {
        const dated = occurrences.filter((one) => one.id === id && one.days !== undefined);
        if (dated.length === 0) return everywhere(null);
        return eachLeg((leg) => {
          const own = dated.filter((one) => isOf(leg, one));
          return own.length === 0 ? null : own.some(({ days }) => compare(days as number, cmp, value));
        });
      };
    }
    case 'medication': {
      const { drug } = criterion;
      return sameOnAll(({ medications }) => (medications.has(drug) ? true : null));
    }
    case 'ordersDrug': {
      const drugs: readonly string[] = criterion.drugs;
      const { forPain } = criterion;
      return sameOnAll(({ orders }) =>
        orders.some(
          ({ drug, elsewhere }) => drug !== undefined && drugs.includes(drug) && !(forPain && elsewhere),
        ),
      );
    }
    case 'orders': {
      const types: readonly string[] = criterion.types;
      return sameOnAll(({ orders }) => orders.some(({ type }) => type !== undefined && types.includes(type)));
    }
    case 'patient': {
      const {
        of,
        cmp,
        bound: { value },
      } = criterion;
      return sameOnAll((chart) => known(chart[of], cmp, value));
    }
    case 'pregnant':
      return sameOnAll(({ pregnant }) => pregnant ?? null);
    case 'freetextOnly':
      return sameOnAll(({ freetext, documented }) => freetext > 0 && !documented);
    case 'stale': {
      const { findings: of } = criterion;
      return sameOnAll(({ stale }) => stale.some(({ finding }) => of === undefined || of.includes(finding)));
    }
    case 'conflict':
      return sameOnAll(({ conflicts }) => conflicts.length > 0);
    default:
      return undefined;
  }
};
