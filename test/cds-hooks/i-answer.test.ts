/** docs/conformance.md I to P, Security E as far as the wire goes: what every answer keeps to. */

import { describe, expect, test } from 'vitest';
import { knowledge } from '../../functions/call/think.ts';
import { allowedHosts } from '../../functions/cards/index.ts';
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import { makeInvoke } from '../../functions/invoke.ts';
import { KNOWLEDGE_VERSION } from '../../rules/knowledge-version.ts';
import type { Any } from '../support/any.ts';
import { entry, type Jar, type JarOptions, jar, type Reply, send } from '../support/cds.ts';
import {
  bundle,
  condition,
  finding,
  hookNames,
  lumbarMri,
  observation,
  pathOf,
  prefetch,
  request,
  serviceOf,
} from '../support/requests.ts';

const post = (hook: Hook, over: object = {}, at: Jar = jar({ anonymous: true })): Promise<Reply> =>
  send(at.handlers.invoke, { path: pathOf(hook), body: request(hook, over) });
const withClient = (client: object, options: JarOptions = {}) =>
  jar({ anonymous: true, clients: [entry(client)], ...options });

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
const present = (code: string) => finding(code, left);

/** Charts that make different cards: an emergency, much to say, an order to question, nothing at all. */
const charts = {
  emergency: [finding('saddle-sensory-change'), finding('urinary-retention'), present('leg-pain')],
  'leg pain': [present('leg-pain')],
  'foot drop': [present('foot-drop'), present('leg-pain'), present('progressive-weakness')],
  nothing: [],
} as const;

const cases = hookNames.flatMap((hook) =>
  Object.entries(charts).map(
    ([name, resources]) =>
      [hook, name, { prefetch: prefetch({ observations: bundle(resources) }, serviceOf[hook]) }] as const,
  ),
);

const lrValue = 'https://radix-cds.org/fhir/CodeSystem/lr-value';
const withoutBoolean = { ...left, valueBoolean: undefined };
/** A CT where an MRI is the better study: the card offers alternatives, each in place of the draft. */
const betterStudy = {
  context: {
    ...(request('order-sign')['context'] as object),
    draftOrders: bundle([
      lumbarMri('ct', { code: { coding: [{ system: 'http://loinc.org', code: '24963-1' }] } }),
    ]),
  },
  prefetch: prefetch(
    {
      observations: bundle([
        present('leg-pain'),
        finding('conservative-weeks', {
          ...withoutBoolean,
          valueQuantity: { value: 8, code: 'wk', system: 'http://unitsofmeasure.org' },
        }),
        finding('pain-trend', {
          ...withoutBoolean,
          valueCodeableConcept: { coding: [{ system: lrValue, code: 'worsening' }] },
        }),
      ]),
    },
    serviceOf['order-sign'],
  ),
};

const answers = [
  ...(await Promise.all(
    cases.map(async ([hook, name, over]) => [`${hook}, ${name}`, await post(hook, over)] as const),
  )),
  ['order-sign, a CT', await post('order-sign', betterStudy)] as const,
  [
    'patient-view, a finding of nobody',
    await post('patient-view', {
      prefetch: prefetch({
        observations: bundle([finding('saddle-sensory-change', { subject: undefined })]),
      }),
    }),
  ] as const,
];
const everyCard = answers.flatMap(([name, { body }]) =>
  body.cards.map((card: Any, n: number) => [`${name}, card ${n + 1}`, card] as const),
) as [string, Any][];
const everySuggestion = everyCard.flatMap(([name, card]) =>
  (card.suggestions ?? []).map((suggestion: Any) => [name, suggestion, card] as const),
) as [string, Any, Any][];
const everyAction = everySuggestion.flatMap(([name, suggestion]) =>
  suggestion.actions.map((action: Any) => [name, action] as const),
) as [string, Any][];
const everyLink = everyCard.flatMap(([name, card]) =>
  (card.links ?? []).map((link: Any) => [name, link] as const),
) as [string, Any][];

