/** A site's own codes, read through its map: the same answer as in ours, and what one row of a map can say. */
import { expect, test } from 'vitest';
import { readCodeMap } from '../../../rules/codes/index.ts';
import { extract } from '../../../rules/extract/index.ts';
import { type FindingId, findingIds, findings } from '../../../rules/findings/index.ts';
import { loadPatients } from '../../../sandbox/patients/load-patients.ts';
import {
  bodySite,
  condition,
  extracted,
  finding,
  NOW,
  observation,
  snomed,
  subject,
} from '../../support/fhir.ts';
import { inSiteCodes, siteCodeMap } from '../../support/made-up-site.ts';
import { devVignettes } from '../dev-vignettes.ts';

const FINDING = 'https://radix-cds.org/fhir/CodeSystem/lr-finding';
const VALUE = 'https://radix-cds.org/fhir/CodeSystem/lr-value';
const SIDE = 'https://radix-cds.org/fhir/side';
const SAYS = 'https://radix-cds.org/fhir/value';
const OF = 'https://radix-cds.org/fhir/finding';
const ROWS = 'urn:oid:2.16.840.1.113883.3.99999.7';

const mapOf = (conceptMap: unknown) => {
  const { codeMap, problems } = readCodeMap(conceptMap);
  if (codeMap === undefined) throw new Error(JSON.stringify(problems));
  return codeMap;
};

const whole = mapOf(siteCodeMap);

const charts = devVignettes.map(({ id, title, input }) => {
  const facts = input.f.map(([name, value, options], n) =>
    finding(name as FindingId, value as never, {
      id: `o${n}`,
      ...(options?.side && {
        side: ({ L: 'left', R: 'right', B: 'both', U: 'both' } as const)[options.side],
      }),
    }),
  );
  return [id, title, facts] as const;
});

test.each(charts)('%s, "%s": in the codes of a site the chart says the same', (_, __, facts) => {
  const site = facts.map(inSiteCodes);
  expect(JSON.stringify(site)).not.toMatch(/lr-(?:finding|value)/);
  expect(extracted(site, { codeMap: whole }).input).toEqual(extracted(facts).input);
});

test.each(
  loadPatients(new Date(NOW)).map((bundle) => {
    const resources = (bundle.entry ?? []).map(({ resource }) => resource);
    const id = resources.find((one) => one?.resourceType === 'Patient')?.id ?? '';
    return [id, resources] as const;
  }),
)('%s: the whole chart of a synthetic patient says the same', (patientId, resources) => {
  const chart = { now: NOW, hook: 'patient-view', patientId } as const;
  const ours = extract({ ...chart, resources });
  const site = extract({ ...chart, resources: resources.map(inSiteCodes), codeMap: whole });
  expect(site.input).toEqual(ours.input);
  expect(site.leftOut).toEqual(ours.leftOut);
});

const row = (code: string, target: object) => ({ code, target: [{ equivalence: 'equivalent', ...target }] });
const side = (value: string) => ({ property: SIDE, value });
const says = (value: string) => ({ property: SAYS, value });

const site = mapOf({
  resourceType: 'ConceptMap',
  status: 'active',
  version: '3',
  group: [
    {
      source: ROWS,
      target: FINDING,
      element: [
        row('drop-left', { code: 'foot-drop', product: [side('left')] }),
        row('no-drop', { code: 'foot-drop', product: [says('no')] }),
        row('slr', { code: 'slr' }),
        row('dorsiflexion-left', { code: 'mrc-ankle-dorsiflexion', product: [side('left')] }),
        row('dorsiflexion-right', { code: 'mrc-ankle-dorsiflexion', product: [side('right')] }),
        row('df2-left', { code: 'mrc-ankle-dorsiflexion', product: [side('left'), says('2')] }),
        row('residual', { code: 'pvr-ml' }),
        row('pulse', { code: 'pulses' }),
        row('calf-pain', { code: 'pain-path', product: [says('posterior-calf')] }),
        row('cancer', { code: 'cancer-history', equivalence: 'wider' }),
        row('belt', { code: 'tight-belt' }),
        { code: 'bed-height', target: [{ equivalence: 'unmatched' }] },
      ],
    },
    {
      source: `${ROWS}.1`,
      target: VALUE,
      element: [
        { ...row('1', { code: 'yes' }), display: 'Present' },
        { ...row('2', { code: 'no' }), display: 'Not present' },
        row('pos-left', { code: 'yes', product: [side('left')] }),
        {
          code: '3',
          target: [
            { code: 'absent', equivalence: 'equivalent', dependsOn: [{ property: OF, value: 'pulses' }] },
            {
              code: '3',
              equivalence: 'equivalent',
              dependsOn: [{ property: OF, value: 'mrc-ankle-dorsiflexion' }],
            },
          ],
        },
        { code: 'see-note', target: [{ equivalence: 'unmatched' }] },
        row('left-side', { code: 'side', product: [side('left')] }),
      ],
    },
  ],
});

