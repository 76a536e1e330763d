/**
 * `node test/bench/against.ts FOLDER`: this tree against another one, such as an older commit in a worktree of its
 * own, on the same charts and in the same run. Blocks of the two take turns, so that a busy machine slows both; a ratio
 * is the median over the rounds. Each stage stands by itself and the whole after it: what is put off to a later stage
 * shows there.
 */
import { join, resolve } from 'node:path';
import type { Extraction } from '../../rules/extract/index.ts';
import type { Evaluation } from '../../rules/index.ts';
import { median, micros } from './bench.ts';
import { chart, NOW, parsed } from './charts.ts';

const ROUNDS = 40;

/** The stages of one tree, over one chart. */
interface TreeStages {
  readonly extract: () => Extraction;
  readonly evaluate: (extraction: Extraction) => Evaluation;
  readonly compose: (extraction: Extraction, evaluation: Evaluation) => unknown;
}

const stagesOf = async (root: string, resources: readonly unknown[]): Promise<TreeStages> => {
  const load = (path: string) => import(join(root, path));
  const { extract } = await load('rules/extract/index.ts');
  const { evaluate } = await load('rules/index.ts');
  const { composeCards } = await load('functions/cards/index.ts');
  const { standardProfile } = await load('functions/client/profile.ts');
  const { contextOf } = await load('test/cards/compose.ts');
  const overrides = { find: () => undefined };
  const callId = '0190a000-0000-8000-8000-000000000000';
  return {
    extract: () => extract({ now: NOW, patientId: 'p1', hook: 'patient-view', resources }),
    evaluate: ({ input }) => evaluate(input),
    compose: (extraction, evaluation) =>
      composeCards({
        ...{ evaluation, extraction, overrides, callId },
        context: contextOf(extraction.input),
        profile: standardProfile,
      }),
  };
};

const timed = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

/** CPU microseconds of a call, in a block of so many. */
type BlockMeasure = (stages: TreeStages, calls: number) => number;

const perCall =
  (work: (stages: TreeStages) => unknown): BlockMeasure =>
  (stages, calls) =>
    timed(() => {
      for (let n = 0; n < calls; n++) work(stages);
    }) / calls;

const evaluated = ({ extract, evaluate }: TreeStages) => {
  const extraction = extract();
  return [extraction, evaluate(extraction)] as const;
};

const composedAgain: BlockMeasure = ({ compose, ...stages }, calls) => {
  const made = evaluated({ compose, ...stages });
  return perCall(() => compose(...made))({ compose, ...stages }, calls);
};

/** What an evaluation leaves to be worked out when it is read is worked out here, each time. */
const composedFresh: BlockMeasure = (stages, calls) => {
  let micros = 0;
  for (let n = 0; n < calls; n++) {
    const made = evaluated(stages);
    micros += timed(() => stages.compose(...made));
  }
  return micros / calls;
};

const measures: Readonly<Record<string, BlockMeasure>> = {
  'extract and evaluate': perCall(evaluated),
  'compose the same again': composedAgain,
  'compose a fresh one each': composedFresh,
  'all three': perCall((stages) => stages.compose(...evaluated(stages))),
};

const other = process.argv[2];
if (other === undefined)
  throw new Error('Name the folder of the other tree: node test/bench/against.ts FOLDER');
const here = join(import.meta.dirname, '../..');

for (const [size, calls] of [
  [50, 150],
  [500, 20],
] as const) {
  const resources = parsed(chart(size));
  const [ours, theirs] = [await stagesOf(here, resources), await stagesOf(resolve(other), resources)];
  for (const [what, measure] of Object.entries(measures)) {
    const rounds = Array.from(
      { length: ROUNDS },
      () => [measure(ours, calls), measure(theirs, calls)] as const,
    )
      // the first fifth warms up
      .slice(ROUNDS / 5);
    const own = micros(median(rounds.map(([one]) => one)));
    const its = micros(median(rounds.map(([, one]) => one)));
    const ratio = median(rounds.map(([one, another]) => one / another)).toFixed(2);
    console.log(`${size} Observations, ${what}: ${own}, the other tree ${its}, ratio ${ratio}`);
  }
}
