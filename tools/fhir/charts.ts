/**
 * The charts on which the package is compared with our own evaluation: every vignette of every rule, and the synthetic
 * patients. May not enter: a real patient.
 */
import type { FhirResource } from 'fhir/r4';
import { inputOf } from '../../rules/engine/rule.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { extract } from '../../rules/extract/index.ts';
import { everyRule } from '../../rules/publish/every-rule.ts';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';
import { stories } from '../../sandbox/patients/stories/index.ts';

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
