/** docs/conformance.md I to P, Security E as far as the wire goes: what every answer keeps to. */
import { describe, expect, test } from 'vitest';
import { knowledge } from '../../functions/call/think.ts';
import { allowedHosts } from '../../functions/cards/index.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import { makeInvoke } from '../../functions/invoke.ts';
import { entry, type Jar, type JarOptions, jar, type Reply, send } from '../support/cds.ts';
import {
  bundle,
  condition,
  finding,
  type HookName,
  hookNames,
  lumbarMri,
  observation,
  pathOf,
  prefetch,
  request,
  serviceOf,
} from '../support/requests.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are read as any client reads them
type Any = any;

const post = (hook: HookName, over: object = {}, at: Jar = jar({ anonymous: true })): Promise<Reply> =>
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

const answers = await Promise.all(
  cases.map(async ([hook, name, over]) => [`${hook}, ${name}`, await post(hook, over)] as const),
);
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
  expect(everySuggestion.length).toBeGreaterThan(5);
  expect(new Set(everyCard.map(([, { indicator }]) => indicator))).toEqual(
    new Set(['info', 'warning', 'critical']),
  );
});

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
  test.each(answers)('R-105 R-115: %s: 200 and an array of cards', (_, answer) => {
    expect(answer.status).toBe(200);
    expect(Array.isArray(answer.body.cards)).toBe(true);
  });

  test('R-106: no guidance is exactly an empty list, where the assessment is switched off', async () => {
    const quiet = prefetch({ observations: bundle([]), conditions: bundle([]) });
    const at = withClient({ profile: { assessmentExtension: false } });
    expect((await post('patient-view', { prefetch: quiet }, at)).text).toBe('{"cards":[]}');
    const usual = await post('patient-view', { prefetch: quiet });
    expect(usual.body.cards).toEqual([]);
    expect(usual.body.extension['org.radix-cds.assessment']).toMatchObject({ urgency: 'none', redFlags: [] });
  });

  test.each(answers)('R-003 R-005: %s: nothing empty but the list of cards', (_, { body }) => {
    const { extension: _extension, ...wire } = body;
    expect(empties(wire).filter((path) => path !== '.cards')).toEqual([]);
  });

  test('R-003 R-108: refusals have nothing empty either', async () => {
    for (const over of [{ hook: 5 }, { prefetch: {} }, { context: {} }])
      expect(empties((await post('patient-view', over)).body)).toEqual([]);
  });

  test.each(answers)('R-004 R-118: %s: strict JSON of less than 100 KB', (_, { text }) => {
    expect(() => JSON.parse(text)).not.toThrow();
    expect(text.length).toBeLessThan(100_000);
  });

  test.each(answers)('R-116 R-117: %s: the most urgent first, and few', (_, { body }) => {
    const rank = { critical: 0, warning: 1, info: 2 };
    const ranks = body.cards.map(({ indicator }: { indicator: keyof typeof rank }) => rank[indicator]);
    expect(ranks.filter((one: number) => one === 0)).toEqual(
      ranks.slice(0, ranks.filter((one: number) => one === 0).length),
    );
    expect(ranks.filter((one: number) => one > 0).length).toBeLessThanOrEqual(4);
  });

  test('R-119 T133: the same request a hundred times, byte by byte', async () => {
    const texts = new Set<string>();
    for (let i = 0; i < 100; i++) texts.add((await post('patient-view')).text);
    expect(texts.size).toBe(1);
  });

  test('R-121 R-095: guidance goes away with its reason', async () => {
    const at = jar({ anonymous: true });
    expect((await post('patient-view', {}, at)).body.cards.length).toBeGreaterThan(0);
    const corrected = prefetch({
      observations: bundle([finding('saddle-sensory-change', { status: 'entered-in-error' })]),
      conditions: bundle([]),
    });
    expect((await post('patient-view', { prefetch: corrected }, at)).body.cards).toEqual([]);
  });

  test('R-114 R-111 T145 E-45: a fault of ours is 500 with the id of the request, never an empty list, and tells nothing', async () => {
    const at = jar({
      anonymous: true,
      change: () => ({
        gather: () => {
          throw Object.assign(new Error('CANARY name'), {
            payload: 'CANARY',
            get trap(): never {
              throw new Error('CANARY');
            },
          });
        },
      }),
    });
    const answer = await post('patient-view', {}, at);
    expect([answer.status, answer.body.issue[0].code]).toEqual([500, 'exception']);
    expect(answer.body.issue[0].diagnostics).toBe('request gateway-id');
    expect(answer.body).not.toHaveProperty('cards');
    expect(answer.text + JSON.stringify(at.logged)).not.toContain('CANARY');
    expect(at.logged.at(-1)).toMatchObject({ status: 500, reason: 'exception', error: { name: 'Error' } });
    expect((await at.rows())[0]).toMatchObject({ kind: 'refusal', status: 500, reason: 'exception' });
  });

  test('E-45 T145: one rule that cannot be run takes no other with it; the answer and the service log say so', async () => {
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

  test.each([
    ['text', 'CANARY'],
    ['an object', { CANARY: 1 }],
    ['nothing', undefined],
  ])('T145 T154: %s thrown instead of an error', async (_, thrown) => {
    const at = jar({ anonymous: true, change: () => ({ gather: () => Promise.reject(thrown) }) });
    const answer = await post('patient-view', {}, at);
    expect(answer.status).toBe(500);
    expect(answer.text + JSON.stringify(at.logged)).not.toContain('CANARY');
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
  test.each(everyCard)('R-122 R-123 R-125 R-127 R-128 R-133 T141 T142: %s', (_, card) => {
    for (const member of Object.keys(card)) expect(members).toContain(member);
    expect(card.summary.trim()).toBe(card.summary);
    expect(card.summary.length).toBeGreaterThan(0);
    expect([...card.summary].length).toBeLessThan(140);
    expect(card.summary).not.toMatch(/[\n<>]|\*\*/);
    expect(['info', 'warning', 'critical']).toContain(card.indicator);
    expect(card.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(card.detail).not.toMatch(/<[a-z!/]/i);
  });

  test.each(everyCard)('R-136 R-137 R-138 R-139 R-126: source of %s', (_, { source, indicator }) => {
    expect(source.label).toMatch(/\S/);
    if (source.url !== undefined) expect(source.url).toMatch(/^https:\/\//);
    expect(source).not.toHaveProperty('icon');
    expect(source.topic.code).toMatch(/^[A-Za-z0-9]{1,100}$/);
    expect(source.topic.system).toMatch(/^https:\/\//);
    if (indicator === 'critical') expect(source.topic.code).toMatch(/^REC(03|04|05|06|07|08|10|22|30)$/);
  });

  test('R-128 T141: no uuid twice in an answer', () => {
    for (const [, { body }] of answers) {
      const ids = body.cards.flatMap((card: Any) => [
        card.uuid,
        ...(card.suggestions ?? []).map(({ uuid }: Any) => uuid),
      ]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('R-129 T193: a retry has the same uuids, another event others', async () => {
    const uuids = async (hookInstance: string) =>
      (await post('patient-view', { hookInstance })).body.cards.map(({ uuid }: Any) => uuid);
    const first = await uuids('d1577c69-dfbe-44ad-ba6d-3e05e953b2ea');
    expect(await uuids('d1577c69-dfbe-44ad-ba6d-3e05e953b2ea')).toEqual(first);
    expect(await uuids('d1577c69-dfbe-44ad-ba6d-3e05e953b2eb')).not.toEqual(first);
  });

  test.each(everyCard)(
    'R-130 R-132: %s has a selection behaviour exactly when it has suggestions',
    (_, card) => {
      expect(card.selectionBehavior !== undefined).toBe(card.suggestions !== undefined);
    },
  );

  test('R-120: each card says on its own what it is about', () => {
    for (const [, { summary, source }] of everyCard)
      expect(summary.length + source.label.length).toBeGreaterThan(20);
  });

  test('R-134 R-154 T144: a recommendation names what it rests on, what is missing, its source and version', () => {
    const [, emergency] = everyCard.find(([name]) => name.startsWith('patient-view, emergency')) ?? [];
    expect(emergency.detail).toMatch(/Why: .*\(.*exam\)/);
    expect(emergency.detail).toContain('Next: ');
    expect(emergency.detail).toMatch(/REC-03 v\d/);
    expect(emergency.detail).toMatch(/knowledge \d/);
  });

  test.each(everyCard)('R-135: a link that %s mentions is among its links', (_, card) => {
    const links = (card.links ?? []).map(({ url }: Any) => url);
    for (const [url] of (card.detail ?? '').matchAll(/https?:\/\/[^\s)]+/g)) expect(links).toContain(url);
  });
});

describe('suggestions and actions', () => {
  test.each(everySuggestion)('R-140 R-141 R-143 R-144: of %s', (_, suggestion) => {
    expect(suggestion.label).toMatch(/\S/);
    expect(suggestion.uuid).toMatch(/^[0-9a-f-]{36}$/);
    expect(suggestion.actions.length).toBeGreaterThan(0);
    expect(suggestion.actions.length).toBeLessThanOrEqual(standardProfile.maxActionsPerSuggestion);
  });

  test.each(everyCard)('R-131 R-142: %s recommends one at most where one may be chosen', (_, card) => {
    if (card.selectionBehavior !== undefined)
      expect(['any', 'at-most-one']).toContain(card.selectionBehavior);
    const recommended = (card.suggestions ?? []).filter(({ isRecommended }: Any) => isRecommended);
    if (card.selectionBehavior === 'at-most-one') expect(recommended.length).toBeLessThanOrEqual(1);
  });

  test.each(everyAction)('R-146 R-147 R-148 R-149 R-153: of %s', (_, action) => {
    expect(['create', 'delete']).toContain(action.type);
    expect(action.description).toMatch(/\S/);
    if (action.type !== 'create') return;
    const { resource } = action;
    expect(resource.resourceType).toMatch(/^[A-Z]/);
    expect(resource).not.toHaveProperty('id');
    expect((resource.subject ?? resource.for).reference).toBe('Patient/p1');
    if (resource.resourceType === 'ServiceRequest')
      expect([resource.status, resource.intent]).toEqual(['draft', 'proposal']);
  });

  test('R-150 R-151 R-145 E-25: a removal names a draft of the call, and never a signed order', async () => {
    const over = (order: object) => ({
      context: { ...(request('order-sign')['context'] as object), draftOrders: bundle([order]) },
      prefetch: prefetch({ observations: bundle([present('leg-pain')]) }, serviceOf['order-sign']),
    });
    const removals = async (order: object) =>
      (await post('order-sign', over(order))).body.cards
        .flatMap((card: Any) => card.suggestions ?? [])
        .flatMap(({ actions }: Any) => actions)
        .filter(({ type }: Any) => type === 'delete');
    const drafts = await removals(lumbarMri('sr1'));
    expect(drafts.length).toBeGreaterThan(0);
    for (const action of drafts) {
      expect(action.resourceId).toBe('ServiceRequest/sr1');
      expect(action).not.toHaveProperty('resource');
    }
    expect(await removals(lumbarMri('sr1', { status: 'active' }))).toEqual([]);
  });
});

describe('links, override reasons, system actions, extensions', () => {
  test.each(everyLink)('R-155 R-156 R-157 R-158 R-159 R-160 R-161 T139: of %s', (_, link) => {
    expect(link.label).toMatch(/\S/);
    const url = new URL(link.url);
    expect(url.protocol).toBe('https:');
    expect(allowedHosts).toContain(url.hostname);
    expect(link.url).not.toMatch(/p1|e-Q|launch=|iss=/);
    expect(link.type).toBe('absolute');
    expect(link).not.toHaveProperty('appContext');
    expect(link).not.toHaveProperty('autolaunchable');
  });

  test.each(everyCard)(
    'R-098 R-099 R-162 R-163 R-164 R-165: override reasons of %s',
    (_, { overrideReasons = [] }) => {
      expect(overrideReasons.length).toBeLessThanOrEqual(8);
      for (const reason of overrideReasons)
        for (const member of ['code', 'system', 'display']) expect(reason[member]).toMatch(/\S/);
      expect(new Set(overrideReasons.map(({ code }: Any) => code)).size).toBe(overrideReasons.length);
    },
  );

  test('R-163: every warning and emergency can be overridden with a reason', () => {
    for (const [, { indicator, overrideReasons = [] }] of everyCard)
      if (indicator !== 'info') expect(overrideReasons.length).toBeGreaterThanOrEqual(3);
  });

  test.each(answers)('R-166 R-167 R-168 R-169 R-170 T142: %s: no system actions', (_, { body }) => {
    expect(body).not.toHaveProperty('systemActions');
  });

  test.each(answers)('R-171: %s: one extension, named by a domain', (_, { body }) => {
    expect(Object.keys(body.extension)).toEqual(['org.radix-cds.assessment']);
  });

  test('R-171 R-172: a client may be registered without the assessment', async () => {
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
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.50' }] },
    });
    const context = {
      ...(request('problem-list-item-create')['context'] as object),
      conditions: bundle([added]),
    };
    const chart = [
      present('leg-pain'),
      present('slr'),
      finding('pain-path', {
        ...left,
        valueBoolean: undefined,
        valueCodeableConcept: {
          coding: [{ system: 'https://radix-cds.org/fhir/CodeSystem/lr-value', code: 'lateral-leg' }],
        },
      }),
    ];
    const answer = await post('problem-list-item-create', {
      context,
      prefetch: prefetch({ observations: bundle(chart) }, serviceOf['problem-list-item-create']),
    });
    expect([answer.status, Array.isArray(answer.body.cards)]).toEqual([200, true]);
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
