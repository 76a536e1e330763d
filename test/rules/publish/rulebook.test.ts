import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  atLeast,
  bothLegs,
  eitherLeg,
  not,
  present,
  term,
  unlessKnown,
} from '../../../rules/engine/criterion.ts';
import { diagnosisIds, redFlagIds } from '../../../rules/engine/ids.ts';
import { findingIds } from '../../../rules/findings/index.ts';
import { recommendations } from '../../../rules/management/index.ts';
import { rulebook } from '../../../rules/publish/rulebook.ts';
import { sufficient } from '../../../rules/publish/sufficient.ts';

const book = rulebook();

test.each([...redFlagIds, ...diagnosisIds, ...recommendations.map(({ id }) => id)])('%s has its page', (id) =>
  expect(book).toContain(`\n### ${id}: `),
);

test.each(findingIds)('%s has its row', (id) => expect(book).toContain(`\n| \`${id}\` | `));

describe('minimal sufficient charts', () => {
  const a = present('fever');
  const b = present('night-sweats');
  const c = present('contusion');
  const A = 'fever';
  const B = 'night sweats';
  const C = 'visible bruise over the spine';
  test.each([
    ['all', all(a, b), [[A, B]]],
    ['any', any(a, b), [[A], [B]]],
    ['a row that another covers is dropped', any(a, all(a, b)), [[A]]],
    [
      'two of three',
      atLeast(2, a, b, c),
      [
        [A, B],
        [A, C],
        [B, C],
      ],
    ],
    ['a term is one statement', all(term('unwell', any(a, b)), c), [['unwell', C]]],
    ['a negation', all(a, not(b)), [[A, 'no night sweats']]],
    ['doubt', all(a, unlessKnown(b)), [[A, 'not known: night sweats']]],
    [
      'a leg',
      eitherLeg(any(present('slr'), present('slump'))),
      [['on one leg: straight leg raise positive'], ['on one leg: slump test positive']],
    ],
    ['both legs', bothLegs(present('leg-pain')), [['on both legs: leg pain']]],
  ])('%s', (_, criterion, rows) => expect(sufficient(criterion)).toEqual(rows));

  test('too many rows are not shown as rows', () => {
    const many = findingIds.filter((id) => findingIds.indexOf(id) < 100).map((id) => present(id as 'fever'));
    expect(sufficient(any(...(many as [typeof a])))).toBeUndefined();
  });
});
