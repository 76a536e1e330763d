/**
 * What an operator switched off, or lets run in shadow: of a rule, a kind of card, a service, a client, or all.
 * `shadow` is evaluated and recorded and not shown; `off` is not recorded as fired either. What no ruling names
 * is on. What lives here: the shape, who must sign it, and what it means for one call. What may not: I/O.
 */
import * as v from 'valibot';

export const subjects = ['rule', 'card', 'service', 'client', 'all'] as const;
export type Subject = (typeof subjects)[number];

export type PolicyState = 'shadow' | 'off';

export interface Ruling {
  readonly of: Subject;
  /** `REC-25`, `RF-CES`, `draft`, `leg-symptoms-order-sign`, `lakeside-epic`; none for `all`. */
  readonly id?: string | undefined;
  readonly state: PolicyState;
  readonly reason: string;
}

/** One version of the whole policy; the next one replaces it. */
export interface Policy {
  /** 1, 2, 3, … */
  readonly version: number;
  /** ISO instant. */
  readonly at: string;
  readonly rulings: readonly Ruling[];
}

const nothingRuled: Policy = { version: 0, at: '', rulings: [] };

/** Before anybody has made one: all is on. */
export const noPolicy = nothingRuled;

const mostRulings = 100;
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/));

const schema = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: v.pipe(v.string(), v.isoTimestamp()),
  rulings: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({
          of: v.picklist(subjects),
          id: v.optional(id),
          state: v.picklist(['shadow', 'off']),
          reason: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200)),
        }),
        v.check(({ of, id: named }) => (of === 'all') === (named === undefined)),
      ),
    ),
    v.maxLength(mostRulings),
  ),
});

/** @returns undefined for what has not the shape of a policy */
export const policyOf = (value: unknown): Policy | undefined => {
  const { success, output } = v.safeParse(schema, value);
  return success ? output : undefined;
};

/**
 * Recommendations that only advise: without all of them together no answer leaves a danger sign unsaid, recorded today
 * or long ago, and none a warning about a drug, an implant, a pregnancy or a vessel. REC-01, REC-02 and REC-12 are not
 * among them, as they may be all that keeps a leg card, which names danger signs.
 * `test/policy/hides-danger.test.ts` holds the list against the rules.
 */
const onlyAdvice: ReadonlySet<string | undefined> = new Set([
  'REC-11',
  'REC-13',
  'REC-17',
  'REC-25',
  'REC-26',
  'REC-29',
  'REC-31',
  'REC-32',
  'REC-33',
]);

/** The leg card names recorded danger signs, `record` old ones, `draft` what a drug may do. */
const adviceCards: ReadonlySet<string | undefined> = new Set(['problem-list']);

/** Whether it can keep a danger from a clinician: then two people sign. What is not known to be harmless can. */
export const hidesDanger = ({ of, id: named }: Pick<Ruling, 'of' | 'id'>): boolean => {
  switch (of) {
    case 'rule':
      return !onlyAdvice.has(named);
    case 'card':
      return !adviceCards.has(named);
    default:
      return true;
  }
};

/** How many people must have signed it. */
export const signersNeeded = ({ rulings }: Pick<Policy, 'rulings'>): number =>
  rulings.some(hidesDanger) ? 2 : 1;

/** `rule:REC-25=off`, as the audit row has it. */
export const rulingWords = ({ of, id: named, state }: Ruling): string =>
  `${named === undefined ? of : `${of}:${named}`}=${state}`;

/** What holds for one call. */
export interface PolicyInForce {
  /** 0 when there is none. */
  readonly version: number;
  /** What is set for the whole answer. */
  readonly answer: PolicyState | undefined;
  readonly rule: (id: string) => PolicyState | undefined;
  readonly card: (kind: string) => PolicyState | undefined;
  /** What of it bears on this call. */
  readonly rulings: readonly string[];
}

const gravest = (states: readonly PolicyState[]): PolicyState | undefined =>
  states.includes('off') ? 'off' : states[0];

/** @param call the service and the client that it came from, by id */
export const policyFor = (
  { version, rulings }: Policy,
  call: { readonly service: string; readonly client: string },
): PolicyInForce => {
  const bearing = rulings.filter(
    ({ of, id: named }) => !(of === 'service' || of === 'client') || call[of] === named,
  );
  const states = (of: Subject, named?: string) =>
    bearing.filter((one) => one.of === of && one.id === named).map(({ state }) => state);
  return {
    version,
    answer: gravest([...states('all'), ...states('service', call.service), ...states('client', call.client)]),
    rule: (named) => gravest(states('rule', named)),
    card: (kind) => gravest(states('card', kind)),
    rulings: bearing.map(rulingWords),
  };
};
