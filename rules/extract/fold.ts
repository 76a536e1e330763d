/**
 * Settles what all resources said: what was said twice counts once (N13), the newest value counts, and what
 * only several say together is added (`derive.ts`). What comes out is the engine's input and what is told of
 * the reading itself. Pure.
 *
 * Cost: linear in what was said.
 */
import { ordinal } from '../engine/chart.ts';
import type { Detail, EngineInput, Fact } from '../engine/types.ts';
import { type ConditionId, findingIds } from '../findings/index.ts';
import { egfrOf, factsOf, historyOf, pregnancyOf, type SaidByKind } from './derive.ts';
import type { ChartInput, Extraction, FactSource } from './extraction.ts';
import { type LeftOut, type LeftOutCode, leftOut } from './left-out.ts';
import type { Cited, Counted, SaidFact, SaidHistory, Saying } from './said.ts';
import { firstByRef, type Lookup } from './sent.ts';
import { records } from './shape.ts';
import { unreadRedFlags } from './unread.ts';

/** What is only counted is not kept. */
type SaidKind = Exclude<Saying['kind'], 'count'>;
type ByKind = { readonly [K in SaidKind]: Extract<Saying, { kind: K }>[] };

const nothingSaid = (): ByKind => ({
  fact: [],
  pain: [],
  measure: [],
  onset: [],
  history: [],
  deficit: [],
  baseline: [],
  unread: [],
  'unread-history': [],
  hole: [],
  drug: [],
  'long-term-steroid': [],
  order: [],
  'in-hand': [],
  'in-emergency': [],
  'order-detail': [],
  patient: [],
  source: [],
  'left-out': [],
});

const sameValue = (a: Fact['value'], b: Fact['value']): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, n) => x === b[n]));

/** The facts of one finding, each once. */
interface Distinct {
  readonly facts: SaidFact[];
  /** When each was recorded: most differ in that, and are looked at no further. */
  readonly times: number[];
  /** Written down once there are more than a few. */
  keys: Set<string> | undefined;
}

/** Up to so many are compared one by one, which is cheaper than to write down their keys. */
const FEW = 32;

const keyOf = ({ entry: { when }, side, value }: SaidFact): string =>
  JSON.stringify([when.from, when.to, side, value]);

/** N13: finding, side, time and value are the same. A time that is not known (NaN) is not the same as any. */
const isAmong = ({ facts, times }: Distinct, { entry: { when }, side, value }: SaidFact): boolean => {
  for (let n = 0; n < times.length; n++) {
    if (times[n] !== when.from) continue;
    const other = facts[n] as SaidFact;
    if (other.entry.when.to === when.to && other.side === side && sameValue(other.value, value)) return true;
  }
  return false;
};

/** The same of many facts. */
const isAmongMany = (distinct: Distinct, fact: SaidFact): boolean => {
  if (Number.isNaN(fact.entry.when.from)) return false;
  distinct.keys ??= new Set(distinct.facts.map(keyOf));
  const key = keyOf(fact);
  if (distinct.keys.has(key)) return true;
  distinct.keys.add(key);
  return false;
};

/** False where the same was said before. */
const add = (distinct: Distinct, fact: SaidFact): boolean => {
  const { facts, times } = distinct;
  if (facts.length < FEW ? isAmong(distinct, fact) : isAmongMany(distinct, fact)) return false;
  facts.push(fact);
  times.push(fact.entry.when.from);
  return true;
};

/** What was said so far, sorted as it comes. */
export interface SaidOnce {
  /** Facts without those that another one before them said already (N13). */
  readonly said: ByKind;
  readonly enter: (one: Saying) => void;
  readonly factsAbout: SaidByKind['factsAbout'];
  /** What is not kept; duplicates are of facts. */
  readonly counts: Readonly<Record<Counted | 'duplicates', number>>;
  /** By `ref`; of a resource with several entries, the first. */
  readonly sources: Lookup<FactSource>;
}

const sourceOf = (cited: Cited | undefined): FactSource | undefined => {
  if (cited === undefined) return undefined;
  const { resourceType, by, status, date } = cited;
  return date ? { resourceType, by, status, date } : { resourceType, by, status };
};

const noFacts: readonly SaidFact[] = [];

export const ledger = (): SaidOnce => {
  const said = nothingSaid();
  const byFinding = new Array<Distinct | undefined>(findingIds.length);
  const cited: Cited[] = [];
  const table = firstByRef(() => cited);
  const counts = { duplicates: 0, 'free-text': 0, 'unmapped-code': 0, 'unmapped-order': 0 };
  const cite = (one: Cited): void => {
    if (one !== cited[cited.length - 1]) cited.push(one);
  };
  const enterFact = (fact: SaidFact): void => {
    const n = ordinal(fact.id);
    let distinct = byFinding[n];
    if (distinct === undefined) {
      distinct = { facts: [], times: [], keys: undefined };
      byFinding[n] = distinct;
    }
    if (!add(distinct, fact)) {
      counts.duplicates++;
      return;
    }
    said.fact.push(fact);
    cite(fact.entry);
  };
  return {
    said,
    enter: (one) => {
      if (one.kind === 'fact') enterFact(one);
      else if (one.kind === 'count') counts[one.of]++;
      else {
        (said[one.kind] as Saying[]).push(one);
        if (one.kind === 'pain') cite(one.entry);
        else if (one.kind === 'source') cite(one.source);
      }
    },
    factsAbout: (id) => byFinding[ordinal(id)]?.facts ?? noFacts,
    counts,
    sources: { get: (ref) => sourceOf(table.get(ref)) },
  };
};

