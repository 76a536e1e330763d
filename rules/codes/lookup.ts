/**
 * What a code stands for, from all tables at once.
 *
 * Cost: the tables are built when the module loads (about 3,000 entries), the lists of SNOMED CT codes at the first
 * SNOMED CT code (about 8,000 entries). A lookup is one access by system and code; an ICD-10-CM code that is not
 * listed itself costs at most four more for its families, a SNOMED CT code one more for the lists.
 */
import {
  type ConditionId,
  conditions,
  type FindingCode,
  type FindingId,
  findingIds,
  findings,
  REGION_PARTS,
  REGIONS,
  type Region,
  type RegionPart,
  type Side,
  type Site,
} from '../findings/index.ts';
import { type CodeRef, codeSystems } from './code-system.ts';
import {
  baselineCodes,
  type ConditionCode,
  conditionCodes,
  drugUseCodes,
  pregnancyCodes,
  pregnancyNowCodes,
} from './condition-codes.ts';
import { displays } from './displays.ts';
import { ingredientCodes, isIngredient } from './drug-codes.ts';
import { listedDrug, listedMeaning } from './listed.ts';
import { addTo, blank, type Meaning } from './meaning.ts';
import { measureCodes } from './measure-codes.ts';
import { deedCodes, orderCodes } from './order-codes.ts';
import { orderableIds, orderableOfType, orderables } from './orderables.ts';
import { rxnormProducts } from './rxnorm-products.ts';
import { sideInIcd } from './side-in-icd.ts';
import { asIcd10Cm, systemSpelt } from './system-spelling.ts';
import { routeCodes, sideCodes, siteCodes, valueCodes } from './value-codes.ts';

const none: readonly never[] = [];

const systems = new Map<string, Map<string, Meaning>>(
  Object.values(codeSystems).map((uri) => [uri, new Map<string, Meaning>()]),
);
/** ICD-10-CM prefix → what every member means. */
const families = new Map<string, Meaning>();

const entry = (table: Map<string, Meaning> | undefined, code: string): Meaning => {
  const found = table?.get(code) ?? blank();
  table?.set(code, found);
  return found;
};
const meaning = ({ system, code }: CodeRef) => entry(systems.get(codeSystems[system]), code);
/** Of those, the families whose members say a side. */
const sided = new Set<string>();
/** The letters of the encounter at which an injury does not count any more, by family. */
const over = new Map<string, string>();

interface CodeRow extends CodeRef {
  readonly family?: true;
  readonly sided?: true;
  readonly over?: string;
}
const rowEntry = (row: CodeRow): Meaning => {
  if (row.sided) sided.add(row.code);
  if (row.over) over.set(row.code, row.over);
  return row.family ? entry(families, row.code) : meaning(row);
};

const keys = <K extends string>(table: Readonly<Partial<Record<K, unknown>>>) => Object.keys(table) as K[];

const addFinding = (id: FindingId, row: FindingCode) => {
  const { says, side, at, unlessNotAt, named = false } = row;
  const m = rowEntry(row);
  m.findings = m.findings.concat({ id, says, side, at, unlessNotAt, named });
};
for (const id of findingIds) {
  const local = { system: 'finding', code: id, says: 'asks' } as const;
  addFinding(id, local);
  meaning(local).local = true;
  for (const row of findings[id].codes) addFinding(id, row);
}

const addCondition = (id: ConditionId, row: ConditionCode) => {
  const { side, at } = row;
  const m = rowEntry(row);
  m.conditions = m.conditions.concat({ id, side, at });
};
for (const id of keys(conditionCodes)) {
  const code = { system: 'finding', code: id } as const;
  addCondition(id, code);
  const local = meaning(code);
  local.local = true;
  local.display = conditions[id];
  for (const row of conditionCodes[id]) addCondition(id, row);
}

for (const row of measureCodes) meaning(row).measure = row.measure;
for (const row of valueCodes) meaning(row).value = row;
for (const row of sideCodes) meaning(row).side = row.side;
for (const row of siteCodes) meaning(row).sites = row.sites;
for (const row of routeCodes) meaning(row).route = row.route;
for (const row of pregnancyCodes) rowEntry(row).pregnancy = 'lasting';
for (const row of pregnancyNowCodes) rowEntry(row).pregnancy = 'now';
for (const type of keys(orderCodes)) for (const row of orderCodes[type]) meaning(row).order = type;
for (const id of orderableIds) for (const row of orderables[id]) meaning(row).orderable ??= id;
for (const type of keys(orderCodes))
  for (const row of orderCodes[type]) meaning(row).orderable ??= orderableOfType[type];
for (const deed of keys(deedCodes))
  for (const row of deedCodes[deed]) {
    const m = meaning(row);
    m.deeds = [...m.deeds, deed];
  }
for (const id of keys(baselineCodes))
  for (const row of baselineCodes[id] ?? none) meaning(row).baselineOf = id;
for (const drug of keys(drugUseCodes))
  for (const row of drugUseCodes[drug] ?? none) meaning(row).drugUse = drug;

