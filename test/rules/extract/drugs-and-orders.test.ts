/** 2.6: drugs on the active list, and the draft orders in front of the clinician. */
import { describe, expect, test } from 'vitest';
import { orderCodes } from '../../../rules/codes/order-codes.ts';
import type { OrderType } from '../../../rules/findings/index.ts';
import { assess } from '../../../rules/index.ts';
import {
  concept,
  condition,
  extracted,
  icd,
  local,
  loinc,
  medication,
  observation,
  rxnorm,
  serviceRequest,
  snomed,
  subject,
} from '../../support/fhir.ts';

const medsOf = (...resources: unknown[]) => extracted(resources).input.meds;
const route = (code: string) => ({ dosageInstruction: [{ route: snomed(code) }] });

describe('a drug on the active list', () => {
  test.each([
    ['25480', ['gabapentinoid']],
    ['483440', ['gabapentinoid']],
    ['7804', ['opioid']],
    ['197591', ['benzodiazepine']],
    ['8640', ['oral-steroid']],
    ['198014', ['nsaid']],
    ['11289', ['anticoagulant']],
    ['32968', ['antiplatelet']],
    ['21949', ['muscle-relaxant']],
    ['161', []],
  ])('%s is %j', (code, classes) => {
    expect(medsOf(medication(code))).toEqual(classes);
  });

  test.each([
    ['a combination counts for every ingredient', '858778', ['opioid', 'nsaid']],
    ['low-dose aspirin is an antiplatelet', '243670', ['antiplatelet']],
    ['aspirin 325 mg is an antiplatelet', '198466', ['antiplatelet']],
    ['aspirin 500 mg is an NSAID too', '198471', ['antiplatelet', 'nsaid']],
    ['aspirin without a strength is the low dose', '1191', ['antiplatelet']],
  ])('%s', (_what, code, classes) => {
    expect(medsOf(medication(code))).toEqual(classes);
  });

  test.each([
    ['diclofenac gel', '3355', route('6064005'), []],
    ['ketorolac eye drops', '35827', route('54485002'), []],
    ['a diclofenac patch', '3355', route('45890007'), []],
    ['diclofenac by mouth', '3355', route('26643006'), ['nsaid']],
    ['diclofenac, route unknown', '3355', {}, ['nsaid']],
    ['ketorolac by another route', '35827', route('78421000'), ['nsaid']],
    [
      'gel and tablets on one order',
      '3355',
      { dosageInstruction: [{ route: snomed('6064005') }, { route: snomed('26643006') }] },
      ['nsaid'],
    ],
    ['dexamethasone by mouth', '3264', route('26643006'), ['oral-steroid']],
    ['dexamethasone, route unknown', '3264', {}, ['oral-steroid']],
    ['dexamethasone eye drops', '3264', route('54485002'), []],
    ['an injected steroid', '6902', route('78421000'), []],
    ['a steroid by a route in words', '8640', { dosageInstruction: [{ route: { text: 'inhaled' } }] }, []],
    ['an opioid patch', '4337', route('45890007'), ['opioid']],
  ])('%s', (_what, code, rest, classes) => {
    expect(medsOf(medication(code, rest))).toEqual(classes);
  });

  test.each([
    ['for pain', {}, ['opioid']],
    ['for opioid use disorder', { reasonCode: [icd('F11.20')] }, ['opioid-treatment']],
    [
      'for opioid use disorder, by reference',
      { reasonReference: [{ reference: 'Condition/c1' }] },
      ['opioid-treatment'],
    ],
    ['for back pain', { reasonCode: [icd('M54.50')] }, ['opioid']],
  ])('buprenorphine %s is %j', (_why, rest, classes) => {
    expect(medsOf(medication('1819', rest), condition(snomed('75544000')))).toEqual(classes);
  });

  test('oxycodone for opioid use disorder is still an opioid', () => {
    expect(medsOf(medication('7804', { reasonCode: [icd('F11.20')] }))).toEqual(['opioid']);
  });

  const drug = { resourceType: 'Medication', id: 'med', code: rxnorm('7258') };
  const by = (reference: string, rest: Record<string, unknown> = {}) =>
    medication('', { medicationCodeableConcept: undefined, medicationReference: { reference }, ...rest });

  test.each([
    ['contained', [by('#med', { contained: [drug] })], ['nsaid']],
    ['elsewhere in the chart', [by('Medication/med'), drug], ['nsaid']],
    [
      'by its ingredients',
      [
        by('Medication/med'),
        { ...drug, code: { text: 'kit' }, ingredient: [{ itemCodeableConcept: rxnorm('7804') }] },
      ],
      ['opioid'],
    ],
    ['that is missing', [by('Medication/other'), drug], []],
    ['that is no Medication', [by('Medication/med'), { ...drug, resourceType: 'Substance' }], []],
    ['contained under another id', [by('#other', { contained: [drug] })], []],
  ])('a Medication %s', (_where, resources, classes) => {
    expect(medsOf(...resources)).toEqual(classes);
  });

  test('is quoted by ingredient, never by the chart’s words', () => {
    const named = medication('858778', {
      medicationCodeableConcept: { ...rxnorm('858778'), text: 'Canary 5/200' },
    });
    const { details } = extracted([named]).input;
    expect(details?.['opioid']).toMatchObject([
      { ref: 'MedicationRequest/m1', display: 'hydrocodone + ibuprofen', code: '858778' },
    ]);
    expect(JSON.stringify(details)).not.toContain('Canary');
  });

  test('names its resource and date as the source', () => {
    expect(extracted([medication('7258')]).sources.get('MedicationRequest/m1')).toEqual({
      resourceType: 'MedicationRequest',
      by: 'exam',
      status: 'active',
      date: '2026-11-17',
    });
  });

  test.each([
    ['Z79.01', 'anticoagulant'],
    ['Z79.02', 'antiplatelet'],
    ['Z79.891', 'opioid'],
  ])('the status code %s says that an %s is in use', (code, drugClass) => {
    expect(medsOf(condition(icd(code)))).toEqual([drugClass]);
  });

  test('that has ended is not in use', () => {
    expect(medsOf(condition(icd('Z79.01'), { clinicalStatus: { coding: [{ code: 'resolved' }] } }))).toEqual(
      [],
    );
  });
});

