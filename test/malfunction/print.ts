/** The figures of a run as text: a line for each malfunction, then what the monitor is held to. */
import { type Figures, shareFound, type Trial } from './judge.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const line = (name: string, trials: readonly Trial[]): string => {
  const found = trials.filter(({ isFound }) => isFound);
  const missed = trials.filter(({ isFound }) => !isFound).map(({ client, day }) => `${client} day ${day}`);
  const causes = new Set(
    trials.filter(({ isCauseRight }) => !isCauseRight).map(({ cause }) => cause ?? 'not seen'),
  );
  return [
    `${found.length === trials.length ? ' ' : '!'} ${name.padEnd(78)}`,
    `${found.length}/${trials.length}`.padStart(6),
    `${median(found.map(({ hours = 0 }) => hours))} h`.padStart(6),
    `${median(found.map(({ calls = 0 }) => calls))} calls`.padStart(10),
    missed.length > 0 ? `  late: ${missed.join(', ')}` : '',
    causes.size > 0 ? `  also named: ${[...causes].join(', ')}` : '',
  ].join('');
};

export const printed = ({ trials, falseAlarms, clientYears }: Figures, seconds: number): string => {
  const found = trials.filter(({ isFound }) => isFound);
  const named = found.filter(({ isCauseRight }) => isCauseRight).length;
  return `${[
    ...[...Map.groupBy(trials, ({ malfunction }) => malfunction)].map(([name, own]) => line(name, own)),
    '',
    ...falseAlarms.map(
      ({ client, noticed, cause, moved }) => `false alarm ${client} ${noticed} ${cause}: ${moved}`,
    ),
    `found ${found.length} of ${trials.length} within 200 calls or 48 hours: ${percent(shareFound(trials))}`,
    `median ${median(found.map(({ hours = 0 }) => hours))} hours, ${median(found.map(({ calls = 0 }) => calls))} calls`,
    `likely cause right in ${percent(named / Math.max(1, found.length))} of what was found`,
    `${falseAlarms.length} false alarms in ${clientYears} clean client-years`,
    `${seconds.toFixed(0)} s`,
  ].join('\n')}\n`;
};
