/** What nobody documented and would change the advice, red-flag questions first, each to be answered here. */
import { useRef } from 'preact/hooks';
import { isFindingId } from '../../rules/findings/index.ts';
import type { NewFinding } from '../ehr/page-api.ts';
import { AnswerForm } from './answer-form.tsx';
import { labelOf, questionOf, redFlagsFirst } from './wording.ts';

interface Props {
  readonly missing: readonly string[];
  readonly answer: (finding: NewFinding) => Promise<void>;
  readonly examine: () => void;
}

export const Missing = ({ missing, answer, examine }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  if (missing.length === 0) return null;
  const chart = async (finding: NewFinding) => {
    // the row that has the focus is about to go
    heading.current?.focus();
    await answer(finding);
  };
  return (
    <section class="missing" aria-labelledby="missing-heading">
      <h3 id="missing-heading" ref={heading} tabIndex={-1}>
        Not documented, and it would change the advice
      </h3>
      <ul>
        {redFlagsFirst(missing).map((id) => (
          <li key={id}>
            <details>
              <summary>{labelOf(id)}</summary>
              {questionOf(id) && <p class="hint">{questionOf(id)}</p>}
              {isFindingId(id) ? (
                <AnswerForm
                  id={id}
                  title={`Chart: ${labelOf(id)}`}
                  answer={(finding) => void chart(finding)}
                />
              ) : (
                <p class="hint">
                  Several findings answer this.{' '}
                  <button type="button" onClick={examine}>
                    Open the examination
                  </button>
                </p>
              )}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
};
