/**
 * The part of the world that needs no table: what `discovery` runs on.
 *
 * `METRICS_NAMESPACE`: when set, measurements go to standard output as embedded metric format.
 */
import { randomUUID } from 'node:crypto';
import type { Edge } from '../http/handler.ts';
import { systemClock } from './clock.ts';
import { metricLine } from './metrics.ts';
import { type Environment, originsFrom, settingsFrom } from './settings.ts';

let waiting = '';

const writeWaiting = () => {
  const lines = waiting;
  waiting = '';
  process.stdout.write(lines);
};

/**
 * The five or so lines of a call leave in one write, which costs as much as writing one of them; Lambda makes an event
 * of each line again. The write comes before the next I/O of this process, so before Lambda can freeze it.
 */
const writeLine = (line: string) => {
  if (waiting === '') process.nextTick(writeWaiting);
  waiting += `${line}\n`;
};

/** @throws SettingError */
export const edgeFrom = (env: Environment, origins: () => Promise<readonly string[]>): Edge => {
  const settings = settingsFrom(env);
  const listed = originsFrom(env);
  const namespace = env['METRICS_NAMESPACE'];
  return {
    settings,
    origins: async () => new Set([...listed, ...(await origins())]),
    clock: systemClock,
    newId: randomUUID,
    log: (line) => writeLine(JSON.stringify(line)),
    measure: (measurement) => {
      if (namespace !== undefined) writeLine(metricLine(measurement, namespace, systemClock.now()));
    },
  };
};
