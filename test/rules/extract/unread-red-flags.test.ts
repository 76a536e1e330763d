/** A red flag that somebody recorded and nobody can read is never passed over in silence. */
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../rules/index.ts';
import { cardsOf } from '../../cards/compose.ts';
import {
  condition,
  daysAgo,
  extracted,
  finding,
  icd,
  local,
  loinc,
  medication,
  observation,
  snomed,
  word,
} from '../../support/fhir.ts';

const legPain = finding('leg-pain', true, { id: 'pain', side: 'left' });
const saddle = (value: Record<string, unknown>) =>
  observation(local('saddle-sensory-change'), { id: 'saddle', ...value });
const missedIn = (...resources: readonly unknown[]) =>
  extracted(resources).holes.flatMap(({ about }) => about ?? []);

describe('a red flag that cannot be read', () => {
  test.each([
    ['in words', { valueString: 'Yes' }],
    ['as text of a concept', { valueCodeableConcept: { text: 'yes' } }],
    ['as a code we do not know', { valueCodeableConcept: loinc('LA9999-9') }],
    ['as a number', { valueInteger: 1 }],
    ['without a value', {}],
    ['without a date', { valueBoolean: true, effectiveDateTime: undefined }],
    ['with a date in words', { valueBoolean: true, effectiveDateTime: 'today' }],
    ['with a time but no zone', { valueBoolean: true, effectiveDateTime: '2026-11-20T10:00:00' }],
    ['registered and not finished', { valueBoolean: true, status: 'registered' }],
    ['without a status', { valueBoolean: true, status: undefined }],
    ['with a status that FHIR does not have', { valueBoolean: true, status: 'Final' }],
    ['with a modifier', { valueBoolean: true, modifierExtension: [{ url: 'x', valueBoolean: true }] }],
    ['under implicit rules', { valueBoolean: true, implicitRules: 'https://hospital.example/rules' }],
  ])('%s is said not to have been checked', (_how, value) => {
    expect(missedIn(legPain, saddle(value))).toEqual(['saddle-sensory-change']);
  });

  test.each([
    ['denied without a date', { valueBoolean: false, effectiveDateTime: undefined }],
    ['not known', { valueCodeableConcept: snomed('261665006') }],
    ['not sure', { valueCodeableConcept: word('not-sure') }],
    ['with a reason for no value', { dataAbsentReason: word('unknown') }],
    ['entered in error', { valueString: 'Yes', status: 'entered-in-error' }],
    ['cancelled', { valueBoolean: true, status: 'cancelled' }],
    ['denied and not finished', { valueBoolean: false, status: 'registered' }],
    ['denied with a modifier', { valueBoolean: false, modifierExtension: [{ url: 'x' }] }],
    ['of next week', { valueBoolean: true, effectiveDateTime: '2026-12-01' }],
    ['of last year', { valueString: 'Yes', effectiveDateTime: '2025-11-01' }],
  ])('%s has nothing to read', (_how, value) => {
    expect(missedIn(legPain, saddle(value))).toEqual([]);
  });

  test('and was read at another time since is known', () => {
    const asked = finding('saddle-sensory-change', false, { id: 'asked' });
    expect(missedIn(legPain, asked, saddle({ valueString: 'no' }))).toEqual([]);
    expect(missedIn(legPain, asked, saddle({ valueString: 'yes', effectiveDateTime: daysAgo(0) }))).toEqual([
      'saddle-sensory-change',
    ]);
  });

  test('of one leg is not known from the other', () => {
    const left = finding('mrc-ankle-dorsiflexion', 5, { id: 'l', side: 'left' });
    const right = observation(local('mrc-ankle-dorsiflexion'), {
      id: 'r',
      valueString: 'weak',
      bodySite: { ...snomed('61685007'), ...{ extension: [] } },
    });
    expect(missedIn(legPain, left, right)).toEqual([]);
    const sided = finding('mrc-ankle-dorsiflexion', 'x', { id: 'r', side: 'right' });
    expect(missedIn(legPain, left, { ...sided, valueString: 'weak', valueQuantity: undefined })).toEqual([
      'mrc-ankle-dorsiflexion',
    ]);
  });

  test('as a problem without any date is said too', () => {
    const undatedRetention = condition(icd('R33.9'), { recordedDate: undefined });
    expect(missedIn(legPain, undatedRetention)).toEqual(['urinary-retention']);
  });

  test('with a modifier as a drug is said where the chart has a leg', () => {
    const warfarin = medication('11289', { modifierExtension: [{ url: 'x', valueBoolean: true }] });
    const holesOf = (...resources: readonly unknown[]) =>
      extracted(resources).holes.map(({ code, at }) => [code, at]);
    expect(holesOf(legPain, warfarin)).toEqual([['modified', 'medications']]);
    expect(holesOf(warfarin)).toEqual([]);
  });

  describe('as a CRP without a range', () => {
    const backPain = finding('low-back-pain', true, { id: 'back' });
    const crp = (value: number, rest: object) =>
      observation(loinc('1988-5'), {
        id: 'crp',
        valueQuantity: { value, unit: 'mg/L', system: 'http://unitsofmeasure.org', code: 'mg/L' },
        ...rest,
      });

    test.each([
      ['undated', { effectiveDateTime: undefined }],
      ['registered and not finished', { status: 'registered' }],
      ['with a modifier', { modifierExtension: [{ url: 'x', valueBoolean: true }] }],
    ])('%s is said while it is raised', (_how, rest) => {
      expect(missedIn(backPain, crp(120, rest))).toEqual(['crp-mg-l']);
      expect(missedIn(backPain, crp(3, rest))).toEqual([]);
    });

    test('dated to the year is taken at its latest while it is raised', () => {
      const { input } = extracted([backPain, crp(120, { effectiveDateTime: '2026' })]);
      expect(evaluate(input).assessment.redFlags).toMatchObject([{ id: 'RF-INFECTION' }]);
    });
  });

  test.each([
    ['active', ['urinary-retention']],
    ['resolved', []],
  ])('as a problem of STU3 that is %s is said while it holds', (clinicalStatus, missed) => {
    const stu3 = condition(icd('R33.9'), {
      clinicalStatus,
      verificationStatus: 'confirmed',
      onsetDateTime: daysAgo(2),
    });
    expect(missedIn(legPain, stu3)).toEqual(missed);
  });

  test.each([
    ['absent', ['pulses']],
    ['normal', []],
  ])('of two sides that contradict is said where it is a danger: pulses %s', (value, missed) => {
    const pulses = finding('pulses', value, {
      side: 'left',
      component: [{ code: word('side'), valueCodeableConcept: snomed('24028007') }],
    });
    expect(missedIn(legPain, pulses)).toEqual(missed);
  });

  describe('on a chart without leg, back or order', () => {
    const inWords = (id: string) => observation(local(id), { id, valueString: 'yes' });

    test.each([
      ['saddle-sensory-change'],
      ['anal-tone-reduced'],
      ['perianal-pinprick-reduced'],
      ['foot-drop'],
    ])('%s is said: it would be a red flag alone', (id) => {
      expect(missedIn(inWords(id))).toEqual([id]);
    });

    test.each([
      ['an incontinence without a date', condition(icd('R32'), { recordedDate: undefined })],
      ['a grade of strength in words', inWords('mrc-ankle-dorsiflexion')],
    ])('%s is no matter', (_what, resource) => {
      expect(missedIn(resource)).toEqual([]);
    });
  });
});

