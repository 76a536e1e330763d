/**
 * The audit row of a hook call that was answered, written once, from what the steps of the call hold. Pure.
 *
 * People become pseudonyms and evidence becomes digests in this literal, so nothing that names a patient gets past
 * it. It spreads nothing: a member that the row's type does not have fails to compile. Long lists are cut and
 * counted, so that a row stays within 16 KiB.
 */
import type { CallRecord, CardLine, DataLine, RuleLine } from '../audit/index.ts';
import type { FiredRule } from '../cards/index.ts';
import { registeredBase } from '../fhir/access.ts';
import type { KeyEvidence } from '../fhir/evidence.ts';
import { foundIn } from './found-in.ts';
import type { Heard, Prepared, Thought } from './think.ts';

/** When and where a request was taken in. */
export interface Arrival {
  /** Epoch milliseconds, and milliseconds since. */
  readonly at: number;
  readonly ms: number;
  /** Gateway's id of the request. */
  readonly requestId: string;
  /** Version of the code. */
  readonly release: string;
}

const most = {
  data: 20,
  rules: 40,
  redFlags: 20,
  cards: 12,
  missing: 24,
  notChecked: 20,
  holes: 20,
  flags: 20,
  suggestions: 8,
  rulings: 40,
} as const;

/** A string stays, anything else is no name: a resource is unchecked JSON, and may bring its own `toString`. */
const word = (value: unknown): string => (typeof value === 'string' ? value : '');

const versionOf = ({ resourceType, id, meta }: KeyEvidence['resources'][number]): string => {
  const { versionId, lastUpdated } = (typeof meta === 'object' && meta !== null ? meta : {}) as Record<
    string,
    unknown
  >;
  return `${resourceType}/${word(id)}|${word(versionId) || word(lastUpdated)}`;
};

const userTypes = ['Practitioner', 'PractitionerRole', 'Patient', 'RelatedPerson'];

export const callRecord = (
  { at, ms, requestId, release }: Arrival,
  { service, caller, request }: Heard,
  { keys, gathered, sealed, policy }: Prepared,
  { callId, input, assessment, urgency, rules, redFlags, shown, isAppLinked, extraction, flags }: Thought,
): CallRecord => {
  const { context, hookInstance, fhirServer } = request;
  const { patient, user } = keys.subject(context);
  const totals: Record<string, number> = {};
  const cut = <T>(name: keyof typeof most, list: readonly T[]): readonly T[] => {
    if (list.length <= most[name]) return list;
    totals[name] = list.length;
    return list.slice(0, most[name]);
  };
  const places = new Map<string | undefined, number>(shown.map(({ uuid }, n) => [uuid, n + 1]));
  const ruleLine = ({ id, version, evidence, cardUuid, withheld }: FiredRule): RuleLine => ({
    id,
    version,
    evidence: keys.evidence(id, evidence),
    card: places.get(cardUuid),
    withheld,
  });
  const holes = [...new Set(extraction.holes.map(({ code, at }) => `${code} ${at}`))];
  const notChecked = [...new Set(assessment.notChecked.map(({ key }) => key))];

  return {
    v: 2,
    kind: 'call',
    callId,
    client: caller.stamp,
    at: new Date(at).toISOString(),
    ms,
    requestId,
    release,
    service: service.id,
    hook: context.hook,
    hookInstance: keys.opaque('hookInstance', hookInstance),
    patient,
    user,
    userType: userTypes.find((name) => context.userId.startsWith(`${name}/`)),
    encounter:
      context.encounterId === undefined ? undefined : keys.pseudonym('encounter', context.encounterId),
    sealed,
    fhirServer: registeredBase(fhirServer, caller.client),
    input,
    knowledgeVersion: assessment.knowledgeVersion,
    urgency,
    policy:
      policy.version > 0 ? { version: policy.version, rulings: cut('rulings', policy.rulings) } : undefined,
    data: cut('data', gathered.data).map(
      (one): DataLine => ({
        key: one.key,
        source: one.source,
        n: one.resources.length,
        incomplete: one.incomplete || undefined,
        pages: one.pages > 1 ? one.pages : undefined,
        total: one.total === one.resources.length ? undefined : one.total,
        grant: one.grant?.reach,
        holes: one.holes.length > 0 ? one.holes : undefined,
        ms: one.ms,
        status: one.status,
        // of which resources, in which versions
        digest:
          one.resources.length > 0 ? keys.digest('data', one.resources.map(versionOf).join('\n')) : undefined,
      }),
    ),
    rules: cut('rules', rules).map(ruleLine),
    redFlags: cut('redFlags', redFlags).map(ruleLine),
    cards: cut('cards', shown).map(
      (card, n): CardLine => ({
        n: n + 1,
        uuid: card.uuid,
        indicator: card.indicator,
        rules: rules.filter(({ cardUuid }) => cardUuid === card.uuid).map(({ id }) => id),
        suggestions: cut(
          'suggestions',
          (card.suggestions ?? []).flatMap(({ uuid }) => uuid ?? []),
        ),
        digest: keys.digest('card', JSON.stringify(card)),
      }),
    ),
    appLinked: isAppLinked || undefined,
    missing: cut('missing', assessment.missing),
    notChecked: cut('notChecked', notChecked),
    holes: holes.length > 0 ? cut('holes', holes) : undefined,
    found: keys.hide(foundIn(extraction), callId),
    codeMap: caller.client.codeMap?.version,
    unmappedCodes: extraction.unmappedCodes,
    flags: cut('flags', flags),
    status: 200,
    // last: by now all is cut
    truncated: Object.keys(totals).length > 0 ? totals : undefined,
  };
};
