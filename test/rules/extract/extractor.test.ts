/** A chart that is asked about with resources more, against the whole chart read anew. */
import { expect, test } from 'vitest';
import { type ChartInput, extract, extractor } from '../../../rules/extract/index.ts';
import { loadPatients } from '../../../sandbox/patients/load-patients.ts';

const now = '2026-11-22T10:00:00Z';

const charts = loadPatients(new Date(now)).map(({ entry = [] }) => {
  const resources = entry.flatMap(({ resource }) => (resource ? [resource] : []));
  return { patientId: resources.find(({ resourceType }) => resourceType === 'Patient')?.id ?? '', resources };
});

const chartInput = (patientId: string, resources: readonly unknown[]): ChartInput => ({
  now,
  patientId,
  hook: 'patient-view',
  resources,
});

test.each(charts)('$patientId: an Observation more says what it says on the whole chart', (chart) => {
  const observations = chart.resources.filter(({ resourceType }) => resourceType === 'Observation');
  const others = chart.resources.filter(({ resourceType }) => resourceType !== 'Observation');
  const extractWith = extractor(chartInput(chart.patientId, others));
  for (const one of observations.filter((_, n) => n % 9 === 0)) {
    const whole = extract(chartInput(chart.patientId, [...others, one]));
    const { input, counts, leftOut, holes } = extractWith([one]);
    expect({ input, counts, leftOut, holes }).toEqual({
      input: whole.input,
      counts: whole.counts,
      leftOut: whole.leftOut,
      holes: whole.holes,
    });
  }
});
