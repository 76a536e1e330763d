/** Options that several commands share. */
import type { Option } from './command.ts';

export const timeOptions = {
  from: { value: 'TIME', help: 'not before this: 2026-11-22, 2026-11-22T08:00Z, 24h, 7d, yesterday' },
  to: { value: 'TIME', help: 'before this' },
} as const satisfies Record<string, Option>;

export const scopeOptions = {
  client: { value: 'ID', help: 'one client; all of them when absent' },
  ...timeOptions,
} as const satisfies Record<string, Option>;

export const limitOption = {
  limit: { value: 'N', help: 'at most so many, newest first; 50 when absent, 0 for all' },
} as const satisfies Record<string, Option>;

export const archiveOptions = {
  'archive-dir': { value: 'DIR', help: 'the archive, when it is a folder; default ARCHIVE_DIR' },
} as const satisfies Record<string, Option>;

export const policyOptions = {
  policy: {
    value: 'FILE',
    help: 'whom to believe about the tlog: keys of logs and witnesses (log-policy writes one)',
  },
} as const satisfies Record<string, Option>;

export const keyOptions = {
  key: { value: 'PEM', help: 'public key that manifests were signed with', multiple: true },
} as const satisfies Record<string, Option>;

/** Understood by every command. */
export const commonOptions = {
  format: {
    value: 'FORMAT',
    help: 'table, json (one object a line) or csv; a table on a terminal, else json',
  },
  purpose: { value: 'CODE', help: 'ticket or purpose, kept in the record of this reading' },
  help: { help: 'what this command does' },
} as const satisfies Record<string, Option>;
