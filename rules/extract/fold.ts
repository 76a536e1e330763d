/**
 * Settles what all resources said: what was said twice counts once (N13), the newest value counts, and what
 * only several say together is added (`derive.ts`). What comes out is the engine's input and what is told of
 * the reading itself. Pure.
 *
 * Cost: linear in what was said.
 */
import { ordinal } from '../engine/chart.ts';
import type { Detail, EngineInput, Fact } from '../engine/types.ts';
import type { ConditionId } from '../findings/index.ts';
import { egfrOf, factsOf, historyOf, pregnancyOf, type Told } from './derive.ts';
import type { ChartInput, Extraction, FactSource } from './extraction.ts';
import { type LeftOut, type LeftOutCode, leftOut } from './left-out.ts';
import type { Cited, Counted, Said, SaidFact, SaidHistory } from './said.ts';
import { records } from './shape.ts';
import { unreadRedFlags } from './unread.ts';

type Kind = Said['kind'];
type ByKind = { readonly [K in Kind]: Extract<Said, { kind: K }>[] };

const byKind = (all: readonly Said[]): ByKind => {
  const said: ByKind = {
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
    count: [],
  };
  for (const one of all) (said[one.kind] as Said[]).push(one);
  return said;
};

const sameValue = (a: Fact['value'], b: Fact['value']): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, n) => x === b[n]));

const isSame = (a: SaidFact, b: SaidFact): boolean =>
  a.entry.when.to === b.entry.when.to && a.side === b.side && sameValue(a.value, b.value);

/** The facts whose finding, side, time and value another one before them has (N13). */
const repeatsIn = (facts: readonly SaidFact[]): ReadonlySet<Said> => {
  const repeats = new Set<Said>();
  const first = new Map<number, SaidFact>();
  /** Those of a finding and time that are not like the first; few charts have any. */
  const others = new Map<number, SaidFact[]>();
  for (const fact of facts) {
    // milliseconds since 1970 and a finding's ordinal fit into one safe integer
    const key = fact.entry.when.from * 256 + ordinal(fact.id);
    const one = first.get(key);
    const more = one && others.get(key);
    if (one === undefined) first.set(key, fact);
    else if (isSame(fact, one) || more?.some((other) => isSame(fact, other))) repeats.add(fact);
    else if (more === undefined) others.set(key, [fact]);
    else more.push(fact);
  }
  return repeats;
};

const citedBy = (one: Said): Cited | undefined => {
  switch (one.kind) {
    case 'fact':
    case 'pain':
      return one.entry;
    case 'source':
      return one.source;
    default:
      return undefined;
  }
};

/** By `ref`; of a resource with several entries, the first. */
const sourcesOf = (all: readonly Said[], repeats: ReadonlySet<Said>): ReadonlyMap<string, FactSource> => {
  const sources = new Map<string, FactSource>();
  for (const one of all) {
    const cited = citedBy(one);
    if (cited === undefined || sources.has(cited.ref) || repeats.has(one)) continue;
    const { ref, resourceType, by, status, date } = cited;
    sources.set(ref, date ? { resourceType, by, status, date } : { resourceType, by, status });
  }
  return sources;
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

const countOf = ({ count }: ByKind, what: Counted): number => count.filter(({ of }) => of === what).length;

/** @param all in the order of reading */
export const fold = (all: readonly Said[], chart: ChartInput): Extraction => {
  const said = byKind(all);
  const repeats = repeatsIn(said.fact);
  const person = personOf(said);
  const told: Told = {
    ...said,
    ...person,
    facts: repeats.size === 0 ? said.fact : said.fact.filter((one) => !repeats.has(one)),
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
    ...unreadRedFlags(said.unread, said['unread-history'], { facts: told.facts, conditions, orders }),
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
      freetext: countOf(said, 'free-text'),
      orders,
      ...(said['in-hand'].length > 0 && { inHand: said['in-hand'].map(({ inHand }) => inHand) }),
      ...(said['in-emergency'].length > 0 && { inEmergency: true }),
      holes,
      sideConflicts: refsOf(unused, 'side-conflict'),
      leftOut: unused.map(({ ref, rule, code }) => ({ ref, rule, code })),
      details: detailsOf(conditions, medications, orderDetails),
    },
    sources: sourcesOf(all, repeats),
    leftOut: unused,
    holes,
    unmappedCodes: countOf(said, 'unmapped-code'),
    counts: {
      resources: records(chart.resources).length,
      facts: facts.length,
      leftOut: unused.length,
      duplicates: repeats.size,
      unmappedOrders: countOf(said, 'unmapped-order'),
      anotherPatient: refsOf(unused, 'another-patient').length,
    },
  };
};
