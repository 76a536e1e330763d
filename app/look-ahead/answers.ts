/**
 * Every answer that a field can be given, as far as answers differ for a rule: of a number one below, at and above
 * each limit that a rule compares it with; of a list each item, present and denied.
 */
import { tables } from '../../rules/differential/index.ts';
import type { Criterion } from '../../rules/engine/criterion.ts';
import { nodesOf } from '../../rules/engine/walk.ts';
import { type FindingId, findings } from '../../rules/findings/index.ts';
import { signs } from '../../rules/localisation/table.ts';
import { redFlags } from '../../rules/red-flags/index.ts';
import type { ChartedValue } from '../encoding/encode-finding.ts';
import { choicesOf } from '../examination/choices.ts';

const criteria: readonly Criterion[] = [
  ...Object.values(redFlags).flatMap(({ levels, unless }) => [
    ...levels.map(({ when }) => when),
    ...(unless ? [unless] : []),
  ]),
  ...Object.values(tables).flatMap((table) => [
    ...table.items.map(({ when }) => when),
    ...[table.onlyWhen, table.supportNeeds, table.atLeastPossible, table.exemption].flatMap(
      (one) => one ?? [],
    ),
  ]),
  ...signs.map(({ when }) => when),
];

const limits = new Map<FindingId, Set<number>>();
for (const node of criteria.flatMap(nodesOf))
  if (node.op === 'grade')
    limits.set(node.finding, (limits.get(node.finding) ?? new Set()).add(node.bound.value));

/** Nearer to a limit than any rule looks. */
const STEP = 0.01;

const numbersOf = (id: FindingId): readonly number[] => {
  const type = findings[id].value;
  if (type.type !== 'number') return [];
  const step = type.integer ? 1 : STEP;
  const near = [...(limits.get(id) ?? [])].flatMap((limit) => [limit - step, limit, limit + step]);
  return [...new Set([type.min, ...near, type.max])].filter(
    (value) => value >= type.min && value <= type.max,
  );
};

const listed = (id: FindingId, chosen: readonly string[]): readonly (readonly string[])[] => {
  const type = findings[id].value;
  if (type.type !== 'set') return [];
  return type.items
    .filter((item) => !chosen.includes(item) && !chosen.includes(`!${item}`))
    .flatMap((item) => [
      [...chosen, item],
      [...chosen, `!${item}`],
    ]);
};

/** @param chosen what a list has already */
export const answersOf = (id: FindingId, chosen: readonly string[] = []): readonly ChartedValue[] => {
  const choices = choicesOf(id).map(({ value }) => value);
  if (choices.length > 0) return choices;
  return findings[id].value.type === 'set' ? listed(id, chosen) : numbersOf(id);
};
