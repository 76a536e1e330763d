/** What a drug is called on a card: its ingredient, which is ours to say; else its class. Never the product's text. */
import { codeSystems, type Ingredient, meaningOf } from '../codes/index.ts';
import type { Detail } from '../engine/types.ts';
import type { MedicationClass } from '../findings/index.ts';
import { remembered } from './remembered.ts';
import type { Situation } from './situation.ts';
import type { DrugSaid } from './wording/say.ts';

const ingredientsOf = (code: string | undefined): readonly Ingredient[] =>
  code === undefined ? [] : (meaningOf(codeSystems.rxnorm, code)?.ingredients ?? []);

const rowOf = (drug: string, ref: string): string => `${drug} ${ref}`;

/** What is quoted of each drug of each resource; of several the first. */
const details = remembered(({ input }) => {
  const table = new Map<string, Detail>();
  for (const [drug, quoted] of Object.entries(input.details ?? {}))
    for (const detail of quoted) {
      const row = rowOf(drug, detail.ref);
      if (!table.has(row)) table.set(row, detail);
    }
  return table;
});

/** @param ref of the order or prescription; without one, the first of its class. */
export const drugSaid = (s: Situation, drug: MedicationClass, ref?: string): DrugSaid => {
  const detail = ref === undefined ? s.input.details?.[drug]?.[0] : details(s).get(rowOf(drug, ref));
  const name = ingredientsOf(detail?.code).join(' + ');
  return { drug, ...(name !== '' && { name }) };
};
