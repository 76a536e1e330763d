/** Calls and feedback to write: everything that varies is derived from a number. */

import {
  type CallRecord,
  type ClientKeys,
  numberedCard,
  pseudonymiser,
  type RefusalRecord,
  secretKeyRing,
  suggestionId,
  uuidOf,
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
  readonly row?: Partial<CallRecord>;
  /** 1: as rows were before cards had uuids of their own. */
  readonly v?: 1 | 2;
}

export const clientOf = (id: string) => ({
  id,
  iss: `https://${id}.example.org`,
  jti: 'jti-1',
  kid: 'key-1',
});

/** A call that answered one critical card (REC-03) and one of information (REC-11 and REC-12). */
export const aCall = async (call: Call, keysOf = pseudonyms): Promise<CallRecord> => {
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
  const { v = 2 } = call;
  const uuidAt = (place: number) =>
    v === 1 ? numberedCard(callId, place) : keys.cardId(context, `card ${place} of ${n}`);
  const uuids = v === 1 ? [undefined, undefined] : [uuidAt(1), uuidAt(2)];
  const [saddle, root, chronic] = [['saddle-sensory-change'], ['L5'], ['chronic']];
  const cardDigest = (number: number) => keys.digest('card', `card ${number} of ${n}`);
  return {
    v,
    kind: 'call',
    callId,
    client: clientOf(client),
    at: call.at ?? new Date(startOfDay + n * 1_000).toISOString(),
    ms: 20 + (n % 50),
    requestId: `request-${n}`,
    service,
    hook: 'patient-view',
    hookInstance,
    patient: keys.pseudonym('patient', context.patientId),
    user: keys.pseudonym('user', context.userId),
    userType: context.userId.split('/')[0],
    encounter: keys.pseudonym('encounter', context.encounterId),
    sealed: 'sealed',
    input: keys.digest('input', `input ${n}`),
    knowledgeVersion: '1.0.0',
    urgency: 'emergent',
    data: [
      { key: 'observations', source: 'prefetch', n: 50 },
      { key: 'conditions', source: 'fetched', n: 3, ms: 40, status: 200 },
    ],
    rules: [
      { id: 'REC-03', version: '1', evidence: keys.evidence('REC-03', saddle), card: 1 },
      { id: 'REC-11', version: '1.1.0', evidence: keys.evidence('REC-11', root), card: 2 },
      { id: 'REC-12', version: '1', evidence: keys.evidence('REC-12', root), card: 2 },
      {
        id: 'REC-14',
        version: '1',
        evidence: keys.evidence('REC-14', chronic),
        withheld: { reason: 'overridden' },
      },
    ],
    cards: [
      {
        n: 1,
        uuid: uuids[0],
        indicator: 'critical',
        rules: ['REC-03'],
        suggestions: [suggestionId(uuidAt(1), 1)],
        digest: cardDigest(1),
      },
      {
        n: 2,
        uuid: uuids[1],
        indicator: 'info',
        rules: ['REC-11', 'REC-12'],
        suggestions: [],
        digest: cardDigest(2),
      },
    ],
    missing: ['pain-path'],
    notChecked: [],
    unmappedCodes: 0,
    flags: [],
    status: 200,
    ...call.row,
  };
};

/** The uuid of card n of the call; of a number that the call does not have, a uuid that was never issued. */
export const cardOf = (call: CallRecord, n: number): string => {
  const line = call.cards.find((card) => card.n === n);
  return line === undefined ? numberedCard(call.callId, n) : uuidOf(call, line);
};

/** A request that was refused because data were missing. */
export const aRefusal = (n: number, row: Partial<RefusalRecord> = {}): RefusalRecord => ({
  v: 1,
  kind: 'refusal',
  callId: uuid(n, 5),
  client: { id: 'st-elsewhere' },
  at: new Date(startOfDay + n * 1_000).toISOString(),
  ms: 3,
  status: 412,
  reason: 'data.missing',
  fields: ['observations'],
  flags: [],
  ...row,
});

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
