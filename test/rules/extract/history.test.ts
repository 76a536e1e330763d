/** 2.5: patient, conditions and history, each from the resources that may say so. */
import { describe, expect, test } from 'vitest';
import { conditionCodes } from '../../../rules/codes/condition-codes.ts';
import { isTimed } from '../../../rules/extract/occurrence.ts';
import { type ConditionId, conditions } from '../../../rules/findings/index.ts';
import { cardsOf } from '../../cards/compose.ts';
import {
  bodySite,
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
  procedure,
  rxnorm,
  serviceRequest,
  snomed,
  subject,
  word,
} from '../../support/fhir.ts';

const ids = Object.keys(conditions) as ConditionId[];
const flag = (code: object, rest: Record<string, unknown> = {}) => ({
  resourceType: 'Flag',
  id: 'f1',
  status: 'active',
  code,
  subject,
  ...rest,
});

describe('every condition in our own code', () => {
  test.each(ids)('%s as an Observation that is true', (id) => {
    expect(conditionsOf([observation(local(id), { valueBoolean: true })])).toEqual([id]);
  });

  test.each(ids)('%s as an Observation that is false says nothing', (id) => {
    expect(conditionsOf([observation(local(id), { valueBoolean: false })])).toEqual([]);
  });

  test.each(ids)('%s as a Flag', (id) => {
    expect(conditionsOf([flag(local(id))])).toEqual([id]);
  });

  test.each(ids.filter((id) => id !== 'chronic-foot-drop'))('%s as a Flag that is no longer active', (id) => {
    expect(conditionsOf([flag(local(id), { status: 'inactive' })])).toEqual([]);
  });
});

describe('every condition in its standard codes', () => {
  const long = { onsetDateTime: '2020-01-01' };
  const recent = { onsetDateTime: daysAgo(0) };
  const since = (id: ConditionId) => (isTimed(id) ? recent : long);
  const rows = ids.flatMap((id) => conditionCodes[id].map((row) => ({ ...row, id })));
  const exact = rows.filter(({ system }) => system === 'snomed' || system === 'icd-10-cm');

  test.each(exact)('$system $code is $id', ({ system, code, family, at, id }) => {
    const member = family && code.length === 3 ? `${code}.9` : family ? `${code}0` : code;
    const resource = condition(concept(system, member), {
      ...since(id),
      ...(at && { bodySite: [bodySite(undefined, '52612000')] }),
    });
    // an exact code may override the family that the made-up member falls into
    const held = conditionsOf([resource]);
    expect(held.length === 0 ? conditionsOf([condition(concept(system, code), since(id))]) : held).toContain(
      id,
    );
  });

  test('spinal stenosis that is not said to be lumbar is not', () => {
    expect(conditionsOf([condition(snomed('76107001'))])).toEqual([]);
  });
});

describe('conditions that count for a time or on a leg', () => {
  const said = (code: string, rest: Record<string, unknown>) =>
    extracted([condition(local(code), { recordedDate: undefined, ...rest })]).input;
  const right = { bodySite: [bodySite('R')] };

  test.each([
    [
      'an arterial occlusion, since its onset',
      'arterial-occlusion-leg',
      { onsetDateTime: daysAgo(3), recordedDate: daysAgo(1) },
      { days: 3 },
    ],
    [
      'an arterial occlusion of one leg',
      'arterial-occlusion-leg',
      { recordedDate: daysAgo(3), ...right },
      { days: 3, side: 'R' },
    ],
    ['an arterial occlusion without a date', 'arterial-occlusion-leg', {}, {}],
    [
      'a cauda equina syndrome, since its onset',
      'cauda-equina-syndrome',
      { onsetDateTime: daysAgo(2) },
      { days: 2 },
    ],
    [
      'a cauda equina syndrome that nobody has confirmed',
      'cauda-equina-syndrome',
      { recordedDate: daysAgo(1), verificationStatus: { coding: [{ code: 'provisional' }] } },
      { days: 1 },
    ],
    [
      'an injury of the lower leg at six weeks',
      'leg-injury-6w',
      { onsetDateTime: daysAgo(42), ...right },
      { days: 42, side: 'R' },
    ],
    ['an illness with fever of three days', 'febrile-illness', { recordedDate: daysAgo(3) }, { days: 3 }],
    ['major surgery of twelve weeks ago', 'major-surgery-12w', { onsetDateTime: daysAgo(84) }, { days: 84 }],
  ] as const)('%s', (_, id, rest, when) => {
    const { cond, occurrences } = said(id, rest);
    expect(cond).toEqual([id]);
    expect(occurrences).toEqual([{ id, ...when }]);
  });

  test.each([
    ['an injury of seven weeks ago', 'leg-injury-6w', { onsetDateTime: daysAgo(43) }],
    ['an injury without a date', 'leg-injury-6w', {}],
    ['an illness with fever of four days ago', 'febrile-illness', { recordedDate: daysAgo(4) }],
    ['major surgery of last year', 'major-surgery-12w', { onsetDateTime: daysAgo(300) }],
  ] as const)('%s is over, or may be', (_, id, rest) => {
    expect(said(id, rest).cond).toEqual([]);
  });
});

