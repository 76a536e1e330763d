/** Rows of the audit log: that it was asked, what it said, what was done; who and what, never. Each opens. */
import type { AuditRow } from '../ehr/audit-view.ts';
import { AuditFileView } from './audit-file.tsx';

const time = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `REC-03*`: the version stays in the audit log, and no id is broken in two. */
const RulesOf = ({ rules }: Pick<AuditRow, 'rules'>) => (
  <>
    {rules
      .replace(/@[\d.]+/g, '')
      .split(' ')
      .map((rule) => (
        <span key={rule} class="rule-id">
          {rule}{' '}
        </span>
      ))}
  </>
);

const done = ({ feedback, app }: AuditRow) =>
  [feedback, app && `app ${app.replace(' ', ', ')}`].filter(Boolean).join('; ') || '–';

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
      <td class="wide">{row.service.replace('leg-symptoms-', '')}</td>
      <td>{row.urgency || row.status}</td>
      <td class="wide">{row.cards}</td>
      <td>{row.kind === 'refusal' ? `refused: ${row.reason}` : <RulesOf rules={row.rules} />}</td>
      <td>{done(row)}</td>
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

const nameOf = ({ client, callId }: AuditRow): string => `${client}/${callId}`;

interface Props {
  readonly rows: readonly AuditRow[];
  /** `<client>/<call id>`, or empty. */
  readonly open: string;
  readonly setOpen: (name: string) => void;
}

export const AuditRows = ({ rows, open, setOpen }: Props) => (
  <table class="calls">
    <thead>
      <tr>
        <th scope="col">When</th>
        <th scope="col" class="wide">
          Client
        </th>
        <th scope="col" class="wide">
          Service
        </th>
        <th scope="col">Urgency</th>
        <th scope="col" class="wide">
          Cards
        </th>
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
      {rows.map((row) => {
        const name = nameOf(row);
        return (
          <Row
            key={name}
            row={row}
            isOpen={open === name}
            toggle={() => setOpen(open === name ? '' : name)}
          />
        );
      })}
    </tbody>
  </table>
);
