/**
 * Audit rows, counted by client and hour: what is watched, and of how many. Names are ids of closed lists (rules,
 * findings, holes, reasons); no person, row or value can be told from a tally. Rows may come in any order.
 *
 * A patient counts once an hour and service: an EHR calls again with every order that is edited, and ten calls about
 * one patient are one observation. What is counted is then nearly independent, as the statistics ask
 * (docs/decisions/0209).
 */
import type { AuditRecord, CallRecord, FeedbackRecord, RefusalRecord } from '../record.ts';

/** Of how many a rate is the share: requests, patients' visits, visits whose findings could be read, and so on. */
export type Base = 'hour' | 'request' | 'visit' | 'found' | 'shown' | 'feedback';

export interface HourTally {
  readonly client: string;
  /** `2026-12-01T05`: the hour, UTC, in which the requests arrived. */
  readonly hour: string;
  readonly of: Readonly<Partial<Record<Base, number>>>;
  /** Different patients among the visits. */
  readonly patients: number;
  /** By name of the rate: its kind, a space, what it is about. */
  readonly counts: Readonly<Record<string, number>>;
}

const bases: Readonly<Record<string, Base>> = {
  called: 'hour',
  refused: 'request',
  repeated: 'request',
  finding: 'found',
  side: 'found',
  condition: 'found',
  medication: 'found',
  'left-out': 'found',
  answered: 'shown',
  outcome: 'feedback',
  reason: 'feedback',
  matched: 'feedback',
};

export const kindOf = (rate: string): string => rate.slice(0, rate.indexOf(' '));

/** What a rate is a share of. */
export const baseOf = (rate: string): Base => bases[kindOf(rate)] ?? 'visit';

/** Whether anything came in an hour: 1 however often. */
const CALLED = 'called at-all';

/** Milliseconds that an answer may take; how many take longer is watched at each. */
const SLOW = [100, 250, 500, 1_000] as const;
const BLOCK_HOURS = 4;
const HOUR_LENGTH = '2026-12-01T05'.length;

const ofData = ({ data }: CallRecord): string[] =>
  data.flatMap(({ key, source, n = 0, grant, incomplete }) => [
    `source ${key} ${source}`,
    ...(n === 0 ? [`empty ${key}`] : []),
    ...(grant === undefined ? [] : [`grant ${key} ${grant}`]),
    ...(incomplete === true ? [`incomplete ${key}`] : []),
  ]);

const ofRules = ({ rules }: CallRecord): string[] =>
  rules.flatMap(({ id, withheld }) =>
    withheld === undefined ? [`rule ${id}`] : [`rule ${id}`, `withheld ${withheld.reason}`],
  );

/** Rows before `holes` was a member have those of gathering alone. */
const holesOf = ({ holes, data }: CallRecord): readonly string[] =>
  holes ?? data.flatMap(({ key, holes: own = [] }) => own.map((code) => `${code} ${key}`));

/** What is watched of a call, as its row says it. */
const ratesOf = (call: CallRecord): string[] => {
  const block = BLOCK_HOURS * Math.floor(Number(call.at.slice(HOUR_LENGTH - 2, HOUR_LENGTH)) / BLOCK_HOURS);
  return [
    `service ${call.service}`,
    `time ${String(block).padStart(2, '0')}`,
    `urgency ${call.urgency}`,
    ...(call.cards.length === 0 ? ['card none'] : call.cards.map(({ indicator }) => `card ${indicator}`)),
    ...ofRules(call),
    ...ofData(call),
    ...holesOf(call).map((hole) => `hole ${hole}`),
    ...call.missing.map((id) => `missing ${id}`),
    ...call.flags.map((flag) => `flag ${flag}`),
    ...(call.unmappedCodes > 0 ? ['unmapped code'] : []),
    ...SLOW.filter((limit) => call.ms > limit).map((limit) => `slower ${limit}`),
    ...(call.userType === undefined ? [] : [`user ${call.userType}`]),
    `knowledge ${call.knowledgeVersion}`,
  ];
};

const saidIn = ({ outcome, reason, matched }: FeedbackRecord): string[] => [
  `outcome ${outcome}`,
  `matched ${matched}`,
  ...(reason === undefined ? [] : [`reason ${reason.code}`]),
];