const sign = (draftOrders: unknown[], resources: unknown[] = []) =>
  extracted(resources, { hook: 'order-sign', draftOrders });
const select = (draftOrders: unknown[], selections: string[]) =>
  extracted([], { hook: 'order-select', draftOrders, selections });

describe('a draft order', () => {
  const types = Object.keys(orderCodes) as OrderType[];
  const rows = types.flatMap((type) => orderCodes[type].map((row) => ({ ...row, type })));

  test.each(rows)('$system $code is $type', ({ system, code, type }) => {
    const { input } = sign([serviceRequest(concept(system, code))]);
    expect(input.orders).toEqual([{ type, draftRef: 'ServiceRequest/s1' }]);
  });

  test.each([
    ['stat', 'stat'],
    ['as soon as you can', undefined],
    [2, undefined],
  ])('of priority %j is of priority %j', (written, priority) => {
    const { input } = sign([{ ...serviceRequest(loinc('30679-5')), priority: written }]);
    expect(input.orders?.map((order) => order.priority)).toEqual([priority]);
  });

  test.each([
    ['an MRI of the sacroiliac joint', serviceRequest(loinc('36031-3'))],
    ['a whole-spine MRI, which is no lumbar order', serviceRequest(loinc('30854-4'))],
    ['a referral', serviceRequest(snomed('308447003'))],
    ['an order in words', serviceRequest({ text: 'MRI lumbar spine' })],
    [
      'an NDC',
      medication('', {
        status: 'draft',
        medicationCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/sid/ndc', code: '1' }] },
      }),
    ],
    ['a drug in words', medication('', { status: 'draft', medicationCodeableConcept: { text: 'naproxen' } })],
    ['a nutrition order', { resourceType: 'NutritionOrder', id: 'n', status: 'draft', patient: subject }],
  ])('%s is unmapped: no order, and counted', (_what, draft) => {
    const { input, counts } = sign([draft]);
    expect(input.orders).toEqual([]);
    expect(counts.unmappedOrders).toBe(1);
  });

  test('of a combination is one of each class', () => {
    expect(sign([medication('858778', { status: 'draft' })]).input.orders).toEqual([
      { drug: 'opioid', draftRef: 'MedicationRequest/m1' },
      { drug: 'nsaid', draftRef: 'MedicationRequest/m1' },
    ]);
  });

  test('of aspirin for pain is an NSAID, not its own antiplatelet', () => {
    expect(sign([medication('247137', { status: 'draft' })]).input.orders).toEqual([
      { drug: 'nsaid', draftRef: 'MedicationRequest/m1' },
    ]);
  });

  test.each([
    ['without a reason', {}, 'opioid-treatment'],
    ['for back pain', { reasonCode: [icd('M54.50')] }, 'opioid'],
  ])('of buprenorphine %s, opioid use disorder on the list: %s', (_what, rest, expected) => {
    const draft = medication('1819', { status: 'draft', ...rest });
    expect(sign([draft], [condition(snomed('75544000'))]).input.orders?.map(({ drug }) => drug)).toEqual([
      expected,
    ]);
  });

  test('by LOINC and CPT at once is one order', () => {
    const code = { coding: [...(loinc('30679-5').coding ?? []), ...(concept('cpt', '72148').coding ?? [])] };
    expect(sign([serviceRequest(code)]).input.orders).toHaveLength(1);
  });

  test.each(['completed', 'revoked', 'entered-in-error', 'on-hold'])('that is %s is none', (status) => {
    expect(sign([serviceRequest(loinc('30679-5'), { status })]).input.orders).toEqual([]);
  });

  test('is not on the active list at the same time', () => {
    const draft = medication('7258', { status: 'active' });
    const { meds, orders } = sign([draft], [draft]).input;
    expect(meds).toEqual([]);
    expect(orders).toEqual([{ drug: 'nsaid', draftRef: 'MedicationRequest/m1' }]);
  });

  test('on the active list beside another of its class leaves that one there', () => {
    const draft = medication('7258', { id: 'draft', status: 'draft' });
    expect(sign([draft], [medication('5640')]).input.meds).toEqual(['nsaid']);
  });

  test('is quoted by what it orders', () => {
    const { details } = sign([
      serviceRequest(loinc('30679-5')),
      medication('7258', { status: 'draft' }),
    ]).input;
    expect(details?.['MRI-L-WO']).toEqual([
      { ref: 'ServiceRequest/s1', code: '30679-5', display: 'MR Lumbar spine WO contrast' },
    ]);
    expect(details?.['nsaid']).toEqual([{ ref: 'MedicationRequest/m1', code: '7258', display: 'naproxen' }]);
  });

  test.each([
    ['M54.16', 'sciatica', true],
    ['M51.16', 'lumbar-disc-herniation', false],
  ])('whose reason is %s makes %s context: %s', (code, id, expected) => {
    const draft = medication('25480', { status: 'draft', reasonCode: [icd(code)] });
    expect(sign([draft]).input.cond.includes(id)).toBe(expected);
  });

  test.each([
    ['giant cell arteritis', [icd('M31.6')], true],
    ['gout', [icd('M10.9')], true],
    ['pain of a cancer', [icd('G89.3')], true],
    ['palliative care', [icd('Z51.5')], true],
    [
      'asthma, in SNOMED CT too',
      [{ coding: [icd('J45.901'), snomed('195967001')].flatMap(({ coding = [] }) => coding) }],
      true,
    ],
    ['sciatica', [icd('M54.31')], false],
    ['chronic pain', [icd('G89.29')], false],
    ['a spondylopathy we have no code for', [icd('M48.56XA')], false],
    ['asthma and sciatica', [icd('J45.901'), icd('M54.31')], false],
    ['a disease we cannot place', [snomed('195967001')], false],
    ['nothing but long use', [icd('Z79.52')], false],
    ['words', [{ text: 'temporal arteritis' }], false],
    ['no reason', [], false],
  ])('for %s', (_, reasonCode, elsewhere) => {
    const draft = medication('8640', { status: 'draft', reasonCode });
    expect(sign([draft]).input.orders?.map((order) => order.elsewhere ?? false)).toEqual([elsewhere]);
  });

  test('whose reason is another indication brings it along', () => {
    const draft = medication('25480', { status: 'draft', reasonCode: [snomed('2177002')] });
    expect(sign([draft]).input.cond).toEqual(['postherpetic-neuralgia']);
    const by = medication('25480', { status: 'draft', reasonReference: [{ reference: 'Condition/e' }] });
    expect(sign([by], [condition(snomed('84757009'), { id: 'e' })]).input.cond).toEqual(['epilepsy']);
  });
});

