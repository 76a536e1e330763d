/** What must hold across all rules, whatever each one says. */
import { describe, expect, test } from 'vitest';
import { CHECKED, citations } from '../../../rules/citations.ts';
import { describe as words } from '../../../rules/engine/describe.ts';
import { VIGNETTE_NOW } from '../../../rules/engine/rule.ts';
import { nodesOf } from '../../../rules/engine/walk.ts';
import { findingIds, findings } from '../../../rules/findings/index.ts';
import {
  idleFindings,
  outsideLegs,
  overlaps,
  silentRules,
  terms,
  uncited,
} from '../../../rules/publish/coverage.ts';
import { everyRule } from '../../../rules/publish/every-rule.ts';

test('every rule fires on a vignette of its own', () => expect(silentRules()).toEqual([]));

test('a sided finding is read only on a leg', () => expect(outsideLegs()).toEqual([]));

/** Reviewed: recorded because the founding document names them, shown to the clinician, not scored. */
const SHOWN_ONLY = [
  'sensory-modality-lost', // S-14
  'weakness-pattern', // S-05
  'stairs-difficulty', // S-17
  'driving-difficulty', // S-15: wording of REC-28
  'sleep-disturbed', // S-01: interval of REC-27
  'night-burning-feet', // §2.2: no weight was chosen for it
  'fasciculation', // with weakness and brisk reflexes a reason for neurology, in REC-10
];
/** Named before the rules that read them: each goes from here with its first rule. */
const AWAITED: ReadonlySet<string> = new Set([
  'rest-pain',
  'sensory-level',
  'areflexia-legs',
  'arms-face-or-breathing-weak',
  'dry-by-day',
  'calf-swollen',
  'calf-swollen-3cm',
  'leg-swollen',
  'pitting-oedema',
  'deep-vein-tender',
  'collateral-veins',
  'immobilised',
  'aortic-diameter-cm',
  'sbp-mmhg',
  'inr',
  'crp-mg-l',
  'esr-mm-h',
  'wbc-g-l',
  'foot-ulcer',
]);
test('the findings that decide nothing are the reviewed ones', () =>
  expect(idleFindings().filter((id) => !AWAITED.has(id))).toEqual(SHOWN_ONLY));

test('a defined term has one definition', () =>
  expect([...terms()].filter(([, definitions]) => definitions.length > 1).map(([title]) => title)).toEqual(
    [],
  ));

test('every source is relied on by a rule or a clinical number', () => expect(uncited()).toEqual([]));

/** Reviewed: one emergency can meet two pathways, and both are true. */
const MAY_COINCIDE = [
  ['RF-ALI', 'RF-CES'],
  ['RF-ALI', 'RF-MOTOR'],
  ['RF-BLEEDING', 'RF-CES'],
  ['RF-BLEEDING', 'RF-MOTOR'],
  ['RF-CES', 'RF-CES-EARLY'],
  ['RF-CES', 'RF-FRACTURE'],
  ['RF-CES', 'RF-INFECTION'],
  ['RF-CES', 'RF-MALIGNANCY'],
  ['RF-CES', 'RF-MOTOR'],
  ['RF-CES', 'RF-UMN'],
  ['RF-CES-EARLY', 'RF-INFECTION'],
  ['RF-CES-EARLY', 'RF-MOTOR'],
  ['RF-CES-EARLY', 'RF-UMN'],
  ['RF-INFECTION', 'RF-MOTOR'],
  ['RF-MALIGNANCY', 'RF-MOTOR'],
  ['RF-MOTOR', 'RF-UMN'],
];
test('red flags that fire together on a vignette are the reviewed pairs', () =>
  expect(
    overlaps()
      .map(({ rules }) => rules)
      .filter(([one]) => one.startsWith('RF-')),
  ).toEqual(MAY_COINCIDE));

test('a criterion says something at every node', () => {
  const silent = everyRule.flatMap(({ id, parts }) =>
    parts.flatMap(({ criterion }) =>
      nodesOf(criterion)
        .filter((node) => words(node) === '')
        .map(({ op }) => `${id} ${op}`),
    ),
  );
  expect(silent).toEqual([]);
});

describe('bibliography', () => {
  const entries = Object.entries(citations);

  test.each(entries)('%s: a label a card can carry, checked within two years', (_, citation) => {
    expect(citation.label.length).toBeLessThanOrEqual(90);
    const years = (Date.parse(VIGNETTE_NOW) - Date.parse(citation.checked)) / (365.25 * 24 * 3600 * 1000);
    expect(years).toBeLessThanOrEqual(2);
  });

  test('links are to https pages', () =>
    expect(entries.filter(([, { link }]) => link && !/^https:\/\/[\w./()-]+$/.test(link))).toEqual([]));

  test('the date of the check is one for all', () =>
    expect(new Set(entries.map(([, { checked }]) => checked))).toEqual(new Set([CHECKED])));
});

describe('vocabulary', () => {
  test.each(findingIds)('%s has words for a card, and a question', (id) => {
    const { present, ask, absent, value, label, windowDays } = findings[id];
    expect([present, ask, label].every((text) => text.length > 0)).toBe(true);
    expect(absent !== undefined).toBe(
      value.type === 'boolean' || (value.type === 'one-of' && value.orBoolean === true),
    );
    expect(windowDays).toBeGreaterThan(0);
  });
});
