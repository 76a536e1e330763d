/** What the hook's context brings beside the chart: draft orders, or problems that were just added. */
import type { Bundle } from 'fhir/r4';
import type { Hole } from '../../rules/evidence/hole.ts';
import { belonging } from '../../rules/extract/subject.ts';
import type { Resource } from '../fhir/resource.ts';
import { type KnownPatient, ofPatient } from './context-subject.ts';
import { type DraftOrders, draftOrdersOf } from './draft-orders.ts';
import type { HookContext } from './wire.ts';

export interface Brought {
  readonly drafts?: DraftOrders;
  /** Conditions of problem-list-item-create. */
  readonly problems?: readonly Resource[];
  /** The parts of the context that could not be read. */
  readonly holes: readonly Hole[];
}

/** @param bundle parsed: entries have resources */
export const resourcesOf = ({ entry = [] }: Bundle): Resource[] =>
  entry.map(({ resource }) => resource as unknown as Resource);

const problemsOf = (bundle: Bundle, known: KnownPatient): Brought => {
  const problems = resourcesOf(bundle).map((one) => ofPatient(one, { ...known, bundle }));
  const unowned = problems.some((one) => {
    const belongs = belonging(one, known.whose);
    return belongs === 'no-subject' || belongs === 'another-server';
  });
  return { problems, holes: unowned ? [{ code: 'no-subject', at: 'context.conditions' }] : [] };
};

export const broughtBy = (context: HookContext, known: KnownPatient): Brought => {
  if (context.hook === 'problem-list-item-create') return problemsOf(context.conditions, known);
  const drafts = draftOrdersOf(context, known);
  return drafts === undefined ? { holes: [] } : { drafts, holes: drafts.holes };
};