const rows = (code: string) => ({ coding: [{ system: ROWS, code }] });
const list = (code: string) => ({ coding: [{ system: `${ROWS}.1`, code }] });
const charted = (code: string, rest: Parameters<typeof observation>[1]) => observation(rows(code), rest);
const read = (...resources: readonly unknown[]) => extracted(resources, { codeMap: site });
const factsOf = (...resources: readonly unknown[]) =>
  read(...resources).input.facts.map(({ id, value, side: leg }) => [id, value, leg]);

test.each([
  [
    'a side that the row names',
    charted('drop-left', { valueCodeableConcept: list('1') }),
    ['foot-drop', true, 'L'],
  ],
  [
    'a side that the answer names',
    charted('slr', { valueCodeableConcept: list('pos-left') }),
    ['slr', true, 'L'],
  ],
  [
    'a side of the site',
    charted('slr', { valueBoolean: true, bodySite: list('left-side') }),
    ['slr', true, 'L'],
  ],
  ['a standard side', charted('slr', { valueBoolean: true, bodySite: bodySite('R') }), ['slr', true, 'R']],
  [
    'an answer that the row names',
    charted('df2-left', { valueBoolean: true }),
    ['mrc-ankle-dorsiflexion', 2, 'L'],
  ],
  [
    'a row that is a denial',
    charted('no-drop', { valueCodeableConcept: list('1') }),
    ['foot-drop', false, undefined],
  ],
  [
    'a denied denial',
    charted('no-drop', { valueCodeableConcept: list('2') }),
    ['foot-drop', true, undefined],
  ],
  [
    'an item that the row names',
    charted('calf-pain', { valueBoolean: true }),
    ['pain-path', ['posterior-calf'], undefined],
  ],
  [
    'an item that is denied',
    charted('calf-pain', { valueCodeableConcept: list('2') }),
    ['pain-path', ['!posterior-calf'], undefined],
  ],
  [
    'a number of a list in one row',
    charted('dorsiflexion-left', { valueCodeableConcept: list('3') }),
    ['mrc-ankle-dorsiflexion', 3, 'L'],
  ],
  [
    'the same number in another row',
    charted('pulse', { valueCodeableConcept: list('3') }),
    ['pulses', 'absent', undefined],
  ],
  [
    'a written strength',
    charted('dorsiflexion-left', { valueString: '2/5' }),
    ['mrc-ankle-dorsiflexion', 2, 'L'],
  ],
  [
    'the words of an answer',
    charted('drop-left', { valueString: ' not PRESENT' }),
    ['foot-drop', false, 'L'],
  ],
  [
    'an amount in its own unit',
    charted('residual', {
      valueQuantity: { value: 0.4, unit: 'L', system: 'http://unitsofmeasure.org', code: 'L' },
    }),
    ['pvr-ml', 400, undefined],
  ],
  [
    'an answer to a standard code',
    observation(snomed('6077001'), { valueCodeableConcept: list('1') }),
    ['foot-drop', true, undefined],
  ],
  [
    'a row as the answer to a question',
    charted('summary', { valueCodeableConcept: rows('drop-left') }),
    ['foot-drop', true, 'L'],
  ],
  ['a problem', condition(rows('drop-left')), ['foot-drop', true, 'L']],
])('reads %s', (_, resource, fact) => expect(factsOf(resource)).toEqual([fact]));

