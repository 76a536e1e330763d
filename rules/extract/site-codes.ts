/**
 * Resources in a site's own codes, put into ours: beside each code that the site's map knows stands what it means
 * here, so that no reader knows of the map. A number passes with its unit.
 *
 * What the map calls `unmatched` is left out, but never together with something that is understood: a resource with a
 * standard code beside it stays, and so does the answer to a question that a red flag rests on.
 *
 * Cost: two Map accesses a coding; only what is mapped is copied.
 */
import {
  type CodeMap,
  codeSystems,
  plainText,
  type SiteCode,
  type SiteValue,
  UNMATCHED,
} from '../codes/index.ts';
import { NONE_OF_THESE, NOT_SURE } from '../findings/answer-words.ts';
import { isFindingId } from '../findings/index.ts';
import { codings, theKnown } from './code.ts';
import { mayRaise } from './danger.ts';
import { NONE_OF_THE_OTHERS, plainAnswer } from './finding-value.ts';
import { UCUM } from './quantity.ts';
import { type Json, list, record, records, text } from './shape.ts';
import { formInOurs } from './site-forms.ts';
import { answerOf, findingCode, mapped, SIDE, type SideName, typeOf, word } from './site-lookup.ts';

const concept = (coding: Json): Json => ({ coding: [coding] });

const sideCoding: Readonly<Record<SideName, Json>> = {
  L: { system: codeSystems.snomed, code: '7771000' },
  R: { system: codeSystems.snomed, code: '24028007' },
  B: { system: codeSystems.snomed, code: '51440002' },
};

const sideConcepts = { L: concept(sideCoding.L), R: concept(sideCoding.R), B: concept(sideCoding.B) };

const sidePart = (valueCodeableConcept: Json): Json => ({ code: concept(word(SIDE)), valueCodeableConcept });
const sideParts: Readonly<Record<SideName, Json>> = {
  L: sidePart(sideConcepts.L),
  R: sidePart(sideConcepts.R),
  B: sidePart(sideConcepts.B),
};

const withCoding = (concept: unknown, ...added: readonly Json[]): Json => ({
  ...record(concept),
  coding: [...codings(concept), ...added],
});

/** The copy of a resource in which site codes are replaced. One copy a resource, as a chart may have hundreds. */
type Copy = Record<string, unknown>;

const addComponents = (copy: Copy, ...added: readonly Json[]): void => {
  copy['component'] = [...list(copy['component']), ...added];
};

const addSides = (copy: Copy, sides: readonly SideName[]): void => {
  if (sides.length > 0) addComponents(copy, ...sides.map((side) => sideParts[side]));
};

const isStrength = (id: string | undefined): boolean => id?.startsWith('mrc-') === true;

/** An item of a list. Forms and Observations have words of their own for "nothing else". */
const item = (code: string): Json => concept(word(code === NONE_OF_THESE ? NONE_OF_THE_OTHERS : code));

/** What is not a number stays a word, which the reader reports where it does not know it. */
const isNumber = (code: string): boolean => code !== '' && Number.isFinite(Number(code));

/** Gives it the word of `lr-value`, or the number, as a value of that finding. */
const setValue = (copy: Copy, id: string | undefined, code: string): void => {
  const type = typeOf(id);
  if (code === 'yes' || code === 'no') copy['valueBoolean'] = code === 'yes';
  else if (code === NOT_SURE) copy['valueCodeableConcept'] = concept(word(code));
  else if (type?.type === 'set') addComponents(copy, { code: item(code), valueBoolean: true });
  else if (type?.type === 'number' && !isStrength(id) && isNumber(code))
    copy['valueQuantity'] = { value: Number(code), system: UCUM, code: type.unit };
  else copy['valueCodeableConcept'] = concept(word(code));
};

/** What a row that names its answer means when it is denied: "pain in the calf: no". */
const deny = (copy: Copy, id: string, code: string): void => {
  const { type } = typeOf(id) ?? { type: 'boolean' };
  if (type === 'boolean' && code !== NOT_SURE) copy['valueBoolean'] = code === 'no';
  else if (type === 'set' && code !== NOT_SURE)
    addComponents(copy, { code: item(code), valueBoolean: false });
  else {
    // "severe weakness: no" leaves the degree open
    copy['valueBoolean'] = undefined;
    setValue(copy, id, NOT_SURE);
  }
};

const isAnswered = (part: Json): boolean =>
  part['dataAbsentReason'] !== undefined || Object.keys(part).some((key) => key.startsWith('value'));

interface OwnQuestion {
  readonly part: Copy;
  readonly sides: readonly SideName[];
}

/** The finding that an answer without a row of the map answers. */
const askedBy = (code: unknown): string | undefined => theKnown(code)?.meaning.findings[0]?.id;

/** The answer of the map, also to words where the row is the map's own. */
const answerIn = (map: CodeMap, part: Json, row: SiteCode | undefined) => {
  const coded = part['valueCodeableConcept'];
  const answers = mapped(map.values, coded);
  if (answers !== undefined) return answerOf(answers, row?.id ?? askedBy(part['code']));
  const words = row && (text(part['valueString']) ?? text(record(coded)?.['text']));
  return words === undefined ? undefined : answerOf(map.texts.get(plainText(words)), row?.id);
};

