/**
 * The pure middle of a hook call: from the chart that was gathered to the cards, the assessment and the call's
 * id. No clock, network or environment.
 */
import type { Hole } from '../../rules/evidence/hole.ts';
import { type ChartInput, type Extraction, extract, type Whose } from '../../rules/extract/index.ts';
import { type Assessment, evaluate } from '../../rules/index.ts';
import { type ClientKeys, type Overrides, reportToken, type SealedText } from '../audit/index.ts';
import { type Flag, isFlag } from '../base/flags.ts';
import { identified } from '../cards/identity.ts';
import { composeCards, type FiredRule, type IssuedCard } from '../cards/index.ts';
import { type Brought, broughtBy } from '../cds-hooks/brought.ts';
import { isClinician } from '../cds-hooks/parse-request.ts';
import type { Service } from '../cds-hooks/services.ts';
import { rulesHook } from '../cds-hooks/services.ts';
import type { CdsRequest, HookContext } from '../cds-hooks/wire.ts';
import type { Caller } from '../client/authenticate.ts';
import type { Gathered } from '../fhir/gather.ts';
import type { PolicyInForce } from '../policy/policy.ts';

/** The pure core as one value, so that a handler can be handed another one in a test. */
export const knowledge = { extract, evaluate, composeCards } as const;

export type Knowledge = typeof knowledge;

/** Who asked what. */
export interface Heard {
  readonly service: Service;
  readonly caller: Caller;
  readonly request: CdsRequest;
}

/** What had to be fetched for it. */
export interface Prepared {
  readonly keys: ClientKeys;
  readonly gathered: Gathered;
  readonly overrides: Overrides;
  /** What the operator switched off or lets run in shadow, for this service and client. */
  readonly policy: PolicyInForce;
  /** False when the policy could not be read for a minute; the last reading holds. */
  readonly policyFresh: boolean;
  /** Absent when it could not be sealed. */
  readonly sealed: SealedText | undefined;
  /** Where the rule book is published; absent, no card links to it. */
  readonly ruleBook?: string | undefined;
}

export interface Thought {
  readonly extraction: Extraction;
  /** Keyed digest of what the rules were given. */
  readonly input: string;
  readonly callId: string;
  /**
   * The cards that are sent: none to a user who is no clinician, none about a patient who has died, none where the
   * answer is off or in shadow.
   */
  readonly shown: readonly IssuedCard[];
  readonly isShown: boolean;
  /** A card that is sent links to the app, which can report. */
  readonly isAppLinked: boolean;
  /** As the client may have it: without what the policy hides. */
  readonly assessment: Assessment;
  /** As evaluated, hidden or not. */
  readonly urgency: Assessment['urgency'];
  readonly rules: readonly FiredRule[];
  readonly redFlags: readonly FiredRule[];
  readonly flags: readonly Flag[];
}

/**
 * What the rules are given: the chart's resources, and what the hook's context brings beside them.
 * @param brought of `broughtBy`, of the same context
 * @param at epoch milliseconds
 */
export const chartOf = (
  { hook }: HookContext,
  { drafts, problems }: Brought,
  { patientId, bases }: Whose,
  resources: readonly unknown[],
  at: number,
): ChartInput => ({
  now: new Date(at).toISOString(),
  patientId,
  bases,
  hook: rulesHook(hook),
  resources,
  ...(drafts && { draftOrders: drafts.orders }),
  ...(drafts?.selections && { selections: drafts.selections }),
  ...(problems && { problem: problems }),
});

/** What the context names and does not hold. */
const emptyEntries = ({ context, tolerated }: CdsRequest): readonly Hole[] =>
  tolerated.includes('context.entry:no-resource')
    ? [
        {
          code: 'entry-unreadable',
          at: 'draftOrders' in context ? 'context.draftOrders' : 'context.conditions',
        },
      ]
    : [];

/** The flags whose case holds. */
const raised = (cases: Readonly<Partial<Record<Flag, boolean>>>): Flag[] =>
  Object.keys(cases)
    .filter(isFlag)
    .filter((flag) => cases[flag]);

