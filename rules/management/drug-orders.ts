/** What the drug cards share: the context of nerve-root pain, and what else there is. */
import type { Recorded } from './content.ts';
import { shortName } from './diagnosis-names.ts';
import { nsaidAdvice } from './nsaid-hazards.ts';
import { conditionsOnRecord } from './on-record.ts';
import { isOfAssumedLeg } from './reasons.ts';
import { diagnosis, isAtLeastPossible, type Situation } from './situation.ts';

export const rootPainOnRecord = (s: Situation): readonly Recorded[] => {
  const radic = diagnosis(s, 'RADIC');
  return [
    ...conditionsOnRecord(s, ['sciatica']),
    ...(radic && isAtLeastPossible(s, 'RADIC')
      ? [
          {
            words: `${shortName(s, 'RADIC')} ${radic.category}`,
            side: radic.side,
            sideAssumed: isOfAssumedLeg(s, 'RADIC'),
          },
        ]
      : []),
  ];
};

/** Part of the evidence of a drug card. */
export const painContext = (s: Situation) => (rootPainOnRecord(s).length > 0 ? 'root-pain' : 'leg-symptom');

export const alternatives = (s: Situation): string =>
  `Alternatives: stay active, exercise therapy, early review, spine referral if severe; ${nsaidAdvice(s)}.`;
