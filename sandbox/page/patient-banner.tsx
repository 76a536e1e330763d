/** Who the patient in view is. */
import type { PatientRow } from '../ehr/page-api.ts';
import { dateSaid } from './wording.ts';

/** Never scrolls away: name first, then what tells two patients apart, with labels quieter than values. */
export const PatientBanner = ({ patient }: { patient: PatientRow }) => (
  <section class="banner" aria-label="Patient">
    <p class="banner-name">{patient.name}</p>
    <dl>
      <div>
        <dt>Born</dt>
        <dd>
          {dateSaid(patient.born)} ({patient.age} y)
        </dd>
      </div>
      <div>
        <dt>Gender</dt>
        <dd>{patient.gender}</dd>
      </div>
      <div>
        <dt>Record</dt>
        <dd>{patient.recordNumber}</dd>
      </div>
    </dl>
    <p class="synthetic">Synthetic patient</p>
  </section>
);
