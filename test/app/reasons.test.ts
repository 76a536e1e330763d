/** What the reasons face shows of a chart: the fields that are missing, and the sources of what fired. */
import { describe, expect, test } from 'vitest';
import { onRecord, savedDraft } from '../../app/encoding/on-record.ts';
import { observationOf } from '../../app/encoding/save-bundle.ts';
import { preview } from '../../app/preview/preview.ts';
import { missingFields } from '../../app/reasons/missing-fields.ts';
import { sourcesOf } from '../../app/reasons/sources.ts';
import { findings } from '../../rules/findings/index.ts';
import { now, openedWith, visit } from './chart.ts';

const shownOf = (...recorded: readonly Parameters<typeof observationOf>[]) => {
  const chart = openedWith(
    recorded.map(([key, value], n) => ({ ...observationOf(key, value, visit, now), id: `o${n}` })),
  );
  const record = onRecord(chart, now);
  return preview(chart, record, savedDraft(record), now);
};

describe('what is missing, as fields', () => {
  const { assessment } = shownOf(['leg-pain.left', true, visit, now]);

  test('every name that an assessment has for what is missing has a field', () => {
    expect(assessment.missing.length).toBeGreaterThan(5);
    for (const id of assessment.missing) expect(missingFields([], [id]), id).not.toEqual([]);
  });
  test('each field once, and what the card asked for first', () => {
    const fields = missingFields(['urinary-incontinence'], assessment.missing);
    expect(fields[0]).toBe('urinary-incontinence');
    expect(new Set(fields).size).toBe(fields.length);
    for (const id of fields) expect(findings).toHaveProperty(id);
  });
});

describe('the sources', () => {
  const traces = shownOf(['saddle-sensory-change', true, visit, now]).evaluation.trace();
  const sources = sourcesOf(traces.filter(({ fired }) => fired));

  test('each publication once, with what each rule relies on', () => {
    expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
    expect(sources.flatMap(({ says }) => says.map(({ rule }) => rule))).toEqual(
      expect.arrayContaining(['RF-CES', 'REC-03']),
    );
    for (const { says } of sources) for (const { text } of says) expect(text).toMatch(/\S/);
  });
  test('links are https', () => {
    for (const { link } of sources) if (link !== undefined) expect(link).toMatch(/^https:\/\//);
  });
  test('no rule, no source', () => {
    expect(sourcesOf([])).toEqual([]);
  });
});
