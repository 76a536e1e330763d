/**
 * The proposal as a page for a clinician: one file that loads nothing, with a choice for each line, which saves the
 * reviewed map. Its script does what `tick` does.
 */
import type { ConceptMap } from 'fhir/r4';
import { codeSystems, restsARedFlag } from '../../../rules/codes/index.ts';
import { conditions, findings, isFindingId } from '../../../rules/findings/index.ts';
import type { NumberHazard } from './numbers.ts';
import type { OneSided, Proposal, ProposedLine } from './propose.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const labelOf = (id: string): string =>
  isFindingId(id) ? findings[id].label : (conditions[id as keyof typeof conditions] ?? id);

const meaning = ({ target, to, side, of }: ProposedLine): string => {
  if (target === codeSystems.value) return `"${to}"${of ? ` of ${labelOf(of)}` : ''}`;
  return `${labelOf(to)}${side ? `, ${side === 'both' ? 'both legs' : side}` : ''}`;
};

/** Only an equal meaning may stand for a finding that a red flag rests on. */
const mayBeWider = ({ target, to, of }: ProposedLine): boolean => {
  if (target === codeSystems.value) return of !== undefined && !restsARedFlag(of);
  return !restsARedFlag(to);
};

const choice = (n: number, value: string, label: string): string =>
  `<label><input type="radio" name="${n}" value="${value}">${label}</label>`;

const row = (line: ProposedLine): string => {
  const { n, code, display, count, why } = line;
  const choices = [
    choice(n, 'equivalent', 'yes'),
    ...(mayBeWider(line) ? [choice(n, 'wider', 'yes, among other things')] : []),
    choice(n, 'unmatched', 'ignore'),
    `<label><input type="radio" name="${n}" value="" checked>not yet</label>`,
  ];
  const cells = [
    String(n),
    `${escaped(display || code)}<small>${escaped(code)}</small>`,
    escaped(meaning(line)),
  ];
  return `<tr>${[...cells, `${count > 0 ? `${count} ×` : 'not in your export'}<small>${escaped(why)}</small>`, choices.join(' ')].map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
};

const style =
  'body{font:16px/1.4 system-ui;margin:2rem;max-width:75rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.4rem;text-align:left;vertical-align:top}small{display:block;color:#555}label{display:block}button{font:inherit;padding:.5rem 1rem;position:sticky;bottom:1rem}';

const script = `
const draft = JSON.parse(document.getElementById('draft').textContent);
document.getElementById('save').addEventListener('click', () => {
  const chosen = new Map([...document.querySelectorAll('input:checked')].map(({ name, value }) => [Number(name), value]));
  const version = document.getElementById('version').value;
  const open = [...chosen].filter(([, value]) => !value).map(([n]) => n);
  document.getElementById('open').textContent =
    open.length > 0 ? 'Not in the map, as nobody has answered them: lines ' + open.join(', ') : '';
  const reviewed = (target) => {
    const equivalence = chosen.get(Number((/^line (\\d+):/.exec(target.comment || '') || [])[1]));
    if (!equivalence) return [];
    const { code, product, ...rest } = target;
    return [equivalence === 'unmatched' ? { ...rest, equivalence } : { ...target, equivalence }];
  };
  const group = draft.group.flatMap((one) => {
    const element = one.element.map((e) => ({ ...e, target: e.target.flatMap(reviewed) })).filter((e) => e.target.length > 0);
    return element.length > 0 ? [{ ...one, element }] : [];
  });
  const map = { ...draft, status: 'active', version, group };
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(map, undefined, 1)], { type: 'application/fhir+json' }));
  link.download = 'code-map.json';
  link.click();
});
`;

const table = (head: readonly string[], rows: readonly string[]): string =>
  `<table><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;

/** What to do about a row with one answer. */
export const oneSidedSaid = ({ finding, missing }: OneSided): string =>
  `the answer for ${missing} of ${finding} was not in the export: add it by hand`;

const numbersSaid = (numbers: readonly NumberHazard[]): string => {
  if (numbers.length === 0) return '';
  const rows = numbers.map(
    ({ code, display, sentence }) =>
      `<tr><td>${escaped(display || code)}<small>${escaped(code)}</small></td><td>${escaped(sentence)}</td></tr>`,
  );
  return `<h2>Numbers and grades to look at</h2>
${table(['In the chart', 'to settle'], rows)}
`;
};

const warnings = (oneSided: readonly OneSided[]): string => {
  if (oneSided.length === 0) return '';
  const rows = oneSided.map(
    (one) =>
      `<tr><td>${escaped(one.display || one.code)}<small>${escaped(one.code)}</small></td><td>${escaped(oneSidedSaid(one))}</td></tr>`,
  );
  return `<h2>Only one answer is known</h2>
<p>Until the other is in the map, a patient who has it is not read in these rows.</p>
${table(['In the chart', 'to do'], rows)}
`;
};

export const pageOf = ({ lines, oneSided, numbers, unproposed }: Proposal, draft: ConceptMap): string => {
  const rest = unproposed.map(
    ({ code, display, count, why }) =>
      `<tr><td>${escaped(display || code)}<small>${escaped(code)}</small></td><td>${count} ×</td><td>${escaped(why)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Codes of this site, to be reviewed</title><style>${style}</style></head><body>
<h1>What do these codes mean?</h1>
<p>Each line proposes what a code of this site means. Nothing is read by a line that is not answered with "yes". Answer "yes" only where the two mean the same; "yes, among other things" where the code of the site is the narrower one, as a cancer of one organ is a cancer.</p>
${table(['', 'In the chart', 'means', 'why', 'Is that so?'], lines.map(row))}
${warnings(oneSided)}${numbersSaid(numbers)}<h2>About a leg, and nothing proposed</h2>
${table(['In the chart', '', 'why'], rest)}
<p><label>Version <input id="version" value="${escaped(draft.version ?? '')}"></label></p>
<button id="save" type="button">Save the reviewed map</button> <output id="open"></output>
<script type="application/json" id="draft">${JSON.stringify(draft).replaceAll('<', '\\u003c')}</script>
<script>${script}</script>
</body></html>
`;
};
