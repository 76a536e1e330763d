/**
 * A finding as the value of a question that names none (D4): "Symptom: low back pain". The code in the value says
 * the finding. Words in the value are narrative.
 */
import type { FindingMeaning } from '../codes/index.ts';
import type { Side } from '../engine/types.ts';
import { isPlaced, type Place } from './body-site.ts';
import { type Coded, known } from './code.ts';
import { states } from './problem.ts';
import { type Json, record } from './shape.ts';

export const asksForAny = (coded: Coded | undefined): boolean => coded?.meaning.measure === 'any-finding';

/** What the codes of the value say by themselves. */
export const saidInValue = (part: Json): readonly FindingMeaning[] =>
  known(part['valueCodeableConcept']).flatMap(({ meaning }) =>
    meaning.findings.filter((finding) => typeof finding.says === 'object' || states(finding, meaning)),
  );

/** The side that they name, for the place of the whole Observation. */
export const sideInValue = (part: Json): Side | undefined =>
  saidInValue(part).find(({ side }) => side !== undefined)?.side;

/** Of those, what holds at this place. */
export const placedInValue = (part: Json, place: Place): readonly FindingMeaning[] =>
  saidInValue(part).filter((finding) => isPlaced(place, finding));

export const hasCodedValue = (part: Json): boolean =>
  record(part['valueCodeableConcept'])?.['coding'] !== undefined;
