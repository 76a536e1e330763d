/** The examination on one screen: the form, what the service would say to it, and saving. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FindingId } from '../../rules/findings/index.ts';
import type { ChartPort } from '../chart/port.ts';
import { type Key, keysOf } from '../encoding/key.ts';
import type { FaceProps } from '../face.ts';
import { useLookAhead } from '../look-ahead/use-look-ahead.ts';
import { preview } from '../preview/preview.ts';
import { PreviewPane } from '../preview/preview-pane.tsx';
import { Trouble } from '../shared/trouble.tsx';
import { tabStorage } from '../tab-storage.ts';
import type { AppWords } from '../words/index.ts';
import { BodyFigure } from './body-figure.tsx';
import { browserClock } from './clock.ts';
import { type Examination, ExaminationContext } from './context.ts';
import { type Form, openNormals, undone, withAnswer, withRestNormal } from './form.ts';
import { type Deeds, giveTabStops, holdTabStop, onKey } from './keyboard.ts';
import { type Section, type SectionId, sectionOf } from './layout.ts';
import { NamedRest } from './named-rest.tsx';
import { fieldsOf } from './next-field.ts';
import { PatientLine } from './patient-line.tsx';
import { SaveBar } from './save-bar.tsx';
import { SectionView } from './section.tsx';
import { type Opened, openedForm, openSession, resumedForm } from './session.ts';

const columns: readonly (readonly SectionId[])[] = [
  ['cauda-equina', 'red-flags', 'spinal-cord', 'circulation', 'hip', 'sacroiliac', 'other-signs'],
  ['symptoms', 'pain'],
  ['strength', 'weakness', 'tension', 'reflexes', 'sensation'],
];

interface Props {
  readonly chart: ChartPort;
  readonly opened: Opened;
  readonly words: AppWords;
  readonly ask: readonly FindingId[];
  /** After each save. */
  readonly saved?: () => void;
  /** Off where the patient stands above it already. */
  readonly withPatient?: boolean;
}

/** The form of a chart that is open: in the app, and in the mini-EHR. */
export const ExaminationForm = ({ chart, opened: first, words, ask, saved, withPatient = true }: Props) => {
  const [opened, setOpened] = useState(first);
  const [form, setForm] = useState<Form>(() => resumedForm(chart, first, tabStorage(), browserClock.now()));
  const answer = useCallback<Examination['answer']>(
    (key, value) => setForm((old) => withAnswer(old, key, value)),
    [],
  );
  const [naming, setNaming] = useState<Section>();
  const fillRest = useCallback<NonNullable<Examination['fillRest']>>(
    (section) =>
      section.rest === 'no' ? setNaming(section) : setForm((old) => withRestNormal(old, section)),
    [],
  );
  const root = useRef<HTMLDivElement>(null);
  const opening = useMemo(() => browserClock.now(), [opened]);
  const shown = useMemo(
    () => preview(opened.chart, opened.record, form.draft, opening),
    [opened, form.draft],
  );
  const asking = useMemo(
    () => ({ chart: opened.chart, record: opened.record, draft: form.draft, now: opening }),
    [opened, form.draft],
  );
  const stakes = useLookAhead(asking);
  const next = shown.assessment.nextBest;
  const wanted = useMemo(
    () =>
      fieldsOf(next)
        .flatMap(keysOf)
        .filter((key) => !form.draft.has(key)),
    [next, form.draft],
  );
  const highlighted = useMemo<ReadonlySet<Key>>(
    () => new Set([...wanted, ...ask.flatMap(keysOf).filter((key) => !form.draft.has(key))]),
    [wanted, ask],
  );

  useEffect(() => {
    if (root.current) giveTabStops(root.current);
  });

  // on the whole form at once: its fields are hundreds
  useEffect(() => {
    const deeds: Deeds = {
      press: (button) => button.getAttribute('aria-pressed') !== 'true' && button.click(),
      takeBack: (field) => setForm((old) => withAnswer(old, field as Key, undefined)),
      fillRest: (id) => fillRest(sectionOf(id as SectionId)),
      undo: () => setForm(undone),
    };
    const key = (event: KeyboardEvent) => onKey(event, deeds);
    const hold = ({ target }: FocusEvent) => target instanceof HTMLButtonElement && holdTabStop(target);
    root.current?.addEventListener('keydown', key);
    root.current?.addEventListener('focusin', hold);
    return () => {
      root.current?.removeEventListener('keydown', key);
      root.current?.removeEventListener('focusin', hold);
    };
  }, []);

  const goTo = (key: Key) => {
    const field = root.current?.querySelector<HTMLElement>(`[data-field="${key}"] button, [name^="${key}"]`);
    field?.focus();
    field?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <ExaminationContext.Provider
      value={{
        opened,
        form,
        words,
        highlighted,
        stakes,
        answer,
        fillRest,
      }}
    >
      <div class="examination" ref={root}>
        <header class="examination-head">
          {withPatient && <PatientLine chart={opened.chart} words={words} />}
          <details class="keys">
            <summary>{words.examination.keysTitle}</summary>
            <p>{words.examination.keys}</p>
          </details>
          <p class="legend">
            <span class="stake of-urgency" /> {words.examination.stakes.urgency} <span class="stake" />{' '}
            {words.examination.stakes.cause}
          </p>
          <SaveBar
            chart={chart}
            opened={opened}
            form={form}
            clock={browserClock}
            words={words}
            undo={() => setForm(undone)}
            done={(after) => {
              setOpened(after);
              setForm(openedForm(after));
              saved?.();
            }}
          />
        </header>
        <div class="examination-columns">
          {columns.map((ids, n) => (
            <div key={ids[0]} class={`column column-${n + 1}`}>
              {n === 1 && <BodyFigure />}
              {ids.map((id) => (
                <SectionView key={id} id={id} />
              ))}
            </div>
          ))}
          <PreviewPane
            preview={shown}
            words={words}
            unread={opened.chart.unread}
            next={
              next === undefined
                ? undefined
                : { says: next.finding, go: wanted[0] ? () => goTo(wanted[0] as Key) : undefined }
            }
          />
        </div>
      </div>
      {naming && (
        <NamedRest
          open={openNormals(form.draft, naming)}
          words={words}
          answerNo={() => setForm((old) => withRestNormal(old, naming))}
          closed={() => setNaming(undefined)}
        />
      )}
    </ExaminationContext.Provider>
  );
};

export const ExaminationFace = ({ chart, address, words }: FaceProps) => {
  const [opened, setOpened] = useState<Opened>();
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  useEffect(() => {
    openSession(chart, browserClock).then(setOpened, (error: unknown) => setFailure({ error }));
  }, []);
  useEffect(() => {
    document.title = `${words.examination.title} – ${words.app.name}`;
    // without scrolling: on a narrow screen and at 200 % zoom the card stands above the form, and stays in view
    if (opened)
      document.querySelector<HTMLElement>('.examination [tabindex="0"]')?.focus({ preventScroll: true });
  }, [opened]);
  if (failure) return <Trouble chart={chart} error={failure.error} words={words} />;
  if (!opened) return <p class="starting">{words.app.opening}</p>;
  return (
    <main>
      <h1 class="visually-hidden">{words.examination.title}</h1>
      <ExaminationForm chart={chart} opened={opened} words={words} ask={address.ask} />
    </main>
  );
};
