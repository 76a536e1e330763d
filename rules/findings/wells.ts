/**
 * The items of the two-level Wells score for deep vein thrombosis (Wells 2003; NICE NG158), for records that
 * have the items and not their total. Symptomatic leg; ids are `lr-value` words.
 */
export const wellsItems = {
  'active-cancer': 1,
  'paralysis-or-immobilised-leg': 1,
  'bedridden-or-major-surgery': 1,
  'deep-vein-tenderness': 1,
  'whole-leg-swollen': 1,
  'calf-3cm-larger': 1,
  'pitting-oedema': 1,
  'collateral-superficial-veins': 1,
  'previous-dvt': 1,
  'alternative-as-likely': -2,
} as const satisfies Readonly<Record<string, number>>;