test('reads several answers of a list that stand in one text, and leaves the others open', () => {
  const map = mapOf({
    resourceType: 'ConceptMap',
    status: 'active',
    version: '3',
    group: [
      { source: ROWS, target: FINDING, element: [row('path', { code: 'pain-path' })] },
      {
        source: `${ROWS}.1`,
        target: VALUE,
        element: [
          { ...row('c', { code: 'posterior-calf' }), display: 'Calf' },
          { ...row('s', { code: 'sole' }), display: 'Sole' },
        ],
      },
    ],
  });
  const chart = charted('path', { valueString: 'Calf; sole;Somewhere else' });
  expect(extracted([chart], { codeMap: map }).input.facts).toMatchObject([
    { id: 'pain-path', value: ['posterior-calf', 'sole'] },
  ]);
});

test('reads the legs of a panel, each with its own strength', () =>
  expect(
    factsOf(
      charted('motor-panel', {
        component: [
          { code: rows('dorsiflexion-left'), valueInteger: 2 },
          { code: rows('dorsiflexion-right'), valueInteger: 5 },
        ],
      }),
    ),
  ).toEqual([
    ['mrc-ankle-dorsiflexion', 2, 'L'],
    ['mrc-ankle-dorsiflexion', 5, 'R'],
  ]));

test('reads a condition of the problem list, and one that is charted', () =>
  expect(
    read(condition(rows('cancer')), charted('belt', { id: 'o2', valueCodeableConcept: list('1') })).input
      .cond,
  ).toEqual(expect.arrayContaining(['cancer-history', 'tight-belt'])));

const CANCER = '900000000000101';
const narrower = mapOf({
  resourceType: 'ConceptMap',
  status: 'active',
  version: '4',
  group: [
    {
      source: 'urn:oid:2.16.840.1.113883.6.96',
      target: FINDING,
      element: [
        {
          code: CANCER,
          target: ['cancer-history', 'recent-cancer'].map((code) => ({ code, equivalence: 'wider' })),
        },
      ],
    },
  ],
});

test.each(
  ['http://snomed.info/sct', 'https://snomed.info/sct/', 'urn:oid:2.16.840.1.113883.6.96'].flatMap(
    (system) => [
      [
        'a problem',
        system,
        condition({ coding: [{ system, code: CANCER }] }, { onsetDateTime: '2026-11-01' }),
      ] as const,
      [
        'the value of an Observation',
        system,
        observation(
          { coding: [{ system: 'http://loinc.org', code: '75325-1' }] },
          { valueCodeableConcept: { coding: [{ system, code: CANCER }] } },
        ),
      ] as const,
    ],
  ),
)('%s, with SNOMED CT as %s, says every condition that a line has', (_, __, resource) =>
  expect(extracted([resource], { codeMap: narrower }).input.cond).toEqual(
    expect.arrayContaining(['cancer-history', 'recent-cancer']),
  ),
);

const several = mapOf({
  resourceType: 'ConceptMap',
  status: 'active',
  version: '5',
  group: [
    ...[ROWS, 'https://site.example/Questionnaire/8'].map((source) => ({
      source,
      target: FINDING,
      element: [
        {
          code: 'clot',
          target: [
            { code: 'previous-dvt', equivalence: 'equivalent' },
            { code: 'arterial-occlusion-leg', equivalence: 'equivalent', product: [side('left')] },
          ],
        },
      ],
    })),
    { source: `${ROWS}.1`, target: VALUE, element: [row('1', { code: 'yes' }), row('2', { code: 'no' })] },
  ],
});
const clotForm = (answer: object) => ({
  resourceType: 'QuestionnaireResponse',
  id: 'q1',
  status: 'completed',
  questionnaire: 'https://site.example/Questionnaire/8',
  authored: '2026-11-21',
  subject,
  item: [{ linkId: 'clot', answer: [answer] }],
});

