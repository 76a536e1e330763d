/** One page of the intake form: its question, why it is asked, and the ways on, back and out. */
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { type IntakeWords, reasonOf } from '../words/intake.ts';
import { type IntakeAnswers, withAnswers } from './answers.ts';
import type { IntakePage, PlaceList } from './pages.ts';
import { Places } from './places.tsx';
import { Question } from './question.tsx';

interface Props {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly page: IntakePage;
  readonly number: number;
  /** Pages that must still be asked. */
  readonly left: number;
  readonly answers: IntakeAnswers;
  readonly words: IntakeWords;
  readonly change: (answers: IntakeAnswers) => void;
  readonly next: (answers: IntakeAnswers, before: IntakeAnswers) => void;
  readonly back: () => void;
  readonly stop: () => void;
}

const isList = (id: IntakePage['id']): id is PlaceList => id === 'where-it-hurts' || id === 'what-is-swollen';

export const PageView = ({
  heading,
  page,
  number,
  left,
  answers,
  words,
  change,
  next,
  back,
  stop,
}: Props) => {
  /** As they were when the page was opened: what its answers changed. */
  const before = useRef(answers);
  const [missing, setMissing] = useState(false);
  const [id] = page.asks;
  const question = isList(page.id) ? words.lists[page.id] : words.questions[page.id];
  const submit = () => {
    if (page.asks.some((one) => !answers.has(one))) return setMissing(true);
    next(answers, before.current);
  };
  return (
    <form
      class="intake-page"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p class="intake-progress">
        <span>
          {words.question(number)} · {words.left(left)}
        </span>
        <progress value={number} max={number + left} aria-hidden="true" />
      </p>
      <h1 ref={heading} tabIndex={-1} id="question">
        {question}
      </h1>
      <details class="intake-why">
        <summary>{words.why}</summary>
        <p>{words.reasons[reasonOf(id)]}</p>
      </details>
      <fieldset aria-labelledby="question" class="intake-fields">
        {isList(page.id) ? (
          <Places
            asks={page.asks}
            answers={answers}
            words={words}
            say={(said) => change(withAnswers(answers, said))}
          />
        ) : (
          <Question
            id={id}
            said={answers.get(id)}
            words={words}
            say={(said) => change(withAnswers(answers, [[id, said]]))}
          />
        )}
      </fieldset>
      {missing && page.asks.some((one) => !answers.has(one)) && (
        <p class="trouble" role="alert">
          {words.choose}
        </p>
      )}
      <div class="intake-steps">
        <button type="button" onClick={back}>
          {words.back}
        </button>
        <button type="submit" class="primary">
          {words.next}
        </button>
        <button type="button" class="intake-stop" onClick={stop}>
          {words.stop.button}
        </button>
      </div>
    </form>
  );
};