const grouped = <K extends string>(pairs: readonly (readonly [K, Detail])[]): Map<K, Detail[]> => {
  const groups = new Map<K, Detail[]>();
  for (const [key, detail] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [detail]);
    else group.push(detail);
  }
  return groups;
};

const conditionsOf = (said: ByKind, derived: readonly SaidHistory[]): Map<ConditionId, Detail[]> => {
  const steroids = said['long-term-steroid'].map(({ detail }) => ['chronic-steroids', detail] as const);
  const held = [...said.history, ...derived].map(({ id, detail }) => [id, detail] as const);
  const conditions = grouped<ConditionId>([...held, ...steroids]);
  // "only non-melanoma skin cancer" is not said of someone with another cancer
  if (conditions.has('cancer-history')) conditions.delete('nonmelanoma-skin-only');
  return conditions;
};

type Details = ReadonlyMap<string, readonly Detail[]>;

const newestFirst = (a: Detail, b: Detail): number => (b.date ?? '').localeCompare(a.date ?? '');

const detailsOf = (conditions: Details, ...others: readonly Details[]): Record<string, readonly Detail[]> => {
  const details: Record<string, readonly Detail[]> = {};
  for (const [id, held] of conditions) details[id] = [...held].sort(newestFirst);
  for (const [key, held] of others.flatMap((other) => [...other]))
    details[key] = [...(details[key] ?? []), ...held];
  return details;
};

/** A patient whose birth date cannot be read has no age; the last one read says the sex. */
const personOf = ({ patient }: ByKind): Pick<EngineInput, 'age' | 'sex'> => {
  const age = patient.findLast((one) => one.age !== undefined)?.age;
  const sex = patient.at(-1)?.sex;
  return { ...(age !== undefined && { age }), ...(sex !== undefined && { sex }) };
};

const refsOf = (all: readonly LeftOut[], why: LeftOutCode): string[] =>
  all.filter(({ code }) => code === why).map(({ ref }) => ref);

export const fold = ({ said, factsAbout, counts, sources }: SaidOnce, chart: ChartInput): Extraction => {
  const person = personOf(said);
  const { fact, pain, measure, onset, deficit, baseline, history } = said;
  const told: SaidByKind = {
    ...{ fact, pain, measure, onset, deficit, baseline, history },
    factsAbout,
    ...person,
  };
  const conditions = conditionsOf(said, historyOf(told));
  const occurrences = said.history.flatMap(({ occurrence }) => occurrence ?? []);
  const medications = grouped(said.drug.map(({ drug, detail }) => [drug, detail] as const));
  const orderDetails = grouped(said['order-detail'].map(({ key, detail }) => [key, detail] as const));
  const orders = said.order.map(({ order }) => order);
  const unused = said['left-out'].map(({ ref, code }) => leftOut(ref, code));
  const facts = factsOf(told);
  const egfr = egfrOf(told);
  const holes = [
    ...(chart.holes ?? []),
    ...said.hole.map(({ hole }) => hole),
    ...unreadRedFlags(said.unread, said['unread-history'], { ...told, conditions, orders }),
  ];
  return {
    input: {
      now: chart.now,
      hook: chart.hook,
      ...person,
      ...pregnancyOf(told),
      ...(egfr !== undefined && { egfr }),
      cond: [...conditions.keys()],
      ...(occurrences.length > 0 && { occurrences }),
      meds: [...medications.keys()],
      facts,
      freetext: counts['free-text'],
      orders,
      ...(said['in-hand'].length > 0 && { inHand: said['in-hand'].map(({ inHand }) => inHand) }),
      ...(said['in-emergency'].length > 0 && { inEmergency: true }),
      holes,
      sideConflicts: refsOf(unused, 'side-conflict'),
      leftOut: unused.map(({ ref, rule, code }) => ({ ref, rule, code })),
      details: detailsOf(conditions, medications, orderDetails),
    },
    sources,
    leftOut: unused,
    holes,
    unmappedCodes: counts['unmapped-code'],
    counts: {
      resources: records(chart.resources).length,
      facts: facts.length,
      leftOut: unused.length,
      duplicates: counts.duplicates,
      unmappedOrders: counts['unmapped-order'],
      anotherPatient: refsOf(unused, 'another-patient').length,
    },
  };
};
