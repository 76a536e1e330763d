/** Ids of findings, conditions and drugs as a summary lists them: short, each once, durations left out. */
import { type ConditionId, conditions, findings, isFindingId } from '../findings/index.ts';
import { fragileAge } from '../terms/thresholds.ts';

const shorter: Readonly<Record<string, string>> = {
  'temp-c': 'fever',
  'crp-esr-raised': 'raised CRP/ESR',
  'low-back-pain': 'back pain',
  'night-pain-unremitting': 'night pain',
  'spinal-percussion-tender': 'percussion tenderness',
  'recent-bacteremia': 'bacteraemia',
  'chronic-steroids': 'long-term steroids',
  'recent-spinal-procedure': 'recent spinal procedure',
  ivdu: 'injection drug use',
  'hip-ir-painful': 'painful hip rotation',
  'hip-groin-pain-passive': 'painful hip movement',
  'weight-bearing-refused': 'not weight bearing',
  'crp-mg-l': 'raised CRP',
  'esr-mm-h': 'raised ESR',
  age: `age ${fragileAge.value} or over`,
};

const shortFeature = (id: string): string | undefined => {
  if (shorter[id] !== undefined) return shorter[id];
  if (id.startsWith('mrc-') || id === 'foot-drop' || id === 'heel-walk-unable') return 'new weakness';
  if (isFindingId(id)) return findings[id].kind === 'symptom' ? undefined : findings[id].label;
  return Object.hasOwn(conditions, id) ? conditions[id as ConditionId] : undefined;
};

export const shortFeatures = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.flatMap((id) => shortFeature(id) ?? [])),
];
