/**
 * Which fields answer what the rules ask for next. They ask in words (`nextBest`): a part of the examination, or the
 * question on which rows of a cause's table hang.
 */
import { tables } from '../../rules/differential/index.ts';
import type { DiagnosisId } from '../../rules/engine/ids.ts';
import type { Assessment } from '../../rules/engine/types.ts';
import { findingsOf, nodesOf } from '../../rules/engine/walk.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import { caudaEquinaSymptoms } from '../../rules/terms/documentation.ts';
import { sectionOf } from './layout.ts';

const upperStrength: readonly FindingId[] = ['mrc-hip-flexion', 'mrc-hip-adduction', 'mrc-knee-extension'];
const lowerStrength: readonly FindingId[] = [
  'mrc-great-toe-extension',
  'mrc-ankle-dorsiflexion',
  'mrc-ankle-plantarflexion',
  'mrc-hip-abduction',
];

const parts: Readonly<Record<string, readonly FindingId[]>> = {
  'cauda equina questions': caudaEquinaSymptoms,
  'pedal pulses': ['pulses'],
  'hip flexion, hip adduction and knee extension strength': upperStrength,
  'great toe, ankle and hip abduction strength': lowerStrength,
  'myotome strength L2-S1': sectionOf('strength').rows,
  'knee reflex': ['reflex-patellar'],
  'ankle reflex': ['reflex-achilles'],
  'knee and ankle reflexes': ['reflex-patellar', 'reflex-achilles'],
  'femoral stretch test': ['femoral-stretch'],
  'straight leg raise and slump test': ['slr', 'slump'],
  'sensation of front thigh, inner knee and inner ankle': [
    'sens-anterior-thigh',
    'sens-medial-knee',
    'sens-medial-ankle',
  ],
  'sensation of the top and the outer side of the foot': ['sens-dorsal-foot', 'sens-lateral-foot'],
  'key-point sensation': sectionOf('sensation').rows,
};

const isDiagnosis = (id: string): id is DiagnosisId => Object.hasOwn(tables, id);

/** The findings of the rows of a cause that hang on this question. */
const readBy = (cause: DiagnosisId, asked: string): readonly FindingId[] =>
  tables[cause].items
    .filter(({ ask, item }) => (ask === undefined || ask === false ? item : ask) === asked)
    .flatMap(({ when }) => nodesOf(when).flatMap(findingsOf));

/** @param next `nextBest` of an assessment */
export const fieldsOf = (next: Assessment['nextBest']): readonly FindingId[] => {
  if (next === undefined) return [];
  const part = parts[next.finding];
  if (part !== undefined) return part;
  return isDiagnosis(next.for) ? [...new Set(readBy(next.for, next.finding))] : [];
};
