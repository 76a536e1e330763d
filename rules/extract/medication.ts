/**
 * Which drug a MedicationRequest is for, by RxNorm ingredient or harvested product, and which classes it
 * counts for (2.6). A product that is not listed, an NDC or a name in words is unmapped: counted, never
 * guessed.
 */
import { type Ingredient, ingredientClasses } from '../codes/index.ts';
import type { MedicationClass } from '../findings/index.ts';
import { longTermSteroidDays } from '../terms/thresholds.ts';
import { type Coded, known } from './code.ts';
import { ageInDays, isFuture, readDate, shownDate } from './fhir-date.ts';
import { isAboutLegOrBack, reasonsOf } from './reason.ts';
import { cite, count, detailOf, type ReadingContext, sayDrug, sayHistory } from './said.ts';
import type { Lookup } from './sent.ts';
import { type Json, record, records, reference, text } from './shape.ts';
import { isUsable } from './usable.ts';

export interface Drug {
  readonly classes: readonly MedicationClass[];
  /** "hydrocodone + ibuprofen": ingredients, not the product's name. */
  readonly display: string;
  readonly code: string;
}

/** The concepts that name the drug: its own, or those of a Medication and its ingredients. */
const concepts = (request: Json, byRef: Lookup<Json>): unknown[] => {
  const own = request['medicationCodeableConcept'];
  if (own !== undefined) return [own];
  const ref = reference(request['medicationReference']);
  const inside = records(request['contained']).find(({ id }) => ref === `#${id}`);
  const medication = inside ?? (ref === undefined ? undefined : byRef.get(ref));
  if (medication?.['resourceType'] !== 'Medication') return [];
  const ingredients = records(medication['ingredient']).map((one) => one['itemCodeableConcept']);
  return [medication['code'], ...ingredients];
};

/** It names its drug by reference, and nothing that was sent is that drug. */
export const isDrugMissing = (request: Json, byRef: Lookup<Json>): boolean =>
  request['medicationReference'] !== undefined && concepts(request, byRef).length === 0;

/** Routes of all dosage instructions; `undefined` among them for one that we do not know. */
const routesOf = (request: Json): ('oral' | 'local' | 'other')[] =>
  records(request['dosageInstruction']).flatMap(({ route }) => {
    if (route === undefined) return [];
    return known(route).map(({ meaning }) => meaning.route)[0] ?? ['other' as const];
  });

/** Topical NSAIDs act where they are put; a steroid counts only by mouth. */
const byRoute = (one: MedicationClass, routes: readonly string[]): boolean => {
  if (routes.length === 0) return true;
  if (one === 'nsaid') return routes.some((route) => route !== 'local');
  return one !== 'oral-steroid' || routes.includes('oral');
};

/**
 * Buprenorphine for opioid use disorder is its treatment, not an analgesic (2.6): the reason says so, or no reason
 * is given and the disorder is on the problem list. It sedates all the same.
 */
const isTreatment = (name: Ingredient, request: Json, byRef: Lookup<Json>, hasDisorder: boolean): boolean => {
  if (name !== 'buprenorphine') return false;
  const given = reasonsOf(request, byRef);
  return given.length === 0
    ? hasDisorder
    : given.some(({ conditions }) => conditions.some(({ id }) => id === 'opioid-use-disorder'));
};

/** `hasDisorder`: opioid use disorder is on the problem list, as far as that has been read. */
export const drugOf = (request: Json, byRef: Lookup<Json>, hasDisorder = false): Drug | undefined => {
  const codes: Coded[] = concepts(request, byRef)
    .flatMap(known)
    .filter(({ meaning }) => meaning.ingredients.length > 0);
  const [first] = codes;
  if (first === undefined) return undefined;
  const ingredients = [...new Set(codes.flatMap(({ meaning }) => meaning.ingredients))];
  const routes = routesOf(request);
  const classes = ingredients
    .flatMap((name): readonly MedicationClass[] =>
      isTreatment(name, request, byRef, hasDisorder) ? ['opioid-treatment'] : ingredientClasses[name],
    )
    .filter((one) => byRoute(one, routes));
  return {
    classes: [...new Set(classes)],
    display: ingredients.map((name) => name.replace('high-dose ', '')).join(' + '),
    code: first.code,
  };
};

const analgesic = new Set<MedicationClass>(['nsaid', 'opioid', 'gabapentinoid', 'muscle-relaxant']);

const ACTIVE: ReadonlySet<string> = new Set(['active']);

/** What a drug says of the patient: an oestrogen, a weakened defence. */
const readTherapies = (context: ReadingContext, request: Json, said: readonly Coded[]): void => {
  const { ref } = context;
  const date = shownDate(request['authoredOn']);
  for (const coded of said)
    for (const { id } of coded.meaning.conditions) sayHistory(context, id, detailOf(ref, date, coded));
  if (said.length > 0)
    cite(context, {
      ref,
      resourceType: 'MedicationRequest',
      status: text(request['status']) ?? '',
      by: 'exam',
      date: date ?? '',
    });
};

/** A drug on the active list (N1). */
export const readMedication = (context: ReadingContext, request: Json): void => {
  if (request['doNotPerform'] === true) return;
  const { ref } = context;
  const drug = drugOf(request, context.byRef);
  const said = concepts(request, context.byRef)
    .flatMap(known)
    .filter(({ meaning }) => meaning.conditions.length > 0);
  if (drug === undefined && said.length === 0) {
    count(context, 'unmapped-code');
    return;
  }
  const status = text(request['status']) ?? '';
  if (!isUsable(context, status, ACTIVE)) return;
  readTherapies(context, request, said);
  if (drug === undefined) return;
  const date = shownDate(request['authoredOn']);
  for (const one of drug.classes) {
    sayDrug(context, one, { ref, code: drug.code, display: drug.display, ...(date && { date }) });
  }
  cite(context, { ref, resourceType: 'MedicationRequest', status, by: 'exam', date: date ?? '' });
  readCourse(context, request, drug);
};

/** When the course began: the first day that may be dispensed, else when it was ordered. */
const startOf = (request: Json): unknown =>
  record(record(request['dispenseRequest'])?.['validityPeriod'])?.['start'] ?? request['authoredOn'];

const readCourse = (context: ReadingContext, request: Json, drug: Drug): void => {
  const { ref, say } = context;
  const start = readDate(startOf(request));
  if (start === undefined || isFuture(start, context.now)) return;
  const days = ageInDays(start, context.now, 'latest');
  if (drug.classes.includes('oral-steroid') && days >= longTermSteroidDays.value)
    say({
      kind: 'long-term-steroid',
      detail: { ref, code: drug.code, display: drug.display, date: shownDate(request['authoredOn']) ?? '' },
    });
  if (drug.classes.some((one) => analgesic.has(one)) && isAboutLegOrBack(request, context.byRef))
    say({ kind: 'measure', measure: 'care-days', value: days, days: 0, ref });
};
