/**
 * What the audit log teaches, as one page without a script or an outside file: to read, to print, to pass on. Every
 * bar is a drawing of the numbers beside it, so a screen reader passes it over and loses nothing; on paper
 * the bars tell apart by pattern, not by colour alone.
 */
import { reviewAbove } from './learn.ts';
import {
  type Funnel,
  funnelSteps,
  type Lessons,
  type MissingDataLesson,
  type RuleLesson,
  type ServiceLesson,
} from './lessons.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string | number): string =>
  String(text).replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const percent = (rate: number | undefined): string =>
  rate === undefined ? '–' : `${Math.round(rate * 100)} %`;

const duration = (ms: number | undefined): string => {
  if (ms === undefined) return '–';
  if (ms < 90_000) return `${Math.round(ms / 1_000)} s`;
  return ms < 5_400_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
};

type Cell = { readonly text: string | number; readonly html?: string };
interface LessonColumn<T> {
  readonly head: string;
  readonly cell: (row: T) => Cell;
}

const words = (text: string | number): Cell => ({ text });
const drawing = (html: string): Cell => ({ text: '', html });

/** The first column names the row. */
const table = <T>(caption: string, columns: readonly LessonColumn<T>[], rows: readonly T[]): string => {
  const isNumeric = columns.map(({ cell }) => rows.every((row) => typeof cell(row).text === 'number'));
  const head = columns
    .map(({ head }, i) => {
      const numeric = isNumeric[i] ? ' class="n"' : '';
      return head === '' ? '<td></td>' : `<th scope="col"${numeric}>${escaped(head)}</th>`;
    })
    .join('');
  const body = rows.map((row) => {
    const cells = columns.map(({ cell }, i) => {
      const { text, html } = cell(row);
      if (i === 0) return `<th scope="row">${escaped(text)}</th>`;
      const numeric = typeof text === 'number' ? ' class="n"' : '';
      return `<td${numeric}>${html ?? escaped(text)}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="wide" role="region" aria-label="${escaped(caption)}" tabindex="0"><table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
};

const width = 120;
const height = 14;

const svg = (parts: string): string =>
  `<svg aria-hidden="true" focusable="false" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts}</svg>`;

/** Parts of one whole, side by side. */
const stacked = (parts: readonly { n: number; kind: string }[], of: number): string => {
  let x = 0;
  return svg(
    parts
      .map(({ n, kind }) => {
        const w = of > 0 ? (n / of) * width : 0;
        const rect = `<rect x="${x.toFixed(1)}" width="${w.toFixed(1)}" height="${height}" class="${kind}"/>`;
        x += w;
        return rect;
      })
      .join(''),
  );
};

const single = (n: number, of: number, kind = 'plain'): string => stacked([{ n, kind }], of);

const reasonsOf = ({ reasons }: RuleLesson): string =>
  Object.entries(reasons)
    .map(([reason, n]) => `<span class="line">${escaped(reason)} ${n}</span>`)
    .join(' ') || '–';

const ruleColumns = (most: number): LessonColumn<RuleLesson>[] => [
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

const serviceColumns = (slowest: number): LessonColumn<ServiceLesson>[] => [
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

const missingColumns: LessonColumn<MissingDataLesson>[] = [
  { head: 'Client', cell: ({ client }) => words(client) },
  { head: 'Data', cell: ({ key }) => words(key) },
  { head: 'Refused', cell: ({ refusals }) => words(refusals) },
  { head: 'Of requests', cell: ({ requests }) => words(requests) },
  { head: 'Rate', cell: ({ rate }) => words(percent(rate)) },
  { head: '', cell: ({ rate }) => drawing(single(rate, 1)) },
];

const funnelColumns = (shown: number): LessonColumn<{ step: string; calls: number }>[] => [
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

const patterns = `<svg aria-hidden="true" width="0" height="0" style="position:absolute"><defs>
<pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#b54708"/><rect width="2" height="6" fill="#fff"/></pattern>
</defs></svg>`;

const style = `
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1d2939; background: #fff; }
body { max-width: 75rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.75rem; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
p { max-width: 45rem; } .period { color: #475467; margin: 0; }
.review { border-left: .375rem solid #b54708; padding: .5rem 1rem; background: #fffaeb; }
.wide { overflow-x: auto; } .wide:focus-visible { outline: 3px solid #175cd3; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
caption { text-align: left; color: #475467; padding: .25rem 0; }
th, td { text-align: left; padding: .375rem .5rem; border-bottom: 1px solid #d0d5dd; vertical-align: top; }
thead th { vertical-align: bottom; } tbody th { font-weight: 600; white-space: nowrap; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.line { display: block; white-space: nowrap; }
svg { display: block; } .legend { display: flex; gap: 1.5rem; list-style: none; padding: 0; font-size: .875rem; }
.legend li { display: flex; gap: .375rem; align-items: center; }
.accepted { fill: #067647; } .overridden { fill: url(#stripes); stroke: #b54708; } .unanswered { fill: #d0d5dd; } .plain { fill: #175cd3; }
@media print { body { padding: 0; max-width: none; } h2 { break-after: avoid; } tr { break-inside: avoid; } .wide { overflow: visible; } svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } table { font-size: .7rem; } }
@page { size: A4 landscape; margin: 12mm; }`;

const day = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

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

const orNone = (rows: readonly unknown[], html: string, none: string): string =>
  rows.length > 0 ? html : `<p>${none}</p>`;

export const lessonsPage = (lessons: Lessons): string => {
  const { rules, services, missingData, calls, refusals, from, to } = lessons;
  const most = Math.max(1, ...rules.map(({ shown }) => shown));
  const slowest = Math.max(1, ...services.map(({ ms }) => ms.p95));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Radix CDS: what the audit log teaches</title>
<style>${style}</style>
</head>
<body>
${patterns}
<main>
<h1>What the audit log teaches</h1>
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
</main>
</body>
</html>
`;
};
