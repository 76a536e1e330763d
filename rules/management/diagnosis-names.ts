/** What a card calls a diagnosis: short, in the words of the bedside, and for a root which of the two it is (§0). */
import { compile } from '../engine/compile.ts';
import { any, recorded } from '../engine/criterion.ts';
import type { DiagnosisId } from '../engine/ids.ts';
import type { Differential } from '../engine/types.ts';
import { objectiveDeficit } from '../terms/deficit.ts';
import { movements, pain } from '../terms/leg.ts';
import { onRecord } from './on-record.ts';
import { isOfAssumedLeg } from './reasons.ts';
import { backOnRecord, diagnosis, hasCondition, type Situation } from './situation.ts';

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
  LRPN: 'radiculoplexus neuropathy',
  ZOSTER: 'herpes zoster radiculitis',
  TARSAL: 'tarsal tunnel syndrome',
  FEMORAL: 'femoral neuropathy',
  HIPBONE: 'osteonecrosis or fracture of the hip',
};

const lost = compile(objectiveDeficit);

const hurts = compile(any(pain, recorded('pain-quality')));

/** Objective loss on the leg of the root pain: then it is radiculopathy, not root pain alone. */
export const hasDeficit = (s: Situation): boolean => {
  const side = diagnosis(s, 'RADIC')?.side;
  return s.context.legs.each.some(
    (leg) => (side === undefined || leg.leg === side) && lost(s.context, leg) === true,
  );
};

/** A root may be lost without pain, and a weak foot be all that is recorded: no pain is made up for it. */
const hasPain = (s: Situation): boolean =>
  hasCondition(s, 'sciatica') ||
  backOnRecord(s) ||
  s.context.legs.each.some((leg) => hurts(s.context, leg) === true);

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
  if (!hasDeficit(s)) return 'root pain pattern';
  return hasPain(s) ? 'root pain with deficit' : 'root deficit';
};

/** Where there is room to say what is missing of the two. */
export const longName = (s: Situation, id: DiagnosisId): string => {
  if (id === 'RADIC' && !hasDeficit(s)) return 'root pain pattern, no deficit recorded';
  return id === 'RADIC' && !hasPain(s) ? 'root deficit, no pain recorded' : shortName(s, id);
};
