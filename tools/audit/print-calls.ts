/** Calls as rows, newest first, and how to see more of them. */
import type { KnownFile } from '../../functions/audit/audit-log.ts';
import { columns, forTerminal, summaryOf } from '../../functions/audit/inquiry/summary.ts';
import { limitOf } from './call-filter.ts';
import type { Run } from './command.ts';
import type { Format, Row } from './format.ts';

const rowOf =
  (format: Format) =>
  (file: KnownFile): Row => {
    const summary = summaryOf(file);
    return { ...(format === 'table' ? forTerminal(summary) : summary) };
  };
async function* rowsOf(run: Run, files: AsyncIterable<KnownFile>): AsyncGenerator<Row> {
  const row = rowOf(run.format);
  for await (const file of files) yield row(file);
}

/**
 * @param files newest first, no more than asked for
 * @param none said when there are none
 * @param further said when there may be older ones
 */
export const printed = async (
  run: Run,
  files: AsyncIterable<KnownFile>,
  none: string,
  further?: string,
): Promise<number> => {
  const count = await run.print(rowsOf(run, files), columns);
  const limit = limitOf(run.args);
  if (count === 0) {
    run.io.note(none);
    return 0;
  }
  if (count === limit) run.io.note(`The newest ${limit}; --limit 0 shows all.`);
  if (further !== undefined) run.io.note(further);
  return 0;
};
