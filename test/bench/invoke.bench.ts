/**
 * CPU of a hook call with complete prefetch, against a floor that only parses the same body and answers a
 * fixed card, both behind the same HTTP edge (test/bench/invoke-process.ts). In turns, so that what slows one
 * slows the other; the figure is the median of the rounds' ratios.
 *
 * In multiples of parsing, a call with 50 Observations pays beside it for the pass over the text (0.2), extraction
 * and evaluation (1), the words of the cards (2.2), and the digests, the audit row and the answer (1.3). Without any
 * cards or rules it would be at 1.8. The limits hold what there is.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { type Bench, type BenchRow, median, micros } from './bench.ts';
import { type HookBody, hookBodies, service } from './hook-bodies.ts';

const bodyWith = (count: number): HookBody => {
  const body = hookBodies(count).get('s1-disc');
  if (body === undefined) throw new Error('the patient of this bench is gone');
  return body;
};

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const ask = (port: number, path: string, body?: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const asked = httpRequest(
      {
        port,
        path,
        agent,
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json' },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });

let calls = 0;

const cpuOf = async (port: number, path: string, body: HookBody, times: number): Promise<number> => {
  const before = Number((await ask(port, '/cpu')).text);
  for (let i = 0; i < times; i++) {
    const { status, text } = await ask(port, path, body.fresh(++calls, 0));
    if (status !== 200 || !text.includes('"cards":[{')) throw new Error(`${path} answered ${status}`);
  }
  return (Number((await ask(port, '/cpu')).text) - before) / times;
};

/** Rounds until the engine has compiled all it will, and those that count after them. */
const [warm, counted] = [20, 10];

const measure = async (port: number, count: number): Promise<BenchRow> => {
  const body = bodyWith(count);
  const times = count > 100 ? 60 : 300;
  const [floors, ours]: [number[], number[]] = [[], []];
  for (let round = 0; round < warm + counted; round++) {
    floors.push(await cpuOf(port, '/floor', body, times));
    ours.push(await cpuOf(port, `/cds-services/${service}`, body, times));
  }
  const late = { floors: floors.slice(warm), ours: ours.slice(warm) };
  const ratios = late.ours.map((cpu, i) => cpu / (late.floors[i] ?? Number.NaN));
  return {
    what: `hook call, ${count} Observations prefetched (${Math.round(body.length / 1_000)} kB)`,
    measured: micros(1_000 * median(late.ours)),
    floor: `${micros(1_000 * median(late.floors))} (parse it, answer a fixed card)`,
    ratio: median(ratios),
    limit: count > 100 ? 3 : 6.5,
    aim: count > 100 ? 1.7 : 3,
  };
};

const run = async (): Promise<readonly BenchRow[]> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'invoke-process.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const port = Number(line.toString());
    // its service log
    child.stdout.resume();
    return [await measure(port, 50), await measure(port, 500)];
  } finally {
    agent.destroy();
    child.kill();
  }
};

export const bench: Bench = { title: 'A hook call over HTTP, CPU of the service', run };
