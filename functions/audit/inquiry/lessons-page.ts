/**
 * What the audit log teaches, as one page: what is for review, the recommendations, response times, missing data, and
 * below them what the monitor saw.
 */
import type { MonitorReport } from '../monitor/monitor.ts';
import { monitorSections } from '../monitor/monitor-page.ts';
import { reviewAbove } from './learn.ts';
import {
  type Funnel,
  funnelSteps,
  type Lessons,
  type MissingDataLesson,
  type RuleLesson,
  type ServiceLesson,
} from './lessons.ts';
import {
  day,
  drawing,
  escaped,
  orNone,
  percent,
  type ReportColumn,
  reportPage,
  single,
  stacked,
  table,
  words,
} from './report-page.ts';

const duration = (ms: number | undefined): string => {
  if (ms === undefined) return '–';
  if (ms < 90_000) return `${Math.round(ms / 1_000)} s`;
  return ms < 5_400_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
};

const reasonsOf = ({ reasons }: RuleLesson): string =>
  Object.entries(reasons)
    .map(([reason, n]) => `<span class="line">${escaped(reason)} ${n}</span>`)
    .join(' ') || '–';

const ruleColumns = (most: number): ReportColumn<RuleLesson>[] => [
  { head: 'Recommendation', cell: ({ rule, version }) => words(`${rule} version ${version}`) },
  { head: 'Fired', cell: ({ fired }) => words(fired) },
  { head: 'Shown', cell: ({ shown }) => words(shown) },
  { head: 'Withheld', cell: ({ withheld }) => words(withheld) },
  { head: 'Accepted', cell: ({ accepted }) => words(accepted) },
  { head: 'Overridden', cell: ({ overridden }) => words(overridden) },
  { head: 'No answer', cell: ({ unanswered }) => words(unanswered) },
  { head: 'Override rate', cell: ({ overrideRate }) => words(percent(overrideRate)) },
  { head: 'To decision (median)', cell: ({ toDecision }) => words(duration(toDecision)) },
  { head: 'Reasons for overriding', cell: (rule) => drawing(reasonsOf(rule)) },
  {
    head: '',
    cell: ({ accepted, overridden, unanswered }) =>
      drawing(
        stacked(
          [
            { n: accepted, kind: 'accepted' },
            { n: overridden, kind: 'overridden' },
            { n: unanswered, kind: 'unanswered' },
          ],
          most,
        ),
      ),
  },
];

const serviceColumns = (slowest: number): ReportColumn<ServiceLesson>[] => [
  { head: 'Service', cell: ({ service }) => words(service) },
  { head: 'Calls', cell: ({ calls }) => words(calls) },
  { head: 'Refusals', cell: ({ refusals }) => words(refusals) },
  { head: 'Degraded', cell: ({ degraded }) => words(degraded) },
  { head: 'Median, ms', cell: ({ ms }) => words(ms.p50) },
  { head: '95 %, ms', cell: ({ ms }) => words(ms.p95) },
  { head: '99 %, ms', cell: ({ ms }) => words(ms.p99) },
  { head: 'Slowest, ms', cell: ({ ms }) => words(ms.max) },
  { head: '', cell: ({ ms }) => drawing(single(ms.p95, slowest)) },
];

const missingColumns: ReportColumn<MissingDataLesson>[] = [
  { head: 'Client', cell: ({ client }) => words(client) },
  { head: 'Data', cell: ({ key }) => words(key) },
  { head: 'Refused', cell: ({ refusals }) => words(refusals) },
  { head: 'Of requests', cell: ({ requests }) => words(requests) },
  { head: 'Rate', cell: ({ rate }) => words(percent(rate)) },
  { head: '', cell: ({ rate }) => drawing(single(rate, 1)) },
];

const funnelColumns = (shown: number): ReportColumn<{ step: string; calls: number }>[] => [
  { head: 'Step', cell: ({ step }) => words(step) },
  { head: 'Calls', cell: ({ calls }) => words(calls) },
  { head: 'Of those shown', cell: ({ calls }) => words(percent(calls / shown)) },
  { head: '', cell: ({ calls }) => drawing(single(calls, shown)) },
];

const funnelRows = ({ funnel }: Lessons) =>
  (Object.keys(funnelSteps) as (keyof Funnel)[]).map((step) => ({
    step: funnelSteps[step],
    calls: funnel[step],
  }));

const legend = `<ul class="legend">${[
  ['accepted', 'accepted'],
  ['overridden', 'overridden'],
  ['unanswered', 'no answer'],
]
  .map(
    ([kind, text]) =>
      `<li><svg aria-hidden="true" width="14" height="14"><rect width="14" height="14" class="${kind}"/></svg> ${text}</li>`,
  )
  .join('')}</ul>`;

const review = ({ rules }: Lessons): string => {
  const named = rules.filter(({ review }) => review);
  if (named.length === 0)
    return `<p>No recommendation was overridden more than ${percent(reviewAbove)} of the time over enough answers.</p>`;
  const items = named.map(
    ({ rule, version, overrideRate, accepted, overridden }) =>
      `<li><strong>${escaped(rule)}</strong> version ${escaped(version)}: overridden ${percent(overrideRate)} of ${accepted + overridden} times</li>`,
  );
  return `<div class="review"><p>Overridden more than ${percent(reviewAbove)} of the time. A clinician should look at these: either the advice is wrong for the patients it reaches, or it tells clinicians what they know.</p><ul>${items.join('')}</ul></div>`;
};

export const lessonsPage = (lessons: Lessons, monitored?: MonitorReport): string => {
  const { rules, services, missingData, calls, refusals, from, to } = lessons;
  const most = Math.max(1, ...rules.map(({ shown }) => shown));
  const slowest = Math.max(1, ...services.map(({ ms }) => ms.p95));
  return reportPage(
    'what the audit log teaches',
    `<h1>What the audit log teaches</h1>
<p class="period">${day(from)} to ${day(to)} UTC: ${calls} calls, ${refusals} refusals</p>
<h2>For review</h2>
${review(lessons)}
<h2>Recommendations</h2>
<p>A card without an answer was not necessarily ignored: clients do not report that.</p>
${orNone(rules, legend + table('How often each recommendation fired, was shown, and what clinicians did with it', ruleColumns(most), rules), 'No recommendation fired.')}
<h2>From the card to the examination</h2>
${orNone(lessons.funnel.shown > 0 ? [lessons.funnel] : [], table('Calls whose cards link to the app, and how far they got', funnelColumns(Math.max(1, lessons.funnel.shown)), funnelRows(lessons)), 'No card linked to the app.')}
<h2>Response times</h2>
${orNone(services, table('Time from request to answer, by service; the bar shows the 95th percentile', serviceColumns(slowest), services), 'No calls.')}
<h2>Data that was missing</h2>
${orNone(missingData, table('Requests refused with 412 because required data could not be had', missingColumns, missingData), 'No request was refused for missing data.')}
${monitored === undefined ? '' : monitorSections(monitored)}`,
  );
};
