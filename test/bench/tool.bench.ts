/**
 * Whether an auditor's command over a large table takes twice the CPU for twice the rows, and no more memory. `node
 * test/bench/tool-process.ts verify 1000000` takes one command over a million.
 */
import type { Bench, BenchRow } from './bench.ts';
import { type ToolCommand, toolCommands, toolUsage } from './tool-process.ts';

const rows = 200_000;
const megabytes = 200;

const doubled = async (command: ToolCommand): Promise<BenchRow[]> => {
  const half = await toolUsage(command, rows / 2);
  const whole = await toolUsage(command, rows);
  const what = `${command} over ${rows.toLocaleString('en')} rows`;
  return [
    {
      what: `${what}, CPU`,
      measured: `${whole.cpu.toFixed(1)} s`,
      floor: `${half.cpu.toFixed(1)} s over half of them`,
      ratio: whole.cpu / half.cpu,
      limit: 2.5,
    },
    {
      what: `${what}, memory`,
      measured: `${Math.round(whole.megabytes)} MB`,
      floor: `none; ${megabytes} MB`,
      ratio: whole.megabytes / megabytes,
      limit: 1,
    },
  ];
};

export const bench: Bench = {
  title: 'auditor’s tool',
  run: async () => {
    const measured: BenchRow[] = [];
    for (const command of toolCommands) measured.push(...(await doubled(command)));
    return measured;
  },
};
