/** One call of the audit log, opened: its rules and cards, where its data came from, and what was reported about it. */
import { useEffect, useState } from 'preact/hooks';
import type { FeedbackRecord, RuleLine } from '../../functions/audit/record.ts';
import { recommendationOf } from '../../rules/management/index.ts';
import type { AuditFile, AuditRow } from '../ehr/audit-view.ts';
import { auditFile } from './mini-ehr.ts';

const becameOf = ({ card, withheld }: RuleLine): string => {
  if (withheld) return `withheld: ${withheld.reason}`;
  return card === undefined ? 'no card' : `on card ${card}`;
};

/** The rules of today beside those that answered then. */
const versionToday = (id: string): string => {
  try {
    return recommendationOf(id as Parameters<typeof recommendationOf>[0])?.version ?? '–';
  } catch {
    return '–';
  }
};

const Rules = ({ rules }: { rules: readonly RuleLine[] }) => (
  <table>
    <caption>Rules that fired</caption>
    <thead>
      <tr>
        <th scope="col">Rule</th>
        <th scope="col">Version then</th>
        <th scope="col">Version today</th>
        <th scope="col">What became of it</th>
      </tr>
    </thead>
    <tbody>
      {rules.map((rule) => (
        <tr key={rule.id}>
          <th scope="row">{rule.id}</th>
          <td>{rule.version}</td>
          <td>{versionToday(rule.id)}</td>
          <td>{becameOf(rule)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Feedback = ({ feedback }: { feedback: readonly FeedbackRecord[] }) =>
  feedback.length === 0 ? (
    <p class="hint">Nothing was reported about its cards.</p>
  ) : (
    <ul class="rows">
      {feedback.map((one) => (
        <li key={`${one.card}${one.decidedAt}`}>
          <span>
            {one.outcome}
            {one.reason && `: ${one.reason.code}`}
          </span>
          <small>
            card …{one.card.slice(-2)}, decided {one.decidedAt}
            {one.commentDigest && ', with a comment that is sealed'}
          </small>
        </li>
      ))}
    </ul>
  );

const isFeedback = (record: AuditFile['feedback'][number]): record is FeedbackRecord =>
  record.kind === 'feedback';

const Opened = ({ file: { call, feedback } }: { file: AuditFile }) => {
  if (call.kind !== 'call')
    return (
      <p>
        Refused{'reason' in call && `: ${call.reason}`}. The audit log has no more of it, and the caller may
        have been told less.
      </p>
    );
  return (
    <div class="audit-file">
      <Rules rules={call.rules} />
      <section>
        <h3>Feedback</h3>
        <Feedback feedback={feedback.filter(isFeedback)} />
      </section>
      <section>
        <h3>Data</h3>
        <ul class="rows">
          {call.data.map(({ key, source, n }) => (
            <li key={key}>
              <span>{key}</span>
              <small>
                {source}
                {n !== undefined && `, ${n}`}
              </small>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>Not documented, not checked</h3>
        <p>{[...call.missing, ...call.notChecked].join(' · ') || 'Nothing.'}</p>
        <p class="hint">
          Knowledge {call.knowledgeVersion}; call <code>{call.callId}</code>
        </p>
      </section>
    </div>
  );
};

export const AuditFileView = ({ row }: { row: AuditRow }) => {
  const [file, setFile] = useState<AuditFile>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    auditFile(row.client, row.callId).then(setFile, (error: unknown) => setFailure((error as Error).message));
  }, [row.callId]);
  if (failure)
    return (
      <p class="trouble" role="alert">
        {failure}
      </p>
    );
  return file ? <Opened file={file} /> : <p class="hint">Reading…</p>;
};
