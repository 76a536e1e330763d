/** What may stand in the ConceptMap of a registration, and what is said of what may not. */
import { expect, test } from 'vitest';
import { findingIds, findings } from '../../../rules/findings/index.ts';
import { checkedCodeMap } from '../../../tools/clients/code-map.ts';
import { check } from '../../../tools/clients/edit-registry.ts';
import { entry } from '../../support/cds.ts';
import { siteCodeMap } from '../../support/made-up-site.ts';

const FINDING = 'https://radix-cds.org/fhir/CodeSystem/lr-finding';
const VALUE = 'https://radix-cds.org/fhir/CodeSystem/lr-value';
const SIDE = 'https://radix-cds.org/fhir/side';
const SAYS = 'https://radix-cds.org/fhir/value';
const OF = 'https://radix-cds.org/fhir/finding';

const map = (over: object, group: object = {}, target: object = {}, element: object = {}) => ({
  resourceType: 'ConceptMap',
  status: 'active',
  version: '1',
  group: [
    {
      source: 'urn:oid:1.2.3',
      target: FINDING,
      element: [
        { code: 'a', target: [{ code: 'leg-pain', equivalence: 'equivalent', ...target }], ...element },
      ],
      ...group,
    },
  ],
  ...over,
});
const ofTarget = (target: object, group: object = {}) => map({}, group, target);
const value = (target: object) => ofTarget({ code: 'yes', ...target }, { target: VALUE });
const dependsOn = (finding: string) => [{ property: OF, value: finding }];

const problemsOf = (conceptMap: unknown) =>
  checkedCodeMap(conceptMap).problems.map(({ field, sentence }) => ({ field, sentence }));

test.each([
  ['the whole map of a site', siteCodeMap],
  ['a target that is wider than the local code', ofTarget({ code: 'cancer-history', equivalence: 'wider' })],
  [
    'several conditions of one code',
    map(
      {},
      {},
      {},
      { target: ['cancer-history', 'recent-cancer'].map((code) => ({ code, equivalence: 'equal' })) },
    ),
  ],
  ['a code that is meant to be ignored', ofTarget({ code: undefined, equivalence: 'unmatched' })],
  [
    'a side and a number in the local code',
    ofTarget({
      code: 'mrc-hip-flexion',
      product: [
        { property: SIDE, value: 'both' },
        { property: SAYS, value: '2' },
      ],
    }),
  ],
  [
    'a wider answer of a row that no red flag rests on',
    value({ equivalence: 'wider', dependsOn: dependsOn('heaviness') }),
  ],
])('accepts %s', (_, conceptMap) => expect(problemsOf(conceptMap)).toEqual([]));

const target = 'group[0].element[0].target[0]';

