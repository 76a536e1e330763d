/** What was recorded and not understood is said: to the clinician by finding, to the integrator by resource. */
import { describe, expect, test } from 'vitest';
import { codeSystems } from '../../../rules/codes/index.ts';
import { evaluate } from '../../../rules/index.ts';
import { cardsOf } from '../../cards/compose.ts';
import {
  condition,
  daysAgo,
  extracted,
  finding,
  local,
  loinc,
  observation,
  snomed,
  word,
} from '../../support/fhir.ts';

const legPain = finding('leg-pain', true, { id: 'pain', side: 'left' });
const holesOf = (...resources: readonly unknown[]) => extracted(resources).holes;
const inShort = (...resources: readonly unknown[]) =>
  holesOf(...resources).map(({ code, about = [] }) => [code, ...about].join(' '));

const coded = (coding: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  observation({ coding: [coding] } as never, { id: 'typo', valueBoolean: true, ...rest });
const system = codeSystems.finding;

describe('a code of ours that does not exist', () => {
  test.each([
    ['two letters swapped', { system, code: 'saddle-sensroy-change' }, 'saddle-sensory-change'],
    ['a letter lost', { system, code: 'urinary-retenton' }, 'urinary-retention'],
    ['another case', { system, code: 'Saddle-Sensory-Change' }, 'saddle-sensory-change'],
    ['underscores', { system, code: 'foot_drop' }, 'foot-drop'],
    ['a blank at the end', { system, code: 'foot-drop ' }, 'foot-drop'],
    ['http for https', { system: system.replace('https', 'http'), code: 'foot-drop' }, 'foot-drop'],
    ['a slash at the end', { system: `${system}/`, code: 'foot-drop' }, 'foot-drop'],
    ['a system in capitals', { system: system.toUpperCase(), code: 'foot-drop' }, 'foot-drop'],
    ['a plural of the system', { system: `${system}s`, code: 'foot-drop' }, 'foot-drop'],
    ['no system', { code: 'saddle-sensory-change' }, 'saddle-sensory-change'],
    ['an empty system', { system: '', code: 'foot-drop' }, 'foot-drop'],
  ])('by %s names the finding that it nearly is', (_how, coding, about) => {
    expect(inShort(coded(coding))).toEqual([`unknown-code ${about}`]);
  });

  test('and is near to none is said all the same', () => {
    expect(holesOf(coded({ system, code: 'x-ray-of-the-moon' }))).toEqual([
      { code: 'unknown-code', at: 'observations', ref: 'Observation/typo' },
    ]);
  });

  test.each([
    ['an Observation', (code: never) => observation(code, { valueBoolean: true })],
    ['a problem', (code: never) => condition(code)],
    [
      'a component',
      (code: never) => observation(snomed('363787002'), { component: [{ code, valueBoolean: true }] }),
    ],
    ['a value', (code: never) => observation(loinc('75325-1'), { valueCodeableConcept: code })],
  ])('is said beside one that is understood, in %s', (_, resource) => {
    const { coding: understood = [] } = snomed('279039007');
    const both = { coding: [...understood, { system, code: 'foot-dorp' }] };
    expect(inShort(resource(both as never))).toEqual(['unknown-code foot-drop']);
    const same = { coding: [...understood, { code: 'low-back-pain' }] };
    expect(inShort(resource(same as never))).toEqual([]);
  });

  test.each([
    ['an Observation', (bodySite: object) => finding('foot-drop', true, { bodySite } as never)],
    ['a problem', (bodySite: object) => condition(local('foot-drop'), { bodySite: [bodySite] })],
  ])('is said of the place of %s', (_, resource) => {
    const place = { coding: [{ system: codeSystems.value, code: 'posterior-clif' }] };
    expect(inShort(resource(place))).toEqual(['unknown-code foot-drop']);
    expect(inShort(resource(word('posterior-calf')))).toEqual([]);
  });

  test('of which a concept has several is named by the first that is near to a finding', () => {
    const coding = [
      { system, code: 'x-ray-of-the-moon' },
      { system, code: 'foot-dorp' },
    ];
    expect(inShort(observation({ coding } as never, { valueBoolean: true }))).toEqual([
      'unknown-code foot-drop',
    ]);
  });

  test('is said of a problem in the shape of STU3, unless it was entered in error', () => {
    const stu3 = (verificationStatus: string) =>
      condition({ coding: [{ system, code: 'foot-dorp' }] } as never, {
        clinicalStatus: 'active',
        verificationStatus,
      });
    expect(inShort(stu3('confirmed'))).toEqual(['unknown-code foot-drop']);
    expect(inShort(stu3('entered-in-error'))).toEqual([]);
  });

  test.each([
    ['Flag', 'active', 'entered-in-error'],
    ['Flag', undefined, 'inactive'],
    ['Device', 'active', 'entered-in-error'],
    ['Procedure', 'completed', 'not-done'],
    ['DiagnosticReport', 'final', 'cancelled'],
    ['ServiceRequest', 'active', 'revoked'],
  ])('is said of a %s of status %s, and not of one %s', (resourceType, holds, over) => {
    const concept = { coding: [{ system, code: 'cancer-histroy' }] };
    const of = (status: string | undefined) => ({
      resourceType,
      id: 'e',
      subject: { reference: 'Patient/p1' },
      patient: { reference: 'Patient/p1' },
      ...(status !== undefined && { status }),
      ...(resourceType === 'Device' ? { type: concept } : { code: concept }),
    });
    expect(inShort(of(holds))).toEqual(['unknown-code']);
    expect(inShort(of(over))).toEqual([]);
  });

  test('is said of an allergy, and not of one that was refuted', () => {
    const allergy = (verification: string) => ({
      resourceType: 'AllergyIntolerance',
      id: 'a',
      patient: { reference: 'Patient/p1' },
      verificationStatus: { coding: [{ code: verification }] },
      code: { coding: [{ system, code: 'nsaid-alergy' }] },
    });
    expect(inShort(allergy('confirmed'))).toEqual(['unknown-code']);
    expect(inShort(allergy('refuted'))).toEqual([]);
  });

  test('is said of a component, of a problem and of a word in a value', () => {
    const typo = { coding: [{ system, code: 'foot-dorp' }] };
    const panel = observation(snomed('363787002'), {
      id: 'panel',
      component: [{ code: typo, valueBoolean: true }],
    });
    expect(inShort(panel)).toEqual(['unknown-code foot-drop']);
    expect(inShort(condition(typo as never))).toEqual(['unknown-code foot-drop']);
    const pulses = observation(local('pulses'), { id: 'p', valueCodeableConcept: word('abscent') });
    expect(inShort(pulses)).toEqual(['unknown-code pulses']);
  });

  test.each([
    ['of another system', coded({ system: 'https://example.org/findings', code: 'foot-dorp' })],
    ['without a system that is no id of ours', coded({ code: '8480-6' })],
    ['entered in error', coded({ system, code: 'foot-dorp' }, { status: 'entered-in-error' })],
    ['of long ago', coded({ system, code: 'foot-dorp' }, { effectiveDateTime: daysAgo(400) })],
    [
      'that was refuted',
      condition({ coding: [{ system, code: 'foot-dorp' }] } as never, {
        verificationStatus: { coding: [{ code: 'refuted' }] },
      }),
    ],
  ])('%s is none', (_what, resource) => {
    expect(holesOf(resource)).toEqual([]);
  });

  test('stands on a warning card of its own, and in the notes with its remedy', () => {
    const { input } = extracted([coded({ system, code: 'saddle-sensroy-change' })]);
    const [card] = cardsOf(input);
    expect(card?.indicator).toBe('warning');
    expect(card?.detail).toContain('saddle numbness or tingling: unknown finding code');
    expect(evaluate(input).assessment.notes).toContain(
      'not checked (unknown-code): Observation/typo. Send a code of the code system of findings as published, with its exact system URI.',
    );
  });
});

describe('a measurement that cannot be trusted', () => {
  const measured = (id: Parameters<typeof finding>[0], valueQuantity: Record<string, unknown>) =>
    observation(local(id), { id: 'm', valueQuantity });
  const ucum = 'http://unitsofmeasure.org';

  test.each([
    ['pvr-ml', { value: 0.3, unit: 'L', system: ucum, code: 'mL' }],
    ['pvr-ml', { value: 0.3, unit: 'mL/L', system: ucum, code: 'mL' }],
    ['pvr-ml', { value: 300, unit: 'mL', system: 'http://snomed.info/sct', code: '258773002' }],
    ['temp-c', { value: 38.9, unit: 'degF', system: ucum, code: 'Cel' }],
    ['temp-c', { value: 38.9, unit: 'Fahrenheit', system: ucum, code: 'Cel' }],
    ['sbp-mmhg', { value: 12, unit: 'kPa', system: ucum, code: 'mm[Hg]' }],
    ['wbc-g-l', { value: 14, unit: '/uL', system: ucum, code: '10*9/L' }],
    ['abi', { value: 38, unit: '%', system: ucum, code: '1' }],
  ] as const)('%s in %j is not used, and said', (id, quantity) => {
    const { input, holes } = extracted([legPain, measured(id, quantity)]);
    expect(input.facts.map((fact) => fact.id)).toEqual(['leg-pain']);
    expect(holes).toEqual([{ code: 'unit-not-read', at: 'observations', ref: 'Observation/m', about: [id] }]);
  });

  test.each([
    ['pvr-ml', { value: 300, unit: 'ml', system: ucum, code: 'mL' }, 300],
    ['pvr-ml', { value: 300, unit: 'milliliters', system: ucum, code: 'mL' }, 300],
    ['pvr-ml', { value: 300, unit: 'cc', system: ucum, code: 'mL' }, 300],
    ['pvr-ml', { value: 300, unit: 'ml Urin', system: ucum, code: 'mL' }, 300],
    ['pvr-ml', { value: 300, unit: 'mL', system: 'https://unitsofmeasure.org/', code: 'mL' }, 300],
    ['pvr-ml', { value: 300, unit: 'mL', system: 'urn:oid:2.16.840.1.113883.6.8', code: 'mL' }, 300],
    ['pvr-ml', { value: 300, unit: 'millilitres' }, 300],
    ['temp-c', { value: 102.2, unit: 'F', system: ucum, code: '[degF]' }, 39],
    ['temp-c', { value: 39, unit: '°C', system: ucum, code: 'Cel' }, 39],
    ['sbp-mmhg', { value: 90, unit: 'mmHg', system: ucum, code: 'mm[Hg]' }, 90],
    ['wbc-g-l', { value: 14, unit: 'K/uL', system: ucum, code: '10*3/uL' }, 14],
  ] as const)('%s in %j says one thing', (id, quantity, value) => {
    const { input, holes } = extracted([legPain, measured(id, quantity)]);
    expect(input.facts.at(-1)).toMatchObject({ id, value });
    expect(holes).toEqual([]);
  });

  test.each([
    ['pvr-ml', { value: 30_000, unit: 'mL', code: 'mL' }],
    ['temp-c', { value: 102, unit: 'Cel', code: 'Cel' }],
    ['temp-c', { value: 38.9, unit: '[degF]', code: '[degF]' }],
    ['wells-score', { value: 50, code: '{score}' }],
    ['abi', { value: 9, code: '1' }],
    ['crp-mg-l', { value: -4, code: 'mg/L' }],
  ] as const)('%s of %j is not possible, not used, and said', (id, quantity) => {
    const { input, holes } = extracted([legPain, measured(id, quantity)]);
    expect(input.facts.map((fact) => fact.id)).toEqual(['leg-pain']);
    expect(holes.map(({ code, about }) => [code, about])).toEqual([['implausible', [id]]]);
  });

  test('and was measured again is known', () => {
    const again = finding('pvr-ml', 40, { id: 'again' });
    expect(inShort(legPain, measured('pvr-ml', { value: 0.3, unit: 'L', code: 'mL' }), again)).toEqual([]);
  });

  test('is no matter on a chart without leg, back or order', () => {
    expect(inShort(measured('temp-c', { value: 102, code: 'Cel' }))).toEqual([]);
  });

  test('is named on a card by what it would have shown', () => {
    const { input } = extracted([legPain, measured('pvr-ml', { value: 0.3, unit: 'L', code: 'mL' })]);
    const card = cardsOf(input).find(({ source }) => source.topic?.code === 'NOTCHECKED');
    expect(card?.summary).toMatch(/post-void residual .*could not be read/);
  });
});

describe('a resource with a modifier that nobody knows', () => {
  const modifier = { modifierExtension: [{ url: 'urn:not', valueBoolean: true }] };

  test('is not used, and what it would have said is', () => {
    const saddle = finding('saddle-sensory-change', true, { id: 's', ...modifier });
    const { input, holes } = extracted([saddle]);
    expect(input.facts).toEqual([]);
    expect(holes).toEqual([
      { code: 'modified', at: 'observations', ref: 'Observation/s', about: ['saddle-sensory-change'] },
    ]);
  });

  test('that denies, or is of another topic, is no hole', () => {
    const denied = finding('saddle-sensory-change', false, { id: 's', ...modifier });
    expect(inShort(denied, observation(snomed('363787002'), { id: 'x', ...modifier }))).toEqual([]);
  });
});

describe('a resource that fails its reader', () => {
  const broken = {
    resourceType: 'Observation',
    id: 'broken',
    status: 'final',
    subject: { reference: 'Patient/p1' },
    get code(): never {
      throw new TypeError('not readable');
    },
  };

  test('costs what it says, and not the answer', () => {
    const saddle = finding('saddle-sensory-change', true, { id: 's' });
    const { input, holes } = extracted([saddle, broken, legPain]);
    expect(input.facts.map(({ id }) => id)).toEqual(['saddle-sensory-change', 'leg-pain']);
    expect(holes).toEqual([{ code: 'resource-failed', at: 'observations', ref: 'Observation/broken' }]);
  });

  test('says nothing of what it said before it failed', () => {
    const half = finding('saddle-sensory-change', true, { id: 'half' });
    Object.defineProperty(half, 'component', {
      get: () => {
        throw new RangeError('too deep');
      },
    });
    expect(extracted([half]).input.facts).toEqual([]);
  });

  test('nested deeper than any stack is answered', () => {
    const nest = (inner: object, depth: number): object =>
      Array.from({ length: depth }).reduce<object>(
        (one) => ({ ...legPain, id: 'n', hasMember: [{ reference: '#n' }], contained: [one] }),
        inner,
      );
    const { input } = extracted([nest(legPain, 20_000), finding('foot-drop', true, { side: 'left' })]);
    expect(input.facts.some(({ id }) => id === 'foot-drop')).toBe(true);
  });
});
