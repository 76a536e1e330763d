/** Why the clinician sets a card aside. */
import { useId, useState } from 'preact/hooks';
import type { OverrideReason } from '../../functions/cds-hooks/wire.ts';

interface Props {
  readonly reasons: readonly OverrideReason[];
  readonly send: (reason: string | undefined, comment: string) => void;
}

/** Saying no takes one click and a reason; a comment is free. */
export const OverrideForm = ({ reasons, send }: Props) => {
  const [reason, setReason] = useState<string>();
  const [comment, setComment] = useState('');
  const name = useId();
  return (
    <details class="override">
      <summary>Not for this patient</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(reason, comment.trim());
        }}
      >
        {reasons.length > 0 && (
          <fieldset>
            <legend>Why?</legend>
            {reasons.map(({ code, display }) => (
              <label key={code}>
                <input
                  type="radio"
                  name={name}
                  value={code}
                  checked={reason === code}
                  onChange={() => setReason(code)}
                />
                {display}
              </label>
            ))}
          </fieldset>
        )}
        <label class="comment">
          Comment (optional; kept sealed, no names please)
          <textarea
            rows={2}
            maxLength={500}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={reasons.length > 0 && reason === undefined}>
          Override this card
        </button>
      </form>
    </details>
  );
};