/** Several answers of a list in one text, as flowsheets join them: `Calf;Foot`. Those that the map does not have stay open. */
const addListed = (map: CodeMap, copy: Copy, id: string): void => {
  const words = text(copy['valueString']);
  if (typeOf(id)?.type !== 'set' || words?.includes(';') !== true) return;
  for (const one of words.split(';')) {
    const said = answerOf(map.texts.get(plainText(one)), id);
    if (said !== undefined && said !== UNMATCHED) setValue(copy, id, said.word);
  }
};

/** An Observation that holds says the other conditions of its code too. */
const withAlso = (copy: Copy, row: SiteCode | undefined): Copy => {
  if (row?.also && copy['valueBoolean'] === true)
    addComponents(copy, ...row.also.map((id) => ({ code: concept(findingCode(id)), valueBoolean: true })));
  return copy;
};

/** The code and the answer in our words: what the row says, what the value says, or both. */
const inOurWords = (
  map: CodeMap,
  part: Json,
  row: SiteCode | undefined,
  answer: SiteValue | undefined,
): OwnQuestion => {
  const copy: Copy = { ...part };
  const sides: SideName[] = [];
  if (row?.side) sides.push(row.side);
  if (answer?.side) sides.push(answer.side);
  if (row) copy['code'] = concept(findingCode(row.id));
  if (answer && answer.word !== SIDE) setValue(copy, row?.id ?? askedBy(part['code']), answer.word);
  if (row && answer === undefined) addListed(map, copy, row.id);
  if (row?.value === undefined) return { part: withAlso(copy, row), sides };
  const holds = isAnswered(copy) ? plainAnswer(copy, false) : true;
  if (holds === true) setValue(copy, row.id, row.value);
  else if (holds === false) deny(copy, row.id, row.value);
  return { part: withAlso(copy, row), sides };
};

/** A question that names no finding, whose value does: "neurology: foot drop". */
const inValue = (map: CodeMap, part: Json): SiteCode | undefined => {
  const row = mapped(map.codes, part['valueCodeableConcept']);
  if (row === undefined || row === UNMATCHED) return undefined;
  const asked = theKnown(part['code'])?.meaning;
  return asked === undefined || asked.measure === 'any-finding' ? row : undefined;
};

/** An Observation or a component. `undefined` = the map has nothing for it. */
const partInOurs = (map: CodeMap, part: Json): OwnQuestion | typeof UNMATCHED | undefined => {
  const row = mapped(map.codes, part['code']);
  if (row === UNMATCHED) return theKnown(part['code']) === undefined ? UNMATCHED : undefined;
  const stated = row === undefined ? inValue(map, part) : undefined;
  if (stated !== undefined) {
    const { valueCodeableConcept: _, ...rest } = part;
    return inOurWords(
      map,
      rest,
      stated.value === undefined ? { ...stated, value: 'yes' } : stated,
      undefined,
    );
  }
  const answer = answerIn(map, part, row);
  if (answer !== UNMATCHED) return row || answer ? inOurWords(map, part, row, answer) : undefined;
  const id = row?.id ?? askedBy(part['code']);
  const matters = id !== undefined && isFindingId(id) && mayRaise(id);
  return matters || theKnown(part['valueCodeableConcept']) !== undefined
    ? inOurWords(map, part, row, undefined)
    : UNMATCHED;
};

/** Places: a region and a side, of which either may be missing. */
const placeInOurs = (map: CodeMap, site: Json): Json => {
  const said = answerOf(mapped(map.values, site), undefined);
  if (said === undefined || said === UNMATCHED) return site;
  const region = said.word === SIDE ? [] : [word(said.word)];
  return withCoding(site, ...region, ...(said.side ? [sideCoding[said.side]] : []));
};

/** `undefined` where the map has none of its places. */
const sitesInOurs = (map: CodeMap, site: unknown): unknown => {
  if (site === undefined || !records([site].flat()).some((one) => mapped(map.values, one))) return undefined;
  return Array.isArray(site)
    ? records(site).map((one) => placeInOurs(map, one))
    : placeInOurs(map, record(site) ?? {});
};

/** An item of a list, or the side, named by a component of a row that is ours. */
const itemInOurs = (map: CodeMap, component: Json, id: string | undefined): Json | undefined => {
  const said = answerOf(mapped(map.values, component['code']), id);
  if (said === undefined || said === UNMATCHED) return undefined;
  const value = answerOf(mapped(map.values, component['valueCodeableConcept']), undefined);
  const copy: Copy = { ...component, code: item(said.word) };
  if (value === undefined || value === UNMATCHED) return copy;
  if (said.word !== SIDE) setValue(copy, undefined, value.word);
  else if (value.side) copy['valueCodeableConcept'] = sideConcepts[value.side];
  return copy;
};

