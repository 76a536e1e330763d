/** What a drug is called on a card: its ingredient, which is ours to say; else its class. Never the product's text. */
import { codeSystems, type Ingredient, meaningOf } from '../codes/index.ts';
import type { MedicationClass } from '../findings/index.ts';
import type { Situation } from './situation.ts';
import type { DrugSaid } from './wording/say.ts';

const ingredientsOf = (code: string | undefined): readonly Ingredient[] =>
  code === undefined ? [] : (meaningOf(codeSystems.rxnorm, code)?.ingredients ?? []);

/** @param ref of the order or prescription; without one, the first of its class. */
export const drugSaid = ({ input }: Situation, drug: MedicationClass, ref?: string): DrugSaid => {
  const details = input.details?.[drug] ?? [];
  const detail = ref === undefined ? details[0] : details.find((one) => one.ref === ref);
  const name = ingredientsOf(detail?.code).join(' + ');
  return { drug, ...(name !== '' && { name }) };
};