describe('cancer', () => {
  test('of the skin alone is not history of cancer', () => {
    expect(conditionsOf([condition(icd('C44.311'))])).toEqual(['nonmelanoma-skin-only']);
    expect(conditionsOf([condition(icd('Z85.828'))])).toEqual(['nonmelanoma-skin-only']);
  });

  test('of the skin beside another is', () => {
    const skin = condition(icd('C44.311'));
    expect(conditionsOf([skin, condition(icd('Z85.3'), { id: 'c2' })])).toEqual(['cancer-history']);
  });

  test('is quoted with its code, words and date', () => {
    const { input } = extracted([condition(icd('Z85.3'), { onsetDateTime: '2021-03' })]);
    expect(input.details?.['cancer-history']).toEqual([
      {
        ref: 'Condition/c1',
        code: 'Z85.3',
        display: 'Personal history of malignant neoplasm of breast',
        date: '2021-03',
      },
    ]);
  });

  test('is never quoted in the words of the chart', () => {
    const code = {
      text: 'CA breast <script>',
      coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'C50.911', display: '<b>evil</b>' }],
    };
    const { input } = extracted([condition(code)]);
    expect(JSON.stringify(input)).not.toMatch(/script|evil/);
  });
});

describe('what is over leaves what a score still counts', () => {
  const resolved = { clinicalStatus: { coding: [{ code: 'resolved' }] }, onsetDateTime: daysAgo(400) };

  test.each([
    ['I82.411', 'icd-10-cm'],
    ['I80.12', 'icd-10-cm'],
    ['128053003', 'snomed'],
  ] as const)('a thrombosis %s that resolved is a previous one', (code, system) => {
    expect(conditionsOf([condition(concept(system, code), resolved)])).toEqual(['previous-dvt']);
  });

  test('a thrombosis that stands is the current one alone', () => {
    expect(conditionsOf([condition(icd('I82.411'))])).toEqual(['dvt-current']);
  });

  test.each([
    ['C50.911', 100, ['cancer-history', 'recent-cancer']],
    ['C50.911', 400, ['cancer-history']],
    ['Z85.3', 100, ['cancer-history']],
    ['C44.311', 100, ['nonmelanoma-skin-only']],
  ])('cancer %s of %i days ago is %j', (code, days, ids) => {
    expect([...conditionsOf([condition(icd(code), { recordedDate: daysAgo(days) })])].sort()).toEqual(ids);
  });

  test('a cancer that resolved is history', () => {
    expect(conditionsOf([condition(icd('C50.911'), { ...resolved, onsetDateTime: daysAgo(30) })])).toEqual([
      'cancer-history',
    ]);
  });
});

describe('weakness of both legs that was coded long ago', () => {
  const weak = (days: number, side: 'L' | 'R' | 'B' | undefined) =>
    extracted([
      condition(snomed('102568007'), {
        onsetDateTime: daysAgo(days),
        recordedDate: daysAgo(0),
        ...(side && { bodySite: [bodySite(side)] }),
      }),
    ]).input;

  test('is the known deficit, and no weakness of today', () => {
    const { cond, facts } = weak(3000, 'B');
    expect(cond).toEqual(['known-bilateral-deficit']);
    expect(facts.map(({ id }) => id)).not.toContain('weakness-subjective');
  });

  test.each([
    [20, 'B'],
    [3000, 'L'],
    [3000, undefined],
  ] as const)('of %i days and side %s is a weakness of today', (days, side) => {
    const { cond, facts } = weak(days, side);
    expect(cond).toEqual([]);
    expect(facts.map(({ id }) => id)).toContain('weakness-subjective');
  });
});

describe('a drug that weakens the immune defence, by ingredient or product', () => {
  test.each(['1256', '6851', '42316', '327361', '105611'])('RxNorm %s', (code) => {
    expect(conditionsOf([medication(code)])).toContain('immunosuppressed');
  });

  test('is not one that was stopped', () => {
    expect(conditionsOf([medication('1256', { status: 'stopped' })])).toEqual([]);
  });
});

describe('Procedures', () => {
  test.each([
    ['50172003', 10, ['prior-lumbar-surgery', 'lumbar-surgery-6w', 'recent-spinal-procedure']],
    ['50172003', 42, ['prior-lumbar-surgery', 'lumbar-surgery-6w', 'recent-spinal-procedure']],
    ['50172003', 43, ['prior-lumbar-surgery', 'recent-spinal-procedure']],
    ['50172003', 91, ['prior-lumbar-surgery']],
    ['171787008', 90, ['recent-spinal-procedure']],
    ['171787008', 91, []],
    ['367336001', 2000, ['chemotherapy']],
  ])('%s, %i days ago: %j', (code, days, expected) => {
    expect(conditionsOf([procedure(snomed(code), { performedDateTime: daysAgo(days) })])).toEqual(expected);
  });

  test('by CPT count the lumbar ones only', () => {
    const by = (code: string) =>
      conditionsOf([procedure(concept('cpt', code), { performedDateTime: daysAgo(400) })]);
    expect(by('63030')).toEqual(['prior-lumbar-surgery']);
    expect(by('63020')).toEqual([]);
  });

  test('without a date is history and nothing recent', () => {
    expect(conditionsOf([procedure(snomed('50172003'), { performedDateTime: undefined })])).toEqual([
      'prior-lumbar-surgery',
    ]);
  });

  test('dated in the future did not happen', () => {
    expect(conditionsOf([procedure(snomed('50172003'), { performedDateTime: '2027-01-01' })])).toEqual([]);
  });
});

