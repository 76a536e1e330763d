/** Pregnancy facts expire this many days after they were recorded (2.5). */
export const PREGNANCY_DAYS = 300;
