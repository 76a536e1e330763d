/**
 * Whatever arrives: extraction answers, invents nothing and names only findings of the vocabulary. Charts of
 * the sandbox's patients and our own fixtures, mutated thousands of times, and plain junk.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Extraction, extract } from '../../../rules/extract/index.ts';
import { findingIds, isFindingId } from '../../../rules/findings/index.ts';
import {
  condition,
  finding,
  icd,
  loinc,
  medication,
  NOW,
  observation,
  patient,
  procedure,
  serviceRequest,
  snomed,
  subject,
} from '../../support/fhir.ts';
import { holds } from '../../support/property.ts';

const SEED = 20_261_122;
type MutableObject = Record<string, unknown>;

const bundles = globSync('sandbox/patients/*.json', { cwd: join(import.meta.dirname, '../../..') });
const ofSandbox: MutableObject[] = bundles.slice(0, 4).flatMap((path) => {
  const bundle = JSON.parse(readFileSync(join(import.meta.dirname, '../../..', path), 'utf8')) as {
    entry: { resource: MutableObject }[];
  };
  return bundle.entry.map(({ resource }) => resource);
});
const own: MutableObject[] = [
  ...findingIds.map((id) => finding(id, true, { id })),
  condition(icd('M54.32'), { onsetDateTime: '2026-10' }),
  condition(snomed('76107001'), { id: 'c2', bodySite: [snomed('52612000')] }),
  medication('858778', { dosageInstruction: [{ route: snomed('26643006') }], reasonCode: [icd('M54.32')] }),
  procedure(snomed('50172003')),
  serviceRequest(loinc('30679-5'), { status: 'active' }),
  patient(),
  observation(loinc('1988-5'), {
    id: 'crp',
    valueQuantity: { value: 9, code: 'mg/L' },
    referenceRange: [{ high: { value: 5, code: 'mg/L' } }],
  }),
  { resourceType: 'Device', id: 'd', patient: subject, type: snomed('14106009'), safety: [snomed('1')] },
  {
    resourceType: 'AllergyIntolerance',
    id: 'a',
    patient: subject,
    code: icd('x'),
    reaction: [{ substance: icd('y') }],
  },
  { resourceType: 'Appointment', id: 'x', status: 'booked', start: NOW, participant: [{ actor: subject }] },
  {
    resourceType: 'QuestionnaireResponse',
    id: 'q',
    status: 'completed',
    questionnaire: 'https://radix-cds.org/fhir/Questionnaire/leg-symptom-intake',
    subject,
    authored: NOW,
    item: [{ linkId: 'leg-pain', item: [{ linkId: 'leg-pain.left', answer: [{ valueBoolean: true }] }] }],
  },
] as unknown as MutableObject[];
const corpus = [...own, ...ofSandbox];

const junk = fc.oneof(
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    [],
    {},
    [null],
    [[]],
    [{}],
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    1e308,
    'constructor',
    '__proto__',
    'toString',
    { coding: 'x' },
    { coding: [null, 1, 'x', {}] },
    { reference: 7 },
    { reference: '//' },
    '9'.repeat(5_000),
    '2026-02-30',
  ),
);

/** A copy with the element at a path, chosen by the numbers, replaced, removed or doubled. */
const mutated = (value: unknown, path: readonly number[], replacement: unknown): unknown => {
  if (typeof value !== 'object' || value === null || path.length === 0) return replacement;
  const [turn = 0, ...rest] = path;
  if (Array.isArray(value)) {
    if (value.length === 0) return [replacement];
    const at = turn % value.length;
    return turn % 7 === 0
      ? [...value, value[at]]
      : value.map((item, n) => (n === at ? mutated(item, rest, replacement) : item));
  }
  const keys = Object.keys(value);
  const key = keys[turn % Math.max(1, keys.length)];
  if (key === undefined) return { x: replacement };
  const { [key]: child, ...others } = value as MutableObject;
  return turn % 5 === 0 ? others : { ...others, [key]: mutated(child, rest, replacement) };
};

const mutation = fc.record({
  at: fc.nat(corpus.length - 1),
  path: fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }),
  replacement: junk,
});

const hooks = ['patient-view', 'order-select', 'order-sign', 'problem-list-item-create'] as const;

const read = (resources: readonly unknown[], hook: (typeof hooks)[number] = 'patient-view'): Extraction =>
  extract({
    now: NOW,
    patientId: 'p1',
    hook,
    resources,
    draftOrders: resources.slice(0, 2),
    selections: ['MedicationRequest/m1'],
    problem: resources.slice(0, 1),
  });

const isSound = ({ input, leftOut }: Extraction): boolean =>
  input.facts.every(
    ({ id, value, days, ref, status }) =>
      isFindingId(id) &&
      Number.isInteger(days) &&
      days >= 0 &&
      ref !== '' &&
      status !== '' &&
      (typeof value !== 'number' || Number.isFinite(value)),
  ) &&
  leftOut.every(({ ref, rule, code, sentence }) => ref && rule && code && sentence) &&
  JSON.stringify(input) !== undefined;

describe('extraction of anything', () => {
  test('answers soundly to charts with mutated resources', () => {
    holds(
      fc.property(
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...hooks),
        (mutations, hook) =>
          isSound(
            read(
              mutations.map(({ at, path, replacement }) => mutated(corpus[at], path, replacement)),
              hook,
            ),
          ),
      ),
      { seed: SEED, numRuns: 6_000 },
    );
  });

  test('answers soundly to plain junk', () => {
    holds(
      fc.property(fc.array(junk, { maxLength: 5 }), (resources) => isSound(read(resources))),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  test('of a mutated resource never touches the facts of the others', () => {
    const anchor = finding('saddle-sensory-change', true, { id: 'anchor' });
    holds(
      fc.property(mutation, ({ at, path, replacement }) => {
        const { facts } = read([anchor, mutated(corpus[at], path, replacement)]).input;
        return facts.some(({ ref, value }) => ref === 'Observation/anchor' && value === true);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  test('does not depend on the order of the resources', () => {
    const facts = (resources: readonly unknown[]) =>
      extract({ now: NOW, patientId: 'p1', hook: 'patient-view', resources })
        .input.facts.map((fact) => JSON.stringify(fact))
        .sort();
    holds(
      fc.property(fc.shuffledSubarray(own, { minLength: 10, maxLength: 60 }), (some) => {
        expect(facts([...some].reverse())).toEqual(facts(some));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  test('leaves what it was given as it was', () => {
    const given = structuredClone(corpus);
    read(corpus);
    expect(corpus).toEqual(given);
  });

  test('puts no words of the chart into its answer, wherever they stand', () => {
    const canary = 'Canary 7391';
    const hostile = fc.record({
      at: fc.nat(corpus.length - 1),
      path: fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }),
    });
    holds(
      fc.property(hostile, ({ at, path }) => {
        const { input, sources, leftOut } = read([mutated(corpus[at], path, canary)]);
        const said = [...input.facts, ...Object.values(input.details ?? {}).flat()];
        const told = [input, said.map(({ ref }) => sources.get(ref)), leftOut];
        return !JSON.stringify(told).includes(canary);
      }),
      { seed: SEED, numRuns: 4_000 },
    );
  });

  test('puts no words of the chart into what it left out', () => {
    const canary = 'Canary-7391';
    const withText = corpus.map((resource) => ({
      ...resource,
      status: canary,
      text: { div: canary },
      note: [{ text: canary }],
    }));
    const { leftOut } = read(withText);
    expect(leftOut.length).toBeGreaterThan(0);
    expect(JSON.stringify(leftOut)).not.toContain(canary);
  });
});