describe('a draft order that must not be used', () => {
  const mri = (rest: object) => serviceRequest(loinc('24968-0'), { ...rest });
  const chest = (rest: object) => serviceRequest(loinc('36643-5'), { ...rest });
  const holesOf = (draft: unknown) =>
    sign([draft]).holes.map(({ code, at, ref }) => [code, at, ref].join(' '));
  const modifierExtension = [{ url: 'https://hospital.example/not', valueBoolean: true }];

  test.each([
    ['with a modifier', mri({ modifierExtension }), 'order-modified', 'ServiceRequest/s1'],
    ['under implicit rules', mri({ implicitRules: 'x' }), 'order-modified', 'ServiceRequest/s1'],
    ['on hold', mri({ status: 'on-hold' }), 'order-status', 'ServiceRequest/s1'],
    [
      'whose drug was not sent',
      medication('7258', {
        status: 'draft',
        medicationCodeableConcept: undefined,
        medicationReference: { reference: 'Medication/elsewhere' },
      }),
      'order-drug-missing',
      'MedicationRequest/m1',
    ],
  ])('%s is said not to have been checked', (_how, draft, code, ref) => {
    expect(holesOf(draft)).toEqual([`${code} context.draftOrders ${ref}`]);
    expect(sign([draft]).input.orders).toEqual([]);
  });

  test.each([
    ['of another topic', chest({ modifierExtension })],
    ['of another topic, on hold', chest({ status: 'on-hold' })],
    ['revoked', mri({ status: 'revoked' })],
    ['entered in error', mri({ status: 'entered-in-error' })],
    ['not to be done', mri({ doNotPerform: true, modifierExtension })],
    ['that names no drug yet', medication('7258', { status: 'draft', medicationCodeableConcept: undefined })],
  ])('%s is no matter', (_how, draft) => {
    expect(holesOf(draft)).toEqual([]);
  });
});

