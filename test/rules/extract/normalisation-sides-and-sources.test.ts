/** N6 side, N8 provenance, N9 and N10 baselines, N13 duplicates, N14 unknown codes, N15 subject. */
import { describe, expect, test } from 'vitest';
import { holdsAnotherPatient } from '../../../rules/extract/index.ts';
import {
  bodySite,
  category,
  concept,
  condition,
  conditionsOf,
  daysAgo,
  extracted,
  factsOf,
  finding,
  icd,
  leftOutOf,
  local,
  loinc,
  medication,
  observation,
  patient,
  snomed,
  subject,
  word,
} from '../../support/fhir.ts';

const LEFT = '7771000';
const RIGHT = '24028007';
const BOTH = '51440002';
const STRUCTURE = 'http://hl7.org/fhir/StructureDefinition/bodySite';

const slr = (rest: Record<string, unknown> = {}) =>
  observation(local('slr'), { valueBoolean: true, ...rest });
const sideOf = (resource: unknown, ...others: unknown[]) => {
  const [fact] = extracted([resource, ...others]).input.facts;
  return fact ? (fact.side ?? 'unsided') : 'nothing';
};
const structure = (qualifier: string) => ({
  resourceType: 'BodyStructure',
  id: 'b1',
  patient: subject,
  location: snomed('61685007'),
  locationQualifier: [snomed(qualifier)],
});
const refersTo = (reference: string) => [{ url: STRUCTURE, valueReference: { reference } }];

describe('N6 a side', () => {
  test.each([
    ['the laterality extension', slr({ bodySite: bodySite('L') }), 'L'],
    ['the laterality extension, right', slr({ bodySite: bodySite('R') }), 'R'],
    ['the laterality extension, both', slr({ bodySite: bodySite('B') }), 'B'],
    ['a qualifier as body site', slr({ bodySite: snomed(LEFT) }), 'L'],
    [
      'a qualifier beside the body site',
      slr({ bodySite: { coding: [...(snomed('61685007').coding ?? []), ...(snomed(BOTH).coding ?? [])] } }),
      'B',
    ],
    ['a component', slr({ component: [{ code: word('side'), valueCodeableConcept: snomed(RIGHT) }] }), 'R'],
    ['a contained body structure', slr({ contained: [structure(LEFT)], extension: refersTo('#b1') }), 'L'],
    ['the code', observation(loinc('8909-4'), { valueCodeableConcept: word('normal') }), 'L'],
    ['nothing', slr(), 'unsided'],
    ['a body site without a side', slr({ bodySite: bodySite() }), 'unsided'],
    ['words', slr({ bodySite: { text: 'left leg' } }), 'unsided'],
  ])('is read from %s', (_what, resource, side) => {
    expect(sideOf(resource)).toBe(side);
  });

  test('is read from a body structure elsewhere in the chart', () => {
    expect(sideOf(slr({ extension: refersTo('BodyStructure/b1') }), structure(RIGHT))).toBe('R');
    expect(sideOf(slr({ extension: refersTo('BodyStructure/b2') }), structure(RIGHT))).toBe('unsided');
  });

  test.each([
    ['left in the extension, right beside it', slr({ bodySite: { ...bodySite('L'), ...snomed(RIGHT) } })],
    [
      'left and right in one body site',
      slr({ bodySite: { coding: [...(snomed(LEFT).coding ?? []), ...(snomed(RIGHT).coding ?? [])] } }),
    ],
    [
      'left as body site, right in a component',
      slr({
        bodySite: bodySite('L'),
        component: [{ code: word('side'), valueCodeableConcept: snomed(RIGHT) }],
      }),
    ],
    [
      'left in the code, right as body site',
      observation(loinc('8909-4'), { valueCodeableConcept: word('normal'), bodySite: bodySite('R') }),
    ],
    ['right in the code, both as body site', condition(icd('M79.604'), { bodySite: [bodySite('B')] })],
    [
      'left as body site, right in the structure',
      slr({ bodySite: bodySite('L'), contained: [structure(RIGHT)], extension: refersTo('#b1') }),
    ],
  ])('is unknown when two disagree: %s', (_what, resource) => {
    expect(sideOf(resource)).toBe('unsided');
    expect(leftOutOf([resource])).toEqual(['N6 side-conflict']);
  });

  test('of a condition at both legs is both', () => {
    expect(sideOf(condition(snomed('10601006'), { bodySite: [bodySite('L'), bodySite('R')] }))).toBe('B');
  });

  test('of a finding that has none is dropped', () => {
    expect(sideOf(finding('fever', true, { side: 'left' }))).toBe('unsided');
  });

  test.each([
    [icd('M79.604'), 'R'],
    [icd('M79.605'), 'L'],
    [icd('M79.672'), 'L'],
    [icd('M79.606'), 'unsided'],
  ])('comes with the code %j', (code, side) => {
    expect(sideOf(condition(code))).toBe(side);
  });
});

