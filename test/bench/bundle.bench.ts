/**
 * What a cold start pays for: the import of the built `invoke` bundle against that of a bundle that holds the
 * DynamoDB client alone, as the SDK comes. Each in fresh processes, in turn; CPU time of the import.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from '../../infra/build.ts';
import { type Bench, median, micros } from './bench.ts';

const processes = 20;

const clientAlone = `
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
export const handler = (command) => client.send(command ?? new GetItemCommand(PutItemCommand, QueryCommand));
`;

const importing = `
const { user, system } = process.cpuUsage();
await import(process.argv[1]);
const after = process.cpuUsage();
console.log(after.user + after.system - user - system);
`;

const importOf = async (folder: string): Promise<number> => {
  const file = pathToFileURL(join(folder, 'index.mjs')).href;
  const args = ['--input-type=module', '-e', importing, file];
  const env = { PATH: process.env['PATH'] ?? '', AWS_REGION: 'us-east-1' };
  return Number((await promisify(execFile)(process.execPath, args, { env })).stdout);
};

/** Beside the sources, where the packages are found. */
const floorFolder = resolve(import.meta.dirname, '../../dist/bench');

export const bench: Bench = {
  title: 'Cold start',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bundles-'));
    const [invoke, floor] = [join(folder, 'invoke'), join(folder, 'floor')];
    const entry = join(floorFolder, 'client-alone.mjs');
    await mkdir(floorFolder, { recursive: true });
    await writeFile(entry, clientAlone);
    await bundle('functions/invoke.ts', invoke);
    await bundle(entry, floor, 'nothing');

    const figures: (readonly [ours: number, least: number])[] = [];
    for (let i = 0; i < processes; i++) figures.push([await importOf(invoke), await importOf(floor)]);
    await rm(folder, { recursive: true });
    const [ours, least] = [median(figures.map(([a]) => a)), median(figures.map(([, b]) => b))];
    return [
      {
        what: `import of invoke, CPU, median of ${processes} processes`,
        measured: micros(ours),
        floor: `${micros(least)} for the DynamoDB client alone`,
        ratio: ours / least,
        limit: 1.5,
      },
    ];
  },
};
