/**
 * `npm run cards -- <story|vignette|request.json> [--as summary|plain|epic|1.0]`: an answer as an EHR shows it.
 * `npm run cards -- --load [folder…]`: what all answers cost to read, against their budget; exit code 1 over it.
 */
import {
  answerTo,
  caseNamed,
  folderCases,
  profileOf,
  storyCases,
  UnreadableCase,
  vignetteCases,
} from './answers.ts';
import { dayFigure } from './day.ts';
import { figuresOf, holds } from './figures.ts';
import { type PrintView, printed } from './print.ts';

const HELP = `Usage: npm run cards -- <story|vignette|request.json> [--as summary|plain|epic|1.0]
       npm run cards -- --load [folder…]

A story is a patient of sandbox/patients (s1-disc), a vignette V01 to V32 or a rule's own (REC-03/1), a file
one hook request as JSON, or a case that holds one. --load prints the budget over all stories and vignettes and
the cases of the folders.`;

const presets = {
  summary: 'standard',
  plain: 'standard',
  card: 'standard',
  epic: 'epic',
  '1.0': 'cds-hooks-1.0',
} as const;

const isView = (text: string): text is PrintView => Object.hasOwn(presets, text);

const show = (name: string, view: PrintView): void => {
  const profile = { ...profileOf(presets[view]), plainText: view !== 'card' && view !== 'epic' };
  const { cards } = answerTo(caseNamed(name), profile);
  const line = '─'.repeat(72);
  process.stdout.write(`${cards.map((card) => printed(card, view)).join(`\n\n${line}\n\n`) || 'No card.'}\n`);
};

const load = (folders: readonly string[]): void => {
  const cases = [...storyCases(), ...vignetteCases(), ...folders.flatMap(folderCases)];
  const figures = [...figuresOf(cases.map((of) => ({ of, answer: answerTo(of) }))), dayFigure()];
  process.stdout.write(`${cases.length} answers\n\n`);
  for (const figure of figures) {
    const { what, value, limit, bound, worst } = figure;
    const mark = holds(figure) ? ' ' : '!';
    const sign = bound === 'most' ? '≤' : '≥';
    process.stdout.write(`${mark} ${what.padEnd(76)} ${value.toFixed(1).padStart(7)}  ${sign} ${limit}\n`);
    if (!holds(figure) && worst.length > 0) process.stdout.write(`    ${worst.slice(0, 14).join(', ')}\n`);
  }
  if (!figures.every(holds)) process.exitCode = 1;
};

const run = ([first, ...rest]: readonly string[]): void => {
  const as = rest.indexOf('--as');
  const view = as === -1 ? 'card' : (rest[as + 1] ?? '');
  if (first === '--load') load(rest);
  else if (first === undefined || first.startsWith('-') || !isView(view)) {
    process.stderr.write(`${HELP}\n`);
    process.exitCode = 2;
  } else show(first, view);
};

try {
  run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UnreadableCase)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