describe('the reason of a study', () => {
  const mri = (...reasonCode: object[]) => serviceRequest(loinc('30679-5'), { reasonCode });

  test.each([
    ['R33.9', { id: 'urinary-retention', value: true, days: 0, status: 'preliminary' }],
    ['R32', { id: 'urinary-incontinence', value: true, days: 0, status: 'preliminary' }],
    ['M21.371', { id: 'foot-drop', value: true, side: 'R', days: 0, status: 'preliminary' }],
    ['M54.50', { id: 'low-back-pain', value: true, days: 0, status: 'preliminary' }],
  ])('%s is a fact of now, shown as preliminary', (code, fact) => {
    expect(sign([mri(icd(code))]).input.facts).toMatchObject([fact]);
  });

  test.each([
    ['a drug', medication('7258', { status: 'draft', reasonCode: [icd('R50.9')] })],
    ['a code that needs an onset', mri(snomed('860914002'))],
    ['a code that needs a body site', mri(snomed('44077006'))],
  ])('%s states no fact', (_, draft) => {
    expect(sign([draft]).input.facts).toEqual([]);
  });

  test.each([
    ['G83.4', 'cauda-equina-syndrome'],
    ['M46.46', 'spinal-infection'],
    ['S32.010A', 'vertebral-fracture'],
    ['C79.51', 'cancer-history'],
    ['M81.0', 'osteoporosis'],
    ['M96.1', 'prior-lumbar-surgery'],
  ])('%s holds, and says that it is the reason', (code, id) => {
    const { input } = sign([mri(icd(code))]);
    expect(input.cond).toEqual([id]);
    expect(input.details?.[id]?.[0]?.display).toMatch(/ \(reason of the order\)$/);
  });

  test('is known at the deficit that it names: a foot drop of years is none of today', () => {
    const old = condition(icd('M21.371'), { onsetDateTime: '2016-01-01', recordedDate: '2016-01-01' });
    expect(assess(sign([mri(icd('M21.371'))], [old]).input).redFlags).toEqual([]);
  });
});

describe('at order-select', () => {
  const mri = serviceRequest(loinc('30679-5'), { id: 'mri' });
  const nsaid = medication('7258', { id: 'nsaid', status: 'draft' });

  test.each([
    [['ServiceRequest/mri'], ['MRI-L-WO']],
    [['MedicationRequest/nsaid'], ['nsaid']],
    [
      ['ServiceRequest/mri', 'MedicationRequest/nsaid'],
      ['MRI-L-WO', 'nsaid'],
    ],
    [['mri'], []],
    [[], []],
  ])('of the drafts only the selected ones %j count: %j', (selections, expected) => {
    const { orders = [] } = select([mri, nsaid], selections).input;
    expect(orders.map(({ type, drug }) => type ?? drug)).toEqual(expected);
  });

  test('a draft that was not selected is not on the active list either', () => {
    const active = { ...nsaid, status: 'active' };
    const input = extracted([active], { hook: 'order-select', draftOrders: [active], selections: [] }).input;
    expect(input.meds).toEqual([]);
    expect(input.orders).toEqual([]);
  });
});

test('findings are read beside the orders', () => {
  const { input } = sign(
    [serviceRequest(loinc('30679-5'))],
    [observation(local('slr'), { valueBoolean: true })],
  );
  expect(input.facts).toHaveLength(1);
  expect(input.hook).toBe('order-sign');
});
