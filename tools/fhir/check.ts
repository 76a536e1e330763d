/**
 * The package on every chart that we have: vignettes, the two charts of each pair that shows that a criterion matters,
 * and the synthetic patients. Loaded by `--check` alone.
 */
import { inputOf } from '../../rules/engine/rule.ts';
import kept from '../../rules/publish/criteria-shown.json' with { type: 'json' };
import { changed } from '../criteria/change.ts';
import type { ShowingPair } from '../criteria/pair.ts';
import { startOf } from '../criteria/search.ts';
import { agreement, type PackageFiles } from './agreement.ts';
import { type ComparedChart, patientCharts, vignetteCharts } from './charts.ts';

/** Of each pair both charts, each once. */
const criterionCharts = (): readonly ComparedChart[] => {
  const charts = new Map<string, ComparedChart>();
  for (const pair of kept.pairs as unknown as readonly ShowingPair[]) {
    const chart = startOf(pair)?.chart;
    if (chart === undefined) continue;
    const name = `${pair.rule}, ${pair.criterion}`;
    for (const one of [chart, changed(chart, pair.change)])
      charts.set(JSON.stringify(one), { name, input: inputOf(one) });
  }
  return [...charts.values()];
};

/** Compares chart by chart, and says so. @returns on how many charts the two differ */
export const check = async (files: PackageFiles): Promise<number> => {
  const compare = agreement(files);
  let differing = 0;
  const groups = { vignettes: vignetteCharts(), criteria: criterionCharts(), patients: patientCharts() };
  for (const [group, charts] of Object.entries(groups)) {
    for (const { name, input } of charts) {
      const differences = await compare(input);
      if (differences.length > 0) differing++;
      for (const { about, ours, theirs } of differences)
        console.log(`${name}: ${about} is "${ours}" here and "${theirs}" in the package`);
    }
    console.log(`${group}: ${charts.length} charts compared`);
  }
  console.log(differing === 0 ? 'The package agrees on every chart.' : `It differs on ${differing} charts.`);
  return differing;
};