test('these charts make cards of every kind', () => {
  expect(everyCard.length).toBeGreaterThan(10);
  expect(new Set(everyCard.map(([, { indicator }]) => indicator))).toEqual(
    new Set(['info', 'warning', 'critical']),
  );
  expect(new Set(everyCard.map(([, { selectionBehavior }]) => selectionBehavior))).toEqual(
    new Set(['any', 'at-most-one', undefined]),
  );
  expect(new Set(everyAction.map(([, { type }]) => type))).toEqual(new Set(['create', 'update', 'delete']));
  expect(everyLink.length).toBeGreaterThan(5);
  expect(everyCard.some(([, { source }]) => source.url !== undefined)).toBe(true);
});

/** A row for each rule and each thing that it is about. */
type Rule = readonly [id: string, what: string, holds: (thing: Any, card: Any) => void];
const rows = (rules: readonly Rule[], things: readonly (readonly [string, Any, Any?])[]) =>
  rules.flatMap(([id, what, holds]) =>
    things.map(([name, thing, card]) => [id, what, name, () => holds(thing, card)] as const),
  );

/** Every null, empty text, empty list and empty object below a value, by path. Resources follow FHIR's own rules. */
const empties = (value: unknown, path = ''): string[] => {
  if (value === null || value === undefined) return [path];
  if (typeof value === 'string') return value.trim() === '' ? [path] : [];
  if (typeof value !== 'object') return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return [path];
  return entries.flatMap(([key, child]) => (key === 'resource' ? [] : empties(child, `${path}.${key}`)));
};

