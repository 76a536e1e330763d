/**
 * What a chart has on record, by the fields of the form: read by the rules' own extraction, so that the form shows
 * what the service sees.
 */
import type { FhirResource, Observation } from 'fhir/r4';
import { codeSystems } from '../../rules/codes/code-system.ts';
import type { Fact } from '../../rules/engine/types.ts';
import { extract } from '../../rules/extract/index.ts';
import { findings, isFindingId } from '../../rules/findings/index.ts';
import type { OpenedChart, Visit } from '../chart/port.ts';
import type { Draft } from './draft.ts';
import type { ChartedValue } from './encode-finding.ts';
import { type ChartedLeg, type Key, keyOf } from './key.ts';

export interface RecordedValue {
  readonly value: ChartedValue;
  /** FHIR date as recorded; empty where there is none. */
  readonly date: string;
  readonly days: number;
  readonly by: Fact['src'];
  /** Of this visit, by this author, in our own encoding: it can be corrected here. */
  readonly own?: Observation;
}

/** By field, newest first. */
export type OnRecord = ReadonlyMap<Key, readonly RecordedValue[]>;

const legsOf: Readonly<Record<NonNullable<Fact['side']>, readonly ChartedLeg[]>> = {
  L: ['left'],
  R: ['right'],
  B: ['left', 'right'],
};

/** A fact of a leg that names no leg stands in no field. */
const keysOfFact = ({ id, side }: Fact): readonly Key[] => {
  if (!isFindingId(id)) return [];
  if (!findings[id].sided) return [id];
  return side === undefined ? [] : legsOf[side].map((leg) => keyOf(id, leg));
};

const isOf = (resource: FhirResource | undefined, id: string): resource is Observation =>
  resource?.resourceType === 'Observation' &&
  (resource.code.coding?.some(({ system, code }) => system === codeSystems.finding && code === id) ?? false);

/** What was derived from an Observation is not it; one of both legs stands in two fields, and is corrected in neither. */
const ownOf = (
  resource: FhirResource | undefined,
  { id, side }: Fact,
  { author, encounter }: Visit,
): Observation | undefined =>
  isOf(resource, id) &&
  side !== 'B' &&
  resource.encounter?.reference === encounter?.reference &&
  resource.performer?.[0]?.reference === author.reference
    ? resource
    : undefined;

const usable = new Set(['final', 'amended', 'corrected', 'preliminary', 'completed']);

/** @param now ISO instant */
export const onRecord = ({ resources, visit }: OpenedChart, now: string): OnRecord => {
  const { input, sources } = extract({ now, patientId: visit.patientId, hook: 'patient-view', resources });
  const byRef = new Map(resources.map((one) => [`${one.resourceType}/${one.id}`, one]));
  const found = new Map<Key, RecordedValue[]>();
  for (const fact of input.facts) {
    if (!usable.has(fact.status) || fact.days < 0) continue;
    const own = ownOf(byRef.get(fact.ref), fact, visit);
    const recorded: RecordedValue = {
      value: fact.value,
      date: sources.get(fact.ref)?.date ?? '',
      days: fact.days,
      by: fact.src,
      ...(own && { own }),
    };
    for (const key of keysOfFact(fact)) found.set(key, [...(found.get(key) ?? []), recorded]);
  }
  for (const list of found.values())
    list.sort((a, b) => a.days - b.days || (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  return found;
};

/** What this visit's author saved already: the form opens with it. */
export const savedDraft = (record: OnRecord): Draft =>
  new Map(
    [...record].flatMap(([key, list]) => {
      const own = list.find((one) => one.own !== undefined);
      return own ? [[key, own.value] as const] : [];
    }),
  );
