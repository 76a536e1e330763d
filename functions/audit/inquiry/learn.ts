/**
 * What the audit log teaches: which recommendations are shown, followed and overridden, how fast the service is,
 * which data callers fail to send, and how far the cards that lead to the app got. Cards nobody answered are counted as that and nothing more: clients
 * do not report a card that was ignored.
 */

import type { KnownFile } from '../audit-log.ts';
import { lineOf } from '../call-ids.ts';
import type { CallRecord, RefusalRecord } from '../record.ts';
import { funnelCount } from './funnel.ts';
import type { Lessons, MissingDataLesson, RuleLesson, ServiceLesson } from './lessons.ts';
import { latestFeedback } from './summary.ts';

export interface LearnOptions {
  readonly from: string;
  readonly to: string;
  /** A rule is named for review from this many answers on. Default 20. */
  readonly enough?: number;
}

/** Overridden more often than this, a recommendation teaches clinicians to ignore it. */
export const reviewAbove = 0.8;

interface RuleCount {
  fired: number;
  shown: number;
  withheld: number;
  accepted: number;
  overridden: number;
  reasons: Map<string, number>;
  toDecision: number[];
}

const addTo = <K>(counts: Map<K, number>, key: K, n = 1) => counts.set(key, (counts.get(key) ?? 0) + n);

const entry = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
};

/** Nearest-rank percentile of a sorted list. */
export const percentile = (sorted: ArrayLike<number>, p: number): number =>
  sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;

const ascending = (numbers: readonly number[]) => Float64Array.from(numbers).sort();

const newRule = (): RuleCount => ({
  fired: 0,
  shown: 0,
  withheld: 0,
  accepted: 0,
  overridden: 0,
  reasons: new Map(),
  toDecision: [],
});

const countRules = (counts: Map<string, RuleCount>, call: CallRecord, file: KnownFile) => {
  const feedback = new Map(
    [...latestFeedback(file).values()].map((said) => [lineOf(call, said.card)?.n, said]),
  );
  for (const rule of call.rules) {
    const count = entry(counts, `${rule.id}\n${rule.version}`, newRule);
    count.fired += 1;
    if (rule.withheld) count.withheld += 1;
    if (rule.card === undefined) continue;
    count.shown += 1;
    const said = feedback.get(rule.card);
    if (said === undefined) continue;
    count[said.outcome] += 1;
    count.toDecision.push(Math.max(0, Date.parse(said.decidedAt) - Date.parse(call.at)));
    if (said.outcome === 'overridden') addTo(count.reasons, said.reason?.code ?? 'none');
  }
};

const ruleLesson = (name: string, count: RuleCount, enough: number): RuleLesson => {
  const [rule = '', version = ''] = name.split('\n');
  const { fired, shown, withheld, accepted, overridden } = count;
  const answered = accepted + overridden;
  const overrideRate = answered > 0 ? overridden / answered : undefined;
  const reasons = [...count.reasons].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
  return {
    rule,
    version,
    fired,
    shown,
    withheld,
    accepted,
    overridden,
    unanswered: shown - answered,
    reasons: Object.fromEntries(reasons),
    ...(overrideRate !== undefined && { overrideRate }),
    ...(answered > 0 && { toDecision: percentile(ascending(count.toDecision), 50) }),
    review: answered >= enough && overrideRate !== undefined && overrideRate > reviewAbove,
  };
};

interface ServiceCount {
  refusals: number;
  degraded: number;
  ms: number[];
}

const serviceLesson = (service: string, { refusals, degraded, ms }: ServiceCount): ServiceLesson => {
  const sorted = ascending(ms);
  const at = (p: number) => percentile(sorted, p);
  return {
    service,
    calls: ms.length,
    refusals,
    degraded,
    ms: { p50: at(50), p95: at(95), p99: at(99), max: sorted.at(-1) ?? 0 },
  };
};

/** `prefetch.conditions` and `conditions` are one key. */
const keyOf = (field: string): string => field.replace(/^prefetch[.]?/, '');

const missingDataLessons = (
  keys: ReadonlyMap<string, number>,
  requests: ReadonlyMap<string, number>,
): MissingDataLesson[] =>
  [...keys]
    .map(([name, refusals]) => {
      const [client = '', key = ''] = name.split('\n');
      const all = requests.get(client) ?? refusals;
      return { client, key, refusals, requests: all, rate: refusals / all };
    })
    .sort((a, b) => b.rate - a.rate || a.key.localeCompare(b.key));

const timesOf = ({ more }: RefusalRecord): number => 1 + (more ?? 0);

export const learn = async (files: AsyncIterable<KnownFile>, options: LearnOptions): Promise<Lessons> => {
  const { from, to, enough = 20 } = options;
  const rules = new Map<string, RuleCount>();
  const services = new Map<string, ServiceCount>();
  const missingKeys = new Map<string, number>();
  const requests = new Map<string, number>();
  const totals = { calls: 0, refusals: 0 };
  const app = funnelCount();
  const service = (id: string) => entry(services, id, () => ({ refusals: 0, degraded: 0, ms: [] }));

  const countCall = (call: CallRecord, file: KnownFile) => {
    totals.calls += 1;
    addTo(requests, call.client.id);
    const count = service(call.service);
    count.ms.push(call.ms);
    if (call.flags.length > 0 || call.notChecked.length > 0) count.degraded += 1;
    countRules(rules, call, file);
    app.add(call, file);
  };
  const countRefusal = (refusal: RefusalRecord) => {
    const times = timesOf(refusal);
    totals.refusals += times;
    addTo(requests, refusal.client.id, times);
    if (refusal.service !== undefined) service(refusal.service).refusals += times;
    if (refusal.status !== 412) return;
    for (const field of refusal.fields) addTo(missingKeys, `${refusal.client.id}\n${keyOf(field)}`, times);
  };

  let first: string | undefined;
  for await (const file of files) {
    const { record } = file.call;
    if (first === undefined || record.at < first) first = record.at;
    if (record.kind === 'call') countCall(record, file);
    else if (record.kind === 'refusal') countRefusal(record);
  }
  return {
    from: first ?? from,
    to,
    ...totals,
    rules: [...rules]
      .map(([name, count]) => ruleLesson(name, count, enough))
      .sort(
        (a, b) => Number(b.review) - Number(a.review) || b.fired - a.fired || a.rule.localeCompare(b.rule),
      ),
    services: [...services].map(([id, count]) => serviceLesson(id, count)).sort((a, b) => b.calls - a.calls),
    missingData: missingDataLessons(missingKeys, requests),
    funnel: app.funnel(),
  };
};
