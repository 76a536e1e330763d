/**
 * The resources of a list, each once, under the name by which it is cited.
 *
 * Cost: one Map access a resource. Names are put together and not looked at; the table of references is made at the
 * first one that is followed.
 */
import { type Json, record, text } from './shape.ts';

/** A resource, and what it is cited as: `Type/id`. */
export interface Sent {
  readonly ref: string;
  /** `Resource` where it says no type that FHIR could have. */
  readonly type: string;
  readonly resource: Json;
}

/** Types and ids as FHIR writes them, with some leniency (unsigned orders of Epic): else it would be words. */
const TYPE = /^[A-Za-z]{1,40}$/;
const LONGEST_ID = 512;

const isInId: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9._-]/.test(String.fromCharCode(code)),
);

/** A pass over the letters, which for ids of this length costs half of a regular expression. */
const isId = (id: unknown): id is string => {
  if (typeof id !== 'string' || id.length === 0 || id.length > LONGEST_ID) return false;
  for (let n = 0; n < id.length; n++) if (isInId[id.charCodeAt(n)] !== true) return false;
  return true;
};

const updated = (resource: Json): string => text(record(resource['meta'])?.['lastUpdated']) ?? '';

/** Two resources of one id, of which neither says that it is newer: they may contradict each other. */
const isAnother = (resource: Json, other: Json): boolean =>
  updated(resource) === updated(other) && JSON.stringify(resource) !== JSON.stringify(other);

/** A resource without an id is named by its place in the request. */
const byPlace = (type: string, n: number, resource: Json): Sent => ({
  ref: `${type}/?${n + 1}`,
  type,
  resource,
});

/** Those of one type: where in the list each id stands. */
interface SentOfType {
  readonly type: string;
  readonly places: Map<string, number>;
}

const typeAmong = (types: Map<string, SentOfType>, named: unknown): SentOfType => {
  const type = typeof named === 'string' && TYPE.test(named) ? named : 'Resource';
  const known = types.get(type);
  if (known !== undefined) return known;
  const made = { type, places: new Map<string, number>() };
  types.set(type, made);
  return made;
};

/** Puts the `n`th resource of the request into the list, behind the others or in the place of an older version. */
const put = (sent: Sent[], { type, places }: SentOfType, resource: Json, n: number): void => {
  const { id } = resource;
  if (!isId(id)) {
    sent.push(byPlace(type, n, resource));
    return;
  }
  const place = places.get(id);
  const other = place === undefined ? undefined : sent[place];
  if (place === undefined || other === undefined) {
    places.set(id, sent.length);
    sent.push({ ref: `${type}/${id}`, type, resource });
  } else if (updated(resource) > updated(other.resource)) sent[place] = { ...other, resource };
  else if (isAnother(resource, other.resource)) sent.push(byPlace(type, n, resource));
};

/**
 * In the order of the request, the newest version of each (the same resource may have been sent twice). Where two
 * differ and none is newer both stay, the second one by its place in the request.
 */
export const newestVersions = (resources: readonly unknown[]): readonly Sent[] => {
  const sent: Sent[] = [];
  const types = new Map<string, SentOfType>();
  let last: SentOfType | undefined;
  for (let n = 0; n < resources.length; n++) {
    const resource = record(resources[n]);
    if (resource === undefined) continue;
    const { resourceType } = resource;
    // most resources are of the type of the one before them
    if (last?.type !== resourceType || last === undefined) last = typeAmong(types, resourceType);
    put(sent, last, resource, n);
  }
  return sent;
};

/** A table of which only single rows are asked for. */
export interface Lookup<Row> {
  readonly get: (key: string) => Row | undefined;
}

/** Finds the first of the rows with a key. The table is made when it is first asked: for most charts nobody asks. */
export const firstByRef = <Row extends { readonly ref: string }>(rows: () => Iterable<Row>): Lookup<Row> => {
  let table: Map<string, Row> | undefined;
  const make = (): Map<string, Row> => {
    const made = new Map<string, Row>();
    for (const row of rows()) if (!made.has(row.ref)) made.set(row.ref, row);
    return made;
  };
  return {
    get: (ref) => {
      table ??= make();
      return table.get(ref);
    },
  };
};
