/** Calls and feedback to write: everything that varies is derived from a number. */

import {
  type CallFacts,
  type ClientKeys,
  callRecord,
  cardId,
  pseudonymiser,
  secretKeyRing,
  suggestionId,
} from '../../../functions/audit/index.ts';
import type { Feedback } from '../../../functions/cds-hooks/wire.ts';

export const ring = secretKeyRing([{ kid: 'k1', secret: Buffer.alloc(32, 'one').toString('base64url') }]);
export const pseudonyms = pseudonymiser(ring);

export const startOfDay = Date.parse('2026-11-22T08:00:00.000Z');

export const uuid = (n: number, group = 0): string =>
  `${group.toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export interface Call {
  readonly n: number;
  readonly client?: string;
  readonly service?: string;
  readonly patientId?: string;
  readonly userId?: string;
  readonly hookInstance?: string;
  readonly at?: string;
  readonly facts?: Partial<CallFacts>;
}

export const clientOf = (id: string) => ({
  id,
  iss: `https://${id}.example.org`,
  jti: 'jti-1',
  kid: 'key-1',
});

/** A call that answered one critical card (REC-03) and one of information (REC-11 and REC-12). */
export const aCall = async (call: Call, keysOf = pseudonyms) => callRecord(await factsOf(call, keysOf));

/** What such a call knows when its record is built. */
export const factsOf = async (call: Call, keysOf = pseudonyms): Promise<CallFacts> => {
  const { n, client = 'st-elsewhere', service = 'leg-symptoms-patient-view' } = call;
  const keys: ClientKeys = await keysOf.of(client);
  const context = {
    patientId: call.patientId ?? `patient-${n}`,
    userId: call.userId ?? 'Practitioner/9',
    encounterId: `encounter-${n}`,
  };
  const hookInstance = call.hookInstance ?? uuid(n, 1);
  const callId = keys.callId({
    service,
    hookInstance,
    context,
    input: `input ${n}`,
    knowledgeVersion: '1.0.0',
  });
  const [first, second] = [cardId(callId, 1), cardId(callId, 2)];
  return {
    keys,
    client: clientOf(client),
    at: call.at ?? new Date(startOfDay + n * 1_000).toISOString(),
    ms: 20 + (n % 50),
    requestId: `request-${n}`,
    callId,
    service,
    hook: 'patient-view',
    hookInstance,
    context,
    sealed: 'sealed',
    input: keys.digest('input', `input ${n}`),
    assessment: { knowledgeVersion: '1.0.0', urgency: 'emergent', missing: ['pain-path'], notChecked: [] },
    data: [
      { key: 'observations', source: 'prefetch', n: 50 },
      { key: 'conditions', source: 'fetched', n: 3, ms: 40, status: 200 },
    ],
    rules: [
      { id: 'REC-03', version: '1', evidence: ['saddle-sensory-change'], cardUuid: first },
      { id: 'REC-11', version: '2', evidence: ['L5'], cardUuid: second },
      { id: 'REC-12', version: '1', evidence: ['L5'], cardUuid: second },
      { id: 'REC-14', version: '1', evidence: ['chronic'], withheld: { reason: 'overridden' } },
    ],
    cards: [
      { uuid: first, indicator: 'critical', suggestions: [{ uuid: suggestionId(first, 1) }] },
      { uuid: second, indicator: 'info' },
    ],
    unmappedCodes: 0,
    flags: [],
    ...call.facts,
  };
};

export const overridden = (card: string, code: string, at: string): Feedback => ({
  card,
  outcome: 'overridden',
  overrideReason: { reason: { code } },
  outcomeTimestamp: at,
});

export const accepted = (card: string, suggestion: string, at: string): Feedback => ({
  card,
  outcome: 'accepted',
  acceptedSuggestions: [{ id: suggestion }],
  outcomeTimestamp: at,
});

export const feedbackFrom = (client = 'st-elsewhere', at = '2026-11-22T09:00:00.000Z') => ({
  client: clientOf(client),
  service: 'leg-symptoms-patient-view',
  at,
});
