/** `npm run audit` in this process: what it prints as data, what it says beside, and its exit code. */
import type { Io } from '../../../tools/audit/io.ts';
import { runTool } from '../../../tools/audit/run.ts';

export const runAudit = async (
  line: readonly string[],
  env: Readonly<Record<string, string>>,
  more: Partial<Io> = {},
) => {
  const out: string[] = [];
  const notes: string[] = [];
  const io: Io = {
    out: async (text) => void out.push(text),
    note: (text) => void notes.push(text),
    terminal: false,
    watched: false,
    columns: 120,
    stdin: async function* () {},
    pause: async () => undefined,
    ...more,
  };
  const code = await runTool(line, env, io);
  const text = out.join('');
  return {
    code,
    /** Of an answer in JSON, an object a line. */
    rows: text
      .split('\n')
      .filter((one) => one.startsWith('{'))
      .map((one) => JSON.parse(one) as Record<string, string>),
    text,
    notes: notes.join('\n'),
  };
};
