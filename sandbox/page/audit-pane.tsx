/** The newest rows of the audit log: that it was asked, what it said, what was done; who and what, never. */
import { useEffect, useState } from 'preact/hooks';
import type { AuditRow } from '../ehr/audit-rows.ts';
import { auditRows } from './mini-ehr.ts';

const time = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `REC-03*`: the version stays in the audit log. */
const shown = (row: AuditRow) =>
  row.kind === 'refusal' ? `refused: ${row.reason}` : row.rules.replace(/@[\d.]+/g, '');

const Row = ({ row }: { row: AuditRow }) => (
  <tr>
    <td>{time.format(new Date(row.at))}</td>
    <td class="wide">{row.client}</td>
    <td>{row.service.replace('leg-symptoms-', '')}</td>
    <td>{row.urgency || row.status}</td>
    <td>{row.cards}</td>
    <td class="long">{shown(row)}</td>
    <td class="long">{row.feedback || '–'}</td>
    <td class="wide">{row.ms}</td>
    <td class="wide">{row.patient ? <code>{row.patient.slice(0, 12)}…</code> : '–'}</td>
  </tr>
);

export const AuditPane = () => {
  const [rows, setRows] = useState<readonly AuditRow[]>();
  const [failure, setFailure] = useState('');
  const load = () => {
    auditRows().then(setRows, (error: unknown) => setFailure((error as Error).message));
  };
  useEffect(load, []);
  return (
    <section class="audit" aria-labelledby="audit-heading">
      <h2 id="audit-heading">Audit log, last 24 hours</h2>
      <p class="hint">
        Patients and users are keyed pseudonyms. A rule with * was shown on a card.{' '}
        <code>npm run audit -- list</code> gives the same and more.
      </p>
      <button type="button" onClick={load}>
        Read again
      </button>
      {failure && (
        <p class="trouble" role="alert">
          {failure}
        </p>
      )}
      {rows && (
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col" class="wide">
                Client
              </th>
              <th scope="col">Service</th>
              <th scope="col">Urgency</th>
              <th scope="col">Cards</th>
              <th scope="col">Rules</th>
              <th scope="col">What was done</th>
              <th scope="col" class="wide">
                ms
              </th>
              <th scope="col" class="wide">
                Patient
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.callId} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {rows?.length === 0 && <p>Nothing yet. Open a chart.</p>}
    </section>
  );
};
