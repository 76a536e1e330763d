/** A story as the FHIR R4 transaction bundle of its patient's chart. */
import type { Bundle, FhirResource, Patient } from 'fhir/r4';
import { seeded } from './background.ts';
import { chartResources, terminology } from './chart-resources.ts';
import { ANCHOR } from './dates.ts';
import { clinic, practitioners } from './staff.ts';
import type { Story } from './story.ts';

/** FHIR's own mark for test data; the page and every reader can see it. */
const synthetic = {
  security: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
      code: 'HTEST',
      display: 'test health data',
    },
  ],
};

/** The birthday is at least a month away on either side, so that moving the dates never changes the age. */
const birthDate = (story: Story): string => {
  const born = new Date(`${ANCHOR}T00:00:00Z`);
  born.setUTCFullYear(born.getUTCFullYear() - story.age);
  born.setUTCDate(born.getUTCDate() - 30 - Math.floor(seeded(`${story.id} birth`)() * 300));
  return born.toISOString().slice(0, 10);
};

const patient = (story: Story, number: number): Patient => ({
  resourceType: 'Patient',
  id: story.id,
  identifier: [
    {
      type: { ...terminology('v2-0203', 'MR'), text: 'MRN' },
      system: 'https://st-elsewhere.example.org/mrn',
      value: `SYN-${String(1000 + number)}`,
    },
  ],
  active: true,
  name: [{ use: 'official', family: story.family, given: [story.given] }],
  gender: story.gender,
  birthDate: birthDate(story),
  managingOrganization: { reference: `Organization/${clinic.id}` },
});

const put = (resource: FhirResource) => ({
  fullUrl: `https://st-elsewhere.example.org/fhir/${resource.resourceType}/${resource.id}`,
  resource: { ...resource, meta: synthetic },
  request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
});

/** `number` is the patient's place in the list, for the record number. */
export const bundleOf = (story: Story, number: number): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [clinic, ...practitioners, patient(story, number), ...chartResources(story)].map(put),
});
