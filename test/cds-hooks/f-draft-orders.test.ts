/** docs/conformance.md F: for whom a draft order is, and what is said of one that could not be checked. */
import { describe, expect, test } from 'vitest';
import { jar, type Reply, send } from '../support/cds.ts';
import {
  bundle,
  contexts,
  lumbarMri,
  pathOf,
  patient,
  prefetch,
  request,
  serviceOf,
} from '../support/requests.ts';

const mrn = { system: 'https://hospital.example/mrn', value: 'canary-4711' };
const known = { ...patient, identifier: [{ use: 'old' }, mrn] };
const order = (subject: unknown, over: object = {}) => lumbarMri('sr1', { subject, ...over });
/** A Patient of the Bundle, under an address of its own. */
const beside = (resource: object, fullUrl = 'urn:uuid:pat') => ({ fullUrl, resource });

const call = async (
  hook: 'order-sign' | 'order-select',
  entry: object[],
  selections = ['urn:uuid:order'],
) => {
  const at = jar({ anonymous: true });
  const draftOrders = { resourceType: 'Bundle', type: 'collection', entry };
  const answer = await send(at.handlers.invoke, {
    path: pathOf(hook),
    body: request(hook, {
      context: { ...contexts[hook], draftOrders, ...(hook === 'order-select' && { selections }) },
      prefetch: prefetch(
        { observations: bundle([]), conditions: bundle([]), patient: known },
        serviceOf[hook],
      ),
    }),
  });
  return { answer, at };
};
const sign = (subject: unknown, over: object = {}, ...others: object[]) =>
  call('order-sign', [{ fullUrl: 'urn:uuid:order', resource: order(subject, over) }, ...others]);

const topics = ({ body }: Reply): string[] =>
  body.cards.map(({ source }: { source: { topic: { code: string } } }) => source.topic.code);
const notChecked = ({ body }: Reply) =>
  body.extension['org.radix-cds.assessment'].notChecked.map(
    ({ key, code }: { key: string; code: string }) => `${key} ${code}`,
  );
/** The card on imaging without a leg finding shows that the order was looked at. */
const control = topics((await sign({ reference: 'Patient/p1' })).answer);

