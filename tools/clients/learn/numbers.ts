/**
 * Rows that are answered by a number or a grade: in which units and on which scale. A unit that is not read is a hole on
 * every chart; a scale that is not ours is read, and wrongly. Kept are counts by unit and by grade, nothing of a patient.
 */
import { readFinding } from '../../../rules/extract/finding-value.ts';
import { findings, isFindingId } from '../../../rules/findings/index.ts';
import type { ExportedResource } from './export.ts';

export interface NumberTally {
  readonly code: string;
  readonly display: string;
  readonly finding: string;
  /** Answers with a number. */
  count: number;
  /** Those that the service would refuse, by how they are written. */
  readonly unread: Map<string, number>;
  /** Of a grade: how often each was given. */
  readonly grades: Map<number, number>;
}

/** A row that a clinician has to look at, and why. */
export interface NumberHazard {
  readonly code: string;
  readonly display: string;
  readonly sentence: string;
}

const MOST_SPELLINGS = 12;
/** Fewer say nothing about the scale. */
const LEAST_GRADES = 8;

const isStrength = (id: string): boolean => id.startsWith('mrc-');
const isReflex = (id: string): boolean => id.startsWith('reflex-');

/** Whether a finding is answered by a number, or by a grade that some write as one. */
export const isNumbered = (id: string): boolean =>
  isReflex(id) || (isFindingId(id) && findings[id].value.type === 'number');

const plus = <K>(counts: Map<K, number>, key: K): void => {
  if (counts.has(key) || counts.size < MOST_SPELLINGS) counts.set(key, (counts.get(key) ?? 0) + 1);
};

const record = (value: unknown): ExportedResource =>
  typeof value === 'object' && value !== null ? (value as ExportedResource) : {};

const codedWord = ({ valueCodeableConcept, valueCoding }: ExportedResource): unknown => {
  const { coding, text } = record(valueCodeableConcept);
  const first = record(Array.isArray(coding) ? coding[0] : valueCoding);
  return first['display'] ?? text ?? first['code'];
};

/** The number at the head of an answer: `4`, `4+/5`, `2+ normal`. */
const leading = /^\s*(-?\d+(?:\.\d+)?)(?![\d.])/;

const numberIn = (part: ExportedResource): number | undefined => {
  const { valueQuantity, valueInteger, valueDecimal, valueString } = part;
  const plain = record(valueQuantity)['value'] ?? valueInteger ?? valueDecimal;
  if (typeof plain === 'number') return plain;
  const words = valueString ?? codedWord(part);
  const [, written] = (typeof words === 'string' && leading.exec(words)) || [];
  return written === undefined ? undefined : Number(written);
};

/** How a number is written that is not read; nothing of the number itself. */
const spellingOf = (part: ExportedResource): string => {
  const { valueQuantity, valueString } = part;
  if (valueString !== undefined) return 'written as text';
  const { unit, code } = record(valueQuantity);
  const named = [unit, code].find((one) => typeof one === 'string' && one.trim() !== '');
  return named === undefined ? 'without a unit' : `in "${String(named).slice(0, 20)}"`;
};

const isRefused = (id: string, part: ExportedResource): boolean =>
  isFindingId(id) && typeof readFinding({ id, says: 'asks' }, part) === 'string';

/** Counts an answer to a row of `id`, where it has a number. */
export const noteNumber = (
  tallies: Map<string, NumberTally>,
  { system, code, display }: { readonly system: string; readonly code: string; readonly display: string },
  id: string,
  part: ExportedResource,
): void => {
  const value = numberIn(part);
  if (value === undefined) return;
  const key = `${system} ${code} ${id}`;
  const tally = tallies.get(key) ?? {
    code,
    display,
    finding: id,
    count: 0,
    unread: new Map(),
    grades: new Map(),
  };
  tallies.set(key, tally);
  tally.count++;
  if (isStrength(id) || isReflex(id)) plus(tally.grades, Math.floor(value));
  // an answer of a list is read through the map
  else if (codedWord(part) === undefined && isRefused(id, part)) plus(tally.unread, spellingOf(part));
};

const labelOf = (id: string): string => (isFindingId(id) ? findings[id].label : id);

const scaleOf = (id: string): string | undefined => {
  if (!isFindingId(id)) return undefined;
  const { value } = findings[id];
  return value.type === 'number' ? `${value.min} to ${value.max} ${value.unit}` : undefined;
};

const unreadSaid = ({ finding, count, unread }: NumberTally): string[] =>
  [...unread].map(
    ([spelling, n]) =>
      `${n} of ${count} values stand ${spelling} and would not be read as ${labelOf(finding)} (${scaleOf(finding)}): let the interface send a Quantity with its UCUM code`,
  );

interface Scale {
  readonly name: string;
  readonly most: number;
  /** What most people have. */
  readonly normal: number;
}

const scales = {
  strength: { name: 'MRC, 0 = no movement to 5 = full strength', most: 5, normal: 5 },
  reflex: { name: '0 = absent, 1 = reduced, 2 = normal, 3 = increased, 4 = clonus', most: 4, normal: 2 },
} as const satisfies Record<string, Scale>;

/** Most legs of a hospital are strong and most reflexes normal: where another grade leads, it is another scale. */
const scaleSaid = ({ finding, grades }: NumberTally): string[] => {
  const { name, most, normal } = isStrength(finding) ? scales.strength : scales.reflex;
  const outside = [...grades].filter(([grade]) => grade < 0 || grade > most).map(([grade]) => grade);
  const asks = `${labelOf(finding)} is read as ${name}. Is that the scale of this row? If not, map its answers one by one, or ignore it`;
  if (outside.length > 0) return [`has ${outside.sort((a, b) => a - b).join(', ')}: ${asks}`];
  const all = [...grades.values()].reduce((sum, n) => sum + n, 0);
  const [first] = [...grades].sort((a, b) => b[1] - a[1]);
  if (first === undefined || all < LEAST_GRADES || first[0] === normal) return [];
  return [`has ${first[0]} most often (${first[1]} of ${all}), where ${normal} is normal: ${asks}`];
};

/** What a clinician or the interface has to settle before the numbers of a row can be trusted. */
export const hazardsOf = (tallies: ReadonlyMap<string, NumberTally>): NumberHazard[] =>
  [...tallies.values()].flatMap((tally) => {
    const { code, display, grades } = tally;
    const said = grades.size > 0 ? scaleSaid(tally) : unreadSaid(tally);
    return said.map((sentence) => ({ code, display, sentence }));
  });
