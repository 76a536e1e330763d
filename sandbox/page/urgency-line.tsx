/** How urgent the assessment is, in a line. */
import { urgencyWords } from '../../app/shared/clinical-words.ts';
import type { Assessment } from '../../rules/engine/types.ts';

/** The most urgent level of all rules, with what it means in hours or days. */
export const UrgencyLine = ({ assessment, cards }: { assessment: Assessment; cards: number }) => {
  const { word, means } = urgencyWords[assessment.urgency];
  return (
    <p class={`urgency ${assessment.urgency}`}>
      <strong>{word}</strong> <span>{means}</span>
      {cards === 0 && assessment.urgency !== 'none' && <span>; no card for this moment</span>}
    </p>
  );
};
