/** A call on record, evaluated again: whether it comes out the same, and each rule with the truth of what it asks. */
import { Reasons, ResourceAddress } from '../../app/shared/trace-view.tsx';
import type { RuleTrace } from '../../rules/index.ts';
import type { Replay, ReplayedRule } from '../ehr/replay.ts';

const differs = ({ before, today, sameEvidence }: ReplayedRule): boolean => before !== today || !sameEvidence;

const ruleSaid = ({ before, today }: ReplayedRule): string => {
  if (today === undefined) return 'fired then, not now';
  if (before === undefined) return 'fires now, not then';
  return before === today ? 'fires on other findings' : 'fires in another version';
};

const Differences = ({ rules }: { rules: readonly ReplayedRule[] }) => (
  <table>
    <caption>What differs</caption>
    <thead>
      <tr>
        <th scope="col">Rule</th>
        <th scope="col">Then</th>
        <th scope="col">Today</th>
        <th scope="col">What it is</th>
      </tr>
    </thead>
    <tbody>
      {rules.map((rule) => (
        <tr key={rule.id}>
          <th scope="row">{rule.id}</th>
          <td>{rule.before ?? '–'}</td>
          <td>{rule.today ?? '–'}</td>
          <td>{ruleSaid(rule)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const knowledgeSaid = ({ before, today }: Replay['knowledge']): string =>
  before === today ? `with the same knowledge, ${today}` : `with knowledge ${today}, then ${before}`;

export const ReplayLine = ({ replay: { knowledge, urgency, rules, isSame } }: { replay: Replay }) => {
  const different = rules.filter(differs);
  return (
    <>
      <p>
        <span class={isSame ? 'tick' : 'cross'}>{isSame ? '✓ the same answer' : '✗ another answer'}</span>{' '}
        {knowledgeSaid(knowledge)}: urgency {urgency.today}
        {urgency.today !== urgency.before && `, then ${urgency.before}`}, {rules.length - different.length} of{' '}
        {rules.length} rules on the same findings.
      </p>
      {different.length > 0 && <Differences rules={different} />}
    </>
  );
};

const legOf = (trace: RuleTrace): string =>
  'leg' in trace && trace.leg !== 'unspecified' ? `, ${trace.leg} leg` : '';

const Trace = ({ trace, all }: { trace: RuleTrace; all: readonly RuleTrace[] }) => (
  <details class="traced">
    <summary>
      {trace.title}
      {legOf(trace)}{' '}
      <small>
        {trace.rule}, version {trace.version}
      </small>
    </summary>
    <ul>
      <Reasons trace={trace} all={all} />
    </ul>
  </details>
);

const Traces = ({ traces, all }: { traces: readonly RuleTrace[]; all: readonly RuleTrace[] }) => (
  <>
    {traces.map((trace) => (
      <Trace key={`${trace.kind} ${trace.rule}${legOf(trace)}`} trace={trace} all={all} />
    ))}
  </>
);

/** The address at which the sandbox's FHIR server shows a resource. */
const addressOf = (ref: string) => `/open-fhir/${ref}`;

export const ReplayedTrace = ({ traces }: { traces: readonly RuleTrace[] }) => {
  const others = traces.filter(({ fired }) => !fired);
  return (
    <ResourceAddress.Provider value={addressOf}>
      <div class="why">
        <Traces traces={traces.filter(({ fired }) => fired)} all={traces} />
        <details class="traced">
          <summary>{others.length} rules that did not fire</summary>
          <Traces traces={others} all={traces} />
        </details>
      </div>
    </ResourceAddress.Provider>
  );
};
