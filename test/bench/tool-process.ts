/**
 * What a command of the auditor's tool takes over a table of so many rows: `node test/bench/tool-process.ts verify
 * 1000000`. The tool runs as `npm run audit` runs it, in a process of its own; the table is in this one.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceKeys } from '../../functions/audit/keys/key-file.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { project } from '../../tools/knowledge/knowledge-at.ts';
import { callPages, inputPages, repeatedCallPages, startLargeTable } from './large-table.ts';

export const toolCommands = ['verify', 'list', 'learn', 'replay'] as const;
export type ToolCommand = (typeof toolCommands)[number];

const pagesOf = {
  verify: callPages,
  list: repeatedCallPages,
  learn: repeatedCallPages,
  replay: inputPages,
} as const satisfies Readonly<Record<ToolCommand, unknown>>;

const wholeTime = ['--client', 'st-elsewhere', '--from', '2000-01-01'];
/** As an auditor would ask for the whole of it. */
const asked: Readonly<Record<ToolCommand, readonly string[]>> = {
  verify: [],
  list: ['--limit', '0', '--format', 'csv', ...wholeTime],
  learn: ['--format', 'json', ...wholeTime],
  replay: ['--knowledge', project, '--purpose', 'T-1'],
};

/** Flags that `npm run audit` gives to Node. */
export const auditFlags: readonly string[] = packageJson.scripts.audit
  .split(' ')
  .filter((word) => word.startsWith('--'));

export interface ToolUsage {
  readonly seconds: number;
  /** Seconds of CPU, start included. */
  readonly cpu: number;
  /** Most that the process held at once. */
  readonly megabytes: number;
  /** What it said beside the answer. */
  readonly said: string;
}

// not the process's own figure, which begins with what its parent held
const tellUsage = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeFileSync } from 'node:fs';
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const held = /VmHWM:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
    writeFileSync(process.env.USAGE_FILE, JSON.stringify({ cpu: (user + system) / 1e6, megabytes: held / 1024 }));
  });
`)}`;

/** @param more arguments of the command */
export const toolUsage = async (
  command: ToolCommand,
  rows: number,
  more: readonly string[] = [],
): Promise<ToolUsage> => {
  const folder = await mkdtemp(join(tmpdir(), 'radix-tool-'));
  const keysFile = join(folder, 'pseudonym-keys.json');
  const keys = await serviceKeys(keysFile);
  const pages = await pagesOf[command](rows, keys);
  const table = await startLargeTable(rows, pages);
  try {
    const usageFile = join(folder, 'usage.json');
    const from = performance.now();
    const child = spawn(
      process.execPath,
      [
        ...auditFlags,
        `--import=${tellUsage}`,
        join(project, 'sandbox/audit.ts'),
        command,
        ...asked[command],
        ...more,
      ],
      {
        env: {
          AUDIT_TABLE: 'audit',
          AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
          PSEUDONYM_KEYS_FILE: keysFile,
          AUDIT_READER: 'auditor',
          USAGE_FILE: usageFile,
          PATH: process.env['PATH'],
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const said = (await child.stderr.setEncoding('utf8').toArray()).join('').trim();
    const [code] = child.exitCode === null ? await once(child, 'close') : [child.exitCode];
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${said}`);
    const seconds = (performance.now() - from) / 1_000;
    const usage = JSON.parse(await readFile(usageFile, 'utf8')) as Pick<ToolUsage, 'cpu' | 'megabytes'>;
    return { seconds, ...usage, said };
  } finally {
    table.stop();
    await rm(folder, { recursive: true });
  }
};

if (import.meta.main) {
  const [command = '', rows = '200000', ...more] = process.argv.slice(2);
  const known = toolCommands.find((one) => one === command);
  if (known === undefined) throw new Error(`name one of ${toolCommands.join(', ')}`);
  console.log(JSON.stringify(await toolUsage(known, Number(rows), more)));
}
