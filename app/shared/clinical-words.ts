/** The words of an answer on a screen: urgency, indicator, root and cause. Never colour alone. */
import { textOf } from '../../functions/cards/text.ts';
import type { Indicator } from '../../functions/cds-hooks/wire.ts';
import type { DiagnosisId } from '../../rules/engine/ids.ts';
import type { Differential, RootResult, Urgency } from '../../rules/engine/types.ts';
import { causeName } from '../../rules/management/diagnosis-names.ts';

export const indicatorWord: Readonly<Record<Indicator, string>> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'For information',
};

export const urgencyWords: Readonly<Record<Urgency, { readonly word: string; readonly means: string }>> = {
  emergent: { word: 'Emergent', means: 'act within the hour' },
  urgent: { word: 'Urgent', means: 'same day to 48 hours' },
  soon: { word: 'Soon', means: 'within two weeks' },
  routine: { word: 'Routine', means: 'usual care' },
  none: { word: 'Nothing to say', means: 'no leg or low-back finding is recorded' },
};

const legSaid = (leg: string): string => (leg === 'unspecified' ? '' : `, ${leg} leg`);

const resultSaid = (result: string): string =>
  result.startsWith('multilevel:')
    ? `several levels: ${result.slice('multilevel:'.length).replaceAll('+', ', ')}`
    : result.replaceAll('/', ' or ');

/** `L5, left leg; moderate confidence`. */
export const rootSaid = (leg: string, { result, confidence }: RootResult): string =>
  `${resultSaid(result)}${legSaid(leg)}; ${confidence === 'discordant' ? 'discordant' : `${confidence} confidence`}`;

export const causeSaid = ({ condition, side }: Differential): string => {
  const name = textOf(causeName(condition as DiagnosisId), 'plain');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${legSaid(side)}`;
};
