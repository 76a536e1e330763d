/** What a code means: the shape that all tables of codes are read into. */
import type {
  ConditionId,
  FindingCode,
  FindingId,
  MedicationClass,
  OrderType,
  Side,
  Site,
} from '../findings/index.ts';
import type { Ingredient } from './drug-codes.ts';
import type { Measure } from './measure-codes.ts';
import type { Deed } from './order-codes.ts';
import type { Orderable } from './orderables.ts';
import type { ValueCode } from './value-codes.ts';

export interface FindingMeaning {
  readonly id: FindingId;
  readonly says: FindingCode['says'];
  readonly side: Side | undefined;
  readonly at: Site | undefined;
  readonly unlessNotAt: Site | undefined;
  readonly named: boolean;
}

export interface ConditionMeaning {
  readonly id: ConditionId;
  readonly side: Side | undefined;
  readonly at: Site | undefined;
}

/** Everything that one code can mean; which part counts depends on where it stands. */
export interface Meaning {
  findings: readonly FindingMeaning[];
  conditions: readonly ConditionMeaning[];
  deeds: readonly Deed[];
  ingredients: readonly Ingredient[];
  /** Recorded with our own code. */
  local: boolean;
  measure: Measure | undefined;
  value: ValueCode | undefined;
  side: Side | undefined;
  sites: readonly Site[] | undefined;
  route: 'oral' | 'local' | undefined;
  order: OrderType | undefined;
  /** What a card offers that this code stands for: an order or a result with the code shows that it is done. */
  orderable: Orderable | undefined;
  /** A long-standing condition with this code is the baseline of this symptom. */
  baselineOf: FindingId | undefined;
  /** `now`: only on the day that it is dated, `lasting`: until birth. */
  pregnancy: 'lasting' | 'now' | undefined;
  drugUse: MedicationClass | undefined;
  /** Words for a clinician, where a card may quote the code. */
  display: string | undefined;
}

const none: readonly never[] = [];

export const blank = (): Meaning => ({
  findings: none,
  conditions: none,
  deeds: none,
  ingredients: none,
  local: false,
  measure: undefined,
  value: undefined,
  side: undefined,
  sites: undefined,
  route: undefined,
  order: undefined,
  orderable: undefined,
  baselineOf: undefined,
  pregnancy: undefined,
  drugUse: undefined,
  display: undefined,
});

const otherCancer: ReadonlySet<ConditionId> = new Set<ConditionId>(['cancer-history', 'recent-cancer']);

/** Adds to `own` what it does not say itself: its sides stay, and skin cancer stays no other cancer. */
export const addTo = (own: Meaning, { conditions, findings, deeds, pregnancy, display }: Meaning): void => {
  const held = new Set(own.conditions.map(({ id }) => id));
  const said = new Set(own.findings.map(({ id }) => id));
  own.conditions = [
    ...own.conditions,
    ...conditions.filter(
      ({ id }) => !held.has(id) && !(otherCancer.has(id) && held.has('nonmelanoma-skin-only')),
    ),
  ];
  own.findings = [...own.findings, ...findings.filter(({ id }) => !said.has(id))];
  own.deeds = [...own.deeds, ...deeds.filter((deed) => !own.deeds.includes(deed))];
  own.pregnancy ??= pregnancy;
  own.display ??= display;
};
