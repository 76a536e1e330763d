/**
 * The record of one answered hook call. Pure: people become pseudonyms and evidence becomes digests here,
 * so nothing that names a patient can get past this line. Long lists are cut and counted, so that a row
 * stays within 16 KiB.
 */

import type { Assessment, Hook } from '../../rules/engine/types.ts';
import { cardOrigin } from './call-ids.ts';
import { keptStamp } from './client-stamp.ts';
import type { ClientKeys } from './keys/pseudonym.ts';
import type { CallRecord, CardLine, ClientStamp, DataLine, RuleLine, SealedText } from './record.ts';

export interface FiredRule {
  readonly id: string;
  readonly version: string;
  /** What it fired on: findings, conditions and values, in any order. Only a keyed digest is kept. */
  readonly evidence: readonly string[];
  /** uuid of the card that shows it. */
  readonly cardUuid?: string;
  readonly withheld?: { readonly reason: string; readonly until?: string };
}

export interface SentCard {
  readonly uuid: string;
  readonly indicator: CardLine['indicator'];
  readonly suggestions?: readonly { readonly uuid?: string }[];
}

export interface CallFacts {
  readonly keys: ClientKeys;
  readonly client: ClientStamp;
  /** ISO instant the request arrived, and milliseconds since. */
  readonly at: string;
  readonly ms: number;
  readonly requestId?: string;
  readonly release?: string;
  readonly callId: string;
  readonly service: string;
  readonly hook: Hook;
  readonly hookInstance: string;
  readonly context: { readonly patientId: string; readonly userId: string; readonly encounterId?: string };
  /** The people of the same context, from `SealPeople`. */
  readonly sealed: SealedText;
  /** Registered base of the client's FHIR server, never the URL as sent. */
  readonly fhirServer?: string | undefined;
  /** From `keys.input`. */
  readonly input: string;
  readonly assessment: Pick<Assessment, 'knowledgeVersion' | 'urgency' | 'missing' | 'notChecked'>;
  readonly data: readonly DataLine[];
  readonly rules: readonly FiredRule[];
  readonly cards: readonly SentCard[];
  readonly unmappedCodes: number;
  readonly flags: readonly string[];
}

const most = {
  data: 20,
  rules: 40,
  cards: 12,
  missing: 24,
  notChecked: 20,
  flags: 20,
  suggestions: 8,
} as const;

export const callRecord = (facts: CallFacts): CallRecord => {
  const { keys, context, assessment } = facts;
  const totals: Record<string, number> = {};
  const cut = <T>(name: keyof typeof most, list: readonly T[]): readonly T[] => {
    if (list.length <= most[name]) return list;
    totals[name] = list.length;
    return list.slice(0, most[name]);
  };
  const numberOf = (uuid: string): number | undefined =>
    facts.cards.some((card) => card.uuid === uuid) ? cardOrigin(uuid)?.n : undefined;

  const rules = cut('rules', facts.rules).map((rule): RuleLine => {
    const card = rule.cardUuid === undefined ? undefined : numberOf(rule.cardUuid);
    return {
      id: rule.id,
      version: rule.version,
      evidence: keys.evidence(rule.id, rule.evidence),
      ...(card !== undefined && { card }),
      ...(rule.withheld && { withheld: rule.withheld }),
    };
  });
  const cards = cut('cards', facts.cards).map(
    (card): CardLine => ({
      n: cardOrigin(card.uuid)?.n ?? 0,
      indicator: card.indicator,
      rules: facts.rules.filter(({ cardUuid }) => cardUuid === card.uuid).map(({ id }) => id),
      suggestions: cut(
        'suggestions',
        (card.suggestions ?? []).flatMap(({ uuid }) => uuid ?? []),
      ),
      digest: keys.digest('card', JSON.stringify(card)),
    }),
  );

  return {
    v: 1,
    kind: 'call',
    callId: facts.callId,
    client: keptStamp(facts.client),
    at: facts.at,
    ms: facts.ms,
    ...(facts.requestId !== undefined && { requestId: facts.requestId }),
    ...(facts.release !== undefined && { release: facts.release }),
    service: facts.service,
    hook: facts.hook,
    hookInstance: keys.opaque('hookInstance', facts.hookInstance),
    patient: keys.pseudonym('patient', context.patientId),
    user: keys.pseudonym('user', context.userId),
    ...userType(context.userId),
    ...(context.encounterId !== undefined && { encounter: keys.pseudonym('encounter', context.encounterId) }),
    sealed: facts.sealed,
    ...(facts.fhirServer !== undefined && { fhirServer: facts.fhirServer }),
    input: facts.input,
    knowledgeVersion: assessment.knowledgeVersion,
    urgency: assessment.urgency,
    data: cut('data', facts.data),
    rules,
    cards,
    missing: cut('missing', assessment.missing),
    notChecked: cut('notChecked', [...new Set(assessment.notChecked.map(({ key }) => key))]),
    unmappedCodes: facts.unmappedCodes,
    flags: cut('flags', facts.flags),
    status: 200,
    ...(Object.keys(totals).length > 0 && { truncated: totals }),
  };
};

const userTypes = ['Practitioner', 'PractitionerRole', 'Patient', 'RelatedPerson'];

const userType = (userId: string): { userType?: string } => {
  const type = userTypes.find((name) => userId.startsWith(`${name}/`));
  return type === undefined ? {} : { userType: type };
};