describe('imaging of the last twelve months', () => {
  const report = (code: object, rest: Record<string, unknown> = {}) => ({
    resourceType: 'DiagnosticReport',
    id: 'd1',
    status: 'final',
    code,
    subject,
    effectiveDateTime: daysAgo(100),
    ...rest,
  });

  test.each([
    ['an MRI report', report(loinc('30679-5')), ['mri-lumbar-12mo']],
    ['a whole-spine MRI', report(loinc('30854-4')), ['mri-lumbar-12mo']],
    ['an MRI by CPT', report(concept('cpt', '72158')), ['mri-lumbar-12mo']],
    ['a radiograph', report(loinc('24970-6')), ['xr-lumbar-12mo']],
    [
      'an MRI of a year ago',
      report(loinc('30679-5'), { effectiveDateTime: daysAgo(365) }),
      ['mri-lumbar-12mo'],
    ],
    ['an MRI of longer ago', report(loinc('30679-5'), { effectiveDateTime: daysAgo(366) }), []],
    ['an MRI that is only registered', report(loinc('30679-5'), { status: 'registered' }), []],
    ['an MRI entered in error', report(loinc('30679-5'), { status: 'entered-in-error' }), []],
    ['an MRI without a date', report(loinc('30679-5'), { effectiveDateTime: undefined }), []],
    ['an MRI of the sacroiliac joint', report(loinc('36031-3')), []],
    ['a CT', report(loinc('30620-9')), []],
    [
      'a study',
      {
        resourceType: 'ImagingStudy',
        id: 'i',
        status: 'available',
        subject,
        started: daysAgo(9),
        procedureCode: [loinc('24967-2')],
      },
      ['mri-lumbar-12mo'],
    ],
    ['a procedure', procedure(concept('cpt', '72148')), ['mri-lumbar-12mo']],
    ['an order that was not carried out', serviceRequest(loinc('30679-5'), { status: 'active' }), []],
  ])('%s: %j', (_what, resource, expected) => {
    expect(conditionsOf([resource])).toEqual(expected);
  });

  test('are quoted the newest first', () => {
    const { input } = extracted([
      report(loinc('30679-5'), { id: 'old', effectiveDateTime: '2026-02-01' }),
      report(loinc('24967-2'), { id: 'new', effectiveDateTime: '2026-10-01' }),
    ]);
    expect(input.details?.['mri-lumbar-12mo']?.map(({ date }) => date)).toEqual(['2026-10-01', '2026-02-01']);
  });
});

describe('MRI safety', () => {
  const device = (rest: Record<string, unknown>) => ({
    resourceType: 'Device',
    id: 'd1',
    status: 'active',
    patient: subject,
    ...rest,
  });
  const ncit = (code: string) => concept('ncit', code);

  test.each([
    ['a pacemaker in situ', condition(snomed('441509002')), true],
    ['a neurostimulator', condition(icd('Z96.82')), true],
    ['a pacemaker as device', device({ type: snomed('14106009') }), true],
    ['a defibrillator as device', device({ type: snomed('72506001') }), true],
    ['a device that is MR unsafe', device({ type: { text: 'pump' }, safety: [ncit('C106047')] }), true],
    ['a device that is MR conditional', device({ safety: [ncit('C106046')] }), true],
    ['a device that is MR safe', device({ safety: [ncit('C106045')] }), false],
    ['a device without a status', device({ type: snomed('14106009'), status: undefined }), true],
    ['a pacemaker taken out', device({ type: snomed('14106009'), status: 'inactive' }), false],
    ['a device entered in error', device({ type: snomed('14106009'), status: 'entered-in-error' }), false],
    ['our own flag', flag(local('mri-contraindicated')), true],
    ['claustrophobia', condition(snomed('19887002')), false],
    ['a hip prosthesis', device({ type: snomed('304120007') }), false],
  ])('%s', (_what, resource, expected) => {
    expect(conditionsOf([resource]).includes('mri-contraindicated')).toBe(expected);
  });

  test('is quoted by what it is', () => {
    const { input } = extracted([device({ type: snomed('14106009') })]);
    expect(input.details?.['mri-contraindicated']).toMatchObject([
      { ref: 'Device/d1', display: 'Cardiac pacemaker, device' },
    ]);
  });
});

describe('an allergy to an NSAID', () => {
  const allergy = (code: object, rest: Record<string, unknown> = {}) => ({
    resourceType: 'AllergyIntolerance',
    id: 'a1',
    patient: subject,
    code,
    clinicalStatus: { coding: [{ code: 'active' }] },
    ...rest,
  });
  const status = (code: string) => ({ coding: [{ code }] });

  test.each([
    ['ibuprofen', allergy(rxnorm('5640')), true],
    ['aspirin', allergy(rxnorm('1191')), true],
    ['a product with naproxen', allergy(rxnorm('198014')), true],
    [
      'as the substance of a reaction',
      allergy({ text: 'painkiller' }, { reaction: [{ substance: rxnorm('7258') }] }),
      true,
    ],
    [
      'unconfirmed, as patients report it',
      allergy(rxnorm('5640'), { verificationStatus: status('unconfirmed') }),
      true,
    ],
    ['refuted', allergy(rxnorm('5640'), { verificationStatus: status('refuted') }), false],
    ['entered in error', allergy(rxnorm('5640'), { verificationStatus: status('entered-in-error') }), false],
    ['inactive', allergy(rxnorm('5640'), { clinicalStatus: status('inactive') }), false],
    ['resolved', allergy(rxnorm('5640'), { clinicalStatus: status('resolved') }), false],
    ['clopidogrel', allergy(rxnorm('32968')), false],
    ['penicillin', allergy(rxnorm('70618')), false],
    ['in words', allergy({ text: 'NSAIDs' }), false],
  ])('%s', (_what, resource, expected) => {
    expect(conditionsOf([resource]).includes('nsaid-allergy')).toBe(expected);
  });
});

