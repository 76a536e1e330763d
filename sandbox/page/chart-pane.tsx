/** The chart of the patient: resources by type, and what may be recorded. */
import { useRef, useState } from 'preact/hooks';
import type { Medication, PatientChart, Result, ShownFinding, ShownProblem } from '../ehr/page-api.ts';
import { FindingsTable, groups, type Mend } from './findings-table.tsx';
import { mendFinding } from './mini-ehr.ts';
import { StrengthTimeline } from './strength-timeline.tsx';
import { dateSaid, daySaid, isMeasured, labelOf, valueWords } from './wording.ts';

const SetAside = ({ findings, now }: { findings: readonly ShownFinding[]; now: Date }) => (
  <section class="findings">
    <h3>Set aside</h3>
    <p class="hint">In the chart, but the service does not rely on it.</p>
    <ul class="rows">
      {findings.map((finding) => (
        <li key={finding.ref}>
          <span>
            {labelOf(finding.id)}
            {finding.side && `, ${finding.side === 'both' ? 'both legs' : finding.side}`}:{' '}
            {valueWords(finding)}
          </span>
          <small>
            {daySaid(finding.date, now)} · {finding.setAside}
          </small>
        </li>
      ))}
    </ul>
  </section>
);

const problemState: Readonly<Record<ShownProblem['state'], string>> = {
  active: '',
  resolved: 'resolved',
  'entered-in-error': 'entered in error',
};

const Problems = ({ problems }: { problems: readonly ShownProblem[] }) => (
  <section>
    <h3>Problems</h3>
    <ul class="rows">
      {problems.map((problem) => (
        <li key={problem.text + problem.since} class={problem.state === 'active' ? undefined : 'quiet'}>
          <span>
            {problem.text} <code>{problem.code}</code>
          </span>
          <small>
            since {dateSaid(problem.since)}
            {problemState[problem.state] && ` · ${problemState[problem.state]}`}
          </small>
        </li>
      ))}
    </ul>
  </section>
);

const Medications = ({ medications }: { medications: readonly Medication[] }) => (
  <section>
    <h3>Medication</h3>
    <ul class="rows">
      {medications.map((drug) => (
        <li key={drug.ref} class={drug.state === 'stopped' ? 'quiet' : undefined}>
          <span>{drug.text}</span>
          <small>
            {drug.dose}
            {drug.state !== 'active' && ` · ${drug.state}`}
          </small>
        </li>
      ))}
    </ul>
  </section>
);

const Results = ({ results, now }: { results: readonly Result[]; now: Date }) => (
  <details class="results">
    <summary>Vital signs, laboratory and notes ({results.length})</summary>
    {(['Vital signs', 'Laboratory', 'Screening and notes'] as const).map((group) => (
      <section key={group}>
        <h3>{group}</h3>
        <ul class="rows">
          {results
            .filter((result) => result.group === group)
            .map((result) => (
              <li key={result.text}>
                <span>{result.text}</span>
                <small>
                  <strong>{result.value}</strong>
                  {result.flag && ` ${result.flag}`} · {daySaid(result.date, now)}
                </small>
              </li>
            ))}
        </ul>
      </section>
    ))}
  </details>
);

interface Props {
  readonly chart: PatientChart;
  readonly now: Date;
  readonly examine: () => void;
  /** A finding was changed or taken back: the service is asked again. */
  readonly mended: () => void;
}

export const ChartPane = ({ chart, now, examine, mended }: Props) => {
  const [trouble, setTrouble] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const mend: Mend = (ref, instead) => {
    // the row that has the focus is about to go
    heading.current?.focus();
    setTrouble('');
    mendFinding(chart.patient.id, ref, instead).then(mended, (error: unknown) =>
      setTrouble(`Not changed: ${(error as Error).message}`),
    );
  };
  const used = chart.findings.filter(({ setAside }) => setAside === '');
  const setAside = chart.findings.filter((finding) => finding.setAside !== '' && !isMeasured(finding.id));
  return (
    <section class="chart" aria-labelledby="chart-heading">
      <div class="pane-head">
        <h2 id="chart-heading" tabIndex={-1} ref={heading}>
          Chart
        </h2>
        <button type="button" class="primary" onClick={examine}>
          Examine
        </button>
      </div>
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <p class="reason">
        <span class="hint">Reason for visit</span> {chart.patient.reason}{' '}
        <small>seen by {chart.patient.clinician}</small>
      </p>
      {groups.map((group) => (
        <FindingsTable key={group.title} group={group} charted={used} now={now} mend={mend} />
      ))}
      <StrengthTimeline findings={used} now={now} />
      {setAside.length > 0 && <SetAside findings={setAside} now={now} />}
      <div class="lists">
        <Problems problems={chart.problems} />
        <Medications medications={chart.medications} />
        {chart.orders.length > 0 && (
          <section>
            <h3>Draft orders from suggestions</h3>
            <ul class="rows">
              {chart.orders.map((order) => (
                <li key={order.ref}>
                  <span>{order.text}</span>
                  <small>{order.priority} · draft, not signed</small>
                </li>
              ))}
            </ul>
          </section>
        )}
        {chart.allergies.length > 0 && (
          <section>
            <h3>Allergies</h3>
            <ul class="rows">
              {chart.allergies.map((allergy) => (
                <li key={allergy}>{allergy}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <Results results={chart.results} now={now} />
    </section>
  );
};
