/**
 * A site's FHIR R4 ConceptMap becomes a `CodeMap`, or a list of what is wrong with it.
 * (`code-map-problems.ts` has the sentences).
 *
 * A local code may say more than our target, never less: `equal`, `equivalent`, `wider`, `subsumes`. Where a red flag
 * rests on the target only the first two hold: a wider target would raise an alarm, or take one away, that the record
 * does not hold.
 *
 * A map outlives the version of the knowledge that it was made for. A line that was right and is not any more
 * (`DATED`) costs itself: its rows and answers become unknown codes of our own systems, which every reader reports.
 * Anything else that is wrong costs the map (docs/decisions/0502).
 */
import { NONE_OF_THESE, NOT_SURE } from '../findings/answer-words.ts';
import {
  type ConditionId,
  type FindingId,
  findings,
  isConditionId,
  isFindingId,
  type ValueType,
  wordsOfSet,
} from '../findings/index.ts';
import {
  type CodeMap,
  codeMapProperties,
  plainText,
  type SiteAnswers,
  type SiteCode,
  type SiteValue,
  UNMATCHED,
} from './code-map.ts';
import type { CodeMapProblemCode } from './code-map-problems.ts';
import { codeSystems } from './code-system.ts';
import { meaningOf } from './lookup.ts';
import { isOwnWord } from './own-words.ts';
import { canonicalSystem } from './system-spelling.ts';

export interface CodeMapProblem {
  /** `group[0].element[3].target[0].code`; empty for the map itself. */
  readonly field: string;
  readonly code: CodeMapProblemCode;
  /** What stands in place of a finding, to look for the nearest one; never to be shown. */
  readonly given?: string;
}

/** What another version of the knowledge may have made wrong. */
const DATED: ReadonlySet<CodeMapProblemCode> = new Set([
  'answer',
  'depends',
  'finding',
  'noSide',
  'read',
  'redFlag',
  'twice',
  'value',
  'word',
]);

/** Whether the map is still read, without the line. */
export const isDated = ({ code }: Pick<CodeMapProblem, 'code'>): boolean => DATED.has(code);

/** In place of what must not be read any more: no version has a finding or a word of this name. */
const GONE = 'not-of-this-version';

type MapObject = Readonly<Record<string, unknown>>;

const record = (value: unknown): MapObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as MapObject) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const VERSION = /^[A-Za-z0-9][A-Za-z0-9.:+_-]{0,63}$/;
const sides: Readonly<Record<string, 'L' | 'R' | 'B'>> = { left: 'L', right: 'R', both: 'B' };
const exact: ReadonlySet<string> = new Set(['equal', 'equivalent']);
const broader: ReadonlySet<string> = new Set(['wider', 'subsumes']);

/** Conditions that raise a red flag by themselves, and those that lower or excuse one. */
const decisive: ReadonlySet<string> = new Set<ConditionId>([
  'aaa-ruptured',
  'anticoagulant-bleeding',
  'arterial-occlusion-leg',
  'cauda-equina-syndrome',
  'dvt-current',
  'baseline-sphincter-symptom',
  'chronic-foot-drop',
  'febrile-illness',
  'hip-fracture',
  'known-bilateral-deficit',
  'known-umn-disease',
  'leg-injury-6w',
  'nonmelanoma-skin-only',
]);

/** Whether a red flag rests on the finding or condition, so that a line to it must mean the same. */
export const restsARedFlag = (id: string): boolean =>
  isFindingId(id) ? findings[id].safety === true || findings[id].kind === 'red-flag' : decisive.has(id);

const answers: ReadonlySet<string> = new Set(['yes', 'no']);
const MRC = /^[0-5][+-]?$/;

