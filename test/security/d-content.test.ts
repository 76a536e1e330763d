/** docs/conformance.md Security D where it is about hostile values and not about whose or which data: numbers, text, orders. */

import { describe, expect, test } from 'vitest';
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import type { Any } from '../support/any.ts';
import { jar, type Reply, send } from '../support/cds.ts';
import {
  bundle,
  finding,
  lumbarMri,
  observation,
  pathOf,
  prefetch,
  request,
  serviceOf,
} from '../support/requests.ts';

const post = (hook: Hook, over: object): Promise<Reply> =>
  send(jar({ anonymous: true }).handlers.invoke, { path: pathOf(hook), body: request(hook, over) });
const chart = (observations: object[], hook: Hook = 'patient-view') => ({
  prefetch: prefetch({ observations: bundle(observations) }, serviceOf[hook]),
});

const left = {
  bodySite: {
    coding: [{ system: 'http://snomed.info/sct', code: '61685007' }],
    extension: [
      {
        url: 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-laterality-qualifier',
        valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '7771000' }] },
      },
    ],
  },
};

/** A residual volume: 200 mL and more is an emergency. */
const residual = (valueQuantity: unknown, over: object = {}) =>
  finding('pvr-ml', { valueBoolean: undefined, valueQuantity, ...over });
const milliliters = (value: unknown, over: object = {}) => ({
  value,
  unit: 'mL',
  system: 'http://unitsofmeasure.org',
  code: 'mL',
  ...over,
});
const isEmergency = ({ body }: Reply) => body.cards.some(({ source }: Any) => source.topic.code === 'REC03');

describe('numbers', () => {
  test('a residual of 420 mL is an emergency', async () => {
    expect(
      isEmergency(await post('patient-view', chart([residual(milliliters(420)), finding('leg-pain', left)]))),
    ).toBe(true);
  });

  test.each([
    ['beyond every number', '1e400'],
    ['text', '"420"'],
    ['null', 'null'],
    ['next to nothing', '1e-400'],
    ['of 30 digits', '123456789012345678901234567890'],
    ['negative', '-420'],
    ['an object', '{"value":420}'],
  ])('T120: a value that is %s is in no comparison and on no card', async (_, json) => {
    const body = JSON.stringify(
      request('patient-view', chart([residual(milliliters(424_242)), finding('leg-pain', left)])),
    ).replace('424242', json);
    const answer = await send(jar({ anonymous: true }).handlers.invoke, {
      path: pathOf('patient-view'),
      body,
    });
    expect([answer.status, isEmergency(answer)]).toEqual([200, false]);
    expect(answer.text).not.toMatch(/Infinity|NaN|null|123456789012345|1e\+/);
  });

  test.each([
    ['below 420 mL', milliliters(420, { comparator: '<' }), false],
    [
      '420 mL or more, which is beyond the threshold whatever it was',
      milliliters(420, { comparator: '>=' }),
      true,
    ],
    ['100 mL or more', milliliters(100, { comparator: '>=' }), false],
  ])('T121: %s is a bound and no measurement', async (_, quantity, emergency) => {
    expect(
      isEmergency(await post('patient-view', chart([residual(quantity), finding('leg-pain', left)]))),
    ).toBe(emergency);
  });

  test('T121: neither is a range, nor words', async () => {
    const range = residual(undefined, { valueRange: { low: milliliters(400), high: milliliters(500) } });
    const words = residual(undefined, { valueString: '> 400 mL' });
    for (const odd of [range, words])
      expect(isEmergency(await post('patient-view', chart([odd, finding('leg-pain', left)])))).toBe(false);
  });

  test.each([
    ['T122', 'litres', { value: 0.42, code: 'L', system: 'http://unitsofmeasure.org' }, true],
    [
      'E-33',
      'a unit that is not known',
      { value: 420, code: 'furlong', system: 'http://unitsofmeasure.org' },
      false,
    ],
    ['T122', 'no unit', { value: 420 }, false],
  ])('%s: a value in %s', async (_id, _, quantity, emergency) => {
    expect(
      isEmergency(await post('patient-view', chart([residual(quantity), finding('leg-pain', left)]))),
    ).toBe(emergency);
  });
});

