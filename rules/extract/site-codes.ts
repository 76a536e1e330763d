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
import { isConditionId, isFindingId } from '../findings/index.ts';
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

/** A row whose meaning this version does not have any more is an unknown code, which the readers report. */
const isOfThisVersion = ({ id }: SiteCode): boolean => isFindingId(id) || isConditionId(id);

/** The finding that an answer without a row of the map answers. */
const askedBy = (code: unknown): string | undefined => theKnown(code)?.meaning.findings[0]?.id;

/** What an answer is of: the row's finding, or that of a standard code beside a row of another version. */
const answeredIn = (row: SiteCode | undefined, code: unknown): string | undefined =>
  row !== undefined && isOfThisVersion(row) ? row.id : askedBy(code);

/** The answer of the map, also to words where the row is the map's own. */
const answerIn = (map: CodeMap, part: Json, row: SiteCode | undefined) => {
  const coded = part['valueCodeableConcept'];
  const answers = mapped(map.values, coded);
  if (answers !== undefined) return answerOf(answers, answeredIn(row, part['code']));
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

/** The code and the answer in our words: what one meaning of the row says, what the value says, or both. */
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
  if (row) copy['code'] = withCoding(part['code'], findingCode(row.id));
  if (answer && answer.word !== SIDE) setValue(copy, answeredIn(row, part['code']), answer.word);
  if (row && answer === undefined) addListed(map, copy, row.id);
  if (row?.value === undefined) return { part: copy, sides };
  const holds = isAnswered(copy) ? plainAnswer(copy, false) : true;
  if (holds === true) setValue(copy, row.id, row.value);
  else if (holds === false) deny(copy, row.id, row.value);
  return { part: copy, sides };
};

/** What a part says: its own meaning, and those of the other conditions of its row. */
interface OwnQuestions {
  readonly own: OwnQuestion;
  readonly beside: readonly OwnQuestion[];
}

const answerParts = (part: Json): Json =>
  Object.fromEntries(
    Object.entries(part).filter(([key]) => key === 'dataAbsentReason' || key.startsWith('value')),
  );

const allInOurWords = (
  map: CodeMap,
  part: Json,
  row: SiteCode | undefined,
  answer: SiteValue | undefined,
): OwnQuestions => ({
  own: inOurWords(map, part, row, answer),
  beside: (row?.also ?? []).map((one) => inOurWords(map, answerParts(part), one, answer)),
});

/** A question that names no finding, whose value does: "neurology: foot drop". */
const inValue = (map: CodeMap, part: Json): SiteCode | undefined => {
  const row = mapped(map.codes, part['valueCodeableConcept']);
  if (row === undefined || row === UNMATCHED) return undefined;
  const asked = theKnown(part['code'])?.meaning;
  return asked === undefined || asked.measure === 'any-finding' ? row : undefined;
};

/** A code that stands in a value says that it is so. */
const asStated = (row: SiteCode): SiteCode => ({
  ...row,
  value: row.value ?? 'yes',
  ...(row.also && { also: row.also.map((one) => ({ ...one, value: 'yes' })) }),
});

/** An Observation or a component. `undefined` = the map has nothing for it. */
const partInOurs = (map: CodeMap, part: Json): OwnQuestions | typeof UNMATCHED | undefined => {
  const row = mapped(map.codes, part['code']);
  if (row === UNMATCHED) return theKnown(part['code']) === undefined ? UNMATCHED : undefined;
  const stated = row === undefined ? inValue(map, part) : undefined;
  if (stated !== undefined) {
    const { valueCodeableConcept: value, code: _, ...rest } = part;
    const said = allInOurWords(map, rest, asStated(stated), undefined);
    // what a standard code beside it says is read as well
    return isOfThisVersion(stated) || theKnown(value) === undefined
      ? said
      : { own: { part: { ...part }, sides: [] }, beside: [said.own, ...said.beside] };
  }
  const answer = answerIn(map, part, row);
  if (answer !== UNMATCHED) return row || answer ? allInOurWords(map, part, row, answer) : undefined;
  const id = answeredIn(row, part['code']);
  const matters = id !== undefined && isFindingId(id) && mayRaise(id);
  return matters || theKnown(part['valueCodeableConcept']) !== undefined
    ? allInOurWords(map, part, row, undefined)
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

interface ComponentParts {
  readonly component: Json[];
  /** Components with a side of their own, as members, since a component has no place. */
  readonly members: Json[];
}

const place = (questions: readonly OwnQuestion[], { component, members }: ComponentParts): void => {
  for (const { part, sides } of questions) {
    addSides(part, sides);
    (sides.length === 0 ? component : members).push(part);
  }
};

const componentsInOurs = (
  map: CodeMap,
  components: readonly Json[],
  id: string | undefined,
): ComponentParts => {
  const component: Json[] = [];
  const members: Json[] = [];
  for (const one of components) {
    const named = itemInOurs(map, one, id);
    const ours = named === undefined ? partInOurs(map, one) : undefined;
    if (ours === undefined) component.push(named ?? one);
    else if (ours !== UNMATCHED) place([ours.own, ...ours.beside], { component, members });
  }
  return { component, members };
};

/** Adds them as contained members, which are read with the date and the author of the whole. */
const withMembers = (observation: Json, added: readonly Json[]): Json => {
  if (added.length === 0) return observation;
  const { status } = observation;
  const contained = list(observation['contained']);
  const members = added.map((member, n): Json => {
    const id = `site-${contained.length + n + 1}`;
    return { status, ...member, resourceType: 'Observation', id };
  });
  return {
    ...observation,
    contained: [...contained, ...members],
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
  const copy = ours?.own.part ?? { ...given };
  if (site !== undefined) copy['bodySite'] = site;
  addSides(copy, ours?.own.sides ?? []);
  return ours === undefined ? copy : withBeside(copy, ours.beside);
};

/** A condition with a side of its own needs a place of its own. */
const withBeside = (observation: Copy, beside: readonly OwnQuestion[]): Json => {
  if (beside.length === 0) return observation;
  const parts: ComponentParts = { component: [], members: [] };
  place(beside, parts);
  addComponents(observation, ...parts.component);
  return withMembers(observation, parts.members);
};

/** What the code of a problem, a procedure or a reason says to be so. */
const statedBy = (map: CodeMap, concept: unknown): SiteCode | undefined => {
  const row = mapped(map.codes, concept);
  return row === undefined || row === UNMATCHED || (row.value ?? 'yes') !== 'yes' ? undefined : row;
};

const statedInOurs = (map: CodeMap, concept: unknown): unknown => {
  const row = statedBy(map, concept);
  return row === undefined
    ? concept
    : withCoding(concept, ...[row, ...(row.also ?? [])].map(({ id }) => findingCode(id)));
};

/** The sides that the meanings of a code name; two that differ are left for the reader to refuse. */
const sidesOf = (row: SiteCode): SideName[] => [
  ...new Set([row, ...(row.also ?? [])].flatMap(({ side }) => side ?? [])),
];

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
  if (row) addSides(copy, sidesOf(row));
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