const takesWord = (id: string, type: ValueType, word: string): boolean => {
  switch (type.type) {
    case 'boolean':
      return answers.has(word);
    case 'one-of':
      return type.values.includes(word) || (type.orBoolean === true && answers.has(word));
    case 'set':
      return wordsOfSet(type).includes(word) || (type.closable && word === NONE_OF_THESE);
    case 'number': {
      if (id.startsWith('mrc-')) return MRC.test(word);
      const number = Number(word);
      return word !== '' && number >= type.min && number <= type.max;
    }
  }
};

/** Whether the finding can have this value; a condition is recorded with a yes alone. */
const takes = (id: string, word: string): boolean =>
  isFindingId(id) ? word === NOT_SURE || takesWord(id, findings[id].value, word) : word === 'yes';

/** The code system of a group: by the URI of our tables, and as it is spelt in the map. */
interface SourceSystem {
  readonly system: string;
  readonly spelling: string;
}

const inWords = (said: unknown): string =>
  JSON.stringify(said, (_, value) => (value instanceof Map ? [...value].sort() : value));

/**
 * What the codes of each system mean. Two spellings of one system were two systems to an earlier version: a code that
 * says the same in both is one, a code that does not is not read at all.
 */
class SiteTables<T> {
  readonly tables = new Map<string, Map<string, T>>();
  readonly #spellings = new Map<string, Map<string, string>>();
  readonly #gone: T;

  constructor(gone: T) {
    this.#gone = gone;
  }

  enter({ system, spelling }: SourceSystem, code: string, said: T): 'again' | 'new' | 'same' | 'twice' {
    const table = this.tables.get(system) ?? new Map<string, T>();
    const spellings = this.#spellings.get(system) ?? new Map<string, string>();
    this.tables.set(system, table);
    this.#spellings.set(system, spellings);
    if (!table.has(code)) {
      table.set(code, said);
      spellings.set(code, spelling);
      return 'new';
    }
    if (spellings.get(code) === spelling) return 'again';
    if (inWords(table.get(code)) === inWords(said)) return 'same';
    table.set(code, this.#gone);
    return 'twice';
  }
}

/** Collects problems while a map is read; what was read counts only where there are none. */
class CodeMapReading {
  readonly problems: CodeMapProblem[] = [];
  readonly codes = new SiteTables<SiteCode | typeof UNMATCHED>({ id: GONE });
  readonly values = new SiteTables<SiteAnswers>({ of: new Map(), any: { word: GONE } });
  readonly texts = new Map<string, SiteAnswers | undefined>();

