/**
 * `clients learn`: what a site's export charts about legs and is not understood, ranked, each with a proposal; as a
 * draft ConceptMap and a page to tick. `clients tick`: the ticked lines as the map for the registration.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { ConceptMap } from 'fhir/r4';
import type { CodeMap } from '../../../rules/codes/index.ts';
import { checkedCodeMap } from '../code-map.ts';
import type { EditReport } from '../edit-registry.ts';
import { silentRedFlags } from '../one-sided.ts';
import { progressBar } from '../progress-bar.ts';
import { type DraftLine, draftOf, linesOf, type MapVerdict, tick } from './draft.ts';
import { exportFiles, readExport, Unreadable } from './export.ts';
import { jsonIn, mapIn } from './map-file.ts';
import { oneSidedSaid, pageOf } from './page.ts';
import { type Proposal, type ProposedLine, propose } from './propose.ts';
import { scoreLines, scoreOf } from './score.ts';
import { count, type ExportTally, emptyTally } from './tally.ts';

export { Unreadable };

export const learnUsage = [
  'npm run clients -- learn EXPORT…   proposes what the codes of a site mean, from its NDJSON or Bundles',
  '    --map FILE    the map that the site has already; its lines are not proposed again',
  '    --score       only says what share of the charts is understood without and with the map',
  '    --out NAME    writes NAME.draft.json and NAME.html (code-map)',
  'npm run clients -- tick DRAFT LINES    writes the map of the lines: 1,4,7-12, or all, which are those of the export',
  '    --wider LINES   those where the code of the site is the narrower one',
  '    --ignore LINES  those that mean nothing here',
  '    --version V     version of the map (the date of today)',
  '    --out FILE      (code-map.json)',
];

export interface Surroundings {
  /** ISO date. */
  readonly today: string;
  /** Redraws one line; nothing in a pipe. */
  readonly draw?: (line: string) => void;
}

const write = async (path: string, content: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
};

const DRAW_EVERY = 4 * 1024 * 1024;

interface CountedExport {
  readonly tally: ExportTally;
  readonly badLines: number;
}

const counted = async (
  paths: readonly string[],
  map: CodeMap | undefined,
  { draw }: Surroundings,
): Promise<CountedExport> => {
  const files = await exportFiles(paths);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const tally = emptyTally();
  let badLines = 0;
  const told = {
    ...(draw && { onBytes: progressBar(total, DRAW_EVERY, draw) }),
    onBadLine: () => {
      badLines++;
    },
  };
  for await (const resource of readExport(files, told)) count(tally, resource, map);
  draw?.('');
  return { tally, badLines };
};

const SHOWN = 25;

const lineSaid = ({ n, code, display, to, side, count: seen, why }: ProposedLine): string =>
  `${String(n).padStart(4)}  ${display || code} → ${to}${side ? ` (${side})` : ''}${seen > 0 ? `, ${seen} ×` : ''}: ${why}`;

/** The first lines, and every answer that is not in the export. */
const shownOf = (lines: readonly ProposedLine[]): ProposedLine[] =>
  lines.filter(({ count: seen }, at) => at < SHOWN || seen === 0);

const proposalSaid = ({ lines, oneSided, numbers, unproposed }: Proposal): string[] => [
  ...shownOf(lines).map(lineSaid),
  ...(lines.length > shownOf(lines).length
    ? [`      … and ${lines.length - shownOf(lines).length} more on the page`]
    : []),
  ...oneSided.map((one) => `WARNING: ${one.display || one.code} (${one.code}): ${oneSidedSaid(one)}`),
  ...numbers.map(({ code, display, sentence }) => `WARNING: ${display || code} (${code}): ${sentence}`),
  ...(unproposed.length > 0
    ? [`${unproposed.length} codes are about a leg, and nothing was found for them:`]
    : []),
  ...unproposed
    .slice(0, SHOWN)
    .map(({ code, display, count: seen, why }) => `      ${display || code} (${code}), ${seen} ×: ${why}`),
  ...(unproposed.length > SHOWN ? [`      … and ${unproposed.length - SHOWN} more on the page`] : []),
];

interface WrittenProposal {
  /** The proposal in lines of a terminal. */
  readonly said: readonly string[];
  readonly files: string;
}

