/** Which recorded values an emergency may rest on. */
import { isPositive } from '../engine/reading.ts';
import type { Fact } from '../engine/types.ts';
import { type ConditionId, type FindingId, findings } from '../findings/index.ts';
import { abiCritical } from '../terms/thresholds.ts';

/** Findings that a red flag rests on although a contradiction of them is not counted at its worst value. */
const alsoRaises: ReadonlySet<FindingId> = new Set<FindingId>(['abi']);

export const mayRaise = (id: FindingId): boolean => findings[id].safety === true || alsoRaises.has(id);

/** Whether this value raises a red flag, or helps to. */
export const isDanger = (id: FindingId, value: Fact['value']): boolean =>
  mayRaise(id) &&
  (isPositive(id, value) || (id === 'abi' && typeof value === 'number' && value < abiCritical.value));

/** The conditions and the history that a red flag rests on; not sciatica, which is the leg and no danger. */
export const raisingConditions: ReadonlySet<ConditionId> = new Set<ConditionId>([
  'aaa',
  'aaa-ruptured',
  'active-cancer',
  'anticoagulant-bleeding',
  'arterial-occlusion-leg',
  'cancer-history',
  'cauda-equina-syndrome',
  'chemotherapy',
  'chronic-steroids',
  'dialysis',
  'dvt-current',
  'endocarditis',
  'guillain-barre',
  'hip-fracture',
  'hiv',
  'immunosuppressed',
  'ivdu',
  'major-surgery-12w',
  'osteoporosis',
  'pad',
  'palliative-care',
  'previous-dvt',
  'recent-cancer',
  'recent-spinal-procedure',
  'transplant',
]);
