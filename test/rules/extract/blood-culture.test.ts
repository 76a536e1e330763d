/** Blood cultures (LOINC 600-7): what grew is bacteraemia, no growth undoes nothing, and what cannot be read is said. */
import { describe, expect, test } from 'vitest';
import { daysAgo, extracted, factsOf, loinc, observation, snomed } from '../../support/fhir.ts';

const culture = (rest: Record<string, unknown>) => observation(loinc('600-7'), rest);
const flag = (code: string) => ({ interpretation: [{ coding: [{ code }] }] });
const pain = observation(snomed('279039007'), { id: 'pain', valueBoolean: true });

describe('a blood culture', () => {
  test.each([
    ['positive', { valueCodeableConcept: snomed('10828004') }],
    ['detected', { valueCodeableConcept: snomed('260373001') }],
    ['Staphylococcus aureus', { valueCodeableConcept: snomed('3092008') }],
    ['Escherichia coli', { valueCodeableConcept: snomed('112283007') }],
    [
      'an organism nobody lists, flagged positive',
      { valueCodeableConcept: snomed('113962001'), ...flag('POS') },
    ],
    ['words, flagged positive', { valueString: 'Gram-positive cocci', ...flag('POS') }],
  ])('with %s is bacteraemia', (_, rest) => {
    expect(factsOf([culture(rest)])).toEqual([['recent-bacteremia', true]]);
  });

  test.each([
    ['negative', { valueCodeableConcept: snomed('260385009') }],
    ['not detected', { valueCodeableConcept: snomed('260415000') }],
    ['no growth', { valueCodeableConcept: snomed('264868006') }],
    ['words, flagged negative', { valueString: 'No growth after 5 days', ...flag('NEG') }],
  ])('%s says nothing of the one before it', (_, rest) => {
    const before = {
      ...culture({ valueCodeableConcept: snomed('3092008') }),
      id: 'before',
      effectiveDateTime: daysAgo(9),
    };
    expect(factsOf([culture(rest)])).toEqual([]);
    expect(factsOf([before, culture(rest)])).toEqual([['recent-bacteremia', true]]);
    expect(extracted([culture(rest), pain]).holes).toEqual([]);
  });

  test.each([
    ['an organism nobody lists', { valueCodeableConcept: snomed('113962001') }],
    ['words', { valueString: 'Gram-positive cocci' }],
  ])('with %s alone is said to be unread', (_, rest) => {
    expect(factsOf([culture(rest)])).toEqual([]);
    expect(JSON.stringify(extracted([culture(rest), pain]).holes)).toContain('recent-bacteremia');
  });
});
