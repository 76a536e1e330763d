/** A hook call about saddle numbness, thought through and not yet on record: what its audit row is written from. */
import { noOverrides, pseudonymiser, secretKeyRing } from '../../functions/audit/index.ts';
import { callRecord } from '../../functions/call/call-record.ts';
import { type Heard, knowledge, type Prepared, type Thought, think } from '../../functions/call/think.ts';
import { type PrefetchKeyName, serviceById } from '../../functions/cds-hooks/services.ts';
import type { Resource } from '../../functions/fhir/resource.ts';
import { noPolicy, policyFor } from '../../functions/policy/policy.ts';
import { anonymousClient, fhirBase, startOfTest } from './cds.ts';
import { condition, finding, hookInstance, patient } from './requests.ts';

const pseudonyms = pseudonymiser(
  secretKeyRing([{ kid: 'k1', secret: Buffer.alloc(32, 'one').toString('base64url') }]),
);

export interface AnsweredCall {
  readonly heard: Heard;
  readonly prepared: Prepared;
  readonly thought: Thought;
}

export interface About {
  readonly patientId?: string;
  readonly userId?: string;
  readonly encounterId?: string;
  readonly hookInstance?: string;
}

export const answeredCall = async (about: About = {}): Promise<AnsweredCall> => {
  const { patientId = 'p1', userId = 'Practitioner/9', encounterId = 'e1' } = about;
  const service = serviceById('leg-symptoms-patient-view');
  if (service === undefined) throw new Error('no such service');
  const subject = { reference: `Patient/${patientId}` };
  const read = (key: PrefetchKeyName, ...resources: readonly object[]) => ({
    key,
    source: 'prefetch' as const,
    template: '',
    resources: resources as Resource[],
    pages: 1,
    holes: [],
    incomplete: false,
    unavailable: false,
  });
  const heard: Heard = {
    service,
    caller: {
      client: anonymousClient(),
      stamp: { id: 'st-elsewhere', iss: 'https://ehr.test', jti: 'jti-1', kid: 'key-1' },
      flags: [],
    },
    request: {
      hookInstance: about.hookInstance ?? hookInstance,
      context: { hook: 'patient-view', patientId, userId, encounterId },
      prefetch: new Map(),
      tolerated: [],
    },
  };
  const prepared: Prepared = {
    keys: await pseudonyms.of('st-elsewhere'),
    gathered: {
      data: [
        read('patient', { ...patient, id: patientId }),
        read('observations', finding('saddle-sensory-change', { subject })),
        read('conditions', condition('c1', { subject })),
      ],
      whose: { patientId, bases: [fhirBase] },
      holes: [],
      fhirCalls: [],
      flags: [],
    },
    overrides: noOverrides(true),
    policy: policyFor(noPolicy, { service: service.id, client: 'st-elsewhere' }),
    policyFresh: true,
    sealed: 'sealed',
  };
  return { heard, prepared, thought: think(knowledge, heard, prepared, startOfTest) };
};

/** The audit row of it. */
export const rowOf = ({ heard, prepared, thought }: AnsweredCall) =>
  callRecord({ at: startOfTest, ms: 20, requestId: 'request-1', release: 'test' }, heard, prepared, thought);