// a second meaning of a code says its own side
test.each([
  ['a problem', condition(rows('clot')), true],
  ['a charted row', charted('clot', { valueCodeableConcept: list('1') }), true],
  ['a row of a panel', charted('panel', { component: [{ code: rows('clot'), valueBoolean: true }] }), true],
  ['the value of a question', charted('summary', { valueCodeableConcept: rows('clot') }), true],
  ['a question of a form', clotForm({ valueCoding: { system: `${ROWS}.1`, code: '1' } }), true],
  ['a question of a form, in words', clotForm({ valueString: 'Yes' }), true],
  ['a denied row', charted('clot', { valueCodeableConcept: list('2') }), false],
  [
    'a denied row of a panel',
    charted('panel', { component: [{ code: rows('clot'), valueBoolean: false }] }),
    false,
  ],
  ['a denied question of a form', clotForm({ valueBoolean: false }), false],
])('%s says every condition of its line, each with its side, where it holds', (_, resource, holds) => {
  const { cond, occurrences = [] } = extracted([resource], { codeMap: several }).input;
  expect([cond.includes('previous-dvt'), occurrences.map(({ id, side: leg }) => [id, leg])]).toEqual([
    holds,
    holds ? [['arterial-occlusion-leg', 'L']] : [],
  ]);
});

test('reads a form under the names of the site', () => {
  const form = mapOf({
    resourceType: 'ConceptMap',
    status: 'active',
    version: '3',
    group: [
      {
        source: 'https://site.example/Questionnaire/9',
        target: FINDING,
        element: [
          row('a1', { code: 'saddle-sensory-change' }),
          row('a2', { code: 'foot-drop', product: [side('left')] }),
          row('a3', { code: 'pain-path', product: [says('posterior-calf')] }),
          row('a4', { code: 'fever' }),
        ],
      },
    ],
  });
  const item = [
    { linkId: 'a1', answer: [{ valueBoolean: true }] },
    { linkId: 'group', item: [{ linkId: 'a2', answer: [{ valueString: 'Yes' }] }] },
    { linkId: 'a3', answer: [{ valueBoolean: true }] },
    { linkId: 'a4', answer: [{ valueBoolean: false }] },
  ];
  const response = {
    resourceType: 'QuestionnaireResponse',
    id: 'q1',
    status: 'completed',
    questionnaire: 'https://site.example/Questionnaire/9|2',
    authored: '2026-11-21',
    subject,
    item,
  };
  const facts = extracted([response], { codeMap: form }).input.facts;
  expect(facts.map(({ id, value, side: leg }) => [id, value, leg])).toEqual([
    ['saddle-sensory-change', true, undefined],
    ['foot-drop', true, 'L'],
    ['pain-path', ['posterior-calf'], undefined],
    ['fever', false, undefined],
  ]);
});

test('what the site says to be ignored is no code without a meaning', () => {
  expect(read(charted('bed-height', { valueInteger: 40 })).unmappedCodes).toBe(0);
  expect(read(charted('chair-height', { valueInteger: 40 })).unmappedCodes).toBe(1);
});

test('an ignored answer to a question that a red flag rests on is still not understood', () =>
  expect(
    read(
      charted('drop-left', { valueCodeableConcept: list('see-note') }),
      finding('leg-pain', true, { id: 'o2' }),
    ).holes,
  ).toContainEqual(expect.objectContaining({ about: ['foot-drop'] })));

const dangers = findingIds.filter((id) => findings[id].safety === true).map((id) => [id] as const);

test.each(dangers)('%s: an answer that the map does not have is not understood, and said', (id) => {
  const { code } = inSiteCodes(finding(id, true));
  const value = { coding: [{ system: 'urn:oid:1.2.3', code: 'x' }] };
  const chart = [
    observation(code as never, { valueCodeableConcept: value }),
    finding('leg-pain', true, { id: 'o2' }),
  ];
  expect(extracted(chart, { codeMap: whole }).holes).toContainEqual(expect.objectContaining({ about: [id] }));
});

test.each([
  [
    'a form',
    { resourceType: 'QuestionnaireResponse', questionnaire: 'https://site.example/Questionnaire/9' },
  ],
  ['members', { resourceType: 'Observation' }],
])('%s nested without an end costs itself, and never the answer', (_, shape) => {
  let inner: object = { linkId: 'a1' };
  for (let n = 0; n < 20_000; n++)
    inner = { resourceType: 'Observation', linkId: 'a', item: [inner], contained: [inner] };
  const hostile = { ...shape, id: 'h', subject, item: [inner], contained: [inner] };
  const facts = factsOf(hostile, charted('drop-left', { valueBoolean: true }));
  expect(facts).toEqual([['foot-drop', true, 'L']]);
});
