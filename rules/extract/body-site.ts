/**
 * Where on the body, and on which side (N6). A side may stand in the code, in `bodySite`, in its laterality
 * extension, in a BodyStructure, or in a component; all that name one must agree.
 */
import { LATERALITY, type Site } from '../codes/index.ts';
import type { Side } from '../engine/types.ts';
import { codings, meaningIn, theKnown, wordAmong } from './code.ts';
import type { Lookup } from './sent.ts';
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

/** A side as far as it is known: none named yet, one, or two that disagree. */
type NamedSide = Side | 'conflict' | undefined;

interface Spot {
  readonly side: NamedSide;
  readonly sites: readonly Site[] | undefined;
}

/** Two that name the side of the same thing must agree. */
const agree = (a: NamedSide, b: NamedSide): NamedSide => {
  if (a === undefined || a === b) return b;
  return b === undefined ? a : 'conflict';
};

/** Two sides of one problem: left and right together are both legs. */
const together = (a: NamedSide, b: NamedSide): NamedSide => {
  if (a === 'conflict' || b === 'conflict') return 'conflict';
  return a !== undefined && b !== undefined && a !== b ? 'B' : (a ?? b);
};

/** The places of one problem. */
const unite = (spots: readonly Spot[]): Spot => ({
  side: spots.reduce<NamedSide>((so, { side }) => together(so, side), undefined),
  sites: spots.some(({ sites }) => sites !== undefined)
    ? spots.flatMap(({ sites }) => sites ?? [])
    : undefined,
});

const ELSEWHERE: readonly Site[] = ['elsewhere'];

/** Side and site of a concept: its codings, and the laterality extension on it. */
const readConcept = (concept: Json): Spot => {
  let side: NamedSide;
  let sites: readonly Site[] | undefined;
  for (const coding of codings(concept)) {
    const meaning = meaningIn(coding);
    side = agree(side, meaning?.side);
    sites ??= meaning?.sites;
  }
  const named = concept['coding'] !== undefined || concept['text'] !== undefined;
  if (named && sites === undefined && side === undefined) sites = ELSEWHERE;
  for (const extension of list(concept['extension'])) {
    const one = record(extension);
    if (one?.['url'] === LATERALITY) side = agree(side, theKnown(one['valueCodeableConcept'])?.meaning.side);
  }
  return { side, sites };
};

const somewhere: Spot = { side: undefined, sites: undefined };

/** `bodySite` is one concept in an Observation and a list in a Condition. */
const readSites = (bodySite: unknown): Spot => {
  if (Array.isArray(bodySite)) return unite(records(bodySite).map(readConcept));
  const concept = record(bodySite);
  return concept === undefined ? somewhere : readConcept(concept);
};

/** The parts of a body structure describe one place, so they must agree. */
const readStructure = (resource: Json, pointer: Json, byRef: Lookup<Json>): Spot => {
  const ref = reference(pointer['valueReference']);
  const contained = records(resource['contained']).find(({ id }) => `#${id}` === ref);
  const structure = contained ?? (ref === undefined ? undefined : byRef.get(ref));
  if (structure?.['resourceType'] !== 'BodyStructure') return somewhere;
  const parts = records([structure['location'], ...list(structure['locationQualifier'])]).map(readConcept);
  const side = parts.reduce<NamedSide>((so, part) => agree(so, part.side), undefined);
  return { side, sites: unite(parts).sites };
};

const readStructures = (resource: Json, byRef: Lookup<Json>): readonly Spot[] =>
  resource['extension'] === undefined
    ? []
    : records(resource['extension'])
        .filter(({ url }) => url === BODY_STRUCTURE)
        .map((pointer) => readStructure(resource, pointer, byRef));

const SIDE = ['side'];
const isSide = ({ code }: Json): boolean => wordAmong(code, SIDE) !== undefined;

/** `codeSide` is the side that the resource's own code names. */
export const readPlace = (resource: Json, byRef: Lookup<Json>, codeSide: Side | undefined): Place => {
  const { bodySite, extension, component } = resource;
  if (bodySite === undefined && extension === undefined && component === undefined) {
    return codeSide === undefined ? nowhere : { ...nowhere, side: codeSide };
  }
  let { side, sites } = readSites(bodySite);
  side = agree(codeSide, side);
  for (const structure of readStructures(resource, byRef)) {
    side = agree(side, structure.side);
    sites ??= structure.sites;
  }
  for (const part of records(component)) {
    if (isSide(part)) side = agree(side, theKnown(part['valueCodeableConcept'])?.meaning.side);
  }
  return side === 'conflict' ? { side: undefined, conflict: true, sites } : { side, conflict: false, sites };
};

/** Whether the place is one at which a code means its finding. */
export const isPlaced = (
  { sites }: Place,
  { at, unlessNotAt }: { readonly at: Site | undefined; readonly unlessNotAt?: Site | undefined },
): boolean => {
  if (at !== undefined) return sites?.includes(at) ?? false;
  return unlessNotAt === undefined || sites === undefined || sites.includes(unlessNotAt);
};
