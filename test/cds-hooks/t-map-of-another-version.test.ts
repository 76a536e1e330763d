/**
 * A site's map that was made for another version of the knowledge: the client is served, what the map still says is
 * read, and what it does not say any more is neither read wrongly nor passed over.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fileRegistry } from '../../functions/client/file-registry.ts';
import { readCodeMap } from '../../rules/codes/index.ts';
import { check, checkStored } from '../../tools/clients/edit-registry.ts';
import { entry, jar, send } from '../support/cds.ts';
import { bundle, condition, finding, pathOf, prefetch, request } from '../support/requests.ts';

const FINDING = 'https://radix-cds.org/fhir/CodeSystem/lr-finding';
const VALUE = 'https://radix-cds.org/fhir/CodeSystem/lr-value';
const ROWS = 'urn:oid:1.2.3';
const ANSWERS = 'urn:oid:1.2.4';

const line = (code: string, target: object) => ({ code, target: [{ equivalence: 'equivalent', ...target }] });
const product = (property: string, value: string) => ({
  product: [{ property: `https://radix-cds.org/fhir/${property}`, value }],
});
const dependsOn = (value: string) => ({
  dependsOn: [{ property: 'https://radix-cds.org/fhir/finding', value }],
});

const sound = line('strength', { code: 'mrc-ankle-dorsiflexion', ...product('side', 'left') });
const mapOf = (row: object, ...answers: readonly object[]) => ({
  resourceType: 'ConceptMap',
  status: 'active',
  version: '1',
  group: [
    { source: ROWS, target: FINDING, element: [sound, row] },
    {
      source: ANSWERS,
      target: VALUE,
      element: [line('Y', { code: 'yes' }), line('N', { code: 'no' }), ...answers],
    },
  ],
});

const row = (code: string, value: object) =>
  finding('x', { id: code, code: { coding: [{ system: ROWS, code }] }, valueBoolean: undefined, ...value });
const coded = (code: string) => ({ valueCodeableConcept: { coding: [{ system: ANSWERS, code }] } });

interface ShownAnswer {
  readonly status: number;
  readonly said: string;
  readonly flags: readonly string[];
}

const answerTo = async (
  codeMap: unknown,
  observations: readonly object[],
  problems: readonly object[] = [],
) => {
  const one = jar({ anonymous: true, clients: [entry({ codeMap })] });
  const chart = prefetch({
    observations: bundle([finding('leg-pain'), ...observations]),
    conditions: bundle(problems),
  });
  const { status, body } = await send(one.handlers.invoke, {
    path: pathOf('patient-view'),
    body: request('patient-view', { prefetch: chart }),
  });
  const { redFlags = [] } = body.extension?.['org.radix-cds.assessment'] ?? {};
  const flags = (redFlags as { id: string }[]).map(({ id }) => id);
  return { status, said: JSON.stringify(body), flags } satisfies ShownAnswer;
};

const unread = /unknown finding code|not as a coded value/;

type DatedLine = readonly [what: string, row: object, value: object, ...answers: object[]];
const dated: readonly DatedLine[] = [
  ['a finding that was dropped', line('a', { code: 'foot-slap' }), coded('Y')],
  ['a finding that was renamed', line('a', { code: 'foot-dropp' }), coded('Y')],
  [
    'a dropped finding with an answer',
    line('a', { code: 'foot-slap', ...product('value', 'yes') }),
    coded('Y'),
  ],
  [
    'a dropped finding with a number',
    line('a', { code: 'residual' }),
    { valueQuantity: { value: 400, code: 'mL' } },
  ],
  [
    'a value that the finding lost',
    line('a', { code: 'foot-drop', ...product('value', 'severe') }),
    coded('Y'),
  ],
  [
    'a value that the finding lost, denied',
    line('a', { code: 'foot-drop', ...product('value', 'severe') }),
    coded('N'),
  ],
  [
    'a wider line onto what became a red flag',
    line('a', { code: 'saddle-sensory-change', equivalence: 'wider' }),
    coded('Y'),
  ],
  [
    'a wider line onto a number of a red flag',
    line('a', { code: 'pvr-ml', equivalence: 'wider' }),
    { valueQuantity: { value: 400, code: 'mL' } },
  ],
  ['a word that was dropped', line('a', { code: 'foot-drop' }), coded('3'), line('3', { code: 'slapping' })],
  [
    'a word that the finding lost',
    line('a', { code: 'foot-drop' }),
    coded('3'),
    line('3', { code: 'increased', ...dependsOn('foot-drop') }),
  ],
  [
    'a word that was dropped, beside one for all other rows',
    line('a', { code: 'foot-drop' }),
    coded('3'),
    {
      code: '3',
      target: [
        { code: 'no', equivalence: 'equivalent' },
        { code: 'slapping', equivalence: 'equivalent', ...dependsOn('foot-drop') },
      ],
    },
  ],
  [
    'a word that was dropped, of a number',
    line('a', { code: 'pvr-ml' }),
    coded('3'),
    line('3', { code: '' }),
  ],
  [
    'a word for a finding that was renamed, beside one for all other rows',
    line('a', { code: 'foot-drop' }),
    coded('3'),
    {
      code: '3',
      target: [
        { code: 'no', equivalence: 'equivalent' },
        { code: 'yes', equivalence: 'equivalent', ...dependsOn('foot-slap') },
      ],
    },
  ],
];

test.each(dated.map(([what, one, value, ...answers]) => [what, mapOf(one, ...answers), value] as const))(
  '%s: the call is answered, and the card says that it was not read',
  async (_, map, value) => {
    const { status, said, flags } = await answerTo(map, [row('a', value)]);
    expect([status, flags]).toEqual([200, []]);
    expect(said).toMatch(unread);
  },
);

test.each([
  ['alone', []],
  ['beside a question that is read', [{ linkId: 'leg-pain', answer: [{ valueBoolean: true }] }]],
])('a question of a form by a dropped finding is said, %s', async (_, others) => {
  const form = 'https://st-elsewhere.example/Questionnaire/legs';
  const map = mapOf(line('a', { code: 'foot-slap' }));
  const ofForm = { source: form, target: FINDING, element: [line('q1', { code: 'heel-slap' })] };
  const one = jar({
    anonymous: true,
    clients: [entry({ codeMap: { ...map, group: [...map.group, ofForm] } })],
  });
  const response = {
    resourceType: 'QuestionnaireResponse',
    id: 'r',
    status: 'completed',
    questionnaire: form,
    authored: '2026-11-20',
    subject: { reference: 'Patient/p1' },
    item: [...others, { linkId: 'q1', answer: [{ valueBoolean: true }] }],
  };
  const { body } = await send(one.handlers.invoke, {
    path: pathOf('patient-view'),
    body: request('patient-view', {
      prefetch: {
        ...prefetch({ observations: bundle([finding('leg-pain')]) }),
        questionnaires: bundle([response]),
      },
    }),
  });
  expect(JSON.stringify(body)).toMatch(unread);
});

test('the lines that are still right are read', async () => {
  const map = mapOf(line('a', { code: 'foot-slap' }));
  const { said, flags } = await answerTo(map, [row('strength', { valueString: '2/5' })]);
  expect(flags).toContain('RF-MOTOR');
  expect(said).not.toMatch(unread);
});

test('a problem by a dropped code is said too', async () => {
  const problem = condition('c', { code: { coding: [{ system: ROWS, code: 'a' }] } });
  const { status, said } = await answerTo(mapOf(line('a', { code: 'foot-slap' })), [], [problem]);
  expect([status, said]).toEqual([200, expect.stringMatching(unread)]);
});

const temperature = { system: 'http://loinc.org', code: '8310-5' };
const feverRow = (code: string) =>
  row('t', {
    code: { coding: [temperature, { system: ROWS, code }] },
    valueQuantity: { value: 39.5, system: 'http://unitsofmeasure.org', code: 'Cel' },
  });

test('a standard code beside the code of a dropped finding is read, and the other is said', async () => {
  const map = mapOf(line('a', { code: 'foot-slap' }));
  const { said, flags } = await answerTo(map, [feverRow('a'), finding('low-back-pain', { id: 'back' })]);
  expect(flags).toContain('RF-INFECTION');
  expect(said).toMatch(unread);
});

test('one dropped condition beside one that is left is said of a problem', async () => {
  const both = ['cancer-history', 'cancer-of-yore'].map((code) => ({ code, equivalence: 'equivalent' }));
  const map = mapOf({ code: 'a', target: both } as never);
  const problem = condition('c', { code: { coding: [{ system: ROWS, code: 'a' }] } });
  const { status, said } = await answerTo(map, [], [problem]);
  expect([status, said]).toEqual([200, expect.stringMatching(unread)]);
});

test('a place by a dropped word is said', async () => {
  const place = line('site', { code: 'hind-calf' });
  const map = mapOf(line('a', { code: 'foot-drop' }), place);
  const bodySite = { coding: [{ system: ANSWERS, code: 'site' }] };
  expect((await answerTo(map, [row('a', { ...coded('Y'), bodySite })])).said).toMatch(unread);
});

describe('one code under two spellings of its system', () => {
  const SPELT = ['http://snomed.info/sct', 'urn:oid:2.16.840.1.113883.6.96'];
  const code = '900000000000101';
  const spelt = (...findings: readonly string[]) => ({
    ...mapOf(sound),
    group: findings.map((one, n) => ({
      source: SPELT[n],
      target: FINDING,
      element: [line(code, { code: one })],
    })),
  });
  const charted = row('a', { code: { coding: [{ system: SPELT[1], code }] }, valueBoolean: true });

  test('that says the same is one line', async () => {
    const map = spelt('saddle-sensory-change', 'saddle-sensory-change');
    expect(check(JSON.stringify({ clients: [entry({ codeMap: map })] })).ok).toBe(true);
    expect((await answerTo(map, [charted])).flags).toContain('RF-CES');
  });

  test('that says two things is refused by check, and costs the line alone', async () => {
    const map = spelt('saddle-sensory-change', 'fever');
    const { ok, lines } = check(JSON.stringify({ clients: [entry({ codeMap: map })] }));
    expect([ok, lines.join('\n')]).toEqual([
      false,
      expect.stringMatching(/another spelling[\s\S]*is served/),
    ]);
    const { status, said, flags } = await answerTo(map, [charted]);
    expect([status, flags, said]).toEqual([200, [], expect.stringMatching(unread)]);
  });
});

test('a side that the finding lost is left out, and the row is read', async () => {
  const map = mapOf(line('a', { code: 'saddle-sensory-change', ...product('side', 'left') }));
  expect((await answerTo(map, [row('a', coded('Y'))])).flags).toContain('RF-CES');
});

test('a code that this version reads by itself is read by itself', async () => {
  const own = {
    ...mapOf(line('a', { code: 'foot-drop' })),
    group: [{ source: 'http://loinc.org', target: FINDING, element: [line('8310-5', { code: 'pain-nrs' })] }],
  };
  const temperature = row('a', {
    code: { coding: [{ system: 'http://loinc.org', code: '8310-5' }] },
    valueQuantity: { value: 39.5, system: 'http://unitsofmeasure.org', code: 'Cel' },
  });
  const back = finding('low-back-pain', { id: 'back' });
  expect((await answerTo(own, [temperature, back])).flags).toContain('RF-INFECTION');
});

test('check refuses the map before an upgrade, names the nearest finding, and says that the client is served', () => {
  const clients = [entry({ codeMap: mapOf(line('a', { code: 'foot-dropp' })) })];
  const { ok, lines } = check(JSON.stringify({ clients }));
  expect([ok, lines.join('\n')]).toEqual([
    false,
    expect.stringMatching(
      /st-elsewhere: codeMap\.group\[0\]\.element\[1\]\.target\[0\]\.code must be a code of lr-finding, such as foot-drop\nst-elsewhere is served by this version without these lines/,
    ),
  ]);
});

test('check of what is registered reads the table by the version at hand', async () => {
  const stored = { id: 'st-elsewhere', changedAt: '2026-11-30' };
  const table = (codeMap: unknown) => ({
    all: async () => [{ ...stored, entry: JSON.stringify(entry({ codeMap })) }],
    put: async () => {},
    remove: async () => undefined,
  });
  expect((await checkStored(table(mapOf(line('a', { code: 'foot-drop' }))))).ok).toBe(true);
  expect((await checkStored(table(mapOf(line('a', { code: 'foot-slap' }))))).ok).toBe(false);
});

describe('a registry file, as npm start reads it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dated-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const registry = (...clients: readonly object[]) => {
    const path = join(folder, 'clients.json');
    writeFileSync(path, JSON.stringify({ clients }));
    return fileRegistry(path, { allowLoopback: false, readCodeMap })();
  };
  const dated = entry({ codeMap: mapOf(line('a', { code: 'foot-slap' })) });

  test('serves the client, and tells of the line, as a table does', async () => {
    const { clients, problems } = await registry(dated);
    expect([clients.length, problems.map(({ field, served }) => [field, served])]).toEqual([
      1,
      [['codeMap.group[0].element[1].target[0].code', true]],
    ]);
  });

  test.each([
    ['a map that was never right', [entry({ codeMap: mapOf({}) })]],
    ['the same client twice', [dated, dated]],
  ])('is refused for %s', async (_, clients) =>
    expect(registry(...clients)).rejects.toThrow(/clients\.json has \d problem/),
  );
});

test('a map that was never right costs the client, as before', () => {
  const clients = [entry({ codeMap: mapOf(line('a', { code: 'foot-drop', equivalence: 'relatedto' })) })];
  expect(check(JSON.stringify({ clients })).lines.join('\n')).not.toContain('is served');
});
