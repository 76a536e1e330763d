/** Draft orders as a card names them, and what pregnancy means for imaging. */
import type { Order } from '../engine/types.ts';
import { type MedicationClass, medicationClasses, type OrderType, orderTypes } from '../findings/index.ts';
import type { Recorded } from './content.ts';
import { draftsOf, type Situation } from './situation.ts';
import type { RemovableDraft } from './suggestion.ts';
import { lumbarImaging } from './terms.ts';
import { chart, type FromChart } from './words.ts';

export const imagingDrafts = (s: Situation): readonly Order[] => draftsOf(s, ...lumbarImaging);

type Part = string | FromChart;

interface Named {
  /** `NSAID`; a study has none. */
  readonly group?: string;
  /** `naproxen`, `MRI lumbar spine without contrast`; nothing when the drug has no name of its own. */
  readonly name?: Part;
}

const namedOf = ({ input }: Situation, { type, drug, draftRef }: Order): Named => {
  if (drug === undefined) return { name: orderTypes[type as OrderType] ?? 'this study' };
  const display = input.details?.[drug]?.find(({ ref }) => ref === draftRef)?.display;
  const group = medicationClasses[drug as MedicationClass];
  return { group, ...(display !== undefined && { name: chart(display) }) };
};

const key = (named: Named): string => JSON.stringify(named);

interface NamedDraft {
  readonly draft: Order;
  readonly named: Named;
  /** ` (1 of 2)` beside another of the same name: an id would say nothing to a clinician. */
  readonly count: string;
}

const namedDrafts = (s: Situation, drafts: readonly Order[]): readonly NamedDraft[] => {
  const all = drafts.map((draft) => ({ draft, named: namedOf(s, draft) }));
  return all.map(({ draft, named }) => {
    const same = all.filter((other) => key(other.named) === key(named));
    const n = same.findIndex((other) => other.draft === draft) + 1;
    return { draft, named, count: same.length > 1 ? ` (${n} of ${same.length})` : '' };
  });
};

const joined = (...parts: readonly (Part | undefined)[]): readonly Part[] =>
  parts.flatMap((part) => (part === undefined || part === '' ? [] : [part]));

/** Which order the card is about, since the wire cannot point at it: `draft order for NSAID: naproxen`. */
export const draftsOnRecord = (s: Situation, drafts: readonly Order[]): readonly Recorded[] =>
  namedDrafts(s, drafts).map(({ draft: { draftRef }, named: { group, name }, count }) => ({
    words: joined('draft order for ', group, group && name && ': ', name, count),
    ...(draftRef !== undefined && { ref: draftRef }),
  }));

/** What a removal says of each: `: naproxen`, ` (1 of 2)`. */
export const removable = (s: Situation, drafts: readonly Order[]): readonly RemovableDraft[] =>
  namedDrafts(s, drafts).map(({ draft: { draftRef }, named: { name }, count }) => ({
    ...(draftRef !== undefined && { draftRef }),
    name: joined(name && ': ', name, count),
  }));

export const pregnancyLimits = (s: Situation): readonly string[] =>
  s.chart.pregnant === true
    ? [
        'Pregnancy: MRI without gadolinium is preferred; no ionising study of the lumbar spine unless it changes emergency care.',
      ]
    : [];
