/**
 * Writes `rules/codes/rxnorm-products.ts` from `rxnorm-products.json`: product RxCUI → the ingredients that
 * count for a class, read from the product's own RxNorm name. Names and sources stay in the JSON.
 *
 * Throws when a product's name yields fewer classes than the value set that it was harvested from, so that
 * nothing is lost on the way.
 */
import { type Ingredient, ingredientClasses, LOW_DOSE_ASPIRIN_MG } from '../../rules/codes/drug-codes.ts';

export type Product = { code: string; display: string; classes: readonly string[] };

const names = (Object.keys(ingredientClasses) as Ingredient[]).filter((name) => !name.includes(' '));

/** RxNorm writes "Aspirin 325 MG"; a solution ("60 MG/ML") has no strength of its own. */
const aspirinStrengths = (display: string) =>
  [...display.matchAll(/aspirin (\d+(?:\.\d+)?) MG(?!\/)/gi)].map((match) => Number(match[1]));

export const ingredientsOf = ({ code, display, classes }: Product): Ingredient[] => {
  const found = names
    .filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(display.replace(/\[[^\]]*\]/g, '')))
    .map((name) =>
      name === 'aspirin' && aspirinStrengths(display).some((mg) => mg > LOW_DOSE_ASPIRIN_MG)
        ? 'high-dose aspirin'
        : name,
    );
  const counted = new Set<string>(found.flatMap((name) => ingredientClasses[name]));
  const lost = classes.filter((name) => !counted.has(name));
  if (lost.length > 0)
    throw new Error(`RxNorm ${code} (${display}) is ${lost.join(', ')} by value set alone`);
  return found.sort();
};

export const productsModule = (products: readonly Product[]): string => {
  const groups = Map.groupBy(products, (product) => ingredientsOf(product).join(' + '));
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => {
      const codes = group.map(({ code }) => Number(code)).sort((a, b) => a - b);
      const steps = codes.map((code, n) => code - (codes[n - 1] ?? 0)).join(' ');
      return `  ${/^[a-z]+$/.test(key) ? key : `'${key}'`}:${steps.length + key.length > 102 ? '\n    ' : ' '}'${steps}',`;
    });
  return `/**
 * RxNorm products by the ingredients that count for a class: the lowest code, then the step to each next,
 * which is half as long in a bundle. Generated from rxnorm-products.json, which has each product's code, name
 * and sources: npm run generate
 */
export const rxnormProducts: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`;
};
