/** What a command of the tool is: words for its help, options, and what it does. */

import type { Archive } from '../../functions/audit/archive/archive.ts';
import type { Audit } from '../../functions/audit/from-environment.ts';
import type { AuditAccess } from '../../functions/audit/inquiry/inquiry.ts';
import type { LogReader } from '../../functions/audit/reading-record.ts';
import type { WholeTable } from '../../functions/audit/table.ts';
import type { Environment } from '../../functions/base/settings.ts';
import type { Format, Row } from './format.ts';
import type { Io } from './io.ts';

export interface Option {
  /** The placeholder of the value in the help; absent for a switch. */
  readonly value?: string;
  readonly help: string;
  readonly multiple?: boolean;
}

export interface Arguments {
  /** Arguments that are not options, in their order. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly switches: ReadonlySet<string>;
}

/** The audit log and all that a command may do with it. */
export interface Tool {
  readonly audit: Audit;
  readonly whole: WholeTable;
  readonly access: AuditAccess;
  readonly reader: LogReader;
  readonly env: Environment;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  /** @throws Refused when none is configured */
  readonly archive: () => Promise<Archive>;
  /** Writes the row that says who asked what; nothing is shown when that fails. */
  readonly recordReading: (question: string, filter: Readonly<Record<string, string>>) => Promise<void>;
}

export interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly format: Format;
  readonly env: Environment;
  readonly now: () => number;
  readonly open: () => Promise<Tool>;
  readonly print: (rows: AsyncIterable<Row> | Iterable<Row>, columns: readonly string[]) => Promise<number>;
  /** Shows how many were read, while it lasts. */
  readonly counting: <T>(
    what: string,
    total: number,
    work: (done: (n: number) => void) => Promise<T>,
  ) => Promise<T>;
}

export interface Command {
  readonly name: string;
  readonly group: 'Look' | 'Learn' | 'Prove' | 'Operate';
  /** `<id>`, `[file]` */
  readonly words?: readonly string[];
  readonly summary: string;
  readonly help: string;
  readonly options?: Readonly<Record<string, Option>>;
  readonly examples: readonly string[];
  /** @returns the exit code */
  readonly run: (run: Run) => Promise<number>;
}

/** Something the user can put right; said without a stack. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
