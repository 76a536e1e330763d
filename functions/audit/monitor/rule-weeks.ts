/**
 * How each rule fares, by version and week: shown, in shadow, accepted, overridden and why, with an interval for the
 * share that is accepted. Streams over the calls; holds one line for each rule, version and week.
 */
import type { KnownFile } from '../audit-log.ts';
import { lineOf } from '../call-ids.ts';
import { firedIn } from '../fired.ts';
import { latestFeedback } from '../inquiry/summary.ts';
import type { CallRecord, FeedbackRecord, RuleLine } from '../record.ts';
import { type Interval, wilson } from './statistics.ts';

export interface RuleWeek {
  readonly rule: string;
  readonly version: string;
  /** The Monday, UTC: `2026-11-30`. */
  readonly week: string;
  readonly calls: number;
  readonly fired: number;
  readonly shown: number;
  readonly shadow: number;
  readonly accepted: number;
  readonly overridden: number;
  /** Override reason → how often; `none` where none was given. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Share of that week's calls in which it fired, and share of its answered cards that were accepted; of 95 %. */
  readonly firedShare: Interval | undefined;
  readonly acceptedShare: Interval | undefined;
}

interface WeekCount {
  fired: number;
  shown: number;
  shadow: number;
  accepted: number;
  overridden: number;
  readonly reasons: Map<string, number>;
}

const DAY = 86_400_000;

/** The Monday before or on that instant. */
export const weekOf = (at: string): string => {
  const instant = Date.parse(at.slice(0, 10));
  const sinceMonday = (new Date(instant).getUTCDay() + 6) % 7;
  return new Date(instant - sinceMonday * DAY).toISOString().slice(0, 10);
};

const countRule = (
  count: WeekCount,
  { card, withheld }: RuleLine,
  answer: FeedbackRecord | undefined,
): void => {
  count.fired += 1;
  if (withheld?.reason === 'shadow') count.shadow += 1;
  if (card !== undefined) count.shown += 1;
  if (answer === undefined) return;
  count[answer.outcome] += 1;
  if (answer.outcome === 'accepted') return;
  const reason = answer.reason?.code ?? 'none';
  count.reasons.set(reason, (count.reasons.get(reason) ?? 0) + 1);
};

export interface RuleWeeks {
  add(file: KnownFile): void;
  /** The newest week first; within it the rule that fired most. */
  weeks(): RuleWeek[];
}

export const ruleWeeks = (): RuleWeeks => {
  const counts = new Map<string, WeekCount>();
  const calls = new Map<string, number>();

  const countOf = (name: string): WeekCount => {
    const known = counts.get(name) ?? {
      fired: 0,
      shown: 0,
      shadow: 0,
      accepted: 0,
      overridden: 0,
      reasons: new Map(),
    };
    counts.set(name, known);
    return known;
  };

  const addCall = (call: CallRecord, file: KnownFile) => {
    const week = weekOf(call.at);
    calls.set(week, (calls.get(week) ?? 0) + 1);
    const said = new Map(
      [...latestFeedback(file).values()].map((one) => [lineOf(call, one.card)?.n, one] as const),
    );
    for (const line of firedIn(call))
      countRule(
        countOf(`${week}\n${line.id}\n${line.version}`),
        line,
        line.card === undefined ? undefined : said.get(line.card),
      );
  };

  return {
    add: (file) => {
      const { record } = file.call;
      if (record.kind === 'call') addCall(record, file);
    },
    weeks: () =>
      [...counts]
        .map(([name, { reasons, ...count }]): RuleWeek => {
          const [week = '', rule = '', version = ''] = name.split('\n');
          const inWeek = calls.get(week) ?? 0;
          return {
            rule,
            version,
            week,
            calls: inWeek,
            ...count,
            reasons: Object.fromEntries([...reasons].sort(([, a], [, b]) => b - a)),
            firedShare: wilson(count.fired, inWeek),
            acceptedShare: wilson(count.accepted, count.accepted + count.overridden),
          };
        })
        .sort((a, b) => b.week.localeCompare(a.week) || b.fired - a.fired || a.rule.localeCompare(b.rule)),
  };
};
