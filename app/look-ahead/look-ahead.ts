/**
 * What any answer to an open field could change: the urgency, or the leading cause. Every answer is tried, so it is
 * exact. Most answers add one fact to what was extracted already; those that extraction reads together with others
 * are extracted anew.
 */
import { conclude } from '../../rules/conclude.ts';
import type { EngineInput, Fact, Urgency } from '../../rules/engine/types.ts';
import { sphincterFindings } from '../../rules/extract/derive.ts';
import { type ChartInput, extract, extractor } from '../../rules/extract/index.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import { urgencyOf } from '../../rules/sum-up.ts';
import { toldOf, whatIf, withFact, withFacts, withInput } from '../../rules/what-if.ts';
import type { OpenedChart } from '../chart/port.ts';
import { answered, type Draft, emptyDraft } from '../encoding/draft.ts';
import type { ChartedValue } from '../encoding/encode-finding.ts';
import { type Key, keysOf, partsOf } from '../encoding/key.ts';
import type { OnRecord } from '../encoding/on-record.ts';
import { onFigure, sections } from '../examination/layout.ts';
import { previewed, resourcesAfter } from '../preview/preview.ts';
import { answersOf } from './answers.ts';

export interface Stakes {
  readonly urgency: boolean;
  readonly cause: boolean;
}

/** The open fields that could change something. */
export type StakesByField = ReadonlyMap<Key, Stakes>;

export interface Asking {
  readonly chart: OpenedChart;
  readonly record: OnRecord;
  readonly draft: Draft;
  /** ISO instant. */
  readonly now: string;
}

export interface Outcome {
  readonly urgency: Urgency;
  /** The cause in front with its leg, where it is at least possible. */
  readonly cause: string;
}

/** By the whole of the rules: what every shorter way must agree with. */
export const outcomeOf = (input: EngineInput): Outcome => {
  const { flags, context, assessed } = conclude(input);
  const [first] = assessed.ranking.ranked;
  const isNamed = first?.category === 'likely' || first?.category === 'possible';
  return {
    urgency: urgencyOf(flags, context),
    cause: first && isNamed ? `${first.id} ${first.leg.leg}` : '',
  };
};

/** What extraction does not read alone: with other findings, with a baseline, or as the worst of a day. */
const readTogether: ReadonlySet<FindingId> = new Set<FindingId>([
  ...sphincterFindings,
  'foot-drop',
  'heel-walk-unable',
  'mrc-ankle-dorsiflexion',
  'pain-nrs',
  'pain-onset-days',
  'pain-dominance',
  'ces-onset-days',
  'conservative-weeks',
  'wells-score',
]);

/** Of several readings on one day extraction keeps the worst: alone only while there is no other. */
const worstOfDay: ReadonlySet<FindingId> = new Set<FindingId>(['abi', 'pulses']);

const chartInput = ({ chart, record, draft, now }: Asking): ChartInput => ({
  now,
  patientId: chart.visit.patientId,
  hook: 'patient-view',
  resources: [chart.patient, ...resourcesAfter(chart, record, draft, now)],
  holes: chart.unread.map((at) => ({ code: 'not-readable', at })),
});

export const inputOf = (asking: Asking): EngineInput => extract(chartInput(asking)).input;

/** The fact that an answer becomes, by extraction itself. */
const extracted = ({ chart: { visit }, now }: Asking, key: Key, value: ChartedValue): Fact | undefined => {
  const { facts } = extract({
    now,
    patientId: visit.patientId,
    hook: 'patient-view',
    resources: [previewed(visit, now, key, value)],
  }).input;
  return facts.length === 1 ? facts[0] : undefined;
};

type Facts = Map<string, Fact | undefined>;

/** Facts of one chart at one instant: the same from one key pressed to the next. */
let known: { readonly whose: string; readonly facts: Facts } = { whose: '', facts: new Map() };

