/** What the drug cards share: the context of nerve-root pain, and what else there is. */
import type { Recorded } from './contribution.ts';
import { causeSaid } from './diagnosis-names.ts';
import { nsaidHazards } from './nsaid-hazards.ts';
import { conditionsOnRecord } from './on-record.ts';
import { diagnosis, isAtLeastPossible, type Situation } from './situation.ts';
import { type Said, say } from './wording/say.ts';

export const rootPainOnRecord = (s: Situation): readonly Recorded[] => {
  const coded = conditionsOnRecord(s, ['sciatica']);
  const radic = diagnosis(s, 'RADIC');
  // the diagnosis of the chart and our own name of it are one thing
  if (coded.length > 0 || radic === undefined || !isAtLeastPossible(s, 'RADIC')) return coded;
  return [{ said: causeSaid(s, radic) }];
};

/** Part of the evidence of a drug card. */
export const painContext = (s: Situation) => (rootPainOnRecord(s).length > 0 ? 'root-pain' : 'leg-symptom');

/** What else there is: an NSAID only where nothing on the record speaks against it. */
export const instead = (s: Situation): Said => {
  const hazards = nsaidHazards(s).map(({ said }) => said);
  return hazards.length === 0 ? say('instead.with') : say('instead.without', { hazards });
};
