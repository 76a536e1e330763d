/** A criterion in a clinician's words: for the trace, the rule book and the export. Pure rendering. */
import {
  conditions,
  type FindingId,
  findings,
  medicationClasses,
  orderTypes,
  type SetFinding,
} from '../findings/index.ts';
import { UNIT_WORDS } from '../terms/units.ts';
import type { Comparison, Criterion } from './criterion.ts';

const SIGN: Readonly<Record<Comparison, string>> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' };

/** Words that are not read aloud as they are written, without the hyphens. */
const SPOKEN: ReadonlyMap<string, string> = new Map([
  ['cough-sneeze-strain-leg', 'coughing, sneezing or straining (leg pain)'],
  ['cough-sneeze-strain-back', 'coughing, sneezing or straining (back pain)'],
  ['wide-based', 'wide-based'],
  ['sit-to-stand', 'sit-to-stand'],
]);

/** An item or word of the vocabulary as it is read aloud. */
export const spoken = (word: string): string => SPOKEN.get(word) ?? word.replaceAll('-', ' ');

const oneOf = (words: readonly string[]): string => words.map(spoken).join(' or ');

const numbered = (id: FindingId, cmp: Comparison, value: number): string => {
  const type = findings[id].value;
  const unit = type.type === 'number' ? UNIT_WORDS[type.unit] : '';
  const name = id.startsWith('mrc-') ? findings[id].present : findings[id].label;
  return `${name} ${SIGN[cmp]} ${value}${unit}`;
};

const PATIENT = { age: 'age', egfr: 'eGFR', gestation: 'weeks of gestation' } as const;

const ROOT = {
  any: 'a root result',
  single: 'one root',
  pair: 'a pair of roots',
  discordant: 'roots at more than one level',
} as const;

const setWords = (id: SetFinding, items: readonly string[]) => `${findings[id].present} ${oneOf(items)}`;

const connective = (criterion: Criterion): string => {
  switch (criterion.op) {
    case 'all':
      return 'all of';
    case 'any':
      return 'any of';
    case 'either':
      return 'any of (asked in any of these ways)';
    case 'atLeast':
      return `at least ${criterion.count} of`;
    case 'not':
      return 'established not';
    case 'unlessKnown':
      return 'unless it is established that';
    case 'notOlder': {
      const signs = criterion.than.map((id) => findings[id].label).join(' and ');
      return `recorded no earlier than ${signs}${criterion.orOnset ? ', or since the onset' : ''}`;
    }
    case 'eitherLeg':
      return 'on either leg';
    case 'bothLegs':
      return 'on both legs';
    case 'symmetric':
      return 'on both legs, once both are documented';
    case 'bilateral':
      return 'on this leg and on the other';
    case 'unilateral':
      return 'on this leg and not established on the other';
    default:
      return '';
  }
};

/** The words of one node, without its parts. */
export const describe = (criterion: Criterion): string => {
  switch (criterion.op) {
    case 'present':
      return findings[criterion.finding].present;
    case 'grade':
      return numbered(criterion.finding, criterion.cmp, criterion.bound.value);
    case 'is':
      return `${findings[criterion.finding].present} ${oneOf(criterion.words)}`;
    case 'has':
    case 'reaches':
      return setWords(criterion.finding, criterion.items);
    case 'confined':
      return `${criterion.findings.map((id) => findings[id].label).join(' and ')} confined to ${oneOf(criterion.items)}`;
    case 'recorded':
      return `${findings[criterion.finding].label} recorded`;
    case 'condition':
      return conditions[criterion.id];
    case 'onThisLeg':
      return `${conditions[criterion.id]}, of this leg or of no side`;
    case 'occurred':
      return `${conditions[criterion.id]} for ${SIGN[criterion.cmp]} ${criterion.bound.value} days`;
    case 'medication':
      return `${medicationClasses[criterion.drug]} on the active list`;
    case 'ordersDrug':
      return `draft order for ${criterion.drugs.map((drug) => medicationClasses[drug]).join(' or ')}${criterion.forPain ? ', unless its reason names a disease elsewhere' : ''}`;
    case 'orders':
      return `draft order for ${criterion.types.map((type) => orderTypes[type]).join(' or ')}`;
    case 'patient':
      return `${PATIENT[criterion.of]} ${SIGN[criterion.cmp]} ${criterion.bound.value}`;
    case 'pregnant':
      return 'pregnant';
    case 'freetextOnly':
      return 'only free-text observations';
    case 'flag':
      return `${criterion.id} at least ${criterion.atLeast}`;
    case 'urgency':
      return `a red flag at least ${criterion.atLeast}`;
    case 'dx':
      return `${criterion.id} ${criterion.atLeast === 'likely' ? 'likely' : 'likely or possible'}`;
    case 'root':
      return ROOT[criterion.kind];
    case 'stale': {
      const of = criterion.findings?.map((id) => findings[id].label).join(' or ');
      return `${of ?? 'a positive red-flag finding'} exists only outside its window`;
    }
    case 'conflict':
      return 'two results of equal rank contradict each other';
    case 'term':
      return criterion.title;
    default:
      return connective(criterion);
  }
};