describe('smoking and injection drug use', () => {
  test.each([
    ['449868002', true],
    ['428041000124106', true],
    ['77176002', true],
    ['8517006', false],
    ['266919005', false],
    ['266927001', false],
  ])('smoking status %s is a current smoker: %s', (code, expected) => {
    expect(conditionsOf([observation(loinc('72166-2'), { valueCodeableConcept: snomed(code) })])).toEqual(
      expected ? ['smoker'] : [],
    );
  });

  test.each([
    [loinc('LA33-6'), ['ivdu']],
    [loinc('LA32-8'), []],
    [concept('yes-no', 'Y'), ['ivdu']],
  ])('injection drug use %j is %j', (valueCodeableConcept, expected) => {
    expect(conditionsOf([observation(loinc('83313-7'), { valueCodeableConcept })])).toEqual(expected);
  });
});

test.each([
  [true, ['ivdu']],
  [false, []],
])('injection drug use that is %s', (valueBoolean, expected) => {
  expect(conditionsOf([observation(loinc('83313-7'), { valueBoolean })])).toEqual(expected);
});

test('a procedure, a report and an allergy are sources with their type, status and date', () => {
  const { sources } = extracted([procedure(snomed('50172003'), { performedDateTime: '2025-02' })]);
  expect(sources.get('Procedure/pr1')).toEqual({
    resourceType: 'Procedure',
    by: 'exam',
    status: 'completed',
    date: '2025-02',
  });
});

describe('pregnancy', () => {
  const status = (value: object, days = 1, id = 'o1') =>
    observation(loinc('82810-3'), { id, valueCodeableConcept: value, effectiveDateTime: daysAgo(days) });
  const gestation = (weeks: number, days: number, unit = 'wk') =>
    observation(loinc('11884-4'), {
      id: 'ga',
      valueQuantity: { value: weeks, code: unit },
      effectiveDateTime: daysAgo(days),
    });
  const pregnant = snomed('77386006');
  const read = (...resources: unknown[]) => {
    const { pregnant: is, gaWeeks } = extracted(resources).input;
    return [is, gaWeeks];
  };

  test.each([
    ['nothing recorded', [], [undefined, undefined]],
    ['pregnant', [status(pregnant)], [true, undefined]],
    ['not pregnant', [status(snomed('60001007'))], [false, undefined]],
    ['pregnant 300 days ago', [status(pregnant, 300)], [true, undefined]],
    ['pregnant 301 days ago', [status(pregnant, 301)], [undefined, undefined]],
    ['20 weeks today', [gestation(20, 0)], [true, 20]],
    ['20 weeks, three weeks ago', [gestation(20, 21)], [true, 23]],
    ['140 days today', [gestation(140, 0, 'd')], [true, 20]],
    ['30 weeks, 200 days ago: that pregnancy is over', [gestation(30, 200)], [true, undefined]],
    ['pregnant, then not', [status(pregnant, 30), status(snomed('60001007'), 2, 'o2')], [false, undefined]],
    ['not, then pregnant', [status(snomed('60001007'), 30), status(pregnant, 2, 'o2')], [true, undefined]],
    ['a problem', [condition(icd('O09.91'))], [true, undefined]],
    [
      'a problem, resolved',
      [condition(icd('Z33.1'), { clinicalStatus: { coding: [{ code: 'resolved' }] } })],
      [undefined, undefined],
    ],
    [
      'a problem of last year',
      [condition(icd('Z34.90'), { recordedDate: daysAgo(360) })],
      [undefined, undefined],
    ],
    ['weeks in an unknown unit', [gestation(20, 0, 'moons')], [undefined, undefined]],
  ])('%s', (_what, resources, expected) => {
    expect(read(...resources)).toEqual(expected);
  });

  test('a last menstrual period dates a pregnancy and does not make one', () => {
    const lmp = observation(loinc('8665-2'), { id: 'lmp', valueDateTime: daysAgo(70) });
    expect(read(lmp)).toEqual([undefined, undefined]);
    expect(read(lmp, status(pregnant))).toEqual([true, 10]);
    const vague = observation(loinc('8665-2'), { id: 'lmp', valueDateTime: '2026-09' });
    expect(read(vague, status(pregnant))).toEqual([true, 7]);
  });
});

describe('age and sex', () => {
  test.each([
    ['1980-02-29', 46],
    ['1980-11-22', 46],
    ['1980-11-23', 45],
    ['1966', 60],
    ['1966-11', 60],
    ['2026-11-22', 0],
    ['2030-01-01', undefined],
    ['22.02.1980', undefined],
    [undefined, undefined],
  ])('born %s is %s', (birthDate, age) => {
    expect(extracted([patient({ birthDate })]).input.age).toBe(age);
  });

  test('sex is passed on, name and race are not read', () => {
    const { input } = extracted([
      patient({ name: [{ family: 'Canary' }], extension: [{ url: 'race', valueString: 'Canary' }] }),
    ]);
    expect(input.sex).toBe('female');
    expect(JSON.stringify(input)).not.toContain('Canary');
  });
});