describe('N8 who says so', () => {
  const by = (rest: Record<string, unknown>) =>
    extracted([slr({ category: undefined, ...rest })]).input.facts.map(({ src }) => src);

  test.each([
    ['a practitioner', { performer: [{ reference: 'Practitioner/1' }] }, 'exam'],
    ['a role', { performer: [{ reference: 'PractitionerRole/1' }] }, 'exam'],
    [
      'a practitioner on another server',
      { performer: [{ reference: 'https://ehr.example/r4/Practitioner/1' }] },
      'exam',
    ],
    [
      'a practitioner named by type',
      { performer: [{ type: 'Practitioner', identifier: { value: '1' } }] },
      'exam',
    ],
    ['the patient', { performer: [{ reference: 'Patient/p1' }] }, 'patient'],
    ['a relative', { performer: [{ reference: 'RelatedPerson/1' }] }, 'patient'],
    ['a device', { performer: [{ reference: 'Device/1' }] }, 'device'],
    [
      'a patient, at an examination',
      { performer: [{ reference: 'Patient/p1' }], category: [category('exam')] },
      'patient',
    ],
    ['nobody, at an examination', { category: [category('exam')] }, 'exam'],
    ['nobody, in a survey', { category: [category('survey')] }, 'patient'],
    ['nobody at all', {}, 'recorded'],
    ['a laboratory', { category: [category('laboratory')] }, 'device'],
    ['a monitor', { category: [category('vital-signs')] }, 'device'],
    [
      'an organisation, at an examination',
      { performer: [{ reference: 'Organization/1' }], category: [category('exam')] },
      'exam',
    ],
    ['a hostile type', { performer: [{ reference: 'constructor/1' }] }, 'recorded'],
  ])('%s', (_who, rest, src) => {
    expect(by(rest)).toEqual([src]);
  });

  test.each([
    [{ recorder: { reference: 'Practitioner/1' } }, 'exam'],
    [{ recorder: { reference: 'Patient/p1' } }, 'patient'],
    [{ asserter: { reference: 'Patient/p1' } }, 'patient'],
    [{}, 'exam'],
  ])('a problem recorded by %j is %s', (rest, src) => {
    expect(extracted([condition(icd('R33.9'), rest)]).input.facts.map((fact) => fact.src)).toEqual([src]);
  });
});

