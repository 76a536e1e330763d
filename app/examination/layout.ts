/**
 * What stands where on the examination: sections of rows, a finding each. The order inside a section is that of the
 * examination at the bedside; strength, sensation and reflexes run from the upper root to the lower.
 */

import type { FindingId } from '../../rules/findings/index.ts';
import { caudaEquinaSymptoms } from '../../rules/terms/documentation.ts';

export const sectionIds = [
  'cauda-equina',
  'red-flags',
  'spinal-cord',
  'symptoms',
  'pain',
  'weakness',
  'tension',
  'strength',
  'reflexes',
  'sensation',
  'circulation',
  'hip',
  'sacroiliac',
  'other-signs',
] as const;
export type SectionId = (typeof sectionIds)[number];

export interface Section {
  readonly id: SectionId;
  readonly rows: readonly FindingId[];
  /** Closed until a finding asks for it, or somebody opens it. */
  readonly folded?: true;
  /**
   * What is answered for the rest at once: that the signs are normal, by one click, or "no" to the questions, in a
   * second step that names each. Never both: who asked has not examined, and who examined has not asked. The cauda
   * equina has neither: a wrong "no" there costs most, so each question gets its own.
   */
  readonly rest?: 'normal' | 'no';
  /** The letter that goes there, while the focus is in the form. */
  readonly letter?: string;
}

const section = (
  id: SectionId,
  rows: readonly FindingId[],
  more: Omit<Section, 'id' | 'rows'> = {},
): Section => ({
  id,
  rows,
  ...more,
});

export const sections: readonly Section[] = [
  section(
    'cauda-equina',
    [
      ...caudaEquinaSymptoms,
      'ces-onset-days',
      'anal-tone-reduced',
      'perianal-pinprick-reduced',
      'pvr-ml',
      'progressed-to-bilateral',
    ],
    { letter: 'q' },
  ),
  section(
    'red-flags',
    [
      'fever',
      'night-sweats',
      'weight-loss-unexplained',
      'night-pain-unremitting',
      'recent-bacteremia',
      'major-trauma',
      'minor-trauma',
      'spinal-percussion-tender',
      'abdominal-flank-pain',
      'syncope-hypotension',
      'arms-face-or-breathing-weak',
    ],
    { letter: 'd', rest: 'no' },
  ),
  section('spinal-cord', ['babinski', 'clonus', 'sensory-level', 'gait'], {
    letter: 'c',
    rest: 'normal',
  }),
  section(
    'symptoms',
    [
      'leg-pain',
      'pain-below-knee',
      'low-back-pain',
      'pain-dominance',
      'pain-temporal',
      'pain-trend',
      'pain-onset-speed',
      'pain-onset-days',
      'pain-nrs',
      'numbness',
      'weakness-subjective',
      'conservative-weeks',
    ],
    { letter: 'p' },
  ),
  section(
    'pain',
    ['pain-quality', 'pain-aggravating', 'pain-relieving', 'shopping-cart', 'DN4', 'painDETECT', 'S-LANSS'],
    { folded: true },
  ),
  section('weakness', ['foot-drop', 'heel-walk-unable', 'progressive-weakness'], {
    letter: 'w',
    rest: 'normal',
  }),
  section('tension', ['slr', 'crossed-slr', 'slump', 'femoral-stretch', 'crossed-femoral-stretch'], {
    letter: 't',
    rest: 'normal',
  }),
  section(
    'strength',
    [
      'mrc-hip-flexion',
      'mrc-hip-adduction',
      'mrc-knee-extension',
      'mrc-ankle-dorsiflexion',
      'mrc-great-toe-extension',
      'mrc-hip-abduction',
      'mrc-ankle-inversion',
      'mrc-ankle-eversion',
      'mrc-ankle-plantarflexion',
      'mrc-knee-flexion',
      'mrc-hip-extension',
    ],
    { letter: 's', rest: 'normal' },
  ),
  section('reflexes', ['reflex-patellar', 'reflex-medial-hamstring', 'reflex-achilles'], {
    letter: 'x',
    rest: 'normal',
  }),
  section(
    'sensation',
    [
      'sens-anterior-thigh',
      'sens-medial-knee',
      'sens-medial-ankle',
      'sens-lateral-leg',
      'sens-dorsal-foot',
      'sens-lateral-foot',
      'sens-posterior-calf',
    ],
    { letter: 'e', rest: 'normal' },
  ),
  section(
    'circulation',
    [
      'pulses',
      'abi',
      'femoral-bruit',
      'limb-cold',
      'limb-pallor',
      'acute-limb-onset',
      'rest-pain',
      'foot-ulcer',
      'calf-swollen',
      'calf-swollen-3cm',
      'leg-swollen',
      'deep-vein-tender',
      'wells-score',
      'pulsatile-abdominal-mass',
    ],
    { folded: true, rest: 'normal' },
  ),
  section(
    'hip',
    [
      'groin-pain',
      'hip-lateral-pain',
      'hip-ir-painful',
      'hip-adduction-limited',
      'hip-groin-pain-passive',
      'gt-tender',
      'single-leg-stance-pain',
      'weight-bearing-refused',
    ],
    { folded: true, rest: 'normal' },
  ),
  section(
    'sacroiliac',
    [
      'buttock-pain',
      'thigh-thrust',
      'sij-distraction',
      'sij-compression',
      'sacral-thrust',
      'gaenslen',
      'faber',
      'fair',
      'sciatic-notch-tender',
      'extension-rotation',
      'centralization',
      'step-off',
    ],
    { folded: true, rest: 'normal' },
  ),
  section(
    'other-signs',
    [
      'hyperreflexia',
      'romberg',
      'tinel-fibular',
      'tinel-tarsal',
      'pelvic-compression',
      'fasciculation',
      'dermatomal-rash',
      'monofilament-abnormal',
      'vibration-reduced',
      'night-burning-feet',
      'walking-limited',
      'giving-way',
      'leg-drag',
      'heaviness',
    ],
    { folded: true, rest: 'normal' },
  ),
];

const sectionById = new Map(sections.map((one) => [one.id, one]));
export const sectionOf = (id: SectionId): Section => sectionById.get(id) as Section;

/** The section of a finding; the body figure has the two that record regions. */
export const placeOf: ReadonlyMap<FindingId, SectionId> = new Map(
  sections.flatMap(({ id, rows }) => rows.map((row) => [row, id] as const)),
);

/** Recorded on the body figure. */
export const onFigure = ['pain-path', 'sensory-region'] as const satisfies readonly FindingId[];
