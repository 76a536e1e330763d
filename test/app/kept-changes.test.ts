/** Changes of a form that outlive it in its tab. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Draft } from '../../app/encoding/draft.ts';
import { formOf, isChanged, undone, withAnswer, withRestNormal } from '../../app/examination/form.ts';
import {
  hasKeptChanges,
  keepChanges,
  type Owner,
  withKeptChanges,
} from '../../app/examination/kept-changes.ts';
import { sectionOf } from '../../app/examination/layout.ts';
import { inMemory, type Tab } from '../../app/tab-storage.ts';
import { now, visit } from './chart.ts';

const base = 'https://fhir.test';
const owner: Owner = { base, visit };
const saved: Draft = new Map([
  ['fever', true],
  ['night-sweats', true],
]);
const changed = withAnswer(
  withAnswer(withRestNormal(formOf(saved), sectionOf('strength')), 'fever', undefined),
  'pain-quality.left',
  ['burning'],
);

let stored: Map<string, string>;
let tab: Tab;
beforeEach(() => {
  stored = new Map();
  tab = inMemory(stored);
  keepChanges(tab, owner, changed, now);
});

test('are there again, with what one click filled, and are one step to undo', () => {
  const again = withKeptChanges(tab, owner, saved, now);
  expect([...again.draft].sort()).toEqual([...changed.draft].sort());
  expect(again.filled).toEqual(changed.filled);
  expect(isChanged(undone(again))).toBe(false);
});

test('are there again over midnight', () => {
  keepChanges(tab, owner, changed, '2026-11-24T23:59:00.000Z');
  const then = '2026-11-25T00:01:00.000Z';
  expect([isChanged(withKeptChanges(tab, owner, saved, then)), hasKeptChanges(tab, owner, then)]).toEqual([
    true,
    true,
  ]);
});

test('stand on what the chart has by now', () => {
  const meanwhile: Draft = new Map([...saved, ['slr.left', true]]);
  const again = withKeptChanges(tab, owner, meanwhile, now);
  expect([again.draft.get('slr.left'), again.draft.has('fever')]).toEqual([true, false]);
});

test.each([
  ['takes an answer back that is the same still', true, undefined],
  ['leaves an answer that was saved since', false, false],
] as const)('%s', (_, value, resumed) => {
  const by = withKeptChanges(tab, owner, new Map([...saved, ['fever', value]]), now);
  expect(by.draft.get('fever')).toBe(resumed);
});

describe('are not those of', () => {
  test.each<[string, Owner, string]>([
    ['another patient', { base, visit: { ...visit, patientId: 'p2' } }, now],
    ['the same id at another server', { base: 'https://other.test', visit }, now],
    ['another author', { base, visit: { ...visit, author: { reference: 'Practitioner/x' } } }, now],
    ['twelve hours ago', owner, '2026-11-24T21:30:00.000Z'],
    ['the day before', owner, '2026-11-25T09:30:00.000Z'],
    ['a time that cannot be read', owner, 'now'],
  ])('%s', (_, asked, then) => {
    expect([isChanged(withKeptChanges(tab, asked, saved, then)), hasKeptChanges(tab, asked, then)]).toEqual([
      false,
      false,
    ]);
  });
});

test.each([
  ['has none', formOf(saved)],
  ['keeps some', withAnswer(formOf(saved), 'slr.left', true)],
])('stay when another author of the same chart %s', (_, form) => {
  keepChanges(tab, { base, visit: { ...visit, author: { reference: 'Practitioner/x' } } }, form, now);
  expect([...withKeptChanges(tab, owner, saved, now).draft].sort()).toEqual([...changed.draft].sort());
});

test('are gone, not older, where the browser has no room for them', () => {
  const full: Tab = {
    ...tab,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  keepChanges(full, owner, withAnswer(changed, 'slr.left', true), now);
  expect(hasKeptChanges(tab, owner, now)).toBe(false);
});

test('are gone once nothing is changed any more', () => {
  expect(hasKeptChanges(tab, owner, now)).toBe(true);
  keepChanges(tab, owner, formOf(saved), now);
  expect([stored.size, hasKeptChanges(tab, owner, now)]).toEqual([0, false]);
});

test.each(['', '[]', '{"now":1}', 'null', '{"added":{}}'])('%j is no change', (text) => {
  for (const name of stored.keys()) stored.set(name, text);
  expect(isChanged(withKeptChanges(tab, owner, saved, now))).toBe(false);
});