describe('N9 a long-standing deficit', () => {
  const drop = (code: string, days: number, rest: Record<string, unknown> = {}) =>
    condition(icd(code), { recordedDate: daysAgo(days), ...rest });
  const weakFoot = (side: 'left' | 'right' | 'both') => finding('foot-drop', true, { id: 'now', side });

  test.each([
    ['M21.372', 90, ['chronic-foot-drop']],
    ['M21.372', 89, []],
    ['G81.92', 400, ['known-umn-disease', 'chronic-foot-drop']],
    ['I69.354', 400, ['known-umn-disease', 'chronic-foot-drop']],
    ['G35.D', 400, ['known-bilateral-deficit', 'known-umn-disease', 'chronic-foot-drop']],
    ['G82.21', 400, ['known-bilateral-deficit']],
    ['G82.21', 20, []],
    ['G80.1', 9000, ['known-umn-disease', 'chronic-foot-drop']],
    ['B91', 9000, ['chronic-foot-drop']],
    ['G14', 9000, ['chronic-foot-drop']],
  ])('%s recorded %i days ago is %j', (code, days, ids) => {
    expect(conditionsOf([drop(code, days)])).toEqual(ids);
  });

  test.each([
    ['M21.372', 'left', true],
    ['M21.372', 'right', false],
    ['M21.372', 'both', false],
    ['M21.371', 'right', true],
    ['M21.379', 'left', false],
    ['G81.92', 'left', true],
    ['G81.92', 'right', false],
    ['G35.D', 'right', true],
  ] as const)('%s is the baseline of a weak foot on the %s: %s', (code, side, claimed) => {
    expect(conditionsOf([drop(code, 400), weakFoot(side)]).includes('chronic-foot-drop')).toBe(claimed);
  });

  test.each([
    ['mrc-ankle-dorsiflexion', 3, false],
    ['mrc-ankle-dorsiflexion', 5, true],
    ['heel-walk-unable', true, false],
    ['heel-walk-unable', false, true],
    ['mrc-knee-extension', 3, true],
  ] as const)('a right %s of %s leaves the left one its baseline: %s', (id, value, claimed) => {
    const now = finding(id, value, { id: 'now', side: 'right' });
    expect(conditionsOf([drop('M21.372', 400), now]).includes('chronic-foot-drop')).toBe(claimed);
  });

  test.each([
    ['G35.D', 14, false],
    ['G35.D', 15, true],
    ['M21.372', 14, true],
  ])('%s beside pain of %i days explains a weak left foot: %s', (code, days, claimed) => {
    const pain = finding('pain-onset-days', days, { id: 'onset' });
    const chart = [drop(code, 400), weakFoot('left'), pain];
    expect(conditionsOf(chart).includes('chronic-foot-drop')).toBe(claimed);
  });

  test('a foot drop that is a baseline is not recorded as a finding, a recent one is', () => {
    expect(factsOf([drop('M21.372', 400)])).toEqual([]);
    expect(factsOf([drop('M21.372', 20)])).toEqual([['foot-drop', true, 'L']]);
  });

  test('counts from its onset, not from when it was written down', () => {
    expect(conditionsOf([drop('M21.372', 5, { onsetDateTime: '2020' })])).toEqual(['chronic-foot-drop']);
  });

  test('with a partial date is taken at its latest, so that nothing new passes as old', () => {
    expect(conditionsOf([drop('M21.372', 5, { onsetDateTime: '2026' })])).toEqual([]);
    expect(conditionsOf([drop('M21.372', 5, { onsetDateTime: '2026-07' })])).toEqual(['chronic-foot-drop']);
  });

  test('of both feet is a known deficit of both legs', () => {
    const both = [drop('M21.372', 400), { ...drop('M21.371', 400), id: 'c2' }];
    expect(conditionsOf(both)).toContain('known-bilateral-deficit');
    expect(conditionsOf([drop('M21.372', 400)])).not.toContain('known-bilateral-deficit');
  });
});

