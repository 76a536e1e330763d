/** The ids that rules conclude with. They never change once released. */

export const redFlagIds = [
  'RF-CES',
  'RF-CES-EARLY',
  'RF-MOTOR',
  'RF-UMN',
  'RF-INFECTION',
  'RF-MALIGNANCY',
  'RF-FRACTURE',
  'RF-AAA',
  'RF-ALI',
  'RF-DVT',
  'RF-SEPTIC-JOINT',
  'RF-BLEEDING',
] as const;
export type RedFlagId = (typeof redFlagIds)[number];

/** In the order of section 5, which breaks ties of display. */
export const diagnosisIds = [
  'RADIC',
  'LDH',
  'FORAM',
  'DDDREF',
  'LSS',
  'SPONDY',
  'SIJ',
  'PIRI',
  'FACET',
  'PAD',
  'HIPOA',
  'PERONEAL',
  'POLYNEURO',
  'MERALGIA',
  'GTPS',
  'LRPN',
  'ZOSTER',
  'TARSAL',
  'FEMORAL',
  'HIPBONE',
] as const;
export type DiagnosisId = (typeof diagnosisIds)[number];
