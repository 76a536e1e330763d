/**
 * A criterion without parts as a column and a cell, both ways: the column is what is looked at, the cell what is asked
 * of it. Numbers stand in the cell with the unit of their threshold.
 */
import type { Comparison, Criterion, FlagUrgency, RootKind } from '../../engine/criterion.ts';
import { describe } from '../../engine/describe.ts';
import { type DiagnosisId, diagnosisIds, type RedFlagId, redFlagIds } from '../../engine/ids.ts';
import {
  type ConditionId,
  conditions,
  type FindingId,
  findings,
  type MedicationClass,
  medicationClasses,
  type OrderType,
  orderTypes,
} from '../../findings/index.ts';
import type { Threshold } from '../../terms/thresholds.ts';
import { thresholds } from '../threshold-uses.ts';

/** What a column looks at: `finding:slr`, and what it is called. */
export interface InputColumn {
  readonly id: string;
  readonly words: string;
}

export class UnreadableTable extends Error {}

const SIGNS: Readonly<Record<Comparison, string>> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' };
const YES = 'yes';
const OF_THIS_LEG = 'of this leg or of no side';
const FOR_PAIN = 'yes, unless its reason names a disease elsewhere';
const PATIENT = { age: 'age', egfr: 'eGFR', gestation: 'weeks of gestation' } as const;
const OR = ' or ';
const AND = '+';

const compared = (cmp: Comparison, { value, unit }: Threshold): string =>
  `${SIGNS[cmp]} ${value}${unit === '1' ? '' : ` ${unit}`}`;

const list = <T extends string>(names: Readonly<Record<T, string>>, ids: readonly T[]): string =>
  ids.map((id) => names[id]).join(OR);

/** What a finding is called where a cell says its value. */
const named = (id: FindingId): string => {
  const { value, present, label } = findings[id];
  return value.type === 'boolean' || id.startsWith('mrc-') ? present : label;
};

export const columnOf = (leaf: Criterion): InputColumn => {
  switch (leaf.op) {
    case 'present':
      return { id: `finding:${leaf.finding}`, words: findings[leaf.finding].present };
    case 'grade':
    case 'is':
    case 'has':
    case 'reaches':
      return { id: `finding:${leaf.finding}`, words: named(leaf.finding) };
    case 'recorded':
      return { id: `finding:${leaf.finding}`, words: findings[leaf.finding].label };
    case 'confined':
      return {
        id: `finding:${leaf.findings.join(AND)}`,
        words: leaf.findings.map((id) => findings[id].label).join(' and '),
      };
    case 'condition':
    case 'onThisLeg':
    case 'occurred':
      return { id: `condition:${leaf.id}`, words: conditions[leaf.id] };
    case 'medication':
      return { id: `drug:${leaf.drug}`, words: describe(leaf) };
    case 'ordersDrug':
      return {
        id: `draft-drug:${leaf.drugs.join(AND)}`,
        words: `draft order for ${list(medicationClasses, leaf.drugs)}`,
      };
    case 'orders':
      return {
        id: `draft:${leaf.types.join(AND)}`,
        words: `draft order for ${list(orderTypes, leaf.types)}`,
      };
    case 'patient':
      return { id: `patient:${leaf.of}`, words: PATIENT[leaf.of] };
    case 'pregnant':
      return { id: 'patient:pregnant', words: describe(leaf) };
    case 'flag':
      return { id: `flag:${leaf.id}`, words: leaf.id };
    case 'urgency':
      return { id: 'flag:any', words: 'a red flag' };
    case 'dx':
      return { id: `diagnosis:${leaf.id}`, words: leaf.id };
    case 'root':
      return { id: 'root', words: 'root result' };
    case 'stale':
      return { id: `stale:${(leaf.findings ?? []).join(AND)}`, words: describe(leaf) };
    case 'freetextOnly':
    case 'conflict':
      return { id: `record:${leaf.op}`, words: describe(leaf) };
    default:
      throw new TypeError(`${leaf.op} has parts: it is no column`);
  }
};

export const testOf = (leaf: Criterion): string => {
  switch (leaf.op) {
    case 'grade':
    case 'occurred':
    case 'patient':
      return compared(leaf.cmp, leaf.bound);
    case 'is':
      return `is ${leaf.words.join(OR)}`;
    case 'has':
    case 'reaches':
    case 'confined':
      return `${leaf.op} ${leaf.items.join(OR)}`;
    case 'recorded':
      return 'recorded';
    case 'onThisLeg':
      return OF_THIS_LEG;
    case 'ordersDrug':
      return leaf.forPain ? FOR_PAIN : YES;
    case 'flag':
    case 'urgency':
      return `at least ${leaf.atLeast}`;
    case 'dx':
      return leaf.atLeast === 'likely' ? 'likely' : 'likely or possible';
    case 'root':
      return leaf.kind;
    default:
      return YES;
  }
};

const among =
  <T extends string>(names: Readonly<Record<T, unknown>> | readonly T[], what: string) =>
  (id: string): T => {
    const isKnown = Array.isArray(names) ? names.includes(id) : Object.hasOwn(names, id);
    if (!isKnown) throw new UnreadableTable(`${id} is no ${what}`);
    return id as T;
  };