  wrong(field: string, code: CodeMapProblemCode, given?: string): undefined {
    this.problems.push({ field, code, ...(given && { given }) });
    return undefined;
  }
}

/** The value of each property. */
const properties = (reading: CodeMapReading, field: string, given: unknown, known: readonly string[]) => {
  const found = new Map<string, string>();
  for (const [n, one] of list(given).entries()) {
    const { property, value } = record(one);
    if (typeof property !== 'string' || !known.includes(property) || found.has(property))
      reading.wrong(`${field}[${n}].property`, 'property');
    else found.set(property, textOf(value));
  }
  return found;
};

const productOf = (reading: CodeMapReading, field: string, target: MapObject, known: readonly string[]) => {
  const product = properties(reading, `${field}.product`, target['product'], known);
  const named = product.get(codeMapProperties.side);
  const side = named === undefined ? undefined : sides[named];
  if (named !== undefined && side === undefined) reading.wrong(`${field}.product`, 'side');
  return { side, value: product.get(codeMapProperties.value) };
};

/** @returns whether the target is mapped to; what else it may be is a problem */
const isMapped = (
  reading: CodeMapReading,
  field: string,
  { equivalence }: MapObject,
  strict: boolean,
): boolean => {
  const said = textOf(equivalence);
  if (exact.has(said)) return true;
  const at = `${field}.equivalence`;
  if (broader.has(said)) {
    if (strict) reading.wrong(at, 'redFlag');
    return !strict;
  }
  if (said === 'relatedto') reading.wrong(at, 'unreviewed');
  else if (['narrower', 'specializes', 'inexact', 'disjoint'].includes(said)) reading.wrong(at, 'less');
  else reading.wrong(at, 'equivalence');
  return false;
};

const siteCode = (
  reading: CodeMapReading,
  field: string,
  target: MapObject,
): SiteCode | typeof UNMATCHED | undefined => {
  if (target['equivalence'] === UNMATCHED) return UNMATCHED;
  const id = textOf(target['code']);
  const isKnown = isFindingId(id) || isConditionId(id);
  if (!isKnown) reading.wrong(`${field}.code`, 'finding', id);
  if (list(target['dependsOn']).length > 0) reading.wrong(`${field}.dependsOn`, 'noDepends');
  const isRead = isMapped(reading, field, target, restsARedFlag(id));
  const known = [codeMapProperties.side, codeMapProperties.value];
  const { side, value } = productOf(reading, field, target, known);
  if (!isKnown) return { id: id || GONE };
  if (!isRead) return { id: GONE };
  if (value !== undefined && !takes(id, value)) {
    reading.wrong(`${field}.product`, 'value');
    return { id: GONE };
  }
  const hasSide = !isFindingId(id) || findings[id].sided;
  if (side && !hasSide) reading.wrong(`${field}.product`, 'noSide');
  return { id, ...(side && hasSide && { side }), ...(value !== undefined && { value }) };
};

/** Whether a target may stand beside another: of two findings nobody could tell which one an answer is of. */
const isBesideOthers = (target: MapObject): boolean =>
  target['equivalence'] !== UNMATCHED && !isFindingId(textOf(target['code']));

const readTargets = (
  reading: CodeMapReading,
  field: string,
  targets: readonly MapObject[],
): SiteCode | typeof UNMATCHED | undefined => {
  const [first, ...others] = targets.map((target, n) => siteCode(reading, `${field}.target[${n}]`, target));
  if (first === UNMATCHED || first === undefined || others.length === 0) return first;
  return { ...first, also: others.flatMap((one) => (one === undefined || one === UNMATCHED ? [] : [one])) };
};

const readRow = (reading: CodeMapReading, source: SourceSystem, field: string, element: MapObject): void => {
  const code = textOf(element['code']);
  const targets = list(element['target']).map(record);
  if (targets.length === 0 || (targets.length > 1 && !targets.every(isBesideOthers))) {
    reading.wrong(`${field}.target`, 'oneTarget');
    return;
  }
  const read = readTargets(reading, field, targets);
  if (read === undefined) return;
  const entered = reading.codes.enter(source, code, read);
  if (entered === 'again' || entered === 'twice') reading.wrong(`${field}.code`, entered);
};

const siteValue = (
  reading: CodeMapReading,
  field: string,
  target: MapObject,
  of: FindingId | undefined,
): SiteValue | typeof UNMATCHED => {
  if (target['equivalence'] === UNMATCHED) return UNMATCHED;
  const word = textOf(target['code']);
  const isTaken = isOwnWord(word) && (of === undefined || takes(of, word));
  if (!isTaken) reading.wrong(`${field}.code`, isOwnWord(word) ? 'answer' : 'word');
  const isWide = of === undefined && broader.has(textOf(target['equivalence']));
  if (isWide) reading.wrong(`${field}.equivalence`, 'wideAnswer');
  const isRead = !isWide && isMapped(reading, field, target, of === undefined || restsARedFlag(of));
  const { side } = productOf(reading, field, target, [codeMapProperties.side]);
  if (word === 'side' && side === undefined) reading.wrong(`${field}.product`, 'side');
  return { word: isRead && isTaken ? word : GONE, ...(side && { side }) };
};

const answersOf = (reading: CodeMapReading, field: string, targets: readonly unknown[]): SiteAnswers => {
  const of = new Map<string, SiteValue | typeof UNMATCHED>();
  let any: SiteValue | typeof UNMATCHED | undefined;
  // an answer for a finding that is gone is not what the answer means elsewhere
  let isGone = false;
  for (const [n, one] of targets.entries()) {
    const target = record(one);
    const at = `${field}.target[${n}]`;
    const given = properties(reading, `${at}.dependsOn`, target['dependsOn'], [codeMapProperties.finding]);
    const finding = given.get(codeMapProperties.finding);
    if (finding !== undefined && !isFindingId(finding)) {
      reading.wrong(`${at}.dependsOn`, 'depends', finding);
      isGone = true;
      continue;
    }
    const value = siteValue(reading, at, target, finding);
    if (finding === undefined ? any !== undefined : of.has(finding)) reading.wrong(at, 'again');
    else if (finding === undefined) any = value;
    else of.set(finding, value);
  }
  if (isGone) any = { word: GONE };
  return { of, ...(any !== undefined && { any }) };
};

const readAnswer = (
  reading: CodeMapReading,
  source: SourceSystem,
  field: string,
  element: MapObject,
): void => {
  const code = textOf(element['code']);
  const targets = list(element['target']);
  if (targets.length === 0) {
    reading.wrong(`${field}.target`, 'targets');
    return;
  }
  const read = answersOf(reading, field, targets);
  const entered = reading.values.enter(source, code, read);
  if (entered === 'again' || entered === 'twice') reading.wrong(`${field}.code`, entered);
  if (entered === 'same') return;
  // of two answers with one text nobody can tell which was meant
  for (const text of new Set([plainText(code), plainText(textOf(element['display']))]))
    if (text !== '') reading.texts.set(text, reading.texts.has(text) ? undefined : read);
};

const own: ReadonlySet<string> = new Set([codeSystems.finding, codeSystems.value]);

const readGroup = (reading: CodeMapReading, field: string, group: MapObject): void => {
  const spelling = textOf(group['source']).replace(/\|.*$/, '');
  const system = canonicalSystem(spelling);
  if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(system) || own.has(system)) reading.wrong(`${field}.source`, 'source');
  const target = textOf(group['target']).replace(/\|.*$/, '');
  if (!own.has(target)) reading.wrong(`${field}.target`, 'target');
  if (group['unmapped'] !== undefined) reading.wrong(`${field}.unmapped`, 'unmapped');
  const elements = list(group['element']);
  if (elements.length === 0) reading.wrong(`${field}.element`, 'elements');
  const readElement = target === codeSystems.value ? readAnswer : readRow;
  for (const [n, one] of elements.entries()) {
    const element = record(one);
    const at = `${field}.element[${n}]`;
    const code = textOf(element['code']);
    if (code === '') reading.wrong(`${at}.code`, 'code');
    else if (meaningOf(system, code) !== undefined) reading.wrong(`${at}.code`, 'read');
    else readElement(reading, { system, spelling }, at, element);
  }
};

/**
 * @param conceptMap FHIR R4 ConceptMap, as unchecked JSON
 * @returns a map where every problem is of another version: it reads what it can, and nothing wrongly
 */
export const readCodeMap = (
  conceptMap: unknown,
): { readonly codeMap?: CodeMap; readonly problems: readonly CodeMapProblem[] } => {
  const reading = new CodeMapReading();
  const map = record(conceptMap);
  const version = textOf(map['version']);
  if (map['resourceType'] !== 'ConceptMap') reading.wrong('', 'map');
  else if (!VERSION.test(version)) reading.wrong('version', 'version');
  const groups = list(map['group']);
  if (groups.length === 0) reading.wrong('group', 'group');
  for (const [n, group] of groups.entries()) readGroup(reading, `group[${n}]`, record(group));
  const { problems, codes, values } = reading;
  if (!problems.every(isDated)) return { problems };
  const texts = new Map([...reading.texts].flatMap(([text, said]) => (said ? [[text, said] as const] : [])));
  return { codeMap: { version, codes: codes.tables, values: values.tables, texts }, problems };
};
