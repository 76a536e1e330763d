/**
 * A draft order in front of the clinician (2.6): what kind of study, procedure or drug it is, and what for, as
 * far as its codes say. At ordering the reason is often the only place where a finding or a suspicion was coded:
 * an MRI "for cauda equina syndrome" must not be called one without an indication. What the reason of a study
 * says is a fact of now, shown as preliminary.
 */
import { imagingReasons, type Meaning } from '../codes/index.ts';
import { type Order, type Priority, priorities } from '../engine/types.ts';
import type { HoleCode } from '../evidence/hole.ts';
import { type ConditionId, findings, type MedicationClass } from '../findings/index.ts';
import { isPlaced } from './body-site.ts';
import { known } from './code.ts';
import { shownDate } from './fhir-date.ts';
import { drugOf, isDrugMissing } from './medication.ts';
import { states } from './problem.ts';
import { isForSomethingElse, reasonsOf } from './reason.ts';
import { cite, count, type Entry, type ReadingContext, sayFact, sayHistory } from './said.ts';
import { type Json, list, text } from './shape.ts';
import { isUsable } from './usable.ts';

const DRAFT: ReadonlySet<string> = new Set(['draft', 'active']);

/** Statuses of orders that nobody will sign any more. An order of another status, such as on-hold, may be signed. */
const ENDED: ReadonlySet<string> = new Set([
  'cancelled',
  'completed',
  'ended',
  'entered-in-error',
  'revoked',
  'stopped',
]);

const priorityOf = (order: Json): Priority | undefined =>
  priorities.find((priority) => priority === order['priority']);

const studies = ({ ref, say }: ReadingContext, order: Json): Order[] => {
  const found = known(order['code']).filter(({ meaning }) => meaning.order !== undefined);
  const types = new Set(found.map(({ meaning }) => meaning.order as string));
  for (const { code, meaning } of found) {
    const detail = { ref, code, ...(meaning.display && { display: meaning.display }) };
    say({ kind: 'order-detail', key: meaning.order as string, detail });
  }
  const priority = priorityOf(order);
  return [...types].map((type) => ({ type, draftRef: ref, ...(priority && { priority }) }));
};

/** Aspirin for pain is one order: as an NSAID it is not its own antiplatelet. */
const isNoPartner = (one: MedicationClass): boolean => one !== 'antiplatelet';

const drugs = (
  { ref, byRef, say }: ReadingContext,
  order: Json,
  hasDisorder: boolean,
): Order[] | undefined => {
  const drug = drugOf(order, byRef, hasDisorder);
  if (drug === undefined) return undefined;
  const classes = drug.classes.includes('nsaid') ? drug.classes.filter(isNoPartner) : drug.classes;
  const detail = { ref, code: drug.code, display: drug.display };
  for (const one of classes) say({ kind: 'order-detail', key: one, detail });
  const elsewhere = isForSomethingElse(order, byRef);
  return classes.map((one) => ({ drug: one, draftRef: ref, ...(elsewhere && { elsewhere }) }));
};

/** What the draft orders; `undefined` when its code is not ours. */
const ordersOf = (context: ReadingContext, order: Json, hasDisorder: boolean): Order[] | undefined => {
  if (order['resourceType'] === 'MedicationRequest') return drugs(context, order, hasDisorder);
  if (order['resourceType'] !== 'ServiceRequest') return undefined;
  const found = studies(context, order);
  return found.length > 0 ? found : undefined;
};

/** Reasons that a drug card must respect, or that make the order one for root pain (REC-18 to 21). */
const indications: ReadonlySet<ConditionId> = new Set<ConditionId>([
  'sciatica',
  'epilepsy',
  'postherpetic-neuralgia',
  'diabetic-neuropathy',
  'fibromyalgia',
  'spinal-cord-injury-pain',
  'active-cancer',
  'palliative-care',
  'sickle-cell',
  'other-steroid-indication',
]);

const holdReasons = (
  context: ReadingContext,
  reasons: readonly Meaning[],
  which: ReadonlySet<ConditionId>,
): void => {
  for (const { conditions, display } of reasons) {
    for (const { id } of conditions) {
      if (which.has(id))
        sayHistory(context, id, {
          ref: context.ref,
          ...(display && { display: `${display} (reason of the order)` }),
        });
    }
  }
};

const nowhere = { side: undefined, sites: undefined, conflict: false };

/** A code that needs a body site or an onset beside it says too little as a reason. */
const findingsOf = (context: ReadingContext, order: Json): void => {
  const now = { from: context.now, to: context.now, precision: 'instant' } as const;
  const entry: Entry = {
    ref: context.ref,
    resourceType: 'ServiceRequest',
    status: 'preliminary',
    by: 'exam',
    when: now,
    date: '',
    side: undefined,
    derivedFrom: [],
  };
  for (const { meaning } of list(order['reasonCode']).flatMap(known)) {
    for (const finding of meaning.findings) {
      if (finding.id === 'sexual-dysfunction-new' || findings[finding.id].value.type !== 'boolean') continue;
      if (states(finding, meaning) && isPlaced(nowhere, finding))
        sayFact(context, entry, finding.id, true, finding.side);
    }
  }
};

const readReasons = (context: ReadingContext, order: Json): void => {
  const reasons = reasonsOf(order, context.byRef);
  holdReasons(context, reasons, indications);
  if (order['resourceType'] !== 'ServiceRequest') return;
  holdReasons(context, reasons, imagingReasons);
  findingsOf(context, order);
};

/** @param hasDisorder opioid use disorder is on the problem list */
export const readDraft = (context: ReadingContext, order: Json, hasDisorder: boolean): void => {
  if (order['doNotPerform'] === true) return;
  const status = text(order['status']) ?? 'draft';
  if (!isUsable(context, status, DRAFT)) {
    if (!ENDED.has(status)) missDraft(context, order, 'order-status', hasDisorder);
    return;
  }
  const orders = ordersOf(context, order, hasDisorder);
  if (orders === undefined) {
    count(context, 'unmapped-order');
    if (isDrugMissing(order, context.byRef)) sayHole(context, 'order-drug-missing');
    return;
  }
  for (const one of orders) context.say({ kind: 'order', order: one });
  readReasons(context, order);
  cite(context, {
    ref: context.ref,
    resourceType: text(order['resourceType']) ?? '',
    status,
    by: 'exam',
    date: shownDate(order['authoredOn']) ?? '',
  });
};

const sayHole = ({ ref, at, say }: ReadingContext, code: HoleCode): void =>
  say({ kind: 'hole', hole: { code, at, ref } });

/** An order that must not be used is said to be unchecked, if it is one that would have been checked. */
export const missDraft = (
  context: ReadingContext,
  order: Json,
  code: HoleCode,
  hasDisorder: boolean,
): void => {
  let isOurs = false;
  const silent: ReadingContext = {
    ...context,
    say: ({ kind }) => {
      isOurs ||= kind === 'order';
    },
  };
  readDraft(silent, { ...order, status: 'draft' }, hasDisorder);
  if (isOurs) sayHole(context, code);
};
