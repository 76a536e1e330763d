/**
 * The tool, from a command line to an exit code: 0 done, 1 could not be done, 2 not understood, and those of
 * `verify`. What the user can put right is said in a sentence; anything else is a fault of this service.
 */

import { AuditUnavailable } from '../../functions/audit/audit-log.ts';
import { type Environment, SettingError } from '../../functions/base/settings.ts';
import { type StoreName, storeOf } from '../../functions/base/store.ts';
import { argumentsFor } from './arguments.ts';
import { type Command, Refused, type Run, type Tool } from './command.ts';
import { commands } from './commands/index.ts';
import { type Format, formats, printRows, type Row } from './format.ts';
import { commandHelp, generalHelp } from './help.ts';
import type { Io } from './io.ts';
import { openTool } from './open-tool.ts';
import { progressOf } from './progress.ts';

const formatOf = (text: string | undefined, io: Io): Format => {
  if (text === undefined) return io.terminal ? 'table' : 'json';
  const format = formats.find((known) => known === text);
  if (format === undefined) throw new Refused(`--format takes ${formats.join(', ')}.`);
  return format;
};

const meant = (name: string): string => {
  const close = commands.filter((command) => command.name.startsWith(name.slice(0, 1)));
  return close.length > 0 ? ` Did you mean ${close.map((command) => command.name).join(' or ')}?` : '';
};

async function* each(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Row> {
  yield* rows;
}

const runCommand = async (
  command: Command,
  argv: readonly string[],
  env: Environment,
  io: Io,
): Promise<number> => {
  const args = argumentsFor(command, argv);
  if (args.switches.has('help')) {
    await io.out(commandHelp(command));
    return 0;
  }
  const format = formatOf(args.options['format'], io);
  const write = (text: string) => process.stderr.write(text);
  const reading = progressOf(io, write, 'rows read');
  const run: Run = {
    args,
    io,
    format,
    env,
    now: Date.now,
    open: (): Promise<Tool> =>
      openTool({
        env,
        now: Date.now,
        purpose: args.options['purpose'],
        archiveFolder: args.options['archive-dir'],
        progress: reading.done,
      }),
    print: async (rows, columns) => {
      const count = await printRows(each(rows), columns, { format, out: io.out, columns: io.columns });
      reading.end();
      return count;
    },
    counting: async (what, total, work) => {
      const progress = progressOf(io, write, what, total);
      try {
        return await work(progress.done);
      } finally {
        progress.end();
      }
    },
  };
  try {
    return await command.run(run);
  } finally {
    reading.end();
  }
};

const unreachable = (error: unknown): boolean =>
  error instanceof AuditUnavailable ||
  (error instanceof Error &&
    ('$metadata' in error ||
      ('code' in error && error.code === 'ECONNREFUSED') ||
      /^(?:Region is missing|Could not load credentials)/.test(error.message)));

/** What each store is to the reader, and what names it. */
const asked = {
  DynamoDB: { what: 'The audit table', check: 'AUDIT_TABLE, AWS_ENDPOINT_URL_DYNAMODB' },
  S3: { what: 'The archive', check: 'ARCHIVE_BUCKET, AWS_ENDPOINT_URL_S3' },
  KMS: {
    what: 'The key service',
    check: 'the settings that end in KEY_ARN and KEY_ARNS, the state of these keys, AWS_ENDPOINT_URL_KMS',
  },
} as const satisfies Record<StoreName, object>;

/** @param argv without node and the script */
export const runTool = async (argv: readonly string[], env: Environment, io: Io): Promise<number> => {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    await io.out(generalHelp(commands));
    return 0;
  }
  const command = commands.find((known) => known.name === name);
  if (command === undefined) {
    io.note(`There is no command ${name}.${meant(name)} npm run audit -- --help lists them.`);
    return 2;
  }
  try {
    return await runCommand(command, rest, env, io);
  } catch (error) {
    if (error instanceof Refused || error instanceof SettingError) {
      io.note(error.message);
      return 2;
    }
    if (unreachable(error)) {
      const { what, check } = asked[storeOf(error) ?? 'DynamoDB'];
      io.note(
        `${what} does not answer as it should (${(error as Error).name}). Check ${check}, AWS_REGION and your credentials.`,
      );
      return 1;
    }
    throw error;
  }
};
