import { describe, expect, test } from 'vitest';
import { isIngredient } from '../../../rules/codes/drug-codes.ts';
import harvested from '../../../rules/codes/rxnorm-products.json' with { type: 'json' };
import { rxnormProducts } from '../../../rules/codes/rxnorm-products.ts';
import { ingredientsOf, productsModule } from './products-module.ts';

describe('drug products', () => {
  test('the run-time table is what the harvested list says', async () => {
    await expect(productsModule(harvested.products)).toMatchFileSnapshot(
      '../../../rules/codes/rxnorm-products.ts',
    );
  });

  test('every harvested product is in it once', () => {
    const codes = Object.values(rxnormProducts).flatMap((list) => list.split(' '));
    expect(codes.sort()).toEqual(harvested.products.map(({ code }) => code).sort());
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
