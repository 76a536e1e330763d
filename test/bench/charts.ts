/** Charts of the bench: Observations of the sandbox's patients, three in five of them findings, the rest the noise of any chart. */
import type { Observation } from 'fhir/r4';
import { codeSystems } from '../../rules/codes/index.ts';
import { extract } from '../../rules/extract/index.ts';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';

/** The instant at which the charts are read. */
export const NOW = '2026-11-22T10:00:00Z';

const observations = loadPatients(new Date(NOW))
  .flatMap(({ entry = [] }) => entry.map(({ resource }) => resource as Observation))
  .filter(({ resourceType }) => resourceType === 'Observation')
  .map((resource) => ({ ...resource, subject: { reference: 'Patient/p1' } }));

const isFinding = ({ code }: Observation) =>
  code?.coding?.some(({ system }) => system === codeSystems.finding) ?? false;
const findings = observations.filter(isFinding);
const noise = observations.filter((one) => !isFinding(one));

/** A chart as it comes over the wire. */
export const chart = (size: number): string =>
  JSON.stringify(
    Array.from({ length: size }, (_, n) => {
      const from = n % 5 < 3 ? findings : noise;
      return { ...from[(n * 7) % from.length], id: `o${n}` };
    }),
  );

export const parsed = (json: string) => JSON.parse(json) as Observation[];
export const read = (resources: readonly unknown[]) =>
  extract({ now: NOW, patientId: 'p1', hook: 'patient-view', resources });
