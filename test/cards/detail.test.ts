/** How a card states what is on record, and what gives way when it is long. */
import { describe, expect, test } from 'vitest';
import { DETAIL_LIMIT, detail } from '../../functions/cards/detail.ts';
import { inert } from '../../functions/cards/markdown.ts';
import { dateIn, recorded } from '../../functions/cards/recorded.ts';
import type { Content, Recorded } from '../../rules/management/index.ts';
import { HOSTILE } from './arbitrary-call.ts';

const now = '2026-11-22T09:00:00Z';
const sources = new Map([
  ['Observation/month', { date: '2026-10' }],
  ['Observation/instant', { date: '2026-11-19T23:30:00+01:00' }],
]);
const dateOf = dateIn(sources, now);
const said = (...all: Recorded[]) => recorded(all, { dateOf, markup: 'markdown', atMost: 8 });
const fact = (days: number, ref = 'Observation/x') => ({ days, src: 'exam', status: 'final', ref }) as const;

describe('what is on record', () => {
  test.each<[string, Recorded, string]>([
    ['today', { words: 'foot drop', side: 'left', fact: fact(0) }, 'foot drop (left, exam, today)'],
    ['days ago', { words: 'foot drop', fact: fact(3) }, 'foot drop (exam, 2026-11-19)'],
    [
      'a month stays a month',
      { words: 'fever', fact: fact(20, 'Observation/month') },
      'fever (exam, 2026-10)',
    ],
    ['as recorded', { words: 'fever', fact: fact(3, 'Observation/instant') }, 'fever (exam, 2026-11-19)'],
    ['no side', { words: 'foot drop', side: 'unspecified', fact: fact(0) }, 'foot drop (exam, today)'],
    ['both sides', { words: 'leg pain', side: 'both', fact: fact(0) }, 'leg pain (both sides, exam, today)'],
    [
      'preliminary',
      { words: 'raised CRP', fact: { days: 0, src: 'device', status: 'preliminary', ref: 'x' } },
      'raised CRP (device or laboratory, preliminary, today)',
    ],
    [
      'a condition with its date',
      { words: 'history of cancer', date: '2019-03-01' },
      'history of cancer (2019-03-01)',
    ],
    ['an age', { words: 'age 74' }, 'age 74'],
  ])('%s', (_, one, expected) => expect(said(one)).toBe(expected));

  test('neighbours of one origin share a bracket', () => {
    const left = { side: 'left', fact: fact(0) } as const;
    expect(said({ words: 'a', ...left }, { words: 'b', ...left }, { words: 'c', fact: fact(0) })).toBe(
      'a, b (left, exam, today); c (exam, today)',
    );
  });

  test('a long list says how many more there are', () => {
    const many = Array.from({ length: 10 }, (_, n) => ({ words: `w${n}` }));
    expect(said(...many)).toMatch(/and 2 more$/);
  });
});

describe('what gives way', () => {
  const long: Content = {
    indicator: 'info',
    summary: 's',
    lead: 'Do this first.',
    because: Array.from({ length: 12 }, (_, n) => ({ words: `finding number ${n} of the chart` })),
    against: Array.from({ length: 6 }, (_, n) => ({ words: `reason against ${n}` })),
    missing: Array.from({ length: 12 }, (_, n) => `question ${n}`),
    advice: Array.from({ length: 9 }, (_, n) => `advice ${n} ${'x'.repeat(120)}`),
    notes: ['a lesser note'],
  };
  const text = detail(long, { dateOf, markup: 'markdown', limits: ['LIMIT.'], provenance: 'SOURCES.' });

  test('it fits', () => expect(text.length).toBeLessThanOrEqual(DETAIL_LIMIT));
  test.each(['**Do this first.**', 'finding number 0', 'LIMIT.', 'SOURCES.', 'advice 0'])(
    '%s stays',
    (part) => {
      expect(text).toContain(part);
    },
  );
  test.each(['a lesser note', 'advice 8'])('%s goes', (part) => expect(text).not.toContain(part));

  test('a short card keeps everything', () => {
    const short = detail(
      { ...long, because: [{ words: 'one' }], against: [], missing: [], advice: ['advice'] },
      { dateOf, markup: 'markdown', limits: [], provenance: 'SOURCES.' },
    );
    expect(short).toBe('**Do this first.**\n\nRecorded: one.\n\n- advice\n- a lesser note\n\nSOURCES.');
  });
});

describe('text of the chart', () => {
  test.each(HOSTILE)('%# is one short line without control characters', (text) => {
    const out = inert(text, 'markdown');
    expect(out).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|[\u202A-\u202E]/u);
    expect(out.isWellFormed()).toBe(true);
    expect(out.length).toBeLessThan(300);
  });

  test('ordinary words are left as they are', () => {
    expect(inert('Malignant neoplasm of breast (left), stage 2', 'markdown')).toBe(
      'Malignant neoplasm of breast (left), stage 2',
    );
  });
});