const isOurs = (one: Json | OwnQuestion): one is OwnQuestion => 'sides' in one;

interface ComponentParts {
  readonly component: readonly Json[];
  /** Components with a side of their own, as members, since a component has no place. */
  readonly members: readonly Json[];
}

const componentsInOurs = (
  map: CodeMap,
  components: readonly Json[],
  id: string | undefined,
): ComponentParts => {
  const component: Json[] = [];
  const members: Json[] = [];
  for (const one of components) {
    const ours = itemInOurs(map, one, id) ?? partInOurs(map, one);
    if (ours === undefined) component.push(one);
    else if (ours === UNMATCHED) continue;
    else if (!isOurs(ours)) component.push(ours);
    else if (ours.sides.length === 0) component.push(ours.part);
    else {
      addSides(ours.part, ours.sides);
      members.push(ours.part);
    }
  }
  return { component, members };
};

/** Adds them as contained members, which are read with the date and the author of the whole. */
const withMembers = (observation: Json, added: readonly Json[]): Json => {
  if (added.length === 0) return observation;
  const members = added.map((member, n): Json => {
    const { status } = observation;
    return { status, ...member, resourceType: 'Observation', id: `site-${n + 1}` };
  });
  return {
    ...observation,
    contained: [...list(observation['contained']), ...members],
    hasMember: [...list(observation['hasMember']), ...members.map(({ id }) => ({ reference: `#${id}` }))],
  };
};

const findingOf = (map: CodeMap, code: unknown): string | undefined => {
  const row = mapped(map.codes, code);
  return row === undefined || row === UNMATCHED ? askedBy(code) : row.id;
};

const withPartsInOurs = (map: CodeMap, observation: Json): Json => {
  const { code, component, contained } = observation;
  const inner = records(contained).map((one) =>
    one['resourceType'] === 'Observation' ? (observationInOurs(map, one) ?? {}) : one,
  );
  const whole = contained === undefined ? observation : { ...observation, contained: inner };
  if (component === undefined) return whole;
  const parts = componentsInOurs(map, records(component), findingOf(map, code));
  return withMembers({ ...whole, component: parts.component }, parts.members);
};

const observationInOurs = (map: CodeMap, observation: Json): Json | undefined => {
  const isSimple = observation['component'] === undefined && observation['contained'] === undefined;
  const given = isSimple ? observation : withPartsInOurs(map, observation);
  const own = partInOurs(map, given);
  if (own === UNMATCHED && isSimple) return undefined;
  const ours = own === UNMATCHED ? undefined : own;
  const site = sitesInOurs(map, observation['bodySite']);
  if (ours === undefined && given === observation && site === undefined) return observation;
  const copy = ours?.part ?? { ...given };
  if (site !== undefined) copy['bodySite'] = site;
  addSides(copy, ours?.sides ?? []);
  return copy;
};

/** What the code of a problem, a procedure or a reason says to be so. */
const statedBy = (map: CodeMap, concept: unknown): SiteCode | undefined => {
  const row = mapped(map.codes, concept);
  return row === undefined || row === UNMATCHED || (row.value ?? 'yes') !== 'yes' ? undefined : row;
};

const statedInOurs = (map: CodeMap, concept: unknown): unknown => {
  const row = statedBy(map, concept);
  return row === undefined ? concept : withCoding(concept, ...[row.id, ...(row.also ?? [])].map(findingCode));
};

const codedInOurs = (map: CodeMap, resource: Json): Json => {
  const { code, reasonCode, bodySite } = resource;
  const row = statedBy(map, code);
  const reasons = list(reasonCode).some((one) => statedBy(map, one) !== undefined);
  const site = sitesInOurs(map, bodySite);
  if (row === undefined && !reasons && site === undefined) return resource;
  const copy: Copy = { ...resource };
  if (row) copy['code'] = statedInOurs(map, code);
  if (reasons) copy['reasonCode'] = list(reasonCode).map((one) => statedInOurs(map, one));
  if (site !== undefined) copy['bodySite'] = site;
  if (row?.side) addSides(copy, [row.side]);
  return copy;
};

const conditionInOurs = (map: CodeMap, condition: Json): Json | undefined => {
  const { code } = condition;
  const ignored = mapped(map.codes, code) === UNMATCHED && theKnown(code) === undefined;
  return ignored ? undefined : codedInOurs(map, condition);
};

const readers: Readonly<Record<string, (map: CodeMap, resource: Json) => Json | undefined>> = {
  Observation: observationInOurs,
  Condition: conditionInOurs,
  QuestionnaireResponse: formInOurs,
  Procedure: codedInOurs,
  DiagnosticReport: codedInOurs,
  ServiceRequest: codedInOurs,
  MedicationRequest: codedInOurs,
  Flag: codedInOurs,
  Appointment: codedInOurs,
};

/** @returns nothing for what the site says to be ignored @throws on a resource of a shape that nobody foresaw */
export const inOurCodes = (map: CodeMap, resource: Json): Json | undefined => {
  const type = resource['resourceType'];
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) return resource;
  return readers[type]?.(map, resource);
};
