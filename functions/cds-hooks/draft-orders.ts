/**
 * The draft orders of a call: those of this patient, and which of them were selected (R-076…R-079).
 * Orders may be incomplete or no drafts any more; unknown types are for the rules to ignore.
 */
import type { Bundle, BundleEntry } from 'fhir/r4';
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

/** What the context brings is about its patient, also where an unfinished order does not say so yet. */
export const ofPatient = (resource: Resource, patientId: string): Resource =>
  belonging(resource, patientId) === 'no-subject' && !('subject' in resource || 'patient' in resource)
    ? { ...resource, subject: { reference: `Patient/${patientId}` } }
    : resource;

/** An order as it was sent, and as the rules are given it: `name` is `Type/id` there. */
interface Draft {
  readonly order: Resource;
  readonly name: string;
  readonly sentId: unknown;
  readonly address: string | undefined;
}

/** Ids that the rules keep as they are; an order without such a one goes by its place. */
const plainId = /^[A-Za-z0-9._-]{1,512}$/;

const named = ({ resource, fullUrl }: BundleEntry, n: number, patientId: string): Draft => {
  const sent = ofPatient(resource as unknown as Resource, patientId);
  const { resourceType, id: sentId } = sent;
  const id = typeof sentId === 'string' && plainId.test(sentId) ? sentId : `unnamed-${n + 1}`;
  return {
    order: id === sentId ? sent : { ...sent, id },
    name: `${resourceType}/${id}`,
    sentId,
    address: typeof fullUrl === 'string' ? fullUrl : undefined,
  };
};

/** A drug may be named by the address of its entry; the rules know it by its name. */
const withDrugNamed = (draft: Draft, names: ReadonlyMap<unknown, string>): Draft => {
  const medicationReference = draft.order['medicationReference'] as { reference?: unknown } | undefined;
  const reference = names.get(medicationReference?.reference);
  return reference === undefined
    ? draft
    : { ...draft, order: { ...draft.order, medicationReference: { ...medicationReference, reference } } };
};

const draftsOf = ({ entry = [] }: Bundle, patientId: string): Draft[] => {
  const drafts = entry.map((each, n) => named(each, n, patientId));
  const names = new Map(
    drafts.flatMap(({ address, name }) => (address === undefined ? [] : [[address, name]])),
  );
  return drafts.map((draft) => withDrugNamed(draft, names));
};

/** By `Type/id` in any spelling, by a bare id, or by the address of the entry. */
const isMeant = (selection: string, { order, sentId, address }: Draft): boolean => {
  if (address === selection || sentId === selection) return true;
  const meant = referenceOf(selection);
  if (meant === undefined) return false;
  if (order.resourceType === meant.type && sentId === meant.id) return true;
  const addressed = referenceOf(address);
  return addressed?.type === meant.type && addressed.id === meant.id;
};

/** Epic sends orders that have no id yet: what is selected then is told by its type alone. */
const matching = (selection: string, drafts: readonly Draft[]): readonly Draft[] => {
  const found = drafts.find((draft) => isMeant(selection, draft));
  if (found !== undefined) return [found];
  const type = referenceOf(selection)?.type;
  return drafts.filter(
    ({ order, sentId, address }) =>
      order.resourceType === type && sentId === undefined && address === undefined,
  );
};

export const draftOrdersOf = (context: HookContext): DraftOrders | undefined => {
  if (context.hook !== 'order-select' && context.hook !== 'order-sign') return undefined;
  const all = draftsOf(context.draftOrders, context.patientId);
  const drafts = all.filter(({ order }) => belonging(order, context.patientId) !== 'another-patient');
  const orders = drafts.map(({ order }) => order);
  const ofOthers = all.length - orders.length;
  if (context.hook === 'order-sign') return { orders, ofOthers, unmatched: 0 };
  const matches = context.selections.map((selection) => matching(selection, drafts));
  return {
    orders,
    selections: [...new Set(matches.flat().map(({ name }) => name))],
    ofOthers,
    unmatched: matches.filter((found) => found.length === 0).length,
  };
};
