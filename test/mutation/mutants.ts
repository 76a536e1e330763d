/**
 * Small wrong versions of the rules: each changes one thing that a slip of the hand would change. A
 * criterion is plain data, and a notion that several rules share is one object: its mutant replaces it in
 * all of them, as an edit of the source would.
 */
import type { Criterion, FlagUrgency } from '../../rules/engine/criterion.ts';
import { describe } from '../../rules/engine/describe.ts';
import type { Item, ScoredTable } from '../../rules/engine/scored-table.ts';
import type { LocalisingSign, RootTable } from '../../rules/localisation/table.ts';
import type { Recommendation } from '../../rules/management/index.ts';
import { type RedFlagRule, redFlags } from '../../rules/red-flags/index.ts';

export interface Mutant<T> {
  /** The part of the rule that was changed, in words. */
  readonly change: string;
  readonly mutated: T;
}

const LONGEST = 160;

/** A node with its parts, as far as one line has room: "any of" alone names no place in a rule. */
export const inWords = (criterion: Criterion): string => {
  if (criterion.op === 'term' || !('of' in criterion) || criterion.op === 'patient')
    return describe(criterion);
  const parts = [criterion.of].flat() as readonly Criterion[];
  const words = `${describe(criterion)} (${parts.map(inWords).join('; ')})`;
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST)}…`;
};

const without = <T>(list: readonly T[], n: number): readonly T[] => list.filter((_, m) => m !== n);
const replaced = <T>(list: readonly T[], n: number, by: T): readonly T[] =>
  list.map((one, m) => (m === n ? by : one));

const SWAPPED = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' } as const;
const URGENCIES = ['soon', 'urgent', 'emergent'] as const satisfies readonly FlagUrgency[];
/** The levels that admit something else: where a flag is never soon, `soon` and `urgent` are the same. */
const otherLevels = (criterion: Extract<Criterion, { op: 'flag' | 'urgency' }>): readonly FlagUrgency[] => {
  const known =
    criterion.op === 'urgency' ? URGENCIES : redFlags[criterion.id].levels.map(({ urgency }) => urgency);
  const admitted = (atLeast: FlagUrgency) =>
    URGENCIES.slice(URGENCIES.indexOf(atLeast))
      .filter((one) => known.includes(one))
      .join();
  const own = admitted(criterion.atLeast);
  return known.filter((atLeast) => admitted(atLeast) !== own);
};

const OPPOSITE = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

const negation = (of: Criterion): Mutant<Criterion> => ({ change: 'negated', mutated: { op: 'not', of } });

const threshold = (
  criterion: Extract<Criterion, { op: 'grade' | 'patient' | 'occurred' }>,
): Mutant<Criterion>[] => [
  {
    change: `${criterion.cmp} for ${SWAPPED[criterion.cmp]}`,
    mutated: { ...criterion, cmp: SWAPPED[criterion.cmp] },
  },
  { change: 'opposite comparison', mutated: { ...criterion, cmp: OPPOSITE[criterion.cmp] } },
  ...[1, -1].map((by) => ({
    change: `threshold ${criterion.bound.value + by}`,
    mutated: { ...criterion, bound: { ...criterion.bound, value: criterion.bound.value + by } },
  })),
];

const shorter = <K extends 'items' | 'words', C extends Criterion & Record<K, readonly string[]>>(
  criterion: C,
  key: K,
): Mutant<Criterion>[] =>
  criterion[key].length < 2
    ? []
    : criterion[key].map((word, n) => ({
        change: `without ${word}`,
        mutated: { ...criterion, [key]: without(criterion[key], n) } as Criterion,
      }));

/** Wrong versions of one node, its parts unchanged. */
export const nodeMutants = (criterion: Criterion): Mutant<Criterion>[] => {
  switch (criterion.op) {
    case 'grade':
    case 'patient':
    case 'occurred':
      return threshold(criterion);
    case 'onThisLeg':
      return [
        negation(criterion),
        { change: 'of either leg', mutated: { op: 'condition', id: criterion.id } },
      ];
    case 'dx': {
      const atLeast = criterion.atLeast === 'likely' ? 'possible' : 'likely';
      return [
        negation(criterion),
        { change: `${atLeast} for ${criterion.atLeast}`, mutated: { ...criterion, atLeast } },
      ];
    }
    case 'flag':
    case 'urgency':
      return [
        negation(criterion),
        ...otherLevels(criterion).map((atLeast) => ({
          change: `${atLeast} for ${criterion.atLeast}`,
          mutated: { ...criterion, atLeast },
        })),
      ];
    case 'notOlder':
      return [
        negation(criterion),
        { change: 'however old', mutated: criterion.of },
        ...(criterion.orOnset
          ? [
              {
                change: 'without the onset',
                mutated: { op: criterion.op, of: criterion.of, than: criterion.than } as Criterion,
              },
            ]
          : []),
        ...(criterion.than.length < 2
          ? []
          : criterion.than.map((id, n) => ({
              change: `without ${id}`,
              mutated: { ...criterion, than: without(criterion.than, n) },
            }))),
      ];
    case 'is':
      return [negation(criterion), ...shorter(criterion, 'words')];
    case 'has':
    case 'reaches':
      return [negation(criterion), ...shorter(criterion, 'items')];
    case 'confined':
      return [
        negation(criterion),
        ...criterion.findings.map((id, n) => ({
          change: `without ${id}`,
          mutated: { ...criterion, findings: without(criterion.findings, n) },
        })),
      ];
    case 'all':
    case 'any':
    case 'either':
      return [
        {
          change: criterion.op === 'all' ? 'any for all' : 'all for any',
          mutated: { ...criterion, op: criterion.op === 'all' ? 'any' : 'all' },
        },
        ...(criterion.of.length < 2
          ? []
          : criterion.of.map((part, n) => ({
              change: `without ${inWords(part)}`,
              mutated: { ...criterion, of: without(criterion.of, n) },
            }))),
      ];
    case 'atLeast':
      return [
        ...[1, -1].map((by) => ({
          change: `at least ${criterion.count + by}`,
          mutated: { ...criterion, count: criterion.count + by },
        })),
        ...criterion.of.map((part, n) => ({
          change: `without ${inWords(part)}`,
          mutated: { ...criterion, of: without(criterion.of, n) },
        })),
      ];
    case 'not':
    case 'unlessKnown':
    case 'bilateral':
    case 'unilateral':
    case 'symmetric':
      return [{ change: `without ${criterion.op}`, mutated: criterion.of }];
    case 'eitherLeg':
      return [{ change: 'both legs for either', mutated: { ...criterion, op: 'bothLegs' } }];
    case 'bothLegs':
      return [{ change: 'either leg for both', mutated: { ...criterion, op: 'eitherLeg' } }];
    case 'term':
      return [];
    default:
      return [negation(criterion)];
  }
};

/** The criterion with one node replaced wherever it stands; the same object when it stands nowhere. */
export const substituted = (criterion: Criterion, from: Criterion, to: Criterion): Criterion => {
  if (criterion === from) return to;
  if (!('of' in criterion) || criterion.op === 'patient') return criterion;
  const { of } = criterion;
  if (Array.isArray(of)) {
    const parts = (of as readonly Criterion[]).map((part) => substituted(part, from, to));
    return parts.some((part, n) => part !== of[n]) ? ({ ...criterion, of: parts } as Criterion) : criterion;
  }
  const part = substituted(of as Criterion, from, to);
  return part === of ? criterion : ({ ...criterion, of: part } as Criterion);
};

type Swap = (criterion: Criterion) => Criterion;

const swapIn = <T extends object, K extends keyof T>(rule: T, keys: readonly K[], swap: Swap): T => {
  const changed = Object.fromEntries(
    keys.flatMap((key) => (rule[key] === undefined ? [] : [[key, swap(rule[key] as Criterion)]])),
  );
  return { ...rule, ...changed };
};

export const swapInFlag = (rule: RedFlagRule, swap: Swap): RedFlagRule =>
  ({
    ...swapIn(rule, ['unless'], swap),
    levels: rule.levels.map((level) => swapIn(level, ['when'], swap)),
  }) as unknown as RedFlagRule;

export const swapInTable = (table: ScoredTable, swap: Swap): ScoredTable =>
  ({
    ...swapIn(table, ['onlyWhen', 'supportNeeds', 'atLeastPossible', 'exemption'], swap),
    ...(table.required && {
      required: swapIn(table.required, ['likely', 'lessLikely', 'toLowerAtAll'], swap),
    }),
    items: table.items.map((item) => swapIn(item, ['when'], swap)),
  }) as unknown as ScoredTable;

export const swapInRoots = (table: RootTable, swap: Swap): RootTable => ({
  ...table,
  signs: table.signs.map((sign) => ({
    ...swapIn(sign, ['when'], swap),
    ...(sign.severe && { severe: swapIn(sign.severe, ['when'], swap) }),
  })),
  normalSigns: table.normalSigns.map((sign) => swapIn(sign, ['when'], swap)),
});

export const swapInRecommendation = (rule: Recommendation, swap: Swap): Recommendation =>
  swapIn(rule, ['when', 'unless'], swap);

export const flagMutants = (rule: RedFlagRule): Mutant<RedFlagRule>[] => {
  const { unless: _, ...unsilenced } = rule;
  return [
    ...rule.levels.map(({ urgency }, n) => ({
      change: `without ${urgency}`,
      mutated: { ...rule, levels: without(rule.levels, n) } as unknown as RedFlagRule,
    })),
    ...(rule.unless ? [{ change: 'without unless', mutated: unsilenced }] : []),
  ];
};

const weights = (item: Item): Mutant<Item>[] =>
  (['present', 'absent', 'absentIfExempt'] as const).flatMap((key) =>
    item[key] === undefined
      ? []
      : [1, -1].map((by) => ({
          change: `${item.item}: ${key} ${by > 0 ? '+' : '−'}1`,
          mutated: { ...item, [key]: (item[key] ?? 0) + by },
        })),
  );

const lacking = <K extends keyof ScoredTable>(table: ScoredTable, key: K): Mutant<ScoredTable>[] => {
  if (table[key] === undefined) return [];
  const { [key]: _, ...rest } = table;
  return [{ change: `without ${key}`, mutated: rest as unknown as ScoredTable }];
};

const capMutants = (table: ScoredTable): Mutant<ScoredTable>[] =>
  Object.entries(table.caps ?? {}).flatMap(([cluster, [low, high]]) =>
    (
      [
        [low - 1, high],
        [low + 1, high],
        [low, high - 1],
        [low, high + 1],
      ] as const
    ).map((cap) => ({
      change: `cap of ${cluster}: ${cap}`,
      mutated: { ...table, caps: { ...table.caps, [cluster]: cap } },
    })),
  );

export const tableMutants = (table: ScoredTable): Mutant<ScoredTable>[] => [
  ...table.items.flatMap((item, n) =>
    weights(item).map(({ change, mutated }) => ({
      change,
      mutated: { ...table, items: replaced(table.items, n, mutated) } as unknown as ScoredTable,
    })),
  ),
  ...table.items.map(({ item }, n) => ({
    change: `without ${item}`,
    mutated: { ...table, items: without(table.items, n) } as unknown as ScoredTable,
  })),
  ...[1, -1].map((by) => ({
    change: `at least ${table.minimumClusters + by} clusters`,
    mutated: { ...table, minimumClusters: table.minimumClusters + by },
  })),
  ...table.soft.map((cluster, n) => ({
    change: `${cluster} not soft`,
    mutated: { ...table, soft: without(table.soft, n) },
  })),
  ...capMutants(table),
  ...(
    ['ceiling', 'within', 'onlyWhen', 'supportNeeds', 'atLeastPossible', 'exemption', 'required'] as const
  ).flatMap((key) => lacking(table, key)),
];

const signMutants = (sign: LocalisingSign): Mutant<LocalisingSign>[] => [
  ...Object.entries(sign.weights).flatMap(([root, weight]) =>
    [1, -1].map((by) => ({
      change: `${sign.sign}: ${root} ${by > 0 ? '+' : '−'}1`,
      mutated: { ...sign, weights: { ...sign.weights, [root]: (weight ?? 0) + by } },
    })),
  ),
];

export const rootMutants = (table: RootTable): Mutant<RootTable>[] => [
  ...table.signs.flatMap((sign, n) => [
    ...signMutants(sign).map(({ change, mutated }) => ({
      change,
      mutated: { ...table, signs: replaced(table.signs, n, mutated) },
    })),
    { change: `without ${sign.sign}`, mutated: { ...table, signs: without(table.signs, n) } },
  ]),
  ...table.normalSigns.map(({ sign }, n) => ({
    change: `without ${sign}`,
    mutated: { ...table, normalSigns: without(table.normalSigns, n) },
  })),
  ...Object.entries(table.caps).flatMap(([modality, cap]) =>
    [1, -1].map((by) => ({
      change: `cap of ${modality}: ${cap + by}`,
      mutated: { ...table, caps: { ...table.caps, [modality]: cap + by } },
    })),
  ),
];
