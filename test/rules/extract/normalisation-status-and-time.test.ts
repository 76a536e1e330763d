/** N1 usable resources, N2 time. */
import { describe, expect, test } from 'vitest';
import { ageInDays, readDate } from '../../../rules/extract/fhir-date.ts';
import {
  condition,
  conditionsOf,
  daysAgo,
  extracted,
  factsOf,
  finding,
  icd,
  leftOutOf,
  local,
  medication,
  NOW,
  observation,
  procedure,
  serviceRequest,
  snomed,
  word,
} from '../../support/fhir.ts';

const saddle = (rest = {}) => finding('saddle-sensory-change', true, rest);
const code = (value: string) => ({ coding: [{ code: value }] });

describe('N1 an Observation', () => {
  test.each(['final', 'amended', 'corrected', 'preliminary'])(
    'that is %s is used, and keeps its status',
    (status) => {
      const { input } = extracted([saddle({ status })]);
      expect(input.facts.map((fact) => fact.status)).toEqual([status]);
    },
  );

  test.each([
    ['registered', 'status-not-usable'],
    ['cancelled', 'status-not-usable'],
    ['unknown', 'status-not-usable'],
    ['', 'status-not-usable'],
    ['Final', 'status-not-usable'],
    ['entered-in-error', 'entered-in-error'],
  ])('that is %j is left out', (status, why) => {
    expect(factsOf([saddle({ status })])).toEqual([]);
    expect(leftOutOf([saddle({ status })])).toEqual([`N1 ${why}`]);
  });
});

describe('N1 a Condition', () => {
  const stenosis = (rest = {}) => condition(icd('M48.062'), rest);
  const cancer = (rest = {}) => condition(icd('C50.911'), rest);
  const retention = (rest = {}) => condition(icd('R33.9'), rest);

  test.each(['active', 'recurrence', 'relapse'])('that is %s is documented', (status) => {
    expect(conditionsOf([stenosis({ clinicalStatus: code(status) })])).toEqual(['lumbar-stenosis']);
  });

  test.each(['inactive', 'resolved', 'remission'])('that is %s is no diagnosis', (status) => {
    expect(conditionsOf([stenosis({ clinicalStatus: code(status) })])).toEqual([]);
  });

  test.each(['inactive', 'resolved', 'remission'])('that is %s is still history of cancer', (status) => {
    expect(conditionsOf([cancer({ clinicalStatus: code(status) })])).toEqual(['cancer-history']);
  });

  test('without a clinical status is current, unless it has ended', () => {
    expect(conditionsOf([stenosis({ clinicalStatus: undefined })])).toEqual(['lumbar-stenosis']);
    expect(conditionsOf([stenosis({ clinicalStatus: undefined, abatementDateTime: daysAgo(3) })])).toEqual(
      [],
    );
  });

  test.each(['differential', 'unconfirmed', 'provisional'])('that is %s is not documented', (status) => {
    const resource = stenosis({ verificationStatus: code(status) });
    expect(conditionsOf([resource])).toEqual([]);
    expect(leftOutOf([resource])).toEqual(['N1 not-confirmed']);
  });

  test.each(['unconfirmed', 'provisional'])(
    'that is %s and a red flag counts as a preliminary symptom',
    (status) => {
      const { input } = extracted([retention({ verificationStatus: code(status) })]);
      expect(input.facts).toMatchObject([{ id: 'urinary-retention', value: true, status: 'preliminary' }]);
    },
  );

  test.each([
    ['G83.4', 'unconfirmed', ['cauda-equina-syndrome']],
    ['M46.46', 'provisional', ['spinal-infection']],
    ['S32.010A', 'provisional', ['vertebral-fracture']],
    ['G83.4', 'differential', []],
    ['C79.51', 'provisional', []],
  ])('%s that is %s holds as a suspicion: %j', (icdCode, status, held) => {
    const { input } = extracted([condition(icd(icdCode), { verificationStatus: code(status) })]);
    expect(input.cond).toEqual(held);
    expect(held.every((id) => / \(not confirmed\)$/.test(input.details?.[id]?.[0]?.display ?? ''))).toBe(
      true,
    );
  });

  test('that is one of a differential diagnosis is no symptom either', () => {
    expect(factsOf([retention({ verificationStatus: code('differential') })])).toEqual([]);
  });

  test('that is entered in error has no effect', () => {
    const resource = retention({ verificationStatus: code('entered-in-error') });
    expect(factsOf([resource])).toEqual([]);
    expect(conditionsOf([resource])).toEqual([]);
    expect(leftOutOf([resource])).toEqual(['N1 entered-in-error']);
  });

  test('that is refuted is an explicit absence', () => {
    expect(factsOf([retention({ verificationStatus: code('refuted') })])).toEqual([
      ['urinary-retention', false],
    ]);
    expect(conditionsOf([stenosis({ verificationStatus: code('refuted') })])).toEqual([]);
  });

  test.each([
    ['a clinical status as one word (STU3)', { clinicalStatus: 'resolved' }],
    ['a verification status as one word (STU3)', { verificationStatus: 'refuted' }],
    ['a verification status in words', { verificationStatus: { text: 'Refuted' } }],
    ['a verification status that R4 does not have', { verificationStatus: code('__proto__') }],
  ])('with %s is left out, not taken for a current one', (_what, rest) => {
    expect(conditionsOf([stenosis(rest)])).toEqual([]);
    expect(leftOutOf([stenosis(rest)])).toEqual(['N1 not-r4']);
  });

  test('with a clinical status that R4 does not have is not current', () => {
    expect(conditionsOf([stenosis({ clinicalStatus: code('constructor') })])).toEqual([]);
  });
});

