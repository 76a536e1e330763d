/** Every requirement is held by a test that names it alone, or explained. */
import { describe, expect, test } from 'vitest';
import { coverage, coverageOf, known } from '../support/conformance.ts';
import { notApplicable, notTested } from '../support/conformance-notes.ts';

const { held, touched } = coverage();
const explained = { ...notApplicable, ...notTested };

describe('conformance', () => {
  test('no requirement is neither held nor explained', () => {
    expect([...known].filter((id) => !held.has(id) && !(id in explained))).toEqual([]);
  });

  test('no test names a requirement that there is not', () => {
    expect([...held.keys(), ...touched.keys()].filter((id) => !known.has(id))).toEqual([]);
  });

  test('what is explained is not held', () => {
    expect(Object.keys(explained).filter((id) => held.has(id))).toEqual([]);
  });

  test('what is explained is a requirement, with a sentence', () => {
    expect(Object.keys(explained).filter((id) => !known.has(id))).toEqual([]);
    for (const why of Object.values(explained)) expect(why).toMatch(/^\S.{20,}\.$/s);
  });

  test('what does not apply is not also said to be untested', () => {
    expect(Object.keys(notApplicable).filter((id) => id in notTested)).toEqual([]);
  });
});

describe('a title counts', () => {
  const read = (source: string) => {
    const found = coverageOf(new Map([['test/a.test.ts', source]]));
    return [[...found.held.keys()], [...found.touched.keys()]];
  };
  test.each([
    ['one number and a colon', "test('R-001: is so', f)", [['R-001'], []]],
    ['a row that begins with a number', "['T002', 'two parts', 'a.b'],", [['T002'], []]],
    ['several numbers', "test('R-001 E-02, T003: is so', f)", [[], ['R-001', 'E-02', 'T003']]],
    ['a number in the middle', "test('is so (R-001)', f)", [[], []]],
    ['a number and a word', "{ rule: 'R-128 uuid' }", [[], []]],
    ['a number in a comment', '// R-001: is so', [[], []]],
  ])('as held or as touched: %s', (_, source, expected) => {
    expect(read(source)).toEqual(expected);
  });
});
