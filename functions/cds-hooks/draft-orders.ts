/**
 * The draft orders of a call: those of this patient, and which of them were selected (R-076…R-079).
 * Orders may be incomplete or no drafts any more; unknown types are for the rules to ignore.
 */
import type { Bundle } from 'fhir/r4';
import { belonging } from '../../rules/extract/subject.ts';
import type { Resource } from '../fhir/resource.ts';
import { referenceOf } from './ids.ts';
import type { HookContext } from './types.ts';

export interface DraftOrders {
  readonly orders: readonly Resource[];
  /** `Type/id` of the selected ones; undefined where the hook has no selection. */
  readonly selections?: readonly string[];
  /** How many name another patient and were left out. */
  readonly ofOthers: number;
  /** How many selections are not among the orders. */
  readonly unmatched: number;
}

/** @param bundle parsed: entries have resources */
export const resourcesOf = ({ entry = [] }: Bundle): Resource[] =>
  entry.map(({ resource }) => resource as unknown as Resource);

const nameOf = ({ resourceType, id }: Resource): string => `${resourceType}/${String(id)}`;

/** By `Type/id` in any spelling, or by a bare id. */
const matching = (selection: string, orders: readonly Resource[]): string | undefined => {
  const reference = referenceOf(selection);
  const found = orders.find((order) =>
    reference === undefined
      ? order['id'] === selection
      : order.resourceType === reference.type && order['id'] === reference.id,
  );
  return found && nameOf(found);
};

export const draftOrdersOf = (context: HookContext): DraftOrders | undefined => {
  if (context.hook !== 'order-select' && context.hook !== 'order-sign') return undefined;
  const all = resourcesOf(context.draftOrders);
  const orders = all.filter((order) => belonging(order, context.patientId) !== 'another-patient');
  const ofOthers = all.length - orders.length;
  if (context.hook === 'order-sign') return { orders, ofOthers, unmatched: 0 };
  const selections = context.selections.flatMap((selection) => matching(selection, orders) ?? []);
  return { orders, selections, ofOthers, unmatched: context.selections.length - selections.length };
};
