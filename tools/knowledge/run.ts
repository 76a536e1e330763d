/** `npm run knowledge -- diff BEFORE [AFTER]`, from a command line to what is printed and an exit code. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { diff } from './diff.ts';
import { NoSuchKnowledge, project } from './knowledge-at.ts';
import { signaturePage } from './page.ts';
import { report } from './report.ts';

const usage = [
  'npm run knowledge -- diff BEFORE [AFTER]   what changed between two versions of the knowledge, as markdown',
  '  BEFORE, AFTER     a version with a tag (1.0.0), a tag, a commit, or a folder. Without AFTER: the files here',
  '  --page FILE       writes a page to read, print and sign',
  '  --json            as data',
  '  --charts N        how many charts are made from the seed (2000)',
  '  --seed N          another set of them (1)',
].join('\n');

class MisusedTool extends Error {}

const whole = (name: string, text: string): number => {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new MisusedTool(`--${name} ${text} is no whole number: write one up to 9999999`);
};

interface ToolAnswer {
  readonly text: string;
  /** Beside the answer, for a person. */
  readonly note?: string;
}

const run = async (args: readonly string[], done: (count: number) => void): Promise<ToolAnswer> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      page: { type: 'string' },
      json: { type: 'boolean', default: false },
      charts: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [verb, before, after] = positionals;
  if (verb !== 'diff' || before === undefined) throw new MisusedTool(usage);
  const compared = await diff([before, after ?? project], {
    charts: whole('charts', values.charts),
    seed: whole('seed', values.seed),
    done,
  });
  const named = { ...compared, after: { ...compared.after, name: after ?? 'the files here' } };
  const markdown = report(named);
  const text = values.json ? JSON.stringify(named, null, 1) : markdown.trimEnd();
  if (values.page === undefined) return { text };
  await writeFile(values.page, signaturePage(`Knowledge ${compared.after.version}`, markdown));
  return { text, note: `${values.page} is written: open it in a browser, print it, sign it.` };
};

/** @param done is told how many charts are compared */
export const runKnowledge = async (
  args: readonly string[],
  done: (count: number) => void = () => undefined,
): Promise<ToolAnswer & { readonly code: number }> => {
  try {
    return { code: 0, ...(await run(args, done)) };
  } catch (error) {
    const mine = error instanceof MisusedTool || error instanceof NoSuchKnowledge;
    return { code: 2, text: mine ? error.message : `${(error as Error).message}\n\n${usage}` };
  }
};