describe('the envelope of an answer', () => {
  const rank = { critical: 0, warning: 1, info: 2 };
  const ranksOf = ({ body }: Reply): number[] =>
    body.cards.map(({ indicator }: { indicator: keyof typeof rank }) => rank[indicator]);
  const rules: readonly Rule[] = [
    [
      'R-105',
      'is 200 with an array of cards',
      ({ status, body }) => expect([status, Array.isArray(body.cards)]).toEqual([200, true]),
    ],
    [
      'R-003',
      'has nothing empty but the list of cards',
      ({ body: { extension: _, ...wire } }) =>
        expect(empties(wire).filter((path) => path !== '.cards')).toEqual([]),
    ],
    ['R-118', 'is less than 100 KB', ({ text }) => expect(Buffer.byteLength(text)).toBeLessThan(100_000)],
    [
      'R-116',
      'has what is critical first',
      (answer) =>
        expect(ranksOf(answer).slice(ranksOf(answer).filter((one) => one === 0).length)).not.toContain(0),
    ],
    [
      'R-117',
      'has three cards and a note at most beside what is critical',
      (answer) => expect(ranksOf(answer).filter((one) => one > 0).length).toBeLessThanOrEqual(4),
    ],
    [
      'R-171',
      'has one extension, named by a domain',
      ({ body }) => expect(Object.keys(body.extension)).toEqual(['org.radix-cds.assessment']),
    ],
    ['R-166', 'has no system actions', ({ body }) => expect(body).not.toHaveProperty('systemActions')],
    [
      'R-167',
      'has no empty list of them either',
      ({ text }) => expect(text).not.toContain('"systemActions"'),
    ],
    [
      'T141',
      'has no uuid twice, and none that is empty',
      ({ body }) => {
        const uuids = body.cards.flatMap((card: Any) => [
          card.uuid,
          ...(card.suggestions ?? []).map(({ uuid }: Any) => uuid),
        ]);
        expect(uuids).not.toContain(undefined);
        expect(new Set(uuids).size).toBe(uuids.length);
      },
    ],
    [
      'T142',
      'has nothing that has to be agreed',
      ({ text }) => expect(text).not.toMatch(/"(?:systemActions|autolaunchable|actionSelectionBehavior)"/),
    ],
  ];
  test.each(rows(rules, answers))('%s: it %s (%s)', (_id, _what, _name, holds) => holds());

  test('R-106: no guidance is exactly an empty list, where the assessment is switched off', async () => {
    const quiet = prefetch({ observations: bundle([]), conditions: bundle([]) });
    const at = withClient({ profile: { assessmentExtension: false } });
    expect((await post('patient-view', { prefetch: quiet }, at)).text).toBe('{"cards":[]}');
    const usual = await post('patient-view', { prefetch: quiet });
    expect(usual.body.cards).toEqual([]);
    expect(usual.body.extension['org.radix-cds.assessment']).toMatchObject({ urgency: 'none', redFlags: [] });
  });

  test('R-003: refusals have nothing empty either', async () => {
    for (const over of [{ hook: 5 }, { prefetch: {} }, { context: {} }])
      expect(empties((await post('patient-view', over)).body)).toEqual([]);
  });

  test('R-108: a refusal is an OperationOutcome with errors', async () => {
    for (const over of [{ hook: 5 }, { prefetch: {} }, { context: {} }])
      expect((await post('patient-view', over)).body).toEqual({
        resourceType: 'OperationOutcome',
        issue: expect.arrayContaining([
          expect.objectContaining({ severity: 'error', code: expect.any(String) }),
        ]),
      });
  });

  test.each([
    ['R-119', 'by two processes', 2, () => jar({ anonymous: true })],
    ['T133', 'a hundred times by one', 100, (of: Jar) => of],
  ] as const)('%s: the same request %s is answered byte by byte the same', async (_id, _, times, of) => {
    const texts = new Set<string>();
    const at = jar({ anonymous: true });
    for (let i = 0; i < times; i++) texts.add((await post('patient-view', {}, of(at))).text);
    expect([texts.size, [...texts][0]?.includes('"critical"')]).toEqual([1, true]);
  });

  test('R-121: guidance goes away with its reason', async () => {
    const at = jar({ anonymous: true });
    expect((await post('patient-view', {}, at)).body.cards.length).toBeGreaterThan(0);
    const corrected = prefetch({
      observations: bundle([finding('saddle-sensory-change', { status: 'entered-in-error' })]),
      conditions: bundle([]),
    });
    expect((await post('patient-view', { prefetch: corrected }, at)).body.cards).toEqual([]);
  });

  const failing = (thrown: unknown) =>
    jar({ anonymous: true, change: () => ({ gather: () => Promise.reject(thrown) }) });

  test('R-114: an unforeseen fault is 500 with the id of the request, never an empty list', async () => {
    const at = failing(new TypeError('x'));
    const answer = await post('patient-view', {}, at);
    expect([answer.status, answer.body.issue[0].code]).toEqual([500, 'exception']);
    expect(answer.body.issue[0].diagnostics).toBe('request gateway-id');
    expect(answer.body).not.toHaveProperty('cards');
    expect(at.logged.at(-1)).toMatchObject({
      status: 500,
      reason: 'exception',
      error: { name: 'TypeError' },
    });
    expect((await at.rows())[0]).toMatchObject({ kind: 'refusal', status: 500, reason: 'exception' });
  });

  const trap = Object.defineProperty(
    Object.assign(new Error('CANARY name'), { payload: 'CANARY' }),
    'cause',
    {
      enumerable: true,
      get: () => {
        throw new Error('CANARY');
      },
    },
  );
  const circle = new Error('CANARY');
  circle.cause = new Error('CANARY', { cause: circle });

  test.each([
    ['an error with traps', trap],
    ['an error that causes itself', circle],
    ['text', 'CANARY'],
    ['an object', { CANARY: 1 }],
    ['nothing', undefined],
  ])('T145: %s that is thrown tells nothing', async (_, thrown) => {
    const at = failing(thrown);
    const answer = await post('patient-view', {}, at);
    expect(answer.status).toBe(500);
    expect(answer.text + JSON.stringify([at.logged, await at.rows()])).not.toContain('CANARY');
  });

  test('E-45: one rule that cannot be run takes no other with it; the answer and the service log say so', async () => {
    const at = jar({ anonymous: true });
    const whole = { ...knowledge };
    const partial = makeInvoke(at.world, {
      ...whole,
      evaluate: (input) => {
        const evaluation = whole.evaluate(input);
        const notChecked = [{ key: 'differential', why: 'could not be evaluated' }];
        return { ...evaluation, trace: () => [], assessment: { ...evaluation.assessment, notChecked } };
      },
    });
    const answer = await send(partial, { path: pathOf('patient-view'), body: request() });
    expect(answer.status).toBe(200);
    expect(answer.body.cards[0].indicator).toBe('critical');
    expect(answer.body.cards[0].detail).toContain(
      'Not checked: differential and nerve root could not be read',
    );
    expect(at.logged.at(-1)).toMatchObject({ degraded: true, flags: ['rules.partial'] });
  });
});

