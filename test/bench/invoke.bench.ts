/**
 * CPU of a hook call with complete prefetch, against a floor that only parses the same body and answers a
 * fixed card, both behind the same HTTP edge (test/bench/invoke-process.ts). In turns, so that what slows one
 * slows the other; the figure is the median of the rounds' ratios.
 *
 * The aim is 1.5 and it is not reached. In multiples of parsing, a call with 50 Observations pays beside it for
 * the pass over the text (0.2), extraction and evaluation (1), the words of the cards (2.2), and the digests, the
 * audit row and the answer (1.3). Without any cards or rules it would be at 1.8. The limits hold what there is.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import type { BundleEntry, Observation } from 'fhir/r4';
import { prefetchKeys, serviceById } from '../../functions/cds-hooks/services.ts';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';
import { stories } from '../../sandbox/patients/stories/index.ts';
import { startOfTest } from '../support/cds.ts';
import { type Bench, type BenchRow, median, micros } from './bench.ts';

const service = 'leg-symptoms-patient-view';
const patientId = 's1-disc';
const story = loadPatients(new Date(startOfTest))[stories.findIndex(({ id }) => id === patientId)];
const all = (type: string): BundleEntry[] =>
  (story?.entry ?? []).filter(({ resource }) => resource?.resourceType === type);

const dateOf = ({ resource }: BundleEntry): string =>
  resource?.resourceType === 'Observation' ? ((resource as Observation).effectiveDateTime ?? '') : '';

/** The newest so many of the patient's observations, as the query asks for; said again under other ids when there are fewer. */
const observations = (count: number): BundleEntry[] => {
  const own = all('Observation').sort((a, b) => dateOf(b).localeCompare(dateOf(a)));
  return Array.from({ length: count }, (_, i) => {
    const { resource } = own[i % own.length] ?? {};
    return {
      fullUrl: `https://fhir.test/r4/Observation/o${i}`,
      resource: { ...resource, id: `o${i}` },
    } as BundleEntry;
  });
};

const searchset = (entry: BundleEntry[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: entry.length,
  entry,
});

const bodyWith = (count: number): string => {
  const keys = serviceById(service)?.keys ?? [];
  const prefetch = Object.fromEntries(
    keys.map((key) => {
      const { type, form } = prefetchKeys[key];
      if (form === 'read') return [key, all(type)[0]?.resource];
      return [key, searchset(type === 'Observation' ? observations(count) : all(type))];
    }),
  );
  const context = { userId: 'Practitioner/u', patientId, encounterId: 'e' };
  return JSON.stringify({ hook: 'patient-view', hookInstance: '@', context, prefetch });
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

let instances = 0;
/** Every call is another event: the same one twice would only be found again in the audit log. */
const anotherEvent = (body: string) =>
  body.replace('"@"', `"d1577c69-dfbe-44ad-ba6d-${String(++instances).padStart(12, '0')}"`);

const cpuOf = async (port: number, path: string, body: string, times: number): Promise<number> => {
  const before = Number((await ask(port, '/cpu')).text);
  for (let i = 0; i < times; i++) {
    const { status, text } = await ask(port, path, anotherEvent(body));
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
  };
};

const run = async (): Promise<readonly BenchRow[]> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'invoke-process.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const port = Number(line.toString());
    return [await measure(port, 50), await measure(port, 500)];
  } finally {
    agent.destroy();
    child.kill();
  }
};

export const bench: Bench = { title: 'A hook call over HTTP, CPU of the service', run };
