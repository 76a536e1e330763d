/** Who works at the invented clinic. */
import type { Organization, Practitioner } from 'fhir/r4';
import type { PersonId } from './story.ts';

export const clinic: Organization = {
  resourceType: 'Organization',
  id: 'st-elsewhere',
  name: 'St Elsewhere Spine and Family Clinic (invented)',
};

const person = (id: PersonId, given: string, family: string, suffix: string): Practitioner => ({
  resourceType: 'Practitioner',
  id,
  name: [{ given: [given], family, suffix: [suffix] }],
});

const staff: Record<PersonId, Practitioner> = {
  lee: person('lee', 'Hana', 'Lee', 'MD'),
  haddad: person('haddad', 'Samir', 'Haddad', 'DO'),
  novak: person('novak', 'Petra', 'Novak', 'DC'),
  brandt: person('brandt', 'Jo', 'Brandt', 'RN'),
};

export const practitioners: readonly Practitioner[] = Object.values(staff);

/** As a signature under an entry: `Hana Lee, MD`. */
export const signature = (id: PersonId): string => {
  const name = staff[id].name?.[0];
  return `${name?.given?.[0]} ${name?.family}, ${name?.suffix?.[0]}`;
};
