import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CodeSystem, wellFormed } from '../../../rules/codes/index.ts';
import { holds } from '../../support/property.ts';

describe('a code that exists passes', () => {
  test.each<[CodeSystem, string]>([
    ['snomed', '128196005'],
    ['snomed', '311211000119105'],
    ['loinc', '32389-9'],
    ['loinc', '4537-7'],
    ['loinc', 'LA33-6'],
    ['loinc', 'LA32-8'],
    ['icd-10-cm', 'M54.16'],
    ['icd-10-cm', 'M80.08XA'],
    ['icd-10-cm', 'B20'],
    ['cpt', '72148'],
    ['rxnorm', '161'],
  ])('%s %s', (system, code) => {
    expect(wellFormed(system, code)).toBe(true);
  });
});

describe('a mistake is caught', () => {
  test.each<[CodeSystem, string, string]>([
    ['snomed', '128196006', 'wrong last digit'],
    ['snomed', '128169005', 'two digits swapped'],
    ['snomed', '192970009', 'wrong last digit'],
    ['snomed', '7771', 'too short'],
    ['snomed', '1281960050000000001', 'too long'],
    ['snomed', '0128196005', 'leading zero'],
    ['snomed', '763158003x', 'a letter'],
    ['loinc', '32389-8', 'wrong check digit'],
    ['loinc', '38240-4', 'two digits swapped'],
    ['loinc', 'LA33-7', 'wrong check digit of an answer'],
    ['loinc', '32389', 'no check digit'],
    ['icd-10-cm', 'M5416', 'no dot'],
    ['icd-10-cm', 'm54.16', 'lower case'],
    ['icd-10-cm', 'M54.16345', 'too long'],
    ['cpt', '7214', 'too short'],
    ['rxnorm', '0161', 'leading zero'],
    ['rxnorm', '', 'empty'],
  ])('%s %s: %s', (system, code) => {
    expect(wellFormed(system, code)).toBe(false);
  });

  test('any single digit changed in a SNOMED CT code', () => {
    const code = '128196005';
    holds(
      fc.property(fc.nat(code.length - 1), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const changed = [...code].map((d, i) => (i === at ? (Number(d) + by) % 10 : d)).join('');
        return !wellFormed('snomed', changed);
      }),
      { seed: 20261122 },
    );
  });
});
