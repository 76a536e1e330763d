/** What the doctor found: a line for each step, and whether the step is well. */
export type Finding = 'ok' | 'warn' | 'FAIL';

export interface ReportLine {
  readonly finding: Finding;
  readonly step: string;
  readonly sentence: string;
}

/** Prints a line of the report, or text as it is (a card). */
export type Tell = (line: ReportLine | string) => void;

export const lineOf = (line: ReportLine | string): string =>
  typeof line === 'string' ? line : `${line.finding.padEnd(5)} ${line.step.padEnd(23)} ${line.sentence}`;