/** Where a region of the body chart lies, when it stands as a body site. */
const regionSites: Readonly<Partial<Record<Region | RegionPart, readonly Site[]>>> = {
  'low-back': ['low-back'],
  buttock: ['elsewhere'],
  'lateral-hip': ['elsewhere'],
  groin: ['groin'],
  'anterior-knee': ['lower-limb', 'knee'],
  'medial-knee': ['lower-limb', 'knee'],
  'lateral-knee': ['lower-limb', 'knee'],
  'posterior-knee': ['lower-limb', 'knee'],
  'posterior-calf': ['lower-limb', 'calf'],
  'medial-ankle': ['lower-limb', 'ankle'],
  'lateral-ankle': ['lower-limb', 'ankle'],
  'sacroiliac-joint': ['low-back'],
  'gluteal-fold': ['elsewhere'],
};
for (const region of [...REGIONS, ...keys(REGION_PARTS)])
  meaning({ system: 'value', code: region }).sites = regionSites[region] ?? ['lower-limb'];

for (const [code, ingredient] of Object.entries(ingredientCodes))
  meaning({ system: 'rxnorm', code }).ingredients = [ingredient];
const drugs = systems.get(codeSystems.rxnorm);
for (const [list, steps] of Object.entries(rxnormProducts)) {
  const product: Meaning = { ...blank(), ingredients: list.split(' + ').filter(isIngredient) };
  let code = 0;
  for (const step of steps.split(' ')) {
    code += Number(step);
    drugs?.set(String(code), product);
  }
}

const ENCOUNTER = 7;

const counts = (prefix: string, code: string): boolean => {
  const letter = code[ENCOUNTER];
  return letter === undefined || !over.get(prefix)?.includes(letter);
};

/** The longest family that a code counts for. ICD-10-CM categories have three characters. */
const prefixOf = (code: string): string | undefined => {
  for (let length = Math.min(code.length, 7); length >= 3; length--) {
    const prefix = code.slice(0, length);
    if (families.has(prefix) && counts(prefix, code)) return prefix;
  }
  return undefined;
};

/** What the members of a family mean, by family and side. An entry is made when its first member is read. */
const bySide = new Map<string, Meaning>();

const onSide = (prefix: string, family: Meaning, side: Side): Meaning => {
  const key = prefix + side;
  const known = bySide.get(key);
  if (known) return known;
  const made = {
    ...family,
    conditions: family.conditions.map((one) => ({ ...one, side })),
    findings: family.findings.map((one) => ({ ...one, side })),
  };
  bySide.set(key, made);
  return made;
};

const familyOf = (code: string): Meaning | undefined => {
  const prefix = prefixOf(code);
  const family = prefix === undefined ? undefined : families.get(prefix);
  if (prefix === undefined || family === undefined || !sided.has(prefix)) return family;
  const side = code === prefix ? undefined : sideInIcd(code);
  return side ? onSide(prefix, family, side) : family;
};

const icd = systems.get(codeSystems['icd-10-cm']) ?? new Map<string, Meaning>();

for (const [system, table] of Object.entries(displays)) {
  for (const [code, display] of Object.entries(table)) {
    const listed = systems.get(system)?.get(code) ?? families.get(code);
    if (listed) listed.display = display;
    else icd.set(code, { ...blank(), display });
  }
}

for (const [code, m] of icd) {
  const family = familyOf(code);
  if (family) addTo(m, family);
}

const snomed = systems.get(codeSystems.snomed) ?? new Map<string, Meaning>();

/** Whether the tables of single codes have what the lists say of them; done at the first look into the lists. */
let joined = false;
const join = (): void => {
  joined = true;
  for (const [code, m] of snomed) {
    const also = listedMeaning(code);
    if (also) addTo(m, also);
  }
};

const snomedMeaning = (code: string): Meaning | undefined => {
  if (!joined) join();
  return snomed.get(code) ?? listedMeaning(code);
};

/** `undefined` = not a code that is read; the caller counts it. */
export const meaningOf = (system: string, code: string): Meaning | undefined => {
  const table = systems.get(system);
  if (table === undefined) return meaningSpelt(system, code);
  if (table === snomed) return snomedMeaning(code);
  if (table === drugs) return drugs.get(code) ?? listedDrug(code);
  return table.get(code) ?? (table === icd ? familyOf(code) : undefined);
};

const meaningSpelt = (uri: string, code: string): Meaning | undefined => {
  const system = systemSpelt(uri);
  if (system === undefined) return undefined;
  return system === 'icd-10'
    ? meaningOf(codeSystems['icd-10-cm'], asIcd10Cm(code))
    : meaningOf(codeSystems[system], code);
};

/** Every code that is read, for the checks of `npm test` and the rule book. */
export const codesRead = (): CodeRef[] =>
  keys(codeSystems).flatMap((system) =>
    [...(systems.get(codeSystems[system])?.keys() ?? [])].map((code) => ({ system, code })),
  );

export const familiesRead = (): string[] => [...families.keys()];
