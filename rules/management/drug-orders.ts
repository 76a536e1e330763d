/** What the drug cards share: which draft the card is about, and the context of nerve-root pain. */
import type { Order } from '../engine/types.ts';
import { type MedicationClass, medicationClasses } from '../findings/index.ts';
import type { Recorded } from './content.ts';
import { shortName } from './diagnosis-names.ts';
import { nsaidAdvice } from './nsaid-hazards.ts';
import { conditionsOnRecord } from './on-record.ts';
import { isOfAssumedLeg } from './reasons.ts';
import { diagnosis, isAtLeastPossible, type Situation } from './situation.ts';
import { chart } from './words.ts';

/** The wire cannot point at a draft, so the card names it. */
export const draftDrugs = (
  s: Situation,
  drug: MedicationClass,
  drafts: readonly Order[],
): readonly Recorded[] => {
  const details = s.input.details?.[drug] ?? [];
  return drafts.map(({ draftRef }) => {
    const named = details.find(({ ref }) => ref === draftRef)?.display;
    return {
      words: [
        `draft order for ${medicationClasses[drug]}`,
        ...(named === undefined ? [] : [': ', chart(named)]),
        ...(draftRef === undefined ? [] : [' (', chart(draftRef), ')']),
      ],
      ...(draftRef !== undefined && { ref: draftRef }),
    };
  });
};

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
