/** What the drug cards share: the context of nerve-root pain, and what else there is. */
import type { Recorded } from './contribution.ts';
import { causeSaid, sideOfCause } from './diagnosis-names.ts';
import { nsaidHazards } from './nsaid-hazards.ts';
import { conditionsOnRecord } from './on-record.ts';
import { diagnosis, isAtLeastPossible, type Situation } from './situation.ts';
import { type Said, say } from './wording/say.ts';

export const rootPainOnRecord = (s: Situation): readonly Recorded[] => {
  const radic = diagnosis(s, 'RADIC');
  return [
    ...conditionsOnRecord(s, ['sciatica']),
    ...(radic && isAtLeastPossible(s, 'RADIC')
      ? [{ said: causeSaid(s, radic), side: sideOfCause(s, radic) }]
      : []),
  ];
};

/** Part of the evidence of a drug card. */
export const painContext = (s: Situation) => (rootPainOnRecord(s).length > 0 ? 'root-pain' : 'leg-symptom');

/** What else there is: an NSAID only where nothing on the record speaks against it. */
export const instead = (s: Situation): Said => {
  const hazards = nsaidHazards(s).map(({ said }) => said);
  return hazards.length === 0 ? say('instead.with') : say('instead.without', { hazards });
};