describe('whose a draft order is', () => {
  test('the order of the patient in context has a card', () => {
    expect(control).toContain('REC15');
  });

  const withPatient = beside({ resourceType: 'Patient', id: 'p1' });
  const ours: [string, unknown, object, object[]][] = [
    ['nothing', undefined, {}, []],
    ['an empty subject', {}, {}, []],
    ['a subject of null', { reference: null }, {}, []],
    ['a type alone', { type: 'Patient' }, {}, []],
    ['the address of the Patient in the Bundle', { reference: 'urn:uuid:pat' }, {}, [withPatient]],
    [
      'the address of a Patient without an id, with the identifier of the patient',
      { reference: 'urn:uuid:pat' },
      {},
      [beside({ resourceType: 'Patient', identifier: [mrn] })],
    ],
    [
      'the address of a Patient with a passing id, with the identifier of the patient',
      { reference: 'urn:uuid:pat' },
      {},
      [beside({ resourceType: 'Patient', id: 'temporary', identifier: [{ value: 'x' }, mrn] })],
    ],
    ['an identifier of the patient', { identifier: mrn }, {}, []],
    ['an identifier of the patient beside a name', { display: 'canary', identifier: mrn }, {}, []],
    [
      'an identifier of the patient, and an address that is not in the Bundle',
      { reference: 'urn:uuid:gone', identifier: mrn },
      {},
      [],
    ],
    [
      'a contained Patient with the identifier of the patient',
      { reference: '#pat' },
      { contained: [{ resourceType: 'Patient', id: 'pat', identifier: [mrn] }] },
      [],
    ],
  ];
  test.each(ours)('R-079: an order with %s is checked', async (_, subject, over, others) => {
    const { answer } = await sign(subject, over, ...others);
    expect([topics(answer), notChecked(answer)]).toEqual([control, []]);
  });

  const open: [string, unknown, object, object[]][] = [
    ['an address that is not in the Bundle', { reference: 'urn:uuid:gone' }, {}, [withPatient]],
    ['the address of something else', { reference: 'urn:uuid:order' }, {}, []],
    ['a name alone', { display: 'canary' }, {}, []],
    ['an identifier of somebody', { identifier: { ...mrn, value: 'canary-2' } }, {}, []],
    [
      'the number of the patient in another system',
      { identifier: { ...mrn, system: 'https://x.test' } },
      {},
      [],
    ],
    ['the number of the patient without a system', { identifier: { value: mrn.value } }, {}, []],
    [
      'the address of a Patient with another identifier',
      { reference: 'urn:uuid:pat' },
      {},
      [beside({ resourceType: 'Patient', identifier: [{ ...mrn, value: 'canary-2' }] })],
    ],
    [
      'a contained Patient whose id is a name in its container',
      { reference: '#p1' },
      { contained: [{ resourceType: 'Patient', id: 'p1' }] },
      [],
    ],
    ['a patient of another server', { reference: 'https://other.test/fhir/Patient/p1' }, {}, []],
    ['words', 'Patient/p1', {}, []],
  ];
  test.each(open)('R-079: an order with %s is not, and a card says so', async (_, subject, over, others) => {
    const { answer, at } = await sign(subject, over, ...others);
    expect([topics(answer), notChecked(answer)]).toEqual([
      ['NOTCHECKED'],
      ['context.draftOrders order-unowned'],
    ]);
    expect(answer.body.cards[0].detail).toContain(
      'an order being written: it does not say which patient it is for, so it was not checked',
    );
    expect(answer.text + JSON.stringify([at.logged, await at.rows()])).not.toContain('canary');
  });

  test('R-079: an order that names another patient is not checked, and a card says so', async () => {
    const { answer, at } = await sign({ reference: 'Patient/p2' });
    expect([topics(answer), notChecked(answer)]).toEqual([
      ['NOTCHECKED'],
      ['context.draftOrders order-of-another'],
    ]);
    expect(at.logged.at(-1)).toMatchObject({ flags: ['orders.other-patient'] });
  });

  test.each([
    ['an address alone', { fullUrl: 'https://fhir.test/r4/ServiceRequest/9' }],
    ['nothing', null],
  ])('R-076: an entry of %s is skipped, and a card says so', async (_, empty) => {
    const { answer, at } = await sign({ reference: 'Patient/p1' }, {}, empty as object);
    expect(topics(answer)).toEqual(control);
    expect(answer.body.cards[0].detail).toContain('Not checked: an order being written');
    expect(notChecked(answer)).toEqual(['context.draftOrders entry-unreadable']);
    expect(at.logged.at(-1)).toMatchObject({ flags: ['context.entry:no-resource'] });
  });

  test.each(['ProcedureRequest', 'MedicationOrder'])(
    'R-080: an order of an older FHIR (%s) is not checked, and a card says so',
    async (resourceType) => {
      const { answer } = await sign({ reference: 'Patient/p1' }, { resourceType });
      expect([topics(answer), notChecked(answer)]).toEqual([
        ['NOTCHECKED'],
        ['context.draftOrders order-not-r4'],
      ]);
    },
  );

  test('R-079: of an order that no rule reads nothing is said', async () => {
    const { answer } = await sign({ reference: 'urn:uuid:gone' }, { resourceType: 'NutritionOrder' });
    expect([answer.body.cards, notChecked(answer)]).toEqual([[], []]);
  });

  test('R-080: a drug that is named by an address in the Bundle is the same drug', async () => {
    const code = { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7804' }] };
    const drug = (named: object, ...others: object[]) =>
      call('order-sign', [
        {
          fullUrl: 'urn:uuid:order',
          resource: {
            resourceType: 'MedicationRequest',
            status: 'draft',
            intent: 'order',
            subject: { reference: 'urn:uuid:pat' },
            ...named,
          },
        },
        beside({ resourceType: 'Patient', id: 'p1' }),
        ...others,
      ]);
    const inline = await drug({ medicationCodeableConcept: code });
    const addressed = await drug(
      { medicationReference: { reference: 'urn:uuid:drug' } },
      beside({ resourceType: 'Medication', code }, 'urn:uuid:drug'),
    );
    const counted = ({ at }: typeof inline) => at.logged.at(-1);
    expect(counted(addressed)).toMatchObject({ unmappedCodes: 0, leftOut: 0 });
    expect([topics(addressed.answer), notChecked(addressed.answer)]).toEqual([topics(inline.answer), []]);
  });
});

describe('at order-select', () => {
  const mine = { fullUrl: 'urn:uuid:order', resource: order({ reference: 'urn:uuid:pat' }) };
  const lost = { fullUrl: 'urn:uuid:lost', resource: lumbarMri('sr2', { subject: { display: 'canary' } }) };
  const who = beside({ resourceType: 'Patient', id: 'p1' });

  test('R-077: the selected order is resolved as at signing', async () => {
    const { answer } = await call('order-select', [mine, who]);
    expect([topics(answer), notChecked(answer)]).toEqual([control, []]);
  });

  test('R-077: of an order that was not selected nothing is said', async () => {
    const { answer } = await call('order-select', [mine, lost, who]);
    expect(notChecked(answer)).toEqual([]);
  });

  test('R-079: a selected order of which the patient is not to be seen is said', async () => {
    const { answer } = await call('order-select', [mine, lost, who], ['urn:uuid:lost']);
    expect([topics(answer), notChecked(answer)]).toEqual([
      ['NOTCHECKED'],
      ['context.draftOrders order-unowned'],
    ]);
  });

  test.each([
    ['an order', 'ServiceRequest/none', ['context.selections selection-unmatched']],
    ['an address', 'urn:uuid:none', ['context.selections selection-unmatched']],
    ['what no rule reads', 'NutritionOrder/none', []],
  ])('R-077: a selection of %s that was not sent', async (_, selection, said) => {
    const { answer } = await call('order-select', [mine, who], [selection]);
    expect(notChecked(answer)).toEqual(said);
  });
});

describe('a problem that is being added', () => {
  const add = (entry: object[]) =>
    send(jar({ anonymous: true }).handlers.invoke, {
      path: pathOf('problem-list-item-create'),
      body: request('problem-list-item-create', {
        context: {
          ...contexts['problem-list-item-create'],
          conditions: { resourceType: 'Bundle', entry },
        },
        prefetch: prefetch({ patient: known }, serviceOf['problem-list-item-create']),
      }),
    });
  const sciatica = (subject: unknown) => ({
    resource: {
      resourceType: 'Condition',
      subject,
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.30' }] },
    },
  });

  test.each([
    ['by its address in the Bundle', { reference: 'urn:uuid:pat' }, []],
    ['by an identifier', { identifier: mrn }, []],
    ['by nothing', undefined, []],
    ['by a name alone', { display: 'canary' }, ['context.conditions no-subject']],
  ])('R-079: of a patient that is named %s', async (_, subject, said) => {
    const answer = await add([sciatica(subject), beside({ resourceType: 'Patient', id: 'p1' })]);
    expect([answer.status, notChecked(answer)]).toEqual([200, said]);
  });

  test('R-076: that is only named is said', async () => {
    expect(notChecked(await add([{ fullUrl: 'urn:uuid:problem' }]))).toEqual([
      'context.conditions entry-unreadable',
    ]);
  });
});
