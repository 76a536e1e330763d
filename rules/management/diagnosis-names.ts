/** What a card calls a diagnosis: short, in the words of the bedside, and for a root which of the two it is (§0). */
import { compile } from '../engine/compile.ts';
import type { DiagnosisId } from '../engine/ids.ts';
import type { Differential } from '../engine/types.ts';
import { objectiveDeficit } from '../terms/deficit.ts';
import { movements } from '../terms/leg.ts';
import { onRecord } from './on-record.ts';
import { isOfAssumedLeg } from './reasons.ts';
import { diagnosis, type Situation } from './situation.ts';

const names: Readonly<Record<Exclude<DiagnosisId, 'RADIC'>, string>> = {
  LDH: 'disc herniation with root involvement',
  FORAM: 'foraminal stenosis',
  DDDREF: 'disc-related referred pain',
  LSS: 'lumbar spinal stenosis',
  SPONDY: 'spondylolisthesis',
  SIJ: 'sacroiliac joint pain',
  PIRI: 'piriformis syndrome',
  FACET: 'facet joint pain',
  PAD: 'vascular claudication',
  HIPOA: 'hip osteoarthritis',
  PERONEAL: 'peroneal neuropathy',
  POLYNEURO: 'polyneuropathy',
  MERALGIA: 'meralgia paresthetica',
  GTPS: 'trochanteric pain',
};

const lost = compile(objectiveDeficit);

/** Objective loss on the leg of the root pain: then it is radiculopathy, not root pain alone. */
export const hasDeficit = (s: Situation): boolean => {
  const side = diagnosis(s, 'RADIC')?.side;
  return s.context.legs.each.some(
    (leg) => (side === undefined || leg.leg === side) && lost(s.context, leg) === true,
  );
};

/** ` (left)`, ` (left assumed)`, ` (both legs)` where either is as certain, or nothing. */
export const sideWords = (s: Situation, { condition, category, side }: Differential): string => {
  if (side === 'unspecified') return '';
  const { left, right } = s.context.concluded.diagnoses?.get(condition as DiagnosisId) ?? {};
  if (left === category && right === category) return ' (both legs)';
  return isOfAssumedLeg(s, condition as DiagnosisId) ? ` (${side} assumed)` : ` (${side})`;
};

export const isWeak = (s: Situation): boolean =>
  onRecord(s, ['foot-drop', 'heel-walk-unable', ...movements]).length > 0;

export const shortName = (s: Situation, id: DiagnosisId): string => {
  if (id !== 'RADIC') return names[id];
  return hasDeficit(s) ? 'root pain with deficit' : 'root pain pattern';
};

/** Where there is room to say which of the two it is. */
export const longName = (s: Situation, id: DiagnosisId): string =>
  id === 'RADIC' && !hasDeficit(s) ? 'root pain pattern, no deficit recorded' : shortName(s, id);
