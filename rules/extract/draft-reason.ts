/**
 * Why something is being ordered (2.6), as far as its codes say. At ordering the reason is often the only place
 * where a finding or a suspicion was coded: an MRI "for cauda equina syndrome" must not be called one without
 * an indication. What the reason of a study says is a fact of now, shown as preliminary.
 */
import { imagingReasons, type Meaning } from '../codes/index.ts';
import type { ConditionId } from '../findings/index.ts';
import { findings } from '../findings/index.ts';
import { isPlaced } from './body-site.ts';
import { known } from './code.ts';
import { type Entry, hold, type Ledger, record as write } from './ledger.ts';
import { states } from './problem.ts';
import { reasonsOf } from './reason.ts';
import { type Json, list } from './shape.ts';

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
  ledger: Ledger,
  ref: string,
  reasons: readonly Meaning[],
  which: ReadonlySet<ConditionId>,
): void => {
  for (const { conditions, display } of reasons) {
    for (const { id } of conditions) {
      if (which.has(id))
        hold(ledger, id, { ref, ...(display && { display: `${display} (reason of the order)` }) });
    }
  }
};

const nowhere = { side: undefined, sites: undefined, conflict: false };

/** A code that needs a body site or an onset beside it says too little as a reason. */
const findingsOf = (ledger: Ledger, order: Json, ref: string): void => {
  const now = { from: ledger.now, to: ledger.now, precision: 'instant' } as const;
  const entry: Entry = {
    ref,
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
        write(ledger, entry, finding.id, true, finding.side);
    }
  }
};

export const readReasons = (ledger: Ledger, order: Json, ref: string): void => {
  const reasons = reasonsOf(order, ledger.byRef);
  holdReasons(ledger, ref, reasons, indications);
  if (order['resourceType'] !== 'ServiceRequest') return;
  holdReasons(ledger, ref, reasons, imagingReasons);
  findingsOf(ledger, order, ref);
};
