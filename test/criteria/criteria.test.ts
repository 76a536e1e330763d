/** Every criterion of every rule, table item and defined term matters: `npm run criteria` keeps what shows it. */
import { describe, expect, test } from 'vitest';
import kept from '../../rules/publish/criteria-shown.json' with { type: 'json' };
import { never } from '../../tools/criteria/never.ts';
import { type ShowingPair, spellingOf } from '../../tools/criteria/pair.ts';
import { placeOf, shows } from '../../tools/criteria/search.ts';
import { subjects } from '../../tools/criteria/subject.ts';

const pairs = new Map((kept.pairs as unknown as ShowingPair[]).map((pair) => [spellingOf(pair), pair]));
const places = subjects.flatMap((subject) => subject.atoms.map((atom) => spellingOf(placeOf(subject, atom))));
const rules = [...new Set(subjects.map(({ rule }) => rule))];

describe('a pair of charts that differ in one thing', () => {
  test.each(rules)('shows for each criterion of %s that it alone changes what is concluded', (rule) => {
    const without = subjects
      .filter((subject) => subject.rule === rule)
      .flatMap((subject) =>
        subject.atoms.flatMap((atom) => {
          const place = spellingOf(placeOf(subject, atom));
          const pair = pairs.get(place);
          return (pair && shows(subject, atom, pair)) || never.some((one) => spellingOf(one) === place)
            ? []
            : [place];
        }),
      );
    expect(without).toEqual([]);
  });

  test('is kept of no criterion that is gone', () => {
    const all = new Set(places);
    const gone = [...pairs.keys(), ...never.map(spellingOf)].filter((place) => !all.has(place));
    expect(gone).toEqual([]);
  });

  test('is explained as never.ts says, where there can be none', () => {
    expect(kept.never).toEqual(never);
  });

  test('is not kept where a reason says that there can be none', () => {
    expect(never.filter((one) => pairs.has(spellingOf(one)))).toEqual([]);
  });
});
