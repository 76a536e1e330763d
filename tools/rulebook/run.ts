/** `npm run rulebook`, from a command line to files, a sentence and an exit code. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Signature } from '../../rules/publish/signatures.ts';
import { book } from './book.ts';
import { CannotSign, signatureFor } from './sign.ts';

const project = join(import.meta.dirname, '../..');

const usage = [
  'npm run rulebook                    writes the rule book to dist/rulebook: HTML, and rulebook.pdf',
  '  --to FOLDER                       to another folder, which is emptied first',
  'npm run rulebook -- sign RULE --by "NAME" --role "ROLE"   records who signed the page of a rule',
  '  --on DATE                         when; today unless it says otherwise',
  '  --hash HASH                       printed on the page that was signed: refused where the words are others now',
].join('\n');

export interface BookAnswer {
  readonly code: number;
  readonly text: string;
}

export interface RunWith {
  /** ISO date. */
  readonly today: string;
  /** Prints a file to a PDF; false where nothing here can. */
  readonly print: (from: string, to: string) => Promise<boolean>;
  /** Where the signatures are kept. */
  readonly signaturesFile?: string;
}

const write = async (folder: string, print: RunWith['print']): Promise<string> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = book();
  await Promise.all([...files].map(([path, html]) => writeFile(join(folder, path), html)));
  const pdf = join(folder, 'rulebook.pdf');
  const isPrinted = await print(join(folder, 'all.html'), pdf);
  return [
    `${join(folder, 'index.html')} is written: ${files.size} files, one a rule by its id.`,
    isPrinted
      ? `${pdf} is printed.`
      : 'There is no PDF: no Chromium was found. Install one, or name it in CHROME_PATH, and run this again; or open all.html in a browser and print it.',
  ].join('\n');
};

const record = async (file: string, request: Parameters<typeof signatureFor>[0]): Promise<string> => {
  const known = JSON.parse(await readFile(file, 'utf8')) as Signature[];
  const signature = signatureFor(request, known);
  await writeFile(file, `${JSON.stringify([...known, signature], undefined, 2)}\n`);
  return `${signature.rule} version ${signature.version} is signed by ${signature.by}. Now npm run generate, so that cards say it, and commit both files.`;
};

const run = async (args: readonly string[], { today, print, signaturesFile }: RunWith): Promise<string> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      to: { type: 'string', default: join(project, 'dist/rulebook') },
      by: { type: 'string' },
      role: { type: 'string' },
      on: { type: 'string', default: today },
      hash: { type: 'string' },
    },
  });
  const [verb, rule, ...others] = positionals;
  if (verb === undefined) return write(resolve(values.to), print);
  if (verb !== 'sign' || rule === undefined || others.length > 0) throw new CannotSign(usage);
  const { by, role, on, hash } = values;
  return record(signaturesFile ?? join(project, 'rules/publish/signatures.json'), {
    rule,
    by,
    role,
    on,
    hash,
  });
};

export const runRulebook = async (args: readonly string[], given: RunWith): Promise<BookAnswer> => {
  try {
    return { code: 0, text: await run(args, given) };
  } catch (error) {
    if (error instanceof CannotSign) return { code: 2, text: error.message };
    if (error instanceof TypeError && 'code' in error)
      return { code: 2, text: `${error.message}\n\n${usage}` };
    throw error;
  }
};
