/**
 * What the app asks an EHR to grant, in the spelling that its server knows: what is read is what the service reads,
 * and nothing is written but what the face saves. No refresh token: access ends with the session.
 */
import { type PrefetchKeyName, prefetchKeys } from '../../functions/cds-hooks/services.ts';
import type { Face } from '../address.ts';

/** SMART v2 letters, in the order that the specification wants. */
type Rights = 'r' | 'rs' | 'crs' | 'crus';

export interface ScopesFor {
  readonly face: Face;
  readonly spelling: 'v1' | 'v2';
  /** The EHR sent `launch`; else the EHR lets the user choose the patient. */
  readonly fromEhr: boolean;
}

const read = (Object.keys(prefetchKeys) as PrefetchKeyName[]).map((key) => prefetchKeys[key].type);

/** A correction updates the Observation that it takes back; a form is only ever added. */
const written = (face: Face): Readonly<Partial<Record<string, Rights>>> =>
  face === 'intake' ? { QuestionnaireResponse: 'crs' } : { Observation: 'crus' };

const rightsOf = (type: string, face: Face): Rights =>
  written(face)[type] ?? (type === 'Patient' ? 'r' : 'rs');

const spelled = (type: string, rights: Rights, spelling: ScopesFor['spelling']): readonly string[] =>
  spelling === 'v2'
    ? [`patient/${type}.${rights}`]
    : [`patient/${type}.read`, ...(/[cu]/.test(rights) ? [`patient/${type}.write`] : [])];

export const scopesFor = ({ face, spelling, fromEhr }: ScopesFor): string =>
  [
    fromEhr ? 'launch' : 'launch/patient',
    'openid',
    'fhirUser',
    ...[...new Set(read)].flatMap((type) => spelled(type, rightsOf(type, face), spelling)),
  ].join(' ');
