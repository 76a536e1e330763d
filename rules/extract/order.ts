/** A draft order in front of the clinician (2.6): what kind of study, procedure or drug it is, and what for. */
import { type Priority, priorities } from '../engine/priority.ts';
import type { Order } from '../engine/types.ts';
import type { MedicationClass } from '../findings/index.ts';
import { known } from './code.ts';
import { readReasons } from './draft-reason.ts';
import { shownDate } from './fhir-date.ts';
import { cite, type Ledger, quote } from './ledger.ts';
import { drugOf } from './medication.ts';
import { isForSomethingElse } from './reason.ts';
import { type Json, text } from './shape.ts';
import { isUsable } from './usable.ts';

const DRAFT: ReadonlySet<string> = new Set(['draft', 'active']);

const priorityOf = (order: Json): Priority | undefined =>
  priorities.find((priority) => priority === order['priority']);

const studies = (ledger: Ledger, order: Json, ref: string): Order[] => {
  const found = known(order['code']).filter(({ meaning }) => meaning.order !== undefined);
  const types = new Set(found.map(({ meaning }) => meaning.order as string));
  for (const { code, meaning } of found) {
    quote(ledger, meaning.order as string, {
      ref,
      code,
      ...(meaning.display && { display: meaning.display }),
    });
  }
  const priority = priorityOf(order);
  return [...types].map((type) => ({ type, draftRef: ref, ...(priority && { priority }) }));
};

/** Aspirin for pain is one order: as an NSAID it is not its own antiplatelet. */
const isNoPartner = (one: MedicationClass): boolean => one !== 'antiplatelet';

const drugs = (ledger: Ledger, order: Json, ref: string): Order[] | undefined => {
  const drug = drugOf(order, ledger.byRef, ledger.conditions.has('opioid-use-disorder'));
  if (drug === undefined) return undefined;
  const classes = drug.classes.includes('nsaid') ? drug.classes.filter(isNoPartner) : drug.classes;
  for (const one of classes) quote(ledger, one, { ref, code: drug.code, display: drug.display });
  const elsewhere = isForSomethingElse(order, ledger.byRef);
  return classes.map((one) => ({ drug: one, draftRef: ref, ...(elsewhere && { elsewhere }) }));
};

/** What the draft orders; `undefined` when its code is not ours. */
const ordersOf = (ledger: Ledger, order: Json, ref: string): Order[] | undefined => {
  if (order['resourceType'] === 'MedicationRequest') return drugs(ledger, order, ref);
  if (order['resourceType'] !== 'ServiceRequest') return undefined;
  const found = studies(ledger, order, ref);
  return found.length > 0 ? found : undefined;
};

export const readDraft = (ledger: Ledger, order: Json, ref: string): void => {
  if (order['doNotPerform'] === true) return;
  const status = text(order['status']) ?? 'draft';
  if (!isUsable(ledger, ref, status, DRAFT)) return;
  const orders = ordersOf(ledger, order, ref);
  if (orders === undefined) {
    ledger.unmappedOrders++;
    return;
  }
  ledger.orders.push(...orders);
  readReasons(ledger, order, ref);
  cite(ledger, {
    ref,
    resourceType: text(order['resourceType']) ?? '',
    status,
    by: 'exam',
    date: shownDate(order['authoredOn']) ?? '',
  });
};
