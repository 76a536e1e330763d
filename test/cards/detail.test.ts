/** How a card states what is on record, and what gives way when it is long. */
import { describe, expect, test } from 'vitest';
import type { Content } from '../../functions/cards/content.ts';
import { detail, wordsFor } from '../../functions/cards/detail.ts';
import { inert } from '../../functions/cards/markdown.ts';
import { countWords } from '../../functions/cards/text.ts';
import { reasoned, Told } from '../../functions/cards/told.ts';
import { dateIn, reasonOf, why } from '../../functions/cards/why.ts';
import type { Recorded } from '../../rules/management/index.ts';
import { inWords, say } from '../../rules/management/wording/say.ts';
import { HOSTILE } from './arbitrary-call.ts';

const now = '2026-11-22T09:00:00Z';
const sources = new Map([
  ['Observation/month', { date: '2026-10' }],
  ['Observation/instant', { date: '2026-11-19T23:30:00+01:00' }],
]);
const dateOf = dateIn(sources, now);
const told = (...all: Recorded[]) => why(all.map((one) => reasonOf(reasoned(one), dateOf, 'markdown')));
const fact = (days: number, ref = 'Observation/x') => ({ days, src: 'exam', status: 'final', ref }) as const;
const drop = inWords('foot drop');

describe('why', () => {
  test.each<[string, Recorded, string]>([
    ['today has no date', { said: drop, side: 'left', fact: fact(0) }, 'Why (left, exam): foot drop.'],
    ['days ago', { said: drop, fact: fact(3) }, 'Why (exam, 2026-11-19): foot drop.'],
    [
      'a month stays a month',
      { said: drop, fact: fact(20, 'Observation/month') },
      'Why (exam, 2026-10): foot drop.',
    ],
    [
      'as recorded',
      { said: drop, fact: fact(3, 'Observation/instant') },
      'Why (exam, 2026-11-19): foot drop.',
    ],
    ['no side', { said: drop, side: 'unspecified', fact: fact(0) }, 'Why (exam): foot drop.'],
    ['both legs', { said: drop, side: 'both', fact: fact(0) }, 'Why (both legs, exam): foot drop.'],
    [
      'an assumed side',
      { said: drop, side: 'left', sideAssumed: true, fact: fact(0) },
      'Why (left assumed, exam): foot drop.',
    ],
    [
      'preliminary',
      { said: drop, fact: { days: 0, src: 'device', status: 'preliminary', ref: 'x' } },
      'Why (measured, preliminary): foot drop.',
    ],
    [
      'a condition with its date',
      { said: { condition: 'cancer-history' }, date: '2019-03-01' },
      'Why (2019-03-01): history of cancer.',
    ],
    ['an age', { said: inWords('age 74') }, 'Why: age 74.'],
  ])('%s', (_, one, expected) => expect(told(one)).toBe(expected));

  test('what has one origin shares a bracket', () => {
    const left = { side: 'left', fact: fact(0) } as const;
    expect(
      told(
        { said: inWords('a'), ...left },
        { said: inWords('c'), fact: fact(0) },
        { said: inWords('b'), ...left },
      ),
    ).toBe('Why: a, b (left, exam); c (exam).');
  });
});

describe('what gives way', () => {
  const words = (what: string, n: number) => inWords(`${what} ${n} ${'word '.repeat(8).trim()}`);
  const many = (what: string, n: number) => Array.from({ length: n }, (_, at) => words(what, at));
  const long: Content = {
    indicator: 'info',
    act: { summary: inWords('act'), line: inWords('Do this first.') },
    scope: [],
    reasons: many('finding', 12).map((said) => ({ said })),
    next: many('question', 6),
    asks: () => [],
    but: many('doubt', 2),
    caveats: many('caveat', 6),
    also: many('rider', 6),
    limits: [],
    buttons: [],
  };
  const frame = {
    dateOf,
    markup: 'markdown',
    summary: 'A summary',
    words: wordsFor('info', 0, 1),
    limits: ['LIMIT.'],
    footer: 'FOOTER.',
  } as const;
  const written = (content: Content, limits: readonly string[] = frame.limits): string =>
    detail(content, { ...frame, limits, told: new Told() });
  const text = written(long);

  test('it keeps to the budget of words', () => {
    expect(countWords(text) + countWords(frame.summary)).toBeLessThanOrEqual(104);
  });
  test.each(['**Do this first.**', 'finding 0', 'doubt 0', 'doubt 1', 'LIMIT.', 'FOOTER.'])(
    '%s stays',
    (part) => {
      expect(text).toContain(part);
    },
  );
  test.each(['finding 4', 'question 2', 'caveat 0', 'rider 2'])('%s goes', (part) => {
    expect(text).not.toContain(part);
  });
  test('the limits stay though they alone break the budget', () => {
    const limit = `${'limit '.repeat(200).trim()}.`;
    expect(written(long, [limit])).toContain(limit);
  });
  test('a short card keeps everything', () => {
    const short = written(
      {
        ...long,
        reasons: [{ said: inWords('one') }],
        next: [inWords('two')],
        but: [inWords('three')],
        caveats: [],
        also: [inWords('four')],
      },
      [],
    );
    expect(short).toBe(
      '**Do this first.**\n\nWhy: one.\n\nNext: two.\n\nBut: three.\n\nAlso: four.\n\nFOOTER.',
    );
  });
  test('what had no room on the first card may stand on the second', () => {
    const told = new Told();
    const limits = [`${'limit '.repeat(90).trim()}.`];
    detail(long, { ...frame, limits, told });
    const second = detail(long, { ...frame, limits: [], told });
    expect(second).toContain('rider 0');
    expect(second).not.toContain('finding 0');
  });
  test('text of the chart stays inert', () => {
    const [hostile = ''] = HOSTILE;
    const shown = written({
      ...long,
      reasons: [{ said: say('record.names', { doubts: { chart: hostile } }) }],
    });
    expect(shown).not.toContain('<img');
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