describe('N10 a long-standing bladder or bowel symptom', () => {
  const problem = (code: string, rest: Record<string, unknown> = {}) =>
    condition(icd(code), { onsetDateTime: daysAgo(400), recordedDate: daysAgo(2), ...rest });
  const baseline = 'baseline-sphincter-symptom';
  const leak = finding('urinary-incontinence', true, { id: 'leak' });

  test.each([
    ['N39.3', leak, true],
    ['R32', leak, true],
    ['R33.9', leak, false],
    ['R15.9', finding('fecal-incontinence', true), true],
    ['R39.11', finding('bladder-sensation-altered', true), true],
  ])('%s is the baseline of %#', (code, resource, claimed) => {
    expect(conditionsOf([problem(code), resource]).includes(baseline)).toBe(claimed);
  });

  test('is not claimed while another such symptom is new', () => {
    expect(conditionsOf([problem('N39.3'), leak, finding('saddle-sensory-change', true)])).not.toContain(
      baseline,
    );
  });

  test('is claimed of one that was said again within the window, at its end too', () => {
    const said = (days: number) =>
      finding('urinary-retention', true, { id: 'said', effectiveDateTime: daysAgo(days) });
    expect(conditionsOf([problem('N39.3'), leak, said(30)])).not.toContain(baseline);
    expect(conditionsOf([problem('N39.3'), leak, said(31)])).toContain(baseline);
  });

  test('is not claimed of one that began less than 90 days ago', () => {
    expect(conditionsOf([problem('R32', { onsetDateTime: daysAgo(60) }), leak])).not.toContain(baseline);
  });

  test('is not claimed of one that is over, or not confirmed', () => {
    const resolved = { clinicalStatus: { coding: [{ code: 'resolved' }] } };
    const provisional = { verificationStatus: { coding: [{ code: 'provisional' }] } };
    expect(conditionsOf([problem('N39.3', resolved), leak])).not.toContain(baseline);
    expect(conditionsOf([problem('N39.3', provisional), leak])).not.toContain(baseline);
  });

  test('is no red flag by itself; the same symptom of last week is', () => {
    expect(factsOf([problem('R32')])).toEqual([]);
    expect(factsOf([problem('R32', { onsetDateTime: daysAgo(7) })])).toEqual([
      ['urinary-incontinence', true],
      ['ces-onset-days', 7],
    ]);
    expect(factsOf([problem('N39.3', { onsetDateTime: daysAgo(7) })])).toEqual([]);
  });
});

describe('N13 duplicates', () => {
  test('the same finding, side, time and value of two resources counts once', () => {
    const { input, counts } = extracted([slr(), slr({ id: 'o2' })]);
    expect(input.facts).toHaveLength(1);
    expect(counts.duplicates).toBe(1);
  });

  test('the same list of two resources counts once, another list does not', () => {
    const list = (id: string, ...items: string[]) => finding('pain-quality', items, { id, side: 'left' });
    expect(factsOf([list('a', 'burning', 'aching'), list('b', 'burning', 'aching')])).toHaveLength(1);
    expect(factsOf([list('a', 'burning', 'aching'), list('b', 'burning', 'dull')])).toHaveLength(2);
  });

  test.each([
    ['another value', { valueBoolean: false }],
    ['another time', { effectiveDateTime: daysAgo(2) }],
    ['another side', { bodySite: bodySite('L') }],
  ])('%s is no duplicate', (_what, rest) => {
    expect(factsOf([slr(), slr({ id: 'o2', ...rest })])).toHaveLength(2);
  });

  test('of the same resource twice the newest version counts', () => {
    const older = slr({ meta: { versionId: '1', lastUpdated: '2026-11-20T10:00:00Z' } });
    const newer = slr({ meta: { versionId: '2', lastUpdated: '2026-11-21T10:00:00Z' }, valueBoolean: false });
    expect(factsOf([older, newer])).toEqual([['slr', false]]);
    expect(factsOf([newer, older])).toEqual([['slr', false]]);
  });

  test('of two resources of one id that differ, where none is newer, both count', () => {
    const facts = factsOf([slr({ valueBoolean: false }), slr()]);
    expect(facts.map(([, value]) => value)).toEqual([false, true]);
    expect(factsOf([slr(), slr()])).toHaveLength(1);
  });

  test('resources without an id are all different ones', () => {
    const facts = factsOf([slr({ id: undefined }), slr({ id: undefined, valueBoolean: false })]);
    expect(facts).toHaveLength(2);
  });

  test('the components of a panel count as findings of their own', () => {
    const panel = observation(loinc('38212-7'), {
      component: [
        { code: loinc('38204-4'), valueCodeableConcept: word('buttock') },
        { code: loinc('32419-4'), valueCodeableConcept: snomed('36349006') },
        { code: loinc('72514-3'), valueInteger: 6 },
      ],
      bodySite: bodySite('L'),
    });
    expect(factsOf([panel])).toEqual([
      ['pain-path', ['buttock'], 'L'],
      ['pain-quality', ['burning'], 'L'],
      ['pain-nrs', 6],
    ]);
  });

  test('the contained members of a panel count, with the panel’s date and author', () => {
    const member = {
      resourceType: 'Observation',
      id: 'm',
      status: 'final',
      code: local('slr'),
      valueBoolean: true,
    };
    const panel = observation(loinc('38212-7'), { contained: [member], hasMember: [{ reference: '#m' }] });
    expect(extracted([panel]).input.facts).toMatchObject([
      { id: 'slr', value: true, days: 1, src: 'exam', ref: 'Observation/o1' },
    ]);
    expect(factsOf([observation(loinc('38212-7'), { contained: [member] })])).toEqual([]);
  });

  test('members that are resources of their own are not counted again', () => {
    const panel = observation(loinc('38212-7'), {
      id: 'panel',
      hasMember: [{ reference: 'Observation/o1' }],
    });
    expect(factsOf([panel, slr()])).toHaveLength(1);
  });

  test('what an observation was derived from is not counted beside it', () => {
    const told = slr({ id: 'told', effectiveDateTime: daysAgo(3) });
    const derived = slr({ id: 'derived', derivedFrom: [{ reference: 'Observation/told' }] });
    expect(extracted([told, derived]).input.facts.map(({ ref }) => ref)).toEqual(['Observation/derived']);
    const other = finding('slump', true, { id: 'told', effectiveDateTime: daysAgo(3) });
    expect(factsOf([other, derived])).toHaveLength(2);
  });
});

