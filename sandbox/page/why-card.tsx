/** The reasons of one card, from the assessment that came with it: nothing here is worked out by the page. */
import type { Card } from '../../functions/cds-hooks/types.ts';
import type { Assessment, Differential, RedFlag } from '../../rules/engine/types.ts';
import { labelOf } from './wording.ts';

const list = (ids: readonly string[]) => ids.map(labelOf).join(', ');

const Flag = ({ flag }: { flag: RedFlag }) => (
  <li>
    {flag.id}, {flag.urgency}: {list(flag.because)}
  </li>
);

const Diagnosis = ({ of }: { of: Differential }) => (
  <li>
    {of.condition}, {of.category} ({of.side}): for {list(of.for) || 'nothing'}; against{' '}
    {list(of.against) || 'nothing'}
  </li>
);

export const WhyCard = ({ card, assessment }: { card: Card; assessment: Assessment }) => {
  const rules = assessment.recommendations.filter(({ cardUuid }) => cardUuid === card.uuid);
  return (
    <details class="why">
      <summary>Why this card</summary>
      <p class="hint">
        Rules {rules.map(({ id }) => id).join(', ')}, knowledge version {assessment.knowledgeVersion}
      </p>
      <ul>
        {assessment.redFlags.map((flag) => (
          <Flag key={flag.id} flag={flag} />
        ))}
        {assessment.differential
          .filter(({ category }) => category === 'likely' || category === 'possible')
          .map((of) => (
            <Diagnosis key={of.condition} of={of} />
          ))}
      </ul>
    </details>
  );
};
