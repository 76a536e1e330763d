/** What the monitor saw, as a page or as sections of the report of a period. */
import {
  day,
  drawing,
  escaped,
  orNone,
  percent,
  type ReportColumn,
  reportPage,
  stacked,
  table,
  words,
} from '../inquiry/report-page.ts';
import type { Drift } from './drift.ts';
import type { MonitorReport } from './monitor.ts';
import type { RecordedShare } from './recorded.ts';
import type { RuleWeek } from './rule-weeks.ts';
import type { Interval } from './statistics.ts';

/** `20–35 %`; a dash where nothing was counted. */
export const range = (interval: Interval | undefined): string =>
  interval === undefined ? '–' : `${Math.round(interval.low * 100)}–${Math.round(interval.high * 100)} %`;

/** The rates that say most, in words. */
export const movedWords = ({ moved }: Pick<Drift, 'moved'>, most: number): string[] =>
  moved
    .slice(0, most)
    .map(({ rate, before, now, of }) => `${rate}: ${percent(before)} → ${percent(now)} of ${of}`);

export const hourWords = (hour: string): string => `${hour.replace('T', ' ')}:00`;

const driftColumns: readonly ReportColumn<Drift>[] = [
  { head: 'Client', cell: ({ client }) => words(client) },
  { head: 'Since', cell: ({ since }) => words(hourWords(since)) },
  { head: 'Noticed', cell: ({ noticed }) => words(hourWords(noticed)) },
  { head: 'Likely cause', cell: ({ says }) => words(says) },
  { head: 'Runbook', cell: ({ cause }) => words(`docs/operate.md#${cause}`) },
  {
    head: 'What moved',
    cell: (drift) =>
      drawing(
        movedWords(drift, 5)
          .map((text) => `<span class="line">${escaped(text)}</span>`)
          .join(' '),
      ),
  },
];

const weekColumns = (most: number): readonly ReportColumn<RuleWeek>[] => [
  { head: 'Rule', cell: ({ rule, version }) => words(`${rule} version ${version}`) },
  { head: 'Week of', cell: ({ week }) => words(week) },
  { head: 'Fired', cell: ({ fired }) => words(fired) },
  { head: 'Of calls', cell: ({ firedShare }) => words(range(firedShare)) },
  { head: 'Shown', cell: ({ shown }) => words(shown) },
  { head: 'Shadow', cell: ({ shadow }) => words(shadow) },
  { head: 'Accepted', cell: ({ accepted }) => words(accepted) },
  { head: 'Overridden', cell: ({ overridden }) => words(overridden) },
  { head: 'Accepted of answered', cell: ({ acceptedShare }) => words(range(acceptedShare)) },
  {
    head: 'Reasons for overriding',
    cell: ({ reasons }) =>
      drawing(
        Object.entries(reasons)
          .map(([reason, n]) => `<span class="line">${escaped(reason)} ${n}</span>`)
          .join(' ') || '–',
      ),
  },
  {
    head: '',
    cell: ({ accepted, overridden, shown }) =>
      drawing(
        stacked(
          [
            { n: accepted, kind: 'accepted' },
            { n: overridden, kind: 'overridden' },
            { n: Math.max(0, shown - accepted - overridden), kind: 'unanswered' },
          ],
          most,
        ),
      ),
  },
];

const recordedColumns: readonly ReportColumn<RecordedShare>[] = [
  { head: 'What', cell: ({ what }) => words(what) },
  { head: 'Client', cell: ({ client }) => words(client) },
  { head: 'Month before', cell: ({ before }) => words(percent(before)) },
  { head: 'Now', cell: ({ share }) => words(percent(share)) },
  { head: 'Interval', cell: ({ interval }) => words(range(interval)) },
  { head: 'Visits', cell: ({ of }) => words(of) },
];

export const monitorSections = ({ drifts, rules, recorded }: MonitorReport): string => {
  const most = Math.max(1, ...rules.map(({ shown }) => shown));
  return `<h2>What has changed</h2>
<p>Each client against the month before. What to do is in the section of the runbook.</p>
${orNone(drifts, table('Changes at clients, with their likely cause', driftColumns, drifts), 'Nothing has changed more than chance and the week explain.')}
<h2>Rules by week</h2>
<p>Shares with their 95 % interval (Wilson).</p>
${orNone(rules, table('How often each rule fired, was shown and was answered, by version and week', weekColumns(most), rules), 'No rule fired.')}
<h2>What is recorded</h2>
<p>Share of visits in which each finding, condition or drug class was understood.</p>
${orNone(recorded, table('What was understood at each client, against the month before', recordedColumns, recorded), 'No row says what was understood: rows before this version do not.')}`;
};

export const monitorPage = (report: MonitorReport): string =>
  reportPage(
    'what the monitor saw',
    `<h1>What the monitor saw</h1>
<p class="period">${day(report.from)} to ${day(report.to)} UTC: ${report.calls} calls</p>
${monitorSections(report)}`,
  );
