/** The graded movements as section 2.4 lists them; not taken from the rules, so that one they lose is missed. */
export const MOVEMENTS = [
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
] as const;
