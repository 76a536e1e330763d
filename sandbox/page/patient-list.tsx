/** The work list. */
import type { PatientRow } from '../ehr/page-api.ts';

interface Props {
  readonly patients: readonly PatientRow[];
  readonly picked: string;
  readonly pick: (id: string) => void;
}

const Row = ({ patient, picked, pick }: { patient: PatientRow; picked: boolean; pick: () => void }) => (
  <li>
    <button type="button" class="patient" aria-current={picked ? 'true' : undefined} onClick={pick}>
      <span class="patient-name">{patient.name}</span>
      <span class="patient-age">
        {patient.age} y, {patient.gender}
      </span>
      <span class="patient-reason">
        {patient.emergency && <span class="tag">Emergency dept</span>} {patient.reason}
      </span>
    </button>
  </li>
);

export const PatientList = ({ patients, picked, pick }: Props) => (
  <nav class="patients" aria-labelledby="patients-heading">
    <h2 id="patients-heading">Today’s patients</h2>
    <ul>
      {patients.map((patient) => (
        <Row
          key={patient.id}
          patient={patient}
          picked={patient.id === picked}
          pick={() => pick(patient.id)}
        />
      ))}
    </ul>
  </nav>
);