describe('N14 unknown codes', () => {
  test.each([
    ['another laboratory test', observation(loinc('2345-7'), { valueQuantity: { value: 95 } })],
    ['another diagnosis', condition(icd('E78.5'))],
    ['another drug', medication('29046')],
    [
      'an NDC',
      medication('', {
        medicationCodeableConcept: {
          coding: [{ system: 'http://hl7.org/fhir/sid/ndc', code: '00093-0058-01' }],
        },
      }),
    ],
    ['a drug in words', medication('', { medicationCodeableConcept: { text: 'ibuprofen 400 mg' } })],
    [
      'a code of another system',
      observation({ coding: [{ system: 'urn:oid:1.2.3', code: 'slr' }] }, { valueBoolean: true }),
    ],
    [
      'another questionnaire',
      {
        resourceType: 'QuestionnaireResponse',
        id: 'q',
        status: 'completed',
        questionnaire: 'https://elsewhere.example/q',
        subject,
      },
    ],
  ])('%s is counted and not guessed', (_what, resource) => {
    const { input, unmappedCodes, leftOut } = extracted([resource]);
    expect({ facts: input.facts, cond: input.cond, meds: input.meds, unmappedCodes, leftOut }).toEqual({
      facts: [],
      cond: [],
      meds: [],
      unmappedCodes: 1,
      leftOut: [],
    });
  });

  test('resources that we never read are not counted', () => {
    expect(extracted([{ resourceType: 'Immunization', id: 'i', subject }, patient()]).unmappedCodes).toBe(0);
  });

  test('a known code beside unknown ones is read', () => {
    const code = { coding: [{ system: 'urn:oid:1.2.3', code: 'x' }, ...(local('slr').coding ?? [])] };
    expect(factsOf([observation(code, { valueBoolean: true })])).toEqual([['slr', true]]);
  });

  test('our own code decides over a standard one', () => {
    const code = { coding: [...(snomed('10601006').coding ?? []), ...(local('buttock-pain').coding ?? [])] };
    expect(factsOf([observation(code, { valueBoolean: true })])).toEqual([['buttock-pain', true]]);
  });
});