describe('N1 other resources', () => {
  test.each([
    ['active', ['nsaid']],
    ['draft', []],
    ['stopped', []],
    ['completed', []],
    ['entered-in-error', []],
  ])('a MedicationRequest that is %s gives %j', (status, drugs) => {
    expect(extracted([medication('7258', { status })]).input.meds).toEqual(drugs);
  });

  test.each([
    ['completed', ['prior-lumbar-surgery', 'lumbar-surgery-6w', 'recent-spinal-procedure']],
    ['in-progress', []],
    ['not-done', []],
    ['preparation', []],
    ['entered-in-error', []],
  ])('a Procedure that is %s gives %j', (status, ids) => {
    expect(conditionsOf([procedure(snomed('50172003'), { status })])).toEqual(ids);
  });

  test.each(['MedicationRequest', 'ServiceRequest'])(
    'a %s that must not be performed has no effect',
    (type) => {
      const order = type === 'MedicationRequest' ? medication('7258') : serviceRequest(snomed('308447003'));
      const { input } = extracted([{ ...order, status: 'active', doNotPerform: true }]);
      expect(input.meds).toEqual([]);
    },
  );

  test.each([
    ['a modifier extension', { modifierExtension: [{ url: 'urn:not', valueBoolean: true }] }],
    ['implicit rules', { implicitRules: 'https://elsewhere.example/rules' }],
  ])('a resource with %s is not read', (_what, rest) => {
    expect(factsOf([saddle(rest)])).toEqual([]);
    expect(leftOutOf([saddle(rest)])).toEqual(['N1 modifier-extension']);
  });
});

