/**
 * The examination in a Chromium: what a key costs, on the page that the clinician waits for and in the worker that
 * looks ahead. CPU of the thread alone, as Linux counts it, so that other processes count as little as they can.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { newDataFolder, startSandbox } from '../support/sandbox-process.ts';
import { type Bench, type BenchRow, micros } from './bench.ts';
import { chart } from './charts.ts';

/** Charts of different sizes and kinds. */
const patients = [
  'charting-error',
  'foot-drop',
  's1-disc',
  'cauda-equina',
  'order-time',
  'little-documented',
];

/** The walk to L5 of the examination's bar, then reflexes, sensation and danger signs, each of which answers a field. */
const keys = [
  ...['s', 'ArrowDown', 'ArrowDown', 'ArrowDown', '3', '3', 't', '+', 'e'],
  ...[
    'ArrowDown',
    'ArrowDown',
    'ArrowDown',
    'ArrowDown',
    '1',
    '1',
    'q',
    'n',
    'n',
    'n',
    'y',
    'd',
    'n',
    'n',
    'y',
  ],
];

/** In the page: forms that the worker was asked about, and those that it answered. */
const COUNT = `
  window.lookAheads = { asked: 0, answered: 0 };
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', () => window.lookAheads.answered++);
    }
    postMessage(message) {
      window.lookAheads.asked++;
      super.postMessage(message);
    }
  };`;

const asked = (page: Page): Promise<number> => page.evaluate('window.lookAheads.asked');

/** The page has drawn what the last key did. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate('(async () => { for (let n = 0; n < 2; n++) await new Promise(requestAnimationFrame); })()');

const answered = (page: Page): Promise<void> =>
  page.evaluate(`(async () => {
    while (window.lookAheads.asked === 0 || window.lookAheads.answered < window.lookAheads.asked)
      await new Promise((done) => setTimeout(done, 20));
  })()`);

/** The thread on which a page runs, and that of its worker, of each process that shows a page. */
const threadsOf = async (
  browser: Browser,
): Promise<{ readonly page: string[]; readonly worker: string[] }> => {
  const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
  const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => `/proc/${id}/task`);
  const threads = pages.flatMap((folder) => readdirSync(folder).map((thread) => `${folder}/${thread}`));
  return {
    page: pages.map((folder) => `${folder}/${folder.split('/')[2]}`),
    worker: threads.filter((thread) => readFileSync(`${thread}/comm`, 'utf8').startsWith('DedicatedWorker')),
  };
};

/** Microseconds on a processor. */
const cpuOf = (threads: readonly string[]): number =>
  threads.reduce(
    (sum, thread) => sum + Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0]) / 1000,
    0,
  );

/** What one key cost, and what `JSON.parse` of a chart of 50 Observations cost on the same page right after. */
interface KeyCost {
  readonly page: number;
  readonly worker: number;
  readonly floor: number;
}

const PARSED = 50;
const json = chart(50);

const costOf = async (page: Page, key: string, threads: Awaited<ReturnType<typeof threadsOf>>) => {
  const before = { asked: await asked(page), page: cpuOf(threads.page), worker: cpuOf(threads.worker) };
  await page.keyboard.press(key);
  await drawn(page);
  const shown = cpuOf(threads.page);
  await answered(page);
  const isAnswer = (await asked(page)) > before.asked;
  const worker = cpuOf(threads.worker) - before.worker;
  const unparsed = cpuOf(threads.page);
  await page.evaluate(
    ([text, times]) => {
      for (let n = 0; n < Number(times); n++) JSON.parse(String(text));
    },
    [json, PARSED] as const,
  );
  const floor = (cpuOf(threads.page) - unparsed) / PARSED;
  return { isAnswer, page: shown - before.page, worker, floor };
};

const walked = async (): Promise<readonly KeyCost[]> => {
  const [sandbox, browser] = await Promise.all([
    startSandbox({ DATA_DIR: newDataFolder() }),
    launchChromium(),
  ]);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript({ content: COUNT });
    const costs: KeyCost[] = [];
    for (const patient of patients) {
      await page.goto(`${sandbox.url}/app/?patient=${patient}`);
      await page.locator('.examination').waitFor();
      await answered(page);
      const threads = await threadsOf(browser);
      for (const key of keys) {
        const { isAnswer, ...cost } = await costOf(page, key, threads);
        if (isAnswer) costs.push(cost);
      }
    }
    return costs;
  } finally {
    await browser.close();
    await sandbox.end('SIGKILL');
  }
};

/** What the floor takes on a quiet machine: the bars of the examination in milliseconds are for one. */
const QUIET = 150;

const MEDIAN = 0.5;
const MOST = 0.95;

const quantile = (figures: readonly number[], part: number): number =>
  [...figures].sort((a, b) => a - b)[Math.floor(figures.length * part)] ?? Number.NaN;

const held = (
  what: string,
  costs: readonly KeyCost[],
  of: 'page' | 'worker',
  { part, milliseconds }: { part: number; milliseconds: number },
): BenchRow => {
  const all = costs.map((cost) => cost[of]);
  return {
    what: `${what}, ${100 * part} % of ${costs.length}`,
    measured: `${micros(quantile(all, part))} (median ${micros(quantile(all, MEDIAN))})`,
    floor: `${micros(
      quantile(
        costs.map(({ floor }) => floor),
        MEDIAN,
      ),
    )} JSON.parse of 50 Observations`,
    ratio: quantile(
      costs.map((cost) => cost[of] / cost.floor),
      part,
    ),
    limit: Math.floor((milliseconds * 1000) / QUIET),
  };
};

export const bench: Bench = {
  title: 'app: what a key costs in the examination, in Chromium on Linux',
  run: async () => {
    const costs = await walked();
    return [
      held('looking ahead, in its worker', costs, 'worker', { part: MOST, milliseconds: 50 }),
      held('the key handled, preview and page drawn', costs, 'page', { part: MEDIAN, milliseconds: 16 }),
    ];
  },
};