describe('N15 subject', () => {
  const of = (reference: unknown) => slr({ subject: reference });
  const both = (reference: string) => [of({ reference }), slr({ id: 'mine' })];

  const bases = ['https://fhir.example/r4'];
  const whose = { patientId: 'p1', bases };

  test.each([
    'Patient/p1',
    'https://fhir.example/r4/Patient/p1',
    'https://FHIR.Example/r4/Patient/p1',
    'https://fhir.example:443/r4/Patient/p1',
    'http://fhir.example/r4/Patient/p1',
    'https://fhir.example/r4/Patient/p1/_history/3',
    'Patient/p1/_history/3',
    'urn:uuid:p1',
  ])('%s is the patient', (reference) => {
    const { facts } = extracted([of({ reference })], { bases }).input;
    expect(facts.map(({ id }) => id)).toEqual(['slr']);
  });

  test.each([
    'https://other.example/fhir/Patient/p1',
    'https://fhir.example/r5/Patient/p1',
    'https://fhir.example/Patient/p1',
    'https://fhir.example:8443/r4/Patient/p1',
    'https://other.example/fhir/Patient/p2',
  ])('%s is a patient of another server: never used, reported, and no mismatch', (reference) => {
    const { input, leftOut } = extracted([of({ reference })], { bases });
    expect(input.facts).toEqual([]);
    expect(leftOut.map(({ rule, code }) => `${rule} ${code}`)).toEqual(['N15 another-server']);
    expect(holdsAnotherPatient(both(reference), whose)).toBe(false);
  });

  test('without a known server every absolute reference is to another one', () => {
    expect(factsOf([of({ reference: 'https://fhir.example/r4/Patient/p1' })])).toEqual([]);
  });

  test.each([
    'Patient/p2',
    'Patient/P1',
    'Patient/p10',
    'https://fhir.example/r4/Patient/p2',
    'Group/p1',
    'Location/p1',
  ])('%s is somebody else: never used, and reported', (reference) => {
    const { input, counts, leftOut } = extracted([of({ reference })], { bases });
    expect(input.facts).toEqual([]);
    expect(counts.anotherPatient).toBe(1);
    expect(leftOut.map(({ rule, code }) => `${rule} ${code}`)).toEqual(['N15 another-patient']);
    expect(holdsAnotherPatient(both(reference), whose)).toBe(true);
  });

  test.each([
    ['nobody', undefined],
    ['an identifier', { identifier: { value: '123' } }],
    ['a name', { display: 'Jane Doe' }],
    ['a uuid of some bundle', { reference: 'urn:uuid:0b5a' }],
    ['a bare id', { reference: 'p1' }],
    ['a text', 'Patient/p1'],
    ['a list', [{ reference: 'Patient/p1' }]],
  ])('a resource of %s is not used and nobody’s secret', (_what, reference) => {
    const { input, counts } = extracted([of(reference)]);
    expect(input.facts).toEqual([]);
    expect(counts.anotherPatient).toBe(0);
    expect(holdsAnotherPatient([of(reference)], whose)).toBe(false);
  });

  test.each([
    ['Condition', condition(icd('C50.911'), { subject: { reference: 'Patient/p2' } })],
    ['MedicationRequest', medication('7258', { subject: { reference: 'Patient/p2' } })],
    [
      'AllergyIntolerance',
      {
        resourceType: 'AllergyIntolerance',
        id: 'a',
        patient: { reference: 'Patient/p2' },
        code: concept('rxnorm', '7258'),
      },
    ],
    [
      'Device',
      { resourceType: 'Device', id: 'd', patient: { reference: 'Patient/p2' }, type: snomed('14106009') },
    ],
    ['Patient', patient({ id: 'p2' })],
    [
      'Appointment',
      {
        resourceType: 'Appointment',
        id: 'x',
        status: 'booked',
        start: '2026-11-29T10:00:00Z',
        participant: [{ actor: { reference: 'Patient/p2' } }],
      },
    ],
  ])('holds for a %s', (_type, resource) => {
    const { input, counts } = extracted([resource]);
    expect(input.cond).toEqual([]);
    expect(input.meds).toEqual([]);
    expect(input.age).toBeUndefined();
    expect(counts.anotherPatient).toBe(1);
  });

  test('holds for draft orders', () => {
    const draft = medication('7258', { status: 'draft', subject: { reference: 'Patient/p2' } });
    const { input, counts } = extracted([], { hook: 'order-sign', draftOrders: [draft] });
    expect(input.orders).toEqual([]);
    expect(counts.anotherPatient).toBe(1);
  });
});
