/** Commands that count: which recommendations help, what is refused, when the service answered with less than it should. */
import { writeFile } from 'node:fs/promises';
import { type DegradedPeriod, degradedPeriods } from '../../../functions/audit/inquiry/degraded.ts';
import { type CallFilter, filesInAnyOrder } from '../../../functions/audit/inquiry/inquiry.ts';
import { learn as lessonsOf, reviewAbove } from '../../../functions/audit/inquiry/learn.ts';
import { type Funnel, funnelSteps, type Lessons } from '../../../functions/audit/inquiry/lessons.ts';
import { lessonsPage } from '../../../functions/audit/inquiry/lessons-page.ts';
import { refusalsByReason } from '../../../functions/audit/inquiry/refusals.ts';
import { answered, filterOf, further, noneIn } from '../call-filter.ts';
import { type Command, Refused, type Run } from '../command.ts';
import { percentCell, type Row, table } from '../format.ts';
import { scopeOptions } from '../options.ts';
import { monitored } from './monitor.ts';

const over = async (run: Run, question: string, services: readonly string[] = answered) => {
  const tool = await run.open();
  const scope = await filterOf(run.args, tool, services);
  const { client } = run.args.options;
  await tool.recordReading(question, { from: scope.from, to: scope.to, ...(client && { client }) });
  return { tool, scope, files: filesInAnyOrder(tool.access, scope) };
};

const seconds = (ms: number | undefined): string => (ms === undefined ? '' : `${Math.round(ms / 1_000)} s`);

const ruleRows = ({ rules }: Lessons): Row[] =>
  rules.map((rule) => ({
    rule: rule.rule,
    version: rule.version,
    fired: rule.fired,
    shown: rule.shown,
    withheld: rule.withheld,
    accepted: rule.accepted,
    overridden: rule.overridden,
    'no answer': rule.unanswered,
    'override rate': percentCell(rule.overrideRate),
    'to decision': seconds(rule.toDecision),
    reasons: Object.entries(rule.reasons)
      .map(([reason, n]) => `${reason} ${n}`)
      .join(', '),
    review: rule.review ? 'REVIEW' : '',
  }));

const ruleColumns = [
  'review',
  'rule',
  'version',
  'fired',
  'shown',
  'withheld',
  'accepted',
  'overridden',
  'no answer',
  'override rate',
  'to decision',
  'reasons',
] as const;

const serviceRows = ({ services }: Lessons): Row[] =>
  services.map(({ ms, ...service }) => ({
    ...service,
    'p50 ms': ms.p50,
    'p95 ms': ms.p95,
    'p99 ms': ms.p99,
    'max ms': ms.max,
  }));

const missingRows = ({ missingData }: Lessons): Row[] =>
  missingData.map(({ rate, ...line }) => ({ ...line, rate: percentCell(rate) }));

const funnelText = ({ funnel }: Lessons, columns: number): string => {
  if (funnel.shown === 0) return '';
  const rows = (Object.keys(funnelSteps) as (keyof Funnel)[]).map((step) => ({
    step: funnelSteps[step],
    calls: funnel[step],
    'of those shown': percentCell(funnel[step] / funnel.shown),
  }));
  return `\nFrom the card to the examination\n${table(rows, ['step', 'calls', 'of those shown'], columns)}`;
};

const text = (lessons: Lessons, columns: number): string => {
  const review = lessons.rules
    .filter(({ review }) => review)
    .map(({ rule, version }) => `${rule}@${version}`);
  return [
    `${lessons.calls} calls and ${lessons.refusals} refusals from ${lessons.from} to ${lessons.to}\n`,
    review.length > 0
      ? `\nOverridden more than ${percentCell(reviewAbove)} of the time; to be looked at: ${review.join(', ')}\n`
      : '',
    `\nRecommendations\n${table(ruleRows(lessons), ruleColumns, columns)}`,
    funnelText(lessons, columns),
    `\nResponse times\n${table(serviceRows(lessons), ['service', 'calls', 'refusals', 'degraded', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'], columns)}`,
    lessons.missingData.length > 0
      ? `\nData that was missing (412)\n${table(missingRows(lessons), ['client', 'key', 'refusals', 'requests', 'rate'], columns)}`
      : '',
  ].join('');
};

const enoughOf = ({ args }: Run): number => {
  const text = args.options['enough'] ?? '20';
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Refused('--enough takes a whole number from 1.');
  return Number(text);
};

export const learn: Command = {
  name: 'learn',
  group: 'Learn',
  summary:
    'per rule and version: fired, shown, accepted, overridden and why; from the card to the examination; response times; missing data',
  help: `A recommendation that is overridden more than ${percentCell(reviewAbove)} of the time it is answered, over enough answers, is named for review. A card without an answer was not necessarily ignored: clients do not report that.`,
  options: {
    ...scopeOptions,
    enough: { value: 'N', help: 'answers from which on a recommendation is judged; 20 when absent' },
    html: { value: 'FILE', help: 'write a page with charts, to read, print and pass on' },
  },
  examples: [
    'learn --from 90d',
    'learn --from 2026-10-01 --to 2027-01-01 --html q4.html',
    'learn --format json | jq .rules',
  ],
  run: async (run) => {
    const enough = enoughOf(run);
    const { scope, files } = await over(run, 'learn');
    const lessons = await lessonsOf(files, { from: scope.from, to: scope.to, enough });
    const { html } = run.args.options;
    if (html !== undefined) {
      await writeFile(html, lessonsPage(lessons, await monitored(run))).catch(() => {
        throw new Refused(`${html} cannot be written: name a file in a folder that is there.`);
      });
      run.io.note(`Written: ${html}`);
      return 0;
    }
    if (run.format === 'table') await run.io.out(text(lessons, run.io.columns));
    else if (run.format === 'csv') await run.print(ruleRows(lessons), ruleColumns);
    else await run.io.out(`${JSON.stringify(lessons)}\n`);
    return 0;
  },
};

export const refusals: Command = {
  name: 'refusals',
  group: 'Learn',
  summary: 'what was refused, by reason',
  help: 'With client, service and when. Callers that could not be identified stand under the client `-`. To see each one: list.',
  options: scopeOptions,
  examples: ['refusals --from 7d', 'refusals --client st-elsewhere --format csv'],
  run: async (run) => {
    const { scope, files } = await over(run, 'refusals', ['~refusal']);
    const rows = await refusalsByReason(files);
    const count = await run.print(
      rows.map((row) => ({ ...row })),
      ['refusals', 'status', 'reason', 'client', 'service', 'first', 'last'],
    );
    note(run, scope, count);
    return 0;
  },
};

const note = (run: Run, scope: CallFilter, count: number): void => {
  const said = count === 0 ? noneIn('None', scope) : further(run.args, scope);
  if (said !== undefined) run.io.note(said);
};

export const degraded: Command = {
  name: 'degraded',
  group: 'Learn',
  summary: 'when the service could not do all it should, or met something unusual',
  help: 'Stretches of calls with the same flag: stale keys, a replay store that was down, data that was incomplete, another patient’s data. To see the calls: flag.',
  options: scopeOptions,
  examples: ['degraded --from 30d'],
  run: async (run) => {
    const { scope, files } = await over(run, 'degraded');
    const periods: DegradedPeriod[] = await degradedPeriods(files);
    const count = await run.print(
      periods.map((period) => ({ ...period })),
      ['from', 'to', 'calls', 'flag', 'client', 'meaning'],
    );
    note(run, scope, count);
    return 0;
  },
};