test.each([
  ['no ConceptMap', { resourceType: 'ValueSet' }, '', 'must be a ConceptMap'],
  ['no version', map({ version: undefined }), 'version', 'must be a version'],
  ['a version with words', map({ version: 'of Dr Smith' }), 'version', 'must be a version'],
  ['no group', map({ group: [] }), 'group', 'one or more groups'],
  ['a source that is no URI', map({}, { source: 'flowsheet' }), 'group[0].source', 'must be the URI'],
  ['our own system as the source', map({}, { source: FINDING }), 'group[0].source', 'must be the URI'],
  [
    'another target system',
    map({}, { target: 'http://snomed.info/sct' }),
    'group[0].target',
    'must be https://radix-cds.org',
  ],
  [
    'a rule for all other codes',
    map({}, { unmapped: { mode: 'fixed', code: 'leg-pain' } }),
    'group[0].unmapped',
    'must be left out',
  ],
  ['no element', map({}, { element: [] }), 'group[0].element', 'one or more elements'],
  [
    'an element without a code',
    map({}, {}, {}, { code: undefined }),
    'group[0].element[0].code',
    'must be a code',
  ],
  [
    'a code that is read already',
    map({}, { source: 'http://loinc.org' }, {}, { code: '8310-5' }),
    'group[0].element[0].code',
    'is read already',
  ],
  [
    'a code twice',
    map(
      {},
      { element: [1, 2].map(() => ({ code: 'a', target: [{ code: 'slump', equivalence: 'equal' }] })) },
    ),
    'group[0].element[1].code',
    'earlier element',
  ],
  [
    'two findings of one code',
    map({}, {}, {}, { target: ['numbness', 'tingling'].map((code) => ({ code, equivalence: 'equal' })) }),
    'group[0].element[0].target',
    'one target',
  ],
  [
    'a condition beside a finding',
    map(
      {},
      {},
      {},
      { target: ['cancer-history', 'tingling'].map((code) => ({ code, equivalence: 'equal' })) },
    ),
    'group[0].element[0].target',
    'one target',
  ],
  ['a finding that does not exist', ofTarget({ code: 'leg-pane' }), `${target}.code`, 'code of lr-finding'],
  [
    'a line that nobody reviewed',
    ofTarget({ equivalence: 'relatedto' }),
    `${target}.equivalence`,
    'nobody has reviewed',
  ],
  ['no equivalence', ofTarget({ equivalence: undefined }), `${target}.equivalence`, 'must be equal'],
  [
    'a target that says more than the local code',
    ofTarget({ equivalence: 'narrower' }),
    `${target}.equivalence`,
    'holds less',
  ],
  [
    'a side of what has none',
    ofTarget({ code: 'fever', product: [{ property: SIDE, value: 'left' }] }),
    `${target}.product`,
    'no side',
  ],
  [
    'a side of another name',
    ofTarget({ product: [{ property: SIDE, value: 'L' }] }),
    `${target}.product`,
    'left, right or both',
  ],
  [
    'a value that the finding cannot have',
    ofTarget({ code: 'mrc-hip-flexion', product: [{ property: SAYS, value: '7' }] }),
    `${target}.product`,
    'can have',
  ],
  [
    'a property of something else',
    ofTarget({ product: [{ property: 'http://loinc.org/method', value: 'x' }] }),
    `${target}.product[0].property`,
    'not read',
  ],
  [
    'a row that depends on something',
    ofTarget({ dependsOn: dependsOn('slr') }),
    `${target}.dependsOn`,
    'left out',
  ],
  ['an answer that does not exist', value({ code: 'maybe' }), `${target}.code`, 'code of lr-value'],
  [
    'an answer that the finding does not take',
    value({ code: 'steppage', dependsOn: dependsOn('slr') }),
    `${target}.code`,
    'can have',
  ],
  [
    'an answer to a finding that does not exist',
    value({ dependsOn: dependsOn('slrr') }),
    `${target}.dependsOn`,
    'id of a finding',
  ],
  [
    'a wider answer for every row',
    value({ equivalence: 'wider' }),
    `${target}.equivalence`,
    'no red flag rests on',
  ],
])('refuses %s', (_, conceptMap, field, sentence) =>
  expect(problemsOf(conceptMap)).toContainEqual({ field, sentence: expect.stringContaining(sentence) }),
);

const redFlags = findingIds.filter((id) => findings[id].kind === 'red-flag' || findings[id].safety === true);

test.each([...redFlags, 'dvt-current', 'chronic-foot-drop'].map((id) => [id]))(
  '%s: a wider equivalence is refused, as row and as answer',
  (code) => {
    const row = problemsOf(ofTarget({ code, equivalence: 'wider' }));
    expect(row).toEqual([{ field: `${target}.equivalence`, sentence: expect.stringContaining('red flag') }]);
    expect(problemsOf(value({ equivalence: 'wider', dependsOn: dependsOn(code) }))).not.toEqual([]);
  },
);

test('check names the client, the field and the remedy, and quotes nothing', () => {
  const clients = [entry({ codeMap: ofTarget({ code: 'Jane Roe' }) })];
  const { ok, lines } = check(JSON.stringify({ clients }));
  expect(ok).toBe(false);
  expect(lines[0]).toBe(`st-elsewhere: codeMap.${target}.code must be a code of lr-finding`);
});

test('check accepts a client with a map', () =>
  expect(check(JSON.stringify({ clients: [entry({ codeMap: siteCodeMap })] })).ok).toBe(true));