describe('a booked review', () => {
  const appointment = (start: string, status = 'booked') => ({
    resourceType: 'Appointment',
    id: 'x',
    status,
    start,
    participant: [{ actor: subject }, { actor: { reference: 'Practitioner/1' } }],
  });

  test.each([
    ['2026-12-20T09:00:00Z', 'booked', true],
    ['2027-01-04T09:00:00Z', 'booked', false],
    ['2026-11-01T09:00:00Z', 'booked', false],
    ['2026-12-20T09:00:00Z', 'cancelled', false],
    ['soon', 'booked', false],
  ])('at %s, %s: %s', (start, status, expected) => {
    expect(conditionsOf([appointment(start, status)]).includes('follow-up-booked')).toBe(expected);
  });
});

describe('the problem that is being added', () => {
  const add = (resource: unknown) =>
    extracted([], { hook: 'problem-list-item-create', problem: [resource] }).input;

  test('counts as current and recorded now', () => {
    const { clinicalStatus: _, recordedDate: __, ...draft } = condition(icd('M54.30'));
    expect(add(draft).cond).toEqual(['sciatica', 'unspecified-code']);
    const retention = { ...draft, code: icd('R33.9') };
    expect(add(retention).facts).toMatchObject([{ id: 'urinary-retention', value: true, days: 0 }]);
  });

  test('is quoted with its code even while it is provisional', () => {
    const draft = condition(icd('M54.50'), { verificationStatus: { coding: [{ code: 'provisional' }] } });
    expect(add(draft).details?.['unspecified-code']).toMatchObject([
      { code: 'M54.50', display: 'Low back pain, unspecified' },
    ]);
  });

  test('of another patient is not read', () => {
    expect(add(condition(icd('M54.30'), { subject: { reference: 'Patient/p2' } })).cond).toEqual([]);
  });

  test('that is no Condition is not read', () => {
    expect(add(observation(local('peroneal-risk'), { valueBoolean: true })).cond).toEqual([]);
  });
});

