/**
 * Saving a form: what changed, as one transaction. A repeated attempt reads the chart again first, so that what an
 * attempt with a lost answer did is not done twice.
 */
import type { Observation } from 'fhir/r4';
import { findings } from '../../rules/findings/index.ts';
import { notSaved } from '../chart/fhir-chart.ts';
import { type ChartPort, NotSaved, type OpenedChart } from '../chart/port.ts';
import { sameValue } from '../encoding/draft.ts';
import { type Key, partsOf } from '../encoding/key.ts';
import { type OnRecord, onRecord, savedDraft } from '../encoding/on-record.ts';
import { type Saving, saveBundle } from '../encoding/save-bundle.ts';
import type { Tab } from '../tab-storage.ts';
import { changesOf, type Form, formOf } from './form.ts';
import { withKeptChanges } from './kept-changes.ts';

export interface Opened {
  readonly chart: OpenedChart;
  readonly record: OnRecord;
}

export interface SessionClock {
  readonly now: () => string;
  readonly newId: () => string;
}

export const openSession = async (chart: ChartPort, clock: SessionClock): Promise<Opened> => {
  const opened = await chart.open();
  return { chart: opened, record: onRecord(opened, clock.now()) };
};

export const openedForm = ({ record }: Opened): Form => formOf(savedDraft(record));

/** With what was answered before in this tab and not saved. */
export const resumedForm = (
  { base }: ChartPort,
  { chart: { visit }, record }: Opened,
  tab: Tab,
  now: string,
): Form => withKeptChanges(tab, { base, visit }, savedDraft(record), now);

/** One try to save; its id and time stay the same until it has succeeded. */
export interface Attempt {
  readonly id: string;
  readonly now: string;
  readonly form: Form;
}

export const attemptOf = (form: Form, last: Attempt | undefined, clock: SessionClock): Attempt =>
  last !== undefined && last.form.draft === form.draft ? last : { id: clock.newId(), now: clock.now(), form };

const ownOf = (record: OnRecord, key: Key): readonly Observation[] =>
  (record.get(key) ?? []).flatMap(({ own }) => own ?? []);

/** What the clinician changed and the chart does not have yet: a lost answer may have been a success. */
const toSave = (form: Form, record: OnRecord): Pick<Saving, 'draft' | 'withdrawn'> => {
  const onChart = savedDraft(record);
  const { added, withdrawn } = changesOf(form);
  const changed = [...new Set([...added.keys(), ...withdrawn])].filter(
    (key) => !sameValue(onChart.get(key), form.draft.get(key)),
  );
  return {
    draft: new Map([...form.draft].filter(([key]) => changed.includes(key))),
    withdrawn: changed.flatMap((key) => ownOf(record, key)),
  };
};

const labelOf = (key: Key): string => {
  const { id, leg } = partsOf(key);
  return leg === undefined ? findings[id].label : `${leg} ${findings[id].label}`;
};

const idsOf = (record: OnRecord, key: Key): string =>
  ownOf(record, key)
    .map(({ id }) => id)
    .join();

/** Who changed a finding here has not seen what was saved of it since: they are told once, and save again. */
const refuseUnseen = (form: Form, seen: OnRecord, record: OnRecord): void => {
  const { added, withdrawn } = changesOf(form);
  const unseen = [...added.keys(), ...withdrawn].filter((key) => idsOf(seen, key) !== idsOf(record, key));
  if (unseen.length === 0) return;
  throw new NotSaved(
    `Not saved: changed meanwhile, perhaps in another tab: ${unseen.map(labelOf).join(', ')}. Nothing of the form is lost. Save again, and this form corrects it.`,
  );
};

/**
 * The chart is read again before it is written: two tabs that answer the same open field would each add an answer,
 * and no version of a server tells of it. What is changed between the two is told by the version (412).
 *
 * @param isRepeated an earlier try failed, so that nobody knows what it did
 * @returns the chart after saving
 * @throws NotSaved
 */
export const save = async (
  chart: ChartPort,
  opened: Opened,
  { id, now, form }: Attempt,
  clock: SessionClock,
  isRepeated: boolean,
): Promise<Opened> => {
  const before = await openSession(chart, clock).catch((error: unknown) => {
    throw notSaved(error);
  });
  if (!isRepeated) refuseUnseen(form, opened.record, before.record);
  const wanted = toSave(form, before.record);
  if (wanted.draft.size > 0 || wanted.withdrawn.length > 0)
    await chart.save(saveBundle({ ...wanted, visit: before.chart.visit, now, attempt: id }));
  return openSession(chart, clock);
};
