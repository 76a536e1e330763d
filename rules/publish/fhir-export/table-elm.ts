/**
 * The scored tables of the differential as ELM (§5.1): points of each cluster, their sum, and the category on one leg.
 * Null where the table is not scored.
 */
import { tables } from '../../differential/index.ts';
import type { Criterion } from '../../engine/criterion.ts';
import { type DiagnosisId, diagnosisIds } from '../../engine/ids.ts';
import type { Item, ScoredTable } from '../../engine/scored-table.ts';
import {
  clearlyNegativePoints,
  likelyPoints,
  possiblePoints,
  strongItemPoints,
  supportingClusters,
} from '../../terms/thresholds.ts';
import { toElm } from './criterion-elm.ts';
import {
  and,
  atLeast,
  compared,
  type Elm,
  equals,
  FALSE,
  firstOf,
  highest,
  integer,
  isNull,
  isTrue,
  lowest,
  not,
  nothing,
  or,
  ref,
  sum,
  TRUE,
  when,
  word,
} from './elm.ts';
import type { LegName, Writing } from './scope.ts';

const within = (points: Elm, limits: readonly [low: number, high: number] | undefined): Elm =>
  limits === undefined ? points : lowest([highest([points, integer(limits[0])]), integer(limits[1])]);

const one = (holds: Elm): Elm => when(holds, integer(1), integer(0));

/** Whether the table is scored on the leg, given that the leg has symptoms. */
const isScored = (writing: Writing, table: ScoredTable, leg: LegName, over: Elm | undefined): Elm =>
  and([
    ...(table.onlyWhen ? [isTrue(toElm(writing, table.onlyWhen, leg))] : []),
    ...(over ? [isTrue(or([equals(over, 'likely'), equals(over, 'possible')]))] : []),
  ]);

/** Defines `LEG ID` (the category), `LEG ID score` and what they are made of. */
const defineTable = (writing: Writing, table: ScoredTable, leg: LegName, isSymptomatic: Elm): Elm => {
  const { library } = writing;
  const name = `${leg} ${table.id}`;
  const established = (criterion: Criterion | undefined, otherwise: Elm): Elm =>
    criterion === undefined ? otherwise : isTrue(toElm(writing, criterion, leg));
  const over = table.within && ref(`${leg} ${table.within}`);

  const exempt = library.part(`${name} exempt`, () => established(table.exemption, FALSE));
  const truthOf = (item: Item) =>
    library.part(`${leg} item ${JSON.stringify(item.when)}`, () => toElm(writing, item.when, leg));
  const pointsOf = (item: Item): Elm =>
    library.part(`${name} points of ${JSON.stringify(item)}`, () => points(item));
  const points = (item: Item): Elm => {
    const truth = truthOf(item);
    const absent =
      item.absentIfExempt === undefined
        ? integer(item.absent)
        : when(exempt, integer(item.absentIfExempt), integer(item.absent));
    return firstOf(
      [
        [isNull(truth), integer(0)],
        [isTrue(truth), integer(item.present)],
      ],
      absent,
    );
  };

  const clusters = [...new Set(table.items.map(({ cluster }) => cluster))].map((cluster) => {
    const items = table.items.filter((item) => item.cluster === cluster);
    return {
      items,
      hard: !table.soft.includes(cluster),
      points: library.define(`${name} points: ${cluster}`, () =>
        within(sum(items.map(pointsOf)), table.caps?.[cluster]),
      ),
      known: or(items.map((item) => not(isNull(truthOf(item))))),
    };
  });
  const hard = clusters.filter((cluster) => cluster.hard);
  const score = library.define(`${name} score`, () => sum(clusters.map(({ points }) => points)));
  const known = sum(clusters.map((cluster) => one(cluster.known)));
  const strong = or(
    hard.flatMap(({ items }) =>
      items.map((item) => atLeast(pointsOf(item), integer(strongItemPoints.value))),
    ),
  );
  const positive = sum(hard.map(({ points }) => one(compared('Greater', points, integer(0)))));
  const backed = library.part(`${name} backed`, () =>
    and([
      or([strong, atLeast(positive, integer(supportingClusters.value))]),
      established(table.supportNeeds, TRUE),
    ]),
  );
  const enough = library.part(`${name} enough`, () => atLeast(known, integer(table.minimumClusters)));
  const mayBeLikely =
    table.ceiling === undefined ? and([enough, established(table.required?.likely, TRUE)]) : FALSE;
  const isLikely = and([backed, atLeast(score, integer(likelyPoints.value)), mayBeLikely]);
  const isPossible = or([
    and([backed, atLeast(score, integer(possiblePoints.value))]),
    established(table.atLeastPossible, FALSE),
  ]);
  const mayLower = and([
    enough,
    or([
      compared('LessOrEqual', score, integer(clearlyNegativePoints.value)),
      established(table.required?.lessLikely, TRUE),
    ]),
    established(table.required?.toLowerAtAll, TRUE),
  ]);
  return firstOf(
    [
      [not(and([isSymptomatic, isScored(writing, table, leg, over)])), nothing('String')],
      [isLikely, over ? over : word('likely')],
      [isPossible, word('possible')],
      [mayLower, word('less-likely')],
    ],
    word('insufficient'),
  );
};

/** Defines the category of every diagnosis on the leg. */
export const defineDifferential = (
  writing: Writing,
  leg: LegName,
  isSymptomatic: Elm,
): ((id: DiagnosisId) => Elm) => {
  for (const id of diagnosisIds)
    writing.library.conclude(`${leg} ${id}`, 'String', () =>
      defineTable(writing, tables[id], leg, isSymptomatic),
    );
  return (id) => ref(`${leg} ${id}`);
};
