/** Two charts that show that a criterion matters, and the charts that the search begins with. */
import type { VignetteChart } from '../../rules/engine/rule.ts';
import type { ChartChange } from './change.ts';

type VignetteName = readonly [rule: string, title: string];

export interface ShowingPair {
  readonly rule: string;
  /** The item of a table, or the title of a defined term. */
  readonly item?: string;
  readonly criterion: string;
  /** Vignettes whose charts are laid over each other to begin with, by rule and title; none: an empty chart. */
  readonly vignettes: readonly VignetteName[];
  /** What is otherwise than in the vignette on both charts. */
  readonly also?: readonly ChartChange[];
  readonly change: ChartChange;
  readonly before: string;
  readonly after: string;
}

/** A chart to begin with. */
export interface Start extends Pick<ShowingPair, 'vignettes' | 'also'> {
  readonly chart: VignetteChart;
}

/** Names a criterion in a rule, an item of a table, or a term. */
export type CriterionPlace = Pick<ShowingPair, 'rule' | 'item' | 'criterion'>;

export const spellingOf = ({ rule, item = '', criterion }: CriterionPlace): string =>
  [rule, item, criterion].join(' · ');
