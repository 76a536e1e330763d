/**
 * The reasons face, five layers from a card down: the advice; the key facts, each finding with its date and source,
 * and what is missing, as fields; why, rule by rule on this chart; how it is decided; the evidence behind it. On the chart as it is now, with the code of
 * the service: the card in the EHR may be of an earlier call.
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { FindingId } from '../../rules/findings/index.ts';
import type { ChartPort } from '../chart/port.ts';
import { keysOf } from '../encoding/key.ts';
import { savedDraft } from '../encoding/on-record.ts';
import { browserClock } from '../examination/clock.ts';
import { PatientLine } from '../examination/patient-line.tsx';
import { type Opened, openSession } from '../examination/session.ts';
import type { FaceProps } from '../face.ts';
import { preview } from '../preview/preview.ts';
import { urgencyWords } from '../shared/clinical-words.ts';
import { Trouble } from '../shared/trouble.tsx';
import type { AppWords } from '../words/index.ts';
import { FindingsTable } from './findings.tsx';
import { missingFields } from './missing-fields.ts';
import { MissingForm } from './missing-form.tsx';
import { Advice, How, Why } from './rules.tsx';
import { type SourceSaid, sourcesOf } from './sources.ts';

const Sources = ({ sources, words }: { sources: readonly SourceSaid[]; words: AppWords }) => (
  <section aria-labelledby="sources">
    <h2 id="sources">{words.reasons.sources}</h2>
    <ul class="sources">
      {sources.map(({ id, label, link, checked, says }) => (
        <li key={id}>
          {link === undefined ? (
            label
          ) : (
            <a href={link} target="_blank" rel="noopener noreferrer">
              {label}
              <span class="visually-hidden"> (opens in a new tab)</span>
            </a>
          )}{' '}
          <small>({words.reasons.checked(checked)})</small>
          <ul>
            {says.map(({ rule, text, strength }) => (
              <li key={`${rule} ${text}`}>
                <small>
                  {rule}: {text} ({strength}: {words.reasons.strength[strength]})
                </small>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  </section>
);

interface Props {
  readonly chart: ChartPort;
  readonly first: Opened;
  readonly ask: readonly FindingId[];
  readonly words: AppWords;
}

const ReasonsPage = ({ chart, first, ask, words }: Props) => {
  const [opened, setOpened] = useState(first);
  const shown = useMemo(
    () => preview(opened.chart, opened.record, savedDraft(opened.record), browserClock.now()),
    [opened],
  );
  const traces = useMemo(() => shown.evaluation.trace(), [shown]);
  const { assessment } = shown;
  const { word, means } = urgencyWords[assessment.urgency];
  /** Of the first opening: a field stays where it is while others are filled. */
  const [fields] = useState(() =>
    missingFields(ask, assessment.missing).filter((id) => !keysOf(id).some((key) => first.record.has(key))),
  );
  return (
    <main class="reasons">
      <header class="examination-head">
        <PatientLine chart={opened.chart} words={words} />
      </header>
      <h1>{words.reasons.title}</h1>
      <p class={`urgency ${assessment.urgency}`} role="status">
        <strong>{word}</strong> {means}
      </p>
      {opened.chart.unread.length > 0 && (
        <p class="hint">
          {words.examination.preview.unread} {opened.chart.unread.join(', ')}
        </p>
      )}
      <Advice cards={shown.cards} words={words} />
      <FindingsTable record={opened.record} words={words} />
      <MissingForm chart={chart} opened={opened} fields={fields} ask={ask} words={words} saved={setOpened} />
      <Why shown={shown} traces={traces} words={words} />
      <How traces={traces} knowledgeVersion={assessment.knowledgeVersion} words={words} />
      <Sources sources={sourcesOf(traces.filter(({ fired }) => fired))} words={words} />
    </main>
  );
};

export const ReasonsFace = ({ chart, address, words }: FaceProps) => {
  const [opened, setOpened] = useState<Opened>();
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  useEffect(() => {
    document.title = `${words.reasons.title} – ${words.app.name}`;
    openSession(chart, browserClock).then(setOpened, (error: unknown) => setFailure({ error }));
  }, []);
  if (failure) return <Trouble chart={chart} error={failure.error} words={words} />;
  if (opened === undefined) return <p class="starting">{words.app.opening}</p>;
  return <ReasonsPage chart={chart} first={opened} ask={address.ask} words={words} />;
};