/** Counts of one client and hour while they are added up. */
class HourCount {
  readonly of: Partial<Record<Base, number>> = { hour: 1 };
  readonly counts = new Map<string, number>();
  patients = 0;

  base(name: Base, n = 1): void {
    this.of[name] = (this.of[name] ?? 0) + n;
  }

  count(rate: string, n = 1): void {
    this.counts.set(rate, rate === CALLED ? 1 : (this.counts.get(rate) ?? 0) + n);
  }

  each(rates: Iterable<string>): void {
    for (const rate of new Set(rates)) this.count(rate);
  }
}

/** Hours by client, as tallies in order of time. */
class HourBook {
  readonly #hours = new Map<string, HourCount>();

  at(client: string, hour: string): HourCount {
    const name = `${client}\n${hour}`;
    const known = this.#hours.get(name) ?? new HourCount();
    this.#hours.set(name, known);
    return known;
  }

  tallies(): HourTally[] {
    return [...this.#hours]
      .map(([name, { of, patients, counts }]) => {
        const [client = '', hour = ''] = name.split('\n');
        return { client, hour, of, patients, counts: Object.fromEntries(counts) };
      })
      .sort((a, b) => (a.hour < b.hour ? -1 : 1));
  }
}

/** Adds up tallies of the same client and hour, for instance of rows that came late. */
export const merged = (tallies: Iterable<HourTally>): HourTally[] => {
  const book = new HourBook();
  for (const { client, hour, of, patients, counts } of tallies) {
    const sum = book.at(client, hour);
    sum.patients += patients;
    for (const [base, n] of Object.entries(of) as [Base, number][]) if (base !== 'hour') sum.base(base, n);
    for (const [rate, n] of Object.entries(counts)) sum.count(rate, n);
  }
  return book.tallies();
};

/** Opens what a row hides, if its key is at hand. */
export type Reveal = (call: CallRecord) => Promise<readonly string[] | undefined>;

export interface Tallier {
  /** @param again the row is a further delivery of the same call: counted as a repeat and not as a visit */
  add(record: AuditRecord, again?: boolean): Promise<void>;
  /** By client and hour, in order of time. */
  tallies(): HourTally[];
}

/** How many patients and visits are remembered, so that each counts once an hour. */
const MOST_REMEMBERED = 20_000;

const firstTimes = (): ((name: string) => boolean) => {
  const seen = new Set<string>();
  return (name) => {
    if (seen.has(name)) return false;
    seen.add(name);
    const [oldest] = seen;
    if (seen.size > MOST_REMEMBERED && oldest !== undefined) seen.delete(oldest);
    return true;
  };
};

export const tallier = (reveal: Reveal): Tallier => {
  const book = new HourBook();
  const isFirst = firstTimes();
  const arrived = (record: AuditRecord, times = 1): HourCount => {
    const hour = book.at(record.client.id, record.at.slice(0, HOUR_LENGTH));
    if (record.kind !== 'feedback') hour.base('request', times);
    hour.count(CALLED);
    return hour;
  };

  const addCall = async (call: CallRecord, again: boolean): Promise<void> => {
    const hour = arrived(call);
    if (again) return hour.count('repeated request');
    if (call.cards.length > 0) hour.base('shown');
    const who = `${call.client.id} ${call.patient} ${call.at.slice(0, HOUR_LENGTH)}`;
    if (isFirst(who)) hour.patients += 1;
    if (!isFirst(`${who} ${call.service}`)) return;
    hour.base('visit');
    hour.each(ratesOf(call));
    const found = await reveal(call);
    if (found === undefined) return;
    hour.base('found');
    hour.each(found);
  };
  const addRefusal = (refusal: RefusalRecord) => {
    const times = 1 + (refusal.more ?? 0);
    arrived(refusal, times).count(`refused ${refusal.reason}`, times);
  };
  const addFeedback = (feedback: FeedbackRecord) => {
    const hour = arrived(feedback);
    hour.base('feedback');
    hour.count('answered card');
    hour.each(saidIn(feedback));
  };

  return {
    add: async (record, again = false) => {
      if (record.kind === 'call') await addCall(record, again);
      else if (record.kind === 'refusal') addRefusal(record);
      else if (record.kind === 'feedback' && !again) addFeedback(record);
    },
    tallies: () => book.tallies(),
  };
};
