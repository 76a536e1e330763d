/**
 * `node test/bench/call-against.ts ../old [calls] [most]`: the deployed call of this tree against that of another,
 * in one run, in turn. Exits with 1 when this tree takes more than `most` times the CPU of the other (1.15 when
 * absent); what is above it is measured again, twice, in new processes: only what is always above it has become slower.
 */
import { resolve } from 'node:path';
import { median } from './bench.ts';
import { born, call, prepareGround } from './call-ground.ts';

const [old, calls = '400', most = '1.15'] = process.argv.slice(2);
if (old === undefined) throw new Error('say which tree: node test/bench/call-against.ts ../old');

const ground = await prepareGround(50, resolve(old));
const block = 20;

/** Medians over blocks of calls; the first half warms up. */
const measured = async (): Promise<{ readonly first: number; readonly warm: number }> => {
  const pairs = [await born(ground, 'invoke ES384'), await born(ground, 'old ES384')] as const;
  const first = pairs.map(({ life }) => (life.used[1]?.cpu ?? 0) - (life.used[0]?.cpu ?? 0));
  const ratios: number[] = [];
  for (let done = 0; done < Number(calls); done += block) {
    const before = await Promise.all(pairs.map(({ sandbox }) => sandbox.used()));
    for (let n = 0; n < block; n++) {
      await call(ground, 'invoke ES384', pairs[0].sandbox);
      await call(ground, 'old ES384', pairs[1].sandbox);
    }
    const after = await Promise.all(pairs.map(({ sandbox }) => sandbox.used()));
    const [ours = 0, theirs = 0] = after.map(({ cpu }, i) => cpu - (before[i]?.cpu ?? 0));
    ratios.push(ours / theirs);
  }
  await Promise.all(pairs.map(({ sandbox }) => sandbox.stop()));
  const [ours = 0, theirs = 0] = first;
  return { first: ours / theirs, warm: median(ratios.slice(ratios.length / 2)) };
};

let least = Number.POSITIVE_INFINITY;
for (let turn = 0; turn < 3 && least > Number(most); turn++) {
  const { first, warm } = await measured();
  console.log(`CPU ÷ the other tree: first call ${first.toFixed(2)}, warm calls ${warm.toFixed(2)}`);
  least = Math.min(least, warm);
}
await ground.stop();
if (least > Number(most)) {
  console.log(`slower than ${most} times, three times in a row`);
  process.exitCode = 1;
}
