/** The newest rows of the audit log: that it was asked, what it said, what was done; who and what, never. */
import { useEffect, useState } from 'preact/hooks';
import type { Lessons } from '../../functions/audit/inquiry/lessons.ts';
import type { AuditRow } from '../ehr/audit-view.ts';
import { AuditFileView } from './audit-file.tsx';
import { AuditFilterForm, everything, passes } from './audit-filter.tsx';
import { auditRows, auditRules } from './mini-ehr.ts';
import { RuleMonitor } from './rule-monitor.tsx';

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

interface RowProps {
  readonly row: AuditRow;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

const Row = ({ row, isOpen, toggle }: RowProps) => (
  <>
    <tr>
      <td>
        <button type="button" class="row-toggle" aria-expanded={isOpen} onClick={toggle}>
          {time.format(new Date(row.at))}
        </button>
      </td>
      <td class="wide">{row.client}</td>
      <td>{row.service.replace('leg-symptoms-', '')}</td>
      <td>{row.urgency || row.status}</td>
      <td>{row.cards}</td>
      <td class="long">{shown(row)}</td>
      <td class="long">{row.feedback || '–'}</td>
      <td class="wide">{row.ms}</td>
      <td class="wide">{row.patient ? <code>{row.patient.slice(0, 12)}…</code> : '–'}</td>
    </tr>
    {isOpen && (
      <tr class="opened">
        <td colSpan={9}>
          <AuditFileView row={row} />
        </td>
      </tr>
    )}
  </>
);

const Rows = ({ rows }: { rows: readonly AuditRow[] }) => {
  const [open, setOpen] = useState('');
  return (
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
          <Row
            key={row.callId}
            row={row}
            isOpen={open === row.callId}
            toggle={() => setOpen(open === row.callId ? '' : row.callId)}
          />
        ))}
      </tbody>
    </table>
  );
};

export const AuditPane = () => {
  const [rows, setRows] = useState<readonly AuditRow[]>();
  const [lessons, setLessons] = useState<Lessons>();
  const [filter, setFilter] = useState(everything);
  const [failure, setFailure] = useState('');
  const load = () => {
    const failed = (error: unknown) => setFailure((error as Error).message);
    auditRows().then(setRows, failed);
    auditRules().then(setLessons, failed);
  };
  useEffect(load, []);
  const services = [...new Set((rows ?? []).map(({ service }) => service))].filter(Boolean).sort();
  const passing = rows?.filter(passes(filter));
  return (
    <section class="audit" aria-labelledby="audit-heading">
      <h2 id="audit-heading">Audit log, last 24 hours</h2>
      <p class="hint">
        Patients and users are keyed pseudonyms. A rule with * was shown on a card.{' '}
        <code>npm run audit -- list</code> gives the same and more.
      </p>
      <div class="controls">
        <button type="button" onClick={load}>
          Read again
        </button>
        <AuditFilterForm filter={filter} services={services} set={setFilter} />
      </div>
      {failure && (
        <p class="trouble" role="alert">
          {failure}
        </p>
      )}
      {rows && passing && (
        <p role="status">
          {passing.length} of {rows.length} rows
        </p>
      )}
      {passing && passing.length > 0 && <Rows rows={passing} />}
      {rows?.length === 0 && <p>Nothing yet. Open a chart.</p>}
      {lessons && lessons.rules.length > 0 && (
        <details class="monitor">
          <summary>How the rules fare</summary>
          <RuleMonitor lessons={lessons} />
        </details>
      )}
    </section>
  );
};
