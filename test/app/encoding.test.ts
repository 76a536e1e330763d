import { describe, expect, test } from 'vitest';
import { categoryOf } from '../../app/encoding/draft.ts';
import type { ChartedValue } from '../../app/encoding/encode-finding.ts';
import { isKey, type Key, keysOf } from '../../app/encoding/key.ts';
import { onRecord, savedDraft } from '../../app/encoding/on-record.ts';
import { observationOf } from '../../app/encoding/save-bundle.ts';
import { choicesOf } from '../../app/examination/choices.ts';
import { areas, regionGroups } from '../../app/examination/figure-shapes.ts';
import { sections } from '../../app/examination/layout.ts';
import { findingIds, findings, REGION_PARTS, REGIONS, wordsOfSet } from '../../rules/findings/index.ts';
import { now, openedWith, visit } from './chart.ts';

/** Every value that the form can give a finding; of numbers the ends of what is plausible. */
const valuesOf = (id: (typeof findingIds)[number]): ChartedValue[] => {
  const { value } = findings[id];
  switch (value.type) {
    case 'boolean':
      return [true, false];
    case 'number':
      return [value.min, value.max];
    case 'one-of':
      return [...value.values, ...(value.orBoolean ? [true, false] : [])];
    case 'set':
      return [[value.items[0] ?? ''], [...wordsOfSet(value)], [`!${value.items[0]}`]];
  }
};

const rows = findingIds.flatMap((id) =>
  keysOf(id).flatMap((key) => valuesOf(id).map((value) => [key, value] as const)),
);

const readBack = (key: Key, value: ChartedValue) => {
  const saved = { ...observationOf(key, value, visit, now), id: 'o1' };
  return savedDraft(onRecord(openedWith([saved]), now));
};

describe('what the form saves is what the rules read', () => {
  test.each(rows)('%s = %j', (key, value) => {
    expect([...readBack(key, value)]).toEqual([[key, value]]);
  });

  test('an answer in yes or no of a graded finding comes back as its saying', () => {
    expect(readBack('numbness.left', true).get('numbness.left')).toBe(true);
  });
});

describe('the fields', () => {
  test.each(findingIds)('%s has a field for each leg, or one', (id) => {
    expect(keysOf(id).every(isKey)).toBe(true);
    expect(keysOf(id)).toHaveLength(findings[id].sided ? 2 : 1);
  });

  test.each(['slr', 'fever.left', 'no-such-finding', 'slr.left.left', '', 'slr.both'])(
    '%j is no field',
    (text) => {
      expect(isKey(text)).toBe(false);
    },
  );

  test('no finding stands in two sections', () => {
    const all = sections.flatMap((section) => section.rows);
    expect(all).toHaveLength(new Set(all).size);
  });

  test('each place of the body has one box in the list, and is drawn', () => {
    const places = [...REGIONS, ...Object.keys(REGION_PARTS)].sort();
    expect(regionGroups.flatMap((group) => group.places).sort()).toEqual(places);
    const drawn = Object.values(areas).flatMap((list) => list.map(({ region }) => region));
    expect([...new Set(drawn)].sort()).toEqual(places);
  });

  test('no key presses two buttons of one field', () => {
    for (const { rows: ids } of sections)
      for (const id of ids) {
        const keys = choicesOf(id).flatMap((choice) => choice.keys);
        expect(new Set(keys).size, id).toBe(keys.length);
      }
  });

  test('a letter that goes to a section, and one that the form keeps, press no button', () => {
    const letters = [...sections.flatMap(({ letter }) => letter ?? []), 'r', 'u'];
    expect(new Set(letters).size).toBe(letters.length);
    const pressing = sections.flatMap(({ rows: ids }) =>
      ids.flatMap((id) => choicesOf(id).flatMap((choice) => choice.keys)),
    );
    expect(letters.filter((letter) => pressing.includes(letter))).toEqual([]);
  });

  test('what a clinician finds is no answer of the patient', () => {
    expect(categoryOf('foot-drop')).toBe('exam');
    expect(categoryOf('mrc-ankle-dorsiflexion')).toBe('exam');
    expect(categoryOf('saddle-sensory-change')).toBe('survey');
  });
});
