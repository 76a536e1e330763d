/**
 * The parts of a report as one page without a script or an outside file: to read, to print, to pass on. Every bar is
 * a drawing of the numbers beside it, so a screen reader passes it over and loses nothing; on paper the bars tell
 * apart by pattern, not by colour alone.
 */
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escaped = (text: string | number): string =>
  String(text).replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

export const percent = (rate: number | undefined): string =>
  rate === undefined ? '–' : `${Math.round(rate * 100)} %`;

type Cell = { readonly text: string | number; readonly html?: string };
export interface ReportColumn<T> {
  readonly head: string;
  readonly cell: (row: T) => Cell;
}

export const words = (text: string | number): Cell => ({ text });
export const drawing = (html: string): Cell => ({ text: '', html });

/** The first column names the row. */
export const table = <T>(
  caption: string,
  columns: readonly ReportColumn<T>[],
  rows: readonly T[],
): string => {
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
export const stacked = (parts: readonly { n: number; kind: string }[], of: number): string => {
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

export const single = (n: number, of: number, kind = 'plain'): string => stacked([{ n, kind }], of);

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

export const day = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

export const orNone = (rows: readonly unknown[], html: string, none: string): string =>
  rows.length > 0 ? html : `<p>${none}</p>`;

/** @param body as HTML, from the first heading on */
export const reportPage = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Radix CDS: ${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${patterns}
<main>
${body}
</main>
</body>
</html>
`;
