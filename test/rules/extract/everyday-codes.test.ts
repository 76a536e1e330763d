/** The ICD-10-CM codes that problem lists really hold, beside the one that the specification names. */
import { describe, expect, test } from 'vitest';
import { condition, extracted, factsOf, icd } from '../../support/fhir.ts';

const held = (code: string) => extracted([condition(icd(code))]).input.cond;

describe('a condition by its everyday code', () => {
  test.each([
    ['I50.22', 'heart-failure'],
    ['I50.33', 'heart-failure'],
    ['K25.4', 'peptic-ulcer'],
    ['K26.9', 'peptic-ulcer'],
    ['J44.1', 'copd'],
    ['G47.39', 'sleep-apnea'],
    ['N18.1', 'ckd'],
    ['N18.9', 'ckd'],
    ['G40.909', 'epilepsy'],
    ['B02.29', 'postherpetic-neuralgia'],
    ['M79.7', 'fibromyalgia'],
    ['E10.41', 'diabetic-neuropathy'],
    ['E11.49', 'diabetic-neuropathy'],
    ['D84.821', 'immunosuppressed'],
    ['Z21', 'hiv'],
    ['I33.9', 'endocarditis'],
    ['G83.4', 'cauda-equina-syndrome'],
    ['M46.46', 'spinal-infection'],
    ['G06.1', 'spinal-infection'],
    ['S32.040D', 'vertebral-fracture'],
  ])('%s is %s', (code, id) => {
    expect(held(code)).toContain(id);
  });

  test.each(['K25.0', 'K26.4', 'K92.0', 'K92.1'])('%s is a gastrointestinal bleeding', (code) => {
    expect(held(code)).toContain('gi-bleed');
  });

  test.each(['K25.7', 'K27.9'])('%s is an ulcer that does not bleed', (code) => {
    expect(held(code)).not.toContain('gi-bleed');
  });

  test('a diabetic neuropathy is diabetes too', () => {
    expect(held('E11.42')).toEqual(expect.arrayContaining(['diabetes', 'diabetic-neuropathy']));
  });

  test('dialysis is chronic kidney disease too', () => {
    expect(held('Z99.2')).toEqual(expect.arrayContaining(['dialysis', 'ckd']));
  });
});

describe('a problem that is a symptom', () => {
  test.each([
    ['M54.30', [['leg-pain', true]]],
    ['M54.31', [['leg-pain', true, 'R']]],
    ['M54.32', [['leg-pain', true, 'L']]],
    [
      'M54.42',
      [
        ['leg-pain', true, 'L'],
        ['low-back-pain', true],
      ],
    ],
    // a root may be numb or weak without any pain
    ['M54.16', []],
    ['R78.81', [['recent-bacteremia', true]]],
  ])('%s says %j', (code, expected) => {
    expect(factsOf([condition(icd(code))])).toEqual(expected);
  });
});
