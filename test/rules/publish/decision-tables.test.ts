/** Every rule as decision tables: read back they are the rule, and each row has a chart that it answers. */
import { describe, expect, test } from 'vitest';
import type { Criterion } from '../../../rules/engine/criterion.ts';
import { terms } from '../../../rules/publish/coverage.ts';
import {
  asCsv,
  HIT_POLICIES,
  type ReadTables,
  readTables,
} from '../../../rules/publish/decision-tables/csv.ts';
import kept from '../../../rules/publish/decision-tables/row-charts.json' with { type: 'json' };
import {
  decisionWords,
  everyTable,
  outputOf,
  partId,
  TERM,
} from '../../../rules/publish/decision-tables/tables.ts';
import { type AnyRule, everyRule } from '../../../rules/publish/every-rule.ts';
import { never } from '../../../tools/criteria/never.ts';
import {
  CONTRADICTION,
  chartsAt,
  contradictsItself,
  isShown,
  OVERRULED,
  type RowPlaces,
  rowsReadBack,
} from '../../../tools/criteria/row-charts.ts';
import { areSame, implies } from '../../support/symbolic.ts';

const words = decisionWords();
const files: ReadonlyMap<string, string> = new Map(
  everyTable().map(({ id, decisions }) => [id, asCsv(decisions, words)]),
);

const whole = readTables([...files.values()]);

const placeIn = (
  rule: AnyRule,
  part: AnyRule['parts'][number],
): readonly [decision: string, output: string] =>
  part.onLeg ? [partId(rule, part), 'yes'] : [rule.id, outputOf(part)];

interface WrittenPlace {
  readonly decision: string;
  readonly output: string;
  readonly criterion: Criterion;
}

/** What the knowledge says of a rule, or of all defined terms. */
const placesOf = (id: string): readonly WrittenPlace[] => {
  const rule = everyRule.find((one) => one.id === id);
  if (rule === undefined)
    return [...terms()].map(([title, [of]]) => ({
      decision: `${TERM}${title}`,
      output: 'yes',
      criterion: of as Criterion,
    }));
  return rule.parts.map((part) => {
    const [decision, output] = placeIn(rule, part);
    return { decision, output, criterion: part.criterion };
  });
};

/**
 * Where the tables say something else, in any of the three truths.
 * @param of the table to look at; all of them unless it says so
 */
const wrongIn = (id: string, read: ReadTables = whole, of?: string): readonly string[] => {
  const places = placesOf(id).filter(({ decision }) => of === undefined || decision === of);
  const wrong = places.flatMap(({ decision, output, criterion }) => {
    const written = read.criteriaOf(decision).get(output);
    return written !== undefined && areSame(criterion, written) ? [] : [`${decision} ${output}`];
  });
  const more = [...new Set(places.map(({ decision }) => decision))].flatMap((decision) =>
    [...read.criteriaOf(decision).keys()].flatMap((output) =>
      places.some((one) => one.decision === decision && one.output === output)
        ? []
        : [`${decision} ${output}`],
    ),
  );
  return [...wrong, ...more];
};

describe('what is read back from the tables', () => {
  test.each([...files.keys()])('of %s is the same', (id) => expect(wrongIn(id)).toEqual([]));
});

/** The file with that change in a table of it. */
const edited = (id: string, decision: string, from: RegExp, to: string): string => {
  const blocks = (files.get(id) ?? '').split('\r\n\r\n');
  return blocks
    .map((block) =>
      /^Decision ID,"?(.*?)"?\r\n/.exec(block)?.[1] === decision ? block.replace(from, to) : block,
    )
    .join('\r\n\r\n');
};

const reading = (id: string, csv: string): ReadTables =>
  readTables(id === 'TERMS' ? [csv] : [csv, files.get('TERMS') ?? '']);