describe('cards', () => {
  const members = new Set([
    'uuid',
    'summary',
    'detail',
    'indicator',
    'source',
    'suggestions',
    'selectionBehavior',
    'overrideReasons',
    'links',
    'extension',
  ]);
  const rules: readonly Rule[] = [
    [
      'R-122',
      'has a summary of one line, not empty, of less than 140 characters',
      ({ summary }) => {
        expect(summary).toMatch(/^\S.*\S$/);
        expect([...summary].length).toBeLessThan(140);
        expect(summary).not.toMatch(/[<>]|\*\*/);
      },
    ],
    ['R-123', 'has a detail of paragraphs', ({ detail }) => expect(detail).toMatch(/\S\n\n\S/)],
    ['R-124', 'has no HTML in its detail', ({ detail }) => expect(detail).not.toMatch(/<[a-z!/]/i)],
    [
      'R-125',
      'has an indicator',
      ({ indicator }) => expect(['info', 'warning', 'critical']).toContain(indicator),
    ],
    [
      'R-126',
      'is critical for an emergency alone',
      ({ indicator, source }) => {
        if (indicator === 'critical') expect(source.topic.code).toMatch(/^REC(03|04|05|06|07|08|10|22|30)$/);
      },
    ],
    ['R-127', 'has a source', ({ source }) => expect(source).toBeTypeOf('object')],
    [
      'R-128',
      'has a uuid',
      ({ uuid }) =>
        expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    ],
    [
      'R-130',
      'has a selection behaviour where it has suggestions',
      ({ suggestions, selectionBehavior }) => {
        if (suggestions !== undefined) expect(selectionBehavior).toBeDefined();
      },
    ],
    [
      'R-131',
      'knows no other selection behaviour than the two',
      ({ selectionBehavior }) => expect(['any', 'at-most-one', undefined]).toContain(selectionBehavior),
    ],
    [
      'R-132',
      'has none where it has no suggestions',
      ({ suggestions, selectionBehavior }) => {
        if (suggestions === undefined) expect(selectionBehavior).toBeUndefined();
      },
    ],
    [
      'R-133',
      'has no other members',
      (card) => expect(Object.keys(card).filter((one) => !members.has(one))).toEqual([]),
    ],
    [
      'R-134',
      'names the rule, the source with its year, and the version of the knowledge',
      ({ detail, source }) => {
        if (source.topic.code.startsWith('REC'))
          expect(detail).toMatch(/\n\nREC-\d\d.* v\d.* · .*\b(?:19|20)\d\d · knowledge \d/);
      },
    ],
    [
      'R-135',
      'has its addresses in its links and in no text',
      ({ detail, summary }) => expect(detail + summary).not.toMatch(/https?:|www\./),
    ],
    [
      'R-138',
      'has no icon, which would need a picture',
      ({ source }) => expect(source).not.toHaveProperty('icon'),
    ],
    ['R-136', 'has a label of its source', ({ source }) => expect(source.label).toMatch(/\S/)],
    [
      'R-137',
      'has an address of its source that is none of the patient',
      ({ source: { url } }) => {
        if (url !== undefined) expect(url).toMatch(/^https:\/\/(?!.*(?:p1|e-Q)).+/);
      },
    ],
    [
      'R-139',
      'has a topic that is the same code in every chart',
      ({ source: { topic } }) => {
        expect(topic.code).toMatch(/^[A-Za-z0-9]{1,100}$/);
        expect(topic.system).toMatch(/^https:\/\//);
      },
    ],
    [
      'R-142',
      'recommends one at most where one may be chosen',
      ({ suggestions = [], selectionBehavior }) => {
        const recommended = suggestions.filter(({ isRecommended }: Any) => isRecommended !== undefined);
        for (const one of recommended) expect(one.isRecommended).toBe(true);
        if (selectionBehavior === 'at-most-one') expect(recommended.length).toBeLessThanOrEqual(1);
      },
    ],
    [
      'R-154',
      'says what to do without its buttons',
      ({ detail, suggestions }) => {
        if (suggestions !== undefined) expect(detail).toMatch(/^\*\*[A-Z][^*]{10,}\.\*\*/);
      },
    ],
    [
      'R-162',
      'has code, system and display in each reason against it',
      ({ overrideReasons = [] }) => {
        for (const reason of overrideReasons)
          for (const member of ['code', 'system', 'display']) expect(reason[member]).toMatch(/\S/);
      },
    ],
    [
      'R-163',
      'has three to eight reasons, none twice, where it warns',
      ({ indicator, overrideReasons = [] }) => {
        const codes = new Set(overrideReasons.map(({ code }: Any) => code));
        expect(codes.size).toBe(overrideReasons.length);
        expect(codes.size).toBeLessThanOrEqual(8);
        if (indicator !== 'info') expect(codes.size).toBeGreaterThanOrEqual(3);
      },
    ],
    [
      'R-172',
      'does not claim to be HTML',
      (card) => expect(JSON.stringify(card)).not.toMatch(/content-type|text\/html/),
    ],
  ];
  test.each(rows(rules, everyCard))('%s: it %s (%s)', (_id, _what, _name, holds) => holds());

  test('R-164: what HL7 has a reason for is said in its code', () => {
    const hl7 = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';
    const codes = everyCard.flatMap(([, { overrideReasons = [] }]) =>
      overrideReasons.filter(({ system }: Any) => system === hl7).map(({ code }: Any) => code),
    );
    expect(new Set(codes)).toEqual(new Set(['service-not-available', 'recipient-disagrees-evidence']));
  });

  test('R-129: a retry has the same uuids, and so has another event that shows the same; another user has others', async () => {
    const uuids = async (hookInstance: string, over: object = {}) =>
      (await post('patient-view', { hookInstance, ...over })).body.cards.map(({ uuid }: Any) => uuid);
    const first = await uuids('d1577c69-dfbe-44ad-ba6d-3e05e953b2ea');
    expect(await uuids('d1577c69-dfbe-44ad-ba6d-3e05e953b2ea')).toEqual(first);
    expect(await uuids('d1577c69-dfbe-44ad-ba6d-3e05e953b2eb')).toEqual(first);
    const other = { context: { patientId: 'p1', userId: 'Practitioner/another', encounterId: 'e1' } };
    expect(await uuids('d1577c69-dfbe-44ad-ba6d-3e05e953b2ea', other)).not.toEqual(first);
  });

  test('T144: a recommendation names what it rests on, what is missing, its source and version', () => {
    const [, emergency] = everyCard.find(([name]) => name.startsWith('patient-view, emergency')) ?? [];
    expect(emergency.detail).toMatch(/Why: .*\(.*exam\)/);
    expect(emergency.detail).toContain('Next: ');
    expect(emergency.detail).toMatch(/REC-03 v\d/);
    expect(emergency.detail).toMatch(/knowledge \d/);
  });
});

describe('suggestions and actions', () => {
  const ofSuggestions: readonly Rule[] = [
    ['R-140', 'has a label', ({ label }) => expect(label).toMatch(/\S/)],
    [
      'R-141',
      'has a uuid',
      ({ uuid }) => expect(uuid).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    ],
    ['R-143', 'has actions', ({ actions }) => expect(actions.length).toBeGreaterThan(0)],
    [
      'R-144',
      'has no more actions than the client takes',
      ({ actions }) => expect(actions.length).toBeLessThanOrEqual(standardProfile.maxActionsPerSuggestion),
    ],
    [
      'R-153',
      'leaves no choice among its actions',
      (suggestion) => expect(suggestion).not.toHaveProperty('actionSelectionBehavior'),
    ],
  ];
  test.each(rows(ofSuggestions, everySuggestion))('%s: it %s (%s)', (_id, _what, _name, holds) => holds());

  const ofActions: readonly Rule[] = [
    [
      'R-146',
      'creates, updates or deletes',
      ({ type }) => expect(['create', 'update', 'delete']).toContain(type),
    ],
    ['R-147', 'is described', ({ description }) => expect(description).toMatch(/\S/)],
  ];
  test.each(rows(ofActions, everyAction))('%s: it %s (%s)', (_id, _what, _name, holds) => holds());

  const creates = everyAction.filter(([, { type }]) => type === 'create');
  const ofResources: readonly Rule[] = [
    ['R-005', 'is FHIR in JSON', ({ resource }) => expect(resource.resourceType).toMatch(/^[A-Z][A-Za-z]+$/)],
    [
      'R-148',
      'is a draft for the patient without an id',
      ({ resource }) => {
        expect(resource).not.toHaveProperty('id');
        expect((resource.subject ?? resource.for).reference).toBe('Patient/p1');
        if (resource.resourceType === 'ServiceRequest')
          expect([resource.status, resource.intent]).toEqual(['draft', 'proposal']);
      },
    ],
  ];
  test.each(rows(ofResources, creates))('%s: what is created %s (%s)', (_id, _what, _name, holds) => holds());

  test('R-149: an update is the draft as it was sent, with another priority', () => {
    const updates = everyAction.flatMap(([, { type, resource }]) => (type === 'update' ? [resource] : []));
    expect(updates.length).toBeGreaterThan(0);
    for (const resource of updates)
      expect(resource).toEqual({ ...lumbarMri(resource.id), priority: resource.priority });
  });

  const signing = (order: object): Promise<Reply> =>
    post('order-sign', {
      context: { ...(request('order-sign')['context'] as object), draftOrders: bundle([order]) },
      prefetch: prefetch({ observations: bundle([present('leg-pain')]) }, serviceOf['order-sign']),
    });
  const removals = ({ body }: Reply): Any[] =>
    body.cards
      .flatMap((card: Any) => card.suggestions ?? [])
      .flatMap(({ actions }: Any) => actions)
      .filter(({ type }: Any) => type === 'delete');

  test('R-150: a removal names its order as type and id, and holds no resource', async () => {
    expect(removals(await signing(lumbarMri('sr1')))).toEqual([
      {
        type: 'delete',
        description: expect.any(String),
        resourceId: expect.stringMatching(/^[A-Z][A-Za-z]+\/[^/]+$/),
      },
    ]);
  });

  test('R-151: what is removed is a draft of the call', async () => {
    const [removal] = removals(await signing(lumbarMri('sr-of-the-call')));
    expect(removal.resourceId).toBe('ServiceRequest/sr-of-the-call');
  });

  test('E-25: an order that is signed is judged and not removed', async () => {
    const answer = await signing(lumbarMri('sr1', { status: 'active' }));
    expect(answer.body.cards.map(({ source }: Any) => source.topic.code)).toContain('REC15');
    expect(removals(answer)).toEqual([]);
  });

  test('R-145: an order that takes the place of another is created after that one is removed', async () => {
    const { cards } = (await post('order-sign', betterStudy)).body;
    const steps = cards
      .flatMap(({ suggestions = [] }: Any) => suggestions)
      .map(({ actions }: Any) => actions.map(({ type }: Any) => type).join(' '));
    expect(steps).toContain('delete create');
    expect(steps).not.toContain('create delete');
  });
});

describe('links and extensions', () => {
  const rules: readonly Rule[] = [
    ['R-155', 'has a label', ({ label }) => expect(label).toMatch(/\S/)],
    [
      'R-156',
      'leads to a host of the list',
      ({ url }) => expect(allowedHosts).toContain(new URL(url).hostname),
    ],
    ['R-161', 'is an address of the web', ({ url }) => expect(url).toMatch(/^https:\/\/[^/]+\//)],
    ['R-157', 'is of a known type', ({ type }) => expect(type).toBe('absolute')],
    ['R-159', 'has no appContext without an app', (link) => expect(link).not.toHaveProperty('appContext')],
    ['R-160', 'does not launch by itself', (link) => expect(link).not.toHaveProperty('autolaunchable')],
  ];
  test.each(rows(rules, everyLink))('%s: it %s (%s)', (_id, _what, _name, holds) => holds());

  test('R-171: a client may be registered without the assessment', async () => {
    const answer = await post('patient-view', {}, withClient({ profile: { assessmentExtension: false } }));
    expect(Object.keys(answer.body)).toEqual(['cards']);
  });
});

describe('R-230: every service has something to say', () => {
  test.each(hookNames.filter((hook) => hook !== 'problem-list-item-create'))('%s', (hook) => {
    expect(everyCard.filter(([name]) => name.startsWith(`${hook},`)).length).toBeGreaterThan(0);
  });

  test('problem-list-item-create', async () => {
    const added = condition('new', {
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.30' }] },
    });
    const context = {
      ...(request('problem-list-item-create')['context'] as object),
      conditions: bundle([added]),
    };
    const coded = (code: string, value: string) =>
      finding(code, {
        ...withoutBoolean,
        valueCodeableConcept: { coding: [{ system: lrValue, code: value }] },
      });
    const chart = [
      present('leg-pain'),
      present('slr'),
      coded('pain-path', 'lateral-leg'),
      coded('pain-quality', 'shooting'),
      coded('sens-dorsal-foot', 'reduced'),
      finding('mrc-great-toe-extension', { ...withoutBoolean, valueInteger: 4 }),
    ];
    const answer = await post('problem-list-item-create', {
      context,
      prefetch: prefetch(
        { observations: bundle(chart), conditions: bundle([]) },
        serviceOf['problem-list-item-create'],
      ),
    });
    expect(answer.body.cards.map(({ source }: Any) => source.topic.code)).toContain('REC29');
  });
});

test('R-226: the row of an answer says what was advised, by which version of which rule', async () => {
  const at = jar({ anonymous: true });
  const [card] = (await post('patient-view', {}, at)).body.cards;
  const [row] = (await at.rows()) as Any[];
  expect(row).toMatchObject({
    kind: 'call',
    knowledgeVersion: KNOWLEDGE_VERSION,
    cards: [expect.objectContaining({ n: 1, uuid: card.uuid, indicator: 'critical', rules: ['REC-03'] })],
    rules: expect.arrayContaining([
      expect.objectContaining({ id: 'REC-03', version: expect.stringMatching(/^\d+\.\d+\.\d+$/), card: 1 }),
    ]),
  });
});

describe('D19 by way of the wire', () => {
  test('R-054: what was shown is shown again', async () => {
    const at = jar({ anonymous: true });
    const ask = (hookInstance: string) =>
      post(
        'patient-view',
        {
          hookInstance,
          prefetch: prefetch({
            observations: bundle([
              observation('o', {
                code: {
                  coding: [{ system: 'https://radix-cds.org/fhir/CodeSystem/lr-finding', code: 'leg-pain' }],
                },
                ...left,
              }),
            ]),
          }),
        },
        at,
      );
    const first = (await ask('d1577c69-dfbe-44ad-ba6d-3e05e953b2e1')).body.cards.map(
      ({ summary }: Any) => summary,
    );
    const second = (await ask('d1577c69-dfbe-44ad-ba6d-3e05e953b2e2')).body.cards.map(
      ({ summary }: Any) => summary,
    );
    expect(first.length).toBeGreaterThan(0);
    expect(second).toEqual(first);
  });
});
