/**
 * One call of the audit log, opened: its rules and cards, what was reported about it, the same call evaluated again,
 * and where its data came from.
 */
import { useEffect, useState } from 'preact/hooks';
import type { FeedbackRecord, RuleLine } from '../../functions/audit/record.ts';
import type { AuditFile, AuditRow, NotReplayed } from '../ehr/audit-view.ts';
import { auditFile } from './mini-ehr.ts';
import { ReplayedTrace, ReplayLine } from './replay-view.tsx';

const becameOf = ({ card, withheld }: RuleLine): string => {
  if (withheld) return `withheld: ${withheld.reason}`;
  return card === undefined ? 'no card' : `on card ${card}`;
};

const Rules = ({ rules }: { rules: readonly RuleLine[] }) => (
  <table>
    <caption>Rules that fired</caption>
    <thead>
      <tr>
        <th scope="col">Rule</th>
        <th scope="col">Version</th>
        <th scope="col">What became of it</th>
      </tr>
    </thead>
    <tbody>
      {rules.map((rule) => (
        <tr key={`${rule.id} ${rule.card}`}>
          <th scope="row">{rule.id}</th>
          <td>{rule.version}</td>
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

const stepWords: Readonly<Record<AuditFile['steps'][number]['step'], string>> = {
  opened: 'App opened from a card',
  saved: 'Findings saved in the app',
};

const Steps = ({ steps }: Pick<AuditFile, 'steps'>) => (
  <ul class="rows">
    {steps.map(({ step, at }) => (
      <li key={step}>
        <span>{stepWords[step]}</span>
        <small>{at}</small>
      </li>
    ))}
  </ul>
);

const whyNotReplayed: Readonly<Record<NotReplayed, string>> = {
  'not-kept':
    'What the rules were given is not kept of this call, or no longer, so it cannot be evaluated again. How long it is kept is the setting INPUT_DAYS.',
  'not-opened':
    'What the rules were given is kept, and cannot be opened with the keys of this machine, so it cannot be evaluated again. The auditor’s key opens it.',
  'reading-not-recorded':
    'What the rules were given is kept, and was not read: the audit log took no record of the reading. Open the call again when it does.',
};

const NotEvaluated = ({ why }: { why: NotReplayed }) => (
  <p class="hint">{whyNotReplayed[why]} The rules and versions above are those of its row.</p>
);

const Opened = ({ file: { call, feedback, steps, replay } }: { file: AuditFile }) => {
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
        {steps.length > 0 && <Steps steps={steps} />}
      </section>
      <section class="whole-row">
        <h3>Evaluated again</h3>
        {typeof replay === 'object' ? (
          <>
            <ReplayLine replay={replay} />
            {call.policy && (
              <p class="hint">
                Policy {call.policy.version} held then: {call.policy.rulings.join(', ')}. It is not applied
                here.
              </p>
            )}
            <ReplayedTrace traces={replay.trace} />
          </>
        ) : (
          <NotEvaluated why={replay ?? 'not-kept'} />
        )}
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
          {call.service}; knowledge {call.knowledgeVersion}; call <code>{call.callId}</code>
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
