/**
 * What share of the charts about a leg would be understood without the map, with it, and with every line ticked and
 * every named row added by hand.
 */
import type { ChartTally, ExportTally } from './tally.ts';

export interface MapScore {
  /** Charts with something about a leg or the back. */
  readonly charts: number;
  /** Of those: everything about it is read by standard codes, with the map, with every row settled. */
  readonly standard: number;
  readonly mapped: number;
  readonly proposed: number;
  readonly entries: ChartTally;
}

export const scoreOf = ({ charts }: ExportTally): MapScore => {
  const all = [...charts.values()].filter(({ standard, mapped, open }) => standard + mapped + open > 0);
  const sum = (of: (chart: ChartTally) => number) => all.reduce((total, chart) => total + of(chart), 0);
  return {
    charts: all.length,
    standard: all.filter(({ mapped, open }) => mapped + open === 0).length,
    mapped: all.filter(({ open }) => open === 0).length,
    proposed: all.length,
    entries: {
      standard: sum((one) => one.standard),
      mapped: sum((one) => one.mapped),
      open: sum((one) => one.open),
    },
  };
};

const percent = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : Math.floor((part / whole) * 100)} %`;

export const scoreLines = (
  { charts, standard, mapped, proposed, entries }: MapScore,
  hasMap: boolean,
): string[] => {
  const all = entries.standard + entries.mapped + entries.open;
  const line = (name: string, of: number, read: number) =>
    `${name.padEnd(28)}${percent(of, charts).padStart(6)} of charts${percent(read, all).padStart(7)} of entries`;
  return [
    `${charts} charts with ${all} entries about a leg or the back; understood whole:`,
    line('with standard codes alone', standard, entries.standard),
    ...(hasMap ? [line('with the map', mapped, entries.standard + entries.mapped)] : []),
    line('with every row settled', proposed, all),
  ];
};
