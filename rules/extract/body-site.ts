/**
 * Where on the body, and on which side (N6). A side may stand in the code, in `bodySite`, in its laterality
 * extension, in a BodyStructure, or in a component; all that name one must agree.
 */
import { codeSystems, LATERALITY, type Site } from '../codes/index.ts';
import type { Side } from '../engine/types.ts';
import { known, theKnown, words } from './code.ts';
import { type Json, list, record, records, reference } from './shape.ts';

/** The standard extension that points an R4 resource to a BodyStructure. */
const BODY_STRUCTURE = 'http://hl7.org/fhir/StructureDefinition/bodySite';

export interface Place {
  readonly side: Side | undefined;
  /** Two sides were named: the side is not known. */
  readonly conflict: boolean;
  /** `undefined` = no body site is given. A site that we do not know is `elsewhere`. */
  readonly sites: readonly Site[] | undefined;
}

const nowhere: Place = { side: undefined, conflict: false, sites: undefined };

const agree = (sides: readonly (Side | undefined)[]): Pick<Place, 'side' | 'conflict'> => {
  const named = new Set(sides.filter((side) => side !== undefined));
  const [side] = named;
  return { side: named.size === 1 ? side : undefined, conflict: named.size > 1 };
};

/** Side and site of a concept: its codings, and the laterality extension on it. */
const readConcept = (concept: Json): Place => {
  const sides: (Side | undefined)[] = [];
  let sites: readonly Site[] | undefined;
  for (const { meaning } of known(concept)) {
    sides.push(meaning.side);
    sites ??= meaning.sites;
  }
  const named = concept['coding'] !== undefined || concept['text'] !== undefined;
  if (named && sites === undefined && sides.every((side) => side === undefined)) sites = ['elsewhere'];
  for (const extension of list(concept['extension'])) {
    const { url, valueCodeableConcept } = record(extension) ?? {};
    if (url === LATERALITY) sides.push(theKnown(valueCodeableConcept)?.meaning.side);
  }
  return { ...agree(sides), sites };
};

/** Several places of one resource: left and right together are both legs. */
const together = (places: readonly Place[]): Place => {
  const sides = new Set(places.map(({ side }) => side).filter((side) => side !== undefined));
  const both = sides.has('B') || (sides.has('L') && sides.has('R'));
  const [only] = sides;
  return {
    side: both ? 'B' : only,
    conflict: places.some(({ conflict }) => conflict),
    sites: places.some(({ sites }) => sites) ? places.flatMap(({ sites }) => sites ?? []) : undefined,
  };
};

const structures = (resource: Json, byRef: ReadonlyMap<string, Json>): Place[] =>
  records(resource['extension'])
    .filter(({ url }) => url === BODY_STRUCTURE)
    .flatMap(({ valueReference }) => {
      const ref = reference(valueReference);
      const contained = records(resource['contained']).find(({ id }) => `#${id}` === ref);
      const structure = contained ?? (ref === undefined ? undefined : byRef.get(ref));
      if (structure?.['resourceType'] !== 'BodyStructure') return [];
      const parts = [structure['location'], ...list(structure['locationQualifier'])];
      const places = records(parts).map(readConcept);
      return [{ ...together(places), ...agree(places.map(({ side }) => side)) }];
    });

const isSide = ({ code }: Json): boolean => words(code).includes('side');

const components = (resource: Json): Place[] =>
  records(resource['component'])
    .filter(isSide)
    .map(({ valueCodeableConcept }) => ({
      ...nowhere,
      side: theKnown(valueCodeableConcept)?.meaning.side,
    }));

/** `codeSide` is the side that the resource's own code names. */
export const readPlace = (
  resource: Json,
  byRef: ReadonlyMap<string, Json>,
  codeSide: Side | undefined,
): Place => {
  const { bodySite, extension, component } = resource;
  if (bodySite === undefined && extension === undefined && component === undefined) {
    return codeSide === undefined ? nowhere : { ...nowhere, side: codeSide };
  }
  const given = Array.isArray(bodySite) ? records(bodySite) : [record(bodySite) ?? {}];
  const places = [together(given.map(readConcept)), ...structures(resource, byRef), ...components(resource)];
  const { side, conflict } = agree([codeSide, ...places.map((place) => place.side)]);
  return {
    side,
    conflict: conflict || places.some((place) => place.conflict),
    sites: together(places).sites,
  };
};

/** Whether the place is one at which a code means its finding. */
export const isPlaced = (
  { sites }: Place,
  { at, unlessNotAt }: { readonly at?: Site; readonly unlessNotAt?: Site },
): boolean => {
  if (at !== undefined) return sites?.includes(at) ?? false;
  return unlessNotAt === undefined || sites === undefined || sites.includes(unlessNotAt);
};

/** The system of the component that names a side. */
export const SIDE_COMPONENT = { system: codeSystems.value, code: 'side' } as const;