/** What goes on record as fired: nothing where the answer is off, everything as not shown where it is in shadow. */
const recorded = (rules: readonly FiredRule[], { answer }: PolicyInForce): readonly FiredRule[] => {
  if (answer === undefined) return rules;
  if (answer === 'off') return [];
  return rules.map(({ cardUuid: _, ...rule }) => ({ withheld: { reason: 'shadow' }, ...rule }));
};

/** `Patient.deceased[x]`: true, or a date. No advice helps somebody who has died (E-32). */
const hasDied = (patient: object | undefined): boolean => {
  const { deceasedBoolean, deceasedDateTime } = (patient ?? {}) as Readonly<Record<string, unknown>>;
  return deceasedBoolean === true || (typeof deceasedDateTime === 'string' && deceasedDateTime !== '');
};

/** Only where the client hands it on to the app, and where the keys that prove it outlast this process. */
const reportFor = (keys: ClientKeys, { stamp, client }: Caller, callId: string, at: number) =>
  client.profile.smart !== undefined && client.profile.appContext && !keys.isInterim
    ? reportToken(keys, { client: stamp.id, callId }, at)
    : undefined;

const linksToApp = ({ links = [] }: IssuedCard): boolean => links.some(({ type }) => type === 'smart');

export const think = (
  { extract, evaluate, composeCards }: Knowledge,
  { service, caller, request }: Heard,
  { keys, gathered, overrides, sealed, policy, policyFresh, ruleBook }: Prepared,
  at: number,
): Thought => {
  const { context, hookInstance, tolerated } = request;
  const { whose, data, holes } = gathered;
  const patient = data.find(({ key }) => key === 'patient')?.resources[0];
  const brought = broughtBy(context, { whose, patient });
  const { drafts } = brought;
  const resources = data.flatMap((one) => one.resources);
  const { codeMap } = caller.client;
  const extraction = extract({
    ...chartOf(context, brought, whose, resources, at),
    ...(codeMap && { codeMap }),
    holes: [...holes, ...brought.holes, ...emptyEntries(request)],
  });
  const evaluation = evaluate(extraction.input);
  const input = keys.input(extraction.input);
  const { knowledgeVersion } = evaluation.assessment;
  const callId = keys.callId({ service: service.id, hookInstance, context, input, knowledgeVersion });
  const report = reportFor(keys, caller, callId, at);
  const composed = composeCards({
    evaluation,
    extraction,
    context,
    profile: caller.client.profile,
    callId,
    overrides,
    report,
    ruleBook,
    ...(policy.rulings.length > 0 && { policy }),
  });
  const { cards, assessment, rules, redFlags, violations } = identified(composed, (shown) =>
    keys.cardId(context, shown),
  );
  const forClinician = isClinician(context.userId);
  const isDead = hasDied(patient);
  const isShown = forClinician && !isDead && policy.answer === undefined;
  return {
    extraction,
    input,
    callId,
    shown: isShown ? cards : [],
    isShown,
    isAppLinked: isShown && report !== undefined && cards.some(linksToApp),
    assessment,
    urgency: evaluation.assessment.urgency,
    rules: recorded(rules, policy),
    redFlags: recorded(redFlags, policy),
    flags: [
      ...caller.flags,
      ...tolerated,
      ...gathered.flags,
      ...raised({
        'orders.other-patient': (drafts?.ofOthers ?? 0) > 0,
        'selections.unmatched': (drafts?.unmatched ?? 0) > 0,
        'overrides.unknown': !overrides.known,
        'pseudonyms.interim': keys.isInterim,
        'people.not-sealed': sealed === undefined,
        'policy.stale': !policyFresh,
        'patient.deceased': isDead,
        'user.not-clinician': !forClinician,
        'cards.repaired': violations.length > 0,
        'rules.partial': assessment.notChecked.some(({ code }) => code === undefined),
      }),
    ],
  };
};
