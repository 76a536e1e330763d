/**
 * `npm run clients -- check|put|list|remove|try|learn|expand|tick|preview`: the client registry from an admin's shell, with
 * the admin's own credentials. `check FILE`, `learn`, `expand`, `tick` and `preview` need none.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { changeRecorder } from '../../functions/audit/record-change.ts';
import { isHttpFhirAllowed, SettingError } from '../../functions/base/settings.ts';
import { withCodeMaps } from '../../functions/client/file-registry.ts';
import { check, checkStored, type Edited, type EditReport, list, put, remove } from './edit-registry.ts';
import { expandCodes, expandUsage } from './expand/index.ts';
import { learn, learnUsage, type Surroundings, tickLines, Unreadable } from './learn/index.ts';
import { preview, previewUsage } from './preview.ts';
import { dynamoRegistryTable, type RegistryTable } from './registry-table.ts';
import { tryOut } from './try-out.ts';

const usage = [
  'npm run clients -- check FILE    says what is wrong with a registry file, or that nothing is',
  'npm run clients -- check --local FILE   the same as npm start reads it: http and this machine may be registered',
  'npm run clients -- check         the same of what is registered, by this version: before an upgrade',
  'npm run clients -- put FILE      adds the clients of the file, or replaces them',
  'npm run clients -- list          shows who is registered',
  'npm run clients -- remove ID     takes a client away',
  'npm run clients -- try URL       calls a deployed service as a client made for it, and shows the card',
  ...learnUsage,
  ...expandUsage,
  ...previewUsage,
  '',
  'Put, remove and try are on record in the audit log before they take effect (npm run audit -- changes).',
  'All but check FILE, learn, expand, tick and preview need what the output AuditEnvironment of the data stack holds, and the',
  "operator's credentials (docs/deploy.md). CDS_ALLOW_HTTP_FHIR=1 as in the stage: http FHIR servers may be registered.",
];

/** The stage's own setting, in this shell. */
const stage = { allowHttpFhir: isHttpFhirAllowed(process.env) };

class Misused extends Error {}

const table = (): RegistryTable => {
  const name = process.env['CLIENTS_TABLE'];
  if (name === undefined || name === '') {
    throw new Misused(
      'CLIENTS_TABLE is not set: write the output AuditEnvironment of the data stack into the environment',
    );
  }
  return dynamoRegistryTable(new DynamoDBClient({}), name);
};

/** A change that cannot be recorded is not made, so the audit log is asked for before anything is. */
const editable = async (): Promise<Omit<Edited, 'now'>> => {
  const edited = table();
  try {
    return { table: edited, record: await changeRecorder(process.env) };
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    throw new Misused(
      `${error.message}: each change is put on record, so write the output AuditEnvironment of the data stack into the environment`,
    );
  }
};

const textOf = async (path: string): Promise<string> => {
  try {
    return await withCodeMaps(await readFile(path, 'utf8'), path);
  } catch (error) {
    if (error instanceof SettingError) throw new Misused(error.message);
    throw new Misused(`${path} cannot be read: write the path of a registry file`);
  }
};

const urlFrom = (text: string): string => {
  if (URL.canParse(text)) return text;
  throw new Misused(
    `${text} is no URL: write the output DiscoveryUrl of the service stack, https://…/cds-services`,
  );
};

/** One line of a terminal, redrawn. */
const draw = (line: string): void => void process.stderr.write(`\r${line}\u001b[K`);

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const surroundings = (): Surroundings => ({
  today: new Date().toISOString().slice(0, 10),
  ...(process.stderr.isTTY && { draw }),
});

const run = async ([verb, operand, ...more]: readonly string[]): Promise<EditReport> => {
  if (verb === 'list') return list(table(), stage);
  if (verb === 'check' && operand === undefined) return checkStored(table(), stage);
  const words = operand === undefined ? more : [operand, ...more];
  if (verb === 'preview') return preview(words);
  if (verb === 'learn' || verb === 'tick') {
    return (verb === 'learn' ? learn : tickLines)(words, surroundings());
  }
  if (verb === 'expand') return expandCodes(words, { ...surroundings(), send: fetch, wait });
  if (operand === undefined) return { ok: false, lines: usage };
  switch (verb) {
    case 'check': {
      const { values, positionals } = parseArgs({
        args: words,
        options: { local: { type: 'boolean', default: false } },
        allowPositionals: true,
      });
      const [path] = positionals;
      return path === undefined
        ? { ok: false, lines: usage }
        : check(await textOf(path), values.local, stage);
    }
    case 'put':
      return put(await textOf(operand), { ...(await editable()), now: new Date().toISOString(), stage });
    case 'remove':
      return remove(operand, await editable());
    case 'try':
      return tryOut({
        discoveryUrl: urlFrom(operand),
        ...(await editable()),
        send: fetch,
        now: Date.now,
        wait,
        tell: console.error,
      });
    default:
      return { ok: false, lines: usage };
  }
};

try {
  const { ok, lines } = await run(process.argv.slice(2));
  (ok ? console.log : console.error)(lines.join('\n'));
  process.exitCode = ok ? 0 : 1;
} catch (cause) {
  const error = cause as Error & { readonly code?: unknown };
  // node's own sentence names the option that it does not know
  const isSaid =
    error instanceof Misused ||
    error instanceof SettingError ||
    error instanceof Unreadable ||
    `${error.code}`.startsWith('ERR_PARSE_ARGS');
  console.error(isSaid ? error.message : `${error.name}: ${error.message}`);
  process.exitCode = 2;
}
