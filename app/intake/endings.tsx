/** Pages without a question: what to do when an answer is a danger, stopping early, and the end. */
import type { RefObject } from 'preact';
import type { IntakeWords } from '../words/intake.ts';
import type { Danger } from './progress.ts';

interface EndingShown {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly words: IntakeWords;
}

export const DangerPage = ({
  heading,
  words,
  danger,
  goOn,
}: EndingShown & { danger: Danger; goOn: () => void }) => {
  const { title, text } = words.danger[danger];
  return (
    <section class={`intake-page intake-danger ${danger}`} role="alert">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {text.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div class="intake-steps">
        <button type="button" class="primary" onClick={goOn}>
          {words.danger.understood}
        </button>
      </div>
    </section>
  );
};

interface SendingState {
  readonly sending: boolean;
  readonly failure: string | undefined;
  readonly send: () => void;
}

const Failure = ({ failure }: { failure: string | undefined }) =>
  failure === undefined ? null : (
    <p class="trouble" role="alert">
      {failure}
    </p>
  );

export const StopPage = ({
  heading,
  words,
  left,
  goOn,
  sending,
  failure,
  send,
}: EndingShown & SendingState & { left: number; goOn: () => void }) => (
  <section class="intake-page">
    <h1 ref={heading} tabIndex={-1}>
      {words.stop.title}
    </h1>
    <p>{words.stop.text(left)}</p>
    <Failure failure={failure} />
    <div class="intake-steps">
      <button type="button" aria-disabled={sending} onClick={send}>
        {sending ? words.done.sending : words.stop.sendAsItIs}
      </button>
      <button type="button" class="primary" onClick={goOn}>
        {words.stop.goOn}
      </button>
    </div>
  </section>
);

export const Ending = ({
  heading,
  words,
  isSent,
  more,
  answerMore,
  back,
  sending,
  failure,
  send,
}: EndingShown &
  SendingState & { isSent: boolean; more: number; answerMore: () => void; back: () => void }) =>
  isSent ? (
    <section class="intake-page" role="status">
      <h1 ref={heading} tabIndex={-1}>
        {words.sent.title}
      </h1>
      <p>{words.sent.text}</p>
      <p>{words.sent.clear}</p>
    </section>
  ) : (
    <section class="intake-page">
      <h1 ref={heading} tabIndex={-1}>
        {words.done.title}
      </h1>
      <p>{words.done.text}</p>
      {more > 0 && <p>{words.done.more(more)}</p>}
      <Failure failure={failure} />
      <div class="intake-steps">
        <button type="button" onClick={back}>
          {words.back}
        </button>
        {more > 0 && (
          <button type="button" onClick={answerMore}>
            {words.done.answerMore}
          </button>
        )}
        <button type="button" class="primary" aria-disabled={sending} onClick={send}>
          {sending ? words.done.sending : words.done.send}
        </button>
      </div>
    </section>
  );
