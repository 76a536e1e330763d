/** The audit log of the last day: the calls, how each rule fares, and how far the cards that lead to the app got. */
import { useEffect, useState } from 'preact/hooks';
import type { Lessons } from '../../functions/audit/inquiry/lessons.ts';
import type { MonitorReport } from '../../functions/audit/monitor/monitor.ts';
import type { AuditRow } from '../ehr/audit-view.ts';
import type { AuditTab, PageAddress } from './address.ts';
import { AuditFilterForm, everything, passes } from './audit-filter.tsx';
import { AuditRows } from './audit-rows.tsx';
import { FunnelView } from './funnel-view.tsx';
import { auditMonitor, auditRows, auditRules } from './mini-ehr.ts';
import { RuleMonitor } from './rule-monitor.tsx';

const tabs: Readonly<Record<AuditTab, string>> = {
  calls: 'Calls',
  rules: 'How the rules fare',
  app: 'From the card to the examination',
};

interface Props {
  readonly place: PageAddress;
  readonly go: (change: Partial<PageAddress>) => void;
}

const Tabs = ({ place, go }: Props) => (
  <nav class="audit-tabs" aria-label="Of the audit log">
    {(Object.keys(tabs) as AuditTab[]).map((tab) => (
      <button
        key={tab}
        type="button"
        aria-current={place.tab === tab ? 'page' : undefined}
        onClick={() => go({ tab })}
      >
        {tabs[tab]}
      </button>
    ))}
  </nav>
);

const Calls = ({ rows, place, go }: Props & { rows: readonly AuditRow[] }) => {
  const [filter, setFilter] = useState(everything);
  const services = [...new Set(rows.map(({ service }) => service))].filter(Boolean).sort();
  const passing = rows.filter(passes(filter));
  if (rows.length === 0) return <p>Nothing yet. Open a chart.</p>;
  return (
    <>
      <AuditFilterForm filter={filter} services={services} set={setFilter} />
      <p role="status">
        {passing.length} of {rows.length} rows
      </p>
      {passing.length > 0 && <AuditRows rows={passing} open={place.call} setOpen={(call) => go({ call })} />}
    </>
  );
};

export const AuditPane = ({ place, go }: Props) => {
  const [rows, setRows] = useState<readonly AuditRow[]>();
  const [lessons, setLessons] = useState<Lessons>();
  const [report, setReport] = useState<MonitorReport>();
  const [failure, setFailure] = useState('');
  const load = () => {
    const failed = (error: unknown) => setFailure((error as Error).message);
    setFailure('');
    auditRows().then(setRows, failed);
    auditRules().then(setLessons, failed);
    auditMonitor().then(setReport, failed);
  };
  useEffect(load, []);
  return (
    <section class="audit" aria-labelledby="audit-heading">
      <h2 id="audit-heading">Audit log{place.tab === 'rules' ? ', last four weeks' : ', last 24 hours'}</h2>
      <p class="hint">
        Patients and users are keyed pseudonyms. A rule with * was shown on a card.{' '}
        <code>npm run audit -- list</code> gives the same and more.
      </p>
      <div class="controls">
        <Tabs place={place} go={go} />
        <button type="button" onClick={load}>
          Read again
        </button>
      </div>
      {failure && (
        <p class="trouble" role="alert">
          {failure}
        </p>
      )}
      {place.tab === 'calls' && rows && <Calls rows={rows} place={place} go={go} />}
      {place.tab === 'rules' && report && <RuleMonitor report={report} />}
      {place.tab === 'app' && lessons && <FunnelView funnel={lessons.funnel} />}
    </section>
  );
};
