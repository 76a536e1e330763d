/** Why a card is there: the rules behind it, with the truth of each criterion and where it was recorded. */
import { useState } from 'preact/hooks';
import { Reasons, ResourceAddress } from '../../app/shared/trace-view.tsx';
import type { Card } from '../../functions/cds-hooks/wire.ts';
import type { Assessment } from '../../rules/engine/types.ts';
import type { RuleTrace } from '../../rules/index.ts';

/** The address at which the sandbox's FHIR server shows a resource. */
const addressOf = (ref: string) => `/open-fhir/${ref}`;

interface Props {
  readonly card: Card;
  readonly assessment: Assessment;
  readonly load: () => Promise<readonly RuleTrace[]>;
}

export const WhyCard = ({ card, assessment, load }: Props) => {
  const [traces, setTraces] = useState<readonly RuleTrace[]>();
  const [failure, setFailure] = useState('');
  const ids = assessment.recommendations.filter(({ cardUuid }) => cardUuid === card.uuid).map(({ id }) => id);
  const rules = traces?.filter(({ kind, rule }) => kind === 'recommendation' && ids.includes(rule)) ?? [];
  const opened = (event: { readonly currentTarget: HTMLDetailsElement }) => {
    if (!event.currentTarget.open || traces) return;
    load().then(setTraces, (error: unknown) => setFailure((error as Error).message));
  };
  return (
    <details class="why" onToggle={opened}>
      <summary>Why this card</summary>
      {failure && <p role="alert">{failure}</p>}
      {rules.map((trace) => (
        <section key={trace.rule}>
          <h4>
            {trace.title}{' '}
            <small>
              {trace.rule}, version {trace.version}
            </small>
          </h4>
          <ResourceAddress.Provider value={addressOf}>
            <ul>
              <Reasons trace={trace} all={traces ?? []} />
            </ul>
          </ResourceAddress.Provider>
        </section>
      ))}
      <p class="hint">
        Knowledge version {assessment.knowledgeVersion}. “Not documented” is never taken as “no”.
      </p>
    </details>
  );
};
