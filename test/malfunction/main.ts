/**
 * `npm run malfunctions`: the zoo whole, each client in a process of its own, and what was found of it. Exit code 1
 * when less is found, or more false alarms are raised, than is promised. `-- --years 5` simulates more clean years.
 */
import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { simulatedClients } from './clients.ts';
import { type Figures, holds, joined, judged, type Size } from './judge.ts';
import { printed } from './print.ts';

const { values } = parseArgs({
  options: {
    client: { type: 'string' },
    years: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
  },
});

/** Days of the 90: a Wednesday, and a Saturday, on which many clients are closed. */
const whole: Size = { visits: 60, starts: [37, 68], cleanYears: Number(values.years) };

const ofClient = async (id: string): Promise<Figures> => {
  const args = [import.meta.filename, '--client', id, '--years', values.years, '--seed', values.seed];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 100_000_000 });
  return JSON.parse(stdout) as Figures;
};

const run = async (): Promise<void> => {
  if (values.client !== undefined) {
    const figures = await judged({ ...whole, clients: [values.client] }, Number(values.seed));
    process.stdout.write(JSON.stringify(figures));
    return;
  }
  const began = performance.now();
  const figures = joined(await Promise.all(simulatedClients.map(({ id }) => ofClient(id))));
  process.stdout.write(printed(figures, (performance.now() - began) / 1_000));
  if (!holds(figures)) process.exitCode = 1;
};

await run();
