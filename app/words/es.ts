/**
 * The words of the app in Spanish, as far as there are any; the rest is shown in English. Not reviewed by a clinician:
 * the page says so wherever it shows them.
 */
import type { Translation } from './shape.ts';

export const es: Translation = {
  app: {
    opening: 'Leyendo la historia clínica…',
    left: 'Izquierda',
    right: 'Derecha',
    years: 'años',
    born: 'Nacimiento',
    unknown: 'No se sabe',
  },
};