describe('the laboratory', () => {
  const crp = (rest: Record<string, unknown>, code = '1988-5') => observation(loinc(code), rest);
  const mg = (value: unknown, rest: object = {}) => ({ value, code: 'mg/L', ...rest });
  const high = (value: number, code = 'mg/L') => [{ high: { value, code } }];
  const flagged = (code: string) => [{ coding: [{ code }] }];

  test.each([
    ['flagged high', { valueQuantity: mg(12), interpretation: flagged('H') }, true],
    ['flagged very high', { interpretation: flagged('HH') }, true],
    ['flagged normal', { valueQuantity: mg(2), interpretation: flagged('N') }, false],
    ['above the range', { valueQuantity: mg(12), referenceRange: high(5) }, true],
    ['at the limit', { valueQuantity: mg(5), referenceRange: high(5) }, false],
    [
      'below a limit of detection',
      { valueQuantity: mg(5, { comparator: '<' }), referenceRange: high(5) },
      false,
    ],
    [
      'above the limit of the method',
      { valueQuantity: mg(300, { comparator: '>' }), referenceRange: high(5) },
      true,
    ],
    [
      'flagged normal and above the range',
      { valueQuantity: mg(12), interpretation: flagged('N'), referenceRange: high(5) },
      true,
    ],
    [
      'in a range for the sick',
      {
        valueQuantity: mg(12),
        referenceRange: [{ type: { coding: [{ code: 'treatment' }] }, high: { value: 5, code: 'mg/L' } }],
      },
      true,
    ],
    ['with a range in another unit', { valueQuantity: mg(12), referenceRange: high(0.5, 'mg/dL') }, true],
    [
      'above one of two ranges',
      { valueQuantity: mg(7), referenceRange: [...high(5), ...high(10)] },
      undefined,
    ],
    ['above both of two ranges', { valueQuantity: mg(12), referenceRange: [...high(5), ...high(10)] }, true],
    ['without a range', { valueQuantity: mg(12) }, true],
    ['abnormal, without a direction', { valueQuantity: mg(12), interpretation: flagged('A') }, true],
    ['a text', { valueString: '>12', referenceRange: high(5) }, undefined],
  ])('CRP %s is raised: %s', (_what, rest, expected) => {
    const said = factsOf([crp(rest)]).filter(([id]) => id === 'crp-esr-raised');
    expect(said).toEqual(expected === undefined ? [] : [['crp-esr-raised', expected]]);
  });

  test('raised now and more than 30 days ago has lasted', () => {
    const at = (id: string, days: number, flag: string) =>
      crp({ id, interpretation: flagged(flag), effectiveDateTime: daysAgo(days) });
    const lasted = (...all: object[]) => factsOf(all).some(([id]) => id === 'crp-esr-raised-long');
    expect(lasted(at('a', 1, 'H'), at('b', 31, 'H'))).toBe(true);
    expect(lasted(at('a', 1, 'H'), at('b', 30, 'H'))).toBe(false);
    expect(lasted(at('a', 1, 'N'), at('b', 31, 'H'))).toBe(false);
  });

  test('between two ranges says why it was left out', () => {
    const ranges = [...high(5), ...high(10)];
    expect(leftOutOf([crp({ valueQuantity: mg(7), referenceRange: ranges })])).toEqual([
      'N11 ranges-disagree',
    ]);
  });

  const range = (text: string) => ({ referenceRange: [{ text }] });
  const judged = (rest: Record<string, unknown>) => {
    const { facts } = extracted([crp(rest)]).input;
    const { value, judgedBy } = facts.find(({ id }) => id === 'crp-esr-raised') ?? {};
    return [value, judgedBy];
  };
  const IN_WORDS = 'by the range that the laboratory gives in words';

  test.each([
    ['< 5', 6, true],
    ['<5.0 mg/L', 4, false],
    ['≤ 5 mg/L', 5, false],
    ['0 - 10', 12, true],
    ['0–8 mg/L', 7, false],
    ['0 to 8', 9, true],
    ['up to 10 mg/L', 9, false],
    ['< 0.5 mg/dL', 6, true],
    ['Normal: <5,0 mg/l', 6, true],
  ])('CRP with the range "%s" in words: %d is raised: %s', (text, value, raised) => {
    expect(judged({ valueQuantity: mg(value), ...range(text) })).toEqual([raised, IN_WORDS]);
  });

  test.each(['see report', 'men < 5, women < 8', '< 5 furlongs', '9'.repeat(5_000)])(
    'CRP with the words "%s" is judged by the default limit',
    (text) => {
      expect(judged({ valueQuantity: mg(9), ...range(text) })).toEqual([
        false,
        'by the default limit of 10 mg/L: the laboratory gave none',
      ]);
    },
  );

  test.each([
    ['above the default', { valueQuantity: mg(10.1) }, true],
    ['at the default', { valueQuantity: mg(10) }, false],
    ['in mg/dL', { valueQuantity: { value: 1.8, unit: 'mg/dL', code: 'mg/dL' } }, true],
    ['above the limit of the method', { valueQuantity: mg(300, { comparator: '>' }) }, true],
    ['under the limit of detection', { valueQuantity: mg(4, { comparator: '<' }) }, false],
    ['under a bound that says too little', { valueQuantity: mg(20, { comparator: '<' }) }, undefined],
  ])('CRP without a range, %s, is raised: %s', (_what, rest, raised) => {
    expect(judged(rest)[0]).toBe(raised);
  });

  test('a flag comes before the default limit, and a card says that it was used', () => {
    expect(judged({ valueQuantity: mg(4), interpretation: flagged('H') })).toEqual([
      true,
      'as the laboratory flagged it',
    ]);
  });

  test.each([
    [40, 'male', 20, false],
    [40, 'male', 21, true],
    [40, 'female', 25, false],
    [40, 'female', 26, true],
    [20, 'male', 15, false],
    [20, 'male', 16, true],
    [20, 'female', 20, false],
    [20, 'female', 21, true],
    [60, 'unknown', 31, true],
    [60, 'unknown', 30, false],
    [9, 'male', 20, false],
    [9, 'female', 21, true],
  ])('ESR without a range at %d years, %s: %d mm/h is raised: %s', (age, gender, value, raised) => {
    const birthDate = `${2026 - age}-01-01`;
    const esr = observation(loinc('30341-2'), { id: 'esr', valueQuantity: { value, code: 'mm/h' } });
    expect(factsOf([esr, patient({ birthDate, gender })])).toEqual([
      ['esr-mm-h', value],
      ['crp-esr-raised', raised],
    ]);
  });

  test('ESR of a patient without age and sex has the lowest limit', () => {
    const esr = observation(loinc('30341-2'), { valueQuantity: { value: 16, code: 'mm/h' } });
    expect(factsOf([esr]).at(-1)).toEqual(['crp-esr-raised', true]);
  });

  test('CRP by our own code is judged in the same way', () => {
    expect(factsOf([finding('crp-mg-l', 12)])).toEqual([
      ['crp-mg-l', 12],
      ['crp-esr-raised', true],
    ]);
  });

  test('CRP that cannot be read is said where the back hurts', () => {
    const back = finding('low-back-pain', true, { id: 'back' });
    const unread = crp({ valueString: 'high' });
    expect(extracted([back, unread]).holes.map(({ code, about }) => [code, about])).toEqual([
      ['value-not-read', ['crp-mg-l']],
    ]);
  });

  test('the card of a raised CRP says by which limit', () => {
    const back = finding('low-back-pain', true, { id: 'back' });
    const { input } = extracted([back, crp({ valueQuantity: mg(12) })]);
    expect(
      cardsOf(input)
        .map(({ detail }) => detail)
        .join(),
    ).toContain('by the default limit of 10 mg/L');
  });

  test('a raised CRP is not undone by a normal ESR, nor by an old one', () => {
    const raised = crp({ id: 'a', interpretation: flagged('H'), effectiveDateTime: daysAgo(9) });
    const esr = crp({ id: 'b', interpretation: flagged('N'), effectiveDateTime: daysAgo(1) }, '30341-2');
    const old = crp({ id: 'c', interpretation: flagged('N'), effectiveDateTime: daysAgo(200) });
    expect(extracted([raised, esr, old]).input.facts).toMatchObject([
      { id: 'crp-esr-raised', value: true, days: 9, src: 'derived', ref: 'Observation/a' },
    ]);
  });

  test('a normal CRP of 30 days ago still counts, a raised one of 31 days ago does not undo it', () => {
    const at = (id: string, days: number, flag: string, code?: string) =>
      crp({ id, interpretation: flagged(flag), effectiveDateTime: daysAgo(days) }, code);
    expect(factsOf([at('a', 30, 'N'), at('b', 31, 'H', '30341-2')])).toEqual([['crp-esr-raised', false]]);
    expect(factsOf([at('a', 30, 'H'), at('b', 2, 'N', '30341-2')])).toEqual([['crp-esr-raised', true]]);
  });

  test('a CRP that came down is no longer raised', () => {
    const then = crp({ id: 'a', interpretation: flagged('H'), effectiveDateTime: daysAgo(9) });
    const now = crp({ id: 'b', interpretation: flagged('N'), effectiveDateTime: daysAgo(1) });
    expect(factsOf([then, now])).toEqual([['crp-esr-raised', false]]);
  });

  const egfr = (value: unknown, days = 1, rest: object = {}, id = 'o1') =>
    observation(loinc('98979-8'), {
      id,
      valueQuantity: { value, code: 'mL/min/{1.73_m2}', ...rest },
      effectiveDateTime: daysAgo(days),
    });

  test.each([
    ['a value', [egfr(38)], 38],
    ['the newest of several', [egfr(38, 300), egfr(52, 10, {}, 'o2')], 52],
    ['of a year ago', [egfr(38, 365)], 38],
    ['of longer ago', [egfr(38, 366)], undefined],
    ['printed another way', [egfr(38, 1, { code: undefined, unit: 'mL/min/1.73m2' })], 38],
    ['in mL/min, which is no eGFR', [egfr(38, 1, { code: 'mL/min' })], undefined],
    ['without a unit', [egfr(38, 1, { code: undefined })], undefined],
    ['above 60', [egfr(60, 1, { comparator: '>' })], 60],
    ['above 60 today, 38 last year', [egfr(38, 300), egfr(60, 1, { comparator: '>' }, 'o2')], 60],
    ['above 59', [egfr(59, 1, { comparator: '>=' })], undefined],
    ['below 15', [egfr(15, 1, { comparator: '<' })], 14],
    ['as text', [egfr('38')], undefined],
    [
      'creatinine instead',
      [observation(loinc('2160-0'), { valueQuantity: { value: 1.9, code: 'mg/dL' } })],
      undefined,
    ],
  ])('eGFR %s', (_what, resources, expected) => {
    expect(extracted(resources).input.egfr).toBe(expected);
  });
});

