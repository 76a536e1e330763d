/**
 * The monitor of the last four weeks: what has changed at a client and why, how each rule fares by week, how often
 * each finding is understood. Bars stand under the numbers, which say the same.
 */
import type { Drift } from '../../functions/audit/monitor/drift.ts';
import type { MonitorReport } from '../../functions/audit/monitor/monitor.ts';
import { hourWords, movedWords, range } from '../../functions/audit/monitor/monitor-page.ts';
import type { RecordedShare } from '../../functions/audit/monitor/recorded.ts';
import type { RuleWeek } from '../../functions/audit/monitor/rule-weeks.ts';
import { Scrolling } from './scrolling.tsx';

const mostMoved = 5;

const Drifts = ({ drifts }: { drifts: readonly Drift[] }) =>
  drifts.length === 0 ? (
    <p>Nothing has changed at a client more than chance and the week explain.</p>
  ) : (
    <ul class="rows">
      {drifts.map((drift) => (
        <li key={`${drift.client} ${drift.since}`}>
          <span>
            {drift.client}: {drift.says}
          </span>
          <small>
            since {hourWords(drift.since)}, noticed {hourWords(drift.noticed)};{' '}
            {movedWords(drift, mostMoved).join('; ')}; docs/operate.md#{drift.cause}
          </small>
        </li>
      ))}
    </ul>
  );

const Bar = ({ of: { shown, accepted, overridden }, most }: { of: RuleWeek; most: number }) => {
  const width = (count: number) => (100 * count) / most;
  return (
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar-shown" width={width(shown)} height="8" />
      <rect class="bar-accepted" width={width(accepted)} height="8" />
      <rect class="bar-overridden" x={width(accepted)} width={width(overridden)} height="8" />
    </svg>
  );
};

const reasonsSaid = (reasons: RuleWeek['reasons']): string =>
  Object.entries(reasons)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');

const Weeks = ({ weeks }: { weeks: readonly RuleWeek[] }) => {
  const most = Math.max(1, ...weeks.map(({ shown }) => shown));
  return (
    <Scrolling label="Rules by week">
      <table>
        <caption>Rules by week; shares with their 95 % interval</caption>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Week of</th>
            <th scope="col">Shown</th>
            <th scope="col">Fired</th>
            <th scope="col">Of calls</th>
            <th scope="col">Accepted</th>
            <th scope="col">Overridden</th>
            <th scope="col">Accepted of answered</th>
            <th scope="col">Why overridden</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={`${week.rule} ${week.version} ${week.week}`}>
              <th scope="row">
                {week.rule} <small>{week.version}</small>
              </th>
              <td>{week.week}</td>
              <td>
                {week.shown}
                <Bar of={week} most={most} />
              </td>
              <td>{week.fired}</td>
              <td>{range(week.firedShare)}</td>
              <td>{week.accepted}</td>
              <td>{week.overridden}</td>
              <td>{range(week.acceptedShare)}</td>
              <td class="long">{reasonsSaid(week.reasons) || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
};

const percent = (share: number | undefined): string =>
  share === undefined ? '–' : `${Math.round(100 * share)} %`;

const Recorded = ({ recorded }: { recorded: readonly RecordedShare[] }) => (
  <details>
    <summary>How often each finding is understood ({recorded.length})</summary>
    <Scrolling label="What was understood">
      <table>
        <caption>Share of visits in which it was understood</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Client</th>
            <th scope="col">Month before</th>
            <th scope="col">These weeks</th>
            <th scope="col">Visits</th>
          </tr>
        </thead>
        <tbody>
          {recorded.map(({ what, client, before, share, of }) => (
            <tr key={`${client} ${what}`}>
              <th scope="row">{what}</th>
              <td>{client}</td>
              <td>{percent(before)}</td>
              <td>{percent(share)}</td>
              <td>{of}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  </details>
);

export const RuleMonitor = ({ report: { calls, drifts, rules, recorded } }: { report: MonitorReport }) => (
  <div class="monitor">
    <h3>What has changed</h3>
    <Drifts drifts={drifts} />
    <h3>How each rule fares, {calls} calls of four weeks</h3>
    {rules.length === 0 ? <p>No rule fired.</p> : <Weeks weeks={rules} />}
    {recorded.length > 0 && <Recorded recorded={recorded} />}
  </div>
);