describe('N2 when it was', () => {
  const at = (rest: object) => saddle({ effectiveDateTime: undefined, ...rest });
  const days = (resource: unknown) => extracted([resource]).input.facts.map((fact) => fact.days);

  test.each([
    ['effectiveDateTime', { effectiveDateTime: daysAgo(3) }, 3],
    ['the end of a period', { effectivePeriod: { start: daysAgo(9), end: daysAgo(4) } }, 4],
    ['the start of an open period', { effectivePeriod: { start: daysAgo(9) } }, 9],
    ['effectiveInstant', { effectiveInstant: '2026-11-20T10:00:00Z' }, 2],
    ['issued', { issued: '2026-11-21T09:00:00Z' }, 1],
    ['effectiveDateTime before issued', { effectiveDateTime: daysAgo(3), issued: daysAgo(1) }, 3],
  ])('is %s', (_what, rest, expected) => {
    expect(days(at(rest))).toEqual([expected]);
  });

  test.each([
    ['2026-11-22T10:00:00Z', 0],
    ['2026-11-22T10:04:59Z', 0],
    ['2026-11-22T23:59:00+14:00', 0],
    ['2026-11-21T10:00:01Z', 0],
    ['2026-11-21T10:00:00Z', 1],
    ['2026-11-22', 0],
    ['2026-11-23', 0],
    ['2026-11-21', 1],
    ['2026-10-23', 30],
  ])('%s is %i days ago', (effectiveDateTime, expected) => {
    expect(days(at({ effectiveDateTime }))).toEqual([expected]);
  });

  test.each([
    ['undated', {}, 'undated'],
    ['in the future', { effectiveDateTime: '2026-11-22T10:05:01Z' }, 'future-dated'],
    ['next week', { effectiveDateTime: '2026-11-29' }, 'future-dated'],
    ['next year', { effectiveDateTime: '2027' }, 'future-dated'],
    ['30 February', { effectiveDateTime: '2026-02-30' }, 'invalid-date'],
    ['month 13', { effectiveDateTime: '2024-13' }, 'invalid-date'],
    ['year 0000', { effectiveDateTime: '0000' }, 'invalid-date'],
    ['a number', { effectiveDateTime: 20261120 }, 'invalid-date'],
    ['in words', { effectiveDateTime: 'yesterday' }, 'invalid-date'],
    ['without a zone', { effectiveDateTime: '2026-11-20T10:00:00' }, 'invalid-date'],
  ])('what is %s is left out', (_what, rest, why) => {
    expect(factsOf([at(rest)])).toEqual([]);
    expect(leftOutOf([at(rest)])).toEqual([`N2 ${why}`]);
  });

  test('a partial date is taken at its latest for a red flag that is present, at its earliest otherwise', () => {
    expect(days(saddle({ effectiveDateTime: '2026-10' }))).toEqual([21]);
    expect(days(finding('saddle-sensory-change', false, { effectiveDateTime: '2026-10' }))).toEqual([52]);
    expect(days(finding('leg-pain', true, { effectiveDateTime: '2026-10' }))).toEqual([52]);
    expect(days(saddle({ effectiveDateTime: '2026' }))).toEqual([0]);
    expect(days(finding('leg-pain', true, { effectiveDateTime: '2026' }))).toEqual([325]);
    expect(days(finding('abi', 0.3, { effectiveDateTime: '2026' }))).toEqual([0]);
    expect(days(finding('abi', 1, { effectiveDateTime: '2026' }))).toEqual([325]);
  });

  test('history needs no date', () => {
    const undated = observation(
      { coding: [{ system: 'https://radix-cds.org/fhir/CodeSystem/lr-finding', code: 'peroneal-risk' }] },
      { valueBoolean: true, effectiveDateTime: undefined },
    );
    expect(conditionsOf([undated])).toEqual(['peroneal-risk']);
    expect(conditionsOf([condition(icd('C50.911'), { recordedDate: undefined })])).toEqual([
      'cancer-history',
    ]);
    expect(conditionsOf([procedure(snomed('50172003'), { performedDateTime: undefined })])).toEqual([
      'prior-lumbar-surgery',
    ]);
  });

  test('history is not left out for want of a body site or a value', () => {
    const risk = (rest: Record<string, unknown>) => observation(local('peroneal-risk'), rest);
    expect(leftOutOf([risk({ valueBoolean: true })])).toEqual([]);
    expect(leftOutOf([risk({ valueBoolean: false })])).toEqual([]);
  });

  test('a symptom on the problem list needs one', () => {
    expect(factsOf([condition(icd('R33.9'), { recordedDate: undefined })])).toEqual([]);
    expect(
      factsOf([condition(icd('R33.9'), { recordedDate: undefined, onsetDateTime: daysAgo(2) })]),
    ).toEqual([
      ['urinary-retention', true],
      ['ces-onset-days', 2],
    ]);
  });

  test('a condition recorded in the future is not dated by it', () => {
    const resource = condition(icd('R33.9'), { recordedDate: '2027-01-01' });
    expect(factsOf([resource])).toEqual([]);
    expect(leftOutOf([resource])).toEqual(['N2 future-dated']);
  });
});

describe('a FHIR date', () => {
  test.each([
    '2024',
    '2024-02',
    '2024-02-29',
    '2024-02-29T23:59:60Z',
    '2024-02-29T23:59:59.050Z',
    '2024-02-29T00:00:00.123456789+13:45',
    '2024-12-31T00:00:00-14:00',
  ])('%s is one', (value) => {
    expect(readDate(value)).toBeDefined();
  });

  test.each([
    '',
    '24',
    '2023-02-29',
    '2100-02-29',
    '2024-00',
    '2024-04-31',
    '2024-1-1',
    '2024/01/01',
    '2024-01-01T',
    '2024-01-01T10:00Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T10:60:00Z',
    '2024-01-01T10:00:61Z',
    '2024-01-01T10:00:00.Z',
    '2024-01-01T10:00:00z',
    '2024-01-01T10:00:00+14:01',
    '2024-01-01T10:00:00+1:00',
    '2024-01-01T10:00:00Z ',
    ' 2024-01-01',
    `2024-01-01T10:00:00.${'1'.repeat(100)}Z`,
    null,
    2024,
    {},
  ])('%j is none', (value) => {
    expect(readDate(value)).toBeUndefined();
  });

  test('the same instant in two zones is the same age', () => {
    const now = Date.parse(NOW);
    const age = (value: string) =>
      ageInDays(readDate(value) ?? { from: 0, to: 0, precision: 'instant' }, now, 'earliest');
    expect(age('2026-11-20T23:00:00Z')).toBe(age('2026-11-21T12:00:00+13:00'));
  });

  test('an answer of a coded word keeps its date', () => {
    const { input } = extracted([
      observation(
        { coding: [{ system: 'http://loinc.org', code: '38206-9' }] },
        { valueCodeableConcept: word('constant') },
      ),
    ]);
    expect(input.facts).toMatchObject([{ id: 'pain-temporal', value: 'constant', days: 1 }]);
  });
});
