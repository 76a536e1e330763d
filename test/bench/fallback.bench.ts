/**
 * What a chart costs that has to be read from a FHIR server which takes its time over each query: ten queries
 * against one, in turn. Time, not CPU: nearly all of it is waiting.
 */
import { type Bench, type BenchRow, median } from './bench.ts';
import { beforeSlowFhir, keysToRead } from './slow-fhir.ts';

const takes = 100;
const rounds = 25;

const run = async (): Promise<readonly BenchRow[]> => {
  const slow = await beforeSlowFhir(takes);
  const timeOf = async (missing: readonly string[]): Promise<number> => {
    const { status, ms } = await slow.ask(missing);
    if (status !== 200) throw new Error(`answered ${status}`);
    return ms;
  };
  const figures: (readonly [ten: number, one: number])[] = [];
  for (let round = 0; round < rounds; round++)
    figures.push([await timeOf(keysToRead), await timeOf(['observations'])]);
  slow.stop();
  const counted = figures.slice(5);
  return [
    {
      what: `${keysToRead.length} queries, each ${takes} ms`,
      measured: `${median(counted.map(([ten]) => ten)).toFixed(0)} ms`,
      floor: `${median(counted.map(([, one]) => one)).toFixed(0)} ms for one query`,
      ratio: median(counted.map(([ten, one]) => ten / one)),
      limit: 1.3,
    },
  ];
};

export const bench: Bench = { title: 'A chart that has to be read from a FHIR server', run };