describe('a cell that is changed is noticed', () => {
  test.each<[string, string, string, RegExp, string]>([
    ['another number', 'TERMS', 'term:began more than 14 days ago', />( 14 d)/, '> 42 d'],
    ['another comparison', 'TERMS', 'term:began more than 14 days ago', /> 14 d/, '≥ 14 d'],
    ['what must be so need not', 'RF-CES', 'RF-CES', /\r\n1,yes,yes,/, '\r\n1,yes,-,'],
    ['what is a doubt must be so', 'RF-CES', 'RF-CES', /not known: yes/, 'yes'],
    ['what must be so must not', 'RF-CES', 'RF-CES', /\r\n1,yes,yes,/, '\r\n1,yes,no,'],
    ['another criterion', 'RF-CES', 'RF-CES', /condition:cauda-equina-syndrome/, 'condition:sciatica'],
    ['another output', 'RF-CES', 'RF-CES', /,yes,-,-,emergent,/, ',yes,-,-,urgent,'],
    ['a row less', 'RF-CES', 'RF-CES', /\r\n11,.*/, ''],
    ['both legs for one', 'RF-MOTOR', 'RF-MOTOR', /eitherLeg > finding/, 'bothLegs > finding'],
    ['more of many', 'RF-DVT', 'RF-DVT', /≥ 2(?! )/, '≥ 3'],
    ['another level of a flag', 'REC-10', 'REC-10', /at least soon/, 'at least urgent'],
    ['a probable for a possible', 'REC-29', 'REC-29/1', /,likely,/, ',likely or possible,'],
    ['another word', 'ROOT', 'ROOT: reflex-achilles normal', /is normal/, 'is absent'],
    [
      'a notion asked in several ways as several',
      'TERMS',
      'term:myotomal weakness (MRC<5) or foot drop',
      /"A \(any\), one notion.*"/,
      HIT_POLICIES.any.includes(',') ? `"${HIT_POLICIES.any}"` : HIT_POLICIES.any,
    ],
  ])('%s: %s', (_, id, decision, from, to) => {
    const csv = edited(id, decision, from, to);
    expect(csv).not.toBe(files.get(id));
    expect(wrongIn(id, reading(id, csv), decision.includes('/') ? undefined : decision)).not.toEqual([]);
  });

  test('whichever cell of RF-MOTOR is no longer asked', () => {
    const csv = files.get('RF-MOTOR') ?? '';
    const cells = [...csv.matchAll(/(?<=[\r\n,])(?:not known: )?yes(?=,)/g)];
    const unnoticed = cells.filter(({ index, 0: cell }) => {
      const other = `${csv.slice(0, index)}-${csv.slice(index + cell.length)}`;
      try {
        return wrongIn('RF-MOTOR', reading('RF-MOTOR', other)).length === 0;
      } catch (error) {
        return !/nothing is asked/.test(`${error}`);
      }
    });
    expect([cells.length > 9, unnoticed]).toEqual([true, []]);
  });
});

describe('what cannot be read is refused by table and row', () => {
  test.each<[string, string, string, RegExp, string, RegExp]>([
    [
      'a number that no rule has',
      'TERMS',
      'term:began more than 14 days ago',
      /> 14 d/,
      '> 15 d',
      /began more than 14 days ago, row 1: no clinical number is 15 d/,
    ],
    [
      'an unknown criterion',
      'RF-CES',
      'RF-CES',
      /condition:cauda-equina-syndrome/,
      'condition:none',
      /RF-CES, row \d+: none is no condition/,
    ],
    [
      'a cell that says nothing',
      'RF-CES',
      'RF-CES',
      /\r\n1,yes,/,
      '\r\n1,perhaps,',
      /RF-CES, row 1: “perhaps” is nothing that term:a sacral sign can be asked/,
    ],
    [
      'a table that is not there',
      'RF-CES',
      'RF-CES',
      /term:a sacral sign/,
      'term:a sign',
      /no table term:a sign/,
    ],
    [
      'an unknown hit policy',
      'RF-CES',
      'RF-CES',
      /Hit policy,.*/,
      'Hit policy,often',
      /RF-CES: “often” is no hit policy/,
    ],
  ])('%s', (_, id, decision, from, to, message) =>
    expect(() => reading(id, edited(id, decision, from, to)).criteriaOf(decision)).toThrow(message),
  );
});

const places = kept as unknown as RowPlaces;
const rows = rowsReadBack();

describe('the rows', () => {
  test.each([...files.keys()])('of %s each have a chart that they answer, and a near miss', (id) => {
    const own = new Set(
      everyTable()
        .find((one) => one.id === id)
        ?.decisions.map((one) => one.id),
    );
    const without = rows.flatMap((row) => {
      const place = places[row.decision.id]?.[row.n];
      if (!own.has(row.decision.id) || typeof place === 'string') return [];
      const charts = chartsAt(row.decision.id, place);
      const isSo = charts !== undefined && isShown(row, charts);
      return isSo ? [] : [`row ${row.n + 1} of ${row.decision.id}: npm run criteria`];
    });
    expect(without).toEqual([]);
  });

  test('that can have none say why, and it is so', () => {
    const wrong = rows.flatMap((row) => {
      const place = places[row.decision.id]?.[row.n];
      if (typeof place !== 'string') return [];
      const isSo =
        place === CONTRADICTION
          ? contradictsItself(row)
          : place === OVERRULED
            ? implies(row.criterion, row.before)
            : never.some(({ why }) => why === place);
      return isSo ? [] : [`row ${row.n + 1} of ${row.decision.id}: ${place}`];
    });
    expect(wrong).toEqual([]);
  });

  test('have no charts kept where they are gone', () => {
    const gone = Object.keys(places).filter(
      (id) => places[id]?.length !== rows.filter((row) => row.decision.id === id).length,
    );
    expect(gone).toEqual([]);
  });
});
