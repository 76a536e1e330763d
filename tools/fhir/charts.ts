/**
 * The charts on which the package is compared with our own evaluation: every vignette of every rule, the two charts of
 * each pair that shows that a criterion matters, and the synthetic patients. May not enter: a real patient.
 */
import type { FhirResource } from 'fhir/r4';
import { inputOf } from '../../rules/engine/rule.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { extract } from '../../rules/extract/index.ts';
import kept from '../../rules/publish/criteria-shown.json' with { type: 'json' };
import { everyRule } from '../../rules/publish/every-rule.ts';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';
import { stories } from '../../sandbox/patients/stories/index.ts';
import { changed } from '../criteria/change.ts';
import type { ShowingPair } from '../criteria/pair.ts';
import { startOf } from '../criteria/search.ts';

export interface ComparedChart {
  readonly name: string;
  readonly input: EngineInput;
}

export const vignetteCharts = (): readonly ComparedChart[] =>
  everyRule.flatMap(({ id, fires, doesNot }) =>
    [...fires, ...doesNot].map(({ title, given }) => ({ name: `${id}: ${title}`, input: inputOf(given) })),
  );

/** The day of the synthetic patients' visit. */
const VISIT = new Date('2026-11-20T15:00:00Z');

export const patientCharts = (): readonly ComparedChart[] =>
  loadPatients(VISIT).map(({ entry = [] }, n) => {
    const name = stories[n]?.id ?? `patient ${n + 1}`;
    const resources = entry.flatMap(({ resource }) => (resource ? [resource as FhirResource] : []));
    return {
      name: `patient ${name}`,
      input: extract({ now: VISIT.toISOString(), patientId: name, hook: 'patient-view', resources }).input,
    };
  });

/** Of each pair both charts, each once. */
export const criterionCharts = (): readonly ComparedChart[] => {
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