describe('what several resources say together', () => {
  const score = (value: number, site: string, days: number, id: string) =>
    observation(loinc('72514-3'), {
      id,
      valueInteger: value,
      bodySite: bodySite(undefined, site),
      effectiveDateTime: daysAgo(days),
    });
  const leg = (value: number, days = 1) => score(value, '61685007', days, `leg${days}`);
  const back = (value: number, days = 1) => score(value, '52612000', days, `back${days}`);
  const dominance = (...resources: unknown[]) => factsOf(resources).filter(([id]) => id === 'pain-dominance');

  test.each([
    [[leg(8), back(5)], [['pain-dominance', 'leg']]],
    [[leg(3), back(5)], [['pain-dominance', 'back']]],
    [[leg(5), back(5)], []],
    [[leg(6), back(5)], []],
    [[leg(8, 1), back(2, 2)], [['pain-dominance', 'leg']]],
    [[leg(8, 1), back(2, 3)], []],
    [[leg(2, 9), back(8, 9), leg(8, 1), back(2, 1)], [['pain-dominance', 'leg']]],
    [[leg(8, 1), back(2, 1), leg(2, 9), back(8, 9)], [['pain-dominance', 'leg']]],
    [
      [
        leg(8),
        back(5),
        observation(local('pain-dominance'), { id: 'said', valueCodeableConcept: word('equal') }),
      ],
      [['pain-dominance', 'equal']],
    ],
  ])('scores %# decide which pain is worse', (resources, expected) => {
    expect(dominance(...resources)).toEqual(expected);
  });

  test('of two ankle-brachial indices of one leg on one day the lower counts, of pulses the weaker', () => {
    const abi = (value: number, id: string, days = 1) =>
      observation(loinc('77194-9'), {
        id,
        valueQuantity: { value, code: '1' },
        bodySite: bodySite('L'),
        effectiveDateTime: daysAgo(days),
      });
    expect(factsOf([abi(1.1, 'a'), abi(0.8, 'b')])).toEqual([['abi', 0.8, 'L']]);
    expect(factsOf([abi(1.1, 'a'), abi(0.8, 'b', 9)])).toHaveLength(2);
    const pulse = (value: string, id: string) =>
      observation(local('pulses'), { id, valueCodeableConcept: word(value), bodySite: bodySite('L') });
    expect(factsOf([pulse('normal', 'a'), pulse('absent', 'b'), pulse('diminished', 'c')])).toEqual([
      ['pulses', 'absent', 'L'],
    ]);
  });

  const sciatica = (rest: Record<string, unknown>) => condition(icd('M54.32'), rest);
  const onsets = (...resources: unknown[]) => factsOf(resources).filter(([id]) => id === 'pain-onset-days');

  test('the episode began with the most recent problem of the leg or back', () => {
    expect(onsets(sciatica({ onsetDateTime: daysAgo(50) }))).toEqual([['pain-onset-days', 50]]);
    const lumbago = condition(icd('M54.50'), { id: 'c2', onsetDateTime: '2010' });
    expect(onsets(sciatica({ onsetDateTime: daysAgo(50) }), lumbago)).toEqual([['pain-onset-days', 50]]);
    expect(onsets(sciatica({}))).toEqual([]);
    expect(onsets(condition(icd('E11.9'), { onsetDateTime: daysAgo(5) }))).toEqual([]);
  });

  test('an onset that was recorded is not replaced by one that is derived', () => {
    const said = observation(local('pain-onset-days'), { valueQuantity: { value: 12, code: 'd' } });
    expect(onsets(said, sciatica({ onsetDateTime: daysAgo(50) }))).toEqual([['pain-onset-days', 12]]);
  });

  const why = { reasonCode: [icd('M54.32')] };
  const therapy = (days: number, rest: Record<string, unknown> = why) =>
    serviceRequest(snomed('308447003'), {
      id: `pt${days}`,
      status: 'active',
      authoredOn: daysAgo(days),
      ...rest,
    });
  const weeks = (...resources: unknown[]) => factsOf(resources).filter(([id]) => id === 'conservative-weeks');
  const episode = sciatica({ onsetDateTime: daysAgo(80) });

  test.each([
    ['therapy for the leg', [episode, therapy(60)], [['conservative-weeks', 8]]],
    ['the earliest of several', [episode, therapy(60), therapy(20)], [['conservative-weeks', 8]]],
    ['therapy of an earlier episode', [episode, therapy(200)], []],
    ['therapy for something else', [episode, therapy(60, { reasonCode: [icd('M75.101')] })], []],
    ['therapy without a reason', [episode, therapy(60, {})], []],
    [
      'therapy for a symptom',
      [episode, therapy(60, { reasonCode: [icd('M79.605')] })],
      [['conservative-weeks', 8]],
    ],
    ['therapy for a red flag', [episode, therapy(60, { reasonCode: [icd('R50.9')] })], []],
    [
      'a reason by reference',
      [episode, therapy(60, { reasonReference: [{ reference: 'Condition/c1' }] })],
      [['conservative-weeks', 8]],
    ],
    ['therapy in an unknown episode', [sciatica({}), therapy(60)], []],
    ['therapy that was cancelled', [episode, therapy(60, { ...why, status: 'revoked' })], []],
    [
      'a session that took place',
      [episode, procedure(concept('cpt', '97110'), { performedDateTime: daysAgo(49), ...why })],
      [['conservative-weeks', 7]],
    ],
    [
      'a pain drug for the leg',
      [episode, medication('7258', { authoredOn: daysAgo(42), ...why })],
      [['conservative-weeks', 6]],
    ],
    ['a pain drug without a reason', [episode, medication('7258', { authoredOn: daysAgo(42) })], []],
    ['another drug', [episode, medication('11289', { authoredOn: daysAgo(42), ...why })], []],
    ['nothing at all', [episode], []],
  ])('weeks of care: %s', (_what, resources, expected) => {
    expect(weeks(...resources)).toEqual(expected);
  });

  test('weeks that were recorded are not replaced', () => {
    const said = observation(local('conservative-weeks'), { valueQuantity: { value: 3, code: 'wk' } });
    expect(weeks(said, episode, therapy(60))).toEqual([['conservative-weeks', 3]]);
  });

  test.each([
    ['8640', 90, ['chronic-steroids']],
    ['8640', 89, []],
    ['7258', 400, []],
  ])('drug %s for %i days is %j', (code, days, expected) => {
    expect(conditionsOf([medication(code, { authoredOn: daysAgo(days) })])).toEqual(expected);
  });
});