const finding = among<FindingId>(findings, 'finding');
const conditionId = among<ConditionId>(conditions, 'condition');
const drug = among<MedicationClass>(medicationClasses, 'class of drugs');
const orderType = among<OrderType>(orderTypes, 'kind of order');
const flagId = among<RedFlagId>(redFlagIds, 'red flag');
const diagnosisId = among<DiagnosisId>(diagnosisIds, 'diagnosis');
const urgency = among<FlagUrgency>(['soon', 'urgent', 'emergent'], 'urgency');
const rootKind = among<RootKind>(['any', 'single', 'pair', 'discordant'], 'result of the root');
const patientFact = among<'age' | 'egfr' | 'gestation'>(PATIENT, 'fact of the patient');
const itemOf = (ids: readonly FindingId[]) =>
  among<string>(
    ids.flatMap((id) => {
      const { value } = findings[id];
      if (value.type === 'set') return [...value.items];
      return value.type === 'one-of' ? [...value.values] : [];
    }),
    `item of ${ids.join(AND)}`,
  );

const COMPARED = /^(<|≤|>|≥) (-?[\d.]+)(?: (\S+))?$/;

/** The threshold that says the number in that unit. */
const comparisonIn = (test: string): { readonly cmp: Comparison; readonly bound: Threshold } | undefined => {
  const [, sign, number, unit = '1'] = COMPARED.exec(test) ?? [];
  if (sign === undefined) return undefined;
  const cmp = (Object.keys(SIGNS) as Comparison[]).find((one) => SIGNS[one] === sign) as Comparison;
  const bound = [...thresholds.values()].find((one) => one.value === Number(number) && one.unit === unit);
  if (bound === undefined) throw new UnreadableTable(`no clinical number is ${number} ${unit}`);
  return { cmp, bound };
};

/** An id of the vocabulary. Whether its kind of finding takes the question the comparison with the rule shows. */
type CheckedId = never;

/** What a cell asks of the things that its column names; undefined where it is nothing that they can be asked. */
type ReadCell = (names: readonly string[], test: string) => Criterion | undefined;

const onlyYes =
  (make: (names: readonly string[]) => Criterion | undefined): ReadCell =>
  (names, test) =>
    test === YES ? make(names) : undefined;

const ofItems: ReadCell = (names, test) => {
  const ids = names.map(finding);
  const [, op, said = ''] = /^(is|has|reaches|confined) (.+)$/.exec(test) ?? [];
  if (op === undefined) return undefined;
  const items = said.split(OR).map(itemOf(ids));
  const id = ids[0] as CheckedId;
  switch (op) {
    case 'is':
      return { op, finding: id, words: items };
    case 'has':
      return { op, finding: id, items };
    case 'reaches':
      return { op, finding: id, items };
    default:
      return { op: 'confined', findings: ids as CheckedId, items };
  }
};

const ofFinding: ReadCell = (names, test) => {
  const id = finding(names[0] ?? '');
  const comparison = comparisonIn(test);
  if (comparison) return { op: 'grade', finding: id as CheckedId, ...comparison };
  if (test === 'recorded') return { op: 'recorded', finding: id };
  return test === YES ? { op: 'present', finding: id as CheckedId } : ofItems(names, test);
};

const ofCondition: ReadCell = ([name = ''], test) => {
  const id = conditionId(name);
  const comparison = comparisonIn(test);
  if (comparison) return { op: 'occurred', id, ...comparison };
  if (test === OF_THIS_LEG) return { op: 'onThisLeg', id };
  return test === YES ? { op: 'condition', id } : undefined;
};

const ofDraftDrug: ReadCell = (names, test) => {
  const drugs = names.map(drug);
  if (test === FOR_PAIN) return { op: 'ordersDrug', drugs, forPain: true };
  return test === YES ? { op: 'ordersDrug', drugs } : undefined;
};

const ofPatient: ReadCell = ([what = ''], test) => {
  if (what === 'pregnant') return test === YES ? { op: 'pregnant' } : undefined;
  const comparison = comparisonIn(test);
  return comparison && { op: 'patient', of: patientFact(what), ...comparison };
};

const ofFlag: ReadCell = ([what = ''], test) => {
  const [, level] = /^at least (\w+)$/.exec(test) ?? [];
  if (level === undefined) return undefined;
  const atLeast = urgency(level);
  return what === 'any' ? { op: 'urgency', atLeast } : { op: 'flag', id: flagId(what), atLeast };
};

const ofDiagnosis: ReadCell = ([what = ''], test) => {
  const atLeast = test === 'likely' ? test : test === 'likely or possible' ? 'possible' : undefined;
  return atLeast && { op: 'dx', id: diagnosisId(what), atLeast };
};

/** What reads a cell, by the beginning of its column's id. */
const READ: Readonly<Record<string, ReadCell>> = {
  finding: ofFinding,
  condition: ofCondition,
  drug: onlyYes(([what = '']) => ({ op: 'medication', drug: drug(what) })),
  'draft-drug': ofDraftDrug,
  draft: onlyYes((names) => ({ op: 'orders', types: names.map(orderType) })),
  patient: ofPatient,
  flag: ofFlag,
  diagnosis: ofDiagnosis,
  root: (_, test) => ({ op: 'root', kind: rootKind(test) }),
  stale: onlyYes((names) =>
    names.length === 0 ? { op: 'stale' } : { op: 'stale', findings: names.map(finding) },
  ),
  record: onlyYes(([what]) => (what === 'conflict' || what === 'freetextOnly' ? { op: what } : undefined)),
};

/**
 * The criterion of a column and a cell.
 * @throws Unreadable naming what is not understood
 */
export const leafOf = (column: string, test: string): Criterion => {
  const [, kind = column, what = ''] = /^([\w-]+):(.*)$/.exec(column) ?? [];
  const read = Object.hasOwn(READ, kind) ? READ[kind] : undefined;
  const leaf = read?.(what === '' ? [] : what.split(AND), test);
  if (leaf === undefined) throw new UnreadableTable(`“${test}” is nothing that ${column} can be asked`);
  return leaf;
};