describe('text that is meant to keep us busy', () => {
  test.each([
    ['base64 in groups', `${'AAAA '.repeat(32)}!`],
    ['spaces', ' '.repeat(500_000)],
    ['one letter', 'a'.repeat(500_000)],
    ['dots', '.'.repeat(500_000)],
    ['slashes', '/'.repeat(500_000)],
    ['a date that never ends', `2026-11-22T00:00:00.${'0'.repeat(500_000)}Z`],
    ['a URL that never ends', `https://${'a.'.repeat(250_000)}test/Patient/p1`],
  ])('T131: %s, wherever text can be, is read at the speed of a chart', async (_, text) => {
    const odd = observation('odd', {
      code: { coding: [{ system: text, code: text, display: text }], text },
      effectiveDateTime: text,
      valueString: text,
      note: [{ text }],
    });
    const at = jar({ anonymous: true });
    const started = process.cpuUsage();
    const answer = await send(at.handlers.invoke, {
      path: pathOf('patient-view'),
      body: request('patient-view', {
        ...chart([odd, finding('saddle-sensory-change')]),
        extension: { text },
      }),
    });
    const { user } = process.cpuUsage(started);
    expect(answer.status).toBe(200);
    expect(isEmergency(answer)).toBe(true);
    // time of the processor, not of the clock: a backtracking expression takes minutes
    expect(user).toBeLessThan(30_000_000);
  });

  test('T131: in ids, references and headers', async () => {
    const text = `${'a'.repeat(100_000)}!`;
    const at = jar({ anonymous: true });
    const answer = await send(at.handlers.invoke, {
      path: pathOf('patient-view'),
      headers: {
        accept: text,
        'accept-encoding': text,
        origin: text,
        'x-request-id': text,
        'content-type': `application/json; ${text}`,
        authorization: '',
      },
      body: {
        ...request(),
        hookInstance: text,
        context: { userId: `Practitioner/${text}`, patientId: text },
        fhirServer: `https://${text}`,
      },
    });
    expect([400, 401, 415]).toContain(answer.status);
  });
});