describe('the onset of a bladder, bowel or saddle symptom', () => {
  const retention = (days: number, rest = {}) =>
    condition(icd('R33.9'), { id: 'retention', onsetDateTime: daysAgo(days), ...rest });
  const soiling = (days?: number) =>
    condition(icd('R15.9'), { id: 'soiling', ...(days !== undefined && { onsetDateTime: daysAgo(days) }) });
  const saddle = observation(local('saddle-sensory-change'), { id: 'saddle', valueBoolean: true });
  const onsetOf = (...resources: unknown[]) =>
    extracted(resources).input.facts.find(({ id }) => id === 'ces-onset-days')?.value;

  test.each([
    ['is that of its condition', [retention(3)], 3],
    ['is that of the first', [retention(3), soiling(5)], 5],
    ['of 14 days counts', [retention(14)], 14],
    ['of more than 14 days stays unknown, which is more urgent', [retention(15)], undefined],
    ['stays unknown where another does not say', [retention(3), soiling()], undefined],
    ['stays unknown beside a sign without an onset', [retention(3), saddle], undefined],
    [
      'of a refuted one is none',
      [retention(3, { verificationStatus: { coding: [{ code: 'refuted' }] } })],
      undefined,
    ],
    [
      'that was recorded is taken',
      [
        retention(3),
        observation(local('ces-onset-days'), {
          id: 'said',
          valueQuantity: { value: 2, code: 'd', system: 'http://unitsofmeasure.org' },
        }),
      ],
      2,
    ],
  ])('%s', (_, resources, days) => {
    expect(onsetOf(...resources)).toBe(days);
  });
});
