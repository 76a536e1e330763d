/**
 * Undo and save. A failed save says what to do and keeps everything; a repeated one saves nothing twice. What is not
 * saved is kept for this tab, and the browser asks before the tab is closed.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChartPort } from '../chart/port.ts';
import { Trouble } from '../shared/trouble.tsx';
import { tabStorage } from '../tab-storage.ts';
import type { AppWords } from '../words/index.ts';
import { changesOf, type Form, isChanged } from './form.ts';
import { hasKeptChanges, keepChanges, type Owner } from './kept-changes.ts';
import { type Attempt, attemptOf, type Opened, type SessionClock, save } from './session.ts';

interface Props {
  readonly chart: ChartPort;
  readonly opened: Opened;
  readonly form: Form;
  readonly clock: SessionClock;
  readonly words: AppWords;
  readonly undo: () => void;
  readonly done: (after: Opened) => void;
}

const changedFields = (form: Form): number => {
  const { added, withdrawn } = changesOf(form);
  return new Set([...added.keys(), ...withdrawn]).size;
};

type SaveState =
  | { readonly is: 'idle' | 'saving' }
  | { readonly is: 'saved'; readonly count: number }
  | { readonly is: 'failed'; readonly error: unknown };

const askBeforeClosing = (event: BeforeUnloadEvent) => event.preventDefault();

const useKeeping = (owner: Owner, form: Form, clock: SessionClock) => {
  const isUnsaved = isChanged(form);
  useEffect(() => {
    if (!isUnsaved) return;
    addEventListener('beforeunload', askBeforeClosing);
    return () => removeEventListener('beforeunload', askBeforeClosing);
  }, [isUnsaved]);
  useEffect(() => keepChanges(tabStorage(), owner, form, clock.now()), [form]);
};

export const SaveBar = ({ chart, opened, form, clock, words, undo, done }: Props) => {
  const [state, setState] = useState<SaveState>({ is: 'idle' });
  const attempt = useRef<Attempt | undefined>(undefined);
  const said = words.examination;
  const count = changedFields(form);
  const owner: Owner = { base: chart.base, visit: opened.chart.visit };
  useKeeping(owner, form, clock);
  const submit = () => {
    if (count === 0 || state.is === 'saving') return;
    const isRepeated = attempt.current !== undefined;
    attempt.current = attemptOf(form, attempt.current, clock);
    setState({ is: 'saving' });
    save(chart, opened, attempt.current, clock, isRepeated).then(
      (after) => {
        attempt.current = undefined;
        setState({ is: 'saved', count });
        done(after);
      },
      (error: unknown) => setState({ is: 'failed', error }),
    );
  };
  const status =
    count > 0 ? said.unsaved(count) : state.is === 'saved' ? said.saved(state.count) : said.nothingToSave;
  return (
    <div class="save-bar">
      {state.is === 'failed' && (
        <Trouble
          chart={chart}
          error={state.error}
          words={words}
          beforeSignIn={() => {
            if (hasKeptChanges(tabStorage(), owner, clock.now()))
              removeEventListener('beforeunload', askBeforeClosing);
          }}
        />
      )}
      <span role="status">{state.is === 'saving' ? said.saving : status}</span>
      <button type="button" aria-disabled={form.before.length === 0} onClick={undo}>
        {said.undo}
      </button>
      <button
        type="button"
        class="primary"
        aria-disabled={count === 0 || state.is === 'saving'}
        onClick={submit}
      >
        {said.save}
      </button>
    </div>
  );
};
