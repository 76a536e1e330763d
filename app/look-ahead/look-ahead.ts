/**
 * What any answer to an open field could change: the urgency, or the leading cause. Every answer is tried, so it is
 * exact. Most answers add one fact to what was extracted already; those that extraction reads together with others
 * are extracted anew.
 */
import { conclude } from '../../rules/conclude.ts';
import type { EngineInput, Fact, Urgency } from '../../rules/engine/types.ts';
import { sphincterFindings } from '../../rules/extract/derive.ts';
import { extract } from '../../rules/extract/index.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import { urgencyOf } from '../../rules/sum-up.ts';
import { toldOf, whatIf, withFact, withInput } from '../../rules/what-if.ts';
import type { OpenedChart } from '../chart/port.ts';
import { answered, type Draft, emptyDraft } from '../encoding/draft.ts';
import type { ChartedValue } from '../encoding/encode-finding.ts';
import { type Key, keysOf, partsOf } from '../encoding/key.ts';
import type { OnRecord } from '../encoding/on-record.ts';
import { observationOf } from '../encoding/save-bundle.ts';
import { onFigure, sections } from '../examination/layout.ts';
import { resourcesAfter } from '../preview/preview.ts';
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
  'abi',
  'pulses',
  'wells-score',
]);

export const inputOf = ({ chart, record, draft, now }: Asking): EngineInput =>
  extract({
    now,
    patientId: chart.visit.patientId,
    hook: 'patient-view',
    resources: [chart.patient, ...resourcesAfter(chart, record, draft, now)],
    holes: chart.unread.map((at) => ({ code: 'not-readable', at })),
  }).input;

/** The fact that an answer becomes, by extraction itself. */
const extracted = ({ chart: { visit }, now }: Asking, key: Key, value: ChartedValue): Fact | undefined => {
  const observation = { ...observationOf(key, value, visit, now), id: `preview-${key}` };
  const { facts } = extract({
    now,
    patientId: visit.patientId,
    hook: 'patient-view',
    resources: [observation],
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
  const now = whatIf(inputOf(asking));
  const facts = factsOf(asking);
  const onRecord = new Set(now.input.facts.map(({ id }) => id));
  const answers = (key: Key): readonly ChartedValue[] => {
    const { id } = partsOf(key);
    return onRecord.has(id) || readTogether.has(id)
      ? answersTo(asking.draft, key)
      : differingAnswers(asking, key);
  };
  const then = (key: Key, value: ChartedValue): Outcome => {
    // extraction reads these with others, and replaces a list that has answers already
    const alone = asking.draft.has(key) || readTogether.has(partsOf(key).id);
    const fact = alone ? undefined : factOf(facts, asking, key, value);
    return fact === undefined ? withInput(now, inputWith(asking, key, value)) : withFact(now, fact);
  };
  const found = new Map<Key, Stakes>();
  for (const key of openFields(asking.draft)) {
    let [urgency, cause] = [false, false];
    for (const value of answers(key)) {
      const { urgency: level, cause: first } = then(key, value);
      urgency ||= level !== now.urgency;
      cause ||= first !== now.cause;
      if (urgency && cause) break;
    }
    if (urgency || cause) found.set(key, { urgency, cause });
  }
  return found;
};
