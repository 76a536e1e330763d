/** What the scopes of a token let it do at the FHIR server, in the spellings of SMART 1 and 2. */
import type { BundleEntry } from 'fhir/r4';
import type { TokenGrant } from './access-tokens.ts';

type Right = 'c' | 'r' | 'u' | 's';

const words: Readonly<Record<string, string>> = { read: 'rs', write: 'cu', '*': 'crus' };

const rightsOf = ({ scope }: TokenGrant, type: string): string =>
  scope
    .split(' ')
    .flatMap((one) => {
      const [, of, rights = ''] = /^patient\/([A-Za-z*]+)\.([a-z*]+)$/.exec(one) ?? [];
      return of === type || of === '*' ? [words[rights] ?? rights] : [];
    })
    .join('');

const may = (grant: TokenGrant, type: string, right: Right): boolean => rightsOf(grant, type).includes(right);

/** A Patient is read by its id, everything else searched by its patient. */
export const maySearch = (grant: TokenGrant, type: string): boolean =>
  may(grant, type, type === 'Patient' ? 'r' : 's');

const isAbout = (resource: BundleEntry['resource'], { patientId }: TokenGrant): boolean =>
  (resource as { subject?: { reference?: string } } | undefined)?.subject?.reference ===
  `Patient/${patientId}`;

/** The resource may be written: it is new, or a newer version, and about the patient of the token. */
export const mayWrite = (grant: TokenGrant, { request, resource }: BundleEntry): boolean => {
  const type = resource?.resourceType ?? '';
  if (!isAbout(resource, grant)) return false;
  if (request?.method === 'POST') return request.url === type && may(grant, type, 'c');
  return request?.method === 'PUT' && request.url === `${type}/${resource?.id}` && may(grant, type, 'u');
};
