/**
 * The intake face: a patient, or a nurse with the patient, one topic a page. It asks as long as an answer could
 * raise the urgency, tells the patient what to do as soon as one does, and sends a QuestionnaireResponse.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ChartPort, OpenedChart } from '../chart/port.ts';
import { intakeBundle, questionnaireResponse } from '../encoding/questionnaire-response.ts';
import type { FaceProps } from '../face.ts';
import { intakeEnglish } from '../words/intake.en.ts';
import { intakeSpanish } from '../words/intake.es.ts';
import type { IntakeWords } from '../words/intake.ts';
import { type IntakeAnswers, noAnswers } from './answers.ts';
import { DangerPage, Ending, StopPage } from './endings.tsx';
import { forget, type Kept, keep, kept } from './kept.ts';
import { PageView } from './page-view.tsx';
import { type IntakePage, pageOf } from './pages.ts';
import { type Ahead, aheadOf, type Danger, dangerOf } from './progress.ts';

type IntakeStage =
  | { readonly is: 'intro' | 'end' | 'stop' | 'sent' }
  | { readonly is: 'page'; readonly page: IntakePage }
  | { readonly is: 'danger'; readonly danger: Danger };

const fresh = (): Kept => ({ answers: noAnswers, path: [], attempt: crypto.randomUUID() });
const nowIso = () => new Date().toISOString();

interface Props {
  readonly chart: ChartPort;
  readonly opened: OpenedChart;
  readonly words: IntakeWords;
}

const Intake = ({ chart, opened, words }: Props) => {
  const { patientId } = opened.visit;
  const before = useMemo(() => kept(localStorage, patientId, nowIso()), [patientId]);
  const [form, setForm] = useState<Kept>(before ?? fresh());
  const [stage, setStage] = useState<IntakeStage>({ is: 'intro' });
  /** The patient asked for the questions about the cause. */
  const [wantsMore, setWantsMore] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [sending, setSending] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  /** As of the last page that was left: looking ahead costs too much for every mark. */
  const [ahead, setAhead] = useState<Ahead>(() => aheadOf(opened, form.answers, nowIso()));

  useEffect(() => {
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, [stage]);

  const show = (page: IntakePage | undefined) => {
    if (page === undefined) return setStage({ is: 'end' });
    setForm({ ...form, path: [...form.path.filter((id) => id !== page.id), page.id] });
    setStage({ is: 'page', page });
  };
  /** To the page that the answers make the next one, or to the end. */
  const goOn = (more = wantsMore) => {
    const now = aheadOf(opened, form.answers, nowIso());
    setAhead(now);
    show(now.urgent[0] ?? (more ? now.telling[0] : undefined));
  };
  const change = (answers: IntakeAnswers) => {
    const changed = { ...form, answers };
    setForm(changed);
    keep(localStorage, patientId, changed, nowIso());
  };
  const afterPage = (answered: IntakeAnswers, asBefore: IntakeAnswers) => {
    const danger = dangerOf(opened, asBefore, answered, nowIso());
    if (danger !== undefined) return setStage({ is: 'danger', danger });
    goOn();
  };
  const back = () => {
    const path = stage.is === 'page' ? form.path.slice(0, -1) : form.path;
    const page = pageOf(path.at(-1) ?? '');
    setForm({ ...form, path });
    setStage(page === undefined ? { is: 'intro' } : { is: 'page', page });
  };
  const restart = () => {
    forget(localStorage, patientId);
    setForm(fresh());
    setWantsMore(false);
    setStage({ is: 'intro' });
  };
  const send = () => {
    setSending(true);
    setFailure(undefined);
    const left = aheadOf(opened, form.answers, nowIso()).urgent.length;
    const status = left > 0 ? 'in-progress' : 'completed';
    const response = questionnaireResponse({
      answers: form.answers,
      visit: opened.visit,
      now: nowIso(),
      status,
    });
    chart.save(intakeBundle(response, form.attempt)).then(
      () => {
        forget(localStorage, patientId);
        setForm(fresh());
        setSending(false);
        setStage({ is: 'sent' });
      },
      (error: unknown) => {
        setSending(false);
        setFailure((error as Error).message);
      },
    );
  };

  switch (stage.is) {
    case 'intro':
      return (
        <section class="intake-page">
          <h1 ref={heading} tabIndex={-1}>
            {words.title}
          </h1>
          {form.answers.size > 0 && <p class="hint">{words.kept}</p>}
          <p>{words.intro}</p>
          <nav class="intake-steps">
            {form.answers.size > 0 && (
              <button type="button" onClick={restart}>
                {words.startAgain}
              </button>
            )}
            <button type="button" class="primary" onClick={() => goOn()}>
              {words.start}
            </button>
          </nav>
        </section>
      );
    case 'page':
      return (
        <PageView
          key={stage.page.id}
          heading={heading}
          page={stage.page}
          number={form.path.length}
          left={ahead.urgent.filter(({ id }) => id !== stage.page.id).length}
          answers={form.answers}
          words={words}
          change={change}
          next={afterPage}
          back={back}
          stop={() => {
            setAhead(aheadOf(opened, form.answers, nowIso()));
            setStage({ is: 'stop' });
          }}
        />
      );
    case 'danger':
      return <DangerPage heading={heading} danger={stage.danger} words={words} goOn={() => goOn()} />;
    case 'stop':
      return (
        <StopPage
          heading={heading}
          left={ahead.urgent.length}
          words={words}
          sending={sending}
          failure={failure}
          goOn={() => goOn()}
          send={send}
        />
      );
    default:
      return (
        <Ending
          heading={heading}
          isSent={stage.is === 'sent'}
          more={wantsMore ? 0 : ahead.telling.length}
          words={words}
          sending={sending}
          failure={failure}
          answerMore={() => {
            setWantsMore(true);
            goOn(true);
          }}
          back={back}
          send={send}
        />
      );
  }
};

export const IntakeFace = ({ chart, address, words: appWords }: FaceProps) => {
  const words = address.language === 'es' ? intakeSpanish : intakeEnglish;
  const [opened, setOpened] = useState<OpenedChart | string>();
  useEffect(() => {
    chart.open().then(setOpened, (error: unknown) => setOpened((error as Error).message));
  }, [chart]);
  if (opened === undefined) return <p class="starting">{appWords.app.opening}</p>;
  if (typeof opened === 'string')
    return (
      <p class="trouble" role="alert">
        {opened}
      </p>
    );
  return (
    <main class="intake">
      {words.unreviewed !== '' && <p class="unreviewed">{words.unreviewed}</p>}
      <Intake chart={chart} opened={opened} words={words} />
    </main>
  );
};
