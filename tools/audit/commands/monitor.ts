/** `monitor`: how each rule fares by week, what has changed at a client and why, what is understood of charts. */
import { writeFile } from 'node:fs/promises';
import { filesInAnyOrder } from '../../../functions/audit/inquiry/inquiry.ts';
import {
  DAYS_BEFORE,
  type MonitorReport,
  monitor as monitorOf,
  readFrom,
  revealWith,
} from '../../../functions/audit/monitor/monitor.ts';
import { hourWords, monitorPage, movedWords, range } from '../../../functions/audit/monitor/monitor-page.ts';
import { answered, filterOf } from '../call-filter.ts';
import { type Command, Refused, type Run } from '../command.ts';
import { percentCell, type Row, table } from '../format.ts';
import { scopeOptions } from '../options.ts';

const USUAL = '28d';
/** As much as a screen shows; the page and the JSON have all. */
const MOST_RECORDED = 20;

/** Opens what a report of a period is made of: the period, and the month before it to compare with. */
export const monitored = async (run: Run): Promise<MonitorReport> => {
  const tool = await run.open();
  const { options } = run.args;
  const args = { ...run.args, options: { ...options, from: options['from'] ?? USUAL } };
  const scope = await filterOf(args, tool, answered);
  const { client } = options;
  await tool.recordReading('monitor', { from: scope.from, to: scope.to, ...(client && { client }) });
  const files = filesInAnyOrder(tool.access, { ...scope, from: readFrom(scope.from) });
  return monitorOf(files, { from: scope.from, to: scope.to }, revealWith(tool.audit.pseudonyms));
};

const driftRows = ({ drifts }: MonitorReport): Row[] =>
  drifts.map((drift) => ({
    client: drift.client,
    since: hourWords(drift.since),
    noticed: hourWords(drift.noticed),
    'likely cause': drift.says,
    runbook: `docs/operate.md#${drift.cause}`,
    'what moved': movedWords(drift, 3).join('; '),
  }));

const weekRows = ({ rules }: MonitorReport): Row[] =>
  rules.map(({ firedShare, acceptedShare, reasons, calls: _, ...week }) => ({
    ...week,
    'of calls': range(firedShare),
    'accepted of answered': range(acceptedShare),
    reasons: Object.entries(reasons)
      .map(([reason, n]) => `${reason} ${n}`)
      .join(', '),
  }));

const weekColumns = [
  'week',
  'rule',
  'version',
  'fired',
  'of calls',
  'shown',
  'shadow',
  'accepted',
  'overridden',
  'accepted of answered',
  'reasons',
] as const;

const recordedRows = ({ recorded }: MonitorReport): Row[] =>
  recorded.slice(0, MOST_RECORDED).map(({ before, share, interval, ...one }) => ({
    ...one,
    'month before': percentCell(before),
    now: percentCell(share),
    interval: range(interval),
  }));

const text = (report: MonitorReport, columns: number): string =>
  [
    `${report.calls} calls from ${report.from} to ${report.to}\n`,
    report.drifts.length > 0
      ? `\nWhat has changed\n${table(driftRows(report), ['client', 'since', 'noticed', 'likely cause', 'runbook', 'what moved'], columns)}`
      : '\nNothing has changed more than chance and the week explain.\n',
    `\nRules by week\n${table(weekRows(report), weekColumns, columns)}`,
    `\nWhat is recorded, the largest changes first\n${table(recordedRows(report), ['client', 'what', 'month before', 'now', 'interval', 'count', 'of'], columns)}`,
  ].join('');

export const monitor: Command = {
  name: 'monitor',
  group: 'Learn',
  summary: 'per rule, version and week with intervals; what has changed at a client, why, and what to do',
  help: `Compares each client with the month before (${DAYS_BEFORE} days before --from are read for it; --from is ${USUAL} ago when absent): what is understood of charts, what could not be looked at, which rules fire, what is refused, held back and answered. A change that chance and the week do not explain is named with its likely cause and the section of docs/operate.md.`,
  options: {
    ...scopeOptions,
    page: { value: 'FILE', help: 'write a page, to read, print and pass on' },
  },
  examples: [
    'monitor',
    'monitor --client st-elsewhere --from 90d --page monitor.html',
    'monitor --format json | jq .drifts',
  ],
  run: async (run) => {
    const report = await monitored(run);
    const { page } = run.args.options;
    if (page !== undefined) {
      await writeFile(page, monitorPage(report)).catch(() => {
        throw new Refused(`${page} cannot be written: name a file in a folder that is there.`);
      });
      run.io.note(`Written: ${page}`);
      return 0;
    }
    if (run.format === 'table') await run.io.out(text(report, run.io.columns));
    else if (run.format === 'csv') await run.print(weekRows(report), weekColumns);
    else await run.io.out(`${JSON.stringify(report)}\n`);
    return 0;
  },
};
