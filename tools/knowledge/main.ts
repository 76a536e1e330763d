/** `npm run knowledge -- diff BEFORE [AFTER]`: what changed between two versions of the knowledge. */
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

const progress = (count: number): void => {
  if (process.stderr.isTTY && count % 500 === 0) process.stderr.write(`\r${count} charts compared`);
};

const run = async (args: readonly string[]): Promise<void> => {
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
    done: progress,
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const named = { ...compared, after: { ...compared.after, name: after ?? 'the files here' } };
  const markdown = report(named);
  if (values.page !== undefined) {
    await writeFile(values.page, signaturePage(`Knowledge ${compared.after.version}`, markdown));
    console.error(`${values.page} is written: open it in a browser, print it, sign it.`);
  }
  console.log(values.json ? JSON.stringify(named, null, 1) : markdown.trimEnd());
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  const mine = error instanceof MisusedTool || error instanceof NoSuchKnowledge;
  console.error(mine ? error.message : `${(error as Error).message}\n\n${usage}`);
  process.exitCode = 2;
}