/** Cost: writes out whose they are, which is for a form and not for each of its answers. */
const factsOf = ({ now, chart: { visit } }: Asking): Facts => {
  const whose = JSON.stringify([now, visit]);
  if (whose !== known.whose) known = { whose, facts: new Map() };
  return known.facts;
};

const factOf = (facts: Facts, asking: Asking, key: Key, value: ChartedValue): Fact | undefined => {
  const name = `${key}=${value}`;
  if (!facts.has(name)) facts.set(name, extracted(asking, key, value));
  return facts.get(name);
};

const isList = (value: ChartedValue | undefined): value is readonly string[] => Array.isArray(value);

/** Fields that can still be answered: lists are never full. */
const openFields = (draft: Draft): readonly Key[] =>
  [...sections.flatMap(({ rows }) => rows), ...onFigure]
    .flatMap(keysOf)
    .filter((key) => !draft.has(key) || isList(draft.get(key)));

const inputWith = (asking: Asking, key: Key, value: ChartedValue): EngineInput =>
  inputOf({ ...asking, draft: answered(asking.draft, key, value) });

/** One answer more, extracted and concluded whole. */
export const outcomeWith = (asking: Asking, key: Key, value: ChartedValue): Outcome =>
  outcomeOf(inputWith(asking, key, value));

export const answersTo = (draft: Draft, key: Key): readonly ChartedValue[] => {
  const before = draft.get(key);
  return answersOf(partsOf(key).id, isList(before) ? before : []);
};

/** Answers that rules tell apart, while nothing else is on record of the finding. */
const tried = new Map<Key, readonly ChartedValue[]>();

export const differingAnswers = (asking: Asking, key: Key): readonly ChartedValue[] => {
  const before = tried.get(key);
  if (before !== undefined) return before;
  const facts = factsOf(asking);
  const byTold = new Map<string, ChartedValue>();
  for (const value of answersTo(emptyDraft, key)) {
    const fact = factOf(facts, asking, key, value);
    const told = fact === undefined ? JSON.stringify(value) : toldOf(fact);
    if (!byTold.has(told)) byTold.set(told, value);
  }
  const answers = [...byTold.values()];
  tried.set(key, answers);
  return answers;
};

/** The open fields that could change something; a field that is missing could not. */
export const lookAhead = (asking: Asking): StakesByField => {
  const chart = chartInput(asking);
  const extractedWith = extractor(chart);
  const now = whatIf(extractedWith([]).input);
  const facts = factsOf(asking);
  const onRecord = new Set(now.input.facts.map(({ id }) => id));
  const isReadAlone = (id: FindingId): boolean =>
    !readTogether.has(id) && !(worstOfDay.has(id) && onRecord.has(id));
  const answers = (key: Key): readonly ChartedValue[] => {
    const { id } = partsOf(key);
    return onRecord.has(id) || !isReadAlone(id)
      ? answersTo(asking.draft, key)
      : differingAnswers(asking, key);
  };
  const then = (key: Key, value: ChartedValue, fact: Fact | undefined): Outcome => {
    if (fact === undefined && asking.draft.has(key)) return outcomeWith(asking, key, value);
    if (fact === undefined)
      return withInput(now, extractedWith([previewed(asking.chart.visit, asking.now, key, value)]).input);
    if (!asking.draft.has(key)) return withFact(now, fact);
    // a list with an item more is the same Observation with another value
    return withFacts(
      now,
      now.input.facts.map((one) => (one.ref === fact.ref ? fact : one)),
    );
  };
  const found = new Map<Key, Stakes>();
  for (const key of openFields(asking.draft)) {
    const isAlone = isReadAlone(partsOf(key).id);
    let [urgency, cause] = [false, false];
    for (const value of answers(key)) {
      const fact = isAlone ? factOf(facts, asking, key, value) : undefined;
      const { urgency: level, cause: first } = then(key, value, fact);
      urgency ||= level !== now.urgency;
      cause ||= first !== now.cause;
      if (urgency && cause) break;
    }
    if (urgency || cause) found.set(key, { urgency, cause });
  }
  return found;
};