describe('the answer', () => {
  const residual = finding('pvr-ml', 450, { id: 'residual' });
  const { input } = extracted([legPain, saddle({ valueString: 'Yes' })]);
  const cards = cardsOf(input);

  test('names what it could not read, before all that is not critical', () => {
    expect(cards[0]).toMatchObject({ indicator: 'warning' });
    expect(cards[0]?.summary).toBe(
      'Leg-symptom check incomplete: saddle numbness or tingling could not be read, some warnings may be missing',
    );
  });

  test('names it after what is critical', () => {
    const { input: worse } = extracted([legPain, saddle({ valueString: 'Yes' }), residual]);
    const found = cardsOf(worse).map(({ source }) => source.topic?.code);
    expect(found.slice(0, 2)).toEqual(['REC03', 'NOTCHECKED']);
  });

  test('does not call the red flags checked', () => {
    expect(cards[1]?.detail).toContain('Danger signs could not be checked completely.');
    expect(cards.map(({ detail }) => detail).join()).not.toContain('No current danger sign');
  });

  test('names them by the list that they stand in, so that the audit log does not say which', () => {
    expect(evaluate(input).assessment.notChecked.map(({ key }) => key)).toEqual(['observations']);
  });
});

describe('what came back', () => {
  test.each(['recurrence', 'relapse'])('%s of an old retention is new', (status) => {
    const back = condition(icd('R33.9'), {
      clinicalStatus: { coding: [{ code: status }] },
      onsetDateTime: '2020-01-01',
    });
    const { input } = extracted([legPain, back]);
    expect(evaluate(input).assessment.redFlags).toMatchObject([{ id: 'RF-CES', urgency: 'emergent' }]);
  });
});

describe('a strength between two grades', () => {
  test.each([
    [2.5, 2],
    [3.5, 3],
    [4.5, 4],
  ])('%d counts as the weaker one, %d', (value, expected) => {
    const graded = finding('mrc-ankle-dorsiflexion', value, { side: 'left' });
    expect(extracted([graded]).input.facts.map((fact) => fact.value)).toEqual([expected]);
  });

  test('beyond the scale is no grade', () => {
    const graded = finding('mrc-ankle-dorsiflexion', 5.5, { side: 'left' });
    const { input, holes } = extracted([legPain, graded]);
    expect(input.facts.map(({ id }) => id)).toEqual(['leg-pain']);
    expect(holes.map(({ code }) => code)).toEqual(['implausible']);
  });
});