describe('orders', () => {
  const mri = (id: string) => lumbarMri(id);
  const order = (hook: 'order-select' | 'order-sign', drafts: object[], selections?: string[]) => ({
    context: {
      ...(request(hook)['context'] as object),
      draftOrders: bundle(drafts),
      ...(selections && { selections }),
    },
    ...chart([finding('leg-pain', left)], hook),
  });
  const removed = ({ body }: Reply): string[] =>
    body.cards.flatMap(({ suggestions = [] }: Any) =>
      suggestions.flatMap(({ actions }: Any) => actions.flatMap(({ resourceId }: Any) => resourceId ?? [])),
    );

  test('E-24: of two lumbar MRI drafts, advice is about the one that is selected', async () => {
    const answer = await post(
      'order-select',
      order('order-select', [mri('first'), mri('second')], ['ServiceRequest/second']),
    );
    expect(removed(answer)).toContain('ServiceRequest/second');
    expect(removed(answer)).not.toContain('ServiceRequest/first');
  });

  const bare = (over: object = {}) => {
    const { id: _, ...order } = { ...mri(''), ...over };
    return order;
  };
  const withUrl = (fullUrl: string, resource: object) => ({
    resourceType: 'Bundle',
    entry: [{ fullUrl, resource }],
  });
  const long = 'e-Q.'.repeat(45);
  test.each([
    ['R-074', 'with an id of 180 characters', `ServiceRequest/${long}`, bundle([mri(long)])],
    ['R-074', 'with an id that is none of FHIR', 'ServiceRequest/a+b=', bundle([mri('a+b=')])],
    ['R-077', 'without an id, named by its address', 'urn:uuid:a1', withUrl('urn:uuid:a1', bare())],
    [
      'R-077',
      'without an id, named within its address',
      'ServiceRequest/x',
      withUrl('https://fhir.test/r4/ServiceRequest/x', bare()),
    ],
    ['R-077', 'without an id, of the type that is selected', 'ServiceRequest/x', bundle([bare()])],
    [
      'R-078',
      'without a subject',
      'ServiceRequest/x',
      bundle([mri('x')].map((one) => ({ ...one, subject: undefined }))),
    ],
  ])('%s: advice is about a selected draft %s', async (_id, _, selection, draftOrders) => {
    const body = order('order-select', [], [selection]);
    const answer = await post('order-select', { ...body, context: { ...body.context, draftOrders } });
    expect(answer.body.cards.map(({ source }: Any) => source.topic.code)).toContain('REC15');
  });

  test('E-26: a drug is read from the entry that its order names by address', async () => {
    const drug = {
      resourceType: 'Medication',
      code: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7258' }] },
    };
    const draft = {
      resourceType: 'MedicationRequest',
      status: 'draft',
      intent: 'order',
      subject: { reference: 'Patient/p1' },
      medicationReference: { reference: 'urn:uuid:drug' },
    };
    const body = order('order-sign', []);
    const draftOrders = {
      resourceType: 'Bundle',
      entry: [
        { fullUrl: 'urn:uuid:order', resource: draft },
        { fullUrl: 'urn:uuid:drug', resource: drug },
      ],
    };
    const anticoagulant = {
      resourceType: 'MedicationRequest',
      id: 'active',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/p1' },
      medicationCodeableConcept: {
        coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '1364430' }],
      },
    };
    const answer = await post('order-sign', {
      ...body,
      prefetch: { ...body.prefetch, medications: bundle([anticoagulant]) },
      context: { ...body.context, draftOrders },
    });
    expect(answer.text).toContain('Naproxen');
  });

  test('R-077: a draft without an id is left alone when another one, or another type, is selected', async () => {
    const beside = await post(
      'order-select',
      order('order-select', [bare(), mri('named')], ['ServiceRequest/named']),
    );
    expect(beside.body.extension['org.radix-cds.assessment'].recommendations.length).toBeGreaterThan(0);
    const other = await post('order-select', order('order-select', [bare()], ['MedicationRequest/m']));
    expect(other.body.cards.map(({ source }: Any) => source.topic.code)).not.toContain('REC15');
  });

  test.each([
    ['a sibling', { reference: 'Medication/m' }, [], [{ resource: 'm' }]],
    [
      'a sibling, by its address',
      { reference: 'https://fhir.test/r4/Medication/m' },
      [],
      [{ resource: 'm' }],
    ],
    [
      'one it contains',
      { reference: '#m' },
      [
        {
          resourceType: 'Medication',
          id: 'm',
          code: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7258' }] },
        },
      ],
      [],
    ],
  ])(
    'E-26: a drug that is %s is read without a call',
    async (_, medicationReference, contained, siblings) => {
      const draft = {
        resourceType: 'MedicationRequest',
        id: 'mr',
        status: 'draft',
        intent: 'order',
        subject: { reference: 'Patient/p1' },
        medicationReference,
        contained,
      };
      const medication = {
        resourceType: 'Medication',
        id: 'm',
        code: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7258' }] },
      };
      const at = jar({ anonymous: true });
      const kidney = {
        resourceType: 'Condition',
        id: 'ckd',
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
        },
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'N18.4' }] },
        subject: { reference: 'Patient/p1' },
      };
      const over = order('order-sign', [draft, ...siblings.map(() => medication)]);
      const answer = await send(at.handlers.invoke, {
        path: pathOf('order-sign'),
        body: request('order-sign', {
          ...over,
          prefetch: { ...over.prefetch, conditions: bundle([kidney]) },
        }),
      });
      expect(at.sent).toEqual([]);
      expect(removed(answer)).toContain('MedicationRequest/mr');
    },
  );
});
