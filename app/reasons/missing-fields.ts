/** The fields that answer what the rules miss: they name findings, and parts of the examination. */
import { type FindingId, isFindingId } from '../../rules/findings/index.ts';
import { sectionOf } from '../examination/layout.ts';

/** Parts of the examination by the name that `missing` of an assessment has for them. */
const parts: Readonly<Record<string, readonly FindingId[]>> = {
  'body-position': ['pain-aggravating', 'pain-relieving'],
  'tension-test': ['slr', 'slump', 'femoral-stretch'],
  strength: sectionOf('strength').rows,
  reflexes: sectionOf('reflexes').rows,
  sensation: sectionOf('sensation').rows,
};

/** @param ask what the card asked for: it comes first. @param missing of the assessment */
export const missingFields = (
  ask: readonly FindingId[],
  missing: readonly string[],
): readonly FindingId[] => [
  ...new Set([...ask, ...missing.flatMap((id) => parts[id] ?? (isFindingId(id) ? [id] : []))]),
];
