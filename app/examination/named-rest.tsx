/**
 * The second step of "no to the rest" of the danger questions: it names each one, and nothing is answered before that
 * was confirmed. The first button leaves everything open, so that a key pressed twice answers nothing.
 */
import { useEffect, useRef } from 'preact/hooks';
import { findings } from '../../rules/findings/index.ts';
import { type Key, partsOf } from '../encoding/key.ts';
import type { AppWords } from '../words/index.ts';

interface Props {
  /** Questions that nobody answered yet. */
  readonly open: readonly Key[];
  readonly words: AppWords;
  readonly answerNo: () => void;
  readonly closed: () => void;
}

export const NamedRest = ({ open, words, answerNo, closed }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  // modal: the focus stays in it, Escape closes it, and then the focus is where it was
  useEffect(() => dialog.current?.showModal(), []);
  const { named } = words.examination;
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} class="named-rest" aria-labelledby="named-rest" onClose={closed}>
      <h2 id="named-rest">{named.title}</h2>
      <ul>
        {open.map((key) => (
          <li key={key}>{findings[partsOf(key).id].ask}</li>
        ))}
      </ul>
      <p class="hint">{named.text}</p>
      <p class="deeds">
        <button type="button" onClick={close}>
          {named.back}
        </button>
        <button
          type="button"
          class="primary"
          onClick={() => {
            answerNo();
            close();
          }}
        >
          {named.confirm(open.length)}
        </button>
      </p>
    </dialog>
  );
};
