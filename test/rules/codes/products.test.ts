import { describe, expect, test } from 'vitest';
import { codeSystems } from '../../../rules/codes/code-system.ts';
import { isIngredient } from '../../../rules/codes/drug-codes.ts';
import { meaningOf } from '../../../rules/codes/lookup.ts';
import harvested from '../../../rules/codes/rxnorm-products.json' with { type: 'json' };
import { rxnormProducts } from '../../../rules/codes/rxnorm-products.ts';
import { ingredientsOf } from '../../../tools/generate/rxnorm-products.ts';

describe('drug products', () => {
  test('every harvested product is read as the ingredients in its name', () => {
    const read = harvested.products.map(({ code }) => [
      code,
      [...(meaningOf(codeSystems.rxnorm, code)?.ingredients ?? [])].sort(),
    ]);
    expect(read).toEqual(harvested.products.map((product) => [product.code, ingredientsOf(product)]));
  });

  test('nothing else is in it', () => {
    const steps = Object.values(rxnormProducts).flatMap((list) => list.split(' '));
    expect(steps).toHaveLength(harvested.products.length);
  });

  test('each names ingredients that we know', () => {
    const unknown = Object.keys(rxnormProducts)
      .flatMap((key) => key.split(' + '))
      .filter((name) => !isIngredient(name));
    expect(unknown).toEqual([]);
  });

  test.each([
    ['Hydrocodone Bitartrate 10 MG / Ibuprofen 200 MG Oral Tablet [Reprexain]', ['hydrocodone', 'ibuprofen']],
    ['aspirin 81 MG Delayed Release Oral Tablet', ['aspirin']],
    ['Aspirin 325 MG Oral Capsule', ['aspirin']],
    ['Aspirin 500 MG Oral Tablet', ['high-dose aspirin']],
    ['aspirin 325 MG / oxycodone hydrochloride 4.84 MG Oral Tablet', ['aspirin', 'oxycodone']],
    ['aspirin 2.5 MG/ML Oral Solution', ['aspirin']],
    ['{74 (apixaban 5 MG Oral Tablet) } Pack', ['apixaban']],
    ['methylprednisolone 4 MG Oral Tablet', ['methylprednisolone']],
    ['acetaminophen 500 MG Oral Tablet', []],
  ])('%s contains %j', (display, ingredients) => {
    expect(ingredientsOf({ code: '1', display, classes: [] })).toEqual(ingredients);
  });

  test('a product that loses a class on the way is an error', () => {
    expect(() => ingredientsOf({ code: '1', display: 'Percocet', classes: ['opioid'] })).toThrow('opioid');
  });
});
