/**
 * Which fields answer what the rules ask for next. They ask in words (`nextBest`): a finding's name, or a part of the
 * examination.
 */
import { type FindingId, findingIds, findings } from '../../rules/findings/index.ts';
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

const byLabel = new Map(findingIds.map((id) => [findings[id].label.toLowerCase(), id]));

export const fieldsOf = (asked: string): readonly FindingId[] => {
  const part = parts[asked];
  if (part !== undefined) return part;
  const id = byLabel.get(asked.toLowerCase());
  return id === undefined ? [] : [id];
};