/** Writes the draft and the page of it. @param name of the files, without their ending */
export const writeProposal = async (
  proposal: Proposal,
  name: string,
  today: string,
): Promise<WrittenProposal> => {
  const draft = draftOf(proposal.lines, today);
  await write(`${name}.draft.json`, `${JSON.stringify(draft, undefined, 1)}\n`);
  await write(`${name}.html`, pageOf(proposal, draft));
  const files = `${name}.draft.json and ${name}.html were written. A line counts once a clinician has ticked it.`;
  return { said: proposalSaid(proposal), files };
};

/** @param words of the command line behind `learn` @throws Unreadable */
export const learn = async (words: readonly string[], around: Surroundings): Promise<EditReport> => {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { map: { type: 'string' }, score: { type: 'boolean' }, out: { type: 'string' } },
  });
  if (positionals.length === 0) return { ok: false, lines: learnUsage };
  const { map, warnings } = await mapIn(values.map);
  const { tally, badLines } = await counted(positionals, map, around);
  const read = [
    ...warnings,
    `${tally.resources} resources read${badLines > 0 ? `, ${badLines} lines were no JSON` : ''}`,
  ];
  const score = scoreLines(scoreOf(tally), map !== undefined);
  if (values.score) return { ok: true, lines: [...read, ...score] };
  const proposal = propose(tally, map);
  const { said, files } = await writeProposal(proposal, values.out ?? 'code-map', around.today);
  return { ok: true, lines: [...read, ...said, ...score, files] };
};

const RANGE = /^(\d+)(?:-(\d+))?$/;

/** `1,4,7-12`, or `all` that the export has, or `all,26-28`. @throws Unreadable */
const numbersIn = (text: string, lines: readonly DraftLine[]): number[] => {
  const all = lines.map(({ n }) => n);
  return text.split(',').flatMap((part) => {
    if (part.trim() === 'all') return lines.filter(({ isSeen }) => isSeen).map(({ n }) => n);
    const [, from, to = from] = RANGE.exec(part.trim()) ?? [];
    const found = all.filter((n) => n >= Number(from) && n <= Number(to));
    if (found.length === 0)
      throw new Unreadable(`${part} is no line of the draft: write numbers such as 1,4,7-12`);
    return found;
  });
};

/** An answer that no patient of the export has is not decided with the others: somebody has to look at it. */
const stillOpen = (open: readonly DraftLine[]): string[] => [
  'Nothing was written. "all" ticks what stands in the export. These lines do not stand in it:',
  ...open.map(({ n, said }) => `${String(n).padStart(4)}  ${said}`),
  `Look at each with a clinician, then name it too: all,${open[0]?.n}, or --ignore ${open[0]?.n}. Numbers without "all" leave the others out.`,
];

/** @param words of the command line behind `tick` @throws Unreadable */
export const tickLines = async (words: readonly string[], { today }: Surroundings): Promise<EditReport> => {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { wider: text, ignore: text, version: text, out: text },
  });
  const [path, same = ''] = positionals;
  if (path === undefined) return { ok: false, lines: learnUsage };
  const draft = (await jsonIn(path)) as ConceptMap;
  const all = linesOf(draft);
  const verdicts = new Map<number, MapVerdict>();
  const say = (lines: string | undefined, verdict: MapVerdict) => {
    if (lines) for (const n of numbersIn(lines, all)) verdicts.set(n, verdict);
  };
  say(same, 'equivalent');
  say(values.wider, 'wider');
  say(values.ignore, 'unmatched');
  const open = all.filter(({ n }) => !verdicts.has(n)).sort((a, b) => a.n - b.n);
  const saysAll = [same, values.wider, values.ignore].some((lines) =>
    lines?.split(',').some((part) => part.trim() === 'all'),
  );
  if (open.length > 0 && saysAll) return { ok: false, lines: stillOpen(open) };
  const map = tick(draft, verdicts, values.version ?? today);
  const { codeMap, problems } = checkedCodeMap(map);
  if (problems.length > 0)
    return { ok: false, lines: problems.map(({ field, sentence }) => `${field} ${sentence}`) };
  const out = values.out ?? 'code-map.json';
  await write(out, `${JSON.stringify(map, undefined, 1)}\n`);
  return {
    ok: true,
    lines: [
      `${verdicts.size} lines: ${out} was written. Name it as codeMap in the registration.`,
      ...(codeMap ? silentRedFlags(codeMap) : []).map((sentence) => `WARNING: ${sentence}`),
    ],
  };
};
