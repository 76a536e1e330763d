/**
 * The buttons of one field: what each says, the keys that press it, and which one is normal. Numbers and lists have
 * no buttons.
 */
import { DEGREES, type FindingId, findings, REFLEX_GRADES } from '../../rules/findings/index.ts';
import { fullStrength } from '../../rules/terms/thresholds.ts';

export interface Choice {
  readonly value: boolean | number | string;
  /** The sign on the button. */
  readonly sign: string;
  /** In words, for a screen reader and a hint. */
  readonly says: string;
  readonly keys: readonly string[];
}

const yes = (says: string, sign: string): Choice => ({ value: true, sign, says, keys: ['+', 'y', '1'] });
const no = (says: string, sign: string): Choice => ({ value: false, sign, says, keys: ['-', 'n', '0'] });

const words = (word: string): string => word.replaceAll('-', ' ');

const ofTests = [yes('positive', '+'), no('negative', '−')];
const ofLegs = [yes('yes', '+'), no('no', '−')];
const ofPatients = [yes('yes', 'Yes'), no('no', 'No')];

const grades: readonly Choice[] = Array.from({ length: fullStrength.value + 1 }, (_, grade) => ({
  value: grade,
  sign: String(grade),
  says: `${grade} of ${fullStrength.value}`,
  keys: [String(grade)],
}));

/** NINDS: 2+ is normal. */
const reflexes: readonly Choice[] = REFLEX_GRADES.map((grade, n) => ({
  value: grade,
  sign: n === 0 ? '0' : `${n}+`,
  says: grade,
  keys: [String(n)],
}));

/** As the international standards for neurological classification count: 2 normal, 1 altered, 0 absent. */
const touchSigns = { absent: '0', reduced: '1', normal: '2', increased: '3' } as const;
const touch: readonly Choice[] = (Object.keys(touchSigns) as (keyof typeof touchSigns)[]).map((word) => ({
  value: word,
  sign: touchSigns[word],
  says: word,
  keys: [touchSigns[word]],
}));

const short: Readonly<Record<string, string>> = {
  intermittent: 'comes & goes',
  trendelenburg: 'Trendelenburg',
};

/** `1`, `2`, …: the place in the list. */
const listed = (values: readonly string[]): readonly Choice[] =>
  values.map((value, n) => ({
    value,
    sign: short[value] ?? words(value),
    says: words(value),
    keys: [String(n + 1)],
  }));

const isTest = (id: FindingId): boolean => findings[id].present.endsWith('positive');
const isTouch = (values: readonly string[]): boolean =>
  Object.keys(touchSigns).every((one) => values.includes(one));

const made = (id: FindingId): readonly Choice[] => {
  const { value, sided } = findings[id];
  switch (value.type) {
    case 'boolean':
      return isTest(id) ? ofTests : sided ? ofLegs : ofPatients;
    case 'number':
      return id.startsWith('mrc-') ? grades : [];
    case 'one-of':
      if (value.values === DEGREES) return ofLegs;
      if (value.values === REFLEX_GRADES) return reflexes;
      return isTouch(value.values) ? touch : listed(value.values);
    case 'set':
      return [];
  }
};

const cache = new Map<FindingId, readonly Choice[]>();

/** The button's own text first: who speaks to the page says what stands there. */
export const spoken = ({ sign, says }: Choice): string =>
  says.toLowerCase() === sign.toLowerCase() ? sign : `${sign} ${says}`;

export const choicesOf = (id: FindingId): readonly Choice[] => {
  const known = cache.get(id) ?? made(id);
  cache.set(id, known);
  return known;
};

const mostLetters = { ofOne: 36, ofEachLeg: 12 } as const;

/** Too much for buttons in a row. */
export const isLong = (id: FindingId): boolean =>
  choicesOf(id).reduce((sum, { sign }) => sum + sign.length, 0) >
  (findings[id].sided ? mostLetters.ofEachLeg : mostLetters.ofOne);

/** What "normal" means for a field; undefined where nothing is: a pain has no normal quality. */
export const normalOf = (id: FindingId): Choice['value'] | undefined => {
  const { value } = findings[id];
  switch (value.type) {
    case 'boolean':
      return false;
    case 'number':
      return id.startsWith('mrc-') ? fullStrength.value : undefined;
    case 'one-of':
      return value.orBoolean ? false : value.normal;
    case 'set':
      return undefined;
  }
};
