/**
 * What shows that each criterion of the rules matters: a pair of charts that differ in one thing (`tools/criteria`), or
 * the reason why there can be none.
 */
import kept from './criteria-shown.json' with { type: 'json' };

interface ShownPlace {
  readonly rule: string;
  readonly item?: string;
}

const isAt =
  (rule: string | undefined, item: string | undefined) =>
  (one: ShownPlace): boolean =>
    (rule === undefined || one.rule === rule) && (item === undefined || one.item === item);

/** Of all rules, of one with all items of its table, or of one item; of a defined term the rule is `TERM`, and the item its title. */
export const shownOf = (rule?: string, item?: string): { readonly shown: number; readonly of: number } => {
  const shown = kept.pairs.filter(isAt(rule, item)).length;
  return { shown, of: shown + kept.never.filter(isAt(rule, item)).length };
};

/** For a page of the rule book. */
export const shownInWords = (rule: string, item?: string): string => {
  const { shown, of } = shownOf(rule, item);
  const without = (kept.never as readonly (ShownPlace & { criterion: string; why: string })[]).filter(
    isAt(rule, item),
  );
  const reasons = without.map(({ criterion, why }) => ` ${criterion}: ${why}.`).join('');
  return `${shown} of ${of} criteria shown to matter.${reasons}`;
};
