/** Who the patient is: name first, then what tells two patients apart. */
import type { Patient } from 'fhir/r4';
import type { OpenedChart } from '../chart/port.ts';
import type { AppWords } from '../words/index.ts';

const nameOf = ({ name = [] }: Patient, words: AppWords): string => {
  const [first] = name;
  const written =
    first?.text ?? [first?.family?.toUpperCase(), first?.given?.join(' ')].filter(Boolean).join(', ');
  return written || words.app.unknown;
};

const ageOn = (born: string, now: Date): number => {
  const [year = 0, month = 1, day = 1] = born.split('-').map(Number);
  const isBefore = now.getMonth() + 1 < month || (now.getMonth() + 1 === month && now.getDate() < day);
  return now.getFullYear() - year - (isBefore ? 1 : 0);
};

export const PatientLine = ({ chart: { patient }, words }: { chart: OpenedChart; words: AppWords }) => (
  <section class="patient-line" aria-label="Patient">
    <p class="banner-name">{nameOf(patient, words)}</p>
    <p>
      {words.app.born} <strong>{patient.birthDate ?? words.app.unknown}</strong>
      {patient.birthDate && ` (${ageOn(patient.birthDate, new Date())} ${words.app.years})`}
    </p>
    <p>
      {words.app.record} <strong>{patient.identifier?.[0]?.value ?? words.app.unknown}</strong>
    </p>
  </section>
);
